"""Candidates, judgments, proposals and sealed answers."""

from django.urls import reverse

from foundation import signatures
from matching.services import consent, proposals, reviews
from partnerships.models import Membership
from tests import factories_matching as make
from tests import factories_proposals as pairs
from tests.authorization.world import SIDES, Try
from tests.factories import NOW

STATES = ("ready", "judged", "drafted", "sent", "settling", "held")
P, T = pairs.P, pairs.T


def build(world):
    """One pair in each place of its way. OWN and SLEAD decide for their organization."""
    for side in SIDES:
        people = world.sides["main", side]
        deciding = Membership.objects.filter(organization=people.organization)
        deciding.filter(user__in=[people.people[0], people.lead]).update(leads=True)
    for state in STATES:
        row = _pair(world, state)
        for side in SIDES:
            world.things["pair", state, side] = row  # the same for both sides


def _pair(world, state):
    round = make.OpenRoundFactory(program=world.program)
    facilitator = world.staff["FAC"]
    asks = world.sides["main", P].organization
    application = pairs.ready(round=round, facilitator=facilitator, organization=asks)
    shares = world.sides["main", T].organization
    offer = pairs.willing(round, organization=shares, facilitator=facilitator)
    if state == "ready":
        return application, offer
    review = reviews.judge(
        application=application, offer=offer, suggested=None, expected=0, by=facilitator, now=NOW,
        values={**pairs.JUDGED, "speaks_for": world.canary(state, "for", "both")},
    )  # fmt: skip
    return review if state == "judged" else _proposal(world, state, review)


def _proposal(world, state, review):
    briefs = {f"brief_{side}": world.canary(state, "brief", side) for side in SIDES}
    proposal = pairs.drafted(review=review, **briefs)
    if state == "drafted":
        return proposal
    proposals.send(proposal=proposal, by=review.application.facilitator, now=NOW)
    if state != "sent":
        _answer(world, state, proposal)
    return pairs.again(proposal)


def _answer(world, state, proposal):
    """Both have answered: in "settling" with conditions, in "held" with two yeses held up."""
    stranger = proposal.people.create(user=world.staff["FAC2"], side=T, title="Gone")
    for side in SIDES:
        fresh = pairs.again(proposal)
        answer, conditions = ("accept", "") if state == "held" else ("conditions", "Later.")
        consent.answer(
            proposal=fresh, side=side, answer=answer, conditions=conditions, expected=0,
            reason=world.canary(state, "reason", side), by=world.person("OWN", side), now=NOW,
            seen=signatures.digest(fresh.content(side)),
        )  # fmt: skip
    stranger.delete()  # it held up the founding, and does not any more


def _at(name, row, *args, **data):
    return Try("post", reverse(f"matching:{name}", args=[row.pk, *args]), data)


# -- rows 14 to 17 ---------------------------------------------------------------------------------
def _candidates(world, side, canary):
    application = world.things["pair", "judged", side].application
    return Try("get", reverse("matching:candidates", args=[application.pk]), None, canary)


def candidates(world, side):
    return _candidates(world, side, pairs.JUDGED["in_short"])


def rationale(world, side):
    return _candidates(world, side, world.canary("judged", "for", "both"))


def reason(world, side):
    proposal = world.things["pair", "settling", side]
    url = reverse("matching:answers", args=[proposal.pk, side])
    return Try("get", url, None, world.canary("settling", "reason", side))


def accept(world, side):
    proposal = world.things["pair", "sent", side]
    seen = signatures.digest(proposal.content(side))
    return _at("answer_proposal", proposal, answer="accept", seen=seen, version=0)


# -- what the facilitator does ---------------------------------------------------------------------
def about(world, side):
    application, _offer = world.things["pair", "ready", side]
    return _at("about", application, work="both")


def judged(world, side):
    application, offer = world.things["pair", "ready", side]
    said = {**pairs.JUDGED, "level_b": "", "in_short": "A new line"}
    return _at("review", application, offer.pk, **said)


def _filled(world, proposal):
    people = {side: world.sides["main", side] for side in SIDES}
    rows = Membership.objects.filter(user__in=[one.lead for one in people.values()])
    seats = {row.user_id: str(row.pk) for row in rows}
    said = {
        f"{side}_{role}": seats[people[side].lead.pk]
        for side in SIDES
        for role in ("decides", "implements")
    }
    values = pairs.values(proposal.application, purpose="Another purpose")
    return {**said, **values, "facilitator": world.staff["FAC"].pk}


def proposed(world, side):
    review = world.things["pair", "judged", side]
    return _at("propose", review, **_filled(world, review))


def drafted(world, side):
    proposal = world.things["pair", "drafted", side]
    given = {**_filled(world, proposal), "version": proposal.version}
    return [_at("change_proposal", proposal, **given), _at("send_proposal", proposal)]


def withdrawn(world, side):
    return _at("withdraw_proposal", world.things["pair", "sent", side], why="A mistake.")


def settled(world, side):
    return [
        _at("settle", world.things["pair", "settling", side], words="After three."),
        _at("found_now", world.things["pair", "held", side]),
    ]


def brief(world, side):
    proposal = world.things["pair", "sent", side]
    return Try("get", proposal.get_absolute_url(), None, world.canary("sent", "brief", side))


CELLS = {
    14: candidates, 15: rationale, 16: reason, 17: accept, 230: about, 231: judged, 232: proposed,
    233: drafted, 234: withdrawn, 235: settled, 236: brief,
}  # fmt: skip
