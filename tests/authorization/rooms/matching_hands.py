"""Several hands on one form and one sheet, and what shows a reader's level."""

from django.urls import reverse

from matching.services import hands
from tests import factories_matching as make
from tests.authorization.world import Try
from tests.factories import NOW


def build(world, side):
    """Put one role on the list of the form not sent yet; ask a leader about the one that was."""
    form, own = world.things["draft", side], world.person("OWN", side)
    row = hands.offer_time(application=form, role="Coaching lead", hours=6, by=own, now=NOW)
    world.things["offered", side] = row
    said = {"email": f"typo@{side}.example".replace("_", "-"), "name": "Superintendent"}
    hands.ask_leader(application=world.things["submitted", side], by=own, now=NOW, **said)


def page(name, row, *before):
    return reverse(f"matching:{name}", args=[*before, row.pk])


def sign_of_life(world, side):
    sheet = make.words_of(world.things["asked", side])
    return Try("post", reverse("instruments:here", args=[sheet.pk, "R5"]), {})


def sign_on_the_form(world, side):
    form = world.things["draft", side]
    return Try("post", reverse("matching:here", args=[form.pk, "problem"]), {})


def evidence(world, side):
    reading = make.first(world.things["read", side])
    said = {"kind": "words", "words": "They showed the survey."}
    return Try("post", reverse("matching:evidence", args=[reading.pk, "R5"]), said)


def colleagues(world, side):
    return Try("get", page("colleagues", world.things["asked", side], "applications"))


def colleague_added(world, side):
    said = {"name": "New Coach", "email": f"coach@{side}.example".replace("_", "-"), "title": "x"}
    return Try("post", page("colleague_new", world.things["asked", side], "applications"), said)


def time_offered(world, side):
    form, row = world.things["draft", side], world.things["offered", side]
    return [
        Try("post", page("time", form), {"role": "Principal", "hours": 2}),
        Try("post", reverse("matching:time_off", args=[form.pk, row.pk]), {}),
    ]


def leader_asked(world, side):
    said = {"name": "Superintendent", "email": "head@leader.example"}
    return Try("post", page("ask_leader", world.things["draft", side]), said)


def leader_typed(world, side):
    said = {"name": "Superintendent", "answer": "backs", "told": "On the phone", "version": 1}
    return Try("post", page("type_leader", world.things["submitted", side]), said)


def leader_corrected(world, side):
    said = {"name": "Superintendent", "email": "right@leader.example", "version": 1}
    return [
        Try("get", page("correct_leader", world.things["submitted", side])),
        Try("post", page("correct_leader", world.things["submitted", side]), said),
    ]


CELLS = {
    830: sign_of_life, 831: evidence, 832: colleagues, 833: colleague_added, 834: time_offered,
    835: sign_on_the_form, 836: leader_asked, 837: leader_typed,
    1300: leader_corrected,
}  # fmt: skip
