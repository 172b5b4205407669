"""What the plan's pages tell: the goal and who signed it, the session map and what it lacks."""

import datetime
from dataclasses import dataclass

from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext as _

from foundation import signatures
from foundation.fields import PairsField
from foundation.models import Signature, Version

from . import map_services, permissions, plan_text
from .models import Goal, LearningObjective, PlanChange, PlanItem, RosterEntry
from .signed_pages import (
    SideRow,
    SignedPage,
    half_signed,
    last_cleared,
    signed_these,
    standing_by_side,
    waits_for_a_look,
)

State = LearningObjective.State


@dataclass(frozen=True)
class GoalPage(SignedPage):
    """All that goal.html shows."""

    goal: Goal | None
    objectives: list[LearningObjective]
    may_write: bool
    may_say_use: bool

    @property
    def full(self) -> bool:
        """True when no further objective fits (domain 0.65)."""
        return len(self.objectives) >= plan_text.MOST_OBJECTIVES


def the_goal(partnership) -> Goal | None:
    """Return the goal's row, or None while nobody has written it."""
    return getattr(partnership, "goal", None)


def objectives_of(partnership) -> list[LearningObjective]:
    """Return the objectives that stand, in their order; one query."""
    rows = LearningObjective.objects.filter(partnership=partnership).exclude(state=State.DROPPED)
    return list(rows.order_by("order", "pk"))


def goal_page(partnership, user) -> GoalPage:
    """Return the page of a partnership loaded with `with_plan(user)`; three queries."""
    goal, place = the_goal(partnership), permissions.place_of(user, partnership)
    objectives = objectives_of(partnership)
    text = plan_text.content(goal, objectives)
    known = list(_signatures(goal)) if goal else []
    standing = standing_by_side(known)
    sides = _sides(partnership, standing, place)
    missing = _missing(goal, objectives)
    may_sign = permissions.may_sign_plan(user, partnership) and not missing
    return GoalPage(
        goal=goal,
        objectives=objectives,
        sides=sides,
        seen=signatures.digest(text),
        missing=missing,
        changed=_changed(known, place, text),
        cleared=last_cleared(known),
        heading=_heading(sides, missing),
        may_sign=may_sign and not signed_these(standing.get(place.side), text),
        may_reopen=may_reopen(partnership, place),
        may_write=permissions.may_write_plan(user, partnership),
        may_say_use=permissions.may_say_use(user, partnership),
    )


def _signatures(goal):
    """Bring each signature with the text that stood when it was given."""
    versions = Version.objects.about(goal).filter(at__lte=OuterRef("at")).order_by("-number")
    return (
        Signature.objects.about(goal)
        .select_related("by")
        .annotate(words=Subquery(versions.values("content")[:1], output_field=PairsField()))
        .order_by("-at", "-cleared_at")
    )


def may_reopen(partnership, place) -> bool:
    """Say whether new wording waits for a look of the side of `place`."""
    return waits_for_a_look(the_goal(partnership), partnership, place)


def _sides(partnership, standing, place):
    rows = RosterEntry.objects.standing().filter(partnership=partnership, decides=True)
    signers = list(rows.select_related("user").order_by("created_at", "pk"))
    return [
        SideRow(
            side=side,
            name=partnership.lead(side).said,
            signers=[entry for entry in signers if entry.side == side],
            signature=standing.get(side),
            mine=side == place.side,
        )
        for side in permissions.SIDES
    ]


def _missing(goal, objectives) -> list[str]:
    sentences = []
    if goal is None or not goal.text.strip():
        sentences.append(_("The goal is not written yet."))
    if not objectives:
        sentences.append(_("No learning objective is written yet."))
    return sentences


def _changed(known, place, text):
    """Compare with what the reader's side signed last; for the facilitator, any side."""
    mine = [row for row in known if place.side in ("", row.side)]
    if not mine or not mine[0].words or signed_these(mine[0], text):
        return []
    return plan_text.changes(mine[0].words, text)


def _heading(sides, missing) -> str:
    if all(row.signature for row in sides):
        return _("Both sides have signed the goal")
    writing, ready = _("The goal is still being written"), _("The goal can be signed")
    return half_signed(sides) or (writing if missing else ready)


@dataclass(frozen=True)
class Line:
    """A month as shown: its row, the objectives it serves, a change that still may be stopped."""

    item: PlanItem
    serves: list[LearningObjective]
    change: PlanChange | None
    may_object: bool


@dataclass(frozen=True)
class MapPage:
    """All that map.html shows; `free` says that lines are written without giving a reason.

    `changes` are pairs: the record, and whether a side may still stop it.
    """

    lines: list[Line]
    gaps: list[str]
    changes: list[tuple[PlanChange, bool]]
    objectives: list[LearningObjective]
    heading: str
    free: bool
    may_write: bool
    may_add: bool


def map_page(partnership, user, *, today: datetime.date) -> MapPage:
    """Return the map of a partnership loaded with `with_plan(user)`; three queries."""
    objectives = objectives_of(partnership)
    lines = _lines(partnership, objectives)
    rows = PlanChange.objects.filter(partnership=partnership)
    changes = list(
        rows.select_related("created_by", "item", "area", "objective").order_by(
            "-created_at", "-pk"
        )[:50]
    )
    may_object = permissions.may_object(user, partnership)
    free, over = map_services.may_redraw(partnership), partnership.over
    gaps = plan_text.gaps(
        [plan_text.Aim(o.order, o.short, o.by_date) for o in objectives],
        [
            plan_text.Month(i.number, i.month, i.accomplish, [o.order for o in serves])
            for i, serves in lines
        ],
    )
    return MapPage(
        lines=[_line(i, serves, [] if over else changes, may_object, today) for i, serves in lines],
        gaps=gaps if lines and not over else [],
        changes=[(c, _waits(c, today)) for c in changes],
        objectives=objectives,
        heading=_map_heading(lines, gaps, over),
        free=free,
        may_write=permissions.may_write_plan(user, partnership),
        may_add=free and bool(lines) and len(lines) < plan_text.LONGEST,
    )


def _lines(partnership, objectives):
    """Return (item, objectives) by number; one query, not one a month."""
    known = {o.pk: o for o in objectives}
    found: dict = {}
    rows = PlanItem.objects.filter(partnership=partnership).select_related("builds_on")
    for item in rows.annotate(serves_id=F("objectives")).order_by("number", "objectives__order"):
        serves = found.setdefault(item.pk, (item, []))[1]
        if item.serves_id in known:
            serves.append(known[item.serves_id])
    return list(found.values())


def _line(item, serves, changes, may_object, today) -> Line:
    change = next((c for c in changes if c.item_id == item.pk and _waits(c, today)), None)
    return Line(item, serves, change, may_object and change is not None)


def _waits(change, today) -> bool:
    may_stop = not change.objected_by and not change.objective_id
    return may_stop and today < change.stands_on


def _map_heading(lines, gaps, over) -> str:
    if over:
        return _("What each session was to accomplish") if lines else _("No session map was drawn")
    if not lines:
        return _("The session map is not drawn yet")
    if gaps:
        return _("The session map still has gaps")
    return _("Every session has its purpose")
