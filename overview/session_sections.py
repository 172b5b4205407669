"""Sessions on a partnership's front page: marks on its path, what comes next, what was last."""

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation import dates, pictures
from partnerships.models import Phase, Side
from partnerships.permissions import SIDES
from sessions_app import findings, publish, spans
from sessions_app.models import Session, SessionKind, SessionState

from .session_rows import HELD, came, decisions_of, promises_of, sessions_of

MOST_PROMISES = 20
MEETING = (Phase.ACTIVE, Phase.MIDPOINT)


def next_of(partnership, now) -> Session | None:
    """Return the next session to come."""
    return next((s for s in sessions_of(partnership) if s.ahead and s.ends_at > now), None)


def last_of(partnership) -> Session | None:
    """Return the session that was held last."""
    return next((s for s in reversed(sessions_of(partnership)) if s.state in HELD), None)


def stops(partnership, now) -> list[pictures.Stop]:
    """Return a mark on the path for each session with a number; after the end, of those held."""
    upcoming = next_of(partnership, now)
    return [
        pictures.Stop("session", row.local_date, _stand(row, upcoming), row.number)
        for row in sessions_of(partnership)
        if row.number and row.kind != SessionKind.KICKOFF
        if row.state in HELD or not partnership.over
    ]


def _stand(row, upcoming) -> str:
    if row.state in HELD:
        return "held"
    return "next" if row == upcoming else "planned"


def _goes_out(session, partnership) -> str:
    when = spans.say_moment(session.goes_out_at, session.zone)
    return publish.say_out(session, session.minutes_planned, when, phase=partnership.phase)


def values(seen) -> dict | None:
    """Return what next_last.html shows, or None before the monthly sessions and without any."""
    partnership = seen.partnership
    upcoming, last = next_of(partnership, seen.now), last_of(partnership)
    if not sessions_of(partnership) and partnership.phase not in MEETING:
        return None
    return {
        "next": upcoming,
        "none_ahead": "" if upcoming else _none_ahead(seen),
        "chooses": upcoming is None and _chooses_dates(seen),
        "next_when": spans.say_span(upcoming) if upcoming else "",
        "goes": _goes_out(upcoming, partnership) if upcoming else "",
        "out": upcoming is not None and upcoming.state == SessionState.GONE_OUT,
        "last": last,
        "last_day": timezone.localtime(last.starts_at) if last else None,
        "decided": decisions_of(seen.partnership, last) if last else [],
        "came": came(last) if last else "",
        "stands": _stands(last, seen.today) if last else "",
    }


def _none_ahead(seen) -> str:
    """Return what follows where no session is ahead, as the reader finds it."""
    partnership = seen.partnership
    if said := findings.no_more_dates(partnership):
        return said
    if seen.user == partnership.facilitator:
        return _("You set the dates; everybody gets them as calendar entries.")
    who = {"who": partnership.facilitator}
    return _("%(who)s sets the dates; you get them as calendar entries.") % who


def _chooses_dates(seen) -> bool:
    """Say whether the reader sets the dates, and monthly sessions are what comes next."""
    partnership = seen.partnership
    ours = seen.user == partnership.facilitator and partnership.phase in MEETING
    return ours and not findings.no_more_dates(partnership)


def promises(seen) -> dict | None:
    """Return what each side said it would do, the open ones first."""
    if seen.partnership.phase == Phase.FORMING:
        return None
    found = promises_of(seen.partnership)[:MOST_PROMISES]
    if not found:
        return None
    sides = [
        (side, seen.partnership.lead(side), [row for row in found if row.side == side])
        for side in SIDES
    ]
    others = [row for row in found if row.side not in Side.values]
    return {"sides": sides, "others": others, "may_settle": may_promise(seen)}


def may_promise(seen) -> bool:
    """Say whether the reader may report a promise done: both sides and the facilitator."""
    return seen.place.inside and not seen.partnership.over


def _stands(last, today) -> str:
    """Return how the notes stand; nobody is said to have confirmed them."""
    if last.notes_stand_on is None:
        return _("The notes are still being written.")
    day = {"day": dates.say_day(last.notes_stand_on)}
    if last.notes_stand_on < today:
        return _("No objection to the notes by %(day)s.") % day
    return _("The notes stand from %(day)s on, unless someone objects.") % day
