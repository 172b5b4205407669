"""What counts how much when a round is solved, and the two numbers it makes of a pair. Pure.

Fit for the partner is the best of the three ways of fitting, each as strong as its weight lets it
be, beside what may be shared; benefit for the thought partner is what it gains, its time, and
something new. Both from 0 to 100, never added: the weaker one counts (peers 3.3, 2 and 3).
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

METHOD = "1"  # of the numbers: raised when the same levels may give others
LEAST, MOST = 0, 10
WAYS = {"same": "a", "setting": "b", "deep": "c"}  # the mode of matching/alignment.py
FOR_PARTNER = (*WAYS, "share")
FOR_THOUGHT_PARTNER = ("gain", "time", "new")
CRITERIA = FOR_PARTNER + FOR_THOUGHT_PARTNER
USUAL = {"same": 6, "setting": 6, "deep": 6, "share": 2, "gain": 4, "time": 2, "new": 1}
LABELS = {
    "same": gettext_lazy("Same initiative"),
    "setting": gettext_lazy("Same setting, further on"),
    "deep": gettext_lazy("Deep on the topic"),
    "share": gettext_lazy("What may be shared"),
    "gain": gettext_lazy("What it would gain"),
    "time": gettext_lazy("The time it has"),
    "new": gettext_lazy("A setting that is new to it"),
}
UNKNOWN = -1


def wrong(weights: Mapping[str, int]) -> list[str]:
    """Return why these weights cannot be used, a sentence each; [] when they can."""
    said = []
    if not any(weights[name] for name in WAYS):
        said.append(_("At least one of the three ways of fitting has to count."))
    if not any(weights[name] for name in FOR_THOUGHT_PARTNER):
        said.append(_("Something of what the thought partner gets has to count."))
    return said


def numbers(levels: Mapping, weights: Mapping[str, int]) -> tuple:
    """Return (fit, benefit) of each pair, whole numbers from 0 to 100.

    `levels` holds one array a criterion, 0 to 3 or UNKNOWN for each pair. What nobody knows of the
    ways of fitting cannot speak for a pair; of the rest it counts half, neither yes nor no.
    """
    top = max(weights[name] for name in WAYS)
    best = 0
    for name in WAYS:
        known = levels[name] * (levels[name] > 0)
        best = _larger(best, known * weights[name])
    share = weights["share"]
    fit = 100 * (2 * best + share * _doubled(levels["share"])) // (6 * (top + share))
    whole = 6 * sum(weights[name] for name in FOR_THOUGHT_PARTNER)
    gained = sum(weights[name] * _doubled(levels[name]) for name in FOR_THOUGHT_PARTNER)
    return fit, 100 * gained // whole


def _larger(one, other):
    return other + (one - other) * (one > other)


def _doubled(level):
    """Twice the level, three where it is not known: half of the way from 0 to 3."""
    return 2 * level * (level >= 0) + 3 * (level < 0)
