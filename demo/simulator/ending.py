"""How a partnership ends: judged and closed, paused, or early."""

import datetime

from insights.models import Insight
from partnerships import closing_services, partnership_services, roster_services
from partnerships.models import (
    Benefit,
    CarryOn,
    CloseOut,
    LearningObjective,
    Phase,
    RosterEntry,
)

from .room import P, Room, T


def begin(room: Room, *, now: datetime.datetime) -> None:
    """The facilitator begins the close-out after the last session."""
    by = room.facilitator
    partnership_services.move_phase(partnership=room.fresh(), new=Phase.CLOSING, by=by, now=now)


def judge(room: Room, *, now: datetime.datetime, but_last: bool = False) -> None:
    """Both leads say what became of the objectives; `but_last` leaves the last one open."""
    rows = list(room.partnership.objectives.order_by("order"))
    state = LearningObjective.State
    for row in rows[:-1] if but_last else rows[-1:]:
        closing_services.judge(
            row, state=state.MET if but_last else state.PARTLY,
            because="Used in two places since spring." if but_last else "Begun in one of two.",
            expected=row.version, by=room.lead(P), now=now,
        )  # fmt: skip


def gain(room: Room, *, side: str, now: datetime.datetime) -> None:
    """One side says what it has to show."""
    kinds: dict[str, Benefit.Kind] = {P: Benefit.Kind.CAPABILITY, T: Benefit.Kind.SYNTHESIS}
    told: dict[str, str] = {
        P: f"{room.pair.partner[1]} does it in two places now, without anybody from outside.",
        T: f"{room.pair.thought_partner[1]} wrote down for the first time why it works.",
    }
    row = Benefit(partnership=room.partnership, side=side, kind=kinds[side], evidence=told[side])
    closing_services.save_gain(row, [], expected=0, by=room.lead(side), now=now)


def close(room: Room, *, now: datetime.datetime) -> None:
    """Write the rest of the page, and close."""
    by, partnership = room.facilitator, room.fresh()
    words = {
        "goal_judged": CloseOut.Goal.PARTLY, "goal_because": "Two of three objectives are met.",
        "could_not_alone": "A way that both of them use, and neither had.",
        "onward": CloseOut.Onward.END,
    }  # fmt: skip
    if not Insight.objects.filter(partnership=partnership).reviewed().exists():
        words["no_insight_reason"] = "Nobody had time to say what they made of a lesson."
    closing_services.write(partnership, words, expected=1, by=by, now=now)
    goes_on = CarryOn(
        partnership=partnership, what=room.pair.need, first_step="A date in the next month",
        holder=room.pair.seat(P, "leads").title,
    )  # fmt: skip
    closing_services.save_carried(goes_on, [], expected=0, by=by, now=now)
    partnership_services.move_phase(partnership=partnership, new=Phase.CLOSED, by=by, now=now)


def pause(room: Room, *, now: datetime.datetime) -> None:
    """A side asks for a break."""
    partnership_services.pause(
        partnership=room.fresh(), why="The deputy superintendent’s place is empty until spring.",
        by=room.facilitator, now=now,
    )  # fmt: skip


def lose_leader(room: Room, *, now: datetime.datetime) -> None:
    """Whoever decided for the partner leaves, and nobody takes the place."""
    entry = RosterEntry.objects.standing().get(partnership=room.partnership, user=room.decider(P))
    roster_services.remove_person(entry, by=room.facilitator, now=now)


def end_early(room: Room, *, now: datetime.datetime) -> None:
    """Without a leader it ends."""
    partnership_services.end_early(
        partnership=room.fresh(), why="Nobody decides for the district any more.",
        by=room.facilitator, now=now,
    )  # fmt: skip
