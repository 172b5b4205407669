"""Verdicts: what the other side makes of a lesson, once a lesson, changes kept."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation import audit, states, versions
from foundation.errors import Refused
from foundation.stale import save_version
from notifications.rules import Link
from sessions_app.after_parts import Part

from .measures import TAKEN
from .models import INSIGHT_MOVES, OUT, Insight, InsightState, Verdict

FIELDS = [
    "choice", "why", "here_changed", "first_used_on", "first_used_where", "what_happened",
    "condition", "sketch",
]  # fmt: skip
OPEN_FOR = timedelta(days=14)  # a link from the After mail
AT_ONCE = 200  # lessons a minute


@transaction.atomic
def give(verdict: Verdict, *, expected: int, by, now: datetime, by_link: bool = False) -> Verdict:
    """Save the verdict on its lesson; return it. Earlier words stay readable as versions.

    `expected` is the version the person saw, 0 for none. Raises Stale when a colleague was first,
    Refused when the lesson is not before the other side any more.
    """
    insight = Insight.objects.select_for_update().get(pk=verdict.insight_id)
    if insight.state not in OUT:
        raise Refused(_("This lesson changed meanwhile and is not open for a verdict."))
    verdict.by_link = by_link
    current = Verdict.objects.filter(insight=insight).first()
    if current is None:
        _create(verdict, by, now)
    else:
        verdict.pk = current.pk
        save_version(verdict, [*FIELDS, "by_link"], expected=expected, by=by, now=now)
    versions.keep(verdict, content(verdict), by=by, now=now)
    audit.record("judged", insight, by=by, now=now, fields=["choice"])
    _settle(insight, verdict, by, now)
    return verdict


def begin_use(now: datetime) -> int:
    """Say "in use" of each lesson whose first day has come; return how many.

    Called each minute; any number of callers at once move each lesson once.
    """
    waiting = Insight.objects.filter(
        state=InsightState.SHARED, verdict__choice__in=TAKEN,
        verdict__first_used_on__lte=now.date(),
    )  # fmt: skip
    return sum(_begin(pk, now) for pk in list(waiting.values_list("pk", flat=True)[:AT_ONCE]))


@transaction.atomic
def _begin(pk, now) -> bool:
    """The verdict is read behind the lesson's lock: it may have changed meanwhile."""
    insight = Insight.objects.select_for_update().get(pk=pk)
    verdict = Verdict.objects.get(insight=pk)
    return _settle(insight, verdict, None, now, why=_("Its first day of use came."))


def _settle(insight, verdict, by, now, why="") -> bool:
    """A lesson is in use as long as its verdict says so, and from that day on (domain 0.37)."""
    state = InsightState.USED if _in_use(verdict, now) else InsightState.SHARED
    if insight.state not in OUT or insight.state == state:
        return False
    states.move(insight, state, moves=INSIGHT_MOVES, by=by, now=now, why=why)
    return True


def _create(verdict, by, now):
    verdict.created_at = verdict.changed_at = now
    verdict.created_by = verdict.changed_by = by
    verdict.save(force_insert=True)


def _in_use(verdict, now) -> bool:
    taken = verdict.choice in TAKEN
    return bool(
        taken and verdict.first_used_on and verdict.first_used_on <= timezone.localdate(now)
    )


def content(verdict: Verdict) -> dict[str, str]:
    """Return a verdict as label to text, what is kept of each change."""
    return {name: str(getattr(verdict, name) or "") for name in FIELDS}


def parts_after(session, person, now: datetime) -> list[Part]:
    """Return the verdicts asked of `person` in the mail after `session` (calendar row 32).

    Only of the side that did not write the lesson; what was answered is not asked.
    """
    seats = [seat for seat in session.partnership.people() if seat.user_id == person.pk]
    if not seats:
        return []
    waiting = Insight.objects.awaiting_verdict().filter(partnership=session.partnership_id)
    waiting = waiting.exclude(side=seats[0].side).order_by("shared_at", "pk")
    return [_part(insight, number, now) for number, insight in enumerate(waiting, 1)]


def _part(insight, number, now) -> Part:
    """The mail names no lesson: what it says is read behind the link."""
    label = _("Lesson %(n)d: say what you make of it") % {"n": number}
    return Part(
        name=f"verdict_{insight.pk.hex}",
        sentence=_("Lesson: %(strategy)s") % {"strategy": insight.strategy},
        link=Link("answer", label, about=insight, until=now + OPEN_FOR),
        url=reverse("insights:verdict", args=[insight.pk]),
    )
