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
    """Return (label, sign, line) for each line that differs; sign is "-" or "+".

    A line without a word is none: whoever reads what changed sees nothing in it.
    """
    rows = []
    for label in dict.fromkeys([*old, *new]):
        before, after = _lines(old.get(label, "")), _lines(new.get(label, ""))
        rows += [(label, *row) for row in _changed(before, after)]
    return rows


def _lines(text):
    return [line for line in text.splitlines() if line.strip()]


def _changed(before, after):
    """Compare lines as wholes: looking inside them would let a long text take minutes."""
    for _tag, i, j, k, m in difflib.SequenceMatcher(None, before, after).get_opcodes():
        if _tag != "equal":
            yield from [("-", line) for line in before[i:j]]
            yield from [("+", line) for line in after[k:m]]
