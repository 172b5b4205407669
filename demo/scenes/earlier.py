"""A round that has closed: six that were found ready, two of them still waiting for a partner."""

from datetime import datetime, timedelta

from accounts.models import User
from demo.scenes import matching as forms
from demo.scenes.pairs import READY_WORDS
from foundation import states
from matching.models import Application, Reading, Referral
from matching.services import readings, reviews, second_round
from matching.workdays import working_days_after
from partnerships.models import (
    ROUND_MOVES,
    Initiative,
    Program,
    ProgramRole,
    Role,
    Round,
    RoundState,
    Term,
)

ROUND, LATER = "Winter round", "Fall round"
LEVELS = dict.fromkeys((f"R{number}" for number in range(1, 10)), 3)
ASKED = [  # name, as people say it, what it is called, setting, days ago it was found ready
    ("Juniper Falls School District", "Juniper Falls", "coaches for new principals", "rural", 96),
    ("Salt Creek Public Schools", "Salt Creek", "a shared pool of substitutes", "rural", 88),
    ("Marlow Point School District", "Marlow Point", "residents in small schools", "rural", 61),
    ("Copper Ridge Unified Schools", "Copper Ridge", "feedback after each lesson", "rural", 54),
    ("Windham Plains Schools", "Windham Plains", "keeping science teachers", "rural", 47),
    ("Otter Lake School District", "Otter Lake", "teacher leaders in every school", "rural", 33),
]
PLACES = [
    ("help", "Prairie Open Workshops", "Schools and districts whose plan is not under way yet: four"
     " free afternoons on finding out what the problem is."),
    ("help", "Harbor Library of Cases", "Anybody who would like to read how others did it first."),
    ("sponsor", "Cottonwood Education Fund", "Pays travel for pairs of organizations that learn"
     " from each other."),
]  # fmt: skip
COMMON = {
    "stage": Initiative.Stage.DESIGNING,
    "doing": "Two schools have begun; a group of five meets every second week.",
    "challenge": "People leave because nobody is beside them in the first months.",
    "why_now": "The plan for next year is decided in spring.",
    "hoped_for": "What others changed first, and what it cost them.",
    "people_and_time": "Three of us, Thursdays after three.",
    "leader": "Superintendent",
    "leader_agrees": True,
}


def set_stage(*, now: datetime) -> None:
    """Play the closed round once, after the scene of the open one; again changes nothing."""
    program = Program.objects.get(name="Educator Partnerships Program")
    if Round.objects.filter(program=program, name=ROUND).exists():
        return
    by = User.objects.get(email="facilitator@seedbed.example")
    for kind, name, helps in PLACES:
        _place(program, kind, name, helps, now)
    _lead(program, now)
    round = _round(program, ROUND, RoundState.OPEN, now, -200, -20)
    _round(program, LATER, RoundState.DRAFT, now, 100, 190)
    found = [_ready(round, row, by, now) for row in ASKED]
    states.move(round, RoundState.CLOSED, moves=ROUND_MOVES, by=None, now=now)
    _let_wait(found[1], by, now)
    for form in found[2:4]:
        _let_go(form, by, now)
    carried = Application.objects.get(pk=found[5].pk)
    later = Round.objects.get(program=program, name=LATER)
    second_round.carry(application=carried, into=later, by=by, now=now)


def _lead(program, now):
    """Who leads facilitation: signs in with a code from the mailbox of the demonstration."""
    user = User.objects.invite(
        email="facilitation.lead@seedbed.example", name="Facilitation lead",
        time_zone="America/Chicago", now=now,
    )  # fmt: skip
    ProgramRole.objects.get_or_create(
        program=program, user=user, role=Role.FACILITATION_LEAD, defaults={"since": now.date()}
    )


def _round(program, name, state, now, opens, closes):
    return Round.objects.create(
        program=program, name=name, state=state, places=6, created_at=now, changed_at=now,
        opens_on=(now + timedelta(days=opens)).date(),
        closes_on=(now + timedelta(days=closes)).date(),
    )  # fmt: skip


def _place(program, kind, name, helps, now):
    Referral.objects.create(
        program=program, kind=kind, name=name, helps_with=helps, as_of=now.date(),
        source="Invented for this demonstration", created_at=now, changed_at=now,
    )  # fmt: skip


def _ready(round, row, by, now):
    """Play one form to “ready”, as many days ago as its row says."""
    name, said, title, setting, days = row
    then = now - timedelta(days=days)
    district = (name, said, "Director of schools", {**COMMON, "title": title})
    form = forms._send(forms._form(round, district, then), then)
    forms._screen(form, by, then)
    forms._answer(form, READY_WORDS, then)
    forms._rate(Reading.objects.of(form).get(), LEVELS, then)
    form.refresh_from_db()
    readings.reply(
        subject=form, result="ready", words="Thank you. We look for a partner now.",
        next_step="We tell you whom we found", next_on=working_days_after(then.date(), 15),
        agreed_note="", override_reason="", by=by, now=then,
    )  # fmt: skip
    form.refresh_from_db()
    contexts = list(Term.objects.filter(vocabulary="context", slug=setting))
    reviews.say_what_it_is_about(
        application=form, topics=[], contexts=contexts, work="", by=by, now=then
    )
    return form


def _let_wait(form, by, now):
    second_round.wait(
        application=form, by=by, now=now - timedelta(days=20),
        words="You are ready, and every organization that fits has its partner in this round. You"
        " keep your place in the line.",
        next_step="We tell you whether a place has come free",
        next_on=working_days_after(now.date(), 10),
    )  # fmt: skip


def _let_go(form, by, now):
    second_round.release(
        application=form, by=by, now=now - timedelta(days=18),
        words="We looked for a partner and have found none that would help you enough. This says"
        " nothing about your work.",
        next_step="Ask again in the spring round",
        next_on=working_days_after(now.date(), 30),
    )  # fmt: skip
