"""Reads a whole round in a dozen queries, however large, and compares who could meet whom."""

import dataclasses
import datetime
import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from partnerships.models import Expertise
from partnerships.models import Initiative as InitiativeRow

from . import offered
from .alignment import ENOUGH, Claim, Initiative, Party, Topic, best
from .fit import Fit, fit
from .models import (
    AlignmentReview,
    Application,
    ApplicationState,
    Judgment,
    MatchFacts,
    MatchProposal,
    Offer,
    OfferState,
    ProposalState,
    RoundWish,
    WishKind,
)
from .round_weights import WAYS

OPEN = (ApplicationState.READY, ApplicationState.WAITLISTED)
MOST_COMPARED = 1_000_000  # pairs: some two minutes, behind the page
LEAST_COMPARED = 20  # of one who asks


@dataclass(frozen=True)
class Asker:
    """One who asks: the row, what is compared, and a fingerprint of both."""

    row: Any
    party: Party
    initiative: Initiative
    known: str

    @property
    def lot(self) -> str:
        """What is drawn by between equals: the same wherever the same round is made."""
        return f"{self.row.organization.name} {self.initiative.title}"

    @property
    def words(self) -> set:
        """Topics with their parents, and settings."""
        return _names(self.initiative.topics) | self.initiative.contexts


@dataclass(frozen=True)
class Giver:
    """One who could share; `room` is how many more pairs it takes, `gain` 0 to 3 or None."""

    row: Any
    party: Party
    room: int
    gain: int | None
    known: str

    @property
    def lot(self) -> str:
        """What is drawn by between equals: the same wherever the same round is made."""
        return self.row.organization.name

    @property
    def words(self) -> set:
        """Topics of what it runs and knows with their parents, and settings."""
        run = self.party.initiatives
        topics = {claim.topic for claim in self.party.claims}.union(*(one.topics for one in run))
        return _names(topics).union(*(one.contexts for one in run))


@dataclass
class RoundFacts:
    """The round as read: both sides by id, what was judged, and what people asked of it."""

    day: datetime.date
    askers: dict = field(default_factory=dict)
    givers: dict = field(default_factory=dict)
    reviews: dict = field(default_factory=dict)  # (asker, giver) -> AlignmentReview
    pins: set = field(default_factory=set)
    vetoes: set = field(default_factory=set)

    def near(self):
        """Yield the pairs that share a topic, a parent of one, or a setting; others cannot fit.

        Where that is more than MOST_COMPARED, each who asks is compared with those it has most in
        common with.
        """
        by_word, order = defaultdict(list), sorted(self.givers)
        for place, key in enumerate(order):
            for word in self.givers[key].words:
                by_word[word].append(place)
        share = max(LEAST_COMPARED, MOST_COMPARED // max(1, len(self.askers)))
        for n, key in enumerate(sorted(self.askers)):
            asker = self.askers[key]
            common = Counter(at for word in asker.words for at in by_word.get(word, ()))
            for at in _closest(common, share, n, len(order)):
                if asker.row.organization_id != self.givers[order[at]].row.organization_id:
                    yield key, order[at]

    def fit(self, asker: str, giver: str) -> Fit:
        """Compare one pair."""
        one, other = self.askers[asker], self.givers[giver]
        return fit(one.party, one.initiative, other.party, today=self.day)

    def levels(self, asker: str, giver: str) -> dict[str, int | None] | None:
        """Return what is known of a pair by criterion; None when it may not be proposed.

        What the facilitator judged stands in the place of what the facts suggest (domain 2.2:
        one way at least much, something that may be shared, a gain).
        """
        review = self.reviews.get((asker, giver))
        if review and review.judgment == Judgment.NOT_NOW:
            return None
        known = self.suggested(asker, giver)
        if review:
            known |= {name: review.levels[mode] for name, mode in WAYS.items()}
            known |= {"share": review.shareable, "gain": review.benefit}
        strongest = best(known[name] for name in WAYS)
        if strongest is None or strongest < ENOUGH or 0 in (known["share"], known["gain"]):
            return None
        return known

    def suggested(self, asker: str, giver: str) -> dict[str, int | None]:
        """Return what the facts say of a pair by criterion, 0 to 3, None where nobody knows."""
        found, one = self.fit(asker, giver), self.givers[giver]
        told = self.askers[asker].initiative.contexts
        compared = bool(told) and any(each.contexts for each in one.party.initiatives)
        return {
            **{name: found.levels[mode] for name, mode in WAYS.items()},
            "share": found.shareable,
            "gain": one.gain,
            "time": max(0, 3 - one.party.load),
            "new": min(3, 1 + len(found.settings)) if compared else None,
        }


def read(round, now: datetime.datetime) -> RoundFacts:
    """Read who asks and who could share in `round`, and what stands between them."""
    offers = list(_offers(round, now))
    forms = list(_applications(round))
    shelf = _Shelf(round)
    facts = RoundFacts(now.date())
    for form in forms:
        party = Party(gain=form.hoped_for, **_of(form.organization))
        mine = shelf.asked(form)
        key = _known(now, party, mine)
        facts.askers[str(form.pk)] = Asker(form, party, mine, key)
    gains = _gains(round)
    for offer in offers:
        giver = _giver(offer, shelf, gains.get(offer.pk, ""), now)
        facts.givers[str(offer.pk)] = giver
    _add_reviews(facts, round)
    _add_wishes(facts, round)
    return facts


def _giver(offer, shelf, gain, now):
    levels = offer.levels or {}
    party = Party(
        gain=gain, load=offer.load, may_share=levels.get("O2"), agreed=offer.agreed or "",
        initiatives=tuple(shelf.initiatives[offer.organization_id]),
        claims=tuple(shelf.claims[offer.organization_id]), **_of(offer.organization),
    )  # fmt: skip
    read = levels["O9"] - 1 if "O9" in levels else (2 if gain else None)
    room = max(0, offer.places - offer.taken)
    return Giver(offer, party, room, read, _known(now, party, read))


def _of(organization):
    return {
        "said": organization.said,
        "kind": organization.type.label if organization.type else "",
        "state": organization.state,
        "days_to_decide": organization.days_to_decide,
    }


def _known(now, *values) -> str:
    """Return a fingerprint of what was compared; days count, for claims grow old."""
    told = repr([now.date().isoformat(), *map(_told, values)])
    return hashlib.blake2b(told.encode(), digest_size=12).hexdigest()


def _told(value):
    if dataclasses.is_dataclass(value):
        return [_told(getattr(value, each.name)) for each in dataclasses.fields(value)]
    if isinstance(value, set | frozenset):
        return sorted((_told(each) for each in value), key=repr)
    if isinstance(value, tuple | list):
        return [_told(each) for each in value]
    return str(value)


def _names(topics):
    return {name for topic in topics for name in (topic.slug, *topic.parents)}


def _closest(common, share, turn, size):
    """The places with most in common; equal ones in turn, so that nobody is favored."""
    if len(common) <= share:
        return sorted(common)
    return sorted(nsmallest(share, common, key=lambda at: (-common[at], (at + turn) % size)))


# -- rows of the round ----------------------------------------------------------------------------
def _applications(round):
    rows = Application.objects.filter(round=round, state__in=OPEN)
    return rows.select_related("organization__type", "initiative").order_by("pk")


def _offers(round, now):
    rows = offered.with_facts(Offer.objects.filter(round=round, state=OfferState.WILLING))
    return rows.select_related("organization__type", "facilitator").order_by("pk")


def _gains(round):
    """What each said it would gain, where it is signed off."""
    offers = Offer.objects.filter(round=round, state=OfferState.WILLING).values("pk")
    rows = offered.gains().filter(sheet__context_id__in=offers)
    return dict(rows.values_list("sheet__context_id", "words"))


def _add_reviews(facts, round):
    rows = AlignmentReview.objects.filter(application__round=round, application__state__in=OPEN)
    for review in rows:
        facts.reviews[str(review.application_id), str(review.offer_id)] = review


def _add_wishes(facts, round):
    """What people asked for; a proposal that is written keeps its two together as well.

    Two who were proposed and said no are kept apart, whatever was asked for before they did.
    """
    standing = RoundWish.objects.standing().filter(application__round=round)
    written = MatchProposal.objects.filter(application__round=round, state=ProposalState.DRAFTED)
    asked = standing.values_list("application_id", "offer_id", "kind")
    kept = written.values_list("application_id", "offer_id").annotate(kind=F("state"))
    told = [*kept.order_by("pk"), *asked.order_by("pk")]
    taken = {one for one, _, kind in told if kind == ProposalState.DRAFTED}
    for one, other, kind in told:
        pair = str(one), str(other)
        if pair[0] not in facts.askers or pair[1] not in facts.givers:
            continue
        if kind == WishKind.VETO:
            facts.vetoes.add(pair)
        elif kind != WishKind.PIN or one not in taken:
            facts.pins.add(pair)
    facts.vetoes -= facts.pins
    refused = _refused(round)
    facts.vetoes |= {
        pair for pair in refused if pair[0] in facts.askers and pair[1] in facts.givers
    }
    facts.pins -= refused


def _refused(round) -> set:
    """Pairs of `round` that said no, but those somebody asked to keep together after that."""
    asked_again = RoundWish.objects.standing().filter(
        kind=WishKind.PIN, application=OuterRef("application"), offer=OuterRef("offer"),
        at__gt=OuterRef("answered_at"),
    )  # fmt: skip
    written = MatchProposal.objects.filter(
        state=ProposalState.DRAFTED, application=OuterRef("application"), offer=OuterRef("offer")
    )
    rows = MatchProposal.objects.refused().filter(application__round=round)
    rows = rows.exclude(Exists(asked_again)).exclude(Exists(written))
    return {(str(one), str(other)) for one, other in rows.values_list("application", "offer")}


# -- what the directory knows ---------------------------------------------------------------------
class _Shelf:
    """Initiatives and claims of everybody in the round, with their words."""

    def __init__(self, round):
        offers = Offer.objects.filter(round=round, state=OfferState.WILLING)
        forms = Application.objects.filter(round=round, state__in=OPEN)
        theirs = Q(organization__in=offers.values("organization"))
        rows = InitiativeRow.objects.filter(theirs | Q(pk__in=forms.values("initiative")))
        claims = Expertise.objects.filter(theirs)
        self.topics = _terms(rows, "topics")
        self.contexts = _terms(rows, "contexts")
        self.said_topics = _terms(MatchFacts.objects.filter(application__in=forms), "topics")
        self.said_contexts = _terms(MatchFacts.objects.filter(application__in=forms), "contexts")
        self.said = {
            row.application_id: row for row in MatchFacts.objects.filter(application__in=forms)
        }
        self.initiatives: dict = defaultdict(list)
        for row in rows.filter(theirs).order_by("pk"):
            self.initiatives[row.organization_id].append(self._initiative(row))
        self.claims: dict = defaultdict(list)
        self._add_claims(claims)

    def _add_claims(self, claims):
        parents: dict = defaultdict(set)
        for key, up in claims.values_list("topic_id", "topic__parents__slug").distinct():
            parents[key] |= {up} - {None}
        for row in claims.select_related("topic").order_by("pk"):
            topic = Topic(row.topic.slug, row.topic.label, frozenset(parents[row.topic_id]))
            claim = Claim(row.claim, topic, row.depth, row.years, row.sites, row.confirmed_on)
            self.claims[row.organization_id].append(claim)

    def _initiative(self, row, topics=frozenset(), contexts=frozenset(), work=""):
        return Initiative(
            title=row.title,
            stage=row.stage,
            stage_word=row.get_stage_display(),
            work=row.work or work,
            educators=row.educators,
            delivery=row.delivery,
            topics=_topics(self.topics[row.pk] | topics),
            contexts=frozenset(
                (slug, label) for slug, label, _ in self.contexts[row.pk] | contexts
            ),
        )

    def asked(self, form) -> Initiative:
        """What an application is about: the directory and what its facilitator said beside."""
        said = self.said.get(form.pk)
        if said is None:
            return self._initiative(form.initiative)
        return self._initiative(
            form.initiative, self.said_topics[said.pk], self.said_contexts[said.pk], said.work
        )


def _terms(rows, words) -> dict:
    """Return id -> {(slug, label, parent or None)} of one kind of words of `rows`."""
    found: dict = defaultdict(set)
    named = rows.exclude(**{words: None}).order_by()
    names = (f"{words}__slug", f"{words}__label", f"{words}__parents__slug")
    for key, *term in named.values_list("pk", *names):
        found[key].add(tuple(term))
    return found


def _topics(rows) -> frozenset[Topic]:
    parents: dict = defaultdict(set)
    for slug, label, up in rows:
        parents[slug, label] |= {up} - {None}
    return frozenset(Topic(slug, label, frozenset(up)) for (slug, label), up in parents.items())
