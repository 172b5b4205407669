"""Append-only: who did what to which row. Names of fields, never what they hold."""

from datetime import datetime

from .models import AuditEvent


def record(verb: str, obj, *, by, now: datetime, fields=()) -> AuditEvent:
    """Write one audit row about `obj`; `fields` are names only (trust K35)."""
    return AuditEvent.objects.create(
        verb=verb,
        context_kind=obj._meta.label_lower,
        context_id=obj.pk,
        by=by,
        at=now,
        fields=sorted(fields),
    )
