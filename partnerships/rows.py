"""Writing one row of the room's pages: new, or the version somebody read."""

from datetime import datetime

from foundation import audit
from foundation.stale import save_version


def authored(by, now: datetime) -> dict:
    """Return who and when for a new row."""
    return {"created_at": now, "created_by": by, "changed_at": now, "changed_by": by}


def write_row(row, fields: list[str], *, expected: int, by, now: datetime) -> None:
    """Add `row`, or save `fields` of it, with its history. Raises Stale with both texts."""
    if row._state.adding:
        for name, value in authored(by, now).items():
            setattr(row, name, value)
        row.save(force_insert=True)
    else:
        save_version(row, fields, expected=expected, by=by, now=now)
    audit.record("wrote", row, by=by, now=now, fields=fields)
