"""Turns rules into rows. Any number of planners at once write the same rows as one (trust U5)."""

from datetime import datetime
from itertools import islice

import structlog
from django.db import transaction

from . import outbox, rules
from .models import Message, State

log = structlog.get_logger("seedbed.mail")
CHUNK = 500  # rows
_steps: list = []
FOLLOWS = (
    "rule",  # who was asked and has answered meanwhile gets the mail that asks nothing
    "subject",
    "body",
    "links",
    "minutes",
    "calendar_method",
    "calendar_text",
    "why",
    "expires_at",
    "reply_to_id",  # a hand-over: answers go to who reads them now
)


def each_minute(step) -> None:
    """Register `step(now)` of a higher room, done before the rules are asked; it must be
    idempotent, because any number of planners do it at once."""
    _steps.append(step)


def plan(now: datetime) -> int:
    """Write what the rules want sent until `now + rules.AHEAD`; return how many rows were new.

    What waits already follows its cause: words and moment are brought up to date. A rule that
    fails does not stop the others; at the end all failures are raised as an ExceptionGroup.
    """
    failures = _do_steps(now)
    with rules.one_pass():
        new = _ask_rules(now, failures)
    if failures:
        raise ExceptionGroup("some rules could not say what is due", failures)
    return new


def _ask_rules(now, failures):
    new = 0
    for rule in rules.every():
        try:
            with transaction.atomic():
                new += _plan_rule(rule, now)
        except Exception as error:  # noqa: BLE001 - raised by plan, after the other rules
            log.error("rule_failed", rule=rule.name, error=type(error).__name__)
            failures.append(error)
    return new


def _do_steps(now) -> list[Exception]:
    failures: list[Exception] = []
    for step in _steps:
        try:
            step(now)
        except Exception as error:  # noqa: BLE001 - raised by plan, after the rules
            log.error("step_failed", step=step.__qualname__, error=type(error).__name__)
            failures.append(error)
    return failures


def _plan_rule(rule, now):
    wanted, new = iter(rule.due(now)), 0
    while chunk := list(islice(wanted, CHUNK)):
        fresh = [due for due in chunk if due.expires_at is None or due.expires_at > now]
        rows = {due.key: _row(rule, due, now) for due in fresh}
        known = {row.key: row for row in Message.objects.filter(key__in=rows)}
        missing = [row for key, row in rows.items() if key not in known]
        Message.objects.bulk_create(missing, ignore_conflicts=True)
        new += len(missing)
        for key, row in known.items():
            _follow(row, rows[key], now)
    return new


def _row(rule, due, now):
    return outbox.row_of(
        due, kind=rule.kind, now=now, minutes=rule.minutes + due.minutes, rule=rule.name,
        midweek=rule.midweek,
    )  # fmt: skip


def _follow(known, wanted, now):
    """Bring a row that has not left up to date; its moment only while that still lies ahead."""
    if known.state not in {State.QUEUED, State.HELD}:
        return
    changes = {
        name: getattr(wanted, name)
        for name in FOLLOWS
        if getattr(known, name) != getattr(wanted, name)
    }
    if wanted.planned_for != known.planned_for and wanted.planned_for > now:
        changes |= {
            "planned_for": wanted.planned_for,
            "due_at": wanted.due_at,
            "waits_because": "",
        }
    if changes:
        Message.objects.filter(pk=known.pk, state=known.state).update(**changes)
