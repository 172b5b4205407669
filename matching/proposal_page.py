"""What the pages of a proposal show: to those who look after it, and to one side."""

import datetime
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from foundation import signatures
from foundation.dates import say_day
from partnerships.models import Side
from partnerships.models.standing import standing

from . import deadlines, permissions
from .forms_proposals import AnswerForm
from .models import ApplicationState, Consent, MatchProposal, ProposalState, SideCall
from .services.proposals import obstacles

S = ProposalState
ENDED = (S.NOT_PROCEEDING, S.EXPIRED, S.WITHDRAWN)


@dataclass(frozen=True)
class SideOfCare:
    """One side on the facilitator's page."""

    side: str
    said: str
    brief: str
    people: list
    until: datetime.date | None
    consent: Consent | None
    earlier: list[Consent]
    call: SideCall | None = None  # after a match: that this side was called alone


@dataclass(frozen=True)
class CarePage:
    """Everything the facilitator's page shows."""

    proposal: MatchProposal
    heading: str
    lead: str
    sides: list[SideOfCare]
    obstacles: list[str]
    may_steer: bool
    ended: bool = False  # both sides were asked, and the organization is ready for another

    @property
    def over(self) -> bool:
        """True once nobody can answer any more."""
        return self.proposal.state in ENDED


@dataclass(frozen=True)
class SidePage:
    """What one side reads. Nothing of the other side's answer is loaded for it."""

    proposal: MatchProposal
    side: str
    own: str
    other: str
    heading: str
    lead: str
    brief: str = ""
    people: list = field(default_factory=list)
    mine: Consent | None = None
    until: datetime.date | None = None
    form: AnswerForm | None = None
    preview: bool = False
    seated: bool = False  # this reader is in the partnership that came of it


# -- for those who look after it ------------------------------------------------------------------
def care(proposal, user, now: datetime.datetime) -> CarePage:
    """Return the facilitator's page; before it is sent with what stands in its way."""
    people = list(proposal.people.select_related("user").order_by("-decides", "pk"))
    answers = _answers(proposal, user) if proposal.sent_at else []
    calls = _calls(proposal, user) if proposal.state == S.MATCHED else {}
    drafted = proposal.state == S.DRAFTED
    heading, lead = _care_words(proposal, answers, people)
    return CarePage(
        proposal=proposal,
        heading=heading,
        lead=lead,
        sides=[
            _side_of_care(proposal, side, people, answers, calls.get(side))
            for side in reversed(Side.values)
        ],
        obstacles=obstacles(proposal.application, proposal.offer, now) if drafted else [],
        may_steer=permissions.may_steer_proposal(user, proposal),
        ended=proposal.state in ENDED and proposal.application.state == ApplicationState.READY,
    )


def _answers(proposal, user):
    rows = Consent.objects.visible_to(user).filter(proposal=proposal)
    return list(rows.select_related("by").order_by("turn", "side"))


def _calls(proposal, user):
    rows = SideCall.objects.visible_to(user).filter(proposal=proposal)
    return {row.side: row for row in rows}


def _side_of_care(proposal, side, people, answers, call):
    mine = [row for row in answers if row.side == side]
    return SideOfCare(
        side=side,
        said=proposal.organization(side).said,
        brief=proposal.brief(side),
        people=[row for row in people if row.side == side],
        until=_last_day(proposal, side, people),
        consent=next((row for row in mine if row.turn == proposal.turn), None),
        earlier=[row for row in mine if row.turn < proposal.turn],
        call=call,
    )


def _care_words(proposal, answers, people):
    if proposal.state == S.DRAFTED:
        return _("Look it over, then send it"), _("Nobody has read it yet.")
    if proposal.state == S.MATCHED:
        return _("Matched"), _("Both sides said yes.")
    if proposal.state in ENDED:
        return str(S(proposal.state).label), _("Both sides read that it is not proceeding.")
    if proposal.held_up_by:
        return _("Both said yes, and something holds it up"), proposal.held_up_by
    if proposal.settling:
        text = _("Talk with both, write down what was settled, and both answer once more.")
        return _("Something is to be settled first"), text
    given = {row.side for row in answers if row.turn == proposal.turn}
    waits = [proposal.organization(side).said for side in Side.values if side not in given]
    if len(waits) == 1:
        return _("%(said)s has not answered yet") % {"said": waits[0]}, _days_left(proposal, people)
    return _("Both sides are reading"), _days_left(proposal, people)


def _days_left(proposal, people):
    days = {_last_day(proposal, side, people) for side in Side.values}
    return _("They may answer until %(day)s.") % {"day": say_day(max(filter(None, days)))}


# -- for one side ---------------------------------------------------------------------------------
def side(proposal, user, now: datetime.datetime, *, form=None) -> SidePage:
    """Return the page of the side `proposal.side`, for a person who decides there."""
    own = Consent.objects.visible_to(user).filter(proposal=proposal, side=proposal.side)
    mine = own.filter(turn=proposal.turn).select_related("by").first()
    seated = proposal.partnership_id in standing(user).partnerships
    return _side(proposal, proposal.side, now, mine=mine, form=form, seated=seated)


def preview(proposal, side: str, now: datetime.datetime) -> SidePage:
    """Return the same page without answer and form, for those who look after it."""
    return _side(proposal, side, now, mine=None, form=None, preview=True)


def _side(proposal, side, now, *, mine, form, preview=False, seated=False):
    people = list(proposal.people.filter(side=side).select_related("user").order_by("-decides"))
    heading, lead = _side_words(proposal, side, mine, now)
    open_still = preview or is_open(proposal, side, now)
    if open_still and form is None and not preview:
        form = AnswerForm(initial=_start(proposal, side, mine))
    return SidePage(
        proposal=proposal,
        side=side,
        own=proposal.organization(side).said,
        other=proposal.other(side).said,
        heading=heading,
        lead=lead,
        brief=proposal.brief(side) if open_still else "",
        people=people,
        mine=mine,
        until=_last_day(proposal, side, people),
        form=form if open_still else None,
        preview=preview,
        seated=seated,
    )


def is_open(proposal, side: str, now: datetime.datetime) -> bool:
    """Say whether `side` may answer, or change its answer, at this moment."""
    waits = proposal.state == S.SENT and proposal.answered_at is None
    return waits and now < proposal.until(side)


def _start(proposal, side, mine):
    seen = signatures.digest(proposal.content(side))
    return {"seen": seen, "version": mine.version if mine else 0}


def _side_words(proposal, side, mine, now):
    """The heading and the sentence under it; the same whatever the other side said."""
    other = {"other": proposal.other(side).said, "facilitator": proposal.facilitator}
    if proposal.state == S.MATCHED:
        return _("You and %(other)s are partners") % other, proposal.purpose
    ended = proposal.state in (S.NOT_PROCEEDING, S.WITHDRAWN)
    late = proposal.state == S.EXPIRED or (proposal.sent_at and now >= proposal.until(side))
    if ended or (proposal.state == S.EXPIRED and mine):
        text = _(
            "This says nothing about your work. %(facilitator)s writes to you about what comes"
            " next."
        )
        return _("Not proceeding"), text % other
    if proposal.settling:
        text = _("%(facilitator)s settles what is open with each of you, and writes to you.")
        return _("Both of you have answered"), text % other
    if late and not mine:
        text = _(
            "Nothing was decided without you. Write to %(facilitator)s if you would still like to."
        )
        return _("The fourteen days are over"), text % other
    if mine:
        text = _("You hear from us when both have answered, or when the days are over.")
        return _("Your answer is kept"), text
    return _("%(other)s could be your partner") % other, proposal.purpose


def _last_day(proposal, side, people):
    decider = next((row for row in people if row.side == side and row.decides), None)
    until = proposal.until(side)
    return deadlines.last_day(until, decider.user.time_zone) if until and decider else None
