"""A partnership is founded by the rules and moves along its path, one rival winning."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from accounts.models import User
from foundation.errors import AlreadyMoved, Refused
from foundation.models import AuditEvent, Transition
from partnerships import partnership_services as services
from partnerships.models import (
    FacilitatorAssignment,
    Organization,
    Partnership,
    Phase,
    RosterEntry,
    Side,
)
from tests.factories import (
    NOW,
    MembershipFactory,
    OrganizationFactory,
    ProgramRoleFactory,
    RoundFactory,
    UserFactory,
)
from tests.factories_partnership import InitiativeFactory, make_room, sign_both

pytestmark = pytest.mark.django_db


@pytest.fixture
def match():
    partner = OrganizationFactory(short_name="Lakeview")
    thought_partner = OrganizationFactory(short_name="Beacon")
    coach, lead = UserFactory(), UserFactory()
    return {
        "round": RoundFactory(),
        "initiative": InitiativeFactory(organization=partner),
        "thought_partner": thought_partner,
        "partner": partner,
        "facilitator": UserFactory(),
        "purpose": "Every resident gets feedback",
        "people": [
            (coach, partner, Side.PARTNER, "Coaching lead", False, True),
            (lead, thought_partner, Side.THOUGHT_PARTNER, "Program lead", True, True),
        ],
        "starts_on": date(2027, 3, 15),
        "ends_on": date(2027, 12, 15),
        "by": None,
        "now": NOW,
    }


def test_a_match_is_founded_with_sides_roster_and_a_prefilled_charter(match):
    partnership = services.found(**match)

    fresh = Partnership.objects.with_room().get(pk=partnership.pk)
    people = [(e.side, e.title, e.part, e.decides, e.implements) for e in fresh.people()]
    assert (fresh.phase, str(fresh.name), fresh.matched_at) == (
        Phase.FORMING,
        "Lakeview and Beacon",
        NOW,
    )
    assert sorted(people) == [
        (Side.PARTNER, "Coaching lead", RosterEntry.Part.IMPLEMENTER, False, True),
        (Side.THOUGHT_PARTNER, "Program lead", RosterEntry.Part.LEAD, True, True),
    ]
    assert fresh.charter.in_scope.startswith("A thought partnership")
    assert fresh.charter.benefit_partner == ""
    assert {b.organization_id for b in fresh.shared()} == {match["thought_partner"].pk}
    assert [b.decided_at for b in fresh.shared()] == [None] * 5
    assert AuditEvent.objects.about(fresh).get().verb == "founded"


def test_a_person_of_a_third_organization_brings_it_to_the_side(match):
    university = OrganizationFactory()
    match["people"].append((UserFactory(), university, Side.PARTNER, "Professor", False, False))

    partnership = services.found(**match)

    rows = partnership.organizations.filter(organization=university)
    assert [(r.side, r.is_lead) for r in rows] == [(Side.PARTNER, False)]


@pytest.mark.parametrize(
    ("ends_on", "why", "stands"),
    [
        (date(2027, 9, 13), "", False),
        (date(2027, 9, 14), "", True),
        (date(2028, 3, 15), "", True),
        (date(2028, 3, 16), "", False),
        (date(2028, 3, 16), "The school year ends later.", True),
    ],
)
def test_it_lasts_six_to_twelve_months_or_says_why(match, ends_on, why, stands):
    match |= {"ends_on": ends_on, "why_this_length": why}
    if stands:
        assert services.found(**match).ends_on == ends_on
        return

    with pytest.raises(Refused, match="six to twelve months"):
        services.found(**match)
    assert Partnership.objects.count() == 0


def test_a_listed_organization_is_refused(match):
    Organization.objects.filter(pk=match["partner"].pk).update(enrolled_at=None)
    match["partner"].refresh_from_db()

    with pytest.raises(Refused, match="listed, not enrolled"):
        services.found(**match)


def test_one_organization_is_no_partnership(match):
    match["thought_partner"] = match["partner"]

    with pytest.raises(Refused, match="two organizations"):
        services.found(**match)


def test_the_initiative_is_the_partners(match):
    match["initiative"] = InitiativeFactory()

    with pytest.raises(Refused, match="another organization"):
        services.found(**match)


def test_the_facilitator_sits_on_no_side(match):
    match["facilitator"] = match["people"][0][0]

    with pytest.raises(Refused, match="neither side"):
        services.found(**match)


def leave(person):
    """Let `person` be gone, which the row at hand does not know yet."""
    User.objects.filter(pk=person.pk).update(is_active=False, left_at=NOW)
    return person


def test_nobody_who_has_left_looks_after_a_new_partnership(match):
    member = MembershipFactory(organization=match["partner"]).user
    for named, sentence in [
        ({"facilitator": leave(UserFactory())}, "has left. Name somebody else."),
        ({"facilitator": member, "neutral_person": leave(UserFactory())}, "another neutral person"),
    ]:
        with pytest.raises(Refused, match=sentence):
            services.found(**match | named)

    assert not Partnership.objects.exists()


def test_an_internal_facilitator_needs_a_neutral_person(match):
    MembershipFactory(organization=match["partner"], user=match["facilitator"])

    with pytest.raises(Refused, match="neutral person"):
        services.found(**match)

    partnership = services.found(**match, neutral_person=UserFactory())
    assert partnership.facilitator_kind == Partnership.FacilitatorKind.INTERNAL


def test_the_kickoff_waits_for_its_four_things_and_then_opens():
    room = make_room(decided=True)

    with pytest.raises(Refused, match="Lakeview signs the charter. Beacon signs the charter."):
        services.move_phase(
            partnership=room.partnership, new=Phase.KICKOFF, by=room.facilitator, now=NOW
        )

    sign_both(room)
    services.move_phase(
        partnership=room.partnership, new=Phase.KICKOFF, by=room.facilitator, now=NOW
    )
    row = Transition.objects.about(room.partnership).get()
    assert (row.old, row.new, row.by) == ("forming", "kickoff", room.facilitator)


def test_a_gate_judges_what_stands_now_not_what_was_loaded():
    room = make_room(signed=True)
    loaded = room.fresh()
    room.partnership.roster.filter(side=Side.PARTNER, implements=True).update(until=NOW.date())

    with pytest.raises(Refused, match="Lakeview names somebody who does the work"):
        services.move_phase(partnership=loaded, new=Phase.KICKOFF, by=None, now=NOW)


def test_of_two_rival_moves_one_wins():
    room = make_room(phase=Phase.ACTIVE)
    first, second = room.fresh(), room.fresh()

    services.move_phase(partnership=first, new=Phase.CLOSING, by=None, now=NOW)

    with pytest.raises(AlreadyMoved):
        services.move_phase(partnership=second, new=Phase.MIDPOINT, by=None, now=NOW)
    assert room.fresh().phase == Phase.CLOSING


def test_a_pause_keeps_its_reason_and_goes_on_where_it_was():
    room = make_room(phase=Phase.ACTIVE)

    services.pause(partnership=room.partnership, why="Testing weeks.", by=None, now=NOW)
    paused = room.fresh()
    services.resume(partnership=room.partnership, by=None, now=NOW + timedelta(days=30))

    assert (paused.phase, paused.phase_before_pause) == (Phase.PAUSED, Phase.ACTIVE)
    assert (room.fresh().phase, room.fresh().phase_before_pause) == (Phase.ACTIVE, "")
    assert [t.why for t in Transition.objects.about(room.partnership).order_by("at")] == [
        "Testing weeks.",
        "",
    ]


@pytest.mark.parametrize("service", [services.pause, services.end_early])
def test_pausing_and_ending_early_need_a_reason(service):
    room = make_room(phase=Phase.ACTIVE)

    with pytest.raises(Refused, match="Write why"):
        service(partnership=room.partnership, why=" ", by=None, now=NOW)
    assert room.fresh().phase == Phase.ACTIVE


def test_only_a_paused_partnership_goes_on():
    room = make_room(phase=Phase.ACTIVE)

    with pytest.raises(AlreadyMoved):
        services.resume(partnership=room.partnership, by=None, now=NOW)


@pytest.mark.parametrize("new", [Phase.PAUSED, Phase.ENDED_EARLY])
def test_the_plain_move_never_pauses_or_ends(new):
    room = make_room(phase=Phase.ACTIVE)

    with pytest.raises(Refused, match="Say why first"):
        services.move_phase(partnership=room.partnership, new=new, by=None, now=NOW)


def test_ending_early_dates_it():
    room = make_room(phase=Phase.ACTIVE)

    services.end_early(partnership=room.partnership, why="The leader left.", by=None, now=NOW)

    assert (room.fresh().phase, room.fresh().ended_at) == (Phase.ENDED_EARLY, NOW)


def test_handing_over_ends_the_former_facilitators_access_at_once():
    room = make_room()
    former = room.facilitator
    successor = ProgramRoleFactory(program=room.partnership.round.program).user

    services.hand_over(
        partnership=room.partnership, to=successor, because="New region.", by=former, now=NOW
    )

    assert not Partnership.objects.visible_to(former).exists()
    assert Partnership.objects.visible_to(successor).get() == room.partnership
    held = FacilitatorAssignment.objects.order_by("until").values_list("user", "until")
    assert set(held) == {(former.pk, NOW), (successor.pk, None)}


def test_it_is_handed_only_to_a_facilitator_of_the_program_on_no_side():
    room = make_room()
    stranger = UserFactory()

    for person, sentence in [
        (stranger, "does not facilitate"),
        (room.implementer(Side.PARTNER), "neither side"),
        (room.facilitator, "already"),
    ]:
        with pytest.raises(Refused, match=sentence):
            services.hand_over(
                partnership=room.partnership, to=person, because="x", by=None, now=NOW
            )
    assert room.fresh().facilitator == room.facilitator


def test_it_is_not_handed_to_who_has_left_nor_under_a_neutral_person_who_has():
    room = make_room(neutral_person=leave(UserFactory()))
    program = room.partnership.round.program
    own = MembershipFactory(organization=room.organization(Side.PARTNER)).user
    facilitators = [ProgramRoleFactory(program=program, user=own).user]
    facilitators.append(leave(ProgramRoleFactory(program=program).user))

    sentences = ["another neutral person", "has left. Name somebody"]
    for person, sentence in zip(facilitators, sentences, strict=True):
        with pytest.raises(Refused, match=sentence):
            services.hand_over(
                partnership=room.partnership, to=person, because="x", by=None, now=NOW
            )
    assert room.fresh().facilitator == room.facilitator


def test_officers_read_the_sentence_three_days_after_both_sides():
    room = make_room()
    partnership = room.partnership

    services.say_where_it_stands(partnership=partnership, sentence="First.", by=None, now=NOW)
    on_day_2 = room.fresh().sentence_for_officers(NOW + timedelta(days=2))
    on_day_3 = room.fresh().sentence_for_officers(NOW + timedelta(days=3))
    later = NOW + timedelta(days=10)
    services.say_where_it_stands(partnership=partnership, sentence="Second.", by=None, now=later)

    fresh = room.fresh()
    assert (on_day_2, on_day_3) == ("", "First.")
    assert (fresh.sentence, fresh.sentence_for_officers(later)) == ("Second.", "First.")


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"phase": "lost"}, "phase_known"),
        ({"ends_on": date(2027, 3, 1)}, "partnership_ends_after_start"),
        ({"session_minutes": 20}, "partnership_session_length"),
        ({"facilitator_kind": "internal"}, "partnership_internal_has_neutral_person"),
        ({"phase": "paused"}, "partnership_paused_knows_its_phase"),
        ({"phase": "closed"}, "partnership_over_has_its_date"),
        ({"ended_at": NOW}, "partnership_over_has_its_date"),
    ],
)
def test_the_database_refuses_what_cannot_be(values, constraint):
    room = make_room()

    with pytest.raises(IntegrityError, match=constraint):
        Partnership.objects.filter(pk=room.partnership.pk).update(**values)


def test_the_neutral_person_is_never_the_facilitator():
    room = make_room()

    with pytest.raises(IntegrityError, match="partnership_neutral_person_is_another"):
        Partnership.objects.filter(pk=room.partnership.pk).update(neutral_person=room.facilitator)
