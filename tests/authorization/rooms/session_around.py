"""Prompts, what does not fit yet, what was changed to fit, what only one person reads.

Loaded by rooms/sessions_app.py after session_work.
"""

import datetime

from django.urls import reverse

from sessions_app.models import Adaptation, ExitRating, NotHere, SessionNote
from tests.authorization.world import SIDES, Try
from tests.factories import NOW
from tests.factories_sessions import SessionFactory

from .session_work import address


def build(world):
    """A row of each kind a side in the session whose notes went; a rating; two private lines."""
    session, made = world.things["wrapped", "both"], {"created_at": NOW, "changed_at": NOW}
    for side in SIDES:
        world.things["not_here", side] = NotHere.objects.create(
            session=session, side=side, idea=world.canary("not_here", "idea", side), **made
        )
        world.things["adapted", side] = Adaptation.objects.create(
            session=session, side=side, original=world.canary("adapted", "original", side),
            change="Shorter.", **made,
        )  # fmt: skip
        ExitRating.objects.create(
            session=session, user=world.sides["main", side].people[0], applied=4,
            line=world.canary("rating", "line", side), **made,
        )  # fmt: skip
    world.things["next", "both"] = SessionFactory(
        partnership=session.partnership, local_date=session.local_date + datetime.timedelta(weeks=4)
    )
    SessionNote.objects.create(
        session=session, created_by=world.staff["FAC"], stuck=world.canary("note", "stuck", "both"),
        **made,
    )  # fmt: skip


def _of(world, name, side):
    return reverse(f"sessions_app:{name}", args=[world.things[name, side].pk])


def _room(world, name):
    return reverse(f"sessions_app:{name}", args=[world.things["partnership", SIDES[0]].pk])


def prompts_read(world, side):
    return [
        Try("get", address(world, name, "under_way"), None, "Prompts for this block")
        for name in ("live", "live_now")
    ]


def not_here_read(world, side):
    canary = world.canary("not_here", "idea", side)
    return [
        Try("get", _of(world, "not_here", side), None, canary),
        Try("get", address(world, "session"), None, canary),
        Try("get", address(world, "notes"), None, canary),
        Try("get", _room(world, "not_here_yet"), None, canary),
    ]


def not_here_completed(world, side):
    sent = {"idea": "Other words", "condition": "A free period", "version": 1}
    return Try("post", _of(world, "not_here", side), sent)


def not_here_added(world, side):
    sent = {"idea": "Peer visits", "side": side}
    url = address(world, "not_here_add")
    return [Try("get", url), Try("post", url, sent)]


def adapted_read(world, side):
    canary = world.canary("adapted", "original", side)
    return [
        Try("get", _of(world, "adapted", side), None, canary),
        Try("get", address(world, "session"), None, canary),
    ]


def adapted_changed(world, side):
    sent = {"original": "The card", "change": "In two languages", "version": 1}
    return Try("post", _of(world, "adapted", side), sent)


def adapted_added(world, side):
    url = address(world, "adapted_add")
    return [Try("get", url), Try("post", url, {"original": "The card", "change": "Half a page"})]


def thoughts_read(world, side):
    canary = world.canary("note", "stuck", "both")
    return Try("get", address(world, "pack", "next"), None, canary)


def ratings_read(world, side):
    return Try("get", _room(world, "ratings"), None, world.canary("rating", "line", side))


CELLS = {
    374: prompts_read, 375: not_here_read, 376: not_here_completed, 377: not_here_added,
    378: adapted_read, 379: adapted_changed, 380: adapted_added, 381: thoughts_read,
    382: ratings_read,
}  # fmt: skip
