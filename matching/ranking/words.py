"""Words of a text as stems and as ideas of the field, and how well two texts agree (BM25)."""

import math
import re
import unicodedata
from collections import Counter
from functools import cache

import snowballstemmer

from .ideas import IDEAS

STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "being",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "may",
        "more",
        "most",
        "much",
        "must",
        "no",
        "not",
        "of",
        "on",
        "once",
        "one",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "same",
        "she",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "too",
        "under",
        "until",
        "up",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
FREQUENT = 1.2  # k1: how fast saying a word again stops counting
LENGTH = 0.75  # b: how much a long text is held against it


@cache
def _stem(word: str) -> str:
    return snowballstemmer.stemmer("english").stemWord(word)


def stems(text: str) -> list[str]:
    """Return the stems of `text` in order, without the words that say nothing."""
    return [_stem(word) for word in _tokens(text) if word not in STOP]


def _tokens(text):
    """Words and numbers of any script, in small letters, accents as one sign."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())


@cache
def _ideas() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for idea, words in IDEAS.items():
        for word in {_stem(word) for word in words.split()}:
            found.setdefault(word, []).append(idea)
    return {word: tuple(sorted(ideas)) for word, ideas in found.items()}


def ideas(found: list[str]) -> list[str]:
    """Return the ideas that the stems `found` stand for, as often as they are met."""
    of = _ideas()
    return [idea for stem in found for idea in of.get(stem, ())]


class Agreement:
    """BM25 of a text against a fixed list of texts, each given as its terms."""

    def __init__(self, texts: list[list[str]]):
        self.counts = [Counter(text) for text in texts]
        self.lengths = [len(text) for text in texts]
        self.average = max(1.0, sum(self.lengths) / max(1, len(texts)))
        met = Counter(term for count in self.counts for term in count)
        n = len(texts)
        self.rarity = {t: math.log(1 + (n - m + 0.5) / (m + 0.5)) for t, m in met.items()}

    def scores(self, terms) -> list[float]:
        """Return the agreement with each text, 0 or more, in their order."""
        asked = sorted(set(terms) & self.rarity.keys())
        return [sum(self.part(term, n) for term in asked) for n in range(len(self.counts))]

    def part(self, term: str, n: int) -> float:
        """Return what one term adds to the agreement with text `n`."""
        said = self.counts[n][term]
        if not said:
            return 0.0
        long = 1 - LENGTH + LENGTH * self.lengths[n] / self.average
        return self.rarity[term] * said * (FREQUENT + 1) / (said + FREQUENT * long)


def shared_words(one: str, other: str) -> list[str]:
    """Return the words of `one` that `other` says too, in any form, long ones first."""
    said = set(stems(other))
    found: dict[str, str] = {}
    for word in _tokens(one):
        if word not in STOP and len(word) > 3 and _stem(word) in said:
            found.setdefault(_stem(word), word)
    return sorted(found.values(), key=lambda word: (-len(word), word))


def parts_of_best(values: list[float]) -> list[float]:
    """Return each value as its part of the best, 0 to 1."""
    best = max(values, default=0.0)
    return [value / best if best > 0 else 0.0 for value in values]


class TextLikeness:
    """How well a text agrees with each of fixed texts, by its words and by the ideas in them."""

    IDEAS = 0.5  # one idea beside one word, where nothing but text is known

    def __init__(self, texts: list[str]):
        terms = [stems(text) for text in texts]
        self.words, self.ideas = Agreement(terms), Agreement([ideas(each) for each in terms])

    def scores(self, text: str) -> list[float]:
        """Return the agreement with each text, 0 or more, in their order."""
        terms = stems(text)
        both = zip(self.words.scores(terms), self.ideas.scores(ideas(terms)), strict=True)
        return [word + self.IDEAS * idea for word, idea in both]
