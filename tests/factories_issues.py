"""Issues of a pulse round for tests, moved through the services that the pages call."""

from datetime import timedelta

from pulse import issues
from pulse.models import PulseChange, PulseIssue, PulseRound
from pulse.models_issues import IssueState

from .factories import NOW
from .factories_pulse import P, talks_held

DUE = NOW.date() + timedelta(days=20)


def make_issue(round, *, source=P, now=NOW, **fields) -> PulseIssue:
    """Note an issue of `source` (a theme, or the side whose notes it came from); with a plan."""
    values = {
        "kind": "process", "severity": 2, "change": "We start on time", "due_on": DUE,
        "owner": round.holder,
    }  # fmt: skip
    issue = PulseIssue(round=round, **(values | fields))
    return issues.write(issue=issue, source=source, by=round.holder, now=now)


def acting(round, *, now=NOW, **fields) -> PulseIssue:
    """An issue that somebody acts on."""
    issue = make_issue(round, now=now, **fields)
    issues.move(issue=issue, new=IssueState.ACTING, by=round.holder, now=now)
    return issue


def shared_back(round, *, now=NOW, **fields) -> PulseChange:
    """What both sides read of an issue, once both talks were held."""
    talks_held(round)
    issue = acting(round, now=now, **fields)
    return issues.share(issue=issue, by=round.holder, now=now)


def of(round) -> PulseRound:
    """The round as it stands, with what is kept of its issues."""
    return PulseRound.objects.with_talks().get(pk=round.pk)
