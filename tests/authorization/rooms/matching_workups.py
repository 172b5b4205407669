"""The preparation: who reads it, who writes it together, who reads it with them, who accepts."""

import uuid

from django.urls import reverse

from matching.models import RootCauseWorkup
from tests import factories_matching as make
from tests import factories_workups as work
from tests.authorization.world import SIDES, Try

STATES = ("working", "complete", "reviewed", "accepted")


def build(world):
    """One preparation in each of its states, of OWN's organization and held by FAC."""
    for side in SIDES:
        for state in STATES:
            world.things[f"workup_{state}", side] = _workup(world, side, state)


def _workup(world, side, state):
    organization = world.sides["main", side].organization
    round = make.OpenRoundFactory(program=world.program)
    own, facilitator = world.person("OWN", side), world.person("FAC", side)
    form = make.ApplicationFactory(
        created_by=own, round=round, organization=organization, **make.WRITTEN
    )
    make.applications.submit(application=form, expected=1, by=own, now=make.NOW)
    make.readings.assign(subject=form, facilitator=facilitator, by=facilitator, now=make.NOW)
    make.screen(form)
    make.answer(form)
    make.rate(make.first(form), make.PREPARE)
    form.refresh_from_db()
    make.reply(form)
    workup = RootCauseWorkup.objects.with_parties().get(application=form)
    work.problem(workup, what=world.canary(f"workup_{state}", "problem", side))
    if state != "working":
        work.finish(workup)
    if state in {"reviewed", "accepted"}:
        work.review(work.fresh(workup))
    if state == "accepted":
        work.accept(work.fresh(workup), user=own)
    return work.fresh(workup)


def page(name, workup, *more):
    return reverse(f"matching:{name}", args=[workup.application_id, *more])


def read(world, side):
    workup = world.things["workup_working", side]
    return Try("get", page("workup", workup), None, world.canary("workup_working", "problem", side))


def write(world, side):
    workup = world.things["workup_complete", side]
    cause, chain = workup.causes.first(), workup.chains.first()
    said = {"what": "Changed by hand", "version": workup.problem.version}
    one = {"text": "Changed by hand", "bone": "money", "evidence": "", "version": cause.version}
    because = {"because": "Changed by hand", "evidence": "", "version": 1}
    return [
        Try("post", page("workup_part", workup, "problem"), said),
        Try("get", page("workup_add", workup, "cause")),
        Try("post", page("workup_row", workup, "cause", cause.pk), one),
        Try("post", page("workup_row", workup, "chain", uuid.uuid4()), {"starts_from": "They go"}),
        Try("post", page("workup_why", workup, chain.pk, 1), because),
        Try("post", page("workup_aside", workup, "cause", cause.pk), {}),
    ]


def review(world, side):
    workup = world.things["workup_complete", side]
    return Try("post", page("workup_review", workup), {"note": "Yes", "version": workup.version})


def accept(world, side):
    workup = world.things["workup_reviewed", side]
    said = {"R1": "New words", "R5": "New words", "version": workup.version}
    return Try("post", page("workup_accept", workup), said)


def take_up(world, side):
    return Try("post", page("workup_take_up", world.things["workup_accepted", side]), {})


CELLS = {841: read, 842: write, 843: review, 844: accept, 845: take_up}
