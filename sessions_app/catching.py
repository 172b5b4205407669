"""Catching words while they are said. One hidden id a form: sent twice, or saved while typed, it
is one row; a change of kind moves the words."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.errors import Refused
from partnerships.models import Side

from . import actions, taking_back
from .models import Action, Capture, Decision, NotHere, ParkedItem, Session, SessionState

FORTNIGHT = datetime.timedelta(days=14)
LONGEST_LINE = 400  # characters of a decision, an action, a parked item


@dataclass(frozen=True)
class Key:
    """A kind of words, the key that opens its line and the word on the button."""

    kind: str
    key: str
    label: str | Promise
    model: type
    field: str


KEYS = [
    Key("decision", "D", gettext_lazy("Decision"), Decision, "text"),
    Key("action", "A", gettext_lazy("Action"), Action, "text"),
    Key("insight", "L", gettext_lazy("Lesson"), Capture, "words"),
    Key("quote", "Q", gettext_lazy("Quote"), Capture, "words"),
    Key("parked", "P", gettext_lazy("Park it"), ParkedItem, "text"),
    Key("not_here", "H", gettext_lazy("Not here"), NotHere, "idea"),
    Key("condition", "W", gettext_lazy("What would have to be true here?"), Capture, "words"),
]
BY_KIND = {key.kind: key for key in KEYS}
SAID = {  # what a row is called in a list
    "decision": gettext_lazy("Decision"), "action": gettext_lazy("Action"),
    "insight": gettext_lazy("Lesson"), "quote": gettext_lazy("Quote"),
    "question": gettext_lazy("Question"), "parked": gettext_lazy("Parked"),
    "not_here": gettext_lazy("Not here"),
    "condition": gettext_lazy("What would have to be true"),
}  # fmt: skip
MODELS = (Decision, Action, ParkedItem, NotHere, Capture)


@dataclass(frozen=True)
class Caught:
    """One row of what was caught."""

    kind: str
    pk: uuid.UUID
    words: str
    side: str
    at: datetime.datetime

    @property
    def label(self) -> str:
        return str(SAID[self.kind])


def everything(rows) -> list[Caught]:
    """Return what was caught among the rows of `wrapup.gather`, the newest first."""
    found = [Caught(r.what, r.pk, r.words, r.word, r.at) for r in rows.of(*SAID)]
    return found[::-1]


def may_catch(session: Session, now: datetime.datetime) -> bool:
    """Say whether words may still be caught: from an hour before until the notes went."""
    begun = session.starts_at - datetime.timedelta(hours=1) <= now
    return begun and (session.ahead or session.state == SessionState.HELD)


def require_open(session: Session, now: datetime.datetime) -> None:
    """Raise Refused unless words may still be caught."""
    if not may_catch(session, now):
        raise Refused(_("The notes of this session went out. Change them on their page."))


@transaction.atomic
def keep(
    session: Session,
    kind: str,
    words: str,
    *,
    key: uuid.UUID,
    owner=None,
    due_on=None,
    side="",
    by,
    now: datetime.datetime,
) -> None:
    """Save `words` as a row of `kind` with the id `key`; saved again, it is the same row.

    Empty words take it back. An action without a name stays with `by`, without a date until the
    next session; a "not here" of no side is about the partner's setting. Raises Refused for an
    unknown kind, too long a line, after the notes went, or for words that somebody writes on.
    """  # fmt: skip
    if kind not in BY_KIND:
        raise Refused(_("Choose what it is: a decision, an action, a lesson. Nothing was lost."))
    require_open(session, now)
    of = BY_KIND[kind]
    if of.model is not Capture and len(words) > LONGEST_LINE:
        raise Refused(_("Keep it under 400 characters; longer words fit into a lesson."))
    _take_back(session, key, by, spare=of.model if words.strip() else None)
    if words.strip():
        _put(session, of, words, key, owner or by, due_on, side, by, now)


def _take_back(session, key, by, spare):
    for model in MODELS:
        if model is not spare:
            rows = model.objects.filter(pk=key, session=session, created_by=by)
            if model is Capture:
                taking_back.tell(rows)
            rows.delete()


def _put(session, of, words, key, owner, due_on, side, by, now):
    values = {of.field: words, "changed_at": now, "changed_by": by}
    if of.model is Action:
        values |= {
            "owner": owner, "side": actions.side_of(owner, session),
            "due_on": due_on or default_due(session), "partnership_id": session.partnership_id,
        }  # fmt: skip
    if of.model is Capture:
        values |= {"kind": of.kind, "side": side}
    if of.model is NotHere:
        values |= {"side": side or Side.PARTNER}
    own = Q(pk=key, session=session, created_by=by)
    if of.model.objects.filter(own).update(**values, version=F("version") + 1):
        return
    row = of.model(pk=key, session=session, created_at=now, created_by=by, **values)
    row.clean_fields(exclude=["session", "owner", "partnership", "created_by", "changed_by"])
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # the same press at the same moment, or an id of somebody else's
        of.model.objects.filter(own).update(**values)


def default_due(session: Session) -> datetime.date:
    """Return the date a promise gets when none is said: the next session, else in two weeks."""
    following = session.partnership.sessions.to_come(session.ends_at).exclude(pk=session.pk)
    day = following.values_list("local_date", flat=True).first()
    return day or session.local_date + FORTNIGHT
