"""Around a preparation: the homes, the reminders, what the program counts."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from matching import asks, workup_counts, workup_reminders
from matching.models import ApplicationState, Reply, RootCauseWorkup
from matching.services import applications, workups
from partnerships.models import Membership
from partnerships.models.standing import standing
from tests import factories_matching as make
from tests import factories_workups as work
from tests.factories import NOW, OrganizationFactory, ProgramFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def facilitator_reads(workup, now=NOW):
    user = make.fresh(workup.application.facilitator)
    return [(ask.sentence, ask.button) for ask in asks.for_facilitator(user, now)]


def people_read(workup):
    user = make.fresh(make.member(workup.application.organization))
    return [(ask.sentence, ask.button) for ask in asks.for_participant(user, NOW)]


# -- homes -----------------------------------------------------------------------------------------
def test_a_session_of_today_is_ahead_until_the_readers_own_day_is_over():
    workup = work.prepared()
    row = work.session(workup, days=5, result="")
    evening = datetime.combine(row.on + DAY, time(1), UTC)

    with timezone.override("America/Chicago"):
        found = [facilitator_reads(workup, evening + more * DAY) for more in (0, 1)]

    assert [len(asked) for asked in found] == [0, 1]


def test_the_facilitator_is_asked_for_what_only_they_can_do():
    workup = work.prepared()
    found = [facilitator_reads(workup)]
    row = work.session(workup, days=5, result="")
    found.append(facilitator_reads(workup))
    workups.set_aside(workup=workup, part=row, aside=True, **work.by(None))
    work.problem(workup)
    work.finish(workup)
    found.append(facilitator_reads(workup))
    work.review(work.fresh(workup))
    found.append(facilitator_reads(workup))
    work.accept(work.fresh(workup))
    found.append(facilitator_reads(workup))

    assert found == [
        [("No session of the preparation is ahead.", "Look where it stands")],
        [],
        [("They have causes and a possible solution.", "Read what they found")],
        [],
        [("They have found what lies behind it.", "Read them again")],
    ]


def test_after_ninety_days_the_facilitator_decides():
    workup = work.prepared()
    work.session(workup, days=88, result="")

    found = [facilitator_reads(workup, NOW + days * DAY) for days in (87, 90)]

    assert found == [
        [],
        [("They have been preparing for ninety days.", "Look where it stands")],
    ]


def test_its_people_are_asked_until_they_have_accepted():
    workup = work.complete()
    found = [people_read(workup)]
    work.review(workup)
    found.append(people_read(workup))
    work.accept(work.fresh(workup))
    found.append(people_read(workup))

    assert found == [
        [("Find out what lies behind it, one step at a time.", "Go on with the preparation")],
        [("Say whether this is how you see it.", "Read it and say so")],
        [],
    ]


@pytest.mark.parametrize("size", [1, 3])
def test_homes_ask_the_same_number_of_queries(django_assert_max_num_queries, size):
    first = work.prepared()
    form = first.application
    for _number in range(size - 1):
        other = work.prepared(organization=form.organization)
        other.application.facilitator = form.facilitator
        other.application.save(update_fields=["facilitator"])
    people = make.fresh(make.member(form.organization)), make.fresh(form.facilitator)
    for user in people:
        standing(user)

    with django_assert_max_num_queries(1):
        assert len(asks.for_participant(people[0], NOW)) == size
    with django_assert_max_num_queries(2):
        asks.for_facilitator(people[1], NOW)


def test_nobody_else_is_asked():
    workup = work.prepared()
    stranger = make.member(OrganizationFactory())
    other = make.facilitator(workup.application.round.program)

    assert asks.for_participant(make.fresh(stranger), NOW) == []
    assert asks.for_facilitator(make.fresh(other), NOW) == []


# -- reminders -------------------------------------------------------------------------------------
RULE = workup_reminders.PreparationStep()


def reminded(now):
    return [due.at - NOW for due in RULE.due(now)]


def test_three_reminders_at_most_a_fortnight_apart():
    workup = work.prepared()

    found = {days: [at.days for at in reminded(NOW + days * DAY)] for days in (0, 7, 20, 41, 60)}

    assert found == {0: [], 7: [14], 20: [14], 41: [28, 42], 60: []}
    assert {due.person for due in RULE.due(NOW + 7 * DAY)} == {workup.application.submitted_by}


def test_a_reminder_says_nothing_of_what_is_written():
    workup = work.prepared()
    work.problem(workup, what="CANARY-WHAT")

    due = next(iter(RULE.due(NOW + 7 * DAY)))

    assert "CANARY" not in due.subject + due.body
    assert due.about == workup.application


def test_who_has_left_is_not_reminded():
    workup = work.prepared()
    sender = workup.application.submitted_by
    Membership.objects.filter(user=sender).update(until=(NOW - DAY).date())

    assert reminded(NOW + 7 * DAY) == []


def test_a_reminder_stops_once_somebody_wrote_or_it_is_over():
    workup = work.prepared()
    later = NOW + 14 * DAY
    sender, organization = workup.application.submitted_by, workup.application.organization
    message = type("Queued", (), {"context_id": workup.application_id, "person": sender})
    found = [RULE.stopped(message, later)]
    Membership.objects.filter(user=sender).update(until=later.date())
    assert RULE.stopped(message, later) == f"They are not at {organization.said} any more."
    RootCauseWorkup.objects.filter(pk=workup.pk).update(changed_at=later - DAY)
    found.append(RULE.stopped(message, later))
    applications.withdraw(
        application=workup.application, by=workup.application.submitted_by, now=later
    )
    found.append(RULE.stopped(message, later))

    assert found == [
        "", "Somebody wrote in it this week.",
        "The preparation ended before it was accepted.",
    ]  # fmt: skip
    accepted = {"accepted_at": later, "accepted_by": sender}
    accepted |= {"reviewed_at": later, "reviewed_by": sender}
    RootCauseWorkup.objects.update(state="accepted", **accepted)
    assert RULE.stopped(message, later) == "The preparation is accepted."
    assert reminded(NOW + 7 * DAY) == []


# -- what the program counts -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((0, 0, 0), "No organization was asked to prepare first."),
        ((2, 1, 1), "Too few were asked to prepare first to say what became of them."),
        (
            (3, 0, 3),
            "Three organizations were asked to prepare first: none have a partnership now,"
            " three still prepare.",
        ),
        (
            (4, 1, 1),
            "Four organizations were asked to prepare first: one has a partnership now,"
            " one still prepares.",
        ),
        ((12, 9, 0), "12 organizations were asked to prepare first: nine have a partnership now."),
    ],
)
def test_small_numbers_are_told_as_a_sentence(counts, told):
    assert workup_counts.sentence(*counts) == told


def told_to_prepare(round, state, organization=None):
    form = make.in_state(state, round=round, organization=organization or OrganizationFactory())
    reply = {"result": "preparing", "words": "x", "next_step": "x", "next_on": NOW.date()}
    Reply.objects.create(application=form, by=form.submitted_by, at=NOW, **reply)
    return form


def test_an_organization_counts_once_and_another_program_not_at_all(django_assert_num_queries):
    round = make.OpenRoundFactory()
    twice = told_to_prepare(round, ApplicationState.MATCHED)
    told_to_prepare(make.OpenRoundFactory(program=round.program), "not_now", twice.organization)
    told_to_prepare(round, ApplicationState.PREPARING)
    told_to_prepare(round, ApplicationState.READY)
    told_to_prepare(round, ApplicationState.WITHDRAWN)
    make.in_state(ApplicationState.MATCHED, round=round)  # ready at once
    told_to_prepare(make.OpenRoundFactory(), ApplicationState.MATCHED)

    with django_assert_num_queries(1):
        found = workup_counts.sentences({round.program_id}, most=3)

    assert found == [
        "Three organizations were asked to prepare first: one has a partnership now,"
        " one still prepares."
    ]


def test_a_program_without_any_says_so():
    program = ProgramFactory()

    assert workup_counts.sentences({program.pk}, most=1) == [
        "No organization was asked to prepare first."
    ]
