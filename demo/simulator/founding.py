"""From the match to the map: what each pair does before its monthly sessions."""

import datetime

from accounts.models import User
from demo import places
from foundation import signatures
from partnerships import (
    charter_services,
    kickoff_services,
    map_services,
    partnership_services,
    plan_services,
    roster_services,
)
from partnerships.models import (
    FocusArea,
    Goal,
    Initiative,
    LearningObjective,
    Membership,
    Organization,
    Phase,
    RosterEntry,
    Term,
    Wind,
)

from .pairs import common
from .room import P, Room, T


def found(room: Room, *, now: datetime.datetime) -> None:
    """Enroll both organizations with their people, and found the partnership."""
    pair, calendar = room.pair, room.calendar
    sides = {side: organization(*pair.named(side), now=now) for side in (P, T)}
    people = [(seat, _person(seat, sides[seat.side], pair.zone, now)) for seat in pair.seats]
    partnership_services.found(
        round=room.round, initiative=_initiative(pair, sides[P], now), thought_partner=sides[T],
        partner=sides[P], facilitator=room.facilitator, purpose=pair.purpose,
        topic=Term.objects.filter(vocabulary=Term.Vocabulary.TOPIC, slug=pair.topic).first(),
        people=[
            (user, sides[seat.side], seat.side, seat.title, seat.decides, seat.implements)
            for seat, user in people
        ],
        starts_on=calendar.kickoff, ends_on=calendar.ends_on, by=room.facilitator, now=now,
    )  # fmt: skip
    leads = [seat.email for seat in pair.seats if seat.does == "leads"]
    for entry in room.seats():
        if entry.user.email in leads:
            entry.part = RosterEntry.Part.LEAD
            entry.knows_content, entry.knows_system = entry.side == T, entry.side == P
            marks = ["part", "knows_content", "knows_system"]
            roster_services.change_person(
                entry, marks, expected=entry.version, by=room.facilitator, now=now
            )


def organization(name: str, said: str, *, now: datetime.datetime) -> Organization:
    """Return the invented organization with this name, enrolled from `now` if it is new."""
    enrolled = {"short_name": said, "enrolled_at": now, "created_at": now, "changed_at": now}
    enrolled |= places.of(name)
    return Organization.objects.get_or_create(name=name, defaults=enrolled)[0]


def _person(seat, of, zone, now) -> User:
    user = User.objects.invite(email=seat.email, name=seat.title, time_zone=zone, now=now)
    since = {"title": seat.title, "level": seat.level, "since": now.date()}
    Membership.objects.get_or_create(organization=of, user=user, defaults=since)
    return user


def _initiative(pair, of, now) -> Initiative:
    about = {
        "challenge": pair.challenge, "stage": Initiative.Stage.DESIGNING,
        "created_at": now, "changed_at": now,
    }  # fmt: skip
    return Initiative.objects.get_or_create(organization=of, title=pair.initiative, defaults=about)[
        0
    ]


def accept(room: Room, *, now: datetime.datetime) -> None:
    """Everybody says yes to their part."""
    for entry in room.seats():
        roster_services.accept(entry, by=entry.user, now=now)


def hope(room: Room, *, side: str, now: datetime.datetime) -> None:
    """One side writes what it hopes to gain."""
    charter = room.fresh().charter
    name = f"benefit_{side}"
    setattr(charter, name, getattr(room.pair, f"gains_{side}"))
    charter_services.edit(
        charter, [name], expected=charter.version, side=side, by=room.lead(side), now=now
    )


def keep_list(room: Room, *, now: datetime.datetime) -> None:
    """The side that shares keeps the proposed list of what may travel."""
    sharing = room.partnership.organizations.filter(side=T).values("organization")
    charter_services.keep_proposed(room.partnership, sharing, by=room.decider(T), now=now)


def sign_charter(room: Room, *, side: str, now: datetime.datetime) -> None:
    charter = room.fresh().charter
    seen = signatures.digest(charter_services.text(charter))
    charter_services.sign(charter, side=side, seen=seen, by=room.decider(side), now=now)


def open_kickoff(room: Room, *, now: datetime.datetime) -> None:
    """The facilitator goes on to the kickoff once nothing blocks it."""
    partnership_services.move_phase(
        partnership=room.fresh(), new=Phase.KICKOFF, by=room.facilitator, now=now
    )


def write_workbook(room: Room, *, now: datetime.datetime) -> None:
    """Both sides write their sections and the winds, two weeks before the kickoff."""
    words = {
        "challenge": (P, room.pair.challenge),
        "context": (P, common()["section_context"]),
        "synthesis": (T, common()["section_synthesis"]),
    }
    for key, (side, said) in words.items():
        kickoff_services.write_section(
            room.partnership, key, said, expected=1, by=room.lead(side), now=now
        )
    for direction, kind, text, strength, owner in (
        (Wind.Direction.TAIL, Wind.Kind.POLITICS, "The board is behind it this year", 2, None),
        (
            Wind.Direction.HEAD,
            Wind.Kind.TIME,
            "Nobody has a free period in common",
            3,
            room.lead(P),
        ),
    ):
        wind = Wind(
            partnership=room.partnership, direction=direction, kind=kind, text=text,
            strength=strength, owner=owner,
        )  # fmt: skip
        kickoff_services.save_wind(wind, [], expected=0, by=room.facilitator, now=now)


def agree(room: Room, *, now: datetime.datetime) -> None:
    """At the kickoff: one focus area, the goal, its objectives and the map; both sides sign."""
    by = room.facilitator
    area = FocusArea(
        partnership=room.partnership, need=room.pair.need, can_show=room.pair.can_show,
        why="Both work on it now.",
    )  # fmt: skip
    kickoff_services.save_focus_area(area, [], expected=0, by=by, now=now)
    kickoff_services.choose(area, by=by, now=now)
    goal = Goal(partnership=room.partnership, text=room.pair.goal, measures=room.pair.measures)
    plan_services.edit_goal(goal, ["text", "measures"], expected=1, side="", by=by, now=now)
    _draw_map(room, _objectives(room, area, now), now)
    for side in (T, P):
        seen = signatures.digest(plan_services.text(Goal.objects.get(partnership=room.partnership)))
        plan_services.sign(room.partnership, side=side, seen=seen, by=room.decider(side), now=now)


def _objectives(room, area, now) -> list:
    """Return pairs of an objective and the months that serve it; due with the last of them."""
    made = []
    for short, who, able_to, months in room.pair.aims:
        serves = [number for number in months if number <= room.pair.planned]
        if not serves:
            continue
        row = LearningObjective(
            partnership=room.partnership, focus_area=area, short=short, who=who, able_to=able_to,
            by_date=room.calendar.sessions[serves[-1] - 1] + datetime.timedelta(days=14),
        )  # fmt: skip
        by = room.facilitator
        plan_services.save_objective(row, [], expected=0, side="", by=by, now=now)
        made.append((row, serves))
    return made


def _draw_map(room, aims, now):
    for item in map_services.lay(room.partnership, by=room.facilitator, now=now):
        item.accomplish = room.pair.of("months", item.number)
        serves = [row for row, months in aims if item.number in months]
        map_services.write_month(
            item, ["accomplish"], serves, expected=item.version, by=room.facilitator, now=now
        )


def begin_sessions(room: Room, *, now: datetime.datetime) -> None:
    """The facilitator opens the monthly sessions the day after the kickoff."""
    by = room.facilitator
    partnership_services.move_phase(partnership=room.fresh(), new=Phase.ACTIVE, by=by, now=now)


def say_use(room: Room, *, now: datetime.datetime) -> None:
    """The partner's lead says where the first objective is used by now."""
    first = room.partnership.objectives.order_by("order")[0]
    first.in_use = room.pair.in_use
    plan_services.say_use(first, expected=first.version, by=room.lead(P), now=now)


def say(room: Room, *, now: datetime.datetime, sentence: str = "") -> None:
    """The facilitator says in a sentence where it stands."""
    partnership_services.say_where_it_stands(
        partnership=room.partnership, sentence=sentence or room.pair.sentence,
        by=room.facilitator, now=now,
    )  # fmt: skip
