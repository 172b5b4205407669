"""Lessons, verdicts and briefs for tests; people come from `factories_partnership.make_room`."""

import factory
from factory.django import DjangoModelFactory

from foundation import signatures
from insights import briefs
from insights.models import Brief, BriefLine, Insight, InsightState, Verdict
from partnerships.models import Side

from .factories import NOW
from .factories_partnership import PartnershipFactory


class InsightFactory(DjangoModelFactory):
    """A complete lesson of the thought partner that nobody has shared. `state=` moves along."""

    class Meta:
        model = Insight

    partnership = factory.SubFactory(PartnershipFactory)
    side = Side.THOUGHT_PARTNER
    strategy = "Give feedback in the lesson, in ten words or fewer"
    example = "In October two host teachers held up a card. The resident counted to four."
    setting = "Residency, 14 residents, city district"
    state = InsightState.COMPLETE
    completed_at = NOW
    created_at = NOW
    changed_at = NOW


def shared(partnership, *, approver=None, level=1, **fields) -> Insight:
    """Make a lesson that the other side has; `approver` said yes to its level."""
    yes = {"approved_at": NOW, "approved_by": approver, "approved_level": level}
    return InsightFactory(
        partnership=partnership, state=fields.pop("state", InsightState.SHARED), shared_at=NOW,
        level=level, **(yes if approver else {}), **fields,
    )  # fmt: skip


class VerdictFactory(DjangoModelFactory):
    class Meta:
        model = Verdict

    insight = factory.SubFactory(InsightFactory)
    choice = "adapt"
    here_changed = "We made the cards in both languages."
    created_at = NOW
    changed_at = NOW


class BriefFactory(DjangoModelFactory):
    class Meta:
        model = Brief

    partnership = factory.SubFactory(PartnershipFactory)
    title = "What host teachers need before a resident arrives"
    lead = "Three lessons from one year."
    created_at = NOW
    changed_at = NOW


class BriefLineFactory(DjangoModelFactory):
    class Meta:
        model = BriefLine

    brief = factory.SubFactory(BriefFactory)
    insight = factory.SubFactory(InsightFactory)
    heading = "Say it in the lesson, in ten words"
    text = "In October two of them held up a card instead."
    created_at = NOW
    changed_at = NOW


def signed(brief, room, side, *, seen=None, now=NOW):
    """Sign for `side` the words that stand, or those with the digest `seen`."""
    seen = seen or signatures.digest(briefs.text(brief))
    return briefs.sign(brief, side=side, seen=seen, by=room.decider(side), now=now)


def published(brief, room) -> Brief:
    """Send it, let both leaders sign, and return it."""
    briefs.send(brief, by=room.facilitator, now=NOW)
    return published_by_both(brief, room)


def published_by_both(brief, room) -> Brief:
    """Let both leaders sign what was sent, and return it."""
    for side in (Side.THOUGHT_PARTNER, Side.PARTNER):
        signed(brief, room, side)
    return Brief.objects.get(pk=brief.pk)
