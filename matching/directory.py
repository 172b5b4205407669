"""Reads what the directory knows of several organizations in one query, for the comparison."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import CharField, DateField, F, IntegerField, TextField, Value
from django.db.models.functions import Cast, Concat

from partnerships.models import Expertise, Grant
from partnerships.models import Initiative as InitiativeRow

from .alignment import Award, Claim, Initiative, Topic
from .models import MatchFacts


class Row(NamedTuple):
    """One fact with one of its words; a fact with several words comes several times."""

    kind: str
    organization: object
    pk: object
    title: str
    stage: str
    work: str
    educators: str
    delivery: str
    depth: int | None
    years: int | None
    sites: int | None
    confirmed: object
    vocabulary: str
    slug: str | None
    label: str | None
    parent: str | None


@dataclass
class Facts:
    """What was read: rows by fact, and the application's own initiative."""

    asked: Initiative
    _initiatives: dict = field(default_factory=dict)  # organization -> [Initiative]
    _claims: dict = field(default_factory=dict)
    _awards: dict = field(default_factory=dict)
    _texts: dict = field(default_factory=dict)  # organization -> what it says of its work

    def initiatives(self, organization) -> tuple[Initiative, ...]:
        return tuple(self._initiatives.get(organization, ()))

    def claims(self, organization) -> tuple[Claim, ...]:
        return tuple(self._claims.get(organization, ()))

    def awards(self, organization) -> tuple[Award, ...]:
        return tuple(self._awards.get(organization, ()))

    def known(self, organization) -> dict:
        """What `alignment.Party` takes of the facts of one organization."""
        return {
            "initiatives": self.initiatives(organization),
            "claims": self.claims(organization),
            "awards": self.awards(organization),
        }

    def text(self, organization) -> str:
        """Everything it says of its work, for comparing words; read for `texts_of` only."""
        return " ".join(sorted(self._texts.get(organization, ())))


def facts(application, organizations, texts_of=()) -> Facts:
    """Return the facts of `organizations`, and what `application` is about.

    One query. What its facilitator said it is about counts beside what the directory says.
    The long texts are read for the organizations `texts_of` only.
    """
    own = InitiativeRow.objects.filter(pk=application.initiative_id)
    theirs = InitiativeRow.objects.filter(organization__in=organizations)
    claims = Expertise.objects.filter(organization__in=organizations)
    grants = Grant.objects.filter(organization__in=organizations)
    said = MatchFacts.objects.filter(application=application.pk)
    first, *rest = [
        _of_initiatives("asked", own, "topics"),
        _of_initiatives("asked", own, "contexts"),
        _said(said, "topics"),
        _said(said, "contexts"),
        _of_initiatives("initiative", theirs, "topics"),
        _of_initiatives("initiative", theirs, "contexts"),
        _of_claims(claims),
        _of_grants(grants),
        *_texts(texts_of),
    ]
    rows = [Row(*row) for row in first.union(*rest, all=True)]
    return _grouped(rows, application)


def _of_initiatives(kind, rows, words):
    vocabulary = words.removesuffix("s")
    return rows.order_by().values_list(
        _text(kind), F("organization_id"), F("pk"), Cast("title", TextField()), "stage", "work",
        "educators", Cast("delivery", TextField()), _none(), _none(), _none(), _no_day(),
        _text(vocabulary), f"{words}__slug", f"{words}__label",
        "topics__parents__slug" if words == "topics" else _text(""),
    )  # fmt: skip


def _said(rows, words):
    vocabulary, empty = words.removesuffix("s"), _text("")
    return rows.order_by().values_list(
        _text("asked"), F("application__organization_id"), F("application__initiative_id"),
        Cast(_text(""), TextField()), _text(""), "work", _text(""), Cast(_text(""), TextField()),
        _none(), _none(), _none(), _no_day(), _text(vocabulary), f"{words}__slug",
        f"{words}__label", "topics__parents__slug" if words == "topics" else empty,
    )  # fmt: skip


def _of_claims(rows):
    return rows.order_by().values_list(
        _text("claim"), F("organization_id"), F("pk"), Cast("claim", TextField()), _text(""),
        _text(""), _text(""), Cast(_text(""), TextField()), "depth", "years", "sites",
        "confirmed_on", _text("topic"), "topic__slug", "topic__label", "topic__parents__slug",
    )  # fmt: skip


def _of_grants(rows):
    return rows.order_by().values_list(
        _text("grant"), F("organization_id"), F("pk"), Cast(_text(""), TextField()), _text(""),
        _text(""), _text(""), Cast(_text(""), TextField()), _none(), "fiscal_year", _none(),
        _no_day(), _text("topic"), "topics__slug", "topics__label", "topics__parents__slug",
    )  # fmt: skip


def _texts(organizations) -> list:
    if not organizations:
        return []
    told = Concat("title", Value(" "), "doing", Value(" "), "challenge", output_field=TextField())
    whose = {"organization__in": organizations}
    return [
        _of_texts(InitiativeRow.objects.filter(**whose), told),
        _of_texts(Grant.objects.filter(**whose), Cast("activity", TextField())),
    ]


def _of_texts(rows, told):
    empty = _text("")
    return rows.order_by().values_list(
        _text("text"), F("organization_id"), F("pk"), told, empty, empty, empty,
        Cast(empty, TextField()), _none(), _none(), _none(), _no_day(), empty, empty, empty, empty,
    )  # fmt: skip


def _text(value):
    return Value(value, output_field=CharField())


def _none():
    return Cast(Value(None), IntegerField())


def _no_day():
    return Cast(Value(None), DateField())


def _grouped(rows, application):
    by_fact: dict = defaultdict(list)
    for row in rows:
        by_fact[row.kind, row.pk].append(row)
    found = Facts(_asked(by_fact, application))
    for (kind, _pk), group in sorted(by_fact.items(), key=lambda item: str(item[0])):
        organization = group[0].organization
        if kind == "initiative":
            found._initiatives.setdefault(organization, []).append(_initiative(group))
        elif kind == "claim":
            found._claims.setdefault(organization, []).append(_claim(group))
            found._texts.setdefault(organization, []).append(group[0].title)
        elif kind == "grant":
            awards = [Award(topic, group[0].years) for topic in _topics(group)]
            found._awards.setdefault(organization, []).extend(awards)
        elif kind == "text":
            found._texts.setdefault(organization, []).append(group[0].title)
    return found


def _asked(by_fact, application):
    group = by_fact.get(("asked", application.initiative_id), [])
    row = application.initiative
    facts = getattr(application, "facts", None)
    return Initiative(
        title=row.title,
        stage=row.stage,
        stage_word=row.get_stage_display(),
        work=row.work or (facts.work if facts else ""),
        educators=row.educators,
        delivery=row.delivery,
        topics=_topics(group),
        contexts=_contexts(group),
    )


def _initiative(group):
    row = group[0]
    return Initiative(
        title=row.title,
        stage=row.stage,
        stage_word=str(InitiativeRow.Stage(row.stage).label),
        work=row.work,
        educators=row.educators,
        delivery=row.delivery,
        topics=_topics(group),
        contexts=_contexts(group),
    )


def _claim(group):
    row, (topic,) = group[0], _topics(group)
    return Claim(row.title, topic, row.depth, row.years, row.sites, row.confirmed)


def _topics(group):
    parents: dict = defaultdict(set)
    for row in group:
        if row.vocabulary == "topic" and row.slug:
            parents[row.slug, row.label].update({row.parent} - {None, ""})
    return frozenset(Topic(slug, label, frozenset(up)) for (slug, label), up in parents.items())


def _contexts(group):
    return frozenset((r.slug, r.label) for r in group if r.vocabulary == "context" and r.slug)
