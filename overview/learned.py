"""What was so at the match, and what came of it (domain 0.25, 3.28; peers 3.3, 9). Pure.

Counts of partnerships side by side, no proof. Below `FEWEST` a group has no figure, below `RATES`
no rate.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from matching.alignment import MODES

FEWEST, RATES = 5, 30
STRONGEST_FIRST = ("b", "a", "c")  # of equally good ways, as docs/matching.md says
UNJUDGED = "none"


@dataclass(frozen=True)
class Case:
    """One partnership founded from a proposal: what was judged then, and what came of it.

    `way` is a, b, c or "none"; `first` what the organization was answered first; `own` is True
    where the reader belongs to one of the two: it counts in no figure they read. `sectors` is
    "same", "two" or, where that of a side is not known, "".
    """

    partnership: str
    way: str
    first: str
    against: bool
    suggested: str
    sectors: str
    closed: bool
    verdicts: int = 0
    used: int = 0
    gains: bool = False
    own: bool = False

    @property
    def groups(self) -> tuple[str, ...]:
        """Its group in each of WAYS_TO_LOOK."""
        return (*self.judged, self.sectors)

    @property
    def judged(self) -> tuple[str, ...]:
        """Its group in those of WAYS_TO_LOOK that can never change, the first ones.

        What people say in the pulse is told by these alone: a partnership that moves from one group
        to another between two readings would tell of its few people.
        """
        rule = "against" if self.against else "by_rule"
        return (self.way, self.first, rule, self.suggested)


@dataclass(frozen=True)
class Way:
    """One way to look: a heading, and its groups in the order of the table."""

    heading: object  # lazy words
    groups: Mapping[str, object]


WAYS_TO_LOOK = (
    Way(
        gettext_lazy("By the strongest reason"),
        {key: MODES[key] for key in "abc"} | {UNJUDGED: gettext_lazy("No reason was judged")},
    ),
    Way(
        gettext_lazy("By the first answer on readiness"),
        {
            "ready": gettext_lazy("Found ready"),
            "preparing": gettext_lazy("Asked to prepare first"),
            "talk": gettext_lazy("A talk came first"),
            "not_now": gettext_lazy("Not now, at first"),
            "": gettext_lazy("No answer is kept"),
        },
    ),
    Way(
        gettext_lazy("By the rules, or against one of them"),
        {
            "by_rule": gettext_lazy("As the rules and the board proposed"),
            "against": gettext_lazy("Against one of them, with a reason"),
        },
    ),
    Way(
        gettext_lazy("By what the facts suggested"),
        {
            "same": gettext_lazy("The reason that was suggested"),
            "other": gettext_lazy("Another reason than suggested"),
            "": gettext_lazy("Judged before suggestions were kept"),
        },
    ),
    Way(  # domain 3.28
        gettext_lazy("By the sectors of the two sides, as the directory has them today"),
        {
            "same": gettext_lazy("Both of one sector"),
            "two": gettext_lazy("Of two sectors"),
            "": gettext_lazy("The sector of a side is not said"),
        },
    ),
)


@dataclass(frozen=True)
class Line:
    """One group in sentences; `small` stands in place of all figures."""

    name: str
    partnerships: int
    small: str = ""
    used: str = ""
    gains: str = ""
    pulse: str = ""
    rate: float | None = None  # lessons taken up of those with a verdict; None below RATES


def strongest(levels: Mapping[str, int | None]) -> str:
    """Return the way with the highest known level above "not", or "none"."""
    known = [(levels.get(key) or 0, key) for key in STRONGEST_FIRST]
    best = max(level for level, _key in known)
    return next(key for level, key in known if level == best) if best else UNJUDGED


def tables(cases: Iterable[Case], pulse: list[dict[str, str]]) -> list[tuple[str, list[Line]]]:
    """Return (heading, lines) for each way to look; `pulse` is what pulse.released lets tell."""
    shown = [case for case in cases if not case.own]
    found = []
    for number, way in enumerate(WAYS_TO_LOOK):
        told = pulse[number] if number < len(pulse) else {}
        lines = [
            _line(str(name), [c for c in shown if c.groups[number] == key], told.get(key, ""))
            for key, name in way.groups.items()
        ]
        found.append((str(way.heading), [line for line in lines if line.partnerships]))
    return found


def finding(found: list[tuple[str, list[Line]]]) -> str:
    """Return what the tables open with: which strongest reason came with most lessons taken up.

    Only groups that are told as a rate are compared; a small one would be read as a rule.
    """
    if not found:
        return ""
    lines = sorted((line for line in found[0][1] if line.rate is not None), key=_rate)
    if len(lines) < 2:
        return _("The groups are too small to say that one reason came with more than another.")
    least, most = lines[0], lines[-1]
    if least.rate == most.rate:
        return _("No reason came with more lessons taken up than another.")
    text = _("“%(most)s” came with most lessons taken up, %(used)s; “%(least)s” with fewest.")
    return text % {"most": most.name, "used": most.used, "least": least.name}


def _rate(line):
    return line.rate


def too_few(count: int) -> str:
    """Return why there is no table yet, or ""."""
    if count >= FEWEST:
        return ""
    if not count:
        return _("No partnership was founded from a proposal yet.")
    text = ngettext(
        "%(n)d partnership was founded from a proposal so far. From five on, what was judged"
        " stands here beside what came of it.",
        "%(n)d partnerships were founded from a proposal so far. From five on, what was judged"
        " stands here beside what came of it.",
        count,
    )
    return text % {"n": count}


def _line(name, cases, pulse):
    count = len(cases)
    if count < FEWEST:
        text = ngettext(
            "%(n)d partnership: too few to say anything of.",
            "%(n)d partnerships: too few to say anything of.",
            count,
        )
        return Line(name, count, small=text % {"n": count})
    verdicts, used = (sum(getattr(c, what) for c in cases) for what in ("verdicts", "used"))
    closed = [case for case in cases if case.closed]
    return Line(
        name,
        count,
        used=_of(used, verdicts, count) or _("No lesson has a verdict yet."),
        gains=_of(sum(c.gains for c in closed), len(closed), count) or _("None is closed yet."),
        pulse=pulse or _("Not told: somebody could be picked out."),
        rate=used / verdicts if verdicts and count >= RATES else None,
    )


def _of(part, whole, partnerships):
    if not whole:
        return ""
    if partnerships < RATES:
        return _("%(part)d of %(whole)d") % {"part": part, "whole": whole}
    told = {"part": part, "whole": whole, "rate": round(100 * part / whole)}
    return _("%(part)d of %(whole)d (%(rate)d in a hundred)") % told
