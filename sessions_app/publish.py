"""Agendas go out on their stated date unless somebody changes it; nobody approves anything."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from foundation import audit, states
from foundation.errors import AlreadyMoved, Refused
from partnerships.models import GOES_ON, Phase, Side

from . import agenda as rules
from .agenda_services import blocks_of
from .models import FACILITATION, SESSION_MOVES, Session, SessionKind, SessionState
from .queries import whole

AT_ONCE = 200  # sessions a minute


def rows(session, blocks) -> list[rules.Row]:
    """Return an agenda as the rules read it; load the partnership with `with_room()`."""
    sides = {entry.user_id: entry.side for entry in session.partnership.people()}
    sides[session.partnership.facilitator_id] = FACILITATION
    return [
        rules.Row(
            block.kind,
            block.minutes,
            rules.BOTH if block.lead_words else sides.get(block.lead_id, ""),
            block.objective_id is not None,
        )
        for block in blocks
    ]


def around(session) -> rules.Around:
    """Return what the rules need to know besides the blocks."""
    partnership = session.partnership
    return rules.Around(
        session.minutes,
        partnership.lead(Side.PARTNER).said,
        partnership.lead(Side.THOUGHT_PARTNER).said,
        session.kind == SessionKind.KICKOFF,
    )


def checks(session, blocks) -> list[rules.Check]:
    """Return "Does it hold?" as sentences."""
    return rules.checks(rows(session, blocks), around(session))


def missing(session, blocks) -> list[str]:
    """Return what keeps the agenda from going out."""
    return rules.missing(rows(session, blocks), around(session))


def say_out(session, total: int, when: str, *, phase: str) -> str:
    """Say that the agenda goes out at `when`, or that it waits: in a pause, or for its minutes.

    `total` is what its blocks sum to, `phase` the one of its partnership.
    """
    if phase == Phase.PAUSED:
        return _("Waits until the partnership goes on. It is paused.")
    if not rules.adds_up(total, session.minutes, kickoff=session.kind == SessionKind.KICKOFF):
        return _("Goes out once the minutes add up.")
    return _("Goes out %(when)s unless someone changes it.") % {"when": when}


def publish_due(now: datetime) -> int:
    """Let out every agenda whose date has come and that holds; return how many went.

    Any number of callers at once let each out once. What does not hold waits, and stands on the
    facilitator's Today from two days before.
    """
    due = Session.objects.filter(
        state=SessionState.PLANNED, goes_out_at__lte=now, starts_at__gt=now,
        agenda__isnull=False, partnership__phase__in=GOES_ON,
    ).order_by("goes_out_at", "pk")  # fmt: skip
    return sum(_let_out(pk, now) for pk in due.values_list("pk", flat=True)[:AT_ONCE])


def _let_out(pk, now) -> bool:
    session = whole().get(pk=pk)
    if missing(session, blocks_of(session.agenda)):
        return False
    try:
        go_out(session, by=None, now=now)
    except AlreadyMoved:
        return False
    return True


@transaction.atomic
def go_out(session, *, by, now: datetime) -> None:
    """Let one agenda out, with its history. Raises AlreadyMoved, Refused if it does not hold."""
    if problems := missing(session, blocks_of(session.agenda)):
        raise Refused(" ".join(problems))
    why = _("No objection by its date.") if by is None else ""
    states.move(
        session, SessionState.GONE_OUT, moves=SESSION_MOVES, by=by, now=now, why=why,
        went_out_at=now,
    )  # fmt: skip


@transaction.atomic
def change_date(session, at: datetime, *, by, now: datetime) -> None:
    """Let it go out at another moment, before the session. Raises Refused, AlreadyMoved."""
    if not now < at < session.starts_at:
        raise Refused(_("Choose a time from now on and before the session. Nothing was changed."))
    still = Session.objects.filter(pk=session.pk, state=SessionState.PLANNED)
    if not still.update(goes_out_at=at, changed_at=now, changed_by=by):
        raise AlreadyMoved
    session.goes_out_at = at
    audit.record("changed_date", session, by=by, now=now, fields=["goes_out_at"])
