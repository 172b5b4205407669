"""Goal and objectives: written by both sides, signed by one named person a side."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from foundation import audit, signatures, states, versions
from foundation.errors import Refused
from foundation.models import Signature
from foundation.stale import save_version

from . import plan_text
from .kickoff_services import open_room, require_before_it_stands
from .models import Goal, LearningObjective, Partnership, PlanItem
from .rows import authored
from .signed_pages import settle

State = LearningObjective.State


def text(goal: Goal) -> dict[str, str]:
    """Return the goal with its objectives as it stands: what would be signed now."""
    rows = LearningObjective.objects.filter(partnership=goal.partnership_id)
    return plan_text.content(goal, rows)


def _goal(partnership, by, now) -> Goal:
    """Return the goal's row, made when it is first written; edits and signatures queue on it."""
    open_room(partnership)
    Goal.objects.get_or_create(partnership=partnership, defaults=authored(by, now))
    return Goal.objects.select_for_update().get(partnership=partnership)


@transaction.atomic
def edit_goal(
    goal: Goal, fields: list[str], *, expected: int, side: str, by, now: datetime,
    wording_only: bool = False,
) -> int:  # fmt: skip
    """Save `fields` of `goal` (made here when it is new); return cleared signatures.

    `side` is the editor's, "" for the facilitator. Raises Stale with both texts.
    """
    current = _goal(goal.partnership, by, now)
    before = text(current)
    for name in fields:
        setattr(current, name, getattr(goal, name))
    save_version(current, fields, expected=expected, by=by, now=now)
    audit.record("wrote", current, by=by, now=now, fields=fields)
    return _changed(current, before, side=side, by=by, now=now, wording_only=wording_only)


@transaction.atomic
def save_objective(
    objective: LearningObjective, fields: list[str], *, expected: int, side: str, by,
    now: datetime, wording_only: bool = False, recorded: bool = False,
) -> int:  # fmt: skip
    """Add an objective or save `fields` of one; return cleared signatures.

    `recorded` says that focus_changes.py keeps who and why, as an addition to a plan that stands
    needs. Raises Refused for a fifth (domain 0.65), for one that was judged, and for such an
    addition that nobody records; Stale with both texts.
    """
    goal = _goal(objective.partnership, by, now)
    before = text(goal)
    if objective._state.adding:
        _require_record(goal, recorded)
        objective.order = _free_order(goal)
        for name, value in authored(by, now).items():
            setattr(objective, name, value)
        objective.save(force_insert=True)
    else:
        _require_open(objective)
        save_version(objective, fields, expected=expected, by=by, now=now)
    audit.record("wrote", objective, by=by, now=now, fields=fields)
    return _changed(goal, before, side=side, by=by, now=now, wording_only=wording_only)


@transaction.atomic
def say_use(objective: LearningObjective, *, expected: int, by, now: datetime) -> None:
    """Save where an objective is used, the end of the thread; "" says that it is used nowhere.

    It is no part of what was signed, so both signatures stay. Raises Stale with both texts, Refused
    when the partnership is over.
    """
    open_room(objective.partnership)
    save_version(objective, ["in_use"], expected=expected, by=by, now=now)
    audit.record("wrote", objective, by=by, now=now, fields=["in_use"])


def _require_record(goal, recorded):
    """What comes or goes once the plan stands says who asked and why (domain 0.70)."""
    if not recorded:
        require_before_it_stands(Partnership.objects.get(pk=goal.partnership_id))


def _require_open(objective):
    if LearningObjective.objects.get(pk=objective.pk).state != State.OPEN:
        raise Refused(_("This objective was judged already. It stays as it is."))


def _free_order(goal) -> int:
    rows = LearningObjective.objects.filter(partnership=goal.partnership_id)
    taken = set(rows.exclude(state=State.DROPPED).values_list("order", flat=True))
    free = [n for n in range(1, plan_text.MOST_OBJECTIVES + 1) if n not in taken]
    if not free:
        raise Refused(_("Four objectives are enough. Change one, or take one off first."))
    return free[0]


@transaction.atomic
def drop_objective(
    objective: LearningObjective, *, side: str, by, now: datetime, recorded: bool = False
) -> int:
    """Take an objective off the plan and off the months that served it; return cleared signatures.

    `recorded` as in `save_objective`. Raises Refused when it was judged or dropped already, and
    from a plan that stands while nobody records why.
    """
    goal = _goal(objective.partnership, by, now)
    before = text(goal)
    _require_record(goal, recorded)
    _require_open(objective)
    states.move(
        objective, State.DROPPED, moves=LearningObjective.MOVES, by=by, now=now,
        version=F("version") + 1, changed_at=now, changed_by=by,
    )  # fmt: skip
    PlanItem.objectives.through.objects.filter(learningobjective=objective).delete()
    audit.record("dropped", objective, by=by, now=now)
    return _changed(goal, before, side=side, by=by, now=now)


def _changed(goal, before, *, side, by, now, wording_only=False) -> int:
    after = text(Goal.objects.get(pk=goal.pk))
    if after == before:
        return 0
    versions.keep(goal, after, by=by, now=now, wording_only=wording_only)
    if wording_only and goal.signed_at is not None:
        Goal.objects.filter(pk=goal.pk).update(reworded_at=now, reworded_side=side)
        return 0
    return _clear(goal, _("The text changed."), now)


def _clear(goal, because, now) -> int:
    cleared = signatures.clear(goal, because=because, now=now)
    Goal.objects.filter(pk=goal.pk).update(signed_at=None, reworded_at=None, reworded_side="")
    return cleared


@transaction.atomic
def reopen(partnership, *, by, now: datetime) -> int:
    """Say that new wording changes the meaning: both sides sign again. Return what was cleared."""
    goal = _goal(partnership, by, now)
    if goal.reworded_at is None:
        raise Refused(_("Nothing was reworded since it was signed."))
    audit.record("reopened", goal, by=by, now=now)
    return _clear(goal, _("The other side asked to sign the new words."), now)


@transaction.atomic
def sign(partnership, *, side: str, seen: str, by, now: datetime) -> Signature:
    """Sign, for `side`, the goal with its objectives as `by` saw them (their digest).

    Raises Refused when the words changed meanwhile, without a goal or without an objective.
    """
    goal = _goal(partnership, by, now)
    words = text(goal)
    if not goal.text.strip() or len(words) < len(plan_text.content(None, [])) + 1:
        raise Refused(_("First both sides write the goal and at least one objective."))
    signature = signatures.sign(goal, side=side, content=words, seen=seen, by=by, now=now)
    versions.keep(goal, words, by=by, now=now)
    if signature.at == now:
        audit.record("signed", goal, by=by, now=now)
    if values := settle(goal, seen):
        Goal.objects.filter(pk=goal.pk).update(**values)
    return signature
