"""What the people of a partnership know between them: a sentence, never a gate (2.06, 2.09)."""

import pytest
from django.urls import reverse

from overview import today
from partnerships import phases
from partnerships.coverage import coverage
from partnerships.models import Phase, RosterEntry, Side
from tests.factories import NOW
from tests.factories_partnership import make_room
from tests.reading import as_, read

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
SYSTEM = "Nobody is marked as knowing the system around the work."
BOTH = "Somebody knows the subject, and somebody the system around it."


def mark(room, side, **known):
    RosterEntry.objects.filter(pk=room.people[side, "implementer"].pk).update(**known)


@pytest.mark.parametrize(
    ("marked", "sentence"),
    [
        ({}, ""),
        ({"knows_content": True}, SYSTEM),
        ({"knows_system": True}, "Nobody is marked as knowing the subject itself."),
        (
            {"knows_design": True},
            "Nobody is marked as knowing the subject, or the system around it.",
        ),
        ({"knows_content": True, "knows_system": True}, BOTH),
        ({"above_both": True}, ""),
    ],
)
def test_it_says_what_is_missing_only_once_somebody_said_anything(marked, sentence):
    assert coverage([RosterEntry(**marked), RosterEntry()]).sentence == sentence


def test_both_sides_read_the_sentence_and_the_facilitator_what_to_do(client):
    room = make_room(phase=Phase.ACTIVE, signed=True)
    mark(room, T, knows_content=True)
    page = reverse("partnerships:roster", args=[room.partnership.pk])

    theirs, own = read(client, room.decider(P), page), read(client, room.facilitator, page)

    assert SYSTEM in theirs
    assert "A guest for one session" not in theirs
    assert SYSTEM in own
    assert "A guest for one session can bring what is missing." in own


def test_an_unmarked_roster_is_not_called_incomplete(client):
    room = make_room(phase=Phase.ACTIVE, signed=True)
    page = reverse("partnerships:roster", args=[room.partnership.pk])

    assert "marked" not in read(client, room.decider(P), page)
    assert "marks who knows the subject" in read(client, room.facilitator, page)


def test_what_somebody_knows_is_marked_where_their_part_is_changed(client):
    room = make_room(phase=Phase.ACTIVE, signed=True)
    entry = room.people[P, "implementer"]
    url = reverse("partnerships:person_change", args=[room.partnership.pk, entry.pk])
    sent = {"title": "Lead", "part": "implementer", "knows_system": "on", "version": 1}

    as_(room.facilitator, client).post(url, sent)

    entry.refresh_from_db()
    assert (entry.knows_content, entry.knows_system) == (False, True)
    roster = reverse("partnerships:roster", args=[room.partnership.pk])
    assert "knows the system around it" in read(client, room.decider(T), roster)


def test_a_missing_kind_stands_before_no_phase():
    room = make_room(signed=True)
    mark(room, T, knows_content=True)

    assert phases.needs(room.fresh(), Phase.KICKOFF, now=NOW) == []


def said(room, user=None):
    user = user or room.facilitator
    asks, _put_off = today.of_facilitator(user, NOW, today.partnerships_of(user, NOW))
    return [(ask.rank, ask.sentence) for ask in asks if "marked" in ask.sentence]


@pytest.mark.parametrize(
    ("phase", "marked", "told"),
    [
        (Phase.ACTIVE, {"knows_content": True}, [(8, SYSTEM)]),
        (Phase.ACTIVE, {}, []),
        (Phase.ACTIVE, {"knows_content": True, "knows_system": True}, []),
        (Phase.CLOSING, {"knows_content": True}, []),
    ],
)
def test_today_suggests_it_last_while_they_meet(phase, marked, told):
    room = make_room(phase=phase, signed=True)
    if marked:
        mark(room, T, **marked)

    assert said(room) == told
