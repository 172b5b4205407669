"""The program officer's sheet: one page of facts about a program, and nothing anybody confided.

What she reads of a partnership (design, mechanism 1): the organizations, topic, phase, dates,
sessions held of planned, and the facilitator's sentence once both sides could read it for three
days. Rows are copied field by field into `SheetRow`, so that no template can reach further.
"""

import datetime
from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import apnumber
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.paging import Page, keyset
from matching.models import Application, ApplicationState
from partnerships.asks_names import names, where
from partnerships.models import RUNNING, Partnership, Phase, Program, Role
from partnerships.standing import standing
from sessions_app.models import Session, SessionKind, SessionState

from .joining import part_of
from .paths import MET, OnPath, with_path

ROWS = 12  # what fits on one printed page beside the lessons
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
class Lesson:
    """A lesson both sides made public, or the title of what is published next, with its month."""

    text: str
    on: datetime.date
    url: str = ""


@dataclass(frozen=True)
class Sheet:
    """All that officer/sheet.html shows."""

    program: Program
    others: list[Program]
    lead: str
    groups: list[tuple[str, str]]
    page: Page
    rows: list[SheetRow]
    lessons: list[Lesson]
    in_use: int
    coming: list[Lesson]
    worth: str


def reads_sheets(user) -> bool:
    """Program officers, and the leads of facilitation, who see what she sees."""
    return standing(user).has(*READERS)


def programs_of(user) -> list[Program]:
    """Return the programs whose sheet `user` reads, with their figures; the first by name first."""
    pks = standing(user).programs(*READERS)
    return list(_with_figures(Program.objects.filter(pk__in=pks)).order_by("name", "pk"))


def _with_figures(rows):
    sessions = Session.objects.filter(
        partnership__round__program=OuterRef("pk"), kind=SessionKind.MONTHLY
    ).exclude(state=SessionState.CANCELLED)
    waiting = Application.objects.filter(round__program=OuterRef("pk"), state__in=LOOKING)
    return rows.annotate(
        held=_number(sessions.filter(state__in=MET), "partnership__round__program"),
        planned=_number(sessions, "partnership__round__program"),
        looking=_number(waiting, "round__program"),
    )


def _number(rows, by):
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def sheet(programs: list[Program], chosen: Program, *, after: str, now) -> Sheet:
    """Return the sheet of `chosen`, one of `programs`; at most five queries."""
    counts = _counts(chosen)
    rows = Partnership.objects.filter(round__program=chosen).annotate(**names("pk"))
    page = keyset(with_path(rows.select_related("topic"), now), after, by=NEWEST_FIRST, size=ROWS)
    told = _lessons(chosen, now)
    return Sheet(
        program=chosen,
        others=[program for program in programs if program != chosen],
        lead=_lead(chosen, counts),
        groups=_groups(counts),
        page=page,
        rows=[_row(row, now) for row in page],
        lessons=told.public,
        in_use=told.in_use,
        coming=told.coming,
        worth=_worth(chosen),
    )


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


def _counts(program) -> list[tuple[str, str, int]]:
    """Return (round, phase, how many), rounds by their opening, phases along the path."""
    rows = Partnership.objects.filter(round__program=program)
    counted = rows.values_list("round__opens_on", "round__name", "phase").annotate(n=Count("pk"))
    order = list(Phase)
    found = sorted(counted, key=lambda one: (one[0], one[1], order.index(Phase(one[2]))))
    return [(name, phase, n) for _opens, name, phase, n in found]


def _lead(program, counts) -> str:
    """Say the whole in three sentences; every number is spelled as people say it."""
    running = sum(n for _name, phase, n in counts if phase in RUNNING)
    closing = sum(n for _name, phase, n in counts if phase == Phase.CLOSING)
    text = ngettext(
        "%(n)s partnership, %(held)d of %(planned)d planned sessions held.",
        "%(n)s partnerships, %(held)d of %(planned)d planned sessions held.",
        running,
    )
    told = [
        text % {"n": _spelled(running).capitalize(), "held": program.held,
                "planned": program.planned}
    ]  # fmt: skip
    if closing:
        text = ngettext("%(n)s is about to close.", "%(n)s are about to close.", closing)
        told.append(text % {"n": _spelled(closing).capitalize()})
    if program.looking:
        text = ngettext(
            "%(n)s more organization is looking for a partner.",
            "%(n)s more organizations are looking for a partner.",
            program.looking,
        )
        told.append(text % {"n": _spelled(program.looking).capitalize()})
    return " ".join(told)


def _spelled(number: int) -> str:
    return str(apnumber(number)) if number else _("no")


def _groups(counts) -> list[tuple[str, str]]:
    """Return for each round "3 monthly sessions, 1 closing"."""
    said: dict[str, list[str]] = {}
    for name, phase, n in counts:
        text = _("%(n)d %(phase)s") % {"n": n, "phase": str(Phase(phase).label).lower()}
        said.setdefault(name, []).append(text)
    return [(name, ", ".join(parts)) for name, parts in said.items()]


@dataclass(frozen=True)
class Told:
    """What the lessons' room lets a program officer read."""

    public: list
    in_use: int
    coming: list


def _lessons(program, now) -> Told:
    """Ask the room of lessons; two queries at most. Until it is there nothing was published."""
    shelf = part_of("insights", "sheet")
    return shelf.told(program, now=now) if shelf else Told([], 0, [])


def _worth(program) -> str:
    released = part_of("pulse", "released")
    if released is None:
        return _("Not shown yet. Nobody has been asked.")
    return released.program_sentence(program)
