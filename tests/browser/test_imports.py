"""Files of facts in a browser: chosen, compared, loaded; once more; and a file with a fault."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from partnerships.models import Organization, Role
from tests.browser.checks import picture, sign_in, whole
from tests.factories import OrganizationFactory, ProgramRoleFactory
from tests.factories_partnerships import term
from tests.partnerships.test_importing import GRANTEE, PARTNER
from tests.partnerships.test_imports import grants, table

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHARE = "Organizations that share, with their grants"
SEEK = "Organizations that look for a partner, with their initiatives"
LONG = "Oak University جامعة البلوط " + "long" * 15


@pytest.fixture
def lead():
    term("residency")
    return ProgramRoleFactory(role=Role.FACILITATION_LEAD).user


def choose(page, label, raw, name="awards.csv"):
    file = {"name": name, "mimeType": "text/csv", "buffer": raw}
    page.get_by_label(label).set_input_files(file)


def read(page):
    page.get_by_role("button", name="Read the files and show the difference").click()


def test_files_are_compared_loaded_and_then_change_nothing(live_server, page, lead):
    sign_in(page, live_server, lead)
    page.goto(live_server.url + reverse("partnerships:imports"))
    whole(page)
    raw = table({**GRANTEE, "name": LONG}, {**GRANTEE, "award_row": "A2", "grantee_id": "G2",
                                             "name": "=HYPERLINK(1)"})  # fmt: skip
    choose(page, SHARE, raw)
    choose(page, SEEK, table(PARTNER), "seekers.csv")
    read(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("What these files would change")
    expect(page.get_by_text(LONG).first).to_be_visible()
    assert not Organization.objects.exists()
    whole(page)
    for width in (1280, 360):
        picture(page, "import-difference", width)
    page.get_by_role("button", name=re.compile("Import these")).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("What was loaded")
    assert Organization.objects.filter(enrolled_at=None).count() == 3
    assert Organization.objects.filter(name="=HYPERLINK(1)").exists()
    whole(page)
    page.goto(live_server.url + reverse("partnerships:imports"))
    choose(page, SHARE, raw)
    choose(page, SEEK, table(PARTNER), "seekers.csv")
    read(page)

    expect(page.get_by_text("Nothing: all of it stands here already.")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Import"))).to_have_count(0)
    whole(page)
    assert Organization.objects.count() == 3


def test_a_changed_row_shows_both_values(live_server, page, lead):
    OrganizationFactory(name="Oak 0000", enrolled_at=None, city="Dallas", external_key="grantee:G0")
    sign_in(page, live_server, lead)
    page.goto(live_server.url + reverse("partnerships:imports"))
    choose(page, SHARE, grants(2))
    read(page)

    expect(page.get_by_text("Dallas")).to_be_visible()
    expect(page.get_by_text("Austin").first).to_be_visible()
    whole(page)


def test_a_fault_is_told_with_its_line_and_column_and_nothing_is_loaded(live_server, browser, lead):
    """And all of it without a script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server, lead)
    page.goto(live_server.url + reverse("partnerships:imports"))
    bad = table(GRANTEE, {**GRANTEE, "award_row": "A2", "grantee_id": "G2", "name": "Ash",
                          "award_fiscal_year": "soon"})  # fmt: skip
    choose(page, SHARE, bad)
    read(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("1 line to mend first")
    row = page.get_by_role("rowheader", name=re.compile("line 3, award_fiscal_year"))
    expect(row).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Import"))).to_have_count(0)
    assert not Organization.objects.exists()
    page.get_by_role("link", name="Read the mended files").click()
    choose(page, SHARE, grants(2))
    read(page)
    page.get_by_role("button", name="Import these 4").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("What was loaded")
    assert Organization.objects.count() == 2
    context.close()


def test_the_page_of_a_fault_is_whole_at_each_width(live_server, page, lead):
    sign_in(page, live_server, lead)
    page.goto(live_server.url + reverse("partnerships:imports"))
    choose(page, SHARE, table({**GRANTEE, "award_fiscal_year": "soon"}), "a" * 90 + ".csv")
    read(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("1 line to mend first")
    whole(page)
    for width in (1280, 360):
        picture(page, "import-fault", width)
    page.goto(live_server.url + reverse("partnerships:imports"))
    read(page)

    expect(page.get_by_text("Choose").first).to_be_visible()
    whole(page)
