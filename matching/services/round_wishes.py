"""What people ask of a round beside its facts: keep two together, or apart, with a reason kept."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from foundation import audit
from foundation.errors import AlreadyMoved, Refused
from matching.models import Offer, OfferState, RoundWish, RunRow, WishKind

VERBS = {WishKind.PIN: "pinned", WishKind.VETO: "vetoed"}


@transaction.atomic
def wish(*, application, offer, kind: str, because: str, words: str, by, now: datetime):
    """Keep `application` and `offer` together or apart from the next run on; return the wish.

    Raises Refused when the two are not of one round, cannot be kept together, or are asked for
    already.
    """
    locked = Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if locked.round_id != application.round_id:
        raise Refused(_("The two are not of one round."))
    if kind == WishKind.PIN:
        _require_room(application, locked)
    instead = _proposed(application)
    try:
        with transaction.atomic():
            made = RoundWish.objects.create(
                application=application, offer=locked, kind=kind, because=because, words=words,
                instead_of_id=None if instead == locked.pk else instead, by=by, at=now,
            )  # fmt: skip
    except IntegrityError:
        text = _("Something else is asked for this pair, or it is kept with another. Lift that.")
        raise Refused(text) from None
    audit.record(VERBS[WishKind(kind)], made, by=by, now=now)
    return made


def _require_room(application, offer):
    said = {"said": offer.organization.said, "n": offer.places}
    if offer.state != OfferState.WILLING:
        raise Refused(_("%(said)s is not found willing and able yet.") % said)
    if offer.organization_id == application.organization_id:
        raise Refused(_("An organization cannot be its own thought partner."))
    pinned = RoundWish.objects.standing().filter(offer=offer, kind=WishKind.PIN)
    if pinned.exclude(application=application).count() >= offer.places:
        raise Refused(_("The places of %(said)s (%(n)s) are all kept for others.") % said)


def _proposed(application):
    rows = RunRow.objects.filter(application=application).order_by("-run__number")
    return rows.values_list("offer", flat=True).first()


@transaction.atomic
def lift(*, wish, by, now: datetime) -> None:
    """Let a wish go from the next run on; its reason stays. Raises AlreadyMoved."""
    standing = RoundWish.objects.standing().filter(pk=wish.pk)
    if not standing.update(lifted_by=by, lifted_at=now):
        raise AlreadyMoved
    audit.record("lifted", wish, by=by, now=now)
