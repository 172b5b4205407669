"""What the holder's pages of issues show. Read inside `foundation.actor`."""

from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.dates import say_day
from foundation.models import Transition
from foundation.numbers import spelled, spelled_first

from .models import PulseIssue
from .models_issues import IssueState


@dataclass(frozen=True)
class Line:
    """One issue of the list; `late` where its day has passed."""

    row: PulseIssue
    word: str
    shape: str
    source: str
    told: str


@dataclass(frozen=True)
class IssuePage:
    """One issue: where it came from, what may be done now, what happened so far."""

    row: PulseIssue
    word: str
    shape: str
    source: str
    told: str
    may_begin: bool
    may_share: bool
    waits: bool  # sharing waits for the talks
    may_settle: bool
    history: list  # (day, word, who)

    @property
    def asks(self) -> str:
        """What the one filled button is for: "begin", "share", or "" for the form."""
        return "begin" if self.may_begin else "share" if self.may_share else ""


def lines(round, today) -> list[Line]:
    """Return the issues of a round `with_talks()`, what needs somebody first; one query."""
    rows = PulseIssue.objects.filter(round=round).whole()
    rows = rows.order_by(
        F("settled_on").asc(nulls_first=True), "-severity", F("due_on").asc(nulls_last=True), "pk"
    )
    return [Line(row, *_stands(row, today), _source(row, round), _told(row)) for row in rows]


def finding(lines: list[Line], today) -> str:
    """Return what the list opens with: what nobody looks after, else what is past its day."""
    if not lines:
        return _("Nothing is noted yet.")
    rows = [line.row for line in lines if not line.row.settled]
    if not rows:
        return _("All that came up is settled.")
    alone = sum(row.owner_id is None for row in rows)
    late = sum(bool(row.due_on and row.due_on < today) for row in rows)
    if alone:
        text = ngettext(
            "Nobody looks after %(n)s thing that came up.",
            "Nobody looks after %(n)s things that came up.",
            alone,
        )
        return text % {"n": spelled(alone)}
    if late:
        text = ngettext("%(n)s is past its day.", "%(n)s are past their day.", late)
        return text % {"n": spelled_first(late)}
    return _("Somebody looks after each thing that came up, and none is past its day.")


def issue_page(row, round, today) -> IssuePage:
    """Return the page of one issue of a round `with_talks()`; one query."""
    acting = row.state == IssueState.ACTING
    unshared = row.state != IssueState.OPEN and row.shared is None
    sealed = round.sealed(today)
    history = Transition.objects.about(row).select_related("by").order_by("at", "pk")
    return IssuePage(
        row, *_stands(row, today), _source(row, round), _told(row),
        may_begin=row.state == IssueState.OPEN and row.planned,
        may_share=unshared and not sealed,
        waits=unshared and sealed,
        may_settle=acting,
        history=[(step.at, IssueState(step.new).label, step.by) for step in history],
    )  # fmt: skip


def _stands(row, today) -> tuple[str, str]:
    """Return the word of its state with its day, and the shape beside it."""
    word = str(row.get_state_display())
    if row.settled:
        return _("%(word)s, %(day)s") % {"word": word, "day": say_day(row.settled_on)}, row.shape
    if not row.due_on:
        return word, row.shape
    day = {"word": word, "day": say_day(row.due_on)}
    if row.due_on < today:
        return _("%(word)s, was due %(day)s") % day, "heed"
    return _("%(word)s, by %(day)s") % day, row.shape


def _source(row, round) -> str:
    name = {"name": round.partnership.lead(row.side).said}
    return (
        _("From a theme of %(name)s.") if row.theme_id else _("From your notes of %(name)s.")
    ) % name


def _told(row) -> str:
    """Say who reads it, and since when."""
    if row.shared is None:
        return _("You alone read it.")
    return _("Shared back on %(day)s.") % {"day": say_day(row.shared.shared_at)}


def moved(row) -> str:
    """Say what a move came to."""
    if row.state == IssueState.ACTING:
        return _("It is under way. You alone read it until you share it back.")
    if row.shared:
        return _("Settled. Both sides read that it is.")
    return _("Settled. You alone read it.")
