"""How much one partnership shared, and how concrete it was: for whoever steers it (domain 0.79)."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.numbers import spelled, spelled_first

from .models import Choice, Insight, InsightKind, InsightState

TAKEN = (Choice.ADOPT, Choice.ADAPT)


@dataclass(frozen=True)
class Measures:
    """`kinds` are (kind, how many) of the lessons the other side has; `sentences` their quality."""

    total: int
    kinds: list[tuple[str, int]]
    sentences: list[str]


def of(partnership) -> Measures:
    """Return both measures of what was put before the other side; one query.

    Every such lesson has its advice, a real case and a setting: without them it is not shared.
    """
    shared = Insight.objects.filter(partnership=partnership, shared_at__isnull=False)
    rows = list(
        shared.order_by("kind").values("kind").annotate(
            n=Count("pk"),
            failed=Count("pk", filter=~Q(failed_where="")),
            holds=Count("pk", filter=~Q(must_hold="")),
            judged=Count("verdict"),
            taken=Count("pk", filter=Q(verdict__choice__in=TAKEN)),
            used=Count("pk", filter=Q(state=InsightState.USED)),
        )
    )  # fmt: skip
    total = sum(row["n"] for row in rows)
    return Measures(
        total=total,
        kinds=[(str(InsightKind(row["kind"]).label), row["n"]) for row in rows],
        sentences=_sentences(rows) if total else [],
    )


def _sentences(rows) -> list[str]:
    counted = {name: sum(row[name] for row in rows) for name in rows[0] if name != "kind"}
    total = counted["n"]
    texts = {
        "failed": ngettext(
            "%(n)s of %(of)s says where it did not work.",
            "%(n)s of %(of)s say where it did not work.",
            counted["failed"],
        ),
        "holds": ngettext(
            "%(n)s of %(of)s says what must hold elsewhere.",
            "%(n)s of %(of)s say what must hold elsewhere.",
            counted["holds"],
        ),
        "judged": ngettext(
            "%(n)s of %(of)s has its verdict.", "%(n)s of %(of)s have their verdict.",
            counted["judged"],
        ),
        "taken": _("Adopted or adapted: %(n)s."),
        "used": _("In use: %(n)s."),
    }  # fmt: skip
    return [
        text % {"n": _first(counted[name]), "of": spelled(total)}
        if "%(of)s" in text
        else text % {"n": spelled(counted[name])}
        for name, text in texts.items()
    ]


def _first(count):
    return spelled_first(count) if count else _("None")
