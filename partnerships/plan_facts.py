"""Where the plan of a partnership stands, in one query: what gates ask and the thread draws."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from foundation.models import Signature

from .models import FocusArea, Goal, LearningObjective, Partnership, PlanItem, Side

State = LearningObjective.State


@dataclass(frozen=True)
class Objective:
    """One objective that was not dropped, with (number, month) of the sessions that serve it."""

    order: int
    short: str
    who: str
    able_to: str
    by_date: datetime.date
    state: str
    in_use: str
    months: list = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """ "By 26 April 2027 Lakeview will be able to ..."."""
        return LearningObjective(who=self.who, able_to=self.able_to, by_date=self.by_date).sentence


@dataclass(frozen=True)
class PlanFacts:
    """What stands: goal, objectives, how many focus areas and months, which sides have signed."""

    goal: str
    signed_at: datetime.datetime | None
    signed: set[str]
    focus_areas: int
    months: int
    first_month: datetime.date | None
    objectives: list[Objective]

    @property
    def unserved(self) -> list[Objective]:
        """Objectives that no session serves yet."""
        return [row for row in self.objectives if not row.months]


def plan_facts(partnership) -> PlanFacts:
    """Return the facts of `partnership`, asked once for each loaded object."""
    if "_plan_facts" not in partnership.__dict__:
        partnership.__dict__["_plan_facts"] = _read(partnership.pk)
    return partnership.__dict__["_plan_facts"]


FIELDS = ("order", "short", "who", "able_to", "by_date", "state", "in_use")


def _read(pk) -> PlanFacts:
    rows = list(
        Partnership.objects.filter(pk=pk)
        .annotate(**counts(), **signed())
        .order_by("objectives__order", "objectives__plan_items__number")
        .values(
            "goal__text", "goal__signed_at", "focus_count", "month_count", "first_month",
            *[f"signed_{side}" for side in Side.values],
            *[f"objectives__{name}" for name in FIELDS],
            "objectives__plan_items__number", "objectives__plan_items__month",
        )
    )  # fmt: skip
    one = rows[0]
    return PlanFacts(
        goal=one["goal__text"] or "",
        signed_at=one["goal__signed_at"],
        signed={side for side in Side.values if one[f"signed_{side}"]},
        focus_areas=one["focus_count"],
        months=one["month_count"],
        first_month=one["first_month"],
        objectives=_objectives(rows),
    )


def _objectives(rows) -> list[Objective]:
    found: dict[int, Objective] = {}
    for row in rows:
        values = {name: row[f"objectives__{name}"] for name in FIELDS}
        if values["order"] is None or values["state"] == State.DROPPED:
            continue
        objective = found.setdefault(values["order"], Objective(**values, months=[]))
        if row["objectives__plan_items__number"] is not None:
            objective.months.append(
                (row["objectives__plan_items__number"], row["objectives__plan_items__month"])
            )
    return list(found.values())


def counts(ref="pk") -> dict:
    """Annotate how many focus areas are chosen and how many months the map has."""
    areas = FocusArea.objects.filter(partnership=OuterRef(ref), chosen=True)
    items = PlanItem.objects.filter(partnership=OuterRef(ref))
    return {
        "focus_count": _count(areas),
        "month_count": _count(items),
        "first_month": Subquery(items.order_by("number").values("month")[:1]),
    }


def objective_count(ref="pk") -> Coalesce:
    """Return how many objectives stand."""
    rows = LearningObjective.objects.filter(partnership=OuterRef(ref))
    return _count(rows.exclude(state=State.DROPPED))


def unserved_count(ref="pk") -> Coalesce:
    """Return how many objectives no session of the map serves; the gate asks for none."""
    rows = LearningObjective.objects.filter(partnership=OuterRef(ref), plan_items=None)
    return _count(rows.exclude(state=State.DROPPED))


def _count(rows) -> Coalesce:
    counted = rows.order_by().values("partnership").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def signed(ref="pk") -> dict:
    """Annotate for each side whether its signature stands under the goal."""
    goals = Goal.objects.filter(partnership=OuterRef(OuterRef(ref)))
    rows = Signature.objects.filter(
        context_kind=Goal._meta.label_lower, context_id__in=goals.values("pk"), cleared_at=None
    )
    return {f"signed_{side}": Exists(rows.filter(side=side)) for side in Side.values}
