"""One named person a side signs; an edit clears what was signed and keeps the record."""

import hashlib
import json
from datetime import datetime

from django.db import transaction
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
    """Sign the words whose digest the person saw. Raises Refused when they changed since."""
    if digest(content) != seen:
        raise Refused(_("The text changed while you were reading. Here it is as it stands now."))
    existing = standing(obj).filter(side=side).first()
    if existing:
        return existing
    return Signature.objects.create(
        context_kind=obj._meta.label_lower,
        context_id=obj.pk,
        side=side,
        by=by,
        at=now,
        digest=seen,
    )


def clear(obj, *, because: str, now: datetime) -> int:
    """Clear the standing signatures under `obj`; return how many there were (trust W11)."""
    return standing(obj).update(cleared_at=now, cleared_because=because)
