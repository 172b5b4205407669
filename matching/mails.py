"""Messages of a proposal, written with their cause. None says what anybody answered.

A request names neither the other organization nor a word of the page; the outcome of what does not
go on is the same sentence for everybody, whatever ended it.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from foundation.dates import say_day
from notifications import outbox, rules
from notifications.models import MessageKind
from partnerships.models import Side

from . import deadlines

MINUTES = 5


def request_key(proposal, side: str, number: int, person) -> str:
    """Return the name of the `number`-th request of this turn to one side."""
    return f"{_asking(proposal, side)}{number}:{person.pk}"


def _asking(proposal, side):
    return f"proposal:{proposal.pk}:turn{proposal.turn}:{side}:"


def request_to(proposal, row, *, number: int, at: datetime) -> rules.Due:
    """Return the request to the decider `row` of one side, the first or a reminder of it."""
    until, person = proposal.until(row.side), row.user
    subject, body = rules.text(
        "matching/mail/consent.txt",
        own=proposal.organization(row.side).said,
        by=say_day(deadlines.last_day(until, person.time_zone)),
        minutes=MINUTES,
        again=number > 0,
        settled=proposal.turn > 1,
        facilitator=proposal.application.facilitator,
    )
    return rules.Due(
        key=request_key(proposal, row.side, number, person),
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
    for row in deciders(proposal):
        due = request_to(proposal, row, number=0, at=now)
        outbox.put(**vars(due) | {"minutes": MINUTES}, kind=MessageKind.CONSENT, now=now)


def stop_asking(proposal, side: str, *, now: datetime) -> None:
    """End what is still queued for a side that has answered."""
    outbox.supersede(_asking(proposal, side), now=now, because=_("Answered."))


def tell_not_proceeding(proposal, *, now: datetime) -> None:
    """Tell both sides and who facilitates that it is not proceeding, and nothing else."""
    _stop_all(proposal, now)
    for row in deciders(proposal):
        own = proposal.organization(row.side).said
        _tell(proposal, row.user, "not_proceeding", now, own=own)
    for person in _facilitators(proposal):
        _tell(proposal, person, "not_proceeding_care", now, link=_("Look what comes next"))


def tell_matched(proposal, *, now: datetime) -> None:
    """Tell both sides and who facilitates that they are matched, with what comes next."""
    _stop_all(proposal, now)
    for row in deciders(proposal):
        other = proposal.other(row.side).said
        _tell(proposal, row.user, "matched", now, link=_("Open your partnership"), other=other)
    for person in _facilitators(proposal):
        _tell(proposal, person, "matched_care", now, link=_("Open the partnership"))


def tell_to_settle(proposal, *, now: datetime) -> None:
    """Tell the facilitator that both have answered and something is left to do."""
    person = proposal.application.facilitator
    _tell(proposal, person, "settle", now, link=_("Read it"), turn=proposal.turn)


def deciders(proposal) -> list:
    """Return the people asked, one a side."""
    return list(proposal.people.filter(decides=True).select_related("user").order_by("side"))


def _facilitators(proposal):
    return dict.fromkeys([proposal.application.facilitator, proposal.facilitator])


def _stop_all(proposal, now):
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
