"""Which kind of partnership suits goals, months, hours and the worth of a topic (domain 4.10).

A suggestion with its reasons; people decide. Our rules, told beside the result. No database.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

GOALS = [
    ("exchange", _lazy("Hear what others have learned")),
    ("solve", _lazy("Get further with one initiative")),
    ("design", _lazy("Build and test something new together")),
    ("spread", _lazy("Let many places learn from each other")),
]
VALUES = [
    ("high", _lazy("A great deal: it is in their plan")),
    ("some", _lazy("It matters, beside other things")),
    ("low", _lazy("It is good to know")),
]


@dataclass(frozen=True)
class Kind:
    """One kind of partnership, what it needs at least, and what it is for."""

    key: str
    name: str | Promise
    about: str | Promise
    months: int
    hours: int
    goals: tuple[str, ...]


@dataclass(frozen=True)
class Advice:
    """One kind with what speaks for it and against it, in sentences."""

    kind: Kind
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


KINDS = (
    Kind("talk", _lazy("One conversation between peers"),
         _lazy("One or two calls about one question; nothing is signed."), 1, 1, ("exchange",)),
    Kind("community", _lazy("A community that meets and exchanges"),
         _lazy("Several organizations meet a few times a year around one topic."), 6, 2,
         ("exchange", "spread")),
    Kind("pair", _lazy("A thought partnership of two"),
         _lazy("Two organizations, a kickoff, 90 minutes a month for six to twelve months."), 6, 6,
         ("solve",)),
    Kind("design", _lazy("A design partnership"),
         _lazy("Two or more build, test and change something in short cycles."), 12, 16,
         ("design",)),
    Kind("network", _lazy("An improvement network"),
         _lazy("Many places test small changes and compare what happened."), 18, 12,
         ("spread", "design")),
)  # fmt: skip


def advise(*, goal: str, months: int, hours: int, value: str) -> list[Advice]:
    """Return every kind, the best suited first, with reasons.

    `months` there are, `hours` a month of all their people together.
    """
    given = [_weigh(kind, goal, months, hours, value) for kind in KINDS]
    return sorted(given, key=lambda one: _order(one, value))


def _order(advice, value):
    """Least against it, then most for it; of two alike the larger, if the topic is worth it."""
    larger = advice.kind.hours if value == "low" else -advice.kind.hours
    return len(advice.speaks_against), -len(advice.speaks_for), larger


def _weigh(kind, goal, months, hours, value):
    fits: list[str] = []
    not_fits: list[str] = []
    (fits if goal in kind.goals else not_fits).append(
        _("It is made for this goal.") if goal in kind.goals else _("It is made for another goal.")
    )
    named = {"needs": kind.months, "has": months}
    if months < kind.months:
        not_fits.append(_("It needs %(needs)s months or more; there are %(has)s.") % named)
    else:
        fits.append(_("There are enough months: it needs %(needs)s.") % named)
    named = {"needs": kind.hours, "has": hours}
    if hours < kind.hours:
        not_fits.append(_("It asks about %(needs)s hours a month; they have %(has)s.") % named)
    else:
        fits.append(_("There are enough hours: it asks about %(needs)s a month.") % named)
    _worth(kind, value, fits, not_fits)
    return Advice(kind, tuple(fits), tuple(not_fits))


def _worth(kind, value, fits, not_fits):
    """A larger investment pays where the topic matters; a small one where it does not."""
    large = kind.hours >= MUCH
    if value == "high" and large:
        fits.append(_("The topic matters a great deal, so a larger effort can pay."))
    elif value == "high" and kind.hours == 1:
        not_fits.append(_("The topic matters a great deal, and one conversation changes little."))
    elif value == "low" and large:
        not_fits.append(_("The topic is only good to know, so this is much effort for it."))


MUCH = 6  # hours a month from which we call a kind a larger effort; our rule
