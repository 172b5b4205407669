"""The session map: laid once, written month by month, changed in the open afterwards."""

from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils.translation import gettext as _

from foundation import audit
from foundation.errors import Refused
from foundation.stale import save_version

from . import focus_changes, meetings, plan_text
from .kickoff_services import BEFORE_IT_STANDS, open_room
from .models import PlanChange, PlanItem
from .rows import authored

STANDS_AFTER = timedelta(days=7)  # our rule: a week to say no


def may_redraw(partnership) -> bool:
    """Before the monthly sessions the map is written freely; later each change says why."""
    return partnership.phase in BEFORE_IT_STANDS


@transaction.atomic
def lay(partnership, *, by, now: datetime) -> list[PlanItem]:
    """Draw one line a month from the kickoff to the end; return them. Raises Refused if drawn."""
    fresh = open_room(partnership)
    if fresh.session_map.exists():
        raise Refused(_("The map is drawn already. Here it is."))
    starts = meetings.kickoff_day(fresh) or fresh.starts_on
    days = plan_text.months_between(starts, fresh.ends_on)
    rows = [
        PlanItem(partnership=fresh, number=n, month=day, **authored(by, now))
        for n, day in enumerate(days, 1)
    ]
    for before, row in zip(rows, rows[1:], strict=False):
        row.builds_on = before
    for row in rows:
        row.save(force_insert=True)
    audit.record("drew_map", fresh, by=by, now=now)
    return rows


@transaction.atomic
def add_month(partnership, *, by, now: datetime) -> PlanItem:
    """Add the month after the last one. Raises Refused after twelve, or past the end."""
    fresh = open_room(partnership)
    _require_free(fresh)
    last = fresh.session_map.order_by("-number").first()
    month = last.month + relativedelta(months=1) if last else fresh.starts_on.replace(day=1)
    number = last.number + 1 if last else 1
    if number > plan_text.LONGEST or month > fresh.ends_on:
        raise Refused(_("The map ends with the partnership. Change its months instead."))
    row = PlanItem(
        partnership=fresh, number=number, month=month, builds_on=last, **authored(by, now)
    )
    row.save(force_insert=True)
    audit.record("added_month", row, by=by, now=now)
    return row


@transaction.atomic
def drop_month(partnership, *, by, now: datetime) -> None:
    """Take the last month off the map. Raises Refused when its line is written, or none is left."""
    fresh = open_room(partnership)
    _require_free(fresh)
    last = fresh.session_map.order_by("-number").first()
    if last is None or last.accomplish.strip() or last.objectives.exists():
        raise Refused(_("Empty the last month first; what it says would be lost."))
    audit.record("dropped_month", last, by=by, now=now)
    last.delete()


def _require_free(partnership):
    if not may_redraw(partnership):
        raise Refused(_("The map stands. Change a month and say how it advances the goal."))


@transaction.atomic
def write_month(
    item: PlanItem, fields: list[str], objectives, *, expected: int, by, now: datetime
) -> None:
    """Save `fields` of a month and the objectives it serves. Raises Stale, Refused once it stands.

    `objectives` are rows of the same partnership; one session serves one or two (domain 0.65).
    """
    _require_free(open_room(item.partnership))
    _write(item, fields, objectives, expected, by, now)


def _write(item, fields, objectives, expected, by, now):
    save_version(item, fields, expected=expected, by=by, now=now)
    item.objectives.set(objectives)
    audit.record("wrote", item, by=by, now=now, fields=[*fields, "objectives"])


@transaction.atomic
def change(
    item: PlanItem, *, after: str, trigger: str, advances: str, reasoning: str, expected: int,
    by, now: datetime, today,
) -> PlanChange:  # fmt: skip
    """Change what a month should accomplish, in the open; return the record (domain 0.70, 0.72).

    The map shows the new words at once; they stand on the record's date unless a side objects,
    which brings the former words back. `today` is the local date of the person.
    Raises Refused for the same words, ValidationError when it harms the goal without a reason.
    """
    open_room(item.partnership)
    before = PlanItem.objects.get(pk=item.pk).accomplish
    if before == after:
        raise Refused(_("These are the words the map has already. Nothing was changed."))
    row = PlanChange(
        partnership=item.partnership, item=item, before=before, after=after, trigger=trigger,
        advances=advances, reasoning=reasoning, stands_on=today + STANDS_AFTER,
        **authored(by, now),
    )  # fmt: skip
    row.validate_constraints()
    item.accomplish = after
    save_version(item, ["accomplish"], expected=expected, by=by, now=now)
    row.save(force_insert=True)
    audit.record("changed_plan", row, by=by, now=now, fields=["accomplish"])
    return row


@transaction.atomic
def object_to(row: PlanChange, *, side: str, words: str, by, now: datetime, today) -> str:
    """Say no, for `side`, before the change stands; the former words come back.

    Returns the sentence that says what could not come back, "" where all did: the right to object
    never hangs on what was changed since.
    Raises Refused when it stands already, when somebody objected first, or without a reason.
    """
    open_room(row.partnership)
    if not words.strip():
        raise Refused(_("Write in a sentence what speaks against it. Nothing was changed."))
    if today >= row.stands_on or row.objective_id:
        raise Refused(_("This change stands already. Propose a new one instead."))
    said = {"objected_by": side, "objected_at": now, "objection": words, "changed_by": by}
    if not PlanChange.objects.filter(pk=row.pk, objected_by="").update(**said, changed_at=now):
        raise Refused(_("Somebody objected already. The former words are back on the map."))
    stays = _bring_back(row, by, now)
    audit.record("objected", row, by=by, now=now)
    return stays


def _bring_back(row, by, now) -> str:
    """A later change of the same thing stays: only these very words go."""
    if row.area_id:
        return focus_changes.bring_back(row, by, now)
    item = PlanItem.objects.filter(pk=row.item_id, accomplish=row.after).first()
    if item is None:
        return str(focus_changes.CHANGED_SINCE)
    item.accomplish = row.before
    save_version(item, ["accomplish"], expected=item.version, by=by, now=now)
    return ""
