"""Whether what a grant pays for must be openly licensed, from the date of its competition (E8).

No database. Domain 0.04: 2 CFR 3474.20, competitions announced after 21 February 2017.
"""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from foundation.dates import say_day

SINCE = datetime.date(2017, 2, 21)
LAST_YEAR_BEFORE = 2016  # fiscal year: it ended on 30 September 2016
SOURCE = "2 CFR 3474.20; 82 FR 7376"


@dataclass(frozen=True)
class Rule:
    """`applies` is True, False or None (not known); `sentence` says why, `source` where."""

    applies: bool | None
    sentence: str
    source: str = SOURCE


def rule(*, announced_on, last_year, terms) -> Rule:
    """Return what holds for a grant.

    `announced_on` is a date or None, `last_year` the last fiscal year of its awards or None.
    `terms` is what the grant's own terms say (True, False, None where nobody read them): it goes
    before the date.
    """
    if terms is not None:
        return Rule(terms, _of_terms(terms, announced_on))
    if announced_on is not None:
        return Rule(announced_on > SINCE, _of_date(announced_on))
    if last_year is not None and last_year <= LAST_YEAR_BEFORE:
        return Rule(False, _(
            "No open license is required: an award of fiscal year %(year)s was announced before"
            " %(since)s."
        ) % {"year": last_year, "since": say_day(SINCE, year=True)})  # fmt: skip
    return Rule(None, _(
        "Not known: nobody has written down when its competition was announced. After %(since)s"
        " what it pays for must be openly licensed."
    ) % {"since": say_day(SINCE, year=True)})  # fmt: skip


def _of_date(announced_on):
    dates = {"day": say_day(announced_on, year=True), "since": say_day(SINCE, year=True)}
    if announced_on > SINCE:
        return (
            _(
                "What it pays for must be openly licensed, exceptions aside: its competition was"
                " announced on %(day)s, after %(since)s."
            )
            % dates
        )
    return (
        _(
            "No open license is required: its competition was announced on %(day)s, not after"
            " %(since)s."
        )
        % dates
    )


def _of_terms(terms, announced_on):
    said = (
        _("The grant’s own terms require an open license.")
        if terms
        else _("The grant’s own terms do not require an open license.")
    )
    if announced_on is None or (announced_on > SINCE) == terms:
        return said
    other = (
        _("By the date of its competition none would be required.")
        if terms
        else _("By the date of its competition one would be: the terms make an exception.")
    )
    return f"{said} {other}"
