"""The last questions before a message leaves: does it still make sense, may it go, and now?"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from foundation import dates

from . import hours, rules
from .models import Message, State, Suppression

RESERVED = (".example", ".test", ".invalid")  # addresses that belong to nobody (RFC 2606)
MAILBOX = "mailbox"  # provider_id of what only a demonstration mailbox shows


@dataclass(frozen=True)
class Verdict:
    """Where a claimed message goes next. `until` is set when it waits."""

    state: str
    because: str = ""
    until: datetime | None = None


GO = Verdict(State.HANDING_OVER)


def verdict(message: Message, now: datetime) -> Verdict:
    """Say what happens to `message` at `now`; `GO` when it may be handed over."""
    if message.expires_at and message.expires_at <= now:
        return Verdict(State.EXPIRED, _too_late(message.waits_because))
    if because := _rests(message, now):
        tomorrow = hours.awake(now + hours.DAY, message.person.time_zone)
        return _later(message, tomorrow, because, because)
    if because := _stopped(message, now):
        return Verdict(State.STOPPED, because)
    if because := _closed(message.person.email):
        return Verdict(State.SUPPRESSED, because)
    if until := _waits(message, now):
        return until
    if settings.DEMO_MAILBOXES and reserved(message.person.email):
        return Verdict(State.SENT)
    return GO


def reserved(address: str) -> bool:
    """Say whether `address` is one that can belong to nobody."""
    return address.lower().endswith(RESERVED)


def _too_late(waited):
    """Say that the day of a message is over, and what it waited for until then."""
    over = _("Its day was over before it could go.")
    return f"{over} {waited}" if waited else over


def _rests(message, now):
    rule = rules.get(message.rule)
    return rule.rests(message, now) if rule else ""


def _stopped(message, now):
    if not message.person.is_active:
        return _("This person has left.")
    rule = rules.get(message.rule)
    return rule.stopped(message, now) if rule else ""


def _closed(address):
    standing = Suppression.objects.of(address).first()
    if standing:
        return standing.because
    if reserved(address) and not settings.DEMO_MAILBOXES:
        return _("The address is made up: mail to %(end)s goes nowhere.") % {
            "end": "." + address.rpartition(".")[2]
        }
    return ""


def _waits(message, now):
    if message.exempt or message.at_once:
        return None
    zone = message.person.time_zone
    if hours.quiet(now, zone):
        because = _("It is night where this person is.")
        return _later(message, hours.awake(now, zone), because, because)
    since = now - hours.WEEK
    went = list(Message.objects.counted(message.person, since).values_list("handed_at", flat=True))
    if len(went) < hours.PER_WEEK:
        return None
    until = hours.awake(went[-hours.PER_WEEK] + hours.WEEK, zone)
    because = _("Two mails went to this person this week already; this one waits until %(day)s.")
    day = dates.say_day(until.astimezone(zone))
    already = _("Two mails went to this person this week already.")
    return _later(message, until, because % {"day": day}, already)


def _later(message, until, because, already):
    if message.expires_at and message.expires_at <= until:
        return Verdict(State.EXPIRED, _too_late(already))
    return Verdict(State.QUEUED, because, until)
