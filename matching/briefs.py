"""The page each side reads, as a first draft: sourced facts only, never anybody's own answers.

What an organization wrote in its form or to the nine questions stays with it; the facilitator adds
what the two would want to know of each other. No database.
"""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from foundation.dates import say_day

from .deadlines import MONTHS


@dataclass(frozen=True)
class Pair:
    """What a draft names: both organizations, the initiative, what the directory says of them."""

    partner: str
    thought_partner: str
    title: str
    stage: str  # in words
    why: tuple[str, ...]  # sentences from sourced facts


def purpose(pair: Pair) -> str:
    """Return the sentence both sides read."""
    return _("%(partner)s learns from %(other)s what helps with “%(title)s”.") % _names(pair)


def for_partner(pair: Pair, starts_on: date, ends_on: date) -> str:
    """Return the draft for the organization that asked."""
    opening = _("We suggest %(other)s as your thought partner for “%(title)s”.") % _names(pair)
    asks = _(
        "What it asks of you: a day together at the start, then 90 minutes a month from %(from)s to"
        " %(to)s, with people who can decide and people who do the work."
    )
    ends = _("Nothing is decided yet: you and %(other)s answer apart.") % _names(pair)
    return _joined(opening, _why(pair), asks % _days(starts_on, ends_on), ends)


def for_thought_partner(pair: Pair, starts_on: date, ends_on: date) -> str:
    """Return the draft for the organization that shares."""
    opening = _(
        "%(partner)s is working on “%(title)s” (%(stage)s). We think that what you have learned"
        " would help."
    )
    asks = _(
        "What it asks of you: a day together at the start, then 90 minutes a month from %(from)s to"
        " %(to)s, and some lines before each session on what would transfer."
    )
    gain = _("What is in it for you: you see what of your work holds in another setting.")
    ends = _("You say what may travel and what stays with you; a charter writes it down first.")
    opening %= {**_names(pair), "stage": pair.stage}
    return _joined(opening, _why(pair), asks % _days(starts_on, ends_on), gain, ends)


def dates(today: date) -> tuple[date, date]:
    """Return the first and last day a proposal starts from: in two months, nine months long."""
    starts = today.replace(day=1) + relativedelta(months=2)
    return starts, starts + relativedelta(months=MONTHS, days=-1)


def _why(pair):
    lines = [f"– {line}" for line in pair.why]
    return "\n".join([_("Why we think of you two:"), *lines]) if lines else ""


def _joined(*parts):
    return "\n\n".join(part for part in parts if part)


def _names(pair):
    return {"partner": pair.partner, "other": pair.thought_partner, "title": pair.title}


def _days(starts_on, ends_on):
    return {"from": say_day(starts_on, year=True), "to": say_day(ends_on, year=True)}
