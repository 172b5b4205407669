"""The words of the plan: what is signed, what it is called, what the map still lacks. Pure."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.versions import difference

from .models import Side, WorkbookSection

Key = WorkbookSection.Key
OBJECTIVE = "objective:"
SIGNED = ("short", "who", "able_to", "measure")
MOST_OBJECTIVES = 4  # domain 0.65
MOST_FOCUS_AREAS = 3  # domain 0.52
SHORTEST, LONGEST = 6, 12  # months on the map (domain 0.09)


@dataclass(frozen=True)
class Ask:
    """Who writes a section of the workbook, its minutes, the question; `asked`: not Go deeper."""

    side: str
    minutes: int
    question: str | Promise
    asked: bool = False


SECTIONS = {  # domain 0.45, 0.48-0.50; ten minutes a side, everything else is Go deeper
    Key.CHALLENGE: Ask(
        Side.PARTNER, 5, gettext_lazy("What is the problem, and what do you think causes it?"), True
    ),
    Key.CONTEXT: Ask(
        Side.PARTNER,
        5,
        gettext_lazy("Where does this happen, what are you good at, and what limits you?"),
        True,
    ),
    Key.SYNTHESIS: Ask(
        Side.THOUGHT_PARTNER,
        10,
        gettext_lazy(
            "What made your program work, under which conditions, and what did not matter?"
        ),
        True,
    ),
    Key.PEOPLE: Ask(
        Side.PARTNER, 5, gettext_lazy("Who cares about it, and who can help or stop it?")
    ),
    Key.PAST: Ask(Side.PARTNER, 5, gettext_lazy("What did you try before, and what came of it?")),
    Key.CURRENT: Ask(Side.PARTNER, 5, gettext_lazy("What else is under way at the same time?")),
}


def content(goal, objectives) -> dict[str, str]:
    """Return the whole text that is signed, by key; dropped objectives are not in it."""
    text = {"goal": goal.text, "measures": goal.measures} if goal else {"goal": "", "measures": ""}
    for row in sorted(objectives, key=lambda o: (o.order, str(o.pk))):
        if row.state != row.State.DROPPED:
            values = [getattr(row, name) for name in SIGNED]
            text[f"{OBJECTIVE}{row.pk}"] = "\n".join([row.by_date.isoformat(), *values])
    return text


def changes(old: dict, new: dict) -> list[tuple[str, str, str]]:
    """Return (heading, sign, line) for each line of the signed text that differs."""
    headings = {"goal": _("Goal"), "measures": _("How we will know")}
    return [
        (headings.get(key) or _("Learning objective"), sign, line)
        for key, sign, line in difference(_told(old), _told(new))
    ]


def _told(text: dict) -> dict:
    return {key: _sentence(text[key]) if key.startswith(OBJECTIVE) else text[key] for key in text}


def _sentence(stored: str) -> str:
    day, short, who, able_to, measure = [*stored.split("\n", 4), "", "", "", ""][:5]
    by = date_format(datetime.date.fromisoformat(day), "j F Y")
    words = _("%(short)s: by %(date)s %(who)s will be able to %(able_to)s.") % {
        "short": short, "date": by, "who": who, "able_to": able_to.rstrip("."),
    }  # fmt: skip
    return f"{words}\n{measure}" if measure else words


@dataclass(frozen=True)
class Month:
    """One line of the session map with the orders of the objectives it serves."""

    number: int
    month: datetime.date
    accomplish: str
    serves: Sequence[int] = ()


@dataclass(frozen=True)
class Aim:
    """One objective, as much as the map needs of it."""

    order: int
    short: str
    by_date: datetime.date


def gaps(aims: Sequence[Aim], months: Sequence[Month]) -> list[str]:
    """Return what the map still lacks, one sentence each; an objective without session first."""
    served = {aim.order: [m for m in months if aim.order in m.serves] for aim in aims}
    alone = _("No session serves “%(short)s” yet.")
    late = _("“%(short)s” is due by %(date)s, before its last session in %(month)s.")
    found = [alone % {"short": aim.short} for aim in aims if not served[aim.order]]
    for aim in aims:
        last = max((m.month for m in served[aim.order]), default=None)
        if last and last > aim.by_date:
            values = {"date": date_format(aim.by_date, "j F"), "month": date_format(last, "F")}
            found.append(late % {"short": aim.short, **values})
    found += _unsaid(months)
    return found


def _unsaid(months):
    empty = _("Nothing says yet what session %(n)s should accomplish.")
    loose = _("Session %(n)s serves no objective yet.")
    for month in months:
        if not month.accomplish.strip():
            yield empty % {"n": month.number}
        elif not month.serves:
            yield loose % {"n": month.number}


def months_between(starts: datetime.date, ends: datetime.date) -> list[datetime.date]:
    """Return the first days of the months for a map: after the kickoff's month, at most twelve.

    The month of the end has no session of its own unless fewer than six are left (domain 0.09).
    """
    first = starts.replace(day=1) + relativedelta(months=1)
    last = ends.replace(day=1)
    days = []
    while first < last:
        days.append(first)
        first += relativedelta(months=1)
    if len(days) < SHORTEST and last > starts:
        days.append(last)
    return days[:LONGEST]
