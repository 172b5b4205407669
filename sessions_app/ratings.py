"""How a session was for each side, told side by side and never as one figure (domain 0.35).

Whoever hears each side alone reads it: no name stands beside a rating, and a side of which nobody
answered is "not heard", never a number.
"""

import uuid
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.permissions import SIDES

from .forms_work import RATINGS
from .models import Attendance, ExitRating, Session
from .queries import MET

ASKED = ("applied", "shared")


@dataclass
class SideSaid:
    """What one side said of one session; `answers` are counts by rating, the best first."""

    side: str
    name: str
    came: int = 0
    heard: int = 0
    counts: dict[str, Counter] = field(default_factory=lambda: {name: Counter() for name in ASKED})
    lines: list[str] = field(default_factory=list)

    @property
    def told(self) -> str:
        """ "Two of three answered", or that nobody did."""
        if not self.heard:
            return _("Not heard")
        text = ngettext("%(n)d of %(all)d answered", "%(n)d of %(all)d answered", self.came)
        return text % {"n": self.heard, "all": max(self.came, self.heard)}

    @property
    def applied(self) -> str:
        return _say(self.counts["applied"])

    @property
    def shared(self) -> str:
        return _say(self.counts["shared"])


def _say(counts) -> str:
    """Return "2 × 5, very much; 1 × 3, somewhat", or "" where nobody said so."""
    told = [
        _("%(n)d × “%(said)s”") % {"n": counts[value], "said": label}
        for value, label in RATINGS
        if counts[value]
    ]
    return "; ".join(told)


def by_side(partnership, sessions, user) -> dict[uuid.UUID, list[SideSaid]]:
    """Return what both sides said of each of `sessions` that `user` may read; one query.

    `sessions` are rows or a queryset of ids. Load the partnership with its sides.
    """
    return _told(partnership, _seats(sessions, user).order_by("pk"))


def _seats(sessions, user):
    """Return who was invited to `sessions`, each with what they said, as far as `user` reads it."""
    said = ExitRating.objects.visible_to(user).filter(
        session=OuterRef("session"), user=OuterRef("user")
    )
    return Attendance.objects.filter(session__in=sessions, side__in=SIDES).annotate(
        **{f"own_{name}": Subquery(said.values(name)[:1]) for name in (*ASKED, "line")}
    )


def _told(partnership, seats) -> dict[uuid.UUID, list[SideSaid]]:
    names = {side: partnership.lead(side).said for side in SIDES}
    found: dict[uuid.UUID, dict[str, SideSaid]] = {}
    for seat in seats:
        sides = found.setdefault(
            seat.session_id, {side: SideSaid(side, names[side]) for side in SIDES}
        )
        _count(sides[seat.side], seat)
    return {pk: list(sides.values()) for pk, sides in found.items()}


def _count(side, seat):
    side.came += bool(seat.came)
    given = [(name, getattr(seat, f"own_{name}")) for name in ASKED]
    for name, value in given:
        if value:
            side.counts[name][value] += 1
    if seat.own_line:
        side.lines.append(seat.own_line)
    side.heard += bool(seat.own_line or any(value for _name, value in given))


def of_last_time(session: Session, user) -> QuerySet[Attendance]:
    """Return who was invited to the session held before `session`, with what they said of it."""
    held = session.partnership.sessions.filter(state__in=MET, starts_at__lt=session.starts_at)
    last = held.order_by("-starts_at", "-pk").values("pk")[:1]
    return _seats(last, user)


def heard(partnership, seats) -> list[SideSaid]:
    """Return what both sides said, of the rows of `of_last_time`; [] where nobody did."""
    found = _told(partnership, sorted(seats, key=lambda seat: str(seat.pk)))
    return [side for sides in found.values() for side in sides if any(s.heard for s in sides)]
