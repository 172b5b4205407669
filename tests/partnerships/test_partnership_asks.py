"""What a home asks about partnerships: one thing a person, the one that matters most."""

from datetime import timedelta

import pytest

from foundation.errors import Refused
from partnerships import asks, charter_services, partnership_services
from partnerships.models import Charter, Phase, RosterEntry, SharingBoundary, Side
from tests.factories import NOW, UserFactory
from tests.factories_partnership import make_room, sign_both

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER


def sentences(rows):
    return [(row.where, row.sentence) for row in rows]


@pytest.fixture
def room():
    return make_room()


def mine(user):
    return [row.sentence for row in asks.for_participant(user, NOW)]


def test_the_benefit_comes_first(room):
    Charter.objects.update(benefit_partner=" ")

    rows = asks.for_participant(room.implementer(P), NOW)

    assert sentences(rows) == [("Lakeview and Beacon", "Write what Lakeview hopes to gain")]
    assert (rows[0].minutes, rows[0].due) == (3, NOW + timedelta(days=14))
    assert mine(room.implementer(T)) == ["Say yes to your part"]


def test_whoever_leads_a_side_is_asked_for_the_people_missing(room):
    room.partnership.roster.filter(side=P, implements=True).update(until=NOW.date())
    room.partnership.roster.filter(side=T, decides=True).update(decides=False)

    assert mine(room.decider(P)) == ["Name somebody at Lakeview who does the work day to day"]
    assert mine(room.decider(T)) == ["Name somebody at Beacon who can decide"]
    assert mine(room.implementer(T)) == ["Say yes to your part"]


def test_the_side_that_shares_is_asked_to_look_over_the_list(room):
    SharingBoundary.objects.update(decided_at=None, decided_by=None)

    assert mine(room.decider(T)) == ["Say what Beacon may share, and how far"]
    assert mine(room.decider(P)) == ["Say yes to your part"]


def test_a_yes_to_ones_part_holds_nothing_up_and_is_not_said_to(room):
    [asked] = asks.for_participant(room.implementer(T), NOW)

    assert asked.sentence == "Say yes to your part"
    assert "waits for it" in asked.skipped


def test_deciders_are_asked_to_sign_until_they_did(room):
    before = [mine(room.decider(side)) for side in (P, T)]
    sign_both(room)
    RosterEntry.objects.update(accepted_at=NOW)

    assert before == [
        ["Read the charter and sign for Lakeview"],
        ["Read the charter and sign for Beacon"],
    ]
    assert [mine(entry.user) for entry in room.people.values()] == [[], [], [], []]


def test_who_signed_before_the_text_changed_is_asked_anew_in_other_words(room):
    sign_both(room)
    RosterEntry.objects.update(accepted_at=NOW)
    charter = Charter.objects.get()
    charter.in_scope = "Two questions at a time."
    charter_services.edit(
        charter, ["in_scope"], expected=charter.version, side=T, by=room.decider(T), now=NOW
    )

    [ask] = asks.for_participant(room.decider(P), NOW)

    assert ask.sentence == "Read the charter once more and sign again for Lakeview"
    assert ask.button == "Read and sign again"  # another row than one put off before


def test_nobody_else_is_asked(room):
    room.partnership.roster.filter(user=room.decider(P)).update(until=NOW.date())

    for user in (UserFactory(), room.facilitator, room.officer, room.lead, room.decider(P)):
        assert mine(user) == []


def test_the_facilitator_hears_when_the_kickoff_can_begin_and_when_it_waits_long(room):
    early = asks.for_facilitator(room.facilitator, NOW)
    late = asks.for_facilitator(room.facilitator, NOW + timedelta(days=28))
    sign_both(room)
    ready = asks.for_facilitator(room.facilitator, NOW)

    assert early == []
    assert sentences(late) == [
        ("Lakeview and Beacon", "Four weeks after the match the kickoff still waits.")
    ]
    assert sentences(ready) == [("Lakeview and Beacon", "Everything is there for the kickoff.")]
    assert asks.for_facilitator(room.lead, NOW) == []


@pytest.mark.parametrize("missing", [None, (P, "decides"), (T, "implements")])
def test_ready_means_that_the_gates_are_open(missing):
    room = make_room(signed=True)
    if missing:
        room.partnership.roster.filter(side=missing[0]).update(**{missing[1]: False})

    ready = bool(asks.for_facilitator(room.facilitator, NOW))

    assert ready is (missing is None)
    try:
        partnership_services.move_phase(
            partnership=room.fresh(), new=Phase.KICKOFF, by=None, now=NOW
        )
    except Refused:
        assert not ready
    else:
        assert ready


def test_names_fall_back_on_the_whole_name(room):
    room.organization(P).__class__.objects.filter(pk=room.organization(P).pk).update(
        short_name="", name="Lakeview Unified"
    )

    rows = asks.for_participant(room.decider(P), NOW)

    assert [row.where for row in rows] == ["Lakeview Unified and Beacon"]


@pytest.mark.parametrize("size", [1, 6])
def test_each_question_is_one_query(size, django_assert_num_queries):
    rooms = [make_room() for _n in range(size)]
    for other in rooms[1:]:
        other.partnership.roster.filter(user=other.decider(P)).update(user=rooms[0].decider(P))
        other.partnership.__class__.objects.filter(pk=other.partnership.pk).update(
            facilitator=rooms[0].facilitator, matched_at=NOW - timedelta(days=40)
        )

    with django_assert_num_queries(1):
        found = asks.for_participant(rooms[0].decider(P), NOW)
    with django_assert_num_queries(1):
        held = asks.for_facilitator(rooms[0].facilitator, NOW)

    assert (len(found), len(held)) == (size, size - 1)
    assert charter_services.text(rooms[0].charter)
