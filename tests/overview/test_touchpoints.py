"""Those who decide and where they were in touch, and the row of Today about them (domain 0.32)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from foundation import signatures
from partnerships.models import Charter, Phase, RosterEntry, Side
from pulse import released
from sessions_app import asks_work
from sessions_app.models import Attendance, SessionKind, SessionState
from tests.factories import NOW
from tests.factories_closing import BenefitFactory
from tests.factories_partnership import RosterEntryFactory, make_room, put_in
from tests.factories_pulse import make_round, talks_held
from tests.factories_sessions import SessionFactory
from tests.reading import as_, read, settled, words

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
DAY = timedelta(days=1)
QUIET = "The last two times, nobody who can decide for Lakeview signed or came."


@pytest.fixture
def room():
    return make_room(signed=True, phase=Phase.ACTIVE)


def held(room, number, *, came, user=None, kind=SessionKind.MONTHLY):
    when = NOW - timedelta(days=100 - number)
    session = SessionFactory(
        partnership=room.partnership, number=number, kind=kind, local_date=when.date(),
        starts_at=when, state=SessionState.HELD,
    )  # fmt: skip
    Attendance.objects.create(session=session, user=user or room.decider(P), side=P, came=came)


def page(room):
    return reverse("touchpoints", args=[room.partnership.pk])


def said(room, now=NOW):
    asks = asks_work.for_facilitator(room.facilitator, now)
    return [ask.sentence for ask in asks if "decide" in ask.sentence]


def unsign(room, days):
    """Let the charter stand changed since `days`, with no signature of the applying side."""
    signatures.standing(room.charter).filter(side=P).update(cleared_at=NOW)
    Charter.objects.update(changed_at=NOW - days * DAY, signed_at=None)


@pytest.mark.usefixtures("tests_day")
def test_it_collects_what_is_there(client, room):
    held(room, 1, came=True, kind=SessionKind.KICKOFF)
    held(room, 2, came=False)
    held(room, 3, came=True)

    text = words(read(client, room.facilitator, page(room)))

    assert "Those who decide keep in touch" in text
    assert "signed Monday 8 March has not signed was there 1 of 2 not due yet not due yet" in text


def test_a_side_without_a_decider_is_the_finding(client, room):
    RosterEntry.objects.filter(side=T).update(decides=False)

    text = words(read(client, room.facilitator, page(room)))

    assert "Beacon has nobody here who can decide" in text
    assert "Name somebody who can decide" in text


def test_nobody_at_all_is_said_with_the_way_on(client, room):
    RosterEntry.objects.update(decides=False)

    assert "Here stands who decides" in read(client, room.facilitator, page(room))


def test_who_stands_above_both_offices_is_watched_too(client, room):
    user = RosterEntryFactory(
        partnership=room.partnership, organization=room.organization(P), side=P, above_both=True
    ).user

    text = words(read(client, room.facilitator, page(room)))

    assert user.name in text
    assert "above both the teaching and the leading side" in text


def test_what_was_written_at_the_end_counts_once_closing_began(client):
    room = make_room(signed=True, phase=Phase.CLOSING)
    BenefitFactory(partnership=room.partnership, changed_by=room.decider(P))

    text = words(read(client, room.facilitator, page(room)))

    assert "wrote Monday 8 March" in text
    assert "nothing yet" in text


def test_who_came_to_a_midpoint_talk_only_its_holder_reads(client):
    room, made = make_round()
    made.conversations.get(side=P).people.add(room.decider(P))
    talks_held(made)
    before = "talked Monday 8 March"

    own, lead = (words(read(client, who, page(room))) for who in (room.facilitator, room.lead))

    assert before in own
    assert before not in lead
    assert "only who holds the talks knows" in lead


def test_the_column_itself_is_empty_for_everybody_else():
    room, made = make_round()
    made.conversations.get(side=P).people.add(room.decider(P))
    talks_held(made)

    def heard(user):
        entries = RosterEntry.objects.annotate(heard_at=released.heard(user))
        return entries.get(user=room.decider(P)).heard_at

    assert heard(room.facilitator) == NOW
    assert [heard(user) for user in (room.lead, room.decider(P), room.officer)] == [None] * 3


def test_a_facilitator_from_inside_does_not_read_it(client):
    room, made = make_round(internal=True)
    made.conversations.get(side=P).people.add(room.decider(P))
    talks_held(made)

    text = words(read(client, room.facilitator, page(room)))

    assert "talked" not in text


def test_who_steers_reads_it_and_nobody_else(client, room):
    people = [room.facilitator, room.lead, room.decider(P), room.implementer(T), room.officer]

    codes = [as_(user, client).get(page(room)).status_code for user in people]

    assert codes == [200, 200, 403, 403, 404]


@pytest.mark.parametrize("many", [1, 9])
def test_it_costs_eight_queries_at_most(client, room, django_assert_max_num_queries, many):
    for number in range(1, many + 1):
        user = RosterEntryFactory(
            partnership=room.partnership, organization=room.organization(P), side=P, decides=True
        ).user
        held(room, number, came=True, user=user)
    settled(client, room.facilitator)

    with django_assert_max_num_queries(8):
        client.get(page(room))


# -- the row of Today -----------------------------------------------------------------------------
def test_a_signature_that_waits_and_a_missed_session_are_two(client, room):
    held(room, 1, came=True)
    held(room, 2, came=False)
    unsign(room, 365)  # pages are asked by the real clock

    assert said(room) == [QUIET]
    assert QUIET in read(client, room.facilitator, page(room))


@pytest.mark.parametrize(("days", "came"), [(13, False), (14, True)])
def test_one_of_them_alone_is_no_alarm(room, days, came):
    held(room, 1, came=came)
    unsign(room, days)

    assert said(room) == []


def test_the_other_side_is_not_meant(room):
    held(room, 1, came=False)
    signatures.standing(room.charter).filter(side=T).update(cleared_at=NOW)
    Charter.objects.update(changed_at=NOW - 20 * DAY)

    assert said(room) == []


def test_nothing_noted_is_no_praise(client):
    room = make_room(phase=Phase.FORMING)

    assert "No touchpoint is noted yet" in read(client, room.facilitator, page(room))


# -- once it is over ------------------------------------------------------------------------------
@pytest.mark.usefixtures("tests_day")
@pytest.mark.parametrize(
    ("phase", "ended_after", "midpoint", "close"),
    [
        (Phase.ENDED_EARLY, 30, "ended before it", "ended before it"),
        (Phase.ENDED_EARLY, 200, "not noted", "ended before it"),
        (Phase.CLOSED, 270, "not noted", "wrote nothing"),
    ],
)
def test_once_it_is_over_it_tells_what_was_and_asks_for_nothing(
    client, room, phase, ended_after, midpoint, close
):
    began = room.partnership.starts_on
    put_in(room.partnership, phase, NOW + (began - NOW.date()) + ended_after * DAY)
    held(room, 1, came=False)
    held(room, 2, came=False)

    text = words(read(client, room.facilitator, page(room)))

    assert "Where those who decided kept in touch" in text
    assert f"did not sign not noted 0 of 2, missed the last two {midpoint} {close}" in text
    for asks in ("not due yet", "has not signed", "nothing yet", "A call helps", "Today asks you"):
        assert asks not in text


def test_a_side_without_a_decider_is_asked_for_nobody_once_it_is_over(client, room):
    RosterEntry.objects.update(decides=False)
    put_in(room.partnership, Phase.ENDED_EARLY)

    text = words(read(client, room.facilitator, page(room)))

    assert "No touchpoint was noted" in text
    assert "Nobody was named who decides." in text
    assert ("Name people" in text, "Name somebody" in text) == (False, False)
