"""One named person a side signs; an edit clears what was signed and keeps the record."""

import hashlib
import json
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from .errors import Refused
from .models import Signature


def digest(content: dict) -> str:
    """Return the SHA-256 of a document's content, the same for the same words."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def standing(obj):
    """Return the signatures under `obj` that no edit has cleared."""
    return Signature.objects.about(obj).filter(cleared_at=None)


@transaction.atomic
def sign(obj, *, side: str, content: dict, seen: str, by, now: datetime) -> Signature:
    """Sign the words whose digest the person saw; a side that signed these keeps its first name.

    `content` is what stands now: read it under a lock. Raises Refused when it is not what was seen.
    """
    if digest(content) != seen:
        raise Refused(_("The text changed while you were reading. Read it anew, then sign."))
    standing(obj).filter(side=side).exclude(digest=seen).update(
        cleared_at=now, cleared_because=_("The text changed.")
    )
    existing = standing(obj).filter(side=side).first()
    return existing or _sign(obj, side, seen, by, now)


def clear(obj, *, because: str, now: datetime, side: str = "") -> int:
    """Clear the standing signatures under `obj`, or that of one `side` (trust W11).

    Returns how many there were.
    """
    rows = standing(obj).filter(side=side) if side else standing(obj)
    return rows.update(cleared_at=now, cleared_because=because)


def _sign(obj, side, seen, by, now):
    about = {"context_kind": obj._meta.label_lower, "context_id": obj.pk}
    try:
        with transaction.atomic():
            return Signature.objects.create(**about, side=side, by=by, at=now, digest=seen)
    except IntegrityError:  # a colleague was quicker by a moment
        return standing(obj).get(side=side)
