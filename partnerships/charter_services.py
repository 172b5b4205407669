"""The charter: two sides write it, one named person a side signs, an edit clears both."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from foundation import audit, signatures, versions
from foundation.errors import Refused
from foundation.models import Signature, Version
from foundation.stale import save_version

from . import charter_text
from .models import Charter, Partnership, SharingBoundary, Side
from .signed_pages import settle


def text(charter: Charter) -> dict[str, str]:
    """Return the whole text as it stands: what would be signed now."""
    rows = SharingBoundary.objects.filter(partnership=charter.partnership_id, retired_at=None)
    return charter_text.content(charter, rows)


def _locked(charter: Charter) -> Charter:
    """Every edit and every signature takes its turn on the charter's row."""
    return Charter.objects.select_for_update().get(pk=charter.pk)


@transaction.atomic
def edit(
    charter: Charter, fields: list[str], *, expected: int, side: str, by, now: datetime,
    wording_only: bool = False,
) -> int:  # fmt: skip
    """Save `fields` of `charter`; return how many signatures the edit cleared.

    `wording_only` keeps what both sides signed: the other side sees the change and can reopen.
    `side` is the editor's, "" for the facilitator. Raises Stale with both texts, Refused when it
    is over.
    """
    before = text(_open(charter))
    save_version(charter, fields, expected=expected, by=by, now=now)
    return _changed(charter, before, side=side, by=by, now=now, wording_only=wording_only)


def _open(charter: Charter) -> Charter:
    current = _locked(charter)
    if Partnership.objects.get(pk=current.partnership_id).over:
        raise Refused(_("This partnership is over. Its charter stays as it was signed."))
    return current


def _changed(charter, before, *, side, by, now, wording_only=False) -> int:
    after = text(Charter.objects.get(pk=charter.pk))
    if after == before:
        return 0
    versions.keep(charter, after, by=by, now=now, wording_only=wording_only)
    if wording_only and Charter.objects.filter(pk=charter.pk, signed_at__isnull=False).exists():
        _mark(charter, reworded_at=now, reworded_side=side)
        return 0
    return _clear(charter, _("The text changed."), now)


def _clear(charter, because, now) -> int:
    cleared = signatures.clear(charter, because=because, now=now)
    _mark(charter, signed_at=None, reworded_at=None, reworded_side="")
    return cleared


def _mark(charter, **values):
    Charter.objects.filter(pk=charter.pk).update(**values)
    for name, value in values.items():
        setattr(charter, name, value)


@transaction.atomic
def reopen(charter: Charter, *, by, now: datetime) -> int:
    """Say that new wording changes the meaning: both sides sign again. Return what was cleared."""
    current = _open(charter)
    if current.reworded_at is None:
        raise Refused(_("Nothing was reworded since it was signed."))
    audit.record("reopened", current, by=by, now=now)
    return _clear(charter, _("The other side asked to sign the new words."), now)


@transaction.atomic
def sign(charter: Charter, *, side: str, seen: str, by, now: datetime) -> Signature:
    """Sign, for `side`, the words whose digest `by` saw; both sides' signatures settle it.

    Raises Refused when the words changed meanwhile, when a side has not written its benefit
    (domain 0.44), or when the sharing side has not said what may travel (domain 0.58).
    """
    current = _open(charter)
    _require_complete(current)
    content = text(current)
    signature = signatures.sign(current, side=side, content=content, seen=seen, by=by, now=now)
    versions.keep(current, content, by=by, now=now)
    if signature.at == now:
        audit.record("signed", current, by=by, now=now)
    if values := settle(charter, seen):
        _mark(charter, **values)
    return signature


def _require_complete(charter):
    for name in charter_text.BENEFITS.values():
        if not getattr(charter, name).strip():
            raise Refused(_("Each side first writes what it hopes to gain, and reads the other’s."))
    rows = charter.partnership.organizations.filter(side=Side.THOUGHT_PARTNER)
    decided = SharingBoundary.objects.filter(
        partnership=charter.partnership_id,
        organization__in=rows.values("organization"),
        retired_at=None,
        decided_at__isnull=False,
    )
    if not decided.exists():
        raise Refused(_("The side that shares first says what may travel, and how far."))


@transaction.atomic
def save_boundary(
    boundary: SharingBoundary, fields: list[str], *, expected: int, side: str, by, now: datetime
) -> int:
    """Add a boundary or save `fields` of one, as its owner decides; return cleared signatures.

    Raises Stale with both texts, and ValidationError when the material is on the list already.
    """
    charter = Charter.objects.get(partnership=boundary.partnership_id)
    before = text(_open(charter))
    boundary.decided_at, boundary.decided_by = now, by
    boundary.validate_constraints()
    if boundary._state.adding:
        boundary.created_at, boundary.created_by = now, by
        boundary.changed_at, boundary.changed_by = now, by
        boundary.save(force_insert=True)
    else:
        names = [*fields, "decided_at", "decided_by"]
        save_version(boundary, names, expected=expected, by=by, now=now)
    audit.record("decided", boundary, by=by, now=now, fields=fields)
    return _changed(charter, before, side=side, by=by, now=now)


@transaction.atomic
def retire_boundary(boundary: SharingBoundary, *, side: str, by, now: datetime) -> int:
    """Take a boundary off the list; return cleared signatures. What was shared under it stays."""
    charter = Charter.objects.get(partnership=boundary.partnership_id)
    before = text(_open(charter))
    standing = SharingBoundary.objects.filter(pk=boundary.pk, retired_at=None)
    if not standing.update(retired_at=now, changed_at=now, changed_by=by):
        raise Refused(_("This was taken off the list already."))
    audit.record("retired", boundary, by=by, now=now)
    return _changed(charter, before, side=side, by=by, now=now)


@transaction.atomic
def keep_proposed(partnership, organizations, *, by, now: datetime) -> int:
    """Say "these are right" to what the template proposed; return how many were decided.

    The words do not change, so signatures stay.
    """
    _open(partnership.charter)
    rows = SharingBoundary.objects.filter(
        partnership=partnership, organization__in=organizations, retired_at=None, decided_at=None
    )
    decided = rows.update(decided_at=now, decided_by=by, changed_at=now, changed_by=by)
    if decided:
        audit.record("decided", partnership, by=by, now=now, fields=["boundaries"])
    return decided


def last_signed(charter: Charter, side: str) -> dict[str, str]:
    """Return the words that `side` ("" for any side) signed last, or {} when it never did."""
    rows = Signature.objects.about(charter).order_by("-at")
    signature = (rows.filter(side=side) if side else rows).first()
    if signature is None:
        return {}
    for version in Version.objects.about(charter).order_by("-number"):
        if signatures.digest(version.content) == signature.digest:
            return version.content
    return {}


def levels_in_words(boundaries) -> list[tuple[str, int]]:
    """Return (level in words, how many kinds of material) for `boundaries`, widest first."""
    counted = Counter((row.level, row.get_level_display()) for row in boundaries)
    return [(words, n) for (_level, words), n in sorted(counted.items(), reverse=True)]
