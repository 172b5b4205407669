"""What the leader of the sharing side says in the charter: three things, each dated and signed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from foundation import audit, signatures, versions
from foundation.errors import Refused
from foundation.models import Signature

from . import charter_text
from .kickoff_services import open_room
from .models import LeaderStatement, SharingBoundary, Side
from .rows import authored

Key = LeaderStatement.Key


@dataclass(frozen=True)
class Said:
    """One of the three: its heading, its words, who stands under it; `moved`: the list changed."""

    key: str
    heading: str
    words: str
    signature: Signature | None
    moved: bool


def starting_words(partnership) -> dict[str, str]:
    """Return the words each statement starts from, by key; the leader changes what does not fit."""
    day = date_format(partnership.ends_on, "j F Y")
    return {
        Key.EMPOWER: _(
            "Our people take part in their work time. They say what worked and what did not,"
            " without asking me first."
        ),
        Key.CLARITY: _(
            "The list of what may be shared says which material, and in how much detail. About"
            " anything else our people ask me, and I answer within a week."
        ),
        Key.COMMIT: _(
            "We stand by this partnership until %(day)s. Should somebody leave, I name the next"
            " person within a week."
        )
        % {"day": day},
    }


def content(key: str, words: str, boundaries) -> dict[str, str]:
    """Return what is signed under one statement: its words; with clarity, the list as it stands."""
    if key != Key.CLARITY:
        return {"words": words}
    return {"words": words, **charter_text.shared(boundaries)}


KIND = LeaderStatement._meta.label_lower


def under(partnership_id) -> Q:
    """Return the condition for signatures under the statements of a partnership."""
    rows = LeaderStatement.objects.filter(partnership=partnership_id)
    return Q(context_kind=KIND, context_id__in=rows.values("pk"))


def statements(partnership, given: list[Signature] | None = None) -> list[Said]:
    """Return the three of a partnership loaded with `with_room()`; one query.

    None, if the signatures were loaded already: `given`, with `under` and `with_statement`.
    """
    if given is None:
        given = list(with_statement(Signature.objects.filter(under(partnership.pk))))
    rows: list[Any] = [row for row in given if row.context_kind == KIND and not row.cleared_at]
    standing = {row.key: row for row in rows}
    shared = partnership.shared()
    return [_said(key, standing.get(key.value), shared) for key in Key]


def with_statement(signatures_):
    """Annotate signatures with the `key` and `words` of the statement they stand under."""
    rows = LeaderStatement.objects.filter(pk=OuterRef("context_id"))
    return signatures_.select_related("by").annotate(
        key=Subquery(rows.values("key")[:1]), words=Subquery(rows.values("words")[:1])
    )


def _said(key, given, shared) -> Said:
    words = given.words if given else ""
    moved = given is not None and given.digest != signatures.digest(content(key, words, shared))
    return Said(key.value, str(key.label), words, given, moved)


def seen(said: list[Said], boundaries) -> str:
    """Return the digest of what a leader has before their eyes: the three, and the list."""
    words = {row.key: row.words for row in said}
    return signatures.digest({**words, **charter_text.shared(boundaries)})


@transaction.atomic
def say(partnership, words: dict[str, str], *, seen_digest: str, by, now: datetime) -> int:
    """Put the name of `by` under each statement with words; return how many are new or changed.

    An emptied statement loses its signature and keeps its history. Raises Refused when the three
    or the list of what may be shared changed since the page was read.
    """
    open_room(partnership)
    boundaries = list(SharingBoundary.objects.filter(partnership=partnership, retired_at=None))
    if seen(statements(partnership), boundaries) != seen_digest:
        raise Refused(_("The text changed while you were reading. Read it anew, then sign."))
    return sum(_say(partnership, key, words[key], boundaries, by, now) for key in Key)


def _say(partnership, key, words, boundaries, by, now) -> bool:
    row = LeaderStatement.objects.filter(partnership=partnership, key=key).first()
    if row is None:
        if not words.strip():
            return False
        row = LeaderStatement(partnership=partnership, key=key, words=words, **authored(by, now))
        row.save(force_insert=True)
    if row.words != words:
        LeaderStatement.objects.filter(pk=row.pk).update(
            words=words, version=row.version + 1, changed_at=now, changed_by=by
        )
        signatures.clear(row, because=_("The text changed."), now=now)
    return _sign(row, content(key, words, boundaries), by, now) if words.strip() else False


def _sign(row, text, by, now) -> bool:
    digest = signatures.digest(text)
    given = signatures.sign(
        row, side=Side.THOUGHT_PARTNER, content=text, seen=digest, by=by, now=now
    )
    versions.keep(row, text, by=by, now=now)
    if given.at == now:
        audit.record("signed", row, by=by, now=now)
    return given.at == now
