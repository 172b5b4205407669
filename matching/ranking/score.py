"""The order of thought partners for one initiative, with the way each fits and why."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from .words import Agreement, ideas, parts_of_best, stems

LIKELY = 3  # topics that the words of a text may point to


@dataclass(frozen=True)
class Weights:
    """How much each part counts; hypotheses, chosen on half of the documented pairs.

    `state` is practical (a short drive, one licensing office) and never counts as alignment.
    """

    words: float = 1.0
    ideas: float = 0.2
    topics: float = 0.5
    settings: float = 0.45
    state: float = 0.4


@dataclass(frozen=True)
class Told:
    """What is known of one side: its text, and words of the vocabulary (slugs). "" is unknown.

    `stage` is of an initiative. `awards` counts what a thought partner was awarded for, `times`
    how many of those named a topic; who has an award has run what it was for.
    """

    key: str
    name: str
    text: str
    topics: frozenset[str] = frozenset()
    settings: frozenset[str] = frozenset()
    state: str = ""
    stage: str = ""
    awards: int = 0
    times: Mapping[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Vocabulary:
    """Slugs to what people read, to their meaning, and to the slugs of their parents."""

    labels: dict[str, str]
    parents: dict[str, frozenset[str]]
    topics: dict[str, str] = field(default_factory=dict)  # slug -> meaning

    def label(self, slug: str) -> str:
        """Return what people read; a word that is not in the vocabulary as it stands."""
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

    def near(self, slugs, others) -> set[str]:
        """Return those of `others` that are, hold, lie in or stand beside one of `slugs`."""
        mine = self.with_parents(slugs)
        return {slug for slug in others if self.with_parents([slug]) & mine}


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
        self.words = Agreement([self._terms(each) for each in self.known])
        self.ideas = Agreement([ideas(stems(_with_slugs(each))) for each in self.known])
        self.topic_rarity = _rarity([each.topics for each in self.known])
        self.setting_rarity = _rarity([each.settings for each in self.known])
        self.slugs = sorted(vocabulary.topics)
        told = (f"{_spoken(slug)} {vocabulary.label(slug)} {vocabulary.topics[slug]}"
                for slug in self.slugs)  # fmt: skip
        self.meanings = Agreement([stems(each) for each in told])

    def rank(self, initiative: Told) -> list[tuple[Told, float]]:
        """Return all thought partners with their score, best first; equal ones by their key."""
        scored = [
            (other, round(self.score(part), 6))
            for other, part in zip(self.known, self.parts(initiative), strict=True)
        ]
        return sorted(scored, key=lambda pair: (-pair[1], pair[0].key))

    def score(self, part: Part) -> float:
        """Return what `part` is worth."""
        return sum(getattr(self.weights, each.name) * getattr(part, each.name)
                   for each in fields(Part))  # fmt: skip

    def parts(self, initiative: Told) -> list[Part]:
        """Return what speaks for each thought partner, in the order of `known`."""
        topics = initiative.topics or self.likely_topics(initiative.text)
        words = parts_of_best(self.words.scores(self._terms(initiative)))
        agreed = parts_of_best(self.ideas.scores(ideas(stems(_with_slugs(initiative)))))
        return [
            Part(
                words[n],
                agreed[n],
                _covered(topics, other.topics, self.topic_rarity),
                _covered(initiative.settings, other.settings, self.setting_rarity),
                float(bool(initiative.state) and initiative.state == other.state),
            )
            for n, other in enumerate(self.known)
        ]

    def likely_topics(self, text: str) -> frozenset[str]:
        """Return up to three topics that the words of `text` point to, where none are stated."""
        scores = self.meanings.scores(stems(text))
        order = sorted(range(len(scores)), key=lambda n: (-scores[n], self.slugs[n]))
        return frozenset(self.slugs[n] for n in order[:LIKELY] if scores[n] > 0)

    def _terms(self, told):
        labels = " ".join(self.vocabulary.label(slug) for slug in sorted(told.topics))
        return stems(f"{_with_slugs(told)} {labels}")


def _spoken(slug) -> str:
    return slug.replace("_", " ")


def _with_slugs(told: Told) -> str:
    return " ".join([told.text, *(_spoken(slug) for slug in sorted(told.topics))])


def _rarity(sets) -> dict[str, float]:
    met = Counter(slug for each in sets for slug in each)
    return {slug: math.log(1 + (len(sets) + 0.5) / (n + 0.5)) for slug, n in met.items()}


def _covered(asked, offered, rarity) -> float:
    """The part of `asked` that is in `offered`; what few offer counts more.

    What nobody offers tells nothing apart and is left out; where nothing is left it is 0.
    """
    whole = sum(rarity[slug] for slug in sorted(asked) if slug in rarity)
    return sum(rarity[slug] for slug in sorted(asked & offered)) / whole if whole else 0.0
