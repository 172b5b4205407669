"""Messages of a proposal, written with their cause. None says what anybody answered.

A request names neither the other organization nor a word of the page; the outcome of what does not
go on is the same sentence for everybody, whatever ended it.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from foundation.dates import say_day
from notifications import outbox, rules
from notifications.models import OPEN, Message, MessageKind
from partnerships.models import Side

from . import authority, deadlines

MINUTES = 5


def request_key(proposal, side: str, number: int, person) -> str:
    """Return the name of the `number`-th request of this turn to one side."""
    return f"{_asking(proposal, side)}{number}:{person.pk}"


def _asking(proposal, side):
    return f"proposal:{proposal.pk}:turn{proposal.turn}:{side}:"


def side_asked(proposal, key: str) -> str:
    """Return the side that a request of this turn was put to, "" for one of an earlier turn."""
    return next((side for side in Side.values if key.startswith(_asking(proposal, side))), "")


def first_is_held(proposal, side: str, message) -> bool:
    """Say whether an earlier request to the same person still waits, e.g. for a new week."""
    earlier = Message.objects.filter(person=message.person, state__in=OPEN)
    asked = earlier.filter(key__startswith=_asking(proposal, side))
    return asked.filter(planned_for__lt=message.planned_for).exists()


def request_to(proposal, side, person, *, number: int, at: datetime) -> rules.Due:
    """Return the request to `person`, who decides for `side`, the first or a reminder of it."""
    until = proposal.until(side)
    subject, body = rules.text(
        "matching/mail/consent.txt",
        own=proposal.organization(side).said,
        by=say_day(deadlines.last_day(until, person.time_zone)),
        minutes=MINUTES,
        again=number > 0,
        settled=proposal.turn > 1,
        facilitator=proposal.application.facilitator,
    )
    return rules.Due(
        key=request_key(proposal, side, number, person),
        person=person,
        subject=subject,
        body=body,
        at=at,
        why=_("A match waits for an answer.") if number else _("A match was proposed."),
        about=proposal,
        expires_at=until,
        links={"read": rules.Link("answer", _("Read the page and answer"))},
        reply_to=proposal.application.facilitator,
    )


def ask_both(proposal, *, now: datetime) -> None:
    """Put the first request of this turn to both sides; call it where the proposal is sent."""
    _settled(proposal, now)
    for side, person in deciders(proposal, now):
        due = request_to(proposal, side, person, number=0, at=now)
        outbox.put(**vars(due) | {"minutes": MINUTES}, kind=MessageKind.CONSENT, now=now)


def stop_asking(proposal, side: str, *, now: datetime) -> None:
    """End what is still queued for a side that has answered."""
    outbox.supersede(_asking(proposal, side), now=now, because=_("Answered."))


def tell_not_proceeding(proposal, *, now: datetime) -> None:
    """Tell both sides and who facilitates that it is not proceeding, and nothing else."""
    _stop_all(proposal, now)
    for side, person in deciders(proposal, now):
        own = proposal.organization(side).said
        _tell(proposal, person, "not_proceeding", now, own=own)
    for person in _facilitators(proposal):
        _tell(proposal, person, "not_proceeding_care", now, link=_("Look what comes next"))


def tell_matched(proposal, *, now: datetime) -> None:
    """Tell both sides and who facilitates that they are matched, with what comes next."""
    _stop_all(proposal, now)
    for side, person in deciders(proposal, now):
        other = proposal.other(side).said
        _tell(proposal, person, "matched", now, link=_("Open your partnership"), other=other)
    for person in _facilitators(proposal):
        _tell(proposal, person, "matched_care", now, link=_("Open the partnership"))


def tell_to_settle(proposal, *, now: datetime) -> None:
    """Tell the facilitator that both have answered and something is left to do."""
    person = proposal.application.facilitator
    _tell(proposal, person, "settle", now, link=_("Read it"), turn=proposal.turn)


def deciders(proposal, now: datetime) -> list[tuple[str, Any]]:
    """Return (side, person asked), one a side: who was named, or who decides there by now."""
    found = []
    for row in proposal.people.filter(decides=True).select_related("user").order_by("side"):
        there = authority.deciders(proposal.organization(row.side), now.date())
        if person := authority.who_decides(row.user, there):
            found.append((row.side, person))
    return found


def _facilitators(proposal):
    return dict.fromkeys([proposal.application.facilitator, proposal.facilitator])


def _settled(proposal, now):
    outbox.supersede(f"proposal:{proposal.pk}:settle:", now=now, because=_("It was done."))


def _stop_all(proposal, now):
    _settled(proposal, now)
    for side in Side:
        outbox.supersede(_asking(proposal, side), now=now, because=_("The proposal ended."))


def _tell(proposal, person, name, now, *, link="", turn=0, **context):
    facts = {"name": proposal.name, "facilitator": proposal.facilitator, **context}
    subject, body = rules.text(f"matching/mail/{name}.txt", **facts)
    outbox.put(
        key=f"proposal:{proposal.pk}:{name}:{turn}:{person.pk}",
        kind=MessageKind.NOTICE,
        person=person,
        subject=subject,
        body=body,
        why=_("Both have answered, or the time is over."),
        about=proposal,
        links={"read": rules.Link("answer", link)} if link else {},
        reply_to=proposal.application.facilitator,
        now=now,
    )
