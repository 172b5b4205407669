"""Sectors, grants, motives and gains so far: whole for eyes, keys and phones."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from matching.models import Origin, Reasons
from partnerships.models import Partnership, Phase, Role
from tests import factories_proposals as make
from tests.browser import checks
from tests.factories import NOW, OrganizationFactory, ProgramRoleFactory
from tests.factories_closing import BenefitFactory
from tests.factories_partnerships import GrantFactory, term
from tests.factories_proposals import P, T

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STAMP = {"created_at": NOW, "changed_at": NOW}
RIGHT_TO_LEFT = "مدارس الوادي الشرقي"
LONG = "We want to keep the residents that we pay for, in every school of the valley. " * 4


def see(page, live_server, name, *args):
    page.goto(f"{live_server.url}{reverse(name, args=args)}")


def whole(page, name):
    checks.whole(page)
    for width in (1280, 360):
        checks.picture(page, name, width)


def matched():
    """Return a matched proposal whose two sides told why they come, in long words."""
    proposal = make.sent()
    proposal.offer.facilitator = proposal.application.facilitator
    proposal.offer.save()
    Origin.objects.create(
        application=proposal.application, start="policy", goals=LONG, survive=True, **STAMP
    )
    Reasons.objects.create(
        offer=proposal.offer, exchange=True, other_motive=RIGHT_TO_LEFT, words=LONG, **STAMP
    )
    make.say(proposal, P)
    make.say(proposal, T)
    return make.again(proposal)


def test_a_sector_and_a_grant_are_told_and_written(live_server, page):
    row = OrganizationFactory(type=term("charter"), sector=term("nonprofit"))
    grant = GrantFactory(organization=row, population=f"{LONG[:300]} {RIGHT_TO_LEFT}")
    checks.sign_in(page, live_server, ProgramRoleFactory(role=Role.FACILITATION_LEAD).user)

    for name, key in (("organization", row.pk), ("organization_edit", row.pk),
                      ("grant", grant.pk), ("grant_edit", grant.pk)):  # fmt: skip
        see(page, live_server, f"partnerships:{name}", key)
        whole(page, f"sides_{name}")
    page.get_by_label("serves high-need schools").select_option("Yes")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("High-need schools")).to_be_visible()
    grant.refresh_from_db()
    assert grant.high_need is True


def test_motives_are_written_beside_the_offer_and_read_before_the_charter(live_server, page):
    proposal = matched()
    checks.sign_in(page, live_server, proposal.application.facilitator)

    see(page, live_server, "matching:offer", proposal.offer_id)
    page.get_by_role("link", name="Write down why they come").click()
    whole(page, "sides_reasons")
    page.get_by_label("In their own words").fill("We learn by telling.")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("We learn by telling.")).to_be_visible()
    whole(page, "sides_offer")
    see(page, live_server, "partnerships:charter", proposal.partnership_id)
    page.get_by_role("link", name="Why each side comes: what to ask both at the table").click()
    whole(page, "sides_motives")


def test_a_gain_is_written_halfway_and_stands_again_at_the_end(live_server, page):
    proposal = matched()
    rows = Partnership.objects.filter(pk=proposal.partnership_id)
    rows.update(phase=Phase.MIDPOINT)
    BenefitFactory(
        partnership=rows.get(), side=T, point="so_far", evidence=f"{LONG}{RIGHT_TO_LEFT}"
    )
    checks.sign_in(page, live_server, make.who(proposal, P))

    see(page, live_server, "partnership", proposal.partnership_id)
    page.get_by_text("What each side has gained").click()
    page.get_by_role("link", name="Write what Cedarbrook has gained so far").click()
    whole(page, "sides_so_far")
    page.get_by_label("What has Cedarbrook gained so far?").fill("Two schools try it.")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("What each side has gained").click()
    expect(page.get_by_text("Two schools try it.")).to_be_visible()
    whole(page, "sides_front")
    rows.update(phase=Phase.CLOSING)
    see(page, live_server, "closing", proposal.partnership_id)
    expect(page.get_by_text("Two schools try it.")).to_be_visible()
    whole(page, "sides_closing")
