"""What a workup says, how far it is, and the words it hands on. Three queries, however long."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from foundation.pictures_fishbone import Bone
from foundation.text import LONGEST

from .models import Cause

DEEP = 3  # whys in a row, each with how people know (our rule, as are the next two)
FEWEST_CAUSES = 2
FEWEST_SESSIONS = 2  # of two to four (domain 0.24)
PROBLEM = ("what", "who", "where", "how_much")
SHORT = 160  # letters of the problem that fit into the head of the fishbone


@dataclass(frozen=True)
class Step:
    """One thing to do; `sentence` says it, `page` names the address where it is done."""

    key: str
    title: str
    sentence: str
    done: bool


@dataclass(frozen=True)
class Line:
    """One answer to "why?" of a chain."""

    number: int
    because: str
    evidence: str


@dataclass
class Chain:
    """A chain with its whys in order; empty ones are left out."""

    pk: Any
    starts_from: str
    set_aside: bool
    whys: list[Line] = field(default_factory=list)

    @property
    def deep(self) -> bool:
        """Far enough down, and known rather than guessed."""
        return len(self.whys) >= DEEP and all(why.evidence for why in self.whys)

    @property
    def next_number(self) -> int:
        return self.whys[-1].number + 1 if self.whys else 1


@dataclass(frozen=True)
class Content:
    """All parts of one workup."""

    workup: Any
    problem: Any
    solution: Any
    chains: list[Chain]
    causes: list[Any]
    sessions: list[Any]

    # -- what stands ------------------------------------------------------------------------------
    @property
    def standing_chains(self) -> list[Chain]:
        return [chain for chain in self.chains if not chain.set_aside]

    @property
    def standing(self) -> list[Any]:
        """Causes in the order of their bones, root causes first."""
        order = Cause.Bone.values
        rows = [cause for cause in self.causes if not cause.set_aside_at]
        return sorted(rows, key=lambda cause: (order.index(cause.bone), not cause.chosen))

    @property
    def chosen(self) -> list[Any]:
        return [cause for cause in self.standing if cause.chosen]

    @property
    def met(self) -> list[Any]:
        """Standing sessions in the order of their days."""
        rows = [session for session in self.sessions if not session.set_aside_at]
        return sorted(rows, key=lambda session: (session.on, session.number))

    @property
    def aside(self) -> list[tuple[str, Any, str]]:
        """What was set aside: its kind, id and words."""
        chains = [("chain", row.pk, row.starts_from) for row in self.chains if row.set_aside]
        causes = [("cause", row.pk, row.text) for row in self.causes if row.set_aside_at]
        sessions = [
            ("session", row.pk, row.result or _("A session without a result"))
            for row in self.sessions if row.set_aside_at
        ]  # fmt: skip
        return chains + causes + sessions

    @property
    def bones(self) -> list[Bone]:
        """The fishbone: every bone, those without a cause bare."""
        return [
            Bone(str(bone.label), [(c.text, c.chosen) for c in self.standing if c.bone == bone])
            for bone in Cause.Bone
        ]

    @property
    def head(self) -> str:
        """The problem as it stands at the head of the fishbone."""
        text = " ".join(self.problem.what.split()) or _("The problem is not written yet")
        return text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"

    # -- how far it is ----------------------------------------------------------------------------
    @cached_property
    def steps(self) -> list[Step]:
        """Return the six steps in the order they are done (our rule)."""
        return [
            Step("problem", _("The problem"), _("Say what happens, to whom, where and how much."),
                 all(getattr(self.problem, name) for name in PROBLEM)),
            Step("whys", _("Asking why"),
                 _("Ask why three times in a row, and say each time how you know."),
                 any(chain.deep for chain in self.standing_chains)),
            Step("causes", _("What may lie behind it"),
                 _("Gather at least two causes from different sides."),
                 len(self.standing) >= FEWEST_CAUSES),
            Step("chosen", _("Root causes"), _("Choose a root cause that you have evidence for."),
                 bool(self.chosen)),
            Step("solution", _("A possible solution"),
                 _("Say what you could try, and which root cause it would change."), self._tied),
            Step("sessions", _("Sessions"),
                 _("Meet at least twice, and keep one line about each time."),
                 sum(bool(row.result) for row in self.met) >= FEWEST_SESSIONS),
        ]  # fmt: skip

    @property
    def _tied(self) -> bool:
        ids = {cause.pk for cause in self.chosen}
        return bool(self.solution.words) and self.solution.cause_id in ids

    @property
    def missing(self) -> list[Step]:
        return [step for step in self.steps if not step.done]

    # -- the words it hands on --------------------------------------------------------------------
    def carried(self) -> dict[str, str]:
        """Return what was found as two of the nine answers start from it, by item key."""
        problem = [getattr(self.problem, name) for name in PROBLEM]
        causes = [f"– {cause.text.rstrip('.')}. {cause.evidence}".strip() for cause in self.chosen]
        found = [_("What we found when we prepared:"), *problem, _("What lies behind it:"), *causes]
        cause = self.solution.cause.text if self._tied else ""
        tried = [
            _("What we could try since we prepared: %(words)s") % {"words": self.solution.words},
            _("It would change this: %(cause)s") % {"cause": cause} if cause else "",
            self.solution.sign,
        ]
        return {"R1": _joined(tried), "R5": _joined(found)}

    def as_pairs(self) -> dict[str, str]:
        """Return label to text in reading order, to be kept as a version."""
        pairs = {"problem": _joined([*(getattr(self.problem, n) for n in PROBLEM),
                                     self.problem.effect])}  # fmt: skip
        for number, chain in enumerate(self.standing_chains, start=1):
            whys = [f"{why.number}. {why.because} ({why.evidence})" for why in chain.whys]
            pairs[f"chain {number}"] = _joined([chain.starts_from, *whys])
        for cause in self.standing:
            mark = "root cause" if cause.chosen else cause.get_bone_display()
            pairs[f"cause {cause.pk}"] = _joined([f"{mark}: {cause.text}", cause.evidence])
        pairs["solution"] = _joined([self.solution.words, self.solution.sign])
        for row in self.met:
            pairs[f"session {row.number}"] = f"{row.on:%Y-%m-%d} {row.result}"
        return pairs


def load(workup) -> Content:
    """Return all that `workup` says; three queries when its problem and solution are at hand."""
    return Content(
        workup=workup,
        problem=workup.problem,
        solution=workup.solution,
        chains=_chains(workup),
        causes=list(workup.causes.order_by("created_at", "pk")),
        sessions=list(workup.sessions.order_by("on", "number")),
    )


def _chains(workup) -> list[Chain]:
    rows = workup.chains.order_by("created_at", "pk", "whys__number").values_list(
        "pk", "starts_from", "set_aside_at", "whys__number", "whys__because", "whys__evidence"
    )
    found: dict = {}
    for pk, starts_from, aside, number, because, evidence in rows:
        chain = found.setdefault(pk, Chain(pk, starts_from, aside is not None))
        if because:
            chain.whys.append(Line(number, because, evidence))
    return list(found.values())


def _joined(parts) -> str:
    return "\n".join(part for part in parts if part)[:LONGEST]
