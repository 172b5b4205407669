"""The candour room: OWN of each side has answered; whoever else may know that is a cell."""

from datetime import timedelta

from django.urls import reverse

from partnerships.models import Partnership
from pulse import rounds
from pulse.models import PulseForm, PulseRound
from tests.authorization.world import SIDES, Try
from tests.factories import NOW
from tests.factories_pulse import answer, make_theme, release, talks_held


def build(world):
    """One open round on the partnership of both sides, with a form and themes a side."""
    room = world.things["partnership", SIDES[0]]
    days = {"starts_on": NOW.date() - timedelta(days=135)}
    Partnership.objects.filter(pk=room.pk).update(**days)
    facilitator = world.staff["FAC"]
    made = rounds.open_round(partnership=room, by=facilitator, now=NOW)
    # Pages are asked by the real clock, whenever the tests run.
    PulseRound.objects.filter(pk=made.pk).update(closes_on=NOW.date() + timedelta(days=36500))
    row = PulseRound.objects.with_sides().get(pk=made.pk)
    for side in SIDES:
        world.things["pulse", side] = row
        own = world.person("OWN", side)
        words = world.canary("pulse", "words", side)
        world.things["pulse_form", side] = answer(
            row, own, side=side, we_gain="4", how=("", words, "alone")
        )
        for name in ("with_side", "drafted"):
            text = world.canary("pulse", name, side)
            sent = name == "with_side"
            world.things[name, side] = make_theme(row, side=side, text=text, sent=sent)
        text = world.canary("pulse", "released", side)
        world.things["released", side] = release(make_theme(row, side=side, text=text), own)
    talks_held(row)


def page(name, row, *more):
    return reverse(f"pulse:{name}", args=[row.pk, *more])


def opened(world, side):
    return Try("post", page("open", world.things["together", side]), {})


def closed(world, side):
    return Try("post", page("close", world.things["pulse", side]), {})


def opened_and_closed(world, side):
    return [opened(world, side), closed(world, side)]


def statement(world, side):
    return Try("get", reverse("pulse:statement"), None, "alone reads what you write")


def rating(world, side):
    return Try("get", page("read", world.things["pulse_form", side]), None, "Agree")


def comment(world, side):
    canary = world.canary("pulse", "words", side)
    return Try("get", page("read", world.things["pulse_form", side]), None, canary)


def answered(world, side):
    mine = PulseForm.objects.get(pk=world.things["pulse_form", side].pk)
    return Try(
        "post", page("answer", world.things["pulse", side]), {"r_we_gain": "1"},
        watch=lambda: list(mine.answers.order_by("pk").values()),
    )  # fmt: skip


def completion_of_a_person(world, side):
    return Try("get", page("read", world.things["pulse_form", side]), None, "Has answered")


def completion_of_a_side(world, side):
    asked = len(world.sides["main", side].people)
    return Try("get", page("round", world.things["pulse", side]), None, f"1 of {asked} answered")


def theme_draft(world, side):
    canary = world.canary("pulse", "with_side", side)
    return Try("get", page("theme", world.things["with_side", side]), None, canary)


def theme_let_go(world, side):
    sent = {"yes": "on", "sure": "on"}
    theme = world.things["with_side", side]
    return Try("post", page("theme_yes", theme), sent)


def theme_in_other_words(world, side):
    theme = world.things["with_side", side]
    return Try("post", page("theme_words", theme), {"words": "Otherwise."})


def theme_kept_here(world, side):
    return Try("post", page("theme_keep", world.things["with_side", side]), {})


def theme_released(world, side):
    canary = world.canary("pulse", "released", side)
    return Try("get", page("round", world.things["pulse", side]), None, canary)


def aggregate(world, side):
    canary = "Each side’s answers stay apart"
    return Try("get", page("round", world.things["pulse", side]), None, canary)


def held(world, side):
    """Everything that is the holder's alone."""
    row = world.things["pulse", side]
    theme = {"text": "One more", "about": "change"}
    return [
        Try("get", page("book", row, side)),
        Try("get", page("guide", row, side), None, world.canary("pulse", "words", side)),
        Try("get", page("notes", row, side)),
        Try("get", page("said_no", row, side)),
        Try("get", page("held", row, side)),
        Try("post", page("notes", row, side), {"words": "I heard it."}),
        Try("post", page("theme_new", row, side), theme),
    ]


def front(world, side):
    return Try("get", page("of", world.things["pulse", side].partnership))


def held_themes(world, side):
    return [
        Try("get", page("theme", world.things["drafted", side]), None,
            world.canary("pulse", "drafted", side)),
        Try("post", page("theme_send", world.things["drafted", side]), {}),
        Try("post", page("theme_promise", world.things["released", side]),
            {"promise": "Two", "promise_on": "2027-04-01", "version": 1}),
    ]  # fmt: skip


def taken_back(world, side):
    return Try("post", page("theme_take_back", world.things["with_side", side]), {})


CELLS = {
    40: opened_and_closed, 41: statement, 42: rating, 43: comment, 44: answered,
    46: completion_of_a_person, 47: completion_of_a_side, 48: theme_draft, 49: theme_let_go,
    50: theme_released, 51: aggregate, 701: held, 702: front, 703: held_themes, 704: taken_back,
    705: theme_in_other_words, 706: theme_kept_here,
}  # fmt: skip
