"""The facilitator's home: what needs them, the next session, their partnerships on their path."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.numbers import spelled
from foundation.paging import Page, first_page, keyset
from partnerships.asks_names import names
from partnerships.models import RUNNING, Partnership, Phase, Role
from partnerships.models.standing import standing

from . import seats, today, under_way
from .next_session import NextSession, next_session
from .participant import Ours, heard
from .paths import OnPath, with_path

ALERTS = 10  # quiet partnerships that a lead reads at once


@dataclass(frozen=True)
class TableRow(OnPath):
    """A partnership as the table of Today shows it."""

    @property
    def word(self) -> str:
        return _("Stalled") if self.stalled else str(self.row.get_phase_display())

    @property
    def next(self) -> str:
        """ "Thu 11 Mar", "Close 12 Apr", "Close was due 1 Apr" or "None"."""
        if self.row.phase == Phase.CLOSING:
            late = self.row.ends_on < timezone.localdate(self.now)
            text = _("Close was due %(day)s") if late else _("Close %(day)s")
            return text % {"day": date_format(self.row.ends_on, "j M")}
        if self.row.next_at is None:
            return _("None")
        return date_format(timezone.localtime(self.row.next_at), "D j M")

    @property
    def needs_on(self) -> datetime.date:
        """The date that needs the facilitator: its end, its kickoff, its next session, or now."""
        if self.row.phase == Phase.CLOSING:
            return self.row.ends_on
        if self.row.next_at is not None and not self.stalled:
            return timezone.localdate(self.row.next_at)
        if self.row.phase in (Phase.FORMING, Phase.KICKOFF):
            return self.row.starts_on
        return timezone.localdate(met) if (met := self.row.last_met_at) else self.row.starts_on

    @property
    def sentence(self) -> str:
        """The facilitator's words; where there are none, the one fact that worries."""
        if self.row.sentence or not self.stalled:
            return self.row.sentence
        text = ngettext("No session for %(n)d day.", "No session for %(n)d days.", self.days_quiet)
        return text % {"n": self.days_quiet}


@dataclass(frozen=True)
class Desk:
    """All that today/page.html shows.

    Of a lead's programs, `alerts` are quiet partnerships, `serious` those in which something
    serious from the talks waits: what it is, a lead does not read. Where nothing stands here,
    `under_way` (in matching) and `led` say what comes next, and `new` is whoever has looked after
    nothing yet.
    """

    today: today.Today
    waiting: str
    next: NextSession | None
    next_name: str
    page: Page
    rows: list[TableRow]
    heading: str
    alerts: list[TableRow]
    serious: list[TableRow]
    heard: list[Ours]
    seats: list[tuple[str, str]]
    under_way: list[str]
    led: str
    new: bool


def desk(user, *, after: str, now: datetime.datetime, local: datetime.date) -> Desk:
    """Return the home of a facilitator or lead; `local` is the reader's date."""
    led = standing(user).programs(Role.FACILITATION_LEAD)
    found = today.partnerships_of(user, now, led=led)
    arranged = today.arrange(*today.of_facilitator(user, now, found), now)
    page = _own(user, after, now, [row for row in found if row.facilitator_id == user.pk])
    rows = [TableRow(row, now) for row in page]
    if page.first and not page.after:  # all are at hand; else they stay in the order of the pages
        rows.sort(key=lambda line: line.needs_on)
    alerts = [TableRow(row, now) for row in found if row.alerts][:ALERTS]
    serious = [TableRow(row, now) for row in found if row.serious][:ALERTS]
    theirs = heard(user, found)
    ahead = next_session(user, now) if rows and page.first else None
    waits = arranged.shown or arranged.rest or arranged.put_off
    bare = not (rows or alerts or serious or theirs or waits or after)
    going_on, runs, new = under_way.of_facilitator(user, led) if bare else ([], "", False)
    return Desk(
        today=arranged,
        waiting=arranged.waiting(local),
        next=ahead,
        next_name=ahead.name(_planned(found, ahead)) if ahead else "",
        page=page,
        rows=rows,
        heading=_heading(page),
        alerts=alerts,
        serious=serious,
        heard=theirs,
        seats=seats.elsewhere(user, {row.pk for row in found if row.facilitator_id == user.pk}),
        under_way=going_on,
        led=runs,
        new=new,
    )


def _planned(found, ahead) -> int:
    """How many sessions the partnership of the next one plans."""
    pk = ahead.session.partnership_id
    return next((row.planned for row in found if row.pk == pk), 0)


def _own(user, after, now, found) -> Page:
    """The first page is at hand; the next ones are asked for."""
    if not after:
        return first_page(found, by=today.FIRST_TO_END)
    rows = Partnership.objects.filter(facilitator=user, phase__in=RUNNING)
    return keyset(with_path(rows, now).annotate(**names("pk")), after, by=today.FIRST_TO_END)


def _heading(page) -> str:
    if page.after or not page.first:
        return _("Your partnerships")
    text = ngettext("Your %(n)s partnership", "Your %(n)s partnerships", len(page))
    return _("Your partnership") if len(page) == 1 else text % {"n": spelled(len(page))}
