"""What the ratings of a round come to, side by side. Pure; never averaged across sides.

Source: domain 2.2. Responsiveness is the mean of statements 2, 9 and the partner's 10 and 11;
mutual value the lower of both sides' means of statement 3; the gap on value one side's own 3 minus
the other side's 4. "Cannot say" is left out and counted. Bands: 4.0 and more a strength, 3.0 to 3.9
talk about it, below 3.0 act.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

GAP, LOW, HIGH = 1.0, 3.0, 4.0
RESPONSIVE = ("needed_now", "plan_changes", "concrete", "fitted")
CANNOT_SAY = "cannot_say"


class Band(StrEnum):
    STRENGTH = "strength"
    TALK = "talk"
    ACT = "act"


@dataclass(frozen=True)
class Said:
    """One side: means by question key, how many forms are in, how often "cannot say" was said."""

    means: Mapping[str, float] = field(default_factory=dict)
    forms: int = 0
    cannot_say: int = 0

    @property
    def responsiveness(self) -> float | None:
        """The mean of what was rated among RESPONSIVE, or None."""
        return _mean([self.means[key] for key in RESPONSIVE if key in self.means])


def side(forms: Iterable[Mapping[str, str]]) -> Said:
    """Return what one side's forms say; each form maps question key to "1" … "5", "cannot_say"."""
    forms = list(forms)
    found: dict[str, list[int]] = {}
    unknown = 0
    for form in forms:
        for key, rating in form.items():
            if rating == CANNOT_SAY:
                unknown += 1
            elif rating.isdigit():
                found.setdefault(key, []).append(int(rating))
    means = {key: value for key, rows in found.items() if (value := _mean(rows)) is not None}
    return Said(means, len(forms), unknown)


def mutual_value(one: Said, other: Said) -> float | None:
    """Return the lower of both sides' means of "my organization is gaining", or None."""
    values = [said.means.get("we_gain") for said in (one, other)]
    known = [value for value in values if value is not None]
    return min(known) if len(known) == len(values) else None


def gap_on_value(own: Said, other: Said) -> float | None:
    """Return own "we gain" minus the other's "they gain": below zero, others see more than we."""
    mine, theirs = own.means.get("we_gain"), other.means.get("they_gain")
    return None if mine is None or theirs is None else round(mine - theirs, 2)


def apart(one: float | None, other: float | None) -> bool:
    """Say whether two means lie a point or more from each other."""
    return one is not None and other is not None and round(abs(one - other), 2) >= GAP


def flagged(one: float | None, other: float | None) -> bool:
    """Say whether a statement is worth a talk: far apart, or low on a side."""
    return apart(one, other) or any(mean is not None and mean < LOW for mean in (one, other))


def band(mean: float) -> Band:
    """Return the band of a mean of 1 to 5."""
    if mean >= HIGH:
        return Band.STRENGTH
    return Band.TALK if mean >= LOW else Band.ACT


def _mean(values) -> float | None:
    return round(sum(values) / len(values), 2) if values else None
