"""The candour room: OWN of each side has answered; whoever else may know that is a cell."""

from datetime import timedelta

from django.urls import reverse

from partnerships.models import Partnership
from pulse import rounds
from pulse.models import PulseForm, PulseRound
from tests.authorization.world import SIDES, Try
from tests.factories import NOW
from tests.factories_issues import acting, make_issue, shared_back
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
    for side in SIDES:
        change = world.canary("pulse", "issue", side)
        world.things["issue", side] = make_issue(row, source=side, change=change)
        acted = acting(row, source=world.things["with_side", side])
        world.things["issue_acted_on", side] = acted
        told = shared_back(row, source=side, change=world.canary("pulse", "shared_back", side))
        world.things["shared_back", side] = told


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
    theme = world.things["with_side", side]
    sent = {"yes": "on", "sure": "on", "version": theme.version}
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
        Try("post", page("notes", row, side), {"words": "I heard it.", "version": 1}),
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


def issue_noted(world, side):
    """The list and a new one: two requests of the one person who holds the talks."""
    row = world.things["pulse", side]
    sent = {"source": f"notes:{side}", "kind": "process", "severity": "2"}
    return [
        Try("get", page("issues", row), None, world.canary("pulse", "issue", side)),
        Try("post", page("issue_new", row), sent),
    ]


def issue_read(world, side):
    canary = world.canary("pulse", "issue", side)
    return Try("get", page("issue", world.things["issue", side]), None, canary)


def issue_written(world, side):
    row = world.things["issue", side]
    sent = {"kind": "content", "severity": "3", "version": row.version}
    return [
        Try("post", page("issue", row), sent),
        Try("post", page("issue_move", world.things["issue_acted_on", side]), {"new": "resolved"}),
    ]


def issue_shared(world, side):
    return Try("post", page("issue_share", world.things["issue_acted_on", side]), {})


def change_read(world, side):
    """What will change, on the page of the partnership: all that a side reads of an issue."""
    room = world.things["pulse", side].partnership
    canary = world.canary("pulse", "shared_back", side)
    return Try("get", reverse("partnership", args=[room.pk]), None, canary)


CELLS = {
    40: opened_and_closed, 41: statement, 42: rating, 43: comment, 44: answered,
    46: completion_of_a_person, 47: completion_of_a_side, 48: theme_draft, 49: theme_let_go,
    50: theme_released, 51: aggregate, 701: held, 702: front, 703: held_themes, 704: taken_back,
    705: theme_in_other_words, 706: theme_kept_here, 707: issue_noted, 708: issue_read,
    709: issue_written, 710: issue_shared, 711: change_read,
}  # fmt: skip
