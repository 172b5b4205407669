"""Notes, attendance, words before a session, promises. Loaded by rooms/sessions_app.py."""

import datetime
import uuid

from django.urls import reverse

from foundation import clock
from sessions_app.models import Action, Attendance, ContextUpdate, LiveRun, Reflection, Session
from tests.authorization.world import SIDES, Try
from tests.factories import NOW
from tests.factories_sessions import SessionFactory, fill

YEAR = clock.now().year + 1
OUT = datetime.date(YEAR, 1, 15)  # a session whose notes still can be changed


def build(world):
    """A session that was wrapped up, with promises and who came; words before the one to come."""
    partnership = world.things["partnership", SIDES[0]]
    session = world.things["wrapped", "both"] = SessionFactory(
        partnership=partnership, local_date=OUT, kind="extra", state="wrapped_up",
        notes=world.canary("notes", "words", "both"), notes_sent_at=NOW,
        notes_stand_on=OUT + datetime.timedelta(days=7),
    )  # fmt: skip
    for side in SIDES:
        group = world.sides["main", side]
        Attendance.objects.create(session=session, user=group.people[0], side=side, came=True)
        world.things["promise", side] = Action.objects.create(
            session=session, partnership=partnership, owner=group.people[0], side=side, due_on=OUT,
            text=world.canary("promise", "text", side), created_at=NOW, changed_at=NOW,
        )  # fmt: skip
        _words(world, side, world.things["session", "both"], group.people[0])
    for key, minutes in (("about_to", -10), ("under_way", 10), ("ended", 20)):
        _near(world, partnership, key, minutes)
    world.things["under_way_blocks", "both"] = _run(world.things["under_way", "both"])
    ended = world.things["ended", "both"]
    _run(ended, ended_at=ended.starts_at + datetime.timedelta(minutes=1))
    Session.objects.filter(pk=ended.pk).update(state="held")


def _run(session, **more):
    """Start the clock of a session and return its blocks."""
    blocks = fill(session)
    LiveRun.objects.create(
        session=session, started_at=session.starts_at, block=blocks[0],
        block_started_at=session.starts_at, created_at=NOW, changed_at=NOW, **more,
    )  # fmt: skip
    return blocks


def _near(world, partnership, key, minutes_ago):
    """Make a session that began so many minutes ago by the real clock, which pages ask."""
    begins = clock.now() - datetime.timedelta(minutes=minutes_ago)
    session = world.things[key, "both"] = SessionFactory(
        partnership=partnership, kind="extra", starts_at=begins.replace(microsecond=0)
    )
    seat = world.sides["main", SIDES[0]].people[0]
    Attendance.objects.create(session=session, user=seat, side=SIDES[0], came=True)
    if key == "about_to":
        fill(session)


def _words(world, side, session, author):
    words, made = world.canary("before", "words", side), {"created_at": NOW, "changed_at": NOW}
    if side == "partner":
        ContextUpdate.objects.create(
            session=session, words=words, side=side, created_by=author, **made
        )
    else:
        Reflection.objects.create(session=session, author=author, did=words, **made)


def address(world, name, key="wrapped"):
    return reverse(f"sessions_app:{name}", args=[world.things[key, "both"].pk])


def notes_read(world, side):
    return Try("get", address(world, "notes"), None, world.canary("notes", "words", "both"))


def notes_changed(world, side):
    sent = {"notes": "Other words.", "version": 1}
    return [
        Try("get", address(world, "notes_change")),
        Try("post", address(world, "notes_change"), sent),
    ]


def came(world, side):
    label = f"{world.sides['main', side].organization.said} coaching lead"
    return Try("get", address(world, "notes"), None, label)


def words_read(world, side):
    session = world.things["session", "both"]
    url = reverse("sessions_app:words", args=[session.pk, side])
    return Try("get", url, None, world.canary("before", "words", side))


def promised(world, side):
    row = world.things["promise", side]
    owner = world.sides["main", side].people[0]
    new = {"text": "One more", "owner": str(owner.pk), "due_on": f"{YEAR}-02-01"}
    return [
        Try("post", reverse("sessions_app:settle", args=[row.pk]), {"state": "done"}),
        Try("post", reverse("sessions_app:reopen", args=[row.pk]), {}),
        Try("post", address(world, "promise"), new),
    ]


def live_read(world, side):
    names = ("live", "screen", "live_now")
    return [Try("get", address(world, name, "under_way")) for name in names]


def live_run(world, side):
    here, blocks = "under_way", world.things["under_way_blocks", "both"]
    now = {"block": str(blocks[0].pk)}
    key = str(uuid.uuid4())
    caught = {"key": key, "kind": "decision", "words": "Yes"}
    return [
        Try("post", address(world, "live_start", "about_to"), {}),
        Try("post", address(world, "live_more", here), {**now, "minutes": "5"}),
        Try("post", address(world, "live_shorten", here),
            {"block": str(blocks[4].pk), "minutes": "10"}),
        Try("post", address(world, "live_catch", here), caught),
        Try("post", address(world, "live_people", here), {"came": []}),
        Try("post", address(world, "live_next", here), now),
        Try("post", address(world, "live_end", here), {}),
    ]  # fmt: skip


def live_resumed(world, side):
    return Try("post", address(world, "live_resume", "ended"), {})


def written_up(world, side):
    typed = {"did": "As told.", "happened": "", "transfers": "", "version": "1"}
    return [
        Try("get", address(world, "wrapup", "under_way")),
        Try("post", address(world, "wrapup", "under_way"), {"version": "1", "notes": "Yes."}),
        Try("post", address(world, "ask_today", "moved"), {}),
        Try("post", address(world, "typed", "moved"), typed),
    ]


CELLS = {
    30: notes_read, 31: notes_changed, 33: came, 34: words_read, 39: promised,
    371: live_read, 372: live_run, 373: written_up, 1490: live_resumed,
}  # fmt: skip
