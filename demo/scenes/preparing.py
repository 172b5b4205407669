"""Three districts that were told to prepare first: at the start, half way, and read."""

from datetime import datetime, timedelta

from accounts.models import User
from demo.scenes import matching as forms
from matching.models import (
    Application,
    Cause,
    PreparationSession,
    Reading,
    RootCauseWorkup,
    WhyChain,
)
from matching.services import readings, workups
from matching.workdays import working_days_after
from partnerships.models import Initiative, Program, Round

PINE, BIRCH, STONE = "Pine Hollow", "Birch Lake", "Stonefield"
NAMES = {
    PINE: ("Pine Hollow Public Schools", "Director of staffing"),
    BIRCH: ("Birch Lake School District", "Head of induction"),
    STONE: ("Stonefield Consolidated Schools", "Assistant superintendent"),
}
WORDS = {
    PINE: {
        "title": "keeping special education teachers",
        "doing": "A group of seven meets every second week; nothing is decided.",
        "challenge": "Special education teachers leave us faster than anybody else.",
        "data_sources": "Staffing lists of four years, and 26 exit interviews.",
        "hoped_for": "What others changed first, and what it cost.",
    },
    BIRCH: {
        "title": "a first year that can be managed",
        "doing": "A mentor for each new teacher, and a lighter timetable in two schools.",
        "challenge": "Our mentors and new teachers hardly ever meet.",
        "data_sources": "Mentors' logs, timetables.",
        "hoped_for": "How others found the hours.",
    },
    STONE: {
        "title": "substitute teachers who come back",
        "doing": "We are looking at options.",
        "challenge": "Every Monday nine rooms have no teacher.",
        "hoped_for": "How others did it.",
    },
}
COMMON = {
    "stage": Initiative.Stage.EXPLORING,
    "why_now": "The staffing plan is decided in spring.",
    "people_and_time": "Three of us, Thursdays after three.",
    "leader": "Superintendent",
    "leader_agrees": True,
}
ANSWER = "We have guesses and no evidence yet."
LEVELS = {**dict.fromkeys((f"R{number}" for number in range(1, 10)), 3), "R1": 2, "R5": 1}
PROBLEM = {
    PINE: {
        "what": "Nineteen of 44 special education teachers left within three years.",
        "who": "Those who came from other districts, in their first two years here.",
        "where": "In four of nine schools. In the two with a lead teacher nobody left.",
        "how_much": "Six or seven a year; of other teachers two in a hundred leave.",
        "effect": "In October 310 pupils had no teacher of their own for a month.",
    },
    BIRCH: {
        "what": "Mentors and new teachers meet less than once a month.",
        "who": "Fourteen new teachers and their mentors.",
        "where": "In all schools but the one whose timetable has a common hour.",
        "how_much": "Nine meetings a year; we planned thirty.",
    },
}
CHAINS = {
    PINE: [
        ("They say they drown in meetings and forms.", [
            ("Each writes the plans of 28 pupils alone, most of it in the evening.",
             "A week's diary of eight teachers: eleven hours of writing."),
            ("The three posts that used to help with plans were given up in 2023.",
             "The staffing list of that year."),
            ("Nobody counted what those posts did when the budget was cut.", ""),
        ]),
        ("Newcomers are given the hardest classes.", [
            ("Classes are chosen by how long somebody has been there.", "The rule itself."),
        ]),
    ],
    BIRCH: [
        ("They do not meet.", [
            ("Their free hours are at different times.", "All fourteen timetables."),
            ("The timetable is made before mentors are named.", "The planner told us."),
            ("Mentors are named in September, the timetable is voted in June.",
             "The board's calendar."),
        ]),
    ],
}  # fmt: skip
CAUSES = {
    PINE: [
        ("work", "One person writes the plans of 28 pupils", "A week's diary of eight.", True),
        ("money", "Three helping posts were given up", "The staffing list of 2023.", False),
        ("rules", "Classes are chosen by years of service", "The rule itself.", False),
        ("people", "Principals do not know what the plans ask for", "", False),
        ("around", "The next district pays for the writing hours", "", False),
    ],
    BIRCH: [
        ("time", "Mentors are named after the timetable is made", "The board's calendar.", True),
        ("people", "Mentors have never seen one another's schools", "", False),
        ("rules", "A free hour cannot be moved after June", "The planner told us.", False),
    ],
}
SOLUTION = {
    BIRCH: ("Name mentors in May, and give each pair one common hour in the timetable.",
            "Pairs meet three times a month from October on."),
}  # fmt: skip
SESSIONS = {
    PINE: [(-12, "We read the exit interviews together: it is the writing."), (5, "")],
    BIRCH: [(-13, "Fourteen timetables on one wall."), (-6, "It is the order of two votes.")],
}


def set_stage(*, now: datetime) -> None:
    """Play the scene once, after the one of the forms; what stands stays."""
    program = Program.objects.get(name="Educator Partnerships Program")
    round = Round.objects.get(program=program, name=forms.ROUND)
    if Application.objects.filter(round=round, organization__short_name=PINE).exists():
        return
    facilitator = User.objects.get(email="facilitator@seedbed.example")
    for said in NAMES:
        told = now - timedelta(days=3 if said == STONE else 20)
        workup = _told(round, said, facilitator, told)
        if said in PROBLEM:
            _write(workup, said, now - timedelta(days=2))
    workup = RootCauseWorkup.objects.with_parties().get(
        application__round=round, application__organization__short_name=BIRCH
    )
    note = "The order of the two votes convinced me. What would the planner need by May?"
    at = now - timedelta(days=1)
    workups.review(workup=workup, note=note, expected=workup.version, by=facilitator, now=at)


def _told(round, said, facilitator, now) -> RootCauseWorkup:
    """Return the workup of a form that was sent, found to fit, read, and told to prepare."""
    name, title = NAMES[said]
    form = forms._form(round, (name, said, title, {**COMMON, **WORDS[said]}), now)
    form = forms._send(form, now)
    forms._screen(form, facilitator, now)
    forms._answer(form, ANSWER, now)
    forms._rate(Reading.objects.of(form).get(), LEVELS, now)
    readings.reply(
        subject=form,
        result="preparing",
        words="You told us plainly where you stand. Before we look for a partner, let us find out"
        " together what lies behind it. Then you are in the next round, with nothing to fill in"
        " again.",
        next_step="Two hours together with what you already have, to look for the causes",
        next_on=(now + timedelta(days=8)).date(),
        agreed_note="",
        override_reason="",
        by=facilitator,
        now=now,
    )
    return RootCauseWorkup.objects.with_parties().get(application=form)


def _write(workup, said, now):
    """Its person writes all parts but what is still open."""
    by = {"by": workup.application.submitted_by, "now": now}
    problem = workup.problem
    for name, words in PROBLEM[said].items():
        setattr(problem, name, words)
    _save(workup, problem, list(PROBLEM[said]), by)
    for starts_from, whys in CHAINS[said]:
        chain = _save(workup, WhyChain(workup=workup, starts_from=starts_from), [], by)
        for number, (because, evidence) in enumerate(whys, start=1):
            values = {"because": because, "evidence": evidence}
            about = {"chain": chain, "number": number, "values": values, "expected": 0}
            workups.save_why(workup=workup, **about, **by)
    _causes(workup, said, by)
    for days, result in SESSIONS[said]:
        on = working_days_after((now + timedelta(days=days)).date(), 1)
        row = PreparationSession(workup=workup, on=on, result=result)
        _save(workup, row, [], by)


def _causes(workup, said, by):
    for bone, text, evidence, chosen in CAUSES[said]:
        row = Cause(workup=workup, bone=bone, text=text, evidence=evidence, chosen=chosen)
        _save(workup, row, [], by)
        if chosen and said in SOLUTION:
            solution = workup.solution
            solution.words, solution.sign = SOLUTION[said]
            solution.cause = row
            _save(workup, solution, ["words", "sign", "cause"], by)


def _save(workup, row, fields, by):
    expected = 0 if row._state.adding else row.version
    workups.save_part(workup=workup, part=row, fields=fields, expected=expected, **by)
    return row
