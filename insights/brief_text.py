"""The words of a brief as one document: what is signed, compared and printed. Pure."""

import math
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

WORDS_A_MINUTE = 200
HEAD = ("series", "title", "lead", "with_whom", "counted")
MOST_DOTS = 12
ROW = re.compile(r"(?P<label>.{1,40}?):\s*(?P<reached>\d{1,2}) of (?P<of>\d{1,2})(?P<note>.*)")
LINE = ("heading", "text", "elsewhere", "printed_quote", "quote_said")


def content(brief, lines) -> dict[str, str]:
    """Return the whole public text by key, in reading order; `lines` are those that stand."""
    text = {name: getattr(brief, name) for name in HEAD}
    for number, line in enumerate(lines, 1):
        for name in LINE:
            said = name == "quote_said" and not line.printed_quote
            text[f"line:{line.pk}:{name}"] = "" if said else getattr(line, name)
        text[f"line:{line.pk}:number"] = str(number)
    return text | {"boilerplate": brief.boilerplate}


def told(insight) -> str:
    """Return a lesson as a section begins: its case, where that was, and its limits.

    A reader who was not there learns nothing from a case without its setting (domain 0.54, 4.15).
    """
    more = [
        (_("Where it comes from: %(words)s"), insight.setting),
        (_("What must hold: %(words)s"), insight.must_hold),
        (_("Where it did not work: %(words)s"), insight.failed_where),
    ]
    lines = [text % {"words": "; ".join(words.splitlines())} for text, words in more if words]
    return "\n\n".join([insight.example, *lines])


@dataclass(frozen=True)
class Count:
    """One row of dots; lengths are in units of its drawing, 44 a dot."""

    label: str
    reached: int
    of: int
    note: str

    @property
    def dots(self) -> list[tuple[int, bool]]:
        """Where each dot stands, and whether it is full."""
        return [(17 + 44 * i, i < self.reached) for i in range(self.of)]

    @property
    def width(self) -> int:
        return 44 * self.of - 8


@dataclass(frozen=True)
class Figure:
    """A few people are a few dots, never a percentage (screens, 22)."""

    title: str
    rows: list[Count]
    source: str


def figure(counted: str) -> Figure | None:
    """Return the picture of a heading, rows like "December: 1 of 6, before", and a last line."""
    heading, *lines = [line.strip() for line in counted.splitlines() if line.strip()] or [""]
    hits = [(line, ROW.fullmatch(line)) for line in lines]
    rows = [_count(hit) for _line, hit in hits if _fits(hit)]
    rest = " ".join(line for line, hit in hits if not _fits(hit))
    return Figure(heading, rows, rest) if rows else None


def _fits(hit) -> bool:
    return bool(hit) and int(hit["reached"]) <= int(hit["of"]) <= MOST_DOTS and int(hit["of"]) > 0


def _count(hit) -> Count:
    note = hit["note"].strip(" ,.")
    return Count(hit["label"].strip(), int(hit["reached"]), int(hit["of"]), note)


def minutes(text: dict) -> int:
    """Return how long it takes to read, at least one minute."""
    words = sum(len(value.split()) for value in text.values())
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def named(text: dict, names) -> list[str]:
    """Return the full names of people that stand in the text; single words are too common."""
    whole = "\n".join(text.values())
    full = [name for name in names if len(name.split()) > 1]
    return [n for n in full if re.search(rf"\b{re.escape(n)}\b", whole, re.IGNORECASE)]


def about(key: str, text: dict) -> str:
    """Return what a reader calls the part `key` of `text`: one of a section by its heading."""
    section, _colon, name = key.rpartition(":")
    titled = text.get(f"{section}:heading", "") if section and name != "heading" else ""
    said = {"section": titled, "part": heading(key)}
    return _("%(section)s: %(part)s") % said if titled else said["part"]


def heading(key: str) -> str:
    """Return what a reader calls the part `key`."""
    known = {
        "series": _("Series"), "title": _("Title"), "lead": _("In one sentence"),
        "with_whom": _("With"), "counted": _("What was counted"),
        "boilerplate": _("Funding statement and disclaimer"),
        "heading": _("Heading"), "text": _("The lesson"), "elsewhere": _("On the other side"),
        "printed_quote": _("Quotation"), "quote_said": _("Who said it"), "number": _("Order"),
    }  # fmt: skip
    return known[key.rpartition(":")[2]]
