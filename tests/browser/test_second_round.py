"""Those without a partner, who got what, where else to look: whole for eyes, keys and phones."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from demo import people
from demo.scenes import earlier, matching
from foundation.clock import now as clock_now
from matching.models import Application, Referral
from partnerships.models import Round, RoundState
from tests import factories_matching as forms
from tests import factories_proposals as make
from tests.browser import checks
from tests.factories_proposals import P, T

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RIGHT_TO_LEFT = "مدارس الوادي الشرقي"


def see(page, live_server, name, *args, **query):
    asked = "&".join(f"{key}={value}" for key, value in query.items())
    page.goto(f"{live_server.url}{reverse(f'matching:{name}', args=args)}?{asked}")


def test_the_pages_of_the_lead_are_whole(live_server, page):
    now = clock_now()
    people.ensure(now=now)
    matching.set_stage(now=now)
    earlier.set_stage(now=now)
    earlier.set_stage(now=now)
    round = Round.objects.get(name=earlier.ROUND)
    Referral.objects.filter(name__startswith="Prairie").update(name=RIGHT_TO_LEFT)
    waiting = Application.objects.filter(round=round, state="ready").first()
    checks.sign_in(page, live_server, waiting.submitted_by.__class__.objects.get(
        email="facilitation.lead@seedbed.example"))  # fmt: skip

    see(page, live_server, "second_round", round.pk)
    rows = page.get_by_role("row")
    expect(rows.nth(1)).to_contain_text("Juniper Falls")
    expect(rows.nth(1)).to_contain_text("96 days")
    for name, args in {
        "second_round": [round.pk], "fairness": [round.program_id], "suits": [],
        "referrals": [round.program_id], "carry": [waiting.pk], "release": [waiting.pk],
        "referral": [Referral.objects.first().pk],
    }.items():  # fmt: skip
        see(page, live_server, name, *args)
        checks.whole(page)
        for width in (1280, 360):
            checks.picture(page, name, width)
    see(page, live_server, "suits", goal="solve", months=9, hours=8, value="high")
    expect(page.get_by_role("heading", level=2).nth(1)).to_have_text("A thought partnership of two")
    checks.whole(page)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_one_is_carried_on_without_scripts_and_reads_so(live_server, page):
    form = make.ready()
    later = forms.OpenRoundFactory(
        program=form.round.program, state=RoundState.DRAFT, name="Fall round",
        closes_on=form.round.closes_on.replace(year=2038),
    )  # fmt: skip
    checks.sign_in(page, live_server, form.facilitator)
    page.goto(live_server.url + reverse("matching:desk"))

    page.get_by_role("link", name="Without a partner in").click()
    page.get_by_role("link", name="Carry into the next round").click()
    page.get_by_label("Fall round").check()
    page.get_by_role("button", name="Carry it on").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Without a partner")
    assert Application.objects.get().round == later


def test_a_side_weighs_and_the_facilitator_notes_its_calls(live_server, page):
    proposal = make.sent()
    checks.sign_in(page, live_server, make.who(proposal, P))
    page.goto(live_server.url + proposal.get_absolute_url())

    page.get_by_role("link", name="Weigh it first").click()
    checks.whole(page)
    page.get_by_label("What speaks for it?").fill(RIGHT_TO_LEFT)
    page.get_by_role("button", name="Keep it for us").click()
    checks.whole(page)
    for side in (P, T):
        make.say(proposal, side, now=clock_now())
    checks.sign_in(page, live_server, proposal.application.facilitator)
    page.goto(live_server.url + proposal.get_absolute_url())
    checks.whole(page)
    page.get_by_role("link", name="Note the call").first.click()
    checks.whole(page)
    page.get_by_label("What stays in mind?").fill("They hope for figures.")
    page.get_by_role("button", name="Keep this call").click()

    expect(page.get_by_text("They hope for figures.")).to_be_visible()


def test_no_fit_leads_elsewhere_and_where_it_comes_from_is_read(live_server, page):
    now = clock_now()
    people.ensure(now=now)
    form = make.ready()
    checks.sign_in(page, live_server, form.facilitator)

    see(page, live_server, "origin", form.pk)
    checks.whole(page)
    page.get_by_label("What is it to reach?").fill("Fewer leave in year two.")
    page.get_by_role("button", name="Keep this").click()
    checks.whole(page)
    checks.sign_in(page, live_server, forms.member(form.organization))
    page.goto(live_server.url + form.get_absolute_url())

    expect(page.get_by_text("Fewer leave in year two.")).to_be_visible()
    checks.whole(page)
