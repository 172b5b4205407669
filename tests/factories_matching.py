"""Applications and offers for tests, and the way through the services to any of their states."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from instruments import loading
from instruments import services as sheets
from instruments.models import Answer, Sheet, Voice
from matching.models import Application, ApplicationState, Arrival, Offer, OfferState, Reading
from matching.services import applications, offers, readings
from partnerships.models import Initiative, Role, RoundState
from tests.factories import (
    NOW,
    TODAY,
    MembershipFactory,
    OrganizationFactory,
    ProgramRoleFactory,
    RoundFactory,
    UserFactory,
)

WRITTEN = {
    "title": "new teacher retention",
    "doing": "Coaching for first-year teachers in six schools.",
    "stage": Initiative.Stage.EXPLORING,
    "challenge": "Teachers leave in year two.",
    "why_now": "A third of our new teachers left last year.",
    "hoped_for": "How others found out why.",
    "people_and_time": "Two coaches, a principal, the first Tuesday.",
    "leader": "Superintendent",
}
READY = dict.fromkeys((f"R{n}" for n in range(1, 10)), 3)
PREPARE = {**READY, "R1": 2, "R3": 2, "R5": 1, "R8": 2}  # Elm Valley
WILLING = dict.fromkeys((f"O{n}" for n in range(1, 10)), 3)


class OpenRoundFactory(RoundFactory):
    """Open on the tests' day and on the day they run: pages are asked by the real clock."""

    state = RoundState.OPEN
    opens_on = date(2026, 1, 12)
    closes_on = date(2037, 4, 30)


class ApplicationFactory(DjangoModelFactory):
    """A bare row. A sent one: `sent(by)`; a state beyond: the functions below."""

    class Meta:
        model = Application

    round = factory.SubFactory(OpenRoundFactory)
    organization = factory.SubFactory(OrganizationFactory)
    created_at = NOW
    changed_at = NOW


class OfferFactory(DjangoModelFactory):
    class Meta:
        model = Offer

    round = factory.SubFactory(OpenRoundFactory)
    organization = factory.SubFactory(OrganizationFactory)
    created_at = NOW
    changed_at = NOW


class ArrivalFactory(DjangoModelFactory):
    class Meta:
        model = Arrival

    user = factory.SubFactory(UserFactory)
    round = factory.SubFactory(OpenRoundFactory)
    organization_name = "Elm Valley Unified School District"
    title = "Director of induction"
    at = NOW


def in_state(state, **more):
    """Return a bare application in `state` with all that its constraints ask for."""
    by = more.pop("by", None) or UserFactory()
    made = ApplicationFactory.build(state=state, **{**WRITTEN, **more})
    if state != ApplicationState.DRAFT:
        made.submitted_at, made.submitted_by, made.answer_by = NOW, by, TODAY
    if state not in {ApplicationState.DRAFT, ApplicationState.SUBMITTED}:
        made.screened_at, made.screened_by = NOW, by
        made.kind_fits = made.work_is_active = True
    made.round = more.get("round") or OpenRoundFactory()
    made.organization = more.get("organization") or OrganizationFactory()
    made.initiative = Initiative.objects.create(
        organization=made.organization, title="x", stage="exploring", created_at=NOW, changed_at=NOW
    )
    made.save()
    return made


def facilitator(program, role=Role.FACILITATOR):
    """Return a new person with a role in `program`."""
    return ProgramRoleFactory(program=program, role=role).user


def member(organization, **more):
    """Return a new person of `organization`."""
    return MembershipFactory(organization=organization, **more).user


def fresh(user):
    """Return the same person as a new request sees them: nothing remembered."""
    return type(user).objects.get(pk=user.pk)


def submitted(**more):
    """Return an application that its organization has sent."""
    more = {**WRITTEN, **more}
    application = ApplicationFactory(**more)
    by = member(application.organization)
    now = more.get("now", NOW)
    applications.submit(application=application, expected=1, by=by, now=now)
    return application


def assessing(**more):
    """Return one that was found to fit: a facilitator holds it and nine questions are open."""
    loading.load_instruments(now=NOW)
    application = submitted(**more)
    by = facilitator(application.round.program)
    readings.assign(subject=application, facilitator=by, by=by, now=NOW)
    screen(application)
    return application


def screen(application, *, fits=True, **more):
    """Decide as its facilitator."""
    given = {"kind_fits": True, "work_is_active": fits, "words": "Welcome.", "next_on": TODAY}
    given = {**given, "try_instead": "Nine questions", **more}
    return applications.screen(
        application=application, by=application.facilitator, now=NOW, **given
    )


def answer(subject, said="Pay, probably."):
    """Write something to every question, and sign off."""
    sheet = words_of(subject)
    by = member(subject.organization)
    written = {"created_at": NOW, "created_by": by, "changed_at": NOW, "changed_by": by}
    Answer.objects.bulk_create(
        Answer(sheet=sheet, item=item, words=f"{said} {item.key}", **written)
        for item in sheet.instrument_version.items.all()
    )
    sheets.sign_off(sheet=sheet, by=by, now=NOW)
    subject.refresh_from_db()


def words_of(subject):
    return Sheet.objects.about(subject).get(voice=Voice.WORDS)


def levels_sheet(reading):
    return Sheet.objects.about(reading).get()


def rate(reading, levels, *, finish=True, now=NOW):
    """Give `levels` as the reader of `reading`."""
    sheet = levels_sheet(reading)
    by = {"by": reading.reader, "now": now}
    sheets.save_levels(sheet=sheet, levels=levels, expected=sheet.version, **by)
    if finish:
        readings.finish(reading=reading, sheet=sheet, **by)


def answered(**more):
    """Return an application with nine answers signed off and the facilitator's reading open."""
    application = assessing(**more)
    answer(application)
    return application


def first(subject):
    return Reading.objects.of(subject).get(place="first")


def read(levels=None, **more):
    """Return an application whose facilitator has finished reading."""
    application = answered(**more)
    rate(first(application), levels or PREPARE)
    application.refresh_from_db()
    return application


def second(subject, levels=None, *, finish=True):
    """Return the reading of a second reader, finished if `levels` are given."""
    reader = facilitator(subject.round.program)
    reading = readings.start(
        subject=subject, reader=reader, place="second", by=subject.facilitator, now=NOW
    )
    if levels:
        rate(reading, levels, finish=finish)
        subject.refresh_from_db()
    return reading


def reply(subject, result="preparing", **more):
    """Send a reply as its facilitator."""
    given = {
        "words": "Let us find out together what lies behind it.",
        "next_step": "Two hours with the exit interviews",
        "next_on": TODAY + timedelta(days=8),
        "agreed_note": "",
        "override_reason": "",
    }
    return readings.reply(
        subject=subject, result=result, by=subject.facilitator, now=NOW, **{**given, **more}
    )


def offered(**more):
    """Return an offer whose nine questions are open."""
    loading.load_instruments(now=NOW)
    round = more.get("round") or OpenRoundFactory()
    by = more.get("by") or facilitator(round.program)
    organization = more.get("organization") or OrganizationFactory()
    return offers.invite(organization=organization, round=round, by=by, now=NOW)


def offer_in_state(state):
    return OfferFactory(state=state, facilitator=None if state == OfferState.ASKED else None)


def talk(subject, **notes):
    """Keep what two readers agreed on, item by item."""
    said = {"present": "Both readers", "held_on": TODAY}
    by = subject.facilitator or UserFactory()
    return readings.talk_through(subject=subject, notes=notes, **said, by=by, now=NOW)
