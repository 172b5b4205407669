"""Writing a proposal for a pair, sending it to both sides, taking it back, letting it end."""

from datetime import datetime

from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from foundation import audit, signatures, states
from foundation.errors import AlreadyMoved, Refused
from foundation.stale import save_version
from matching import alignment, authority, deadlines, mails
from matching.models import (
    APPLICATION_MOVES,
    PROPOSAL_MOVES,
    Application,
    ApplicationState,
    MatchProposal,
    Offer,
    OfferState,
    ProposalPerson,
    ProposalState,
)
from partnerships.models import Membership, Side

S = ProposalState
WRITTEN = (
    "purpose", "brief_partner", "brief_thought_partner", "facilitator", "starts_on", "ends_on",
)  # fmt: skip


class NotLikeThis(Refused):
    """What stands in one field of a proposal does not hold; `field` names it."""

    def __init__(self, field, message):
        super().__init__(message)
        self.field = field


def obstacles(application, offer, now: datetime) -> list[str]:
    """Return why this pair cannot be proposed at this moment, a sentence each (domain 2.1)."""
    asks, shares = application.organization, offer.organization
    found = [why for one in (asks, shares) if (why := _cannot_be_asked(one, now))]
    if offer.round_id != application.round_id:
        text = _("This judgment is of an earlier round. Ask %(said)s for the round of today first.")
        found.append(text % {"said": shares.said})
    if offer.state != OfferState.WILLING:
        found.append(_("%(said)s is not found willing and able yet.") % {"said": shares.said})
    held = MatchProposal.objects.holding_a_place().filter(offer=offer)
    if held.exclude(application=application).count() >= offer.places:
        found.append(_("The places of %(said)s in this round are taken.") % {"said": shares.said})
    if application.state not in (ApplicationState.READY, ApplicationState.WAITLISTED):
        text = _("Another proposal stands for %(said)s, or it is not ready.")
        found.append(text % {"said": asks.said})
    return found


def _cannot_be_asked(organization, now) -> str:
    said = {"said": organization.said}
    if not organization.enrolled:
        return _("%(said)s is listed, not enrolled. Invite it to join first.") % said
    if not authority.deciders(organization, now.date()).exists():
        return _("Nobody at %(said)s may decide for it yet. Ask them who decides, first.") % said
    return ""


@transaction.atomic
def draft(*, review, values: dict, people: list, override_reason: str, by, now: datetime):
    """Write a proposal for a judged pair and return it; nobody reads it until it is sent.

    `people` are (membership, side, decides, implements). Raises Refused with the sentences of what
    does not hold, NotLikeThis where one field can put it right; what the judgment lacks may be
    overridden with a reason, which is kept.
    """
    _require_free(review.application, review.offer, now)
    against = alignment.unmet(review.levels.values(), review.shareable, review.benefit)
    if against and not override_reason.strip():
        told = " ".join([*against, _("Say why you propose it all the same.")])
        raise NotLikeThis("override_reason", told)
    _require_neutral(values["facilitator"], review, people, now)
    _require_one_side(people)
    _require_length(values["starts_on"], values["ends_on"])
    try:
        with transaction.atomic():
            proposal = MatchProposal.objects.create(
                application=review.application, offer=review.offer, review=review, **values,
                override_reason=override_reason if against else "",
                created_at=now, created_by=by, changed_at=now, changed_by=by,
            )  # fmt: skip
    except IntegrityError:
        text = _("Another proposal stands for this organization. Open it instead.")
        raise Refused(text) from None
    _seat(proposal, people, now)
    audit.record("drafted", proposal, by=by, now=now)
    return proposal


@transaction.atomic
def change(*, proposal, values: dict, people: list, expected: int, by, now: datetime) -> None:
    """Save a proposal nobody has read yet.

    Raises Stale, Refused once it was sent, NotLikeThis where one field can put it right.
    """
    current = MatchProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if current.state != S.DRAFTED:
        raise Refused(_("It was sent, so its words stay as they are. Withdraw it to write anew."))
    _require_neutral(values["facilitator"], proposal.review, people, now)
    _require_one_side(people)
    _require_length(values["starts_on"], values["ends_on"])
    for name in WRITTEN:
        setattr(proposal, name, values[name])
    save_version(proposal, list(WRITTEN), expected=expected, by=by, now=now)
    proposal.people.all().delete()
    _seat(proposal, people, now)


@transaction.atomic
def send(*, proposal, by, now: datetime) -> None:
    """Put the proposal before both sides, for fourteen days on each side's own clock.

    Raises Refused when something has changed since it was written, AlreadyMoved.
    """
    offer = Offer.objects.select_for_update(of=("self",)).get(pk=proposal.offer_id)
    application = Application.objects.select_for_update(of=("self",)).get(
        pk=proposal.application_id
    )
    _require_free(application, offer, now)
    days = _days(proposal, now)
    also = {"sent_at": now, "asked_at": now, **days}
    states.move(proposal, S.SENT, moves=PROPOSAL_MOVES, by=by, now=now, **also)
    states.move(application, ApplicationState.PROPOSED, moves=APPLICATION_MOVES, by=by, now=now)
    mails.ask_both(proposal, now=now)


@transaction.atomic
def withdraw(*, proposal, why: str, by, now: datetime) -> None:
    """Take the proposal back; who was asked reads that it is not proceeding. Raises AlreadyMoved.

    `why` is for those who look after it; it goes nowhere else.
    """
    fresh = locked(proposal.pk)
    asked = fresh.state == S.SENT
    states.move(proposal, S.WITHDRAWN, moves=PROPOSAL_MOVES, by=by, now=now, why=why)
    if asked:
        let_go(fresh, by=by, now=now)


def expire_due(now: datetime) -> int:
    """End what nobody answered in time; return how many. Any number at once do it once."""
    waits = MatchProposal.objects.filter(state=S.SENT, answered_at=None)
    due = waits.filter(partner_until__lte=now, thought_partner_until__lte=now)
    return sum(_expire(key, now) for key in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _expire(key, now) -> bool:
    proposal = locked(key)
    if proposal.answered_at is not None:
        return False
    try:
        states.move(proposal, S.EXPIRED, moves=PROPOSAL_MOVES, by=None, now=now)
    except AlreadyMoved:
        return False
    let_go(proposal, by=None, now=now)
    return True


def let_go(proposal, *, by, now: datetime) -> None:
    """Make the application ready for another proposal, and tell both sides and the facilitator.

    The words are the same whatever ended it: nothing of an answer is in them.
    """
    signatures.clear(proposal, because=_("The proposal ended."), now=now)
    application = proposal.application
    states.move(application, ApplicationState.READY, moves=APPLICATION_MOVES, by=by, now=now)
    mails.tell_not_proceeding(proposal, now=now)


def locked(key) -> MatchProposal:
    """Read a proposal again under a lock, with its parties."""
    rows = MatchProposal.objects.select_for_update(of=("self",)).with_parties()
    return rows.get(pk=key)


def ask_again(proposal, *, now: datetime, **also) -> None:
    """Open the next turn: both are asked anew, with fourteen days of their own."""
    fields = {"turn": proposal.turn + 1, "asked_at": now, "answered_at": None, "held_up_by": ""}
    fields |= {**_days(proposal, now), **also}
    MatchProposal.objects.filter(pk=proposal.pk).update(**fields)
    for name, value in fields.items():
        setattr(proposal, name, value)
    mails.ask_both(proposal, now=now)


def _days(proposal, now):
    zones = {row.side: row.user.time_zone for row in _deciding(proposal)}
    if len(zones) < 2:
        raise Refused(_("Name one person with authority on each side first."))
    return {f"{side}_until": deadlines.until(now, zones[side]) for side in Side.values}


def _deciding(proposal):
    return proposal.people.filter(decides=True).select_related("user")


def _require_free(application, offer, now):
    if found := obstacles(application, offer, now):
        raise Refused(" ".join(found))


def _require_neutral(facilitator, review, people, now):
    """Nobody of one of the two facilitates between them (trust K16)."""
    both = [review.application.organization_id, review.offer.organization_id]
    own = Membership.objects.on(now.date()).filter(user=facilitator, organization__in=both)
    if own.exists() or any(row.user_id == facilitator.pk for row, *_rest in people):
        text = _("Whoever facilitates belongs to neither of the two. Name somebody else.")
        raise NotLikeThis("facilitator", text)


def _require_one_side(people):
    """Who belongs to both organizations sits on one side of a partnership (trust K16)."""
    sides: dict = {}
    for membership, side, decides, _implements in people:
        if sides.setdefault(membership.user_id, side) != side:
            text = _("%(who)s is named for the other side too. Name somebody else here.")
            field = f"{side}_{'decides' if decides else 'implements'}"
            raise NotLikeThis(field, text % {"who": membership.user})


def _require_length(starts_on, ends_on):
    shortest = starts_on + relativedelta(months=deadlines.SHORTEST, days=-1)
    if not shortest <= ends_on <= starts_on + relativedelta(months=deadlines.LONGEST):
        text = _("A partnership lasts six to twelve months. Choose other dates.")
        raise NotLikeThis("ends_on", text)


def _seat(proposal, people, now):
    for membership, side, decides, implements in people:
        if decides and not membership.leads:
            raise Refused(
                _("%(who)s does not decide for %(said)s.")
                % {"who": membership.user, "said": proposal.organization(side).said}
            )
        ProposalPerson.objects.create(
            proposal=proposal,
            user=membership.user,
            side=side,
            title=membership.title,
            decides=decides,
            implements=implements,
        )
