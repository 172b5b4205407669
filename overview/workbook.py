"""The kickoff workbook as one printable sheet."""

from dataclasses import dataclass

from django.db.models import Case, CharField, F, IntegerField, TextField, Value, When
from django.db.models.functions import Cast
from django.utils.functional import Promise

from partnerships import plan_text
from partnerships.models import FocusArea, PlanItem, Wind, WorkbookSection
from partnerships.plan_pages import objectives_of, the_goal


@dataclass(frozen=True)
class Workbook:
    """What is printed: sections, winds by direction, (need, can show, chosen), goal, map."""

    sections: list[tuple[str | Promise, str | Promise, str, str]]
    winds: list[tuple[str | Promise, str | Promise, str, str]]
    areas: list[tuple[str, str, bool]]
    goal: object
    objectives: list
    months: list[PlanItem]


def workbook(partnership) -> Workbook:
    """Return the workbook of a partnership loaded `with_plan()`; three queries."""
    rows = _rows(partnership)
    words = {row[1]: row[2] for row in rows if row[0] == "section"}
    directions, kinds = dict(Wind.Direction.choices), dict(Wind.Kind.choices)
    return Workbook(
        sections=[
            (key.label, ask.question, partnership.lead(ask.side).said, words.get(key, ""))
            for key, ask in plan_text.SECTIONS.items()
        ],
        winds=[(directions[a], kinds[c], b, d) for kind, a, b, c, _n, d in rows if kind == "wind"],
        areas=[(b, c, a == "chosen") for kind, a, b, c, _n, _d in rows if kind == "area"],
        goal=the_goal(partnership),
        objectives=objectives_of(partnership),
        months=list(PlanItem.objects.filter(partnership=partnership).order_by("number")),
    )


def _rows(partnership) -> list[tuple]:
    """Read three kinds of rows in one query: (kind, a, b, c, order, who)."""
    none = Value("")
    chosen = Case(When(chosen=True, then=Value("chosen")), default=Value("open"))
    parts = [
        (WorkbookSection.objects, "section", F("key"), F("words"), none, Value(0), none),
        (Wind.objects.filter(blowing=True).with_owner(), "wind", F("direction"), F("text"),
         F("kind"), F("strength"), F("looked_after")),
        (FocusArea.objects, "area", chosen, F("need"), F("can_show"), F("order"), none),
    ]  # fmt: skip
    found = [_part(partnership, *part) for part in parts]
    rows = found[0].union(*found[1:], all=True)
    return sorted(rows, key=lambda row: (row[0], row[1], -row[4] if row[0] == "wind" else row[4]))


def _part(partnership, rows, kind, a, b, c, n, d):
    text = TextField()
    return rows.filter(partnership=partnership).values_list(
        Value(kind, output_field=CharField()), Cast(a, text), Cast(b, text), Cast(c, text),
        Cast(n, IntegerField()), Cast(d, text),
    )  # fmt: skip
