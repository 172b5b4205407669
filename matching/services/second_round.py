"""Nobody falls off the page: wait for a place, go into a later round, or be let go kindly."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from foundation import audit, states
from foundation.errors import AlreadyMoved, Refused
from matching import notices
from matching.models import (
    APPLICATION_MOVES,
    Application,
    ApplicationState,
    Carry,
    ProposalState,
    Reply,
)
from partnerships.models import Round, RoundState

S = ApplicationState
UNMATCHED = (S.READY, S.WAITLISTED, S.PREPARING, S.TALK)  # what a round leaves without a partner
FOUND_READY = (S.READY, S.WAITLISTED)


def later_rounds(round: Round):
    """Return the rounds of the same program that an application of `round` may go on into."""
    rows = Round.objects.filter(program=round.program_id).exclude(pk=round.pk)
    rows = rows.filter(state__in=[RoundState.DRAFT, RoundState.OPEN], closes_on__gt=round.closes_on)
    return rows.order_by("opens_on", "name", "pk")


@transaction.atomic
def carry(*, application, into: Round, by, now: datetime) -> Carry:
    """Take the same application, with all that was written and judged, into a later round.

    Raises Refused for a round that is not one of `later_rounds`, or in which the initiative asks
    already; AlreadyMoved when it is matched, proposed or withdrawn meanwhile.
    """
    current = _unmatched(application)
    if not later_rounds(current.round).filter(pk=into.pk).exists():
        raise Refused(_("Choose a round of this program that closes later than this one."))
    _require_no_draft(current)
    kept = Carry(application=current, out_of=current.round, into=into, by=by, at=now)
    try:
        with transaction.atomic():
            Application.objects.filter(pk=current.pk).update(round=into)
            kept.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("It asks in that round already, so nothing was changed.")) from None
    if current.state == S.WAITLISTED:
        why = _("A new round, with places of its own.")
        states.move(current, S.READY, moves=APPLICATION_MOVES, by=by, now=now, why=why)
    audit.record("carried", current, by=by, now=now, fields=["round"])
    application.round, application.state = into, current.state
    notices.tell_carried(kept, now=now)
    return kept


def wait(*, application, words: str, next_step: str, next_on: date, by, now: datetime) -> Reply:
    """Put a ready application on the waiting list, with words it reads. Raises AlreadyMoved."""
    given = {"words": words, "next_step": next_step, "next_on": next_on}
    return _told(application, S.WAITLISTED, frm=(S.READY,), given=given, by=by, now=now)


def release(*, application, words: str, next_step: str, next_on: date, by, now: datetime) -> Reply:
    """Say kindly that there is no partner now, and how to ask again (2.1). Raises AlreadyMoved."""
    given = {"words": words, "next_step": next_step, "next_on": next_on}
    return _told(application, S.NOT_NOW, frm=UNMATCHED, given=given, by=by, now=now)


@transaction.atomic
def _told(application, state, *, frm, given, by, now):
    current = _unmatched(application, frm)
    if state == S.NOT_NOW:
        _require_no_draft(current)
    states.move(current, state, moves=APPLICATION_MOVES, by=by, now=now)
    reply = Reply.objects.create(application=current, result=state, **given, by=by, at=now)
    application.state = current.state
    notices.tell_answered(reply, now=now)
    return reply


def _require_no_draft(application):
    """A proposal that is written would be lost on the way: it is withdrawn first, by hand."""
    if application.proposals.filter(state=ProposalState.DRAFTED).exists():
        raise Refused(_("A proposal is written for it and not sent. Send or withdraw that first."))


def _unmatched(application, states_=UNMATCHED):
    rows = Application.objects.select_for_update(of=("self",), no_key=True)
    current = rows.select_related("round", "organization", "facilitator").get(pk=application.pk)
    if current.state not in states_:
        raise AlreadyMoved
    return current
