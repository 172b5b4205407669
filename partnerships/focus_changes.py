"""Changes of focus areas and objectives once the plan stands: in the open, with their history."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import audit, versions
from foundation.errors import Refused
from foundation.models import Version
from foundation.stale import save_version

from . import plan_services
from .kickoff_services import closed, open_room, require_choosable
from .models import FocusArea, LearningObjective, PlanChange
from .plan_text import MOST_FOCUS_AREAS
from .rows import authored

WORDS = ("need", "can_show")
SAME_WORDS = gettext_lazy("These are the words the plan has already. Nothing was changed.")
CHANGED_SINCE = gettext_lazy("It was changed once more since, and those words stay.")


def told(area: FocusArea) -> str:
    """Return a focus area as the record of a change tells it, one line each."""
    state = _("We work on it.") if area.chosen else _("On the list.")
    return "\n".join([area.need, area.can_show, state])


def _content(area) -> dict:
    words = {name: getattr(area, name) for name in WORDS}
    return {**words, "chosen": "yes" if area.chosen else "", "told": told(area)}


@transaction.atomic
def change_focus(
    area: FocusArea, *, expected: int, said: dict, stands_on, by, now: datetime
) -> PlanChange:
    """Change the words of a focus area, or whether it is worked on; return the record (0.70).

    `area` carries the new values, `said` the trigger, what it does for the goal, and why. The
    new words show at once and stand on `stands_on` unless a side objects. Raises Refused for the
    same words, for a fourth area, for closed material and for letting the last one go; Stale.
    """
    open_room(area.partnership)
    former = FocusArea.objects.get(pk=area.pk)
    before = told(former)
    if told(area) == before:
        raise Refused(str(SAME_WORDS))
    versions.keep(area, _content(former), by=former.changed_by, now=now)
    _save(area, former, expected, by, now)
    versions.keep(area, _content(area), by=by, now=now)
    row = PlanChange(
        partnership=area.partnership, area=area, before=before, after=told(area),
        stands_on=stands_on, **said, **authored(by, now),
    )  # fmt: skip
    row.validate_constraints()
    row.save(force_insert=True)
    audit.record("changed_plan", row, by=by, now=now, fields=[*WORDS, "chosen"])
    return row


def _save(area, former, expected, by, now):
    if area.chosen and not former.chosen:
        require_choosable(area)
        area.order = _free(area)
    if former.chosen and not area.chosen:
        _require_another(area)
    save_version(area, [*WORDS, "chosen", "order"], expected=expected, by=by, now=now)


def _chosen(area):
    return FocusArea.objects.filter(partnership=area.partnership_id, chosen=True)


def _others(area):
    return _chosen(area).exclude(pk=area.pk)


def _free_orders(area) -> list[int]:
    taken = set(_chosen(area).values_list("order", flat=True))
    return [n for n in range(1, MOST_FOCUS_AREAS + 1) if n not in taken]


def _free(area) -> int:
    free = _free_orders(area)
    if not free:
        raise Refused(_("Three focus areas are chosen. Let one go first; it stays on the list."))
    return free[0]


def _require_another(area):
    if not _others(area).exists():
        raise Refused(_("One focus area stays. Choose another first, then let this one go."))


def bring_back(change: PlanChange, by, now: datetime) -> str:
    """Give a focus area its former words back, unless a later change came; called in a change.

    Whether it is worked on comes back only where that fits what was chosen since (domain 0.52,
    0.58). Returns the sentence that says what did not come back, "" where all did.
    """
    area = FocusArea.objects.get(changes=change)
    if told(area) != change.after:
        return str(CHANGED_SINCE)
    kept = Version.objects.about(area).order_by("-number")
    former = next(row.content for row in kept if row.content["told"] == change.before)
    current, area.need, area.can_show = area.version, former["need"], former["can_show"]
    stays = _choose_as_before(area, bool(former["chosen"]))
    save_version(area, [*WORDS, "chosen", "order"], expected=current, by=by, now=now)
    versions.keep(area, _content(area), by=by, now=now)
    return stays


def _choose_as_before(area, chosen: bool) -> str:
    """Set the former choice; return why it stays as it is by now, or ""."""
    if chosen == area.chosen:
        return ""
    if not chosen:
        if not _others(area).exists():
            return _("It is the only one that is chosen by now, so you go on working on it.")
    elif closed(area):
        return _("What it rests on is not shared any more, so it stays on the list.")
    elif not (free := _free_orders(area)):
        return _("Three focus areas are chosen by now, so it stays on the list.")
    else:
        area.order = free[0]
    area.chosen = chosen
    return ""


@transaction.atomic
def change_objective(
    objective: LearningObjective, fields: list[str], *, expected: int, side: str, said: dict,
    stands_on, by, now: datetime,
) -> int:  # fmt: skip
    """Change an objective of a plan that stands, and record why; return cleared signatures.

    Both sides sign the new words, so nobody objects to the record: `stands_on` is its day.
    Raises Refused when it was judged or when nothing changes, Stale with both texts.
    """
    if not fields:
        raise Refused(str(SAME_WORDS))
    before = _with_changed(LearningObjective.objects.get(pk=objective.pk), fields)
    cleared = plan_services.save_objective(
        objective, fields, expected=expected, side=side, by=by, now=now
    )
    told = {"before": before, "after": _with_changed(objective, fields), **said}
    _record(objective, {**told, "stands_on": stands_on}, fields, by, now)
    return cleared


def _with_changed(objective, fields) -> str:
    """Return the sentence, and what changed of an objective that is not in it, one line each."""
    rest = {
        "short": objective.short,
        "measure": objective.measure,
        "focus_area": objective.focus_area.need if objective.focus_area else "",
    }
    changed = [words for name, words in rest.items() if name in fields]
    return "\n".join(filter(None, [objective.sentence, *changed]))


@transaction.atomic
def add_objective(
    objective: LearningObjective, fields: list[str], *, side: str, said: dict, stands_on, by,
    now: datetime,
) -> int:  # fmt: skip
    """Add an objective to a plan that stands, and record why; return cleared signatures.

    Raises Refused for a fifth (domain 0.65), and where it does not advance the goal without a why.
    """
    cleared = plan_services.save_objective(
        objective, fields, expected=0, side=side, by=by, now=now, recorded=True
    )
    told = {"before": "", "after": objective.sentence, "stands_on": stands_on, **said}
    _record(objective, told, fields, by, now)
    return cleared


@transaction.atomic
def drop_objective(
    objective: LearningObjective, *, side: str, said: dict, stands_on, by, now: datetime
) -> int:
    """Take an objective off a plan that stands, and record why; return cleared signatures.

    The record keeps its words and the months that served it. Raises Refused when it was judged or
    dropped already.
    """
    before = _with_months(objective)
    cleared = plan_services.drop_objective(objective, side=side, by=by, now=now, recorded=True)
    told = {"before": before, "after": _("Off the plan."), "stands_on": stands_on, **said}
    _record(objective, told, ["state"], by, now)
    return cleared


def _with_months(objective) -> str:
    months = objective.plan_items.order_by("number").values_list("number", flat=True)
    served = [_("Session %(n)s") % {"n": number} for number in months]
    return "\n".join([objective.sentence, ", ".join(served)]).rstrip()


def _record(objective, told, fields, by, now):
    row = PlanChange(
        partnership=objective.partnership, objective=objective, **told, **authored(by, now)
    )
    row.validate_constraints()
    row.save(force_insert=True)
    audit.record("changed_plan", row, by=by, now=now, fields=fields)
