"""What every page under which both sides sign has in common."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation import signatures
from foundation.models import Signature

from .models import Side


@dataclass(frozen=True)
class SideRow:
    """One side: its name, who may sign for it, its standing signature; its gain on a charter."""

    side: str
    name: str
    signers: list
    signature: Signature | None
    mine: bool
    benefit: str = ""


@dataclass(frozen=True)
class SignedPage:
    """What stands, who signed it; `seen` is the digest of exactly the words on the page."""

    sides: list[SideRow]
    seen: str
    missing: list[str]
    changed: list[tuple[str, str, str]]
    cleared: Signature | None
    heading: str
    may_sign: bool
    may_reopen: bool

    @property
    def mine(self) -> str:
        """The name of the reader's own side, or ""."""
        return own_name(self.sides)


def own_name(sides: Iterable[SideRow]) -> str:
    """Return the name of the reader's own side, or ""."""
    return next((row.name for row in sides if row.mine), "")


def standing_by_side(known: Iterable[Signature]) -> dict[str, Signature]:
    """Return the signatures of `known` that stand, by side."""
    return {row.side: row for row in known if row.cleared_at is None}


def last_cleared(known: list[Signature]) -> Signature | None:
    """Return the newest signature where none stands any more: what ended, and why."""
    return known[0] if known and not standing_by_side(known) else None


def signed_these(signature: Signature | None, text: dict) -> bool:
    """Say whether `signature` stands under exactly `text`."""
    return signature is not None and signature.digest == signatures.digest(text)


def waits_for_a_look(row, partnership, place) -> bool:
    """Say whether new wording of a signed `row` waits for a look of the side of `place`."""
    theirs = row is not None and row.reworded_at is not None and row.reworded_side != place.side
    return bool(theirs and place.side and not partnership.over)


def half_signed(sides: Iterable[SideRow]) -> str:
    """Return the heading while one side has signed and the other has not, else ""."""
    rows = list(sides)
    signed = [row.name for row in rows if row.signature]
    waiting = [row.name for row in rows if not row.signature]
    if not (signed and waiting):
        return ""
    said = {"signed": signed[0], "waiting": waiting[0]}
    return _("%(signed)s has signed. %(waiting)s has not yet.") % said


def settle(row, digest: str) -> dict:
    """Return what changes in a signed `row` once `digest` was signed; {} for nothing.

    With both sides under it, it is signed. A signature that rewording kept counts.
    """
    standing = list(signatures.standing(row))
    values: dict = {}
    if len(standing) == len(Side):
        values["signed_at"] = max(each.at for each in standing)
    if all(each.digest == digest for each in standing):
        values |= {"reworded_at": None, "reworded_side": ""}
    return values


def saved_words(cleared: int) -> str:
    """Return what is said after an edit that ended `cleared` signatures."""
    text = _("Saved. Both sides read the new words now.")
    if not cleared:
        return text
    again = ngettext(
        "The one signature under it ended; both sides sign the new words.",
        "Both signatures under it ended; both sides sign the new words.",
        cleared,
    )
    return f"{text} {again}"
