"""What happens to a lesson: written, completed, approved, shared, no longer current."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from foundation import audit, states
from foundation.errors import AlreadyMoved, Refused
from foundation.stale import save_version

from .checking import travel_problem
from .models import INSIGHT_MOVES, OUT, Insight, InsightState, Level

WORDS = {
    "kind", "strategy", "example", "setting", "must_hold", "may_vary", "failed_where", "buy_in",
    "for_them", "evidence", "confidence", "boundary",
}  # fmt: skip


@transaction.atomic
def write(insight: Insight, *, by, now: datetime) -> Insight:
    """Keep a new lesson of the side named in it. Raises Refused above its boundary."""
    _require_travel(insight)
    insight.created_at = insight.changed_at = now
    insight.created_by = insight.changed_by = by
    insight.save(force_insert=True)
    _settle(insight, by, now)
    return insight


@transaction.atomic
def edit(insight: Insight, fields: list[str], *, expected: int, by, now: datetime) -> bool:
    """Save `fields`; return whether its leader's approval ended, because the words changed.

    Raises Stale with both texts, Refused above its boundary or when a shared lesson would lose one
    of its three things.
    """
    _require_travel(insight)
    standing = Insight.objects.select_for_update().get(pk=insight.pk)
    if standing.state in OUT and not (insight.has_three and insight.level):
        raise Refused(
            _("The other side has this lesson. Leave what to do, a case, its setting and a level.")
        )
    _settle(insight, by, now, down_only=True)
    save_version(insight, fields, expected=expected, by=by, now=now)
    insight.refresh_from_db()
    ended = bool(insight.approved_at and WORDS & set(fields))
    if ended:
        _set(insight, approved_at=None, approved_by=None, approved_level=None)
    _settle(insight, by, now)
    return ended


def _require_travel(insight):
    if problem := travel_problem(insight):
        raise Refused(problem)


def _settle(insight, by, now, *, down_only=False):
    """A draft with its three things is complete; a complete one that loses one is a draft."""
    if down_only and insight.has_three:
        return
    steps = {
        (InsightState.DRAFT, True): (InsightState.COMPLETE, now),
        (InsightState.COMPLETE, False): (InsightState.DRAFT, None),
    }
    if step := steps.get((insight.state, insight.has_three)):
        new, at = step
        states.move(insight, new, moves=INSIGHT_MOVES, by=by, now=now, completed_at=at)


def _set(insight, **values):
    Insight.objects.filter(pk=insight.pk).update(**values)
    for name, value in values.items():
        setattr(insight, name, value)


@transaction.atomic
def approve(insight: Insight, *, expected: int, by, now: datetime) -> None:
    """Let it travel as far as it says (calendar row 49), by a decision maker of its own side.

    Raises Refused when somebody changed it meanwhile, and above its boundary.
    """
    current = (
        Insight.objects.select_for_update(of=("self",))
        .select_related("boundary")
        .get(pk=insight.pk)
    )
    if current.version != expected:
        raise Refused(_("The lesson changed while you were reading. Read it again first."))
    if current.level == Level.L0 or not current.has_three:
        raise Refused(_("There is nothing to decide yet: it is a draft, or it stays with you."))
    _require_travel(current)
    _set(insight, approved_at=now, approved_by=by, approved_level=current.level)
    audit.record("approved", insight, by=by, now=now, fields=["level"])


@transaction.atomic
def share(insight: Insight, *, by, now: datetime) -> None:
    """Put it before the other side, which gives its verdict. Raises Refused, AlreadyMoved."""
    current = Insight.objects.select_related("boundary").get(pk=insight.pk)
    if current.level == Level.L0:
        raise Refused(
            _("This lesson is marked as not shareable. Its side can change how far it travels.")
        )
    _require_travel(current)
    if current.state != InsightState.COMPLETE:  # from "in use" only a verdict leads back
        raise AlreadyMoved
    states.move(
        insight, InsightState.SHARED, moves=INSIGHT_MOVES, by=by, now=now, shared_at=now
    )  # fmt: skip


@transaction.atomic
def retire(insight: Insight, *, why: str, by, now: datetime, newer: Insight | None = None) -> None:
    """Say that it no longer holds, or that `newer` takes its place (domain 4.12)."""
    if newer and (newer.pk == insight.pk or newer.partnership_id != insight.partnership_id):
        raise AlreadyMoved
    states.move(
        insight, InsightState.SUPERSEDED, moves=INSIGHT_MOVES, by=by, now=now, why=why,
        superseded_by=newer,
    )  # fmt: skip
