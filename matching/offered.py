"""What is known of an offer beside its own row; read wherever offers are compared."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from instruments.models import Answer, SheetState, Voice
from partnerships.models import RUNNING, PartnershipOrganization, Side

from .models import MatchProposal, Reply

GAIN = "O9"  # the item in which an organization says what it would gain


def with_facts(offers, *, apart_from=None):
    """Annotate `offers` with what stands beside them.

    `levels`, `agreed` and `agreed_at` are of the newest reply; `taken` counts the places that
    proposals hold, those of the application `apart_from` left out; `load` counts the running
    partnerships in which the organization shares.
    """
    replies = Reply.objects.filter(offer=OuterRef("pk")).order_by("-at")
    held = MatchProposal.objects.holding_a_place().filter(offer=OuterRef("pk"))
    if apart_from is not None:
        held = held.exclude(application=apart_from)
    shares = PartnershipOrganization.objects.filter(
        organization=OuterRef("organization"),
        side=Side.THOUGHT_PARTNER,
        partnership__phase__in=RUNNING,
    )
    return offers.annotate(
        levels=Subquery(replies.values("levels")[:1]),
        agreed=Subquery(replies.values("agreed_note")[:1]),
        agreed_at=Subquery(replies.values("at")[:1]),
        taken=_count(held, "offer"),
        load=_count(shares, "organization"),
    )


def answers():
    """Return what organizations wrote and signed off, the empty ones left out."""
    rows = Answer.objects.filter(sheet__voice=Voice.WORDS, sheet__state=SheetState.SIGNED_OFF)
    return rows.exclude(words="")


def gains():
    """Return the answers of offers on what their organizations would gain."""
    return answers().filter(sheet__context_kind="matching.offer", item__key=GAIN)


def _count(rows, by):
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
