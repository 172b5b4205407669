"""Writing messages. What has a cause is put here in the cause's own transaction."""

from datetime import datetime

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from foundation import states

from . import hours, tasks
from .models import EXEMPT, MOVES, OPEN, Message, State
from .rules import Due, Link

LONGEST_SUBJECT = Message._meta.get_field("subject").max_length or 0


@transaction.atomic
def put(
    *,
    key: str,
    kind: str,
    person,
    subject: str,
    body: str,
    why: str,
    now: datetime,
    about=None,
    at: datetime | None = None,
    expires_at: datetime | None = None,
    links: dict[str, Link] | None = None,
    calendar=None,
    reply_to=None,
    minutes: int = 0,
    rule: str = "",
) -> Message:
    """Write one message, due `at` or now, and return it; a known `key` returns the row as it is.

    Invitations, cancellations and codes go at any hour; all others wait for the morning. `rule`
    names the rule that declares its price and says before hand-over whether it still makes sense.
    """
    due = Due(
        key=key, person=person, subject=subject, body=body, at=at or now, why=why, about=about,
        expires_at=expires_at, links=links or {}, calendar=calendar, reply_to=reply_to,
    )  # fmt: skip
    row = row_of(due, kind=kind, minutes=minutes, now=now, rule=rule)
    Message.objects.bulk_create([row], ignore_conflicts=True)
    tasks.hint.after_commit()
    return Message.objects.get(key=key)


def row_of(due: Due, *, kind, now, minutes=0, rule="", midweek=False) -> Message:
    """Return the unsaved row of a Due, moved out of the night unless its kind is exempt.

    A subject with two long names is cut where the column ends.
    """
    exempt = kind in EXEMPT
    moment = due.at
    if not exempt:
        zone = due.person.time_zone
        moment = hours.midweek(moment, zone) if midweek else hours.awake(moment, zone)
    return Message(
        key=due.key,
        rule=rule,
        kind=kind,
        person=due.person,
        reply_to=due.reply_to,
        context_kind=due.about._meta.label_lower if due.about else "",
        context_id=due.about.pk if due.about else None,
        subject=Truncator(due.subject).chars(LONGEST_SUBJECT),
        body=due.body,
        links={name: _stored(link, due) for name, link in due.links.items()},
        calendar_method=due.calendar.method if due.calendar else "",
        calendar_text=due.calendar.text if due.calendar else "",
        minutes=minutes,
        why=due.why,
        exempt=exempt,
        written_at=now,
        planned_for=due.at,
        due_at=moment,
        expires_at=due.expires_at,
    )


def _stored(link, due):
    about = link.about or due.about
    if about is None:
        raise ValueError(f"the link of {due.key} opens nothing: it is about no object")
    until = link.until or due.expires_at
    return {
        "label": str(link.label),
        "purpose": str(link.purpose),
        "kind": about._meta.label_lower,
        "id": str(about.pk),
        "until": until.isoformat() if until else "",
    }


@transaction.atomic
def supersede(prefix: str, *, now: datetime, because: str = "") -> int:
    """End every message whose key starts with `prefix` and that has not left; return how many.

    Call it before putting the newer revision (trust U10). What is being handed over stays.
    """
    return len(take_back(Message.objects.filter(key__startswith=prefix), now=now, because=because))


@transaction.atomic
def take_back(messages, *, now: datetime, because: str = "") -> list[Message]:
    """End those of a queryset of messages that have not left, and return them; like `supersede`.

    With `because` nothing newer takes their place: they are stopped, and the desk says why.
    """
    end = State.STOPPED if because else State.SUPERSEDED
    reason = because or _("A newer message takes its place.")
    rows = list(messages.select_for_update(of=("self",)).filter(state__in=OPEN))
    for row in rows:
        states.move(row, end, moves=MOVES, by=None, now=now, why=reason, stopped_because=reason)
    return rows
