"""Pairs for tests: a ready application, a willing offer, a judgment, a proposal in any state."""

from datetime import date

from factory.django import DjangoModelFactory

from foundation import signatures
from matching.models import (
    AlignmentReview,
    Application,
    ApplicationState,
    MatchProposal,
    OfferState,
    ProposalState,
)
from matching.seats import Seats
from matching.services import consent, proposals, reviews
from partnerships.models import Expertise, Initiative, Side, Term
from tests import factories_matching as make
from tests.factories import NOW, TODAY, MembershipFactory, OrganizationFactory

P, T = Side.PARTNER.value, Side.THOUGHT_PARTNER.value
JUDGED = {
    **dict.fromkeys(reviews.WRITTEN, ""),
    "judgment": "first",
    "level_a": 3,
    "evidence_a": "Both pay residents from posts that exist.",
    "level_b": None,
    "level_c": 1,
    "evidence_c": "Two years in one place.",
    "shareable": 2,
    "benefit": 2,
    "in_short": "Same initiative, two years further on.",
}


class ReviewFactory(DjangoModelFactory):
    """A bare row, not judged."""

    class Meta:
        model = AlignmentReview

    created_at = NOW
    changed_at = NOW


def decider(organization, **more):
    """Return the membership of a new person who decides for `organization`."""
    return MembershipFactory(organization=organization, leads=True, **more)


def worker(organization, **more):
    """Return the membership of a new person who does the work there."""
    return MembershipFactory(organization=organization, **more)


def ready(**more):
    """Return an application that is ready, with a facilitator and an initiative."""
    round = more.pop("round", None) or make.OpenRoundFactory()
    by = more.pop("facilitator", None) or make.facilitator(round.program)
    organization = more.pop("organization", None) or OrganizationFactory(short_name="Cedarbrook")
    form = make.in_state(
        ApplicationState.READY, round=round, organization=organization, facilitator=by, **more
    )
    return Application.objects.select_related("round", "organization", "facilitator").get(
        pk=form.pk
    )


def willing(round, *, said="Prairie", state=OfferState.WILLING, **more):
    """Return an offer of a new organization in `round`."""
    organization = more.pop("organization", None) or OrganizationFactory(short_name=said)
    return make.OfferFactory(round=round, organization=organization, state=state, **more)


def runs(organization, *topics, contexts=(), **more):
    """Return an initiative of the directory that `organization` runs."""
    row = Initiative.objects.create(
        organization=organization, created_at=NOW, changed_at=NOW,
        **{"title": "Paid residencies", "stage": "implementing", **more},
    )  # fmt: skip
    row.topics.set(terms("topic", *topics))
    row.contexts.set(terms("context", *contexts))
    return row


def knows(organization, topic, depth=4, **more):
    """Return a claim of `organization`, confirmed on the tests' day."""
    given = {"state": "confirmed", "confirmed_on": TODAY, "claim": "We pay residents.", **more}
    (term,) = terms("topic", topic)
    return Expertise.objects.create(
        organization=organization, topic=term, depth=depth, created_at=NOW, changed_at=NOW, **given
    )


def terms(vocabulary, *slugs):
    """Return the terms of a vocabulary by slug."""
    return list(Term.objects.filter(vocabulary=vocabulary, slug__in=slugs))


def about(application, *topics, contexts=(), **more):
    """Say what an application is about, as its facilitator."""
    return reviews.say_what_it_is_about(
        application=application, topics=terms("topic", *topics), now=NOW,
        contexts=terms("context", *contexts), work=more.get("work", ""),
        by=application.facilitator,
    )  # fmt: skip


def reviewed(application, offer, **more):
    """Return the judgment of a pair, one that may be proposed unless `more` says otherwise."""
    return reviews.judge(
        application=application, offer=offer, suggested=None, values={**JUDGED, **more}, expected=0,
        by=application.facilitator, now=NOW,
    )  # fmt: skip


def pair(**more):
    """Return (application, offer, deciders by side) of a pair that may be proposed."""
    application = more.pop("application", None) or ready()
    offer = more.pop("offer", None) or willing(application.round)
    zones = more.pop("zones", {})
    people = {}
    for side, row in ((P, application), (T, offer)):
        zone = zones.get(side, "America/Chicago")
        people[side] = decider(row.organization, user__time_zone=zone, title="Superintendent")
        worker(row.organization, title="Coaching lead")
    return application, offer, people


def values(application, **more):
    """Return what a proposal says."""
    return {
        "purpose": "Cedarbrook learns how to pay residents.",
        "brief_partner": "Prairie has done it.",
        "brief_thought_partner": "Cedarbrook begins.",
        "starts_on": date(2027, 5, 1),
        "ends_on": date(2028, 1, 31),
        "facilitator": application.facilitator,
        **more,
    }


def named(application, offer):
    """Return the people of both sides: the first who leads decides, the last does the work."""
    rows = Seats(application, offer, TODAY).rows.values()
    found = []
    for side, row in ((P, application), (T, offer)):
        mine = [one for one in rows if one.organization_id == row.organization_id]
        leads = [one for one in mine if one.leads]
        others = [one for one in mine if not one.leads]
        found += [(one, side, True, not others) for one in leads[:1]]
        found += [(one, side, False, True) for one in others[-1:]]
    return found


def drafted(*, review=None, override="", **more):
    """Return a proposal nobody has read yet."""
    if review is None:
        application, offer, _people = pair(zones=more.pop("zones", {}))
        review = reviewed(application, offer)
    by = review.application.facilitator
    return proposals.draft(
        review=review, values=values(review.application, **more),
        people=named(review.application, review.offer), override_reason=override, by=by, now=NOW,
    )  # fmt: skip


def sent(**more):
    """Return a proposal that is with both sides."""
    now = more.pop("now", NOW)
    proposal = drafted(**more)
    proposals.send(proposal=proposal, by=proposal.application.facilitator, now=now)
    return again(proposal)


def again(proposal):
    """Read a proposal anew."""
    return MatchProposal.objects.with_parties().get(pk=proposal.pk)


def who(proposal, side):
    """Return the person asked on `side`."""
    return proposal.people.select_related("user").get(side=side, decides=True).user


def say(proposal, side, answer="accept", *, by=None, now=NOW, conditions="", reason="", **more):
    """Answer as the person asked on `side`, having read the page as it stands."""
    proposal = again(proposal)
    mine = consent.said(proposal, side)
    given = {
        "expected": mine.version if mine else 0,
        "seen": signatures.digest(proposal.content(side)),
        **more,
    }
    return consent.answer(
        proposal=proposal, side=side, answer=answer, conditions=conditions, reason=reason,
        by=by or who(proposal, side), now=now, **given,
    )  # fmt: skip


def in_state(state):
    """Return a proposal in `state`, brought there by the services."""
    if state == ProposalState.DRAFTED:
        return drafted()
    proposal = sent()
    by = proposal.application.facilitator
    if state == ProposalState.MATCHED:
        say(proposal, P)
        say(proposal, T)
    elif state == ProposalState.NOT_PROCEEDING:
        say(proposal, P)
        say(proposal, T, "decline")
    elif state == ProposalState.EXPIRED:
        proposals.expire_due(max(proposal.partner_until, proposal.thought_partner_until))
    elif state == ProposalState.WITHDRAWN:
        proposals.withdraw(proposal=proposal, why="A mistake.", by=by, now=NOW)
    return again(proposal)
