"""The thread from the goal to what happens in practice, as plain data for its picture."""

import datetime

from dateutil.relativedelta import relativedelta
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from foundation.pictures_thread import Column, Strand
from partnerships.models import LearningObjective
from partnerships.plan_facts import PlanFacts

State = LearningObjective.State
USES: dict[str, str] = {State.MET: "done", State.PARTLY: "doing", State.OPEN: ""}


def columns(partnership, facts: PlanFacts, today: datetime.date, held: dict) -> list[Column]:
    """Return the kickoff and each month of the map.

    `held` gives (date, was it held) by session number where a session stands, 0 for the kickoff; a
    month that has passed without one is drawn as nothing, and after the end each without one.
    """
    day, was = held.get(0, (partnership.starts_on, partnership.starts_on < today))
    found = [Column(_("Kickoff"), day, "held" if was else "planned")]
    for number in range(1, facts.months + 1):
        last_day = facts.first_month + relativedelta(months=number, days=-1)
        on, was = held.get(number, (last_day, False))
        passed = number not in held and on < today
        missed = "none" if passed or partnership.over else "planned"
        found.append(Column(str(number), on, "held" if was else missed))
    return _with_next(found)


def _with_next(found):
    for place, column in enumerate(found):
        if column.state == "planned":
            found[place] = Column(column.name, column.on, "next")
            break
    return found


def strands(
    facts: PlanFacts, today: datetime.date, held: dict, decided=None, *, over=False
) -> list[Strand]:
    """Return one strand an objective; `decided` gives session numbers by its order, or is None.

    Where the partnership is `over`, nothing is said to begin.
    """
    return [
        Strand(
            number=row.order,
            title=row.short,
            served=[number for number, _month in row.months],
            decided=(decided or {}).get(row.order, ()),
            use=_use(row, today, held, over=over),
            kind=USES.get(row.state, "") or ("doing" if row.in_use else ""),
        )
        for row in facts.objectives
    ]


def _use(row, today, held, *, over) -> str:
    """Say what became of an objective; "in sessions" only of a session that was held."""
    if row.in_use:
        return row.in_use
    served = [held.get(number, (month, False)) for number, month in row.months]
    since = [day for day, was in served if was]
    if since:
        return _("In sessions since %(month)s") % {"month": date_format(min(since), "F")}
    if over:
        return _("No session was held")
    ahead = [day for day, _was in served if day >= today.replace(day=1)]
    if not ahead:
        return _("No session yet")
    return _("Begins in %(month)s") % {"month": date_format(min(ahead), "F")}


def label(facts: PlanFacts, today: datetime.date, held: dict, *, over: bool = False) -> str:
    """Return the whole picture in a sentence, for who does not see it."""
    names = "; ".join(
        f"{row.order} {row.short}: {_use(row, today, held, over=over)}" for row in facts.objectives
    )
    return _("The goal, its objectives, the sessions that serve each, and use: %(names)s.") % {
        "names": names
    }


def full(facts: PlanFacts) -> list[tuple[str, str]]:
    """Return each objective as its sentence, with its state in a word."""
    words = dict(State.choices)
    return [(row.sentence, str(words[row.state]).capitalize()) for row in facts.objectives]
