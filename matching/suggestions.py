"""Whom else to ask: organizations of the directory that nobody has asked in this round.

Facts first (topics with what they lie in, settings, stage, kind, delivery), words second, the same
on every database. The database keeps the nearest; at most `RANKED` are compared one by one, so ten
thousand listed organizations cost no more than a hundred. What comes out is a suggestion.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When

from partnerships.models import Expertise, Grant, Initiative, Organization, Term
from partnerships.models.standing import standing

from . import alignment
from .fit import Fit, fit
from .models import MatchFacts, Offer
from .ranking.words import TextLikeness

RANKED = 120
SHOWN = 5
FURTHER = [Initiative.Stage.PILOTING, Initiative.Stage.IMPLEMENTING, Initiative.Stage.REFINING,
           Initiative.Stage.REDESIGNING]  # fmt: skip


@dataclass(frozen=True)
class Suggestion:
    """An organization nobody asked yet, and why it may be worth asking."""

    organization: Organization
    party: alignment.Party
    fit: Fit
    likeness: float = 0.0

    @property
    def said(self) -> str:
        return self.party.said

    @property
    def enrolled(self) -> bool:
        return self.organization.enrolled

    @property
    def why(self) -> list[str]:
        """Return a sentence for each way in which it fits, strongest first."""
        known = [(found.level, key, found) for key, found in self.fit.modes.items() if found.level]
        known.sort(key=lambda each: (-each[0], each[1]))
        own = f"{self.said}: "  # it stands under its name
        return [
            f"{alignment.MODES[key]}: {' '.join(line.removeprefix(own) for line in found.evidence)}"
            for _level, key, found in known
        ]

    @property
    def practical(self) -> tuple[str, ...]:
        return self.fit.practical


class About:
    """The terms of one application as parts of a query, and what lies near them."""

    def __init__(self, application):
        initiative = application.initiative
        facts = getattr(application, "facts", None)
        self.exact = _terms("topics", application.initiative_id, facts)
        within = Q(pk__in=self.exact)
        related = Q(parents__in=self.exact) | Q(children__in=self.exact)
        siblings = Q(parents__children__in=self.exact)
        self.near = Term.objects.filter(within | related | siblings).values("pk")
        self.contexts = _terms("contexts", application.initiative_id, facts)
        self.delivery = initiative.delivery
        self.kind = application.organization.type_id

    def nearest_first(self, rows, organization: str):
        """Order `rows` by how near the facts of their `organization` are; then by key."""
        facts = [
            (8, Q(**{f"{organization}__in": self._runs("topics", self.exact)})),
            (8, Q(**{f"{organization}__in": self._knows(self.exact)})),
            (6, Q(**{f"{organization}__in": self._runs(
                "contexts", self.contexts, initiative__stage__in=FURTHER)})),
            (4, Q(**{f"{organization}__in": self._awarded(self.exact)})),
            (2, Q(**{f"{organization}__in": self._runs("topics", self.near)})),
            *self._kin(organization),
        ]  # fmt: skip
        score = sum(
            (Case(When(fact, then=Value(n)), default=Value(0)) for n, fact in facts),
            start=Value(0, output_field=IntegerField()),
        )
        return rows.order_by(score.desc(), "pk")

    def _runs(self, words, terms, **more):
        """Organizations with an initiative on one of `terms`; each of these reads an index once."""
        through = getattr(Initiative, words).through.objects.filter(term__in=terms, **more)
        return through.values("initiative__organization")

    def _knows(self, terms):
        return Expertise.objects.filter(topic__in=terms).values("organization")

    def _awarded(self, terms):
        through = Grant.topics.through.objects.filter(term__in=terms)
        return through.values("grant__organization")

    def _kin(self, organization):
        if self.delivery:
            same = Initiative.objects.filter(delivery__iexact=self.delivery)
            yield 1, Q(**{f"{organization}__in": same.values("organization")})
        if self.kind:
            own = "type" if organization == "pk" else f"{organization}__type"
            yield 1, Q(**{own: self.kind})

    def anybody(self):
        """Return what holds for organizations with at least one fact near it."""
        return (
            Q(pk__in=self._runs("topics", self.near))
            | Q(pk__in=self._runs("contexts", self.contexts))
            | Q(pk__in=self._awarded(self.near))
            | Q(pk__in=self._knows(self.near))
        )


def _terms(name, initiative, facts):
    """Return the keys of the terms of an initiative and of what its facilitator said."""
    rows = getattr(Initiative, name).through.objects.filter(initiative=initiative)
    if facts is None:
        return rows.values("term")
    said = getattr(MatchFacts, name).through.objects.filter(matchfacts=facts.pk)
    return rows.values("term").union(said.values("term"))


def nearest(application, user, named: str = "") -> list[Organization]:
    """Return at most `RANKED` organizations near `application` that nobody asked in its round.

    One query. Left out: its own organization and those `user` belongs to. An organization
    called `named` comes first.
    """
    about = About(application)
    asked = Offer.objects.filter(round=application.round_id).values("organization")
    own = list(standing(user).organizations)
    wanted = called(named) | about.anybody() if named else about.anybody()
    rows = Organization.objects.filter(wanted)
    rows = rows.exclude(pk__in=asked).exclude(pk=application.organization_id)
    rows = about.nearest_first(rows.exclude(pk__in=own), "pk").with_sector()
    if named:
        first = Case(When(called(named), then=Value(1)), default=Value(0))
        rows = rows.order_by(first.desc(), *rows.query.order_by)
    return list(rows[:RANKED])


def called(name: str, where: str = "") -> Q:
    """Return what holds for the organization of this name; `where` leads to it."""
    return Q(**{f"{where}name__iexact": name}) | Q(**{f"{where}short_name__iexact": name})


def ranked(rows, asks, mine, known, *, text: str, today: datetime.date) -> list[Suggestion]:
    """Return a Suggestion for each of `rows`, the nearest by facts first, then by words.

    `known` are `directory.Facts` with the texts of `rows`; `text` is what the application says.
    """
    rows = sorted(rows, key=lambda row: (row.name, str(row.pk)))
    likeness = TextLikeness([known.text(row.pk) for row in rows]).scores(text) if rows else []
    found = []
    for row, like in zip(rows, likeness, strict=True):
        party = alignment.Party(
            said=row.said, kind=row.type.label if row.type else "", state=row.state,
            sector=row.in_sector.label if row.in_sector else "",
            days_to_decide=row.days_to_decide, **known.known(row.pk),
        )  # fmt: skip
        one = fit(asks, mine, party, today=today)
        found.append(Suggestion(row, party, one, round(like, 6)))
    return sorted(found, key=lambda one: _order(one, asks, mine))


def _order(one, asks, mine):
    return (one.fit.order, _closeness(one.party, asks, mine), -one.likeness, one.said)


def _closeness(party, asks, mine) -> tuple:
    """How many topics and settings they share, the same delivery, the same kind: more is nearer."""
    topics = {topic.slug for run in party.initiatives for topic in run.topics}
    topics |= {claim.topic.slug for claim in party.claims}
    topics |= {award.topic.slug for award in party.awards}
    contexts = {context for run in party.initiatives for context in run.contexts}
    ways = {run.delivery.lower() for run in party.initiatives if run.delivery}
    return (
        -len({topic.slug for topic in mine.topics} & topics),
        -len(mine.contexts & contexts),
        -int(mine.delivery.lower() in ways),
        -int(bool(party.kind) and party.kind == asks.kind),
    )


def worth_asking(found: list[Suggestion]) -> list[Suggestion]:
    """Return the few shown: those that fit in some way we know of."""
    return [one for one in found if one.fit.best][:SHOWN]
