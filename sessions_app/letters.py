"""A kind letter to whoever decides for a side that fell silent (domain 0.13, calendar row 36).

The facilitator reads a draft, changes it and sends it; one letter a stall, and the message is its
record. Where nobody can be written to, the page says what helps instead.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Case, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation import audit, dates
from foundation.asks import Ask
from foundation.errors import Refused
from notifications import outbox
from notifications.models import DID_NOT_ARRIVE, Message, MessageKind
from partnerships.asks_names import names, where
from partnerships.kickoff_services import open_room
from partnerships.models import Partnership, RosterEntry

from . import letter_words, rhythm
from .models import ACROSS
from .queries import path

WAITS = datetime.timedelta(days=14)  # our rule: so long an answer may take
FIRST = [RosterEntry.Part.SPONSOR, RosterEntry.Part.LEAD]  # of several who decide


# -- on Today -------------------------------------------------------------------------------------
def ask(stall: rhythm.Stall, now: datetime.datetime) -> Ask:
    """Return what a partnership that stalled with no date ahead asks of its facilitator."""
    row, until = stall.row, None
    if stall.letter_at and stall.silent and stall.letter_state not in DID_NOT_ARRIVE:
        until = back_on(stall.letter_at)
    button, opens = _button(stall, until, now)
    return Ask(
        rank=2, due=rhythm.due(row), where=where(row), minutes=3, until=until,
        sentence=f"{rhythm.said_since(row)} {stall.sentence(now)}".strip(),
        why=_why(stall, until, now), button=button,
        url=reverse(f"sessions_app:{opens}", args=[row.pk]),
    )  # fmt: skip


def _button(stall, until, now) -> tuple[str, str]:
    if until and until > timezone.localdate(now):
        return _("Read the letter"), "letter"
    if not stall.side or stall.letter_at:
        return _("Choose the dates"), "series"
    return (_("Write to their leader") if stall.leader else _("See what helps")), "letter"


def _why(stall, until, now) -> str:
    if stall.letter_at:
        return _why_after(stall, until, now) % {"day": dates.say_day(stall.letter_at)}
    if not stall.side:
        return _("No date is set in the next five weeks.")
    if stall.leader:
        return _("Their leader has not been written to. A draft of four lines is ready.")
    return _("Nobody is named who decides for %(name)s.") % {"name": stall.said(stall.side)}


def _why_after(stall, until, now) -> str:
    if not stall.silent:
        return _("They have been heard from since the letter of %(day)s.")
    if until is None:
        return _("The letter of %(day)s did not arrive. Call them.")
    if until > timezone.localdate(now):
        return _("Their leader was written to on %(day)s.")
    return _("Nothing has come since the letter of %(day)s. A call helps more now.")


def back_on(written: datetime.datetime) -> datetime.date:
    """Return the day on which the row comes back after a letter, if the side stays silent."""
    return timezone.localdate(written + WAITS)


# -- the page -------------------------------------------------------------------------------------
@dataclass(frozen=True)
class LetterPage:
    """All that letter.html shows. `draft` is there where a letter may go, `sent` where it went."""

    partnership: Any
    heading: str
    lead: str
    name: str = ""  # of the silent organization
    other: str = ""
    leader: RosterEntry | None = None
    draft: letter_words.Draft | None = None
    sent: Message | None = None
    helps: tuple[str, str] = ("", "")  # words and address of what helps more than a letter

    @property
    def minutes(self) -> int:
        """What an answer costs its reader."""
        return letter_words.MINUTES

    @property
    def series(self) -> str:
        """Where the dates are chosen."""
        return reverse("sessions_app:series", args=[self.partnership.pk])


def rows(user, now: datetime.datetime):
    """Return the partnerships that `user` sees, loaded for `page`."""
    found = Partnership.objects.with_leads().visible_to(user).annotate(**names("pk"))
    return found.annotate(**path(now), **rhythm.columns(now))


def page(partnership: Any, now: datetime.datetime) -> LetterPage:
    """Return the page of one of `rows`; at most two queries."""
    stall = rhythm.stall(partnership, now)
    if stall is None or rhythm.ahead(partnership, now):
        return _none_needed(partnership)
    if stall.letter_at:
        return _written(partnership, stall, now)
    since = rhythm.said_since(partnership)
    if not stall.side:
        return _not_one_side(partnership, stall, since, now)
    name, leader = stall.said(stall.side), _leader(partnership, stall.side)
    if leader is None:
        naming = (_("Name somebody"), reverse("partnerships:roster", args=[partnership.pk]))
        lead = _(
            "%(since)s A letter goes to somebody who decides for %(name)s, and nobody is named."
        )
        return LetterPage(
            partnership, _("Nobody decides for %(name)s here") % {"name": name},
            lead % {"since": since, "name": name}, name, helps=naming,
        )  # fmt: skip
    return LetterPage(
        partnership, _("Write to %(name)s") % {"name": name}, f"{since} {stall.sentence(now)}",
        name, stall.said(ACROSS[stall.side]), leader, letter_words.draft(partnership, leader),
    )  # fmt: skip


def _none_needed(partnership) -> LetterPage:
    lead = _("The monthly sessions are not running just now.")
    if partnership.next_at:
        lead = _("The next session is on %(day)s.") % {"day": dates.say_day(partnership.next_at)}
    elif partnership.last_met_at and partnership.phase in rhythm.MEETING:
        lead = _("They met on %(day)s.") % {"day": dates.say_day(partnership.last_met_at)}
    sessions = reverse("sessions_app:sessions", args=[partnership.pk])
    return LetterPage(
        partnership, _("No letter is needed now"), lead, helps=(_("See the sessions"), sessions)
    )


def _written(partnership, stall, now) -> LetterPage:
    sent = rhythm.letters_of(partnership.pk).select_related("person")[0]
    lead = _("To %(who)s, on %(day)s. Today asks again on %(back)s if nothing comes by then.")
    if sent.state in DID_NOT_ARRIVE:
        lead = _("The letter to %(who)s did not arrive. The mail desk says why; call them.")
    elif back_on(sent.written_at) <= timezone.localdate(now):
        lead = _("To %(who)s, on %(day)s. A call helps more than a second letter.")
    told = {
        "who": sent.person, "day": dates.say_day(sent.written_at),
        "back": dates.say_day(back_on(sent.written_at)),
    }  # fmt: skip
    lead = f"{lead % told} {stall.sentence(now)}".strip()
    return LetterPage(partnership, _("The letter is written"), lead, sent=sent)


def _not_one_side(partnership, stall, since, now) -> LetterPage:
    heading = _("Both sides have gone quiet") if stall.silent else _("Only a date is missing")
    lead = _("Both have been heard from within a month. Dates to choose from help more.")
    if stall.silent:
        single = _("A letter to one of them would single it out. Call both, or set dates for both.")
        lead = f"{stall.sentence(now)} {single}"
    return LetterPage(partnership, heading, f"{since} {lead}")


def _leader(partnership, side) -> RosterEntry | None:
    """Return whoever decides for `side`, who backs it from above before who leads it."""
    rank = Case(*[When(part=part, then=Value(n)) for n, part in enumerate(FIRST)], default=Value(9))
    deciding = partnership.roster.standing().filter(side=side, decides=True)
    deciding = deciding.exclude(user=partnership.facilitator_id)
    return (
        deciding.select_related("user", "organization").order_by(rank, "created_at", "pk").first()
    )


# -- sending --------------------------------------------------------------------------------------
@transaction.atomic
def send(
    partnership: Partnership, words: str, *, to: RosterEntry | None, by, now: datetime.datetime
) -> Message:
    """Put a letter of `words` to the leader `to` into the outbox, and return it.

    Raises Refused when a letter went meanwhile, when they met or were heard from, or when somebody
    else leads that side now.
    """
    open_room(partnership)
    found = page(rows(by, now).get(pk=partnership.pk), now)
    if found.draft is None or found.leader is None or found.leader != to:
        raise Refused(_("Something changed while you were writing. Nothing was sent."))
    audit.record("wrote_letter", partnership, by=by, now=now)
    return outbox.put(
        key=_key(found.partnership), kind=MessageKind.NOTICE,
        person=found.leader.user, subject=found.draft.subject, body=words, now=now,
        why=_why_it_goes(found.partnership), about=partnership, reply_to=by,
        expires_at=now + WAITS, minutes=letter_words.MINUTES, rule=rhythm.LETTER,
    )  # fmt: skip


def _why_it_goes(partnership) -> str:
    text = _("Written by hand, to the one who decides. %(since)s")
    return text % {"since": rhythm.said_since(partnership)}


def _key(partnership) -> str:
    """One letter a stall; one that was let go before it left may be written again."""
    stall = f"partnership:{partnership.pk}:letter:{rhythm.since(partnership):%Y-%m-%d}"
    return f"{stall}:{Message.objects.filter(key__startswith=stall).count()}"


def needless(message: Message, now: datetime.datetime) -> str:
    """Return why a letter that waits makes no sense any more, a sentence for the desk, or ""."""
    found = Partnership.objects.filter(pk__in=[message.context_id]).annotate(**names("pk"))
    row: Any = found.annotate(**path(now), **rhythm.columns(now)).get()
    if row.phase not in rhythm.MEETING:
        return _("The monthly sessions are not running now.")
    seat = row.roster.standing().filter(user=message.person_id, decides=True).first()
    if seat is None:
        return _("This person does not decide for that side any more.")
    stall = rhythm.stall(row, now)
    if stall is None or rhythm.ahead(row, now):
        return _("A date is set, or they have met.")
    if seat.side not in stall.silent:
        return _("They have been heard from.")
    return ""
