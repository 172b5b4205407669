"""The page after a session: everything is there already, one press sends the notes.

Notes stand on a date unless somebody changes them (design, mechanism 3). Rows: domain 0.14, 2.15.
"""

import datetime
import uuid
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import BooleanField, CharField, DateField, F, TextField, UUIDField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from foundation import audit, states, versions
from foundation.errors import AlreadyMoved, Refused
from foundation.stale import save_version

from . import actions, after, catching, live
from .models import (
    SESSION_MOVES,
    Action,
    Attendance,
    Capture,
    ContextUpdate,
    Decision,
    NotHere,
    ParkedItem,
    Session,
    SessionNote,
    SessionState,
)

STANDS_AFTER = datetime.timedelta(days=7)  # domain 3, row 30: silent is agreed after a week
TYPES: dict[str, Any] = {  # in the order of Row
    "person": UUIDField(), "word": CharField(), "day": DateField(), "yes": BooleanField(),
    "also": BooleanField(), "serves": UUIDField(), "line": CharField(),
}  # fmt: skip
OWN = {"note", "thought"}  # rows that their writer alone reads
BLANKS = {"decision": 2, "action": 2, "parked": 1, "not_here": 1}  # empty lines to write into


@dataclass(frozen=True)
class Row:
    """One row of what a session left, as the page reads it."""

    what: str
    pk: uuid.UUID
    words: str
    person: uuid.UUID | None
    word: str  # side, destination or state
    day: datetime.date | None
    yes: bool | None
    also: bool | None
    serves: uuid.UUID | None  # the objective
    line: str  # a second line: the focus check
    at: datetime.datetime


@dataclass
class Gathered:
    """All rows of one session by kind, in the order they were made."""

    rows: list[Row] = field(default_factory=list)

    def of(self, *kinds) -> list[Row]:
        return [row for row in self.rows if row.what in kinds]

    @property
    def lessons(self) -> list[Row]:
        """Lessons, quotes, questions and conditions."""
        return self.of(*Capture.Kind.values)

    @property
    def came(self) -> set:
        return {row.person for row in self.of("attendance") if row.yes}


def gather(session: Session, user) -> Gathered:
    """Return what `user` may read of what the session left (None: nobody's own); one query.

    Of the own notes theirs alone; a “not here” is the facilitator's until the notes went, as in
    `NotHere.objects.visible_to` (matrix row 375).
    """
    none = dict.fromkeys(("person", "day", "yes", "also", "serves")) | {"word": "", "line": ""}
    parts = [
        _part(Decision, "decision", "text", none | _f(serves="objective_id")),
        _part(
            Action, "action", "text",
            none | _f(person="owner_id", word="state", day="due_on", serves="objective_id"),
        ),
        _part(ParkedItem, "parked", "text", none | _f(word="destination")),
        _part(Capture, F("kind"), "words", none | _f(word="side")),
        _part(
            ContextUpdate, "update", "words",
            none | _f(word="side", yes="changes_plan", person="created_by_id"),
        ),
        _part(NotHere, "not_here", "idea", none | _f(word="side")),
        _part(
            SessionNote, "note", "words",
            none | _f(person="created_by_id", yes="drifted", line="focus"),
        ),
        _part(SessionNote, "thought", "shifted", none | _f(person="created_by_id", line="stuck")),
    ]  # fmt: skip
    people = Attendance.objects.annotate(at=F("session__starts_at"))
    parts.append(
        _part(
            people, "attendance", "answer",
            none | _f(person="user_id", word="side", yes="came", also="spoke"), at="at",
        )
    )  # fmt: skip
    chosen = [part.filter(session=session) for part in parts]
    rows = [Row(*row) for row in chosen[0].union(*chosen[1:], all=True)]
    own = user.pk if user else None
    held_back = session.notes_sent_at is None and own != session.partnership.facilitator_id
    kept = {"not_here"} if held_back else set()
    mine = [
        row for row in rows if row.what not in kept and (row.what not in OWN or row.person == own)
    ]
    return Gathered(sorted(mine, key=lambda row: (row.at, row.pk)))


def _f(**names):
    return {name: F(column) for name, column in names.items()}


def _part(model, what, words, columns, at="created_at"):
    rows = model if hasattr(model, "annotate") else model.objects
    what = what if isinstance(what, F) else Value(what)
    also = {
        f"c_{name}": Cast(v if isinstance(v, F) else Value(v), TYPES[name])
        for name, v in ((name, columns[name]) for name in TYPES)
    }
    named = rows.annotate(
        c_what=Cast(what, CharField()), c_words=Cast(F(words), TextField()), **also
    )
    order = [f"c_{name}" for name in TYPES]
    return named.order_by().values_list("c_what", "pk", "c_words", *order, at)


def due(session: Session, now: datetime.datetime) -> bool:
    """Say whether the page is there to write: it has begun, and the notes have not gone."""
    return session.state == SessionState.HELD or (session.ahead and session.starts_at <= now)


def first_words(session: Session) -> str:
    """Return what the notes say first: what stands, else what was to be true by the end."""
    if session.notes or not session.outcome:
        return session.notes
    return _("We came together for this: %(outcome)s.") % {"outcome": session.outcome.rstrip(".")}


@transaction.atomic
def keep(session: Session, given: dict, *, expected: int, by, now: datetime.datetime) -> None:
    """Save the page as written. `given` is what `WrapUpForm.given` returns.

    Raises Stale with both texts when another tab was quicker, Refused once the notes went.
    """
    fresh = Session.objects.select_for_update().get(pk=session.pk)
    if not due(fresh, now):
        raise AlreadyMoved
    session.notes = given["notes"]
    save_version(session, ["notes"], expected=expected, by=by, now=now)
    catching.tick(session, given["came"], given["spoke"])
    _own_note(session, given, by, now)
    for row in given["updates"]:
        _save(session, ContextUpdate, row, by, now, side="partner")
    for row in given["decisions"]:
        _save(session, Decision, row, by, now)
    for row in given["parked"]:
        _save(session, ParkedItem, row, by, now)
    for row in given["not_here"]:
        _save(session, NotHere, row, by, now)
    for row in given["actions"]:
        _save_action(session, row, by, now)


def _save(session, model, row, by, now, **new):
    """Write one line: `pk` None makes a row, empty words take an old one out."""
    values = {k: v for k, v in row.items() if k != "pk"} | {"changed_at": now, "changed_by": by}
    words = next(values[name] for name in ("text", "words", "idea") if name in values) or ""
    if row["pk"]:
        mine = model.objects.filter(pk=row["pk"], session=session)
        if words.strip():
            mine.update(**values, version=F("version") + 1)
        else:
            mine.delete()
    elif words.strip():
        made = model(session=session, created_at=now, created_by=by, **{**new, **values})
        made.save(force_insert=True)


def _save_action(session, row, by, now):
    owner = row["owner"] or by
    row = {
        **row, "owner": owner, "side": actions.side_of(owner, session),
        "due_on": row["due_on"] or catching.default_due(session),
    }  # fmt: skip
    _save(session, Action, row, by, now, partnership_id=session.partnership_id)


def _own_note(session, given, by, now):
    values = {
        "words": given["own"], "focus": given["focus"], "drifted": given["drifted"],
        "shifted": given["shifted"], "stuck": given["stuck"],
        "changed_at": now, "changed_by": by,
    }  # fmt: skip
    SessionNote.objects.update_or_create(
        session=session, created_by=by, defaults=values,
        create_defaults={**values, "created_at": now, "created_by": by},
    )  # fmt: skip


@transaction.atomic
def send(session: Session, *, by, now: datetime.datetime) -> int:
    """Send the notes once: held, wrapped up, promises carried, one After mail a person.

    Returns how many mails were written. Raises AlreadyMoved where they went, Refused where nobody
    came.
    """
    fresh = Session.objects.select_for_update().get(pk=session.pk)
    if not due(fresh, now):
        raise AlreadyMoved
    if not session.attendance.filter(came=True).exists():
        raise Refused(_("Tick who came first. If nobody did, call the session off instead."))
    live.end(fresh, by=by, now=now)
    if fresh.ahead:
        states.move(fresh, SessionState.HELD, moves=SESSION_MOVES, by=by, now=now)
    stands = now.astimezone(ZoneInfo(session.zone)).date() + STANDS_AFTER
    states.move(
        fresh, SessionState.WRAPPED_UP, moves=SESSION_MOVES, by=by, now=now, notes_sent_at=now,
        notes_stand_on=stands, changed_at=now, changed_by=by,
    )  # fmt: skip
    session.refresh_from_db(fields=["state", "notes_sent_at", "notes_stand_on", "notes", "version"])
    versions.keep(session, {str(_("Notes")): session.notes}, by=by, now=now)
    actions.carry(session, now=now)
    audit.record("sent_notes", session, by=by, now=now)
    return after.write(session, now=now)


def may_still_change(session: Session, now: datetime.datetime) -> bool:
    """Say whether the notes can still be changed: until the day they stand ends."""
    local = now.astimezone(ZoneInfo(session.zone)).date()
    return session.state == SessionState.WRAPPED_UP and local <= (session.notes_stand_on or local)


@transaction.atomic
def change_notes(session: Session, *, expected: int, by, now: datetime.datetime) -> None:
    """Save other words of the notes, as a version that all see. Raises Stale, Refused when late."""
    if not may_still_change(session, now):
        raise Refused(_("The notes stand since their date. Say in the next session what to add."))
    save_version(session, ["notes"], expected=expected, by=by, now=now)
    versions.keep(session, {str(_("Notes")): session.notes}, by=by, now=now)
    audit.record("changed_notes", session, by=by, now=now, fields=["notes"])
