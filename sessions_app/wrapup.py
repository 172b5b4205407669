"""The page after a session: everything is there already, one press sends the notes.

Notes stand on a date unless somebody changes them (design, mechanism 3). Rows: domain 0.14, 2.15.
"""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    F,
    IntegerField,
    TextField,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import audit, states, versions
from foundation.errors import AlreadyMoved, Refused
from foundation.stale import save_version

from . import actions, after, catching, live, rivals, seats
from .models import (
    FACILITATION,
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
TICK_FIRST = gettext_lazy(
    "Tick who came first. If nobody did, keep that; then you can call the session off."
)
TYPES: dict[str, Any] = {  # in the order of Row
    "person": UUIDField(), "word": CharField(), "day": DateField(), "yes": BooleanField(),
    "also": BooleanField(), "serves": UUIDField(), "line": CharField(), "version": IntegerField(),
}  # fmt: skip
OF_THE_PAGE = {"pk", "seen", "parts", "at", "follows"}  # what a line says beside its values
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
    version: int | None
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
    chosen = [part.filter(session=session) for part in _parts()]
    rows = [Row(*row) for row in chosen[0].union(*chosen[1:], all=True)]
    own = user.pk if user else None
    held_back = session.notes_sent_at is None and own != session.partnership.facilitator_id
    kept = {"not_here"} if held_back else set()
    mine = [
        row for row in rows if row.what not in kept and (row.what not in OWN or row.person == own)
    ]
    return Gathered(sorted(mine, key=lambda row: (row.at, row.pk)))


def _parts() -> list:
    """Each kind of what a session leaves as rows of the same columns."""
    none = dict.fromkeys(("person", "day", "yes", "also", "serves")) | {"word": "", "line": ""}
    none |= _f(version="version")
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
            none | _f(person="user_id", word="side", yes="came", also="spoke") | {"version": None},
            at="at",
        )
    )  # fmt: skip
    return parts


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


def stood_empty(session: Session, rows: Gathered) -> bool:
    """Say whether a clock ran for nobody: no one of a side came, nothing was caught.

    Such a session has no notes to send; it may be called off.
    """
    came = any(row.yes and row.word != FACILITATION for row in rows.of("attendance"))
    if session.state != SessionState.HELD or came:
        return False
    run = live.run_of(session)
    begun = run.started_at if run else session.starts_at
    return not any(row.at >= begun for row in rows.of(*catching.SAID))


def first_words(session: Session) -> str:
    """Return what the notes say first: what stands, else what was to be true by the end."""
    if session.notes or not session.outcome:
        return session.notes
    return _("We came together for this: %(outcome)s.") % {"outcome": session.outcome.rstrip(".")}


@transaction.atomic
def keep(session: Session, given: dict, *, expected: int, by, now: datetime.datetime) -> None:
    """Save the page as written. `given` is what `WrapUpForm.given` returns.

    Raises Stale with both texts of all that another tab changed too, Refused once the notes went.
    """
    rows = Session.objects.select_for_update(of=("self",)).select_related("changed_by")
    fresh = rows.get(pk=session.pk)
    if not due(fresh, now):
        raise AlreadyMoved
    both = rivals.Clashes()
    notes = _notes(fresh, given, expected, both)
    seats.tick(session, given["came"], given["spoke"], given.get("seats_were"))
    _own_note(session, given, both, by, now)
    for model, lines, new in lines_of(session, given, by):
        standing = _standing(session, model, lines)
        for row in lines:
            stands = standing.get(row["pk"])
            if stands is None:
                _make(session, model, row, by, now, **new)
            else:
                _change(stands, row, both, by, now)
    both.require_none(fresh)
    session.notes = notes
    save_version(session, ["notes"], expected=fresh.version, by=by, now=now)


def _notes(fresh, given, expected, both) -> str:
    """Return the words that stand at the top of the notes after this save."""
    seen = rivals.Seen(expected, given.get("notes_were", {}))
    write, clash = rivals.settle(fresh, {"notes": given["notes"]}, seen)
    both.add(fresh, clash, given, {})
    return write.get("notes", fresh.notes)


def lines_of(session: Session, given: dict, by):
    """Yield (model, its lines in `given` as `keep` writes them, what a new row has besides)."""
    yield ContextUpdate, given["updates"], {"side": "partner"}
    yield Decision, given["decisions"], {}
    yield ParkedItem, given["parked"], {}
    yield NotHere, given["not_here"], {}
    promised = [_promised(session, row, by) for row in given["actions"]]
    yield Action, promised, {"partnership_id": session.partnership_id}


def _promised(session, row, by):
    owner = row["owner"] or by
    kept = {name: value for name, value in row.items() if name != "owner"}
    return {
        **kept, "owner_id": owner.pk, "due_on": row["due_on"] or catching.default_due(session),
        "follows": {"owner_id": {"side": actions.side_of(owner, session)}},
    }  # fmt: skip


def _standing(session, model, rows) -> dict:
    """Return id to row of those that stand, locked until this save is through."""
    if not any(row["pk"] for row in rows):
        return {}
    found = model.objects.select_for_update(of=("self",)).select_related("changed_by")
    return {row.pk: row for row in found.filter(session=session)}


def _values(row) -> tuple[dict, str]:
    """Return field to value of one line, and which of them holds its words."""
    values = {name: value for name, value in row.items() if name not in OF_THE_PAGE}
    return values, next(name for name in ("text", "words", "idea") if name in values)


def _make(session, model, row, by, now, **new):
    """Make the row of a new line; of a row taken out elsewhere only what was changed here."""
    values, words = _values(row)
    seen = row.get("seen")
    known = row["pk"] is not None and seen is None
    if known or not values[words].strip() or (seen and seen.same(words, values[words])):
        return
    for more in row.get("follows", {}).values():
        values |= more
    made = model(
        pk=row["pk"] or uuid.uuid4(), session=session, created_at=now, created_by=by,
        changed_at=now, changed_by=by, **{**new, **values},
    )  # fmt: skip
    made.save(force_insert=True)


def _change(stands, row, both, by, now):
    """Write what this page changed in one line; empty words take its row out."""
    values, words = _values(row)
    write, clash = rivals.settle(stands, values, row.get("seen"))
    both.add(stands, clash, values, row.get("parts", {}), row.get("at", ""))
    for name, more in row.get("follows", {}).items():
        write |= more if name in write else {}
    rows = type(stands).objects.filter(pk=stands.pk)
    if not write.get(words, "-").strip():
        rows.delete()
    elif write:
        rows.update(**write, changed_at=now, changed_by=by, version=F("version") + 1)


def own_values(given: dict) -> dict:
    """Return the fields of the own note as `keep` writes them."""
    return {
        "words": given["own"], "focus": given["focus"], "drifted": given["drifted"],
        "shifted": given["shifted"], "stuck": given["stuck"],
    }  # fmt: skip


def _own_note(session, given, both, by, now):
    values = own_values(given)
    changed = {"changed_at": now, "changed_by": by}
    rows = SessionNote.objects.filter(session=session, created_by=by)
    stands = rows.select_for_update(of=("self",)).select_related("changed_by").first()
    if stands is None:
        SessionNote.objects.create(
            session=session, created_at=now, created_by=by, **values, **changed
        )
        return
    write, clash = rivals.settle(stands, values, given.get("own_seen"))
    both.add(stands, clash, values, given.get("own_parts", {}), "at-own")
    if write:
        rows.update(**write, **changed, version=F("version") + 1)


def nobody_came(session: Session, given: dict | None = None) -> bool:
    """Say whether nobody of a side is ticked, as it stands or as `given` of `keep` leaves it."""
    rows: Iterable = session.attendance.exclude(side=FACILITATION)
    if given:
        rows = seats.joined(rows, given["came"], given["spoke"], given.get("seats_were"))
    return not any(seat.came for seat in rows)


@transaction.atomic
def send(session: Session, *, by, now: datetime.datetime) -> int:
    """Send the notes once: held, wrapped up, promises carried, one After mail a person.

    Returns how many mails were written. Raises AlreadyMoved where they went, Refused where nobody
    came.
    """
    fresh = Session.objects.select_for_update().get(pk=session.pk)
    if not due(fresh, now):
        raise AlreadyMoved
    if nobody_came(session):
        raise Refused(str(TICK_FIRST))
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
