"""Sessions of a partnership with what they left behind, in one query for its front page."""

from typing import Any

from django.db.models import Count, FilteredRelation, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from partnerships.models import Phase
from sessions_app import live
from sessions_app.models import (
    ActionState,
    AgendaBlock,
    Attendance,
    Session,
    SessionKind,
    SessionState,
)

HELD = (SessionState.HELD, SessionState.WRAPPED_UP)


def _rows(partnership) -> list[Any]:
    """Return each session once for every pair of its promises and decisions, by date.

    `promise` and `decided` are missing where it left none. Bounded by one partnership of a year.
    """
    if partnership.phase == Phase.FORMING:
        return []  # no date is set before two organizations have agreed on what for
    known = partnership.__dict__.get("_session_rows")
    if known is None:
        known = partnership.__dict__["_session_rows"] = list(_asked(partnership))
        for row in known:
            row.partnership = partnership  # at hand already
    return known


def _asked(partnership):
    people = Attendance.objects.filter(session=OuterRef("pk")).order_by().values("session")
    came = people.annotate(n=Count("pk", filter=Q(came=True))).values("n")
    invited = people.annotate(n=Count("pk")).values("n")
    blocks = AgendaBlock.objects.filter(agenda=OuterRef("agenda")).order_by().values("agenda")
    planned = Coalesce(Subquery(blocks.annotate(n=Sum("minutes")).values("n")), 0)
    rows: Any = Session.objects.filter(partnership=partnership).annotate(
        promise=FilteredRelation("actions"), decided=FilteredRelation("decisions"),
        came=Subquery(came), invited=Subquery(invited),
        minutes_planned=planned,
    )  # fmt: skip
    return (
        rows.select_related("promise__owner", "decided__objective")
        .order_by("starts_at", "pk", "promise__created_at", "decided__created_at", "decided__pk")
    )  # fmt: skip


def sessions_of(partnership) -> list[Any]:
    """Return all its sessions but those called off, by date."""
    found = {row.pk: row for row in _rows(partnership) if row.state != SessionState.CANCELLED}
    return list(found.values())


def kickoff_of(partnership) -> Any:
    """Return its kickoff once that has a day, else None."""
    found = (row for row in sessions_of(partnership) if row.kind == SessionKind.KICKOFF)
    return next(found, None)


def promises_of(partnership) -> list[Any]:
    """Return its promises with their sessions, the open ones first, then by date."""
    found = {}
    for row in _rows(partnership):
        promise = getattr(row, "promise", None)
        if promise:
            promise.session = row
            found[promise.pk] = promise
    return sorted(found.values(), key=lambda p: (p.state != ActionState.OPEN, p.due_on, p.pk))


def decisions_of(partnership, session) -> list[Any]:
    """Return what was decided in `session`, in the order it was written."""
    decided = [_decision(row) for row in _rows(partnership) if row.pk == session.pk]
    return list({decision.pk: decision for decision in decided if decision}.values())


def _decision(row):
    return getattr(row, "decided", None)


def held_by_number(partnership) -> dict:
    """Return (date, was it held) by number, the kickoff under 0, for the thread."""
    found = {row.number: row for row in sessions_of(partnership) if row.number}
    if meeting := kickoff_of(partnership):
        found[0] = meeting
    return {number: (row.local_date, row.state in HELD) for number, row in found.items()}


def decided(partnership) -> dict[int, list[int]]:
    """Return the numbers of the sessions that decided something, by order of the objective."""
    found: dict[int, list[int]] = {}
    for row in _rows(partnership):
        decision = _decision(row)
        if decision and decision.objective and row.state in HELD:
            numbers = found.setdefault(decision.objective.order, [])
            if (row.number or 0) not in numbers:
                numbers.append(row.number or 0)
    return found


def came(session) -> str:
    """Return "Seven of eight people came." without names; "" until that is noted."""
    if not session.came:
        return ""
    words = {"n": live.in_words(session.came), "of": live.in_words(session.invited).lower()}
    return _("%(n)s of %(of)s people came.") % words
