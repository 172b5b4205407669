"""A facilitator's home on which nothing stands: what is under way, and who is new."""

import pytest
from django.urls import reverse

from foundation import clock
from matching.models import ApplicationState, AskedRun, OfferState
from partnerships.models import Phase, Role
from tests import factories_matching as make
from tests import factories_proposals as proposals
from tests.factories import NOW, ProgramRoleFactory
from tests.factories_partnership import make_room, meeting_room, put_in
from tests.reading import read, words

pytestmark = pytest.mark.django_db
HOME = reverse("home")
NEW = "Nothing waits for you yet."
BEGINS = "It begins with an organization that shares"
QUIET = "Nothing needs you. What people ask and answer appears here."


@pytest.fixture
def round():
    return make.OpenRoundFactory()


@pytest.fixture
def person(round):
    return make.facilitator(round.program)


def told(client, person):
    text = words(read(client, person, HOME))
    assert (NEW in text) == (BEGINS in text)
    return text


def test_only_a_beginner_reads_how_it_begins(client, person):
    assert BEGINS in told(client, person)


def test_a_form_that_is_written_is_told_and_not_whose(client, round, person):
    form = make.in_state(ApplicationState.DRAFT, round=round)

    text = told(client, person)

    assert QUIET in text
    assert "One interest form is being written. It appears here once it is sent." in text
    assert (BEGINS in text, form.organization.said in text) == (False, False)
    make.in_state(ApplicationState.DRAFT, round=round)
    assert "Two interest forms are being written." in told(client, person)


def test_a_proposal_that_is_out_is_told(client):
    proposal = proposals.sent(now=clock.now())
    person = proposal.application.facilitator

    text = told(client, person)

    assert "One proposal waits for its answers." in text
    assert (BEGINS in text, "open to share" in text) == (False, False)  # its place is taken


def test_who_is_asked_and_who_is_on_the_way_are_told(client, round, person):
    make.OfferFactory(round=round, facilitator=person)
    proposals.willing(round, state=OfferState.WILLING)
    make.in_state(ApplicationState.PREPARING, round=round, facilitator=person)
    AskedRun.objects.create(round=round, by=person, at=NOW, weights={})

    text = told(client, person)

    assert "One round is being matched." in text
    assert "One organization that applied is on its way." in text
    assert "One organization was asked whether it shares" in text
    assert "One organization is open to share." in text
    assert "See them in Matching" in text


def test_another_program_stays_out_of_it(client, person):
    make.in_state(ApplicationState.DRAFT)
    proposals.sent(now=clock.now())

    assert BEGINS in told(client, person)


def test_who_has_done_it_before_reads_no_beginning(client):
    room = meeting_room()
    put_in(room.partnership, Phase.CLOSED)

    text = told(client, room.facilitator)

    assert QUIET in text
    assert BEGINS not in text


def test_a_lead_reads_how_many_run(client):
    room = make_room(phase=Phase.ACTIVE, starts_on=clock.now().date())
    program = room.partnership.round.program
    lead = ProgramRoleFactory(program=program, role=Role.FACILITATION_LEAD).user

    text = told(client, lead)

    assert "One partnership runs in your programs. You read here if it stands still." in text
    assert BEGINS not in text
    assert "See them in Matching" not in text


def test_what_an_empty_home_costs(client, person, cost):
    client.force_login(person)
    client.get(HOME)

    assert cost(client, HOME) <= 12
