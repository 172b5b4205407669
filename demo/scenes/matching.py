"""Districts that ask for a partner, in different places of the way, and Beacon, which shares."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from demo.people import CENTER
from instruments import services as sheets
from instruments.loading import load_instruments
from instruments.models import Sheet, Voice
from matching.models import Application, Offer, Reading, Reasons
from matching.services import applications, arrivals, hands, offers, readings
from matching.workdays import working_days_after
from partnerships.models import (
    Initiative,
    Membership,
    Organization,
    Program,
    ProgramRole,
    Role,
    Round,
    RoundState,
)

ROUND = "Spring round"
ELM_WORDS = {
    "R1": "We want a plan for our new teachers. The idea is agreed, nobody owns it yet.",
    "R2": "The superintendent wrote to the board about it, and two coaches have time.",
    "R3": "Some meetings last fall, and a reading group.",
    "R4": "New teachers told us the first week was too full, so we spread it over three.",
    "R5": "Teachers leave in year two. Pay, probably, and the commute. We have 41 exit interviews"
    " that nobody has read together.",
    "R6": "Our induction days are lectures. I ran them for three years, so I own that.",
    "R7": "We would ask how it could work with our buses and our calendar.",
    "R8": "Two schools could start within a month. Calendar changes go to the board, which takes"
    " about ninety days.",
    "R9": "The assistant superintendent, two coaches and one principal, the first Tuesday.",
}
ELM_LEVELS = {"R1": 2, "R2": 3, "R3": 2, "R4": 3, "R5": 1, "R6": 3, "R7": 3, "R8": 2, "R9": 3}
SECOND_LEVELS = {**ELM_LEVELS, "R4": 2, "R8": 4}
DISTRICTS = [
    ("Elm Valley Unified School District", "Elm Valley", "Director of induction", {
        "title": "new teacher retention",
        "doing": "A better first year for new teachers: we are looking at options.",
        "stage": Initiative.Stage.EXPLORING,
        "challenge": "Too many of our new teachers leave in year two.",
        "why_now": "A third of last year's new teachers did not come back.",
        "hoped_for": "How somebody else found out why, and what they tried first.",
        "people_and_time": "Two coaches and a principal, the first Tuesday of the month.",
        "leader": "Superintendent",
        "leader_agrees": True,
    }),
    ("Cedarbrook Charter Schools", "Cedarbrook", "People director", {
        "title": "paying residents from existing staff lines",
        "doing": "Eight residents in five schools from August, paid from posts that exist.",
        "stage": Initiative.Stage.DESIGNING,
        "educators": Initiative.Educators.TEACHERS,
        "challenge": "Residents leave because they cannot live on the stipend. Eleven of twenty"
        " told us so.",
        "why_now": "The staffing plan for next year is decided in spring.",
        "hoped_for": "We can pay eight residents if we turn three vacant aide posts into"
        " residencies. We do not know how to keep those rooms covered on seminar days.",
        "people_and_time": "The chief, the people director and two principals, Wednesdays.",
        "leader": "Chief of schools",
        "leader_agrees": True,
    }),
    ("Maple Grove School District", "Maple Grove", "Director of schools", {
        "title": "growing principals from within",
        "doing": "A year of shadowing for assistant principals.",
        "stage": Initiative.Stage.DESIGNING,
        "challenge": "We lose new principals since nobody prepared them for the budget season.",
        "why_now": "Five principals retire within two years.",
        "hoped_for": "How to choose who shadows whom.",
        "people_and_time": "Three principals, Thursdays after three.",
        "leader": "Superintendent",
    }),
    ("Oak Ridge Schools", "Oak Ridge", "Head of professional learning", {
        "title": "lesson study in mathematics",
        "doing": "Two teams of teachers plan and watch lessons together.",
    }),
]  # fmt: skip
OFFER_WORDS = {
    "O1": "Our director agreed in writing and comes to the kickoff.",
    "O2": "The coaching guide may travel; names of schools and films of lessons stay here.",
    "O3": "Coaches may show what is on our list. If unsure, they ask the program lead.",
    "O4": "We have three years of notes on it and share the guide; names of schools stay here.",
    "O5": "The guide, two sets of cards, and how three schools used them.",
    "O6": "A charter school took the cards: the weekly talk had to stay, the day could change.",
    "O7": "The first year we trained everybody at once, and nobody had time to try it.",
    "O8": "Two coaches, every second Thursday; an hour is kept free for it.",
    "O9": "Whether a district four times our size can keep the weekly talk.",
}
OFFER_LEVELS = dict.fromkeys((f"O{number}" for number in range(1, 10)), 3)


def set_stage(*, now: datetime) -> None:
    """Play the scene once; where its round stands already, nothing changes."""
    load_instruments(now=now)
    program = Program.objects.get(name="Educator Partnerships Program")
    if Round.objects.filter(program=program, name=ROUND).exists():
        return
    round = _round(program, now)
    facilitator = User.objects.get(email="facilitator@seedbed.example")
    colleague = _colleague(program, now)
    forms = [_form(round, district, now) for district in DISTRICTS]
    elm, cedarbrook, _maple_grove = (_send(form, now) for form in forms[:3])
    for form in (elm, cedarbrook):
        _screen(form, facilitator, now)
    _answer(elm, ELM_WORDS, now)
    _read(elm, colleague, now)
    _offer(round, facilitator, now)


def _round(program, now):
    return Round.objects.create(
        program=program,
        name=ROUND,
        opens_on=(now - timedelta(days=30)).date(),
        closes_on=(now + timedelta(days=75)).date(),
        places=12,
        eligibility="Districts, charter networks and preparation programs with something under way"
        " for their teachers or school leaders.",
        state=RoundState.OPEN,
        created_at=now,
        changed_at=now,
    )


def _colleague(program, now):
    """The second reader: a colleague of the facilitator at the same center."""
    user = User.objects.invite(
        email="second.reader@seedbed.example",
        name="Second reader",
        time_zone="America/Chicago",
        now=now,
    )
    center = Organization.objects.get(name=CENTER)
    Membership.objects.get_or_create(
        organization=center, user=user, defaults={"title": "Facilitator", "since": now.date()}
    )
    ProgramRole.objects.get_or_create(
        program=program, user=user, role=Role.FACILITATOR, defaults={"since": now.date()}
    )
    return user


def _form(round, district, now):
    name, said, title, words = district
    key = said.lower().replace(" ", ".")
    address = f"lead@{key.replace('.', '-')}.example"
    lead = User.objects.invite(email=address, name=title, now=now)
    wish = {"title": title, "organization_name": name, "round": round}
    arrival = arrivals.arrive(user=lead, now=now, **wish)
    form: Any = arrivals.begin(arrival=arrival, by=lead, now=now)  # a new organization
    Organization.objects.filter(pk=form.organization_id).update(short_name=said)
    for field, value in words.items():
        setattr(form, field, value)
    form.save(update_fields=list(words))
    return form


def _send(form, now):
    by = form.created_by
    for role, hours in (("Coaching lead", 8), ("Principal", 3), ("Director", 2)):
        hands.offer_time(application=form, role=role, hours=hours, by=by, now=now)
    applications.submit(application=form, expected=form.version, by=form.created_by, now=now)
    return Application.objects.select_related("organization", "round").get(pk=form.pk)


def _screen(form, by, now):
    readings.assign(subject=form, facilitator=by, by=by, now=now)
    told = {"told": "On the phone, in the first talk", "words": "It has our time until June."}
    hands.type_leader(
        application=form,
        name=form.leader or "Superintendent",
        answer="backs",
        **told,
        expected=0,
        by=by,
        now=now,
    )
    applications.screen(
        application=form,
        kind_fits=True,
        work_is_active=True,
        words=f"Good news: {form.organization.said} can take part. Next come nine plain questions.",
        try_instead="Answer the nine questions, 12 minutes",
        next_on=working_days_after(now.date(), 10),
        by=by,
        now=now,
    )


def _answer(form, words, now, by=None):
    sheet = Sheet.objects.about(form).get(voice=Voice.WORDS)
    by = {"by": by or form.submitted_by, "now": now}
    for item in sheet.instrument_version.items.all():
        said = words if isinstance(words, str) else words[item.key]
        sheets.save_answer(sheet=sheet, item=item, words=said, expected=0, **by)
    sheets.sign_off(sheet=sheet, **by)
    form.refresh_from_db()


def _read(form, colleague, now):
    first = Reading.objects.of(form).get()
    second = readings.start(
        subject=form, reader=colleague, place="second", by=form.facilitator, now=now
    )
    for reading, levels in ((first, ELM_LEVELS), (second, SECOND_LEVELS)):
        _rate(reading, levels, now)


def _rate(reading, levels, now):
    sheet, by = Sheet.objects.about(reading).get(), {"by": reading.reader, "now": now}
    sheets.save_levels(sheet=sheet, levels=levels, expected=sheet.version, **by)
    readings.finish(reading=reading, sheet=sheet, **by)


def _offer(round, by, now):
    beacon = Organization.objects.get(name="Beacon Teacher Residency")
    offer = offers.invite(organization=beacon, round=round, by=by, now=now)
    offer = Offer.objects.get(pk=offer.pk)
    lead = User.objects.get(email="beacon.lead@seedbed.example")
    _answer(offer, OFFER_WORDS, now, by=lead)
    _rate(Reading.objects.of(offer).get(), OFFER_LEVELS, now)
    readings.reply(
        subject=offer,
        result="willing",
        words="Thank you. You have much to share, and you say what may travel and what stays.",
        next_step="We tell you which organizations you could help",
        next_on=working_days_after(now.date(), 15),
        agreed_note="The coaching guide travels; names of schools do not.",
        override_reason="",
        by=by,
        now=now,
    )
    Reasons.objects.create(
        offer=offer, exchange=True, created_at=now, changed_at=now, created_by=by, changed_by=by,
        words="We learn most about our own program when somebody asks why we do it that way.",
    )  # fmt: skip
