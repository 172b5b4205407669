"""Those who decide for each side, and where they were in touch (domain 0.32): one small table.

Collected from what is there: signatures, attendance, the midpoint talk, the close-out. Who was at
a midpoint talk is told only to whoever holds the talks (`pulse.released.heard`).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateTimeField, OuterRef, Prefetch, Subquery
from django.utils.translation import gettext as _

from foundation.dates import say_day
from foundation.models import Signature
from partnerships.asks_names import names
from partnerships.models import (
    OVER,
    Benefit,
    Charter,
    CloseOut,
    Goal,
    LearningObjective,
    Partnership,
    Phase,
    RosterEntry,
)
from partnerships.permissions import SIDES, holds_talks
from pulse import released
from sessions_app import presence
from sessions_app.models import Attendance, SessionKind
from sessions_app.queries import MET


@dataclass(frozen=True)
class Touch:
    """One cell: a word and the shape beside it."""

    word: str
    kind: str = "empty"


@dataclass(frozen=True)
class PersonRow:
    """One person who decides, or to whom both offices of a side report (domain 2.22)."""

    entry: RosterEntry
    name: str  # of the organization
    charter: Touch
    goal: Touch
    kickoff: Touch
    sessions: Touch
    midpoint: Touch
    close: Touch

    @property
    def noted(self) -> bool:
        """Whether anything is there to tell."""
        cells = (self.charter, self.goal, self.kickoff, self.sessions, self.midpoint, self.close)
        return any(cell.kind != "empty" for cell in cells)


@dataclass(frozen=True)
class TouchpointsPage:
    """All that touchpoints.html shows; `nobody` are the sides that a decider is missing from."""

    heading: str
    rows: list[PersonRow]
    nobody: list[str]
    holds: bool


def rows(user, now) -> Any:
    """Return partnerships `user` sees, loaded for `touchpoints_page`."""
    people = RosterEntry.objects.standing().select_related("user", "organization")
    people = people.annotate(**_signed(), **_closed(), heard_at=released.heard(user))
    roster = Prefetch("roster", people.order_by("side", "created_at", "pk"))
    found = Partnership.objects.with_leads().visible_to(user).prefetch_related(roster)
    return found.annotate(**names("pk"), **presence.columns(now))


def _signed() -> dict:
    def at(model):
        text = model.objects.filter(partnership=OuterRef(OuterRef("partnership")))
        given = Signature.objects.filter(
            context_kind=model._meta.label_lower, context_id__in=text.values("pk"),
            by=OuterRef("user"), cleared_at=None,
        )  # fmt: skip
        return Subquery(given.values("at")[:1])

    return {"charter_at": at(Charter), "goal_at": at(Goal)}


def _closed() -> dict:
    """When a person last wrote on the close-out: what was gained, or how the goal stands."""

    def at(model):
        mine = model.objects.filter(
            partnership=OuterRef("partnership"), changed_by=OuterRef("user")
        )
        if model is LearningObjective:
            mine = mine.exclude(judged_because="")
        latest = mine.order_by("-changed_at").values("changed_at")[:1]
        return Subquery(latest, output_field=DateTimeField())

    return {"gain_at": at(Benefit), "close_at": at(CloseOut), "judged_at": at(LearningObjective)}


def touchpoints_page(partnership, user, *, today: date) -> TouchpointsPage:
    """Return the page of one of `rows`; one query."""
    watched = [e for e in partnership.people() if e.decides or e.above_both]
    came = _attendance(partnership, watched)
    holds = holds_talks(user, partnership)
    watched.sort(key=lambda entry: SIDES.index(entry.side))
    found = [_row(partnership, entry, came, holds, today) for entry in watched]
    nobody = [
        partnership.lead(side).said for side in SIDES
        if not partnership.over and not any(entry.decides for entry in partnership.people(side))
    ]  # fmt: skip
    return TouchpointsPage(_heading(partnership, nobody, found), found, nobody, holds)


def _attendance(partnership, watched) -> dict:
    """Return by person (kind of session, came), the newest first, of sessions that were held."""
    rows = Attendance.objects.filter(
        session__partnership=partnership.pk, session__state__in=MET, came__isnull=False,
        user__in=[entry.user_id for entry in watched],
    ).order_by("-session__starts_at", "pk")  # fmt: skip
    found: dict = {}
    for user, kind, came in rows.values_list("user", "session__kind", "came"):
        found.setdefault(user, []).append((kind, came))
    return found


def _row(partnership, entry, came, holds, today) -> PersonRow:
    mine = came.get(entry.user_id, [])
    met = [there for kind, there in mine if kind != SessionKind.KICKOFF]
    first = [there for kind, there in mine if kind == SessionKind.KICKOFF]
    over = partnership.over
    unsigned = _("did not sign") if over else _("has not signed")
    return PersonRow(
        entry=entry,
        name=entry.organization.said,
        charter=_dated(entry.charter_at, _("signed %(day)s"), unsigned),
        goal=_dated(entry.goal_at, _("signed %(day)s"), _not_yet(partnership, unsigned)),
        kickoff=_there(first),
        sessions=_sessions(met),
        midpoint=_midpoint(entry, holds, _not_talked(partnership, today)),
        close=_close(partnership, entry),
    )


def _not_yet(partnership, word) -> str:
    return _("not due yet") if partnership.phase == Phase.FORMING else word


def _not_talked(partnership, today) -> str:
    """Say what stands where nobody talked: it may be to come, or the end came before it."""
    ended = partnership.ended_on
    if ended and ended < partnership.midpoint:
        return _("ended before it")
    return _("not noted") if ended or partnership.midpoint < today else _("not due yet")


def _close(partnership, entry) -> Touch:
    written, otherwise = [entry.close_at, entry.judged_at], _("ended before it")
    if partnership.phase != Phase.ENDED_EARLY:
        written.append(entry.gain_at)
        otherwise = _("wrote nothing") if partnership.over else _("nothing yet")
    if partnership.phase not in (Phase.CLOSING, *OVER):
        written, otherwise = [], _("not due yet")
    wrote = max(filter(None, written), default=None)
    return _dated(wrote, _("wrote %(day)s"), otherwise)


def _dated(moment, done, otherwise) -> Touch:
    if moment:
        return Touch(done % {"day": say_day(moment)}, "done")
    return Touch(otherwise, "empty")


def _there(first) -> Touch:
    if not first:
        return Touch(_("not noted"))
    return Touch(_("was there"), "done") if first[0] else Touch(_("was not there"), "heed")


def _sessions(met) -> Touch:
    if not met:
        return Touch(_("none noted"))
    text = _("%(came)d of %(all)d") % {"came": sum(met), "all": len(met)}
    if len(met) > 1 and not any(met[:2]):
        return Touch(_("%(text)s, missed the last two") % {"text": text}, "heed")
    return Touch(text, "done" if met[0] else "doing")


def _midpoint(entry, holds, otherwise) -> Touch:
    if not holds:
        return Touch(_("only who holds the talks knows"))
    return _dated(entry.heard_at, _("talked %(day)s"), otherwise)


def _heading(partnership, nobody, found) -> str:
    if partnership.over:
        noted = any(row.noted for row in found)
        return _("Where those who decided kept in touch") if noted else _("No touchpoint was noted")
    if nobody:
        return _("%(name)s has nobody here who can decide") % {"name": nobody[0]}
    for side in SIDES:
        if getattr(partnership, f"{side}_away"):
            return presence.away_sentence(partnership, side)
    if not any(row.noted for row in found):
        return _("No touchpoint is noted yet")
    return _("Those who decide keep in touch")
