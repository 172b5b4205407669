"""The administrator's home: five lines that bring a new program to its first answer."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.numbers import spelled_first
from matching.models import Offer
from partnerships.models import Program, ProgramRole, Role, Round, RoundState
from partnerships.models.standing import standing

OPEN = (RoundState.OPEN, RoundState.CLOSED, RoundState.MATCHED, RoundState.ARCHIVED)


@dataclass(frozen=True)
class Line:
    """One line: what to do, how it stands in words, done or not, and its button."""

    what: str
    word: str
    done: bool
    button: str
    url: str


@dataclass(frozen=True)
class Checklist:
    """The five lines of one program, and how many are left."""

    program: Program
    lines: list[Line]
    open_now: bool  # a round takes forms

    @property
    def left(self) -> int:
        return sum(not line.done for line in self.lines)

    @property
    def heading(self) -> str:
        """ "Three lines are left before the first answer"."""
        text = ngettext(
            "%(n)s line is left before the first answer",
            "%(n)s lines are left before the first answer",
            self.left,
        )
        return text % {"n": spelled_first(self.left)}

    @property
    def first(self) -> Line | None:
        """The line whose button is filled."""
        return next((line for line in self.lines if not line.done), None)


def checklists(user, today: datetime.date) -> list[Checklist]:
    """Return the checklist of each program that `user` administers, newest first; one query."""
    rounds = Round.objects.filter(program=OuterRef("pk")).order_by("-opens_on", "pk")
    held = ProgramRole.objects.filter(program=OuterRef("pk"), until=None)
    offers = Offer.objects.filter(round__program=OuterRef("pk"))
    rows = Program.objects.filter(pk__in=standing(user).programs(Role.ADMINISTRATOR)).annotate(
        round=Subquery(rounds.values("pk")[:1]),
        opened=Exists(rounds.filter(state__in=OPEN)),
        open_now=Exists(
            rounds.filter(state=RoundState.OPEN, opens_on__lte=today, closes_on__gte=today)
        ),
        facilitated=Exists(held.filter(role=Role.FACILITATOR)),
        asked=Exists(offers),
    )
    return [Checklist(row, _lines(row), row.open_now) for row in rows.order_by("-created_at", "pk")]


def _lines(row) -> list[Line]:
    directory = reverse("partnerships:organizations")
    program, roles = row.get_absolute_url(), reverse("partnerships:roles", args=[row.pk])
    first_round = reverse("partnerships:round", args=[row.round]) if row.round else ""
    new_round = reverse("partnerships:round_new", args=[row.pk])
    return [
        _line(_("Name the program"), bool(row.sponsor), _("named"), _("the sponsor is missing"),
              _("Name it and its sponsor"), reverse("partnerships:program_edit", args=[row.pk])),
        _line(_("Plan a round"), bool(row.round), _("planned"), _("none yet"),
              _("Plan a round"), first_round or new_round),
        _line(_("Add facilitators"), row.facilitated, _("added"), _("nobody yet"),
              _("Give somebody the role"), roles),
        _line(_("Invite the first thought partner"), row.asked, _("invited"),
              _("a facilitator asks one"), _("Look for one"), directory),
        _line(_("Open the form"), row.opened, _form_stands(row), _("not open yet"),
              _("Open the round"), first_round or program),
    ]  # fmt: skip


def _form_stands(row) -> str:
    return _("open to organizations") if row.open_now else _("has been open")


def _line(what, done, yes, no, button, url) -> Line:
    return Line(what, yes if done else no, bool(done), button, url)
