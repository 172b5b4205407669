"""What stands in the close-out of a partnership: gates ask it, the page shows it; one query."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import CharField, F, IntegerField, TextField, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy

from .models import Benefit, CarryOn, CloseOut, LearningObjective

State = LearningObjective.State
AHEAD = datetime.timedelta(days=45)  # domain 2.1: closing begins 45 days before the end


def closing_begins(partnership) -> datetime.date:
    """Return the day from which a partnership can close."""
    return partnership.ends_on - AHEAD


def near_its_end(partnership, day: datetime.date) -> bool:
    """Say whether closing can begin on `day`, the day of whoever reads it."""
    return closing_begins(partnership) <= day


BECAME: dict[str, str | Promise] = {
    State.OPEN: gettext_lazy("not judged yet"),
    State.MET: gettext_lazy("reached"),
    State.PARTLY: gettext_lazy("partly reached"),
    State.DROPPED: gettext_lazy("let go"),
}
SHAPES: dict[str, str] = {State.MET: "done", State.PARTLY: "doing", State.DROPPED: "heed"}


@dataclass(frozen=True)
class Judged:
    """One objective; `because` is the evidence, "" until somebody judged it."""

    pk: UUID
    short: str
    able_to: str
    state: str
    because: str

    @property
    def open(self) -> bool:
        return self.state == State.OPEN

    @property
    def word(self) -> str:
        """What became of it, as a word."""
        return str(BECAME[self.state])

    @property
    def shape(self) -> str:
        """The shape beside the word (components/state.html)."""
        return SHAPES.get(self.state, "")


@dataclass(frozen=True)
class Gain:
    """What one side has to show, beside what it hoped for; `expected` is "" for a surprise."""

    pk: UUID
    side: str
    kind: str
    expected: str
    evidence: str

    @property
    def kind_word(self) -> str:
        return str(Benefit.Kind(self.kind).label) if self.kind else ""


@dataclass(frozen=True)
class Carried:
    """What goes on and who holds it."""

    pk: UUID
    what: str
    holder: str
    first_step: str


@dataclass(frozen=True)
class ClosingFacts:
    """The whole close-out; `close_out` is None until somebody wrote in it."""

    close_out: CloseOut | None
    objectives: list[Judged]
    gains: list[Gain]
    so_far: list[Gain]
    carried: list[Carried]

    @cached_property
    def unjudged(self) -> list[Judged]:
        return [row for row in self.objectives if row.open]

    def of(self, side: str) -> list[Gain]:
        """Return what `side` has to show."""
        return [row for row in self.gains if row.side == side]

    def so_far_of(self, side: str) -> str:
        """Return what `side` wrote as gained from the midpoint on, "" for nothing."""
        return next((row.evidence for row in self.so_far if row.side == side), "")

    @property
    def says_what_goes_on(self) -> bool:
        """Something goes on and has a holder, or it is written why nothing does."""
        written = self.close_out.nothing_continues if self.close_out else ""
        return bool(self.carried or written.strip())


def closing_facts(partnership) -> ClosingFacts:
    """Return the facts of `partnership`, asked once for each loaded object.

    Load with `select_related("close_out")` for one query.
    """
    known = partnership.__dict__
    if "_closing_facts" not in known:
        known["_closing_facts"] = _read(partnership)
    return known["_closing_facts"]


def _read(partnership) -> ClosingFacts:
    found: dict[str, list] = {"objective": [], "gain": [], "so_far": [], "carried": []}
    makers = {"objective": Judged, "gain": Gain, "so_far": Gain, "carried": _carried}
    for tag, _place, _at, pk, *texts in _rows(partnership.pk):
        found[tag].append(makers[tag](pk, *texts))
    return ClosingFacts(
        getattr(partnership, "close_out", None),
        found["objective"], found["gain"], found["so_far"], found["carried"],
    )  # fmt: skip


def _carried(pk, what, holder, first_step, _blank):
    return Carried(pk, what, holder, first_step)


def _rows(pk):
    """Objectives that stand or were let go with a reason, gains and what goes on, one union."""
    judged = LearningObjective.objects.filter(partnership=pk)
    judged = judged.exclude(state=State.DROPPED, judged_because="")
    gains = Benefit.objects.filter(partnership=pk)
    parts = [
        _part(judged, "objective", "short", "able_to", "state", "judged_because"),
        *(
            _part(gains.filter(point=point), tag, "side", "kind", "expected", "evidence")
            for tag, point in (("gain", Benefit.Point.END), ("so_far", Benefit.Point.SO_FAR))
        ),
        _part(
            CarryOn.objects.filter(partnership=pk), "carried", "what", "holder", "first_step", ""
        ),
    ]
    return parts[0].union(*parts[1:], all=True).order_by("tag", "place", "at", "key")


def _part(rows, tag, *names):
    place = Cast(F("order") if tag == "objective" else Value(0), IntegerField())
    text = [Cast(F(name) if name else Value(""), TextField()) for name in names]
    values = dict(zip(("one", "two", "three", "four"), text, strict=True))
    return rows.annotate(
        tag=Value(tag, CharField()), place=place, at=F("created_at"), key=F("pk"), **values
    ).values_list("tag", "place", "at", "key", "one", "two", "three", "four")
