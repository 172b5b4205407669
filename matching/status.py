"""Where an organization's own form stands, as a sentence, with the next step and its date.

Written for the organization: no level, no rubric text, no number of ours.
"""

import datetime
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from foundation.dates import say_day

from .models import ApplicationState as A
from .models import OfferState as O  # noqa: N814 - two life cycles side by side
from .models import ProposalState

AFTER_READY = {  # what was written when it was ready is over
    A.PROPOSED: _lazy(
        "Those who decide for you read who it is, and answer. You read here what comes of it."
    ),
    A.MATCHED: _lazy("Both sides said yes. The rest is on the page of your partnership."),
}
ASK_AGAIN = {  # ways back in, by the state they lead out of
    A.WITHDRAWN: _lazy("You can begin a new form in any round that is open."),
    A.NOT_NOW: _lazy("You can ask again in any round that is open. Your words here are kept."),
    A.INELIGIBLE: _lazy("If your organization or its work changes, you can ask again."),
}
WAITING = _lazy(
    "You are ready, and no place is free just now. You keep your place in the line, with nothing to"
    " fill in again."
)
IN_LINE = {A.READY, A.WAITLISTED}


@dataclass(frozen=True)
class Status:
    """`heading` is the h1, `lead` why, then what happens next and on which day."""

    heading: str
    lead: str | Promise
    next_step: str | Promise = ""
    next_on: datetime.date | None = None
    hint: str | Promise = ""  # how the wait is counted, or how to ask again
    ask_again: bool = False  # the way to the open rounds stands beside it
    gone: bool = False  # the day has gone by, and the page says so

    def on(self, today: datetime.date):
        """Return the status as it reads on `today`."""
        return replace(self, gone=self.next_on is not None and self.next_on < today)


def newest(subject):
    """Return the reply that brought `subject` where it stands, else the newest, else None."""
    replies = list(subject.reply_set.order_by("-at"))
    brought = [reply for reply in replies if reply.result == subject.state]
    return next(iter([*brought, *replies]), None)


def of_application(application, reply, *, asked: bool, hear_on=None, waits="") -> Status:
    """Return the status of a form; `reply` is the newest or None, `asked`: nine answers are due.

    `hear_on` is the day by which those who have answered hear from the facilitator, if it is ahead.
    `waits` says how long it has waited for a partner ("24 days"), empty before it was ready.
    """
    state = A(application.state)
    found = _of_state(application, state, reply, asked, hear_on)
    if state in IN_LINE and waits:
        return replace(found, hint=_in_line(waits))
    if state in ASK_AGAIN:
        return replace(found, hint=ASK_AGAIN[state], ask_again=True)
    return found


def _in_line(waits):
    return _(
        "You have waited %(waits)s for a partner. Where two fit a thought partner equally well, the"
        " facilitator takes the one that has waited longer."
    ) % {"waits": waits}


def _of_state(application, state, reply, asked, hear_on) -> Status:
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
            _("You hear from us by") if hear_on else "",
            hear_on,
        )
    if state in AFTER_READY:
        return Status(str(state.label), AFTER_READY[state])
    if state == A.WAITLISTED and (reply is None or reply.result != state):
        return Status(str(state.label), WAITING)
    if reply is None:
        return Status(str(state.label), "")
    return Status(str(state.label), reply.words, reply.next_step, reply.next_on)


def of_offer(offer, reply, held=None) -> Status:
    """Return the status of an offer, as its organization reads it; `held` takes a place of it.

    What was promised about suggestions is over where its one place is taken for good.
    """
    state = O(offer.state)
    if held is not None and held.state == ProposalState.MATCHED and offer.places == 1:
        return Status(str(A.MATCHED.label), AFTER_READY[A.MATCHED])
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
