"""Asking an organization whether it is open to share, and what it answers."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from foundation import states
from foundation.errors import Refused
from foundation.stale import save_version
from instruments.models import SheetState, Voice
from instruments.services import open_sheet
from matching.models import OFFER_MOVES, MatchProposal, Offer, OfferState, Worry
from matching.services import readings


@transaction.atomic
def invite(*, organization, round, by, now: datetime) -> Offer:
    """Ask an enrolled organization nine questions for `round`; the one who asks looks after it.

    Raises Refused for a listed organization, and when it was asked before.
    """
    if not organization.enrolled:
        raise Refused(_("This organization is listed, not enrolled. Invite it to join first."))
    try:
        with transaction.atomic():
            offer = Offer.objects.create(
                organization=organization,
                round=round,
                facilitator=by,
                created_at=now,
                created_by=by,
                changed_at=now,
                changed_by=by,
            )
    except IntegrityError:
        raise Refused(_("This organization is already asked in this round.")) from None
    open_sheet(key="openness", about=offer, voice=Voice.WORDS, by=by, now=now)
    return offer


def save_worry(*, offer, words: str, expected: int, by, now: datetime) -> Worry:
    """Keep what worries `by` about sharing, for the facilitator alone. Raises Stale."""
    worry, made = Worry.objects.get_or_create(
        offer=offer,
        created_by=by,
        defaults={"words": words, "created_at": now, "changed_at": now, "changed_by": by},
    )
    if not made and worry.words != words:
        worry.words = words
        save_version(worry, ["words"], expected=expected, by=by, now=now)
    return worry


def set_places(*, offer, expected: int, by, now: datetime) -> None:
    """Write how many partners `offer` takes, as its field says now. Raises Stale."""
    save_version(offer, ["places"], expected=expected, by=by, now=now)


@transaction.atomic
def withdraw(*, offer, by, now: datetime) -> None:
    """Say no, or not this time, with one press.

    Raises AlreadyMoved, and Refused while a proposal is with both sides or was matched: a no to it
    is given on its own page, by who decides, as for a form (domain 2.1).
    """
    Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if MatchProposal.objects.holding_a_place().filter(offer=offer).exists():
        raise Refused(
            _("A partner is proposed to your organization, or found. Whoever decides for it says"
              " yes or no on the page of that proposal; the facilitator helps with all else.")
        )  # fmt: skip
    states.move(offer, OfferState.WITHDRAWN, moves=OFFER_MOVES, by=by, now=now)


@transaction.atomic
def take_back(*, offer, by, now: datetime) -> None:
    """Undo a withdrawal: the nine questions wait again, or their answers with the facilitator.

    Raises AlreadyMoved.
    """
    states.move(offer, OfferState.ASKED, moves=OFFER_MOVES, by=by, now=now)
    sheet = readings.sheet_of(offer, voice=Voice.WORDS)
    if sheet is not None and sheet.state == SheetState.SIGNED_OFF:
        answered(sheet=sheet, by=by, now=now)
        offer.refresh_from_db()


def answered(*, sheet, by, now: datetime) -> None:
    """Hand the offer to its facilitator when its nine answers are signed off."""
    offer = Offer.objects.get(pk=sheet.context_id)
    if offer.state == OfferState.ASKED:
        states.move(offer, OfferState.ANSWERED, moves=OFFER_MOVES, by=by, now=now, answered_at=now)
    readings.begin(subject=offer, by=by, now=now)
