"""The directory in a browser: found by words, read with its sources, edited, without a fault."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from partnerships.models import Role
from tests.browser.checks import sign_in, whole
from tests.factories import NOW, OrganizationFactory, ProgramRoleFactory, RoundFactory
from tests.factories_partnerships import (
    ExpertiseFactory,
    GrantFactory,
    RelationFactory,
    SourcedInitiativeFactory,
    term,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def oak(live_server, page):
    oak = OrganizationFactory(
        name="Oak University جامعة البلوط " + "long" * 20, enrolled_at=None, state="TX",
        type=term("university"),
    )  # fmt: skip
    GrantFactory(organization=oak, amount_usd=11300000, amount_note="one year of three",
                 status="ended", status_as_of=NOW.date(),
                 status_source="https://a.example/x")  # fmt: skip
    initiative = SourcedInitiativeFactory(organization=oak, challenge="Why they leave")
    initiative.topics.add(term("residency"))
    ExpertiseFactory(organization=oak)
    RelationFactory(expert=oak, expert_name=oak.name)
    lead = ProgramRoleFactory(role=Role.FACILITATION_LEAD).user
    sign_in(page, live_server, lead)
    return oak


def test_every_page_of_the_directory_is_whole(live_server, page, oak):
    rows = [oak, oak.grants.get(), oak.initiatives.get(), oak.expertise.get()]
    lists = ["organizations", "initiatives", "expertise_list", "grants", "relations"]
    urls = [row.get_absolute_url() for row in rows]
    urls += [reverse(f"partnerships:{name}") for name in lists]
    urls += [urls[0] + "edit/", urls[2] + "edit/", reverse("partnerships:organization_new")]

    for url in urls:
        page.goto(live_server.url + url)
        whole(page)


def test_a_search_finds_and_the_organization_joins(live_server, page, oak):
    page.goto(live_server.url + reverse("partnerships:organizations"))
    page.get_by_label("Words to look for").fill("oak univ")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Oak University").click()

    expect(page.get_by_text("Listed, not enrolled")).to_be_visible()
    page.get_by_role("button", name="Record that it has joined").click()

    expect(page.get_by_text(re.compile("Enrolled since"))).to_be_visible()


def test_an_officer_starts_a_program_and_opens_its_round(live_server, page):
    sign_in(page, live_server, ProgramRoleFactory(role=Role.PROGRAM_OFFICER).user)
    page.goto(live_server.url + reverse("partnerships:program_new"))
    whole(page)
    for label, value in [
        ("Name of the program", "Spring"), ("Name of its first round", "First"),
        ("The round opens", "2027-01-04"), ("The round closes", "2027-03-01"),
        ("Partnerships there is room for", "4"),
    ]:  # fmt: skip
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Start the program").click()
    whole(page)
    page.get_by_role("link", name="First", exact=True).click()
    whole(page)

    page.get_by_role("button", name="Open the round").click()

    expect(page.get_by_text("The round is open.")).to_be_visible()
    expect(page.get_by_text("opened the round")).to_be_visible()


def test_a_list_without_rows_is_whole(live_server, page):
    row = RoundFactory()
    sign_in(
        page, live_server, ProgramRoleFactory(program=row.program, role=Role.ADMINISTRATOR).user
    )

    for name in ("organizations", "relations", "programs"):
        page.goto(live_server.url + reverse(f"partnerships:{name}"))
        whole(page)
