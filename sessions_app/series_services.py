"""Sessions as dates: a series, one more, moved, cancelled, brought back, and who is invited."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation import audit, dates, states
from foundation.conflicts import digest
from foundation.errors import AlreadyMoved, Refused
from partnerships.models import Partnership, PlanItem

from . import agenda_services, free_days, invitations, live, slots, wrapup
from .chosen import Date
from .models import (
    FACILITATION,
    SESSION_MOVES,
    TO_COME,
    Attendance,
    LiveRun,
    Session,
    SessionKind,
    SessionState,
)

KICKOFF_MINUTES = 360
DOMAIN = "seedbed"


@transaction.atomic
def plan_series(
    partnership, chosen: Sequence[Date], *, by, now: dt.datetime, kind=SessionKind.MONTHLY, **meets
) -> list[Session]:
    """Save one session a date with its agenda and invitations, and return them in order.

    `meets` are fields of how they meet: mode, mode_reason, place, join_url, minutes (those of a
    series stay, domain 0.66). Monthly ones are numbered on and take outcome and objectives from the
    session map. Raises Refused for a day that has passed or is taken, and for a second kickoff.
    """
    fresh = _open(partnership)
    if kind == SessionKind.KICKOFF:
        free_days.require_no_kickoff(fresh)
    minutes = meets.get("minutes", _minutes(fresh, kind))
    free_days.require(fresh, [date.moment for date in chosen], minutes, now)
    last = fresh.sessions.exclude(state=SessionState.CANCELLED).order_by("-number")
    number = last.values_list("number", flat=True).filter(number__isnull=False).first() or 0
    made = []
    for date in sorted(chosen, key=lambda date: date.moment):
        number += 1
        counted = number if kind in (SessionKind.MONTHLY, SessionKind.CLOSE) else None
        made.append(_make(fresh, date, kind, counted, meets, by=by, now=now))
    _invite_all(made, why=_("The date was set."), now=now)
    if kind == SessionKind.MONTHLY and "minutes" in meets:
        Partnership.objects.filter(pk=fresh.pk).update(session_minutes=meets["minutes"])
    audit.record("planned", partnership, by=by, now=now, fields=["sessions"])
    return made


def _open(partnership) -> Partnership:
    locked = Partnership.objects.select_for_update(of=("self",)).with_room()
    fresh = locked.get(pk=partnership.pk)
    if fresh.over:
        raise Refused(_("This partnership is over. No session is planned any more."))
    return fresh


def _make(partnership, date, kind, number, meets, *, by, now) -> Session:
    session = Session(
        partnership=partnership, kind=kind, number=number, uid=_uid(), **_when(date),
        goes_out_at=slots.goes_out(date.moment, date.zone, now=now),
        created_at=now, created_by=by, changed_at=now, changed_by=by,
        **{"minutes": _minutes(partnership, kind), **meets},
    )  # fmt: skip
    session.clean_fields(exclude=["agenda"])
    item = _map_item(partnership, number)
    session.outcome = item.accomplish if item else ""
    agenda_services.make(session, by=by, now=now)
    session.save(force_insert=True)
    if item:
        session.objectives.set(item.objectives.all())
    agenda_services.fill(session, by=by, now=now)
    return session


def _minutes(partnership, kind) -> int:
    return KICKOFF_MINUTES if kind == SessionKind.KICKOFF else partnership.session_minutes


def _uid() -> str:
    return f"{uuid.uuid4()}@{DOMAIN}"


def _when(date) -> dict:
    return {
        "local_date": date.day, "local_time": date.time, "time_zone": date.zone,
        "fold": date.fold, "starts_at": date.moment,
    }  # fmt: skip


def _map_item(partnership, number):
    return PlanItem.objects.filter(partnership=partnership, number=number).first()


def wanted(partnership) -> dict:
    """Return who is invited, person to side: the roster and the facilitator."""
    people = {entry.user: entry.side for entry in _roster(partnership)}
    return {**people, partnership.facilitator: FACILITATION}


def _roster(partnership):
    return partnership.roster.standing().select_related("user").order_by("created_at", "pk")


def _invite_all(sessions, *, why, now, **moved):
    """Save a place for everybody at each of these dates of one partnership; one mail a person."""
    people = wanted(sessions[0].partnership)
    places = Attendance.objects.filter(session__in=sessions)
    known = set(places.values_list("session", "user"))
    Attendance.objects.bulk_create(
        Attendance(session=session, user=user, side=side)
        for session in sessions
        for user, side in people.items()
        if (session.pk, user.pk) not in known
    )
    invitations.request(sessions, people, why=why, now=now, **moved)


def locked(session) -> Session:
    """Read a session again with its row locked, and all that its mails say."""
    rows = Session.objects.select_for_update(of=("self",))
    fresh = rows.get(pk=session.pk)
    fresh.partnership = Partnership.objects.with_sides().get(pk=fresh.partnership_id)
    return fresh


def _require_ahead(session, now):
    if not session.ahead or session.starts_at <= now:
        raise AlreadyMoved


@transaction.atomic
def reschedule(session, date: Date, *, because, by, now: dt.datetime, seen="", **meets) -> None:
    """Move one session; everybody gets the same calendar entry, one SEQUENCE later.

    `meets` are fields of how they meet, where that changes too; for the same moment it is all that
    changes. Answers to the old date fall away, and a clock that was started and not used. `seen` is
    what whoever moves it saw (`told_apart`). Raises Refused where that is another by now, for a
    date that has passed or is taken, for a session under way and for no change.
    """
    fresh = locked(session)
    _require_ahead(fresh, now)
    _require_seen(fresh, seen)
    before, moment = fresh.starts_at, date.moment
    meets = {name: value for name, value in meets.items() if getattr(fresh, name) != value}
    if moment == before:
        _meet_otherwise(fresh, meets, because, by=by, now=now)
        session.refresh_from_db()
        return
    free_days.require(fresh.partnership, [moment], fresh.minutes, now)
    live.take_back(fresh)
    out = slots.goes_out(moment, date.zone, now=now)
    changes = {**_when(date), **meets, "goes_out_at": out, "changed_at": now, "changed_by": by}
    if fresh.went_out_at:
        del changes["goes_out_at"]  # the agenda is out; the new date does not call it back
    _change(fresh, changes)
    fresh.attendance.update(answer=Attendance.Answer.NONE, answered_at=None, by_link=False)
    audit.record("moved", fresh, by=by, now=now, fields=["starts_at"])
    told = {"before": before, "because": because, "by": by}
    _invite_all([fresh], why=_("The date moved."), now=now, **told)
    session.refresh_from_db()


def told_apart(session) -> str:
    """Return what a page carries of when and how a session meets, to tell a change since by it."""
    how = (session.mode, session.place, session.mode_reason, session.join_url)
    return f"{session.starts_at.isoformat()} {digest(chr(0).join(how))}"


def _require_seen(fresh, seen):
    if not seen or seen == told_apart(fresh):
        return
    if seen.startswith(fresh.starts_at.isoformat()):
        raise Refused(
            _("Somebody changed how you meet meanwhile: the session’s page says how. Nothing was "
              "changed; what you typed is still here.")
        )  # fmt: skip
    text = _("Somebody moved it meanwhile, to %(when)s. Nothing was changed; what you typed is "
             "still here.")  # fmt: skip
    raise Refused(text % {"when": dates.say_when(fresh.starts_at)})


def _meet_otherwise(fresh, meets, because, *, by, now):
    """Change place, way or link of a session that keeps its time; a link alone is not mailed."""
    if not meets:
        raise Refused(_("That is when it is already. Nothing was changed."))
    _change(fresh, {**meets, "changed_at": now, "changed_by": by})
    audit.record("changed", fresh, by=by, now=now, fields=sorted(meets))
    if "mode" in meets:
        fresh.attendance.update(answer=Attendance.Answer.NONE, answered_at=None, by_link=False)
    if {"mode", "place"} & set(meets):
        _invite_all([fresh], why=_("The place changed."), now=now, because=because, by=by)


def _change(session, changes: dict) -> None:
    """Write `changes` and one SEQUENCE more; the row is locked."""
    changes["sequence"] = session.sequence + 1
    changes["version"] = session.version + 1
    Session.objects.filter(pk=session.pk).update(**changes)
    for name, value in changes.items():
        setattr(session, name, value)


@transaction.atomic
def cancel(session, *, because: str, by, now: dt.datetime) -> None:
    """Call one session off, with a reason that everybody invited reads; calendars drop it.

    So is one whose clock ran for nobody. Raises Refused without a reason and where it is under way,
    AlreadyMoved once held with somebody or cancelled.
    """
    if not because.strip():
        raise Refused(_("Write why in a sentence. Nothing was changed."))
    fresh = locked(session)
    if fresh.ahead:
        live.take_back(fresh)
    elif wrapup.stood_empty(fresh, wrapup.gather(fresh, fresh.partnership.facilitator)):
        LiveRun.objects.filter(session=fresh).delete()
    else:
        raise AlreadyMoved
    _cancel([fresh], because, by=by, now=now, writer=by)
    session.refresh_from_db()


def _cancel(sessions, because, *, by, now, writer=None):
    for fresh in sessions:
        states.move(
            fresh, SessionState.CANCELLED, moves=SESSION_MOVES, by=by, now=now, why=because,
            sequence=fresh.sequence + 1, cancelled_because=because, changed_at=now, changed_by=by,
        )  # fmt: skip
    people = User.objects.filter(
        pk__in=Attendance.objects.filter(session__in=sessions).values("user")
    )
    why = _("The session was called off.")
    invitations.cancel(sessions, list(people), why=why, now=now, because=because, by=writer)


@transaction.atomic
def bring_back(session, *, by, now: dt.datetime) -> None:
    """Let a cancelled session take place after all, in calendars as a new entry (trust W7).

    Raises Refused when its date has passed or the kickoff has another day by now, AlreadyMoved
    when it is not cancelled.
    """
    fresh = locked(session)
    if fresh.state == SessionState.CANCELLED:
        partnership = _open(fresh.partnership)
        if fresh.kind == SessionKind.KICKOFF:
            free_days.require_no_kickoff(partnership)
        free_days.require(partnership, [fresh.starts_at], fresh.minutes, now)
    states.move(
        fresh, SessionState.PLANNED, moves=SESSION_MOVES, by=by, now=now, uid=_uid(),
        sequence=fresh.sequence + 1, cancelled_because="", number=_number_again(fresh),
        goes_out_at=slots.goes_out(fresh.starts_at, fresh.zone, now=now), went_out_at=None,
        changed_at=now, changed_by=by,
    )  # fmt: skip
    _drop_strangers(fresh, by=by, now=now)
    _invite_all([fresh], why=_("It takes place after all."), now=now)
    session.refresh_from_db()


def _number_again(session) -> int | None:
    if session.number is None:
        return None
    standing = session.partnership.sessions.exclude(state=SessionState.CANCELLED)
    taken = set(standing.values_list("number", flat=True))
    return session.number if session.number not in taken else max(taken - {None}) + 1


def _drop_strangers(session, *, by, now) -> list:
    """Take those off the list who are not in the partnership any more; return them.

    After a hand-over the new facilitator leads what the former one did; nobody else inherits.
    """
    stay = {user.pk for user in wanted(session.partnership)}
    rows = list(session.attendance.exclude(user__in=stay).select_related("user"))
    session.attendance.filter(pk__in=[row.pk for row in rows]).delete()
    for former in (True, False):
        gone = [row.user for row in rows if (row.side == FACILITATION) is former]
        to = session.partnership.facilitator if former else None
        agenda_services.pass_leads_on(session, gone, to=to, by=by, now=now)
    return [row.user for row in rows]


@transaction.atomic
def partnership_changed(partnership, *, by, now: dt.datetime) -> None:
    """Answer a change of people or phase: who joined is invited, who left is told, and no others.

    When the partnership is over, what was still planned is called off (registered in access.py).
    """
    fresh = Partnership.objects.with_sides().get(pk=partnership.pk)
    ahead = Session.objects.select_for_update(of=("self",)).filter(
        partnership=fresh, state__in=TO_COME, starts_at__gt=now
    )
    sessions = list(ahead.order_by("starts_at", "pk"))
    for session in sessions:
        session.partnership = fresh
    if fresh.over:
        _cancel(sessions, _("The partnership has ended."), by=by, now=now)
    else:
        _sync(sessions, by=by, now=now)


def _sync(sessions, *, by, now):
    """Bring each date's list of people up to date; who joined or left gets one mail for all."""
    joined, left = defaultdict(list), defaultdict(list)
    for session in sessions:
        came, went = _sync_one(session, by=by, now=now)
        for user in came:
            joined[user].append(session)
        for user in went:
            left[user].append(session)
    for user, theirs in joined.items():
        invitations.request(theirs, [user], why=_("This person joined."), now=now)
    for user, theirs in left.items():
        why = _("This person left the partnership.")
        invitations.cancel(theirs, [user], why=why, now=now)


def _sync_one(session, *, by, now) -> tuple[list, list]:
    """Return who joined and who left the list of one date; nobody is told yet."""
    people = wanted(session.partnership)
    known = set(session.attendance.values_list("user", flat=True))
    joined = [user for user in people if user.pk not in known]
    left = _drop_strangers(session, by=by, now=now)
    if joined or left:
        _change(session, {"changed_at": now, "changed_by": by})
        Attendance.objects.bulk_create(
            Attendance(session=session, user=user, side=people[user]) for user in joined
        )
    return joined, left


@transaction.atomic
def answer(attendance: Attendance, given: str, *, now: dt.datetime, by_link=False) -> None:
    """Note whether one comes; changeable until it begins. Raises Refused after that."""
    row = Attendance.objects.select_for_update().select_related("session").get(pk=attendance.pk)
    if not row.session.ahead or row.session.starts_at <= now:
        raise Refused(_("This session has begun or is off. Tell the facilitator instead."))
    values = {"answer": Attendance.Answer(given), "answered_at": now, "by_link": by_link}
    Attendance.objects.filter(pk=row.pk).update(**values)


@transaction.atomic
def recheck(*, now: dt.datetime) -> list[Session]:
    """After new rules of time zones: move what they moved, tell everybody once, return it.

    The wall time stays, for it was agreed (trust W3, D3).
    """
    moved = []
    for row in Session.objects.filter(state__in=TO_COME, starts_at__gt=now).iterator():
        date = Date(row.local_date, row.local_time, row.zone, row.fold)
        if date.moment == row.starts_at:
            continue
        fresh, before = locked(row), row.starts_at
        _change(fresh, {"starts_at": date.moment, "changed_at": now})
        _invite_all([fresh], why=_("The rules of the time zone changed."), now=now, before=before)
        moved.append(fresh)
    return moved
