"""Dates and agendas as people make them: a kickoff, a monthly slot, the sixth session dressed."""

from datetime import datetime, time, timedelta

from partnerships.models import Partnership, Phase
from sessions_app import agenda_services, note_services, series_services, slots
from sessions_app.models import BlockKind, Session, SessionKind
from sessions_app.series_services import Date

from .partnerships import LAKEVIEW

ZONE = "America/Chicago"
SLOT = slots.Slot(time(15, 30), ZONE, nth=2, weekday=3)  # the second Thursday, 3:30 pm Central
MONTHS = 8
JOIN = "https://meet.seedbed.example/lakeview-beacon"
OUTCOME = "Lakeview can decide which three classrooms try cards in the lesson first"
NOTE = "The principal spoke last in December. Ask them to lead the last block."
DRESS: dict[str, tuple[str, str]] = {  # kind of block: title, what happens
    BlockKind.MAIN: (
        "Lesson: cards in the lesson",
        "Opens with Beacon’s three answers.",
    ),
    BlockKind.GROUP: (
        "Apply it to three Lakeview classrooms",
        "Three tables, one classroom each: what would have to be true here?",
    ),
    BlockKind.PARKED: ("Parked items and plan", "Two parked: summer pay, Spanish cards."),
}


def set_stage(*, now: datetime) -> None:
    """Set the dates of Lakeview and Beacon, once; both must have agreed before."""
    rows = Partnership.objects.filter(initiative__title=LAKEVIEW.initiative)
    partnership = rows.exclude(phase=Phase.FORMING).first()
    if partnership is None or partnership.sessions.exists():
        return
    by = partnership.facilitator
    day = max(partnership.starts_on, (now + timedelta(days=1)).date())
    series_services.plan_series(
        partnership, [Date(day, time(9), ZONE)], kind=SessionKind.KICKOFF, mode="in_person",
        place="Lakeview, district office", by=by, now=now,
    )  # fmt: skip
    plan_months(partnership, day + timedelta(days=14), MONTHS, by=by, now=now)


def plan_months(partnership, start, count: int, *, by, now: datetime) -> list[Session]:
    """Plan `count` sessions in the slot, on the days that the preview proposes."""
    days = [row.day for row in slots.preview(SLOT, start, count)]
    dates = [Date(day, SLOT.time, SLOT.zone) for day in days]
    return series_services.plan_series(partnership, dates, join_url=JOIN, by=by, now=now)


def dress(session: Session, *, by, now: datetime) -> None:
    """Write the sixth session's outcome, its blocks and the facilitator's own note."""
    session.outcome = OUTCOME
    note_services.say_outcome(session, expected=session.version, by=by, now=now)
    for block in agenda_services.blocks_of(session.agenda):
        if block.kind in DRESS:
            block.title, block.text = DRESS[block.kind]
            agenda_services.change_block(
                session, block, ["title", "text"], expected=block.version, by=by, now=now
            )
    note_services.keep_note(session, NOTE, expected=0, by=by, now=now)
