"""Where an organization's own form stands, as a sentence, with the next step and its date.

Written for the organization: no level, no rubric text, no number of ours.
"""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from foundation.dates import say_day

from .models import ApplicationState as A
from .models import OfferState as O  # noqa: N814 - two life cycles side by side


@dataclass(frozen=True)
class Status:
    """`heading` is the h1, `lead` why, then what happens next and on which day."""

    heading: str
    lead: str
    next_step: str = ""
    next_on: datetime.date | None = None


def newest(subject):
    """Return the reply that brought `subject` where it stands, else the newest, else None."""
    replies = list(subject.reply_set.order_by("-at"))
    brought = [reply for reply in replies if reply.result == subject.state]
    return next(iter([*brought, *replies]), None)


def of_application(application, reply, *, asked: bool) -> Status:
    """Return the status of a form; `reply` is the newest or None, `asked`: nine answers are due."""
    state = A(application.state)
    if state == A.SUBMITTED:
        day = say_day(application.answer_by)
        return Status(
            _("We have your form"),
            _("A facilitator reads it and answers by %(day)s.") % {"day": day},
            _("You hear from us"),
            application.answer_by,
        )
    if state == A.WITHDRAWN:
        return Status(str(state.label), _("Nobody works on it. Your words are kept."))
    if state == A.ASSESSING and not asked:
        return Status(
            _("Your nine answers are with the facilitator"),
            _("The facilitator reads them, talks with you, and then writes to you here."),
        )
    if reply is None:
        return Status(str(state.label), "")
    return Status(str(state.label), reply.words, reply.next_step, reply.next_on)


def of_offer(offer, reply) -> Status:
    """Return the status of an offer, as its organization reads it."""
    state = O(offer.state)
    if state == O.ASKED:
        return Status(
            str(state.label),
            _("Nine plain questions, one or two lines each, so that we suggest only organizations"
              " you could help. Nobody outside sees your answers."),
        )  # fmt: skip
    if state == O.ANSWERED:
        return Status(
            _("Your nine answers are with the facilitator"),
            _("The facilitator reads them and writes to you here."),
        )
    if state == O.WITHDRAWN or reply is None:
        return Status(str(state.label), _("Nobody works on it. Your words are kept."))
    return Status(str(state.label), reply.words, reply.next_step, reply.next_on)
