"""What an import did, in words."""

from dataclasses import dataclass, field

from .difference import Difference
from .parser import Problem


@dataclass
class Count:
    """Rows of one kind."""

    new: int = 0
    changed: int = 0
    same: int = 0

    def __str__(self):
        return f"{self.new} new, {self.changed} changed, {self.same} the same"


@dataclass
class Report:
    """`counts` by kind in order; `kept` are facts that people edited here and the import left.

    `difference` says row by row what is new, changed or kept.
    """

    counts: dict[str, Count] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    ignored: dict[str, list[str]] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    difference: Difference = field(default_factory=Difference)
    written: bool = False

    def lines(self) -> list[str]:
        """Return the report, line by line; problems are listed apart."""
        said = [f"{kind}: {count}" for kind, count in self.counts.items()]
        said += [f"Kept as edited here: {what}" for what in self.kept]
        said += [f"Joined to an enrolled organization: {name}" for name in self.linked]
        for file, columns in self.ignored.items():
            said.append(f"{file}: columns not read: {', '.join(columns)}")
        return said
