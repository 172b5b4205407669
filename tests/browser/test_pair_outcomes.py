"""What comes after the answers: settling, one's own answers, and each outcome, whole for eyes."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from matching.models import ProposalState
from tests import factories_proposals as make
from tests.browser import checks
from tests.factories_proposals import P, T

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Verylongwordwithoutanyspace" * 6
RIGHT_TO_LEFT = "مدارس الوادي الشرقي"


def look(page, address, name):
    page.goto(address)
    checks.axe(page)
    checks.outline(page)
    checks.reflow(page)
    for width in (1280, 360):
        checks.picture(page, f"outcome-{name}", width)


def test_settling_and_answering_once_more(live_server, page):
    proposal = make.sent()
    make.say(proposal, P, "conditions", conditions=f"{LONG}\n{RIGHT_TO_LEFT}", reason=LONG)
    make.say(proposal, T)
    url = live_server.url + proposal.get_absolute_url()
    checks.sign_in(page, live_server, make.who(proposal, P))
    look(page, url, "both-answered")
    checks.sign_in(page, live_server, proposal.application.facilitator)
    look(page, url, "care-settling")
    look(page, live_server.url + reverse("matching:settle", args=[proposal.pk]), "settle")

    page.get_by_role("button", name="Show it to both").click()  # nothing is written yet
    checks.axe(page)
    page.get_by_label("What was settled").fill(f"Sessions begin at 3:30 pm. {LONG}")
    page.get_by_role("button", name="Show it to both").click()

    checks.sign_in(page, live_server, make.who(proposal, P))
    look(page, url, "answer-again")
    expect(page.get_by_role("heading", name="What was settled")).to_be_visible()
    answers = reverse("matching:answers", args=[proposal.pk, P])
    look(page, live_server.url + answers, "answers")


@pytest.mark.parametrize("state", ["matched", "not_proceeding", "expired", "withdrawn"])
def test_each_outcome(live_server, page, state):
    proposal = make.in_state(ProposalState(state))
    url = live_server.url + proposal.get_absolute_url()

    for name, user in (
        ("partner", make.who(proposal, P)),
        ("thought-partner", make.who(proposal, T)),
        ("care", proposal.application.facilitator),
    ):
        checks.sign_in(page, live_server, user)
        look(page, url, f"{state}-{name}")
