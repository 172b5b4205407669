"""What is under way in matching while nothing of it needs a facilitator: numbers, no names."""

from django.db.models import CharField, Count, Exists, OuterRef, Value
from django.utils.translation import ngettext

from foundation.numbers import spelled_first

from .models import (
    Application,
    ApplicationState,
    AskedRun,
    MatchProposal,
    Offer,
    OfferState,
    ProposalState,
)
from .models.applications import ENDED

KINDS = ["runs", "proposals", "forms", "drafts", "asked", "open"]  # in the order they are told


def counted(user, **others) -> dict[str, int]:
    """Return how many there are of each kind, also of what `user` ever held; one query.

    `others` are querysets of rooms beside this one, counted along under their names.
    """
    parts = [
        rows.order_by()
        .annotate(kind=Value(kind, CharField()))
        .values("kind")
        .annotate(n=Count("pk"))
        .values_list("kind", "n")
        for kind, rows in {**_parts(user), **others}.items()
    ]
    return dict(parts[0].union(*parts[1:], all=True))


def sentences(counts: dict[str, int]) -> list[str]:
    """Return a sentence for each kind of `counted` that is under way, with what comes next."""
    return [_say(kind, counts[kind]) for kind in KINDS if counts.get(kind)]


def _parts(user) -> dict:
    forms = Application.objects.in_care_of(user).of_current_rounds()
    draft = ApplicationState.DRAFT
    offers = Offer.objects.in_care_of(user).of_current_rounds()
    proposals = MatchProposal.objects.in_care_of(user)
    taken = MatchProposal.objects.holding_a_place().filter(offer=OuterRef("pk"))
    return {
        "runs": AskedRun.objects.visible_to(user).waiting(),
        "proposals": proposals.filter(state=ProposalState.SENT),
        "forms": forms.exclude(state__in=[draft, ApplicationState.PROPOSED, *ENDED]),
        "drafts": forms.filter(state=draft),
        "asked": offers.filter(state=OfferState.ASKED),
        "open": offers.filter(~Exists(taken), state=OfferState.WILLING),
        "forms_held": Application.objects.filter(facilitator=user),
        "offers_held": Offer.objects.filter(facilitator=user),
    }


def _say(kind: str, n: int) -> str:
    text = {
        "runs": ngettext(
            "%(n)s round is being matched. What comes out stands on its page.",
            "%(n)s rounds are being matched. What comes out stands on their pages.", n,
        ),
        "proposals": ngettext(
            "%(n)s proposal waits for its answers. You read here when both are in, or when its last"
            " day is near.",
            "%(n)s proposals wait for their answers. You read here when both are in, or when a last"
            " day is near.", n,
        ),
        "forms": ngettext(
            "%(n)s organization that applied is on its way. What it answers appears here.",
            "%(n)s organizations that applied are on their way. What they answer appears here.", n,
        ),
        "drafts": ngettext(
            "%(n)s interest form is being written. It appears here once it is sent.",
            "%(n)s interest forms are being written. They appear here once they are sent.", n,
        ),
        "asked": ngettext(
            "%(n)s organization was asked whether it shares what it learned. Its answer appears"
            " here.",
            "%(n)s organizations were asked whether they share what they learned. Their answers"
            " appear here.", n,
        ),
        "open": ngettext(
            "%(n)s organization is open to share. It can be proposed to one that is ready.",
            "%(n)s organizations are open to share. They can be proposed to one that is ready.", n,
        ),
    }[kind]  # fmt: skip
    return text % {"n": spelled_first(n)}
