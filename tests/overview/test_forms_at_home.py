"""A person's home says where each form stands that their organization sent, with a day."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from matching import asks
from matching.models import ApplicationState as A
from matching.models import OfferState, Reply
from matching.standing_forms import Line
from tests import factories_matching as make
from tests import factories_proposals as proposing
from tests.factories import NOW, TODAY

from .test_homes import words

pytestmark = pytest.mark.django_db
READ = "Your nine answers are with the facilitator"
THURSDAY = datetime.date(2027, 3, 11)


@pytest.fixture(autouse=True)
def still():
    with time_machine.travel(NOW, tick=False):
        yield


def lines(user):
    return asks.own(make.fresh(user), NOW)[1]


def replied(form, **about):
    """Reply to a form or an offer, with a next step on Thursday."""
    Reply.objects.create(
        **about or {"application": form}, result=form.state, words="x", next_step="A call",
        next_on=THURSDAY, by=make.UserFactory(), at=NOW,
    )  # fmt: skip
    return form


@pytest.mark.parametrize(
    ("state", "says", "shape", "when"),
    [
        (A.SUBMITTED, "With the facilitator", "", "You hear from us by Monday 8 March"),
        (A.ASSESSING, READ, "doing", "You hear from us by Monday 15 March"),
        (A.PREPARING, "Prepare first", "doing", "Next step: Thursday 11 March"),
        (A.NOT_NOW, "Not now", "", "Next step: Thursday 11 March"),
        (A.WAITLISTED, "Waiting for a place", "heed", "Since Monday 8 March"),
    ],
)  # fmt: skip
def test_where_a_form_stands(state, says, shape, when):
    form = replied(make.in_state(state, title="new teachers"))
    person = make.member(form.organization)

    what = f"{form.organization.said}, new teachers"
    assert lines(person) == [Line(what, says, shape, when, form.get_absolute_url())]
    assert lines(make.member(make.OrganizationFactory())) == []


@pytest.mark.parametrize(
    ("state", "when"),
    [
        (A.SUBMITTED, "We promised an answer by Monday 8 March and are late"),
        (A.ASSESSING, "We promised an answer by Monday 15 March and are late"),
        (A.PREPARING, "The next step was planned for Thursday 11 March"),
    ],
)
def test_a_day_that_has_gone_by_is_told_as_one(state, when):
    form = replied(make.in_state(state))
    later = NOW + datetime.timedelta(days=10)

    [line] = asks.own(make.fresh(make.member(form.organization)), later)[1]

    assert line.when == when


def test_the_home_and_the_page_of_the_form_promise_the_same_day(client):
    form = make.answered()
    person = make.member(form.organization)
    client.force_login(person)

    [line] = lines(person)
    page = words(client.get(form.get_absolute_url()).text)

    assert line.when == "You hear from us by Monday 15 March"
    assert "Monday 15 March" in page


def test_a_promised_day_stands_and_what_happened_is_told_by_the_readers_day():
    late = datetime.datetime(2027, 3, 9, 3, 30, tzinfo=datetime.UTC)  # Monday evening in New York
    waits = make.ArrivalFactory(at=late, state="waiting", organization=make.OrganizationFactory())
    form = replied(make.in_state(A.PREPARING))

    with timezone.override("America/New_York"):
        [wish], [step] = lines(waits.user), lines(make.member(form.organization))

    assert (wish.when, step.when) == ("Since Monday 8 March", "Next step: Thursday 11 March")


def test_an_offer_says_its_next_step():
    offer = make.OfferFactory(state=OfferState.WILLING)
    replied(offer, offer=offer)

    [line] = lines(make.member(offer.organization))

    assert (line.state, line.shape, line.when, line.url) == (
        "Willing and able", "done", "Next step: Thursday 11 March", offer.get_absolute_url(),
    )  # fmt: skip


def test_what_ended_or_asks_for_something_has_no_line():
    for state in (A.DRAFT, A.MATCHED, A.WITHDRAWN):
        assert lines(make.member(make.in_state(state).organization)) == []
    asked = make.assessing()
    person = make.member(asked.organization)

    assert lines(person) == []
    assert len(asks.for_participant(person, NOW)) == 1


@pytest.mark.parametrize("state", [make.assessing, make.offered, None])
def test_what_is_asked_can_wait_or_go_to_a_colleague(client, state):
    form = state() if state else make.in_state(A.DRAFT, round=make.RoundFactory(state="open"))
    client.force_login(make.member(form.organization))

    page = client.get(reverse("home"))
    ask = page.context["page"].ask

    assert "Not now: ask me again on Thursday 11 March" in words(page.text)
    assert f'<a href="{ask.colleague}">Ask a colleague</a>' in page.text
    assert client.get(ask.colleague).status_code == 200


def of_forms(count):
    """Return who has `count` forms, and the forms."""
    organization = make.OrganizationFactory()
    forms = [make.in_state(A.SUBMITTED, organization=organization, title=f"Form {n}",
                           answer_by=TODAY) for n in range(count)]  # fmt: skip
    return make.member(organization), forms


@pytest.mark.parametrize("count", [1, 8])
def test_the_home_names_each(client, count):
    person, forms = of_forms(count)
    client.force_login(person)

    text = client.get(reverse("home")).text

    assert "Where your forms stand" in words(text)
    assert [form.get_absolute_url() in text for form in forms] == [True] * count


@pytest.mark.parametrize("count", [1, 8])
def test_the_home_pays_nothing_for_naming_them(count, cost_to):
    person, _forms = of_forms(count)

    assert cost_to(person) <= 6


def test_a_proposal_stands_with_the_day_it_went_and_not_with_that_of_the_form():
    proposal = proposing.sent(now=NOW + datetime.timedelta(days=9))
    person = make.member(proposal.application.organization)

    (line,) = lines(person)

    assert (line.state, line.when) == ("A partner is proposed", "Since Wednesday 17 March")


def test_who_shares_reads_no_promise_of_the_search_once_it_is_matched():
    proposal = proposing.sent()
    Reply.objects.filter(offer=proposal.offer).delete()
    replied(proposal.offer, offer=proposal.offer)
    person = make.member(proposal.offer.organization)
    before = [line.state for line in lines(person)]
    for side in proposing.P, proposing.T:
        proposing.say(proposing.again(proposal), side)

    assert (before, lines(person)) == (["Willing and able"], [])
