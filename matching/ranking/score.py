"""The order of thought partners for one initiative, with the way it fits and why."""

import math
from collections import Counter
from dataclasses import dataclass, fields

from .words import Agreement, ideas, parts_of_best, stems


@dataclass(frozen=True)
class Weights:
    """How much each part counts; hypotheses, chosen on half of the documented pairs.

    `state` is practical (a short drive, one licensing office) and never counts as alignment.
    """

    words: float = 1.0
    ideas: float = 0.1
    topics: float = 0.25
    settings: float = 0.45
    state: float = 0.4


@dataclass(frozen=True)
class Told:
    """What is known of one side: ids, its text, and words of the vocabulary (slugs)."""

    key: str
    name: str
    text: str
    topics: frozenset[str] = frozenset()
    settings: frozenset[str] = frozenset()
    state: str = ""
    awards: int = 0


@dataclass(frozen=True)
class Vocabulary:
    """Slugs to what people read, and to the slugs of their parents."""

    labels: dict[str, str]
    parents: dict[str, frozenset[str]]

    def label(self, slug: str) -> str:
        return self.labels.get(slug, slug.replace("_", " "))

    def with_parents(self, slugs) -> set[str]:
        """Return `slugs` and all that they lie in."""
        found, waiting = set(), list(slugs)
        while waiting:
            slug = waiting.pop()
            if slug not in found:
                found.add(slug)
                waiting += self.parents.get(slug, ())
        return found


@dataclass(frozen=True)
class Ranked:
    """One thought partner for one initiative; `mode` is A, B, C, or "" where nothing speaks."""

    key: str
    score: float
    mode: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """What one thing says for a thought partner, each 0 to 1."""

    words: float
    ideas: float
    topics: float
    settings: float
    state: float


class Ranker:
    """Orders a fixed list of thought partners for any initiative."""

    def __init__(self, thought_partners: list[Told], vocabulary: Vocabulary, weights=Weights()):
        self.known = sorted(thought_partners, key=lambda each: each.key)
        self.vocabulary, self.weights = vocabulary, weights
        terms = [stems(_all_text(each)) for each in self.known]
        self.words, self.ideas = Agreement(terms), Agreement([ideas(each) for each in terms])
        self.topic_rarity = _rarity([each.topics for each in self.known])
        self.setting_rarity = _rarity([each.settings for each in self.known])

    def rank(self, initiative: Told) -> list[Ranked]:
        """Return all thought partners, best first; equal ones by their key."""
        ranked = [
            self._ranked(initiative, other, part)
            for other, part in zip(self.known, self.parts(initiative), strict=True)
        ]
        return sorted(ranked, key=lambda each: (-each.score, each.key))

    def parts(self, initiative: Told) -> list[Part]:
        """Return what speaks for each thought partner, in the order of `known`."""
        terms = stems(_all_text(initiative))
        words = parts_of_best(self.words.scores(terms))
        agreed = parts_of_best(self.ideas.scores(ideas(terms)))
        return [
            Part(
                words[n],
                agreed[n],
                _covered(initiative.topics, other.topics, self.topic_rarity),
                _covered(initiative.settings, other.settings, self.setting_rarity),
                float(bool(initiative.state) and initiative.state == other.state),
            )
            for n, other in enumerate(self.known)
        ]

    def _ranked(self, initiative, other, part):
        score = sum(getattr(self.weights, f.name) * getattr(part, f.name) for f in fields(Part))
        return Ranked(
            other.key,
            round(score, 6),
            self._mode(initiative, other, part),
            tuple(self._reasons(initiative, other)),
        )

    def _mode(self, initiative, other, part):
        """A where most topics are the same, C where several awards lie in them, else B."""
        near = self.vocabulary.with_parents(initiative.topics) & other.topics
        same = {"A": part.topics, "B": part.settings, "C": _deep(other, near)}
        best = max(sorted(same), key=lambda mode: same[mode])
        return best if same[best] > 0 else ""

    def _reasons(self, initiative, other):
        label = self.vocabulary.label
        if both := sorted(label(slug) for slug in initiative.topics & other.topics):
            yield f"Both are about: {'; '.join(both)}."
        up = self.vocabulary.with_parents
        near = (up(initiative.topics) & up(other.topics)) - (initiative.topics & other.topics)
        if near:
            yield f"Both lie in: {'; '.join(sorted(label(slug) for slug in near))}."
        if both := sorted(label(slug) for slug in initiative.settings & other.settings):
            yield f"Both work in: {'; '.join(both)}."
        if other.awards > 1:
            yield f"{other.awards} documented awards or roles."
        if initiative.state and initiative.state == other.state:
            yield f"Practical, not alignment: both are in {other.state}."


def _all_text(told: Told) -> str:
    said = " ".join(slug.replace("_", " ") for slug in sorted(told.topics))
    return f"{told.text} {said}"


def _rarity(sets) -> dict[str, float]:
    met = Counter(slug for each in sets for slug in each)
    return {slug: math.log(1 + (len(sets) + 0.5) / (n + 0.5)) for slug, n in met.items()}


def _covered(asked, offered, rarity) -> float:
    """The part of `asked` that is in `offered`; what few offer counts more. Unknown is 0."""
    unseen = max(rarity.values(), default=0.0)
    whole = sum(rarity.get(slug, unseen) for slug in sorted(asked))
    return sum(rarity[slug] for slug in sorted(asked & offered)) / whole if whole else 0.0


def _deep(other: Told, near) -> float:
    return min(other.awards, 4) / 4 * len(near) / max(1, len(other.topics))
