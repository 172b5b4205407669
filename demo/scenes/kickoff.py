"""Lakeview and Beacon agree: workbook, winds, focus area, goal, three objectives, eight months."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from foundation import signatures
from partnerships import kickoff_services, map_services, plan_services
from partnerships.models import (
    FocusArea,
    Goal,
    LearningObjective,
    Partnership,
    RosterEntry,
    Side,
    Wind,
)

from .partnerships import LAKEVIEW

P, T = Side.PARTNER, Side.THOUGHT_PARTNER
SECTIONS = {
    "challenge": "Residents get feedback days after the lesson, from few host teachers, and it is "
    "rarely about what they tried.",
    "context": "Nine schools, twelve host teachers in the first year. Strong principals; no free "
    "period that host teacher and resident share.",
    "synthesis": "Two days of practice with real lessons before the year, then ten-word cards in "
    "the lesson. The binder did not matter. It needs a principal who protects one hour a week.",
}
GOAL = (
    "Every Lakeview resident gets feedback in the lesson, every week, from a host teacher prepared"
    " to give it."
)
MEASURES = "Each Friday we know of each resident whether it happened, and one thing that changed."


@dataclass(frozen=True)
class Aim:
    """One objective: its name, what somebody will be able to do, which months serve it."""

    short: str
    who: str
    able_to: str
    months: tuple[int, ...]


AIMS = [
    Aim(
        "Choose one feedback routine",
        "Lakeview’s residency team",
        "choose the feedback routine its twelve host teachers use",
        (1, 2, 4),
    ),
    Aim(
        "Design a two-day host-teacher workshop",
        "Lakeview",
        "run a two-day workshop for host teachers",
        (3, 5, 6, 7),
    ),
    Aim(
        "Check weekly whether residents get it",
        "Lakeview",
        "see each week which residents got feedback",
        (7, 8),
    ),
]
MONTHS = [
    "Two routines seen side by side, with what did not work",
    "What each routine asks of a host teacher’s week",
    "What the first workshop was, and what we would leave out",
    "Lakeview chooses its routine",
    "The first day of the workshop, drafted",
    "Which three classrooms try cards in the lesson first",
    "The second day, and how a week is checked",
    "What twelve weeks showed, and what goes on",
]


def set_stage(*, now: datetime) -> None:
    """Let both sides agree, once; the scene of the partnerships must be set before."""
    rows = Partnership.objects.with_sides().filter(initiative__title=LAKEVIEW.initiative)
    partnership = rows.first()
    if partnership and not Goal.objects.filter(partnership=partnership).exists():
        agree(partnership, now=now)


def agree(partnership, *, now: datetime) -> None:
    """Play the whole kickoff of `partnership` through the services, both signatures included."""
    people = {
        (entry.side, entry.decides): entry.user
        for entry in RosterEntry.objects.standing().filter(partnership=partnership)
    }
    by = partnership.facilitator
    for key, words in SECTIONS.items():
        writer = people[T if key == "synthesis" else P, False]
        kickoff_services.write_section(partnership, key, words, expected=1, by=writer, now=now)
    _winds(partnership, by, now)
    area = FocusArea(
        partnership=partnership, need="Feedback in the lesson, not days after it",
        can_show="How host teachers are prepared in two days", why="Both work on it now.",
    )  # fmt: skip
    kickoff_services.save_focus_area(area, [], expected=0, by=by, now=now)
    kickoff_services.choose(area, by=by, now=now)
    _goal(partnership, by, now)
    _map(partnership, _aims(partnership, area, by, now), by, now)
    for side in (T, P):
        seen = signatures.digest(plan_services.text(Goal.objects.get(partnership=partnership)))
        plan_services.sign(partnership, side=side, seen=seen, by=people[side, True], now=now)


def _winds(partnership, by, now):
    for direction, kind, text, strength in (
        (Wind.Direction.TAIL, Wind.Kind.POLITICS, "The board pays for two days in spring", 2),
        (Wind.Direction.HEAD, Wind.Kind.TIME, "Host teachers share no free period", 3),
    ):
        wind = Wind(
            partnership=partnership, direction=direction, kind=kind, text=text, strength=strength
        )
        kickoff_services.save_wind(wind, [], expected=0, by=by, now=now)


def _goal(partnership, by, now):
    goal = Goal(partnership=partnership, text=GOAL, measures=MEASURES)
    plan_services.edit_goal(goal, ["text", "measures"], expected=1, side="", by=by, now=now)


def _aims(partnership, area, by, now) -> list[LearningObjective]:
    """Each is due in the month of its last session."""
    found = []
    for aim in AIMS:
        days = timedelta(days=30 * aim.months[-1] + 45)
        row = LearningObjective(
            partnership=partnership, focus_area=area, short=aim.short, who=aim.who,
            able_to=aim.able_to, by_date=min(partnership.starts_on + days, partnership.ends_on),
        )  # fmt: skip
        plan_services.save_objective(row, [], expected=0, side="", by=by, now=now)
        found.append(row)
    return found


def _map(partnership, aims, by, now):
    for item in map_services.lay(partnership, by=by, now=now):
        if item.number > len(MONTHS):
            continue
        item.accomplish = MONTHS[item.number - 1]
        serves = [row for row, aim in zip(aims, AIMS, strict=True) if item.number in aim.months]
        map_services.write_month(
            item, ["accomplish"], serves, expected=item.version, by=by, now=now
        )
