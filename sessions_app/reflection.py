"""Words asked for before a session: the thought partner's three answers, the partner's two lines.

They open a block of the agenda. Whoever wrote and the facilitator read them at once, the other
side from the day of the session (matrix row 34). Rows: domain 0.46, 0.47, 2.18.
"""

import datetime
import uuid
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import BooleanField, CharField, TextField, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import audit
from foundation.errors import Refused
from foundation.stale import save_version
from notifications import hours
from partnerships.models import RosterEntry, Side
from partnerships.permissions import place_of

from .models import (
    BlockKind,
    ContextUpdate,
    PutOff,
    QuestionState,
    Reflection,
    Session,
    SessionKind,
)
from .models import Question as QuickQuestion

REFLECTION, UPDATE, BROUGHT = "reflection", "update", "brought"
MINUTES = {REFLECTION: 10, UPDATE: 2}  # the price that rules declare and pages show
ASKED_OF: dict[str, str] = {Side.THOUGHT_PARTNER: REFLECTION, Side.PARTNER: UPDATE}
OPENS = {REFLECTION: BlockKind.MAIN, UPDATE: BlockKind.UPDATE, BROUGHT: BlockKind.PARKED}
TAKES_UP = (BlockKind.PARKED, BlockKind.TAKEAWAY, BlockKind.CLOSE)  # the first that is there
UNHEARD = (PutOff.Way.NOT_ME, PutOff.Way.COLLEAGUE)  # who said so is asked no more
DAY = datetime.timedelta(days=1)
MOST_OF_A_DAY = datetime.timedelta(hours=17)
PATIENCE = 2 * DAY  # for an answer to what the facilitator asked by hand
AGAIN = 3 * DAY  # before the session: the one reminder; until then "not now" keeps it from a home
ORDER = [RosterEntry.Part.LEAD, RosterEntry.Part.IMPLEMENTER, RosterEntry.Part.SPONSOR]


@dataclass(frozen=True)
class Question:
    """One idea a screen. `name` is its address, `field` the field of the row it writes."""

    name: str
    model: Any
    field: str
    words: str | Promise
    hint: str | Promise
    next: str = ""


QUESTIONS = [
    Question(
        "did", Reflection, "did", gettext_lazy("What did you do?"),
        gettext_lazy("One real time. A place, a month, who was there."), "happened",
    ),
    Question(
        "happened", Reflection, "happened", gettext_lazy("What happened?"),
        gettext_lazy("What you saw or heard, also what went wrong."), "transfers",
    ),
    Question(
        "transfers", Reflection, "transfers", gettext_lazy("What would transfer?"),
        gettext_lazy("What you would keep elsewhere, and what would have to be true there."),
    ),
    Question(
        "update", ContextUpdate, "words", gettext_lazy("What changed since last time?"),
        gettext_lazy("A decision, a date, a person who came or left."),
    ),
]  # fmt: skip
BY_NAME = {question.name: question for question in QUESTIONS}
FIRST = {REFLECTION: BY_NAME["did"], UPDATE: BY_NAME["update"]}
FIELDS = [question.field for question in QUESTIONS if question.model is Reflection]


def of_ask(ask: str) -> list[Question]:
    """Return the questions of one ask, in order."""
    model = FIRST[ask].model
    return [question for question in QUESTIONS if question.model is model]


def last_day(session: Session, zone: datetime.tzinfo | str | None = None) -> datetime.date:
    """Return the last day that somebody in `zone`, or the reader, has until evening to write.

    That is the day before the session, or one before it where the clocks are far behind: a Tuesday
    in Guam begins on Monday morning in Chicago.
    """
    zone = ZoneInfo(zone) if isinstance(zone, str) else zone
    begins = datetime.datetime.combine(
        session.local_date, datetime.time(), ZoneInfo(session.zone)
    ).astimezone(zone or timezone.get_current_timezone())
    return (begins - MOST_OF_A_DAY).date()


def opens_on(session: Session) -> datetime.date:
    """Return the day on which both sides see the words, as the reader's calendar has it."""
    return last_day(session) + DAY


def still_open(session: Session, now: datetime.datetime) -> bool:
    """Say whether people may still write: until the day before ends in the session's zone."""
    return session.ahead and now.astimezone(ZoneInfo(session.zone)).date() < session.local_date


def mail_in_time(session: Session, now: datetime.datetime, zone) -> bool:
    """Say whether a mail to somebody in `zone` still leaves them the day that it names.

    At night it waits for the morning, as all mail that asks does.
    """
    goes = hours.awake(now, zone)
    day = timezone.localdate(goes, ZoneInfo(str(zone)))
    return still_open(session, goes) and day <= last_day(session, str(zone))


def asks_for_words(session: Session) -> bool:
    """Say whether words are asked for before it: not before the kickoff.

    Its sections are written there (domain 0.45), and its minutes are spent on them.
    """
    return session.kind != SessionKind.KICKOFF


def asked_lately(session, now: datetime.datetime) -> bool:
    """Say whether the facilitator asked within two days, and whoever was asked may still write.

    Load the session with `queries.with_asked`.
    """
    lately = session.asked_at is not None and now - session.asked_at < PATIENCE
    return bool(lately and session.left_to_ask and still_open(session, now))


def ask_of(person, session: Session) -> str:
    """Return what `person` is asked by their side, or ""; load the session `whole()`."""
    return ASKED_OF.get(place_of(person, session.partnership).side, "")


def asked(session: Session, side: str, put_off=()) -> object | None:
    """Return the person of `side` who is asked, or None where nobody is, or is left to ask.

    The one who leads day to day, else who does the work, else the sponsor. "Not me" passes to
    nobody: the facilitator calls. "Ask a colleague" passes to that colleague.
    """
    entries = [entry for entry in session.partnership.people(side) if entry.part in ORDER]
    entries.sort(key=lambda entry: ORDER.index(entry.part))
    if not entries or not asks_for_words(session):
        return None
    answers = {row.user_id: row for row in put_off if row.ask == ASKED_OF[side]}
    people = {entry.user_id: entry.user for entry in entries}
    person, seen = entries[0].user, set()
    while person and person.pk in answers and person.pk not in seen:
        seen.add(person.pk)
        way = answers[person.pk].way
        if way == PutOff.Way.NOT_NOW:
            break
        person = people.get(answers[person.pk].colleague_id)
    return person


def row_of(session: Session, person, ask: str):
    """Return the row that `person` writes into for `ask`, unsaved where there is none yet."""
    model = FIRST[ask].model
    key = _key(session, person, ask)
    if ask == REFLECTION:
        found = Reflection.objects.filter(session=session, author=person).first()
        return found or Reflection(pk=key, session=session, author=person)
    found = model.objects.filter(pk=key).first()
    return found or ContextUpdate(pk=key, session=session, created_by=person)


def _key(session, person, ask) -> uuid.UUID:
    """One row a person and session, also when two browsers write first at the same moment."""
    return uuid.uuid5(session.pk, f"{ask}:{person.pk}")


def has_words(row) -> bool:
    """Say whether anything is written in a reflection or an update."""
    names = FIELDS if isinstance(row, Reflection) else ["words"]
    return any(getattr(row, name).strip() for name in names)


@dataclass(frozen=True)
class Hand:
    """Who writes: whose words they are, who holds the pen, and whether by link alone."""

    person: object
    by: object
    by_link: bool = False

    @property
    def typed(self) -> bool:
        """True where the facilitator writes down what was said in a call."""
        return self.by != self.person


@transaction.atomic
def write(row, values: dict, *, hand: Hand, expected: int, now: datetime.datetime, done=False):
    """Save `values` (field to words) of a reflection or an update and return its version.

    Raises Refused after the day before (the facilitator: once it is held), Stale with both texts.
    """
    session = row.session
    if not (session.ahead if hand.typed else still_open(session, now)):
        raise Refused(_("It is too late to change this. Say it in the session instead."))
    for name, words in values.items():
        setattr(row, name, words)
    row.by_link = hand.by_link
    names = [*values, "by_link"]
    if isinstance(row, Reflection):
        row.typed_by_facilitator = hand.typed
        names.append("typed_by_facilitator")
    else:
        row.side = place_of(hand.person, session.partnership).side or row.side
    if done and row.sent_at is None and has_words(row):
        row.sent_at = now
        names.append("sent_at")
    if row._state.adding:
        return _first(row, hand, now)
    save_version(row, names, expected=expected, by=hand.by, now=now)
    return row.version


def _first(row, hand, now) -> int:
    row.created_at = row.changed_at = now
    row.created_by, row.changed_by = hand.person, hand.by
    row.clean_fields(exclude=["session", "author", "created_by", "changed_by"])
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        text = _("These words are being written in another window too. Open this page again.")
        raise Refused(text) from None
    return row.version


@transaction.atomic
def put_off(session, person, ask: str, way: str, *, colleague=None, now) -> PutOff:
    """Note "not me", "not now" or "ask a colleague"; said again, the newer word counts.

    Raises Refused for a colleague who is not on the same side.
    """
    way = PutOff.Way(way)
    if way == PutOff.Way.COLLEAGUE:
        side = place_of(person, session.partnership).side
        mates = {entry.user_id for entry in session.partnership.people(side)} - {person.pk}
        if colleague is None or colleague.pk not in mates:
            raise Refused(_("Choose a colleague from the list. Nothing was changed."))
    values = {
        "way": way, "colleague": colleague if way == PutOff.Way.COLLEAGUE else None,
        "changed_at": now, "changed_by": person,
    }  # fmt: skip
    row, _made = PutOff.objects.update_or_create(
        session=session, user=person, ask=ask, defaults=values,
        create_defaults={**values, "created_at": now, "created_by": person},
    )  # fmt: skip
    audit.record("put_off", session, by=person, now=now)
    return row


@dataclass(frozen=True)
class Opening:
    """Words that open one block; `parts` are (question, words), `said` names who and how."""

    kind: str
    side: str
    organization: str
    at: datetime.datetime
    parts: list[tuple[str, str]] = field(default_factory=list)
    typed: bool = False
    by_link: bool = False


def openings(session: Session, user, *, now: datetime.datetime) -> dict[str, list[Opening]]:
    """Return, by kind of block, the words that `user` may read in the agenda now; one query."""
    place = place_of(user, session.partnership)
    found: dict[str, list[Opening]] = {}
    for row in sorted(_spoken(session), key=lambda row: row[-1]):
        opening = _opening(session, *row)
        both = opening.kind == BlockKind.PARKED  # a question that both sides have read already
        if opening.parts and (both or may_read(place, opening.side, session, now)):
            found.setdefault(opening.kind, []).append(opening)
    return found


def _spoken(session):
    """Return (ask, side, three texts, typed, by link, when) of all that was written."""

    def text(value):
        return Cast(value, TextField())

    side = Cast(Value(Side.THOUGHT_PARTNER.value), CharField())
    answers = Reflection.objects.filter(session=session).values_list(
        text(Value(REFLECTION)), side, text("did"), text("happened"), text("transfers"),
        "typed_by_facilitator", "by_link", "changed_at",
    )  # fmt: skip
    updates = ContextUpdate.objects.filter(session=session).values_list(
        text(Value(UPDATE)), "side", text("words"), text(Value("")), text(Value("")),
        Value(False, output_field=BooleanField()), "by_link", "changed_at",
    )  # fmt: skip
    taken = QuickQuestion.objects.filter(session=session, state=QuestionState.NEXT)
    brought = taken.values_list(
        text(Value(BROUGHT)), "side", text("words"), text("answer"), text(Value("")),
        Value(False, output_field=BooleanField()), "by_link", "changed_at",
    )  # fmt: skip
    return answers.union(updates, brought, all=True)


def _opening(session, ask, side, *row) -> Opening:
    *texts, typed, by_link, at = row
    labels = {BROUGHT: [_("A question brought here"), _("Answered so far")], UPDATE: [""]}.get(ask)
    labels = labels or [str(question.words) for question in of_ask(ask)]
    parts = [(q, words) for q, words in zip(labels, texts, strict=False) if words.strip()]
    lead = session.partnership.lead(side or Side.PARTNER)
    return Opening(
        OPENS[ask], side or Side.PARTNER, lead.said if lead else "", at, parts, typed, by_link
    )


def may_read(place, side: str, session: Session, now: datetime.datetime) -> bool:
    """Say who reads words of `side`: it and the facilitator at once, others on the day (row 34)."""
    if place.facilitates or place.side == side:
        return True
    local = now.astimezone(ZoneInfo(session.zone)).date()
    return (place.inside or place.oversees) and local >= session.local_date


def drafts(sessions) -> list[Reflection]:
    """Return the reflections of `sessions` that hold words: each is a draft insight (0.46).

    The room of insights reads them here and keeps its own rows; nothing is written.
    """
    rows = Reflection.objects.filter(session__in=sessions).select_related("author", "session")
    return [row for row in rows.order_by("session__starts_at", "created_at") if has_words(row)]
