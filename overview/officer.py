"""The program officer's sheet: one page of facts about a program, and nothing anybody confided.

What she reads of a partnership (design, mechanism 1): the organizations, topic, phase, dates,
sessions held of planned, and the facilitator's sentence once both sides could read it for three
days. Rows are copied field by field into `SheetRow`, so that no template can reach further.
"""

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.counting import PerGroup
from foundation.numbers import spelled, spelled_first
from foundation.paging import Page, keyset
from insights import sheet as lessons
from insights.sheet import Line
from matching import workup_counts
from matching.models import Application, ApplicationState
from partnerships import lengths
from partnerships.asks_names import names, where
from partnerships.models import OVER, RUNNING, Benefit, Partnership, Phase, Program, Role, Side
from partnerships.models.standing import standing
from pulse import released
from sessions_app.queries import on_path

from .paths import OnPath, with_path

ROWS = 10  # what fits on one printed page beside the lessons
FEWEST = 3  # partnerships in which both sides wrote a gain; fewer would be told one by one
NEWEST_FIRST = ("-matched_at", "-pk")
READERS = (Role.PROGRAM_OFFICER, Role.FACILITATION_LEAD)
LOOKING = (
    ApplicationState.SUBMITTED, ApplicationState.ASSESSING, ApplicationState.READY,
    ApplicationState.PREPARING, ApplicationState.TALK, ApplicationState.WAITLISTED,
    ApplicationState.PROPOSED,
)  # fmt: skip


@dataclass(frozen=True)
class SheetRow:
    """One partnership as the officer reads it."""

    name: str
    topic: str
    phase: str
    held: int
    planned: int
    started: bool
    last_met: datetime.datetime | None
    sentence: str


@dataclass(frozen=True)
class LengthRow:
    """A partnership that is no six to twelve months long: its dates, and who saw them."""

    pk: Any
    name: str
    starts_on: datetime.date
    ends_on: datetime.date
    seen_at: datetime.datetime | None
    seen_by: str


@dataclass(frozen=True)
class Sheet:
    """All that officer/sheet.html shows."""

    program: Program
    others: list[Program]
    lead: str
    groups: list[tuple[str, str]]
    years: list[tuple[int, int]]
    page: Page
    beyond: str
    rows: list[SheetRow]
    lessons: list[Line]
    in_use: int
    coming: list[Line]
    worth: str
    gained: str
    prepared: str
    outside: list[LengthRow]


def reads_sheets(user) -> bool:
    """Program officers, and the leads of facilitation, who see what she sees."""
    return standing(user).has(*READERS)


@dataclass(frozen=True)
class Figures:
    """A program with its sums; `counts` are (round, phase, how many partnerships), `years` are
    (the year they start, how many); domain 0.03.

    `held` and `planned` are the sums of what the rows of the partnerships that run say.
    """

    program: Program
    held: int
    planned: int
    looking: int
    in_use: int
    gained: int  # partnerships in which both sides have written a gain
    told: int  # to prepare first, and what became of them
    matched: int
    prepares: int
    counts: list[tuple[str, str, int]]
    years: list[tuple[int, int]]


def programs_of(user) -> list[Figures]:
    """Return the programs whose sheet `user` reads, with their figures, by name; one query."""
    pks = standing(user).programs(*READERS)
    rows: Any = Program.objects.filter(pk__in=pks).values_list(
        "name", "pk", "rounds__opens_on", "rounds__name", "rounds__partnerships__phase",
        "rounds__partnerships__starts_on__year",
    )  # fmt: skip
    rows = rows.annotate(n=Count("rounds__partnerships"), **_sums())
    found: dict = {}
    for name, pk, opens_on, round_, phase, year, n, *sums in rows:
        _all, rounds, years = found.setdefault((name, pk), (sums, Counter(), Counter()))
        if n:
            rounds[opens_on, round_, list(Phase).index(Phase(phase)), phase] += n
            years[year] += n
    return [
        Figures(*[Program(pk=pk, name=name), *sums, _in_order(rounds), sorted(years.items())])
        for (name, pk), (sums, rounds, years) in sorted(found.items(), key=lambda one: one[0])
    ]


def _in_order(counted) -> list[tuple[str, str, int]]:
    """Return (round, phase, how many) by the day the round opens, then by phase."""
    return [(name, phase, n) for (_opens, name, _at, phase), n in sorted(counted.items())]


def _sums() -> dict:
    standing_ones = Partnership.objects.filter(round__program=OuterRef("pk"), phase__in=RUNNING)
    running = standing_ones.annotate(**on_path()).order_by().values("round__program")
    waiting = Application.objects.filter(round__program=OuterRef("pk"), state__in=LOOKING)
    used = lessons.in_use().filter(partnership__round__program=OuterRef("pk"))
    return {
        "held": PerGroup(running.annotate(n=Sum("held")).values("n")),
        "planned": PerGroup(running.annotate(n=Sum("planned")).values("n")),
        "looking": _number(waiting, "round__program"),
        "in_use": _number(used, "partnership__round__program"),
        "gained": _number(_both_gained(), "round__program"),
        **workup_counts.columns(),
    }


def _both_gained():
    """Partnerships of a program in which both sides have written something they gained."""
    rows = Partnership.objects.filter(round__program=OuterRef("pk"))
    for side in Side.values:
        written = Benefit.objects.filter(partnership=OuterRef("pk"), side=side)
        rows = rows.filter(Exists(written))
    return rows


def _number(rows, by):
    return PerGroup(rows.order_by().values(by).annotate(n=Count("pk")).values("n"))


def sheet(programs: list[Figures], chosen: Figures, *, after: str, now) -> Sheet:
    """Return the sheet of `chosen`, one of `programs`; at most four queries."""
    program = chosen.program
    rows = Partnership.objects.filter(round__program=program.pk).annotate(
        **names("pk"), **lengths.columns()
    )
    page = keyset(with_path(rows.select_related("topic"), now), after, by=NEWEST_FIRST, size=ROWS)
    told = lessons.told(program)
    return Sheet(
        program=program,
        others=[one.program for one in programs if one != chosen],
        lead=_lead(chosen),
        groups=_groups(chosen.counts),
        years=chosen.years,
        page=page,
        beyond=_beyond(page, chosen.counts),
        rows=[_row(row, now) for row in page],
        lessons=told.public,
        in_use=chosen.in_use,
        coming=told.coming,
        gained=_gained(chosen.gained),
        worth=released.program_sentence(program),
        prepared=workup_counts.sentence(chosen.told, chosen.matched, chosen.prepares),
        outside=[_length(row) for row in page if lengths.to_note(row)],
    )


def _length(row) -> LengthRow:
    seen = row.length_seen_at, row.length_seen_by or ""
    return LengthRow(row.pk, where(row), row.starts_on, row.ends_on, *seen)


def _beyond(page, counts) -> str:
    """Say on the first page, also when it is printed, that it does not hold them all."""
    left = sum(n for _name, _phase, n in counts) - len(page)
    if not page.first or not page.after:
        return ""
    text = ngettext(
        "The newest are listed. %(n)d earlier partnership is on the next page, "
        "which prints on a sheet of its own.",
        "The newest are listed. %(n)d earlier partnerships are on the next page, "
        "which prints on a sheet of its own.",
        left,
    )
    return text % {"n": left}


def _row(row, now) -> SheetRow:
    return SheetRow(
        name=where(row),
        topic=row.topic.label if row.topic else "",
        phase=row.get_phase_display(),
        held=row.held,
        planned=row.planned,
        started=OnPath(row, now).started,
        last_met=row.last_met_at,
        sentence=row.sentence_for_officers(now),
    )


def _lead(figures) -> str:
    """Say the whole in three sentences; every number is spelled as people say it."""
    running = sum(n for _name, phase, n in figures.counts if phase in RUNNING)
    closing = sum(n for _name, phase, n in figures.counts if phase == Phase.CLOSING)
    text = ngettext(
        "%(n)s partnership, %(held)d of %(planned)d planned sessions held.",
        "%(n)s partnerships, %(held)d of %(planned)d planned sessions held.",
        running,
    )
    told = [
        text % {"n": spelled_first(running), "held": figures.held,
                "planned": figures.planned}
        if running else _("No partnership runs now.")
    ]  # fmt: skip
    if closing:
        text = ngettext("%(n)s is about to close.", "%(n)s are about to close.", closing)
        told.append(text % {"n": spelled_first(closing)})
    over = sum(n for _name, phase, n in figures.counts if phase in OVER)
    if running and over:
        text = ngettext("%(n)s more has ended.", "%(n)s more have ended.", over)
        told.append(text % {"n": spelled_first(over)})
    if figures.looking:
        text = ngettext(
            "%(n)s more organization is looking for a partner.",
            "%(n)s more organizations are looking for a partner.",
            figures.looking,
        )
        told.append(text % {"n": spelled_first(figures.looking)})
    return " ".join(told)


def _gained(n: int) -> str:
    """Count, and never what was written or by whom it was not (domain 0.42); small: a sentence."""
    if n < FEWEST:
        return _("Too few to say yet in how many partnerships both sides have written a gain.")
    said = {"n": spelled(n)}
    return _("In %(n)s partnerships both sides have written what they gained.") % said


def _groups(counts) -> list[tuple[str, str]]:
    """Return for each round "3 monthly sessions, 1 closing"."""
    said: dict[str, list[str]] = {}
    for name, phase, n in counts:
        text = _("%(n)d %(phase)s") % {"n": n, "phase": str(Phase(phase).label).lower()}
        said.setdefault(name, []).append(text)
    return [(name, ", ".join(parts)) for name, parts in said.items()]
