"""The three ways in which a thought partner fits an initiative, in words, from stated facts only.

A: the same kind of initiative for a like purpose. B: a like one in a like setting, and the thought
partner further on. C: deep experience in the topic (domain 0.26 to 0.28). The best of the three
counts. What nobody stated is unknown, never no.
"""

from dataclasses import dataclass

from matching.alignment import KNOWS, NEEDS
from matching.wording import listed

from .score import Told, Vocabulary
from .words import shared_words

RUN = KNOWS["implementing"]  # who has an award has at least run what it was for
DEEP = 2  # awards on one topic
ORDER = "BAC"  # of equal ones: B asks most of a pair, C least
# For whom and how wide, which most awards share: no setting that makes two alike.
WIDE = frozenset({"high_need", "national", "state_level"})
SAID = 5  # words named where two texts speak of the same


@dataclass(frozen=True)
class Way:
    """How well one way fits: `level` 0 (not) to 3 (fully), None where it is not known."""

    level: int | None
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Why:
    """The mode, what speaks for the pair, against it, and what nobody stated."""

    mode: str  # A, B, C, "none" where nothing is in common, "unknown" where too little is stated
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    unknown: tuple[str, ...]


def why(initiative: Told, other: Told, vocabulary: Vocabulary) -> Why:
    """Return how `other` fits `initiative`, and why."""
    ways = {
        "A": same_kind(initiative, other, vocabulary),
        "B": further_on(initiative, other, vocabulary),
        "C": deep(initiative, other, vocabulary),
    }
    order = sorted(ORDER, key=lambda name: -(ways[name].level or 0))
    known = [name for name in ORDER if ways[name].level is not None]
    mode = order[0] if ways[order[0]].level else ("none" if len(known) == 3 else "unknown")
    reasons = [line for name in order if ways[name].level for line in ways[name].sentences]
    reasons += _words(initiative, other)
    reasons += _practical(initiative, other)
    return Why(
        mode,
        tuple(dict.fromkeys(reasons)) or (_nothing(mode),),
        tuple(line for way in ways.values() if way.level == 0 for line in way.sentences),
        tuple(_unknown(initiative, other)),
    )


def _nothing(mode):
    if mode == "unknown":
        return "Too little is stated to say."
    return "Nothing that is stated speaks for it."


def same_kind(initiative: Told, other: Told, vocabulary: Vocabulary) -> Way:
    """A: topics in common; more than half of what the initiative is about is fully."""
    if not (initiative.topics and other.topics):
        return Way(None)
    same = initiative.topics & other.topics
    if same:
        level = 3 if 2 * len(same) > len(initiative.topics) else 2
        return Way(level, (f"Both are about: {_labels(same, vocabulary)}.",))
    if near := vocabulary.near(initiative.topics, other.topics):
        return Way(1, (f"It has worked close to it: {_labels(near, vocabulary)}.",))
    return Way(0, (f"It was awarded for other topics: {_labels(other.topics, vocabulary)}.",))


def further_on(initiative: Told, other: Told, vocabulary: Vocabulary) -> Way:
    """B: a setting in common, work that is at least close, and the thought partner further on."""
    if not (initiative.settings and initiative.stage and other.settings):
        return Way(None)
    if not (initiative.topics and other.topics):
        return Way(None)
    mine = initiative.settings - WIDE
    if mine and not mine & other.settings:
        return Way(0, (f"It is not stated to have worked here: {_labels(mine, vocabulary)}.",))
    ahead = RUN - NEEDS[initiative.stage] if other.awards else 0
    if ahead < 1:
        return Way(0, ("The initiative runs already; nothing stated puts it further on.",))
    if not vocabulary.near(initiative.topics, other.topics) or not mine:
        return Way(0)
    return _run_here(mine & other.settings, initiative, ahead, vocabulary)


def _run_here(same, initiative, ahead, vocabulary):
    stage = initiative.stage.replace("_", " ")
    told = f"Both work here: {_labels(same, vocabulary)}. It has run its work; the initiative is"
    return Way(1 + (len(same) > 1) + (ahead < 3), (f"{told} at the stage “{stage}”.",))


def deep(initiative: Told, other: Told, vocabulary: Vocabulary) -> Way:
    """C: several awards on what the initiative is about."""
    if not (initiative.topics and other.times):
        return Way(None)
    met = {slug: other.times[slug] for slug in initiative.topics & other.times.keys()}
    most = max(met.values(), default=0)
    if most < DEEP:
        return Way(0)
    often = {slug for slug, times in met.items() if times == most}
    told = f"{most} of its awards or roles were for: {_labels(often, vocabulary)}."
    return Way(min(3, most), (told,))


def _words(initiative, other):
    said = shared_words(initiative.text, other.text)[:SAID]
    return [f"Both texts speak of: {', '.join(said)}."] if len(said) > 1 else []


def _practical(initiative, other):
    if initiative.state and initiative.state == other.state:
        yield f"Practical, not alignment: both are in {other.state}."


def _unknown(initiative, other):
    for stated, what in (
        (initiative.topics, "Which topics is the initiative about?"),
        (initiative.settings, "In which settings is the initiative?"),
        (initiative.stage, "At which stage is the initiative?"),
        (other.topics, f"What has {other.name or other.key} run, and on which topics?"),
        (other.settings, f"In which settings has {other.name or other.key} worked?"),
    ):
        if not stated:
            yield what


def _labels(slugs, vocabulary) -> str:
    return listed(sorted(f"“{vocabulary.label(slug)}”" for slug in slugs))
