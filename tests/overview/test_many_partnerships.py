"""The home of a person in many partnerships costs what it costs in a few, and shows the same."""

import datetime

import pytest

from insights.models import BriefState
from overview import participant, today
from partnerships.models import Phase, RosterEntry, Side
from partnerships.models.standing import standing
from sessions_app.models import Action, Question
from tests.factories import NOW, MembershipFactory
from tests.factories_insights import BriefFactory, BriefLineFactory
from tests.factories_partnerships import ExpertiseFactory
from tests.factories_sessions import make_session

from .test_costs_of_homes import still
from .test_front_cost import lived

pytestmark = [pytest.mark.long, pytest.mark.django_db, pytest.mark.usefixtures("still")]
__all__ = ["still"]
PHASES = [Phase.ACTIVE, Phase.FORMING, Phase.KICKOFF, Phase.CLOSING, Phase.MIDPOINT]
DAY = datetime.timedelta(days=1)
STAMP = {"created_at": NOW, "changed_at": NOW}
MOST, T = 7, Side.THOUGHT_PARTNER
WAITS = ["words", "promises", "signatures", "questions", "claims"]


def busy(count, *, decides=True, waiting=WAITS, side=Side.PARTNER):
    """Return a person with a seat in `count` partnerships of all phases, `waiting` in each."""
    member = MembershipFactory(administers=True)
    for number in range(count):
        room = lived(PHASES[number % len(PHASES)], 1)
        seats = RosterEntry.objects.filter(partnership=room.partnership, user=room.decider(side))
        seats.update(user=member.user, decides=decides)
        across = Side.THOUGHT_PARTNER if side == Side.PARTNER else Side.PARTNER
        of_it = {"partnership": room.partnership, **STAMP}
        if "words" in waiting:
            make_session(room, number=7, local_date=NOW.date() + 3 * DAY)
        if "promises" in waiting:
            due = Action.objects.filter(partnership=room.partnership, side=side)
            due.update(owner=member.user, due_on=NOW.date())
        if "questions" in waiting:
            Question.objects.create(side=across, words="How long?", **of_it)
        if "signatures" in waiting:
            brief = BriefFactory(partnership=room.partnership, state=BriefState.REVIEW,
                                 sent_at=NOW, answer_by=NOW.date() + 14 * DAY)  # fmt: skip
            BriefLineFactory(brief=brief)
        if "claims" in waiting and not number:
            ExpertiseFactory(organization=member.organization, state="confirmed",
                             confirmed_on=NOW.date() - 400 * DAY)  # fmt: skip
    return member.user


@pytest.mark.parametrize("decides", [True, False])
@pytest.mark.parametrize("left", ["", "promises"])
def test_it_costs_the_same_in_many(decides, left, cost_to):
    waiting = [name for name in WAITS if name != left]
    few, many = (busy(count, decides=decides, waiting=waiting, side=T) for count in (5, 14))

    assert cost_to(many) <= min(MOST, cost_to(few))


def test_what_waits_in_the_last_of_many_is_found():
    person = busy(12, waiting=[])
    room = lived(Phase.ACTIVE, 1)
    seats = RosterEntry.objects.filter(
        partnership=room.partnership, user=room.decider(Side.PARTNER)
    )
    seats.update(user=person)
    type(room.partnership).objects.filter(pk=room.partnership.pk).update(
        ends_on=NOW.date() + 900 * DAY
    )
    Question.objects.create(
        partnership=room.partnership, side=Side.THOUGHT_PARTNER, words="How long?", **STAMP
    )
    rows = list(participant._own(person, NOW))
    assert room.partnership.pk not in {row.pk for row in rows}
    assert len(standing(person).partnerships) == 13

    found, _put_off = today.of_participant(person, NOW)

    assert "How long?" in [ask.sentence for ask in found]
