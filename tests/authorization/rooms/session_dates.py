"""Dates, agendas and the facilitator's own note of one session. Loaded by rooms/sessions_app.py."""

import datetime

from django.urls import reverse

from foundation import clock
from sessions_app.models import Attendance, SessionNote
from tests.authorization.world import SIDES, Try
from tests.factories import NOW
from tests.factories_sessions import SessionFactory, fill

YEAR = clock.now().year + 1  # ahead of whoever runs this, and not years away
DAY = datetime.date(YEAR, 3, 19)
MONTH = datetime.timedelta(days=28)
WHEN = {"day": f"{YEAR}-09-10", "time": "3:30 pm", "zone": "America/Chicago"}


def build(world):
    """One session to come, one called off, one to be called off; a note under the first."""
    partnership = world.things["partnership", SIDES[0]]
    for n, key in enumerate(("session", "off", "moved")):
        off = {"state": "cancelled", "cancelled_because": "Snow."} if key == "off" else {}
        world.things[key, "both"] = SessionFactory(
            partnership=partnership, local_date=DAY + n * MONTH,
            outcome=world.canary(key, "outcome", "both"),
            join_url=f"https://meet.example/{world.canary(key, 'join', 'both')}", **off,
        )  # fmt: skip
    session = world.things["session", "both"]
    blocks = fill(session, leads=[world.staff["FAC"]])
    blocks[4].text = world.canary("block", "text", "both")
    blocks[4].save()
    world.things["blocks", "both"] = blocks
    for side in SIDES:
        for user in world.sides["main", side].people:
            Attendance.objects.create(session=session, user=user, side=side)
    SessionNote.objects.create(
        session=session, words=world.canary("own_note", "words", "both"),
        created_by=world.staff["FAC"], created_at=NOW, changed_at=NOW,
    )  # fmt: skip


def address(world, name, *more, key="session"):
    return reverse(f"sessions_app:{name}", args=[world.things[key, "both"].pk, *more])


def room(world, name):
    return reverse(f"sessions_app:{name}", args=[world.things["partnership", SIDES[0]].pk])


def dates_read(world, side):
    canary = world.canary("session", "outcome", "both")
    return [
        Try("get", room(world, "sessions"), None, canary),
        Try("get", address(world, "session"), None, canary),
        Try("get", address(world, "calendar")),
    ]


def dates_set(world, side):
    slot = {"week": "2", "weekday": "1", "time": "3:30 pm", "minutes": "90", "count": "1",
            "zone": "America/Chicago", "start": f"{YEAR}-10-01", "mode": "virtual"}  # fmt: skip
    return [
        Try("get", room(world, "series")),
        Try("post", room(world, "save_series"), {**slot, "day_0": f"{YEAR}-10-13"}),
        Try("post", room(world, "add"), {**WHEN, "kind": "extra", "mode": "virtual"}),
        Try("post", room(world, "kickoff_day"),
            {**WHEN, "day": f"{YEAR}-09-11", "mode": "in_person"}),
        Try("post", address(world, "move", key="moved"),
            {**WHEN, "time": "8 am", "mode": "virtual", "because": "W."}),
        Try("post", address(world, "cancel", key="moved"), {"because": "Snow."}),
        Try("post", address(world, "bring_back", key="off"), {}),
    ]  # fmt: skip


def join(world, side):
    return Try("get", address(world, "session"), None, world.canary("session", "join", "both"))


def block_added(world, side):
    new = {"kind": "other", "title": "A walk", "minutes": "5", "purpose": "learn"}
    canary = world.canary("block", "text", "both")
    return [
        Try("get", address(world, "agenda"), None, canary),
        Try("post", address(world, "block_add"), new),
    ]


def agenda_edited(world, side):
    blocks = world.things["blocks", "both"]
    words = {"title": "Other", "minutes": "25", "purpose": "apply", "version": "1"}
    date = {"day": f"{YEAR}-03-02", "time": "8 am"}
    return [
        Try("post", address(world, "block", blocks[4].pk), words),
        Try("post", address(world, "arrange"), {"down": blocks[3].pk}),
        Try("post", address(world, "block_remove", blocks[5].pk), {}),
        Try("post", address(world, "outcome"), {"outcome": "Another one", "version": "1"}),
        Try("post", address(world, "timekeeper"), {"timekeeper": "", "version": "2"}),
        Try("post", address(world, "goes_out"), date),
        Try("post", address(world, "pattern"), {"pattern": "tuning"}),
    ]


def own_note(world, side):
    canary = world.canary("own_note", "words", "both")
    return [
        Try("get", address(world, "pack"), None, canary),
        Try("post", address(world, "note"), {"words": "Other", "version": "1"}),
    ]


def agenda_read(world, side):
    canary = world.canary("block", "text", "both")
    return [
        Try("get", address(world, "session"), None, canary),
        Try("get", address(world, "changes")),
    ]


def presence_read(world, side):
    where = world.things["partnership", SIDES[0]]
    return Try("get", reverse("sessions_app:presence", args=[where.pk]))


CELLS = {
    25: dates_read, 26: dates_set, 27: join, 28: block_added, 29: agenda_edited, 32: own_note,
    361: agenda_read, 362: presence_read,
}  # fmt: skip
