"""How many days an organization usually needs to decide, beside a promise’s date (domain 0.39).

It is told and never blocks: people know best what can be done sooner.
"""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import Session


@dataclass(frozen=True)
class Tempo:
    """What one organization is called, and its days for something ordinary."""

    said: str
    days: int

    @property
    def usual(self) -> str:
        """ "Lakeview usually needs 21 days to decide"."""
        text = ngettext(
            "%(name)s usually needs %(n)d day to decide",
            "%(name)s usually needs %(n)d days to decide",
            self.days,
        )
        return text % {"name": self.said, "n": self.days}

    def sooner(self, due_on: datetime.date | None, today: datetime.date) -> str:
        """Return what to say of a date that is sooner than that, else ""."""
        left = (due_on - today).days if due_on else self.days
        if left >= self.days:
            return ""
        return _pattern().format(usual=self.usual, left=max(left, 0))


def _pattern() -> str:
    return _("{usual}; this leaves {left}.")


def known(session: Session) -> dict[str, Tempo]:
    """Return person to tempo, of those whose organization has said it; load the session `whole()`.

    The facilitator, who is of neither side, has none.
    """
    return {
        str(entry.user_id): Tempo(entry.organization.said, entry.organization.days_to_decide)
        for entry in session.partnership.people()
        if entry.organization.days_to_decide
    }


def sentence(session: Session, owner, due_on, *, now: datetime.datetime) -> str:
    """Return what stands beside the date that `owner` (a person's id as text) promises, or ""."""
    tempo = known(session).get(str(owner))
    return tempo.sooner(_day(due_on), today_of(session, now)) if tempo else ""


def _day(due_on) -> datetime.date | None:
    """Return a date as a field holds it, None for what is no day."""
    if not isinstance(due_on, str):
        return due_on
    try:
        return parse_date(due_on)
    except ValueError:
        return None


def today_of(session: Session, now: datetime.datetime) -> datetime.date:
    """Return the day where the session was agreed."""
    return now.astimezone(ZoneInfo(session.zone)).date()


def around(session: Session, *, now: datetime.datetime) -> dict:
    """Return what a page with dates of promises needs (sessions_app/tempo.html), as `tempo`."""
    found = known(session)
    usual = list(dict.fromkeys(tempo.usual for tempo in found.values()))
    return {
        "known": {pk: {"usual": tempo.usual, "days": tempo.days} for pk, tempo in found.items()},
        "usual": " ".join(f"{said}." for said in usual),
        "today": today_of(session, now).isoformat(), "pattern": _pattern(),
    }  # fmt: skip
