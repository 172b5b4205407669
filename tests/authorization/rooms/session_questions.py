"""Quick questions between sessions. Loaded by rooms/sessions_app.py."""

from django.urls import reverse

from sessions_app.models import ACROSS, Question
from tests.authorization.world import SIDES, Try
from tests.factories import NOW


def build(world):
    """An open question and an answered one asked of each side."""
    partnership = world.things["partnership", SIDES[0]]
    for side in SIDES:
        mine, theirs = world.sides["main", side], world.sides["main", ACROSS[side]]
        made = {
            "partnership": partnership, "side": ACROSS[side], "created_by": theirs.people[0],
            "created_at": NOW, "changed_at": NOW,
        }  # fmt: skip
        world.things["quick_open", side] = Question.objects.create(
            words=world.canary("question", "words", side), **made
        )
        world.things["quick_answered", side] = Question.objects.create(
            words="How?", state="answered", answer=world.canary("question", "answer", side),
            answered_at=NOW, answered_by=mine.people[0], **made,
        )  # fmt: skip


def address(world, name, key, side):
    return reverse(f"sessions_app:{name}", args=[world.things[key, side].pk])


def thread_read(world, side):
    thread = reverse("sessions_app:thread", args=[world.things["partnership", SIDES[0]].pk])
    words = world.canary("question", "words", side)
    answer = world.canary("question", "answer", side)
    return [
        Try("get", thread, None, words),
        Try("get", thread, None, answer),
        Try("get", address(world, "thread_one", "quick_open", side), None, words),
        Try("get", address(world, "thread_one", "quick_answered", side), None, answer),
    ]


def asked(world, side):
    thread = reverse("sessions_app:thread", args=[world.things["partnership", SIDES[0]].pk])
    return Try("post", thread, {"words": "One more?", "side": side})


def answered(world, side):
    url, out = (
        address(world, name, "quick_open", side) for name in ("thread_answer", "thread_put_off")
    )
    return [
        Try("get", url, None, world.canary("question", "words", side)),
        Try("get", out),
        Try("post", out, {"way": "not_now"}),
        Try("post", url, {"answer": "Like this.", "version": "1"}),
    ]


def settled(world, side):
    return [
        Try("post", address(world, "thread_settle", "quick_answered", side), {"to": "next"}),
        Try("post", address(world, "thread_settle", "quick_open", side),
            {"to": "let_go", "word": "We met."}),
    ]  # fmt: skip


def made_lesson(world, side):
    return Try("post", address(world, "thread_settle", "quick_answered", side), {"to": "lesson"})


def brought_back(world, side):
    """Only what is asked of the side that shares can be more than was agreed."""
    sent = {"to": "reset", "word": "Kindly."}
    return Try("post", address(world, "thread_settle", "quick_open", SIDES[0]), sent)


CELLS = {
    391: thread_read, 392: asked, 393: answered, 394: settled, 395: made_lesson, 396: brought_back,
}  # fmt: skip
