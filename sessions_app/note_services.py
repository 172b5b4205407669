"""The facilitator's own note, what will be true by the end of a session, who keeps its time."""

from datetime import datetime

from django.db import IntegrityError, transaction

from foundation import audit
from foundation.errors import Stale
from foundation.stale import save_version

from .models import Session, SessionNote


@transaction.atomic
def keep_note(session: Session, words: str, *, expected: int, by, now: datetime) -> SessionNote:
    """Save the own note of `by`; nobody else reads it. Raises Stale for another tab's words."""
    note = SessionNote.objects.filter(session=session, created_by=by).first()
    if note is None:
        return _first(session, words, by, now)
    if note.words != words:
        note.words = words
        save_version(note, ["words"], expected=expected, by=by, now=now)
    return note


def _first(session, words, by, now):
    note = SessionNote(
        session=session, words=words, created_at=now, created_by=by, changed_at=now, changed_by=by
    )
    try:
        with transaction.atomic():
            note.save(force_insert=True)
    except IntegrityError:  # two tabs at the same moment
        other = SessionNote.objects.select_related("changed_by").get(session=session, created_by=by)
        label = str(SessionNote._meta.get_field("words").verbose_name).capitalize()
        raise Stale(other, [(label, "words", other.words, words)]) from None
    return note


@transaction.atomic
def say_outcome(session: Session, *, expected: int, by, now: datetime) -> None:
    """Save what will be true by the end. Raises Stale with both texts."""
    save_version(session, ["outcome"], expected=expected, by=by, now=now)
    audit.record("said_outcome", session, by=by, now=now, fields=["outcome"])


@transaction.atomic
def name_timekeeper(session: Session, *, expected: int, by, now: datetime) -> None:
    """Save who keeps the time, or that nobody is named. Raises Stale with both names."""
    save_version(session, ["timekeeper"], expected=expected, by=by, now=now)
    audit.record("named_timekeeper", session, by=by, now=now, fields=["timekeeper"])
