"""Snapshots of a shared document, and the difference between two of them."""

import difflib
from datetime import datetime

from django.db import transaction

from .models import Version


@transaction.atomic
def keep(obj, content: dict, *, by, now: datetime, wording_only: bool = False) -> Version:
    """Keep `content` (label to text) as the next version of `obj`; the same words keep none."""
    last = latest(obj)
    if last and last.content == content:
        return last
    return Version.objects.create(
        context_kind=obj._meta.label_lower,
        context_id=obj.pk,
        number=(last.number if last else 0) + 1,
        content=content,
        by=by,
        at=now,
        wording_only=wording_only,
    )


def latest(obj) -> Version | None:
    """Return the newest version of `obj`, or None."""
    return Version.objects.about(obj).order_by("-number").first()


def difference(old: dict, new: dict) -> list[tuple[str, str, str]]:
    """Return (label, sign, line) for each line that differs; sign is "-" or "+"."""
    rows = []
    for label in dict.fromkeys([*old, *new]):
        before, after = old.get(label, "").splitlines(), new.get(label, "").splitlines()
        for line in difflib.ndiff(before, after):
            if line[0] in "-+":
                rows.append((label, line[0], line[2:]))
    return rows
