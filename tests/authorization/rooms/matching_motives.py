"""Why each side comes: written beside an offer, read before the charter.

Loaded by rooms/matching.py after rooms/matching_pairs.py.
"""

from datetime import timedelta

from django.urls import reverse

from matching.models import MatchProposal, Origin, ProposalState, Reasons
from tests import factories_proposals as pairs
from tests.authorization.rooms import matching_pairs
from tests.authorization.world import SIDES, Try
from tests.factories import NOW

STAMP = {"created_at": NOW, "changed_at": NOW}


def build(world):
    """The partnership of the world came from a pair that told why it comes."""
    review = matching_pairs._pair(world, "judged")
    proposal = pairs.drafted(review=review)
    until = NOW + timedelta(days=14)
    MatchProposal.objects.filter(pk=proposal.pk).update(
        state=ProposalState.MATCHED, partnership=world.things["partnership", SIDES[0]],
        sent_at=NOW, asked_at=NOW, partner_until=until, thought_partner_until=until,
    )  # fmt: skip
    Origin.objects.create(
        application=review.application, goals=world.canary("motives", "words", "partner"), **STAMP
    )
    Reasons.objects.create(
        offer=review.offer, words=world.canary("motives", "words", "thought_partner"), **STAMP
    )


def written(world, side):
    offer = world.things["offer", side]
    return Try("post", reverse("matching:reasons", args=[offer.pk]), {"exchange": "on"})


def read(world, side):
    url = reverse("matching:motives", args=[world.things["partnership", side].pk])
    return Try("get", url, None, world.canary("motives", "words", side))


CELLS = {880: written, 881: read}
