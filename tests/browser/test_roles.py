"""Flags about roles, those who decide, and dates outside the usual, in a browser at both widths."""

import re
from datetime import date

import pytest
from django.urls import reverse

from partnerships.models import Phase, RosterEntry
from tests import factories_matching as forms
from tests.browser import checks
from tests.factories_partnership import make_room
from tests.factories_roles import flag_in, flag_on

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RTL = "يطلبون الملفات فقط ولا يسألون كيف سار العمل"
LONG = "Verylongword" * 12
PAGES = [
    "role_flags", "role_flag", "role_flag_raise", "role_flag_change", "role_flag_aside",
    "touchpoints", "roster", "front", "officer",
]  # fmt: skip


def address(room, name):
    flag = flag_in(room, seen=f"{RTL} {LONG}")
    flag_in(room, kind="solving")
    own = {
        "touchpoints": reverse("touchpoints", args=[room.partnership.pk]),
        "officer": reverse("officer"),
        "front": reverse("partnership", args=[room.partnership.pk]),
    }
    on_flag = name in ("role_flag", "role_flag_change", "role_flag_aside")
    key = flag.pk if on_flag else room.partnership.pk
    return own.get(name) or reverse(f"partnerships:{name}", args=[key])


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_whole(live_server, page, name):
    room = make_room(signed=True, phase=Phase.ACTIVE, ends_on=date(2028, 9, 1))
    RosterEntry.objects.filter(decides=True).update(knows_content=True, above_both=True)
    reader = room.officer if name == "officer" else room.facilitator
    checks.sign_in(page, live_server, reader)
    page.goto(f"{live_server.url}{address(room, name)}")

    for width in (1280, 360):
        checks.picture(page, f"roles-{name}", width)
    checks.whole(page)


def test_the_page_of_a_form_and_its_flag_are_whole(live_server, page):
    form = forms.assessing()
    flag = flag_on(form, seen=f"{RTL} {LONG}")
    checks.sign_in(page, live_server, form.facilitator)
    for url in (form.get_absolute_url(), flag.get_absolute_url()):
        page.goto(f"{live_server.url}{url}")
        checks.whole(page)
    checks.picture(page, "roles-form")


def test_the_words_for_the_talk_print_on_one_page(live_server, page):
    room = make_room(signed=True, phase=Phase.ACTIVE)
    checks.sign_in(page, live_server, room.facilitator)
    page.goto(f"{live_server.url}{address(room, 'role_flag')}")

    printed = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 1


def test_an_officer_notes_that_she_saw_the_dates(live_server, page):
    room = make_room(signed=True, phase=Phase.ACTIVE, ends_on=date(2028, 9, 1))
    checks.sign_in(page, live_server, room.officer)
    page.goto(f"{live_server.url}{reverse('officer')}")

    page.get_by_role("button", name="I have seen this").click()

    assert "seen by" in page.inner_text("main")
    checks.whole(page)
