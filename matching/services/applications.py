"""Writing the interest form, sending it, screening it, and who looks after it."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation import states
from foundation.errors import AlreadyMoved, Refused, Stale
from foundation.stale import save_version
from instruments.models import Voice
from instruments.services import open_sheet
from matching import interest, notices
from matching.models import (
    APPLICATION_MOVES,
    Application,
    ApplicationState,
    GivenReferral,
    ProposalState,
    Reply,
)
from matching.rounds import takes_forms
from matching.services import proposals
from matching.services.hands import note_hands
from matching.workdays import working_days_after

S = ApplicationState
RIVALS = 5  # times a save tries again because a colleague saved another page in between


class NotComplete(Refused):
    """Something needed to send the form is missing; `fields` says what."""

    def __init__(self, fields):
        super().__init__(_("A few answers are still missing."))
        self.fields = fields


def save_page(*, application, page, expected: int, by, now: datetime) -> None:
    """Keep one page of the form. Two people on different pages never meet.

    `expected` is the version the person started from. Raises Stale when a colleague changed this
    page since, Refused once the form was sent.
    """
    values = {name: getattr(application, name) for name in page.fields}
    for _attempt in range(RIVALS):
        current = Application.objects.get(pk=application.pk)
        if current.state != S.DRAFT:
            raise Refused(_("This form was sent, so its words stay as they are."))
        written = [name for name, value in values.items() if getattr(current, name) != value]
        clean = current.pages.get(page.key, 1) <= expected <= current.version
        for name, value in values.items():
            setattr(current, name, value)
        current.pages = {**current.pages, page.key: current.version + 1}
        fields = [*page.fields, "pages"] if clean else list(page.fields)
        base = current.version if clean else expected
        try:
            with transaction.atomic():
                save_version(current, fields, expected=base, by=by, now=now)
                note_hands(application=current, fields=written, by=by, now=now)
        except Stale:
            if clean:
                continue
            raise
        application.version = current.version
        return
    raise AlreadyMoved


@transaction.atomic
def submit(*, application, expected: int, by, now: datetime) -> None:
    """Send the form as it was read, with the day an answer is promised (0.08; trust W16).

    Raises NotComplete, Stale when the words changed since they were read, AlreadyMoved when a
    colleague sent it first, Refused when the round is closed.
    """
    current = Application.objects.select_for_update(no_key=True).get(pk=application.pk)
    if current.state != S.DRAFT:
        raise AlreadyMoved(_("A colleague has sent this form already."))
    if current.version != expected:
        raise Stale(current, [])
    if not takes_forms(application.round, now):
        raise Refused(_("This round has closed. Your words are kept; nothing was sent."))
    if gaps := interest.missing(current):
        raise NotComplete(gaps)
    day = working_days_after(timezone.localdate(now), settings.SCREEN_WITHIN_WORKING_DAYS)
    states.move(
        application,
        S.SUBMITTED,
        moves=APPLICATION_MOVES,
        by=by,
        now=now,
        submitted_at=now,
        submitted_by=by,
        answer_by=day,
    )


@transaction.atomic
def withdraw(*, application, by, now: datetime) -> None:
    """Take the form out, with one press, and a proposal nobody has read. Raises AlreadyMoved."""
    states.move(application, S.WITHDRAWN, moves=APPLICATION_MOVES, by=by, now=now)
    for proposal in application.proposals.filter(state=ProposalState.DRAFTED):
        proposals.withdraw(proposal=proposal, why=_("The form was withdrawn."), by=by, now=now)


def take_back(*, application, by, now: datetime) -> None:
    """Undo a withdrawal: the form stands where it stood. Raises Refused once it was screened."""
    if application.screened_at:
        raise Refused(_("The facilitator had read this one. Start a new form, or write to them."))
    back = S.SUBMITTED if application.sent else S.DRAFT
    try:
        with transaction.atomic():
            states.move(application, back, moves=APPLICATION_MOVES, by=by, now=now)
    except IntegrityError:
        raise Refused(_("Your organization already has a form open in this round.")) from None


@transaction.atomic
def screen(
    *, application, kind_fits: bool, work_is_active: bool, words: str, try_instead: str, next_on,
    by, now: datetime, referrals=(),
) -> Reply:  # fmt: skip
    """Decide whether the organization can take part (0.08) and tell it, on its page and by mail.

    Eligible is: a fitting kind of organization with an initiative that is under way. Then the
    nine questions open. `try_instead` is the next step, or where else to look; `referrals` are
    places of the program's list that a no names. Raises AlreadyMoved.
    """
    eligible = kind_fits and work_is_active
    states.move(
        application,
        S.ASSESSING if eligible else S.INELIGIBLE,
        moves=APPLICATION_MOVES,
        by=by,
        now=now,
        kind_fits=kind_fits,
        work_is_active=work_is_active,
        screened_at=now,
        screened_by=by,
    )
    if eligible:
        open_sheet(key="readiness", about=application, voice=Voice.WORDS, by=by, now=now)
    reply = Reply.objects.create(
        application=application,
        result=application.state,
        words=words,
        next_step=try_instead,
        next_on=next_on,
        by=by,
        at=now,
    )
    if not eligible:
        GivenReferral.objects.bulk_create(
            GivenReferral(reply=reply, referral=referral) for referral in referrals
        )
    notices.tell_answered(reply, now=now)
    return reply
