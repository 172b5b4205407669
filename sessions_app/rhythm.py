"""Whether a partnership still meets, and which side fell silent (domain 0.13, calendar row 36).

Silent is told from what the facilitator reads anyway: who came, answers to invitations, words
before a session, promises reported, quick questions. Nothing of ratings or the pulse counts.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, DateTimeField, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation import dates
from foundation.numbers import spelled
from notifications.models import ENDED_UNSENT, Message
from partnerships.models import Partnership, Phase, RosterEntry, Side
from partnerships.permissions import SIDES

from .models import ACROSS, Action, Attendance, ContextUpdate, Question, Reflection
from .queries import MET

QUIET = datetime.timedelta(days=45)  # domain 0.13: no session held for so long
NONE_AHEAD = datetime.timedelta(days=35)  # domain 0.13: no session planned for so long
SILENT = datetime.timedelta(days=30)  # our rule: nothing from a side for so long
MEETING = (Phase.ACTIVE, Phase.MIDPOINT)
LETTER = "sessions.letter"  # the rule that a letter to a leader is written under


def quiet(now: datetime.datetime) -> Q:
    """Say which partnerships that meet monthly have met nobody for 45 days; after `path`.

    Those that never met count from the day they were to start, not from their match.
    """
    since = now - QUIET
    met_long_ago = Q(last_met_at__lt=since)
    never_met = Q(last_met_at=None, starts_on__lt=since.date())
    return Q(phase__in=MEETING) & (met_long_ago | never_met)


def stalled(row: Any, now: datetime.datetime) -> bool:
    """The same as `quiet`, for one row of `path`."""
    if row.phase not in MEETING:
        return False
    if row.last_met_at:
        return row.last_met_at < now - QUIET
    return row.starts_on < (now - QUIET).date()


def ahead(row: Any, now: datetime.datetime) -> bool:
    """Whether a session is planned soon, of a row of `path`."""
    return row.next_at is not None and row.next_at <= now + NONE_AHEAD


def since(row: Any) -> datetime.date:
    """Return when they last met, or the day they were to start; a row of `path`."""
    return row.last_met_at or row.starts_on


def due(row: Any) -> datetime.datetime:
    """Return when the next session was due at the latest, of a row of `path`."""
    start = datetime.datetime.combine(row.starts_on, datetime.time(), datetime.UTC)
    return (row.last_met_at or start) + QUIET


def said_since(row: Any) -> str:
    """Say since when no session was held, a sentence about a row of `path`."""
    text = _("No session since %(day)s.")
    if not row.last_met_at:
        text = _("They have not met yet. The start was to be %(day)s.")
    return text % {"day": dates.say_day(since(row))}


# -- who was heard from ---------------------------------------------------------------------------
def columns(now: datetime.datetime) -> dict:
    """Annotate what `stall` reads, after `path` and beside the names.

    When a side was heard from is looked up only where they have not met for long.
    """
    found: dict = {}
    for side in SIDES:
        heard = Case(When(quiet(now), then=_heard(side)), output_field=DateTimeField())
        found |= {f"{side.value}_heard_at": heard, f"{side.value}_leader": Exists(_leaders(side))}
    letters = letters_of(OuterRef("pk"))
    at = Subquery(letters.values("written_at")[:1], output_field=DateTimeField())
    return {**found, "letter_at": at, "letter_state": Subquery(letters.values("state")[:1])}


def letters_of(partnership_id):
    """Return the letters to leaders of a partnership that went or will go, the newest first."""
    rows = Message.objects.filter(
        context_kind=Partnership._meta.label_lower, context_id=partnership_id, rule=LETTER
    )
    return rows.exclude(state__in=ENDED_UNSENT).order_by("-written_at", "-pk")


def _leaders(side):
    rows = RosterEntry.objects.standing().filter(partnership=OuterRef("pk"), side=side)
    return rows.filter(decides=True).exclude(user=OuterRef("facilitator"))


def _heard(side):
    """The last sign of `side` here; both said yes to the match, so that is the first."""
    seats = RosterEntry.objects.filter(partnership=OuterRef(OuterRef("pk")), side=side)
    by = seats.values("user")
    room = {"session__partnership": OuterRef("pk")}
    invited = Attendance.objects.filter(**room, side=side)
    words: Any = ContextUpdate.objects.filter(**room, created_by__in=by)
    if side == Side.THOUGHT_PARTNER:
        words = Reflection.objects.filter(**room, author__in=by)
    promises = Action.objects.filter(partnership=OuterRef("pk"), side=side, changed_by__in=by)
    questions = Question.objects.filter(partnership=OuterRef("pk"))
    return Greatest(
        _last(invited.filter(came=True, session__state__in=MET), "session__starts_at"),
        _last(invited, "answered_at"),
        _last(words, "sent_at"),
        _last(promises, "done_at"),
        _last(questions.filter(side=side, created_by__in=by), "created_at"),
        _last(questions.filter(side=ACROSS[side], answered_by__in=by), "answered_at"),
    )


def _last(rows, moment):
    latest = rows.exclude(**{moment: None}).order_by(f"-{moment}").values(moment)[:1]
    return Coalesce(Subquery(latest, output_field=DateTimeField()), F("matched_at"))


@dataclass(frozen=True)
class Stall:
    """They have not met for long: the sides that are silent, and the letter of this stall."""

    row: Any  # a partnership with `path`, `columns` and names
    silent: list[str]
    letter_at: datetime.datetime | None
    letter_state: str

    @property
    def side(self) -> str:
        """The one side that is silent, "" where both are, or none."""
        return self.silent[0] if len(self.silent) == 1 else ""

    @property
    def leader(self) -> bool:
        """True where somebody decides for the silent side."""
        return bool(self.side) and getattr(self.row, f"{self.side}_leader")

    def said(self, side: str) -> str:
        """What the lead organization of `side` is called."""
        return getattr(self.row, f"{side}_said")

    def sentence(self, now: datetime.datetime) -> str:
        """ "Two Rivers has been silent for six weeks."; "" where neither side is silent."""
        if len(self.silent) == len(SIDES):
            return _("Nothing has come from either side for a month.")
        if not self.side:
            return ""
        weeks = (now - getattr(self.row, f"{self.side}_heard_at")).days // 7
        text = ngettext(
            "%(name)s has been silent for %(n)s week.",
            "%(name)s has been silent for %(n)s weeks.", weeks,
        )  # fmt: skip
        return text % {"name": self.said(self.side), "n": spelled(weeks)}


def stall(row: Any, now: datetime.datetime) -> Stall | None:
    """Return how a partnership with `columns` stalled, None while it meets."""
    if not stalled(row, now):
        return None
    quiet_since = now - SILENT
    heard = [(side.value, getattr(row, f"{side.value}_heard_at")) for side in SIDES]
    silent = [side for side, at in heard if at and at < quiet_since]
    mine = row.letter_at and (row.last_met_at is None or row.letter_at > row.last_met_at)
    return Stall(row, silent, row.letter_at if mine else None, row.letter_state if mine else "")
