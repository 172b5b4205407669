"""Issues: what came up in the talks is looked after, and shared back as what will change (0.75)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from foundation import audit, states
from foundation.errors import AlreadyMoved, Refused
from foundation.stale import save_version

from . import days, rounds
from .models import PulseChange, PulseIssue, PulseRound, PulseTheme
from .models_issues import ISSUE_MOVES, SETTLED, IssueState, Severity

FIELDS = ["kind", "severity", "owner", "change", "due_on"]
TOLD = ("change", "owner", "due_on", "state", "settled_on")  # what both sides read of it


@transaction.atomic
def write(*, issue: PulseIssue, source: PulseTheme | str, by, now: datetime) -> PulseIssue:
    """Keep a new issue of its round; `source` is a theme, or the side whose talk it came up in.

    A side stands for the holder's notes of its talk. Nothing of a theme or a note is copied.
    """
    _lock(issue.round_id)
    if isinstance(source, PulseTheme):
        issue.theme = source
    else:
        issue.note = rounds.note_of(issue.round, source, now=now)
    issue.created_at = issue.changed_at = now
    issue.created_by = issue.changed_by = by
    issue.save(force_insert=True)
    _mark(issue.round_id)
    audit.record("noted", issue, by=by, now=now)
    return issue


@transaction.atomic
def revise(*, issue: PulseIssue, expected: int, by, now: datetime) -> None:
    """Save what the holder changed; both sides read it at once where it is shared back.

    Raises Stale after a rival save, Refused once it is settled or where somebody acts on it and
    who, what or by when is taken out.
    """
    _lock(issue.round_id)
    issue.state = _state(issue)
    if issue.settled:
        raise Refused(_("This is settled. What it said stays as it was."))
    if issue.state != IssueState.OPEN:
        _require_plan(issue)
    save_version(issue, FIELDS, expected=expected, by=by, now=now)
    _tell(issue)
    _mark(issue.round_id)
    audit.record("changed", issue, by=by, now=now, fields=FIELDS)


@transaction.atomic
def move(*, issue: PulseIssue, new: str, by, now: datetime) -> None:
    """Act on it, or say what became of it. Raises AlreadyMoved, and Refused without a plan."""
    _lock(issue.round_id)
    issue.state = _state(issue)
    if new == IssueState.ACTING:
        _require_plan(issue)
    also = {"changed_at": now, "changed_by": by}
    if new in SETTLED:
        also["settled_on"] = days.today(by, now)
    states.move(issue, new, moves=ISSUE_MOVES, by=by, now=now, **also)
    _tell(issue)
    _mark(issue.round_id)


@transaction.atomic
def share(*, issue: PulseIssue, by, now: datetime) -> PulseChange:
    """Let both sides read who changes what by when: never where it came from, or how serious it is.

    Raises Refused while nobody acts on it, and while a talk is to come that it could colour (as
    for themes: design, mechanism 4); AlreadyMoved when it is shared.
    """
    _lock(issue.round_id)
    issue.state = _state(issue)
    if issue.state == IssueState.OPEN:
        raise Refused(_("Say first who does what by when, and that it is under way."))
    if PulseChange.objects.filter(issue=issue).exists():
        raise AlreadyMoved
    round = PulseRound.objects.with_talks().get(pk=issue.round_id)
    if round.sealed(days.today(by, now)):
        raise Refused(_("Both talks come first, so that nobody’s answers are coloured by it."))
    values = {name: getattr(issue, name) for name in TOLD}
    made = PulseChange.objects.create(
        issue=issue, partnership_id=round.partnership_id, shared_at=now, **values
    )
    audit.record("shared_back", issue, by=by, now=now)
    return made


def _require_plan(issue):
    if not issue.planned:
        raise Refused(_("Say first who looks after it, what will change, and by when."))


def _lock(round_id):
    """Let those who write about one round take turns."""
    PulseRound.objects.select_for_update().get(pk=round_id)


def _state(issue) -> str:
    return PulseIssue.objects.values_list("state", flat=True).get(pk=issue.pk)


def _tell(issue):
    """Keep what both sides read as the issue says."""
    values = {name: getattr(issue, name) for name in TOLD}
    PulseChange.objects.filter(issue=issue).update(**values)


def _mark(round_id):
    """Keep in the round when something is due, and since when something serious waits."""
    rows = PulseIssue.objects.filter(round=round_id).exclude(state__in=SETTLED)
    serious = rows.filter(severity=Severity.SERIOUS, state=IssueState.OPEN)
    due = rows.aggregate(at=Min("due_on"))["at"]
    since = serious.aggregate(at=Min("changed_at"))["at"]
    PulseRound.objects.filter(pk=round_id).update(issue_due_on=due, serious_since=since)
