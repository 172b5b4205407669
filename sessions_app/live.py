"""The running session: where it stands by the server's clock, and what the facilitator presses.

`where` is pure. Everything else is a conditional UPDATE, so that two tabs never press twice.
The clock informs and never stops anything.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from foundation import audit, dates, states
from foundation.errors import AlreadyMoved, Refused

from . import catching
from .agenda_services import blocks_of
from .models import (
    CLOSES_AFTER,
    SESSION_MOVES,
    AgendaBlock,
    BlockKind,
    LiveRun,
    Session,
    SessionState,
)

MINUTE = datetime.timedelta(minutes=1)
OPENS_BEFORE = 60 * MINUTE  # our rule: so long before its time a session can be started
LONGEST_EXTRA = 120  # minutes added to one block
HEEDED = 2  # minutes behind before ways back are offered
SHORTEST = 5  # minutes that a shortened block keeps
WORDS = [
    gettext_lazy("No"), gettext_lazy("One"), gettext_lazy("Two"), gettext_lazy("Three"),
    gettext_lazy("Four"), gettext_lazy("Five"), gettext_lazy("Six"), gettext_lazy("Seven"),
    gettext_lazy("Eight"), gettext_lazy("Nine"), gettext_lazy("Ten"),
]  # fmt: skip


def in_words(count: int) -> str:
    """Return "Four" up to ten, figures above."""
    return str(WORDS[count]) if count < len(WORDS) else str(count)


@dataclass(frozen=True)
class Way:
    """One way back into the plan: `block` gets `minutes`; `lost` says what it costs."""

    block: AgendaBlock
    number: int
    minutes: int
    heading: str
    lost: str
    button: str


@dataclass(frozen=True)
class Where:
    """Where a running session stands. Times are aware, `behind` is in minutes, below 0 ahead."""

    block: AgendaBlock
    number: int
    next: AgendaBlock | None
    lengths: list[int]
    ends_at: datetime.datetime  # of this block
    would_end: datetime.datetime  # of the session, as things go
    behind: int
    elapsed: float  # minutes since the start, on the agenda's line
    ways: list[Way]

    @property
    def heeded(self) -> bool:
        """True where it is worth saying loudly."""
        return self.behind >= HEEDED


def where(
    session: Session, run: LiveRun, blocks: Sequence[AgendaBlock], now: datetime.datetime
) -> Where | None:
    """Return where `run` stands at `now`, None when it has no block (any more). Pure."""
    at = next((n for n, block in enumerate(blocks) if block.pk == run.block_id), None)
    if at is None:
        return None
    lengths = [length(run, block) for block in blocks]
    own = lengths[at] + run.block_extra
    ends_at = run.block_started_at + own * MINUTE
    would_end = max(ends_at, now) + sum(lengths[at + 1 :]) * MINUTE
    planned = run.session.starts_at + sum(block.minutes for block in blocks) * MINUTE
    behind = round((would_end - planned) / MINUTE)
    into = min((now - run.block_started_at) / MINUTE, own)
    line = sum(block.minutes for block in blocks[:at])
    share = max(0.0, into / own) if own > 0 else 1.0
    return Where(
        blocks[at], at + 1, _next(blocks, lengths, at), lengths, ends_at, would_end, behind,
        line + share * blocks[at].minutes, _ways(blocks, lengths, at, behind),
    )  # fmt: skip


def length(run: LiveRun, block: AgendaBlock) -> int:
    """Return the minutes a block has today: as planned, or as it was shortened."""
    return run.lengths.get(str(block.pk), block.minutes)


def _next(blocks, lengths, at):
    pairs = zip(blocks[at + 1 :], lengths[at + 1 :], strict=True)
    return next((block for block, minutes in pairs if minutes > 0), None)


def _ways(blocks, lengths, at, behind) -> list[Way]:
    """Offer at most two: the longest block ahead gets shorter, parked items go into the notes."""
    if behind < HEEDED:
        return []
    ahead = [
        (number, block, minutes)
        for number, (block, minutes) in enumerate(zip(blocks, lengths, strict=True), 1)
        if number > at + 1 and minutes > 0
    ]
    long_ones = [row for row in ahead if row[2] - behind >= SHORTEST]
    ways = [_shorter(*max(long_ones, key=lambda row: row[2]), behind)] if long_ones else []
    parked = next((row for row in ahead if row[1].kind == BlockKind.PARKED), None)
    return [*ways, _moved(*parked)] if parked else ways


def _shorter(number, block, minutes, behind) -> Way:
    names = {"title": block.title, "new": minutes - behind, "old": minutes, "n": number}
    lost = ngettext(
        "Lost: %(n)s minute of it.", "Lost: %(n)s minutes of it.", behind
    ) % {"n": in_words(behind).lower()}  # fmt: skip
    return Way(
        block, number, minutes - behind,
        _("%(title)s in %(new)d minutes instead of %(old)d") % names, lost,
        _("Shorten block %(n)d") % names,
    )  # fmt: skip


def _moved(number, block, minutes) -> Way:
    return Way(
        block, number, 0, _("Move parked items into the notes"),
        _("Lost: talking about them today."), _("Move block %(n)d") % {"n": number},
    )  # fmt: skip


def in_time(behind: int) -> str:
    """Say in words how it stands against the plan."""
    if behind == 0:
        return _("On time")
    if behind > 0:
        text = ngettext("%(n)s minute behind the plan", "%(n)s minutes behind the plan", behind)
    else:
        text = ngettext(
            "%(n)s minute ahead of the plan", "%(n)s minutes ahead of the plan", -behind
        )
    return text % {"n": in_words(abs(behind))}


def left(ends_at: datetime.datetime, now: datetime.datetime) -> str:
    """Return "6:12" until `ends_at`, "+0:30" past it."""
    seconds = round((ends_at - now).total_seconds())
    size = abs(seconds)
    return f"{'+' if seconds < 0 else ''}{size // 60}:{size % 60:02}"


def told(session: Session, at: Where, now: datetime.datetime, zone: str) -> str:
    """Return "It is 4:12 pm Central. As things go you end at 5:04 pm." in `zone`."""
    here, end = (moment.astimezone(ZoneInfo(zone)) for moment in (now, at.would_end))
    return _("It is %(now)s %(zone)s. As things go you end at %(end)s.") % {
        "now": dates.say_clock(here), "zone": dates.zone_name(here), "end": dates.say_clock(end),
    }  # fmt: skip


def may_start(session: Session, now: datetime.datetime) -> bool:
    """Say whether it can be started: from an hour before until it closes itself."""
    return session.ahead and session.starts_at - OPENS_BEFORE <= now < closes_at(session)


def closes_at(session: Session) -> datetime.datetime:
    """Return when a session that nobody ended closes itself."""
    return session.ends_at + CLOSES_AFTER


@transaction.atomic
def start(session: Session, *, by, now: datetime.datetime) -> LiveRun:
    """Start the clock with the first block; started already, return it as it runs.

    Raises Refused too early, too late, or without an agenda.
    """
    if run := LiveRun.objects.filter(session=session).first():
        return run
    if not may_start(session, now):
        raise Refused(_("It can be started from an hour before its time. Nothing was started."))
    blocks = blocks_of(session.agenda) if session.agenda_id else []
    if not blocks:
        raise Refused(_("It has no agenda yet. Give it one, then start."))
    try:
        with transaction.atomic():
            run = LiveRun.objects.create(
                session=session, started_at=now, block=blocks[0], block_started_at=now,
                created_at=now, created_by=by, changed_at=now, changed_by=by,
            )  # fmt: skip
    except IntegrityError:
        return LiveRun.objects.get(session=session)
    audit.record("started", session, by=by, now=now)
    return run


def take_back(session: Session) -> None:
    """Take a clock back that was started and not used: the session moves or is called off.

    The caller holds the session. Raises Refused once a block was left, words were caught or
    somebody was ticked as here: then it takes place, and ending it leaves all that in its notes.
    """
    run = LiveRun.objects.filter(session=session).select_for_update().first()
    if run is None:
        return
    if run.spent or session.attendance.filter(came=True).exists() or _caught_since(run):
        raise Refused(
            _(
                "This session is under way. End it on its live page and send the notes; then set "
                "another date for what is left. Nothing was changed."
            )
        )
    run.delete()


def _caught_since(run) -> bool:
    rows = {"session": run.session_id, "created_at__gte": run.started_at}
    return any(model.objects.filter(**rows).exists() for model in catching.MODELS)


def _locked(session) -> Session:
    """Read the session and hold it; always before its run, so that no two wait for each other."""
    return Session.objects.select_for_update().get(pk=session.pk)


def _running(session):
    return LiveRun.objects.filter(session=session, ended_at=None)


def run_of(session: Session) -> LiveRun | None:
    """Return its clock, None where nobody started it; no query where loaded with `live`."""
    try:
        return session.live
    except LiveRun.DoesNotExist:
        return None


def runs(session: Session) -> bool:
    """Say whether its clock runs."""
    run = run_of(session)
    return run is not None and run.ended_at is None


@transaction.atomic
def go_on(session: Session, *, leaving, by, now: datetime.datetime) -> bool:
    """Leave block `leaving` for the next one; False when somebody pressed first.

    Blocks that were moved out (no minutes) are passed over. Raises Refused after the last one.
    """
    run = _running(session).select_for_update().first()
    if run is None or run.block_id != leaving:
        return False
    blocks = blocks_of(session.agenda)
    at = next((n for n, block in enumerate(blocks) if block.pk == leaving), None)
    if at is None:
        raise Refused(_("This block was taken out of the agenda. Open the page again."))
    following = _next(blocks, [length(run, block) for block in blocks], at)
    if following is None:
        raise Refused(_("That was the last block. End the session when you are done."))
    return bool(
        _running(session).filter(block=leaving).update(
            block=following, block_started_at=now, block_extra=0, spent=_spent(run, now),
            version=F("version") + 1, changed_at=now, changed_by=by,
        )
    )  # fmt: skip


def _spent(run, now) -> dict:
    seconds = round((now - run.block_started_at).total_seconds())
    key = str(run.block_id)
    return {**run.spent, key: run.spent.get(key, 0) + seconds}


@transaction.atomic
def give(session: Session, minutes: int, *, block, by, now: datetime.datetime) -> bool:
    """Give the block that runs some minutes more; False when it is over meanwhile."""
    if minutes not in (1, 5):
        raise Refused(_("One or five minutes can be added. Nothing was changed."))
    rows = _running(session).filter(block=block, block_extra__lte=LONGEST_EXTRA - minutes)
    return bool(
        rows.update(
            block_extra=F("block_extra") + minutes, version=F("version") + 1,
            changed_at=now, changed_by=by,
        )
    )  # fmt: skip


@transaction.atomic
def shorten(session: Session, block, minutes: int, *, by, now: datetime.datetime) -> None:
    """Give a block ahead fewer minutes today; none at all moves it out. Raises AlreadyMoved."""
    run = _running(session).select_for_update().first()
    blocks = blocks_of(session.agenda)
    order = {row.pk: n for n, row in enumerate(blocks)}
    if run is None or block not in order or order[block] <= order.get(run.block_id, -1):
        raise AlreadyMoved
    if not 0 <= minutes < length(run, blocks[order[block]]):
        raise AlreadyMoved
    run.lengths = {**run.lengths, str(block): minutes}
    _running(session).update(
        lengths=run.lengths, version=F("version") + 1, changed_at=now, changed_by=by
    )


@transaction.atomic
def end(session: Session, *, by, now: datetime.datetime) -> bool:
    """End it: the clock stops, the session was held. False when it had ended; `by` None: itself."""
    fresh = _locked(session)
    run = _running(session).select_for_update().first()
    if run is None:
        return False
    LiveRun.objects.filter(pk=run.pk).update(
        ended_at=now, spent=_spent(run, now), version=F("version") + 1, changed_at=now,
        changed_by=by,
    )  # fmt: skip
    if fresh.ahead:
        why = "" if by else _("Nobody ended it; it closed half an hour after its planned end.")
        states.move(fresh, SessionState.HELD, moves=SESSION_MOVES, by=by, now=now, why=why)
    session.refresh_from_db()
    return True


def may_resume(session: Session, now: datetime.datetime) -> bool:
    """Say whether a session that was ended can go on: until it closes itself or its notes went."""
    return session.state == SessionState.HELD and now < closes_at(session)


@transaction.atomic
def resume(session: Session, *, by, now: datetime.datetime) -> bool:
    """Let a session go on that was ended too soon; False when it runs.

    Its clock stands where it would without the press. Raises Refused once it is too late.
    """
    fresh = _locked(session)
    run = LiveRun.objects.filter(session=session).select_for_update().first()
    if run is None or run.ended_at is None:
        return False
    if not may_resume(fresh, now):
        raise Refused(_("It is over by now. What is missing fits into the notes."))
    LiveRun.objects.filter(pk=run.pk).update(
        ended_at=None, spent=_until_this_block(run), version=F("version") + 1, changed_at=now,
        changed_by=by,
    )  # fmt: skip
    audit.record("resumed", session, by=by, now=now)
    return True


def _until_this_block(run) -> dict:
    """Take back what `end` counted for the block that ran."""
    key = str(run.block_id)
    counted = round((run.ended_at - run.block_started_at).total_seconds())
    before = run.spent.get(key, 0) - counted
    others = {block: seconds for block, seconds in run.spent.items() if block != key}
    return others | ({key: before} if before > 0 else {})


def close_forgotten(now: datetime.datetime) -> int:
    """End every session that nobody ended, half an hour after its planned end; return how many.

    Registered with the planner's minute; any number of callers at once end each one once.
    """
    rows = LiveRun.objects.filter(ended_at=None, session__starts_at__lte=now - CLOSES_AFTER)
    due = [run for run in rows.select_related("session") if closes_at(run.session) <= now]
    return sum(end(run.session, by=None, now=closes_at(run.session)) for run in due)
