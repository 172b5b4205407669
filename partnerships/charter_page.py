"""What the charter's page tells: what stands, who signed it, what changed since."""

from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from foundation import signatures
from foundation.fields import PairsField
from foundation.models import Signature, Version

from . import charter_text, leader_services, permissions
from .models import Side
from .signed_pages import (
    SideRow,
    SignedPage,
    half_signed,
    last_cleared,
    signed_these,
    standing_by_side,
    waits_for_a_look,
)


@dataclass(frozen=True)
class CharterPage(SignedPage):
    """All that charter.html shows."""

    sections: list[tuple[str, str]]
    statements: list[leader_services.Said]


def charter_page(partnership, user) -> CharterPage:
    """Return the page of a partnership loaded with `with_room()`, for `user`; one query."""
    charter, place = partnership.charter, permissions.place_of(user, partnership)
    text = charter_text.content(charter, partnership.shared())
    given = _signatures(charter)
    known = [row for row in given if row.context_kind != leader_services.KIND]
    standing = standing_by_side(known)
    sides = [_side(partnership, side, standing.get(side), place) for side in permissions.SIDES]
    missing = _missing(partnership, sides)
    may_sign = permissions.may_sign_charter(user, partnership) and not missing
    return CharterPage(
        sides=sides,
        sections=[
            (charter_text.heading(name, {}), getattr(charter, name))
            for name in charter_text.COMMON
            if getattr(charter, name).strip()
        ],
        seen=signatures.digest(text),
        missing=missing,
        changed=_changed(partnership, known, place, text),
        cleared=last_cleared(known),
        heading=_heading(sides, missing),
        may_sign=may_sign and not signed_these(standing.get(place.side), text),
        may_reopen=may_reopen(partnership, place),
        statements=leader_services.statements(partnership, given),
    )


def may_reopen(partnership, place) -> bool:
    """Say whether new wording waits for a look of the side of `place`."""
    return waits_for_a_look(partnership.charter, partnership, place)


def _side(partnership, side, signature, place):
    return SideRow(
        side=side,
        name=partnership.lead(side).said,
        benefit=getattr(partnership.charter, charter_text.BENEFITS[side]),
        signers=[entry for entry in partnership.people(side) if entry.decides],
        signature=signature,
        mine=side == place.side,
    )


def _missing(partnership, sides) -> list[str]:
    """Tell what has to be there before anybody can sign."""
    sentences = [
        _("%(name)s has not written yet what it hopes to gain.") % {"name": row.name}
        for row in sides
        if not row.benefit.strip()
    ]
    if not any(row.decided_at for row in partnership.shared(Side.THOUGHT_PARTNER)):
        name = partnership.lead(Side.THOUGHT_PARTNER).said
        sentences.append(_("%(name)s has not looked over what may be shared.") % {"name": name})
    return sentences


def _changed(partnership, known, place, text):
    """Compare with what the reader's side signed last; for the facilitator, any side."""
    mine = [row for row in known if place.side in ("", row.side)]
    if not mine or signed_these(mine[0], text):
        return []
    names = {row.side: row.organization.said for row in partnership.organizations.all()}
    names |= {
        str(row.organization_id): row.organization.said for row in partnership.organizations.all()
    }
    signed = mine[0].content or {}
    if signatures.digest(signed) != mine[0].digest:
        return []
    return charter_text.changes(signed, text, names)


def _signatures(charter) -> list[Signature]:
    """Return all signatures under `charter` and its leader's statements, newest first.

    Each brings the `content` that was signed, a statement's its `key` and `words`.
    """
    kept = Version.objects.about(charter).filter(at__lte=OuterRef("at")).order_by("-number")
    own = Q(context_kind=charter._meta.label_lower, context_id=charter.pk)
    rows = Signature.objects.filter(own | leader_services.under(charter.partnership_id))
    rows = leader_services.with_statement(rows)
    rows = rows.annotate(content=Subquery(kept.values("content")[:1], output_field=PairsField()))
    return list(rows.order_by("-at", "-cleared_at"))


def _heading(sides, missing) -> str:
    if all(row.signature for row in sides):
        return _("Both sides have signed this charter")
    writing, ready = _("This charter is still being written"), _("This charter can be signed")
    return half_signed(sides) or (writing if missing else ready)
