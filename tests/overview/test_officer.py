"""The officer's sheet: what it says, what it can never say, what it costs, how it prints."""

import datetime
import re
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation import clock
from foundation.models import Transition
from matching.models import ApplicationState, Worry
from notifications.models import Message
from overview import officer
from overview.officer import ROWS
from partnerships import partnership_services
from partnerships.models import LearningObjective, Partnership, Phase, Role, Side
from sessions_app.models import Action, Decision, SessionNote, SessionState
from tests import factories_proposals
from tests.factories import NOW, ProgramFactory, ProgramRoleFactory, UserFactory
from tests.factories_closing import make_closing
from tests.factories_kickoff import PlanItemFactory
from tests.factories_matching import ApplicationFactory
from tests.factories_partnership import (
    PartnershipFactory,
    PartnershipOrganizationFactory,
    make_room,
)
from tests.factories_pulse import answer, make_round, make_theme
from tests.factories_sessions import SessionFactory
from tests.reading import words

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def read(client, user, **query):
    client.force_login(user)
    response = client.get(reverse("officer"), query)
    assert response.status_code == 200
    return response.content.decode()


def held(room, number, day, state=SessionState.HELD):
    more = {"notes_sent_at": NOW} if state == SessionState.WRAPPED_UP else {}
    return SessionFactory(
        partnership=room.partnership, number=number, local_date=day, state=state, **more
    )


def sent(room, state):
    return ApplicationFactory(
        round=room.partnership.round, state=state, submitted_at=NOW, answer_by=NOW.date(),
        submitted_by=UserFactory(), facilitator=room.facilitator, screened_at=NOW,
        screened_by=room.facilitator, kind_fits=True, work_is_active=True,
    )  # fmt: skip


def test_it_says_names_topic_phase_sessions_and_the_day_they_met(client):
    room = make_room(phase=Phase.ACTIVE)
    held(room, 1, datetime.date(2027, 1, 14))
    held(room, 2, datetime.date(2027, 2, 11), SessionState.WRAPPED_UP)
    held(room, 3, datetime.date(2027, 3, 18), SessionState.PLANNED)
    held(room, 4, datetime.date(2027, 4, 15), SessionState.CANCELLED)

    text = words(read(client, room.officer))

    assert "Lakeview and Beacon" in text
    assert "Monthly sessions 2 of 3 11 Feb Nothing written yet." in text
    assert "One partnership, 2 of 3 planned sessions held." in text


def test_the_sum_at_the_top_is_the_sum_of_the_rows_that_run(client):
    room = make_room(phase=Phase.ACTIVE)
    held(room, 1, datetime.date(2027, 2, 11))
    for month in (1, 2, 3):
        PlanItemFactory(
            partnership=room.partnership, number=month, month=datetime.date(2027, month, 1)
        )
    ended = PartnershipFactory(round=room.partnership.round, phase=Phase.CLOSED, ended_at=NOW)
    SessionFactory(partnership=ended, number=1, local_date=NOW.date(), state=SessionState.HELD)

    text = words(read(client, room.officer))

    assert "Monthly sessions 1 of 3 11 Feb" in text
    assert "Closed 1 of 1" in text
    assert "One partnership, 1 of 3 planned sessions held. One more has ended." in text


def test_it_says_who_closes_and_who_still_looks(client):
    room = make_closing()
    for state in (
        ApplicationState.SUBMITTED,
        ApplicationState.PREPARING,
        ApplicationState.INELIGIBLE,
    ):
        sent(room, state)

    text = words(read(client, room.officer))

    assert "One is about to close. Two more organizations are looking for a partner." in text
    assert f"{room.partnership.round.name} : 1 closing." in text


def test_the_sentence_comes_three_days_after_both_sides_could_read_it(client):
    room = make_room(phase=Phase.ACTIVE)
    partnership_services.say_where_it_stands(
        partnership=room.partnership, sentence="First words.", by=room.facilitator, now=NOW
    )
    shown = []
    for ago in (2 * DAY, 3 * DAY):  # pages are asked by the real clock
        Partnership.objects.update(sentence_shown_at=clock.now() - ago)
        shown.append("First words." in read(client, room.officer))

    assert shown == [False, True]


CANARY = "ZQ-CANARY"


def confide(room):
    """Say something the sponsor must not read in every place of a partnership that takes words."""
    session = held(room, 1, datetime.date(2027, 2, 11))
    by = {"created_at": NOW, "changed_at": NOW, "created_by": room.facilitator}
    session.notes = f"{CANARY} notes"
    session.outcome = f"{CANARY} outcome"
    session.save()
    Decision.objects.create(session=session, text=f"{CANARY} decision", **by)
    SessionNote.objects.create(session=session, words=f"{CANARY} own note", **by)
    Action.objects.create(
        session=session, partnership=room.partnership, text=f"{CANARY} action", side=Side.PARTNER,
        owner=room.decider(Side.PARTNER), due_on=NOW.date(), **by,
    )  # fmt: skip
    LearningObjective.objects.update(
        short=f"{CANARY} objective", judged_because=f"{CANARY} evidence"
    )
    partnership = room.partnership
    partnership.purpose = f"{CANARY} purpose"
    partnership.length_reason = f"{CANARY} length"
    partnership.save()
    type(room.charter).objects.update(
        benefit_partner=f"{CANARY} gain", norms=f"{CANARY} norms", could_not_alone=f"{CANARY} alone"
    )
    room.boundary.material = f"{CANARY} material"
    room.boundary.save()
    application = sent(room, ApplicationState.NOT_NOW)
    for obj in (partnership, application):
        Transition.objects.create(
            context_kind=obj._meta.label_lower, context_id=obj.pk, field="phase", old="active",
            new="paused", by=room.facilitator, at=NOW, why=f"{CANARY} reason",
        )  # fmt: skip


def pages_of_an_officer(program, round_):
    return [
        reverse("officer"), reverse("officer_counted"), reverse("home"),
        reverse("partnerships:programs"), reverse("partnerships:program", args=[program.pk]),
        reverse("partnerships:round", args=[round_.pk]), reverse("partnerships:organizations"),
        reverse("partnership_list"),
    ]  # fmt: skip


def test_nothing_confided_is_in_any_byte_of_her_pages_or_mail(client):
    room = make_closing(written=True, phase=Phase.CLOSING)
    confide(room)
    client.force_login(room.officer)
    round_ = room.partnership.round

    texts = [
        client.get(page, follow=True).content.decode()
        for page in pages_of_an_officer(round_.program, round_)
    ]
    texts += [f"{m.subject} {m.body}" for m in Message.objects.filter(person=room.officer)]

    assert [CANARY in text for text in texts] == [False] * len(texts)
    people = [entry.user.name for entry in room.people.values()]
    assert not any(f">{name}<" in text for name in people for text in texts)


def test_nor_what_was_said_in_a_pulse_check_a_consent_or_a_worry(client):
    room, made = make_round()
    words = (4, f"{CANARY} comment", "")
    answer(made, room.implementer(Side.PARTNER), frankly=words)
    make_theme(made, text=f"{CANARY} theme", sent=False)
    proposal = factories_proposals.sent(override=f"{CANARY} override")
    factories_proposals.say(proposal, Side.PARTNER, "decline", reason=f"{CANARY} consent")
    by = {"created_at": NOW, "changed_at": NOW, "created_by": UserFactory()}
    Worry.objects.create(offer=proposal.offer, words=f"{CANARY} worry", **by)
    texts = []
    for round_ in (room.partnership.round, proposal.application.round):
        officer = ProgramRoleFactory(program=round_.program, role=Role.PROGRAM_OFFICER).user
        client.force_login(officer)
        texts += [
            client.get(page, follow=True).content.decode()
            for page in pages_of_an_officer(round_.program, round_)
        ]

    assert [CANARY in text for text in texts] == [False] * len(texts)
    assert len(texts) == 16


def test_inside_a_partnership_she_finds_nothing(client):
    room = make_closing(written=True)
    held(room, 1, datetime.date(2027, 2, 11))
    client.force_login(room.officer)
    inside = [
        reverse(name, args=[room.partnership.pk])
        for name in ("partnership", "kickoff", "closing", "partnerships:charter")
    ]

    assert [client.get(page).status_code for page in inside] == [404] * 4


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.PROGRAM_OFFICER, 200), (Role.FACILITATION_LEAD, 200), (Role.FACILITATOR, 404),
        (Role.ADMINISTRATOR, 404), (Role.EVALUATOR, 404),
    ],
)  # fmt: skip
def test_who_reads_it(client, role, status):
    user = ProgramRoleFactory(role=role).user
    client.force_login(user)

    pages = [reverse("officer"), reverse("officer_counted")]

    assert [client.get(page).status_code for page in pages] == [status] * 2


def test_people_of_a_side_and_former_officers_find_nothing(client):
    room = make_room()
    former = ProgramRoleFactory(role=Role.PROGRAM_OFFICER, until=NOW.date() - 400 * DAY).user
    answers = []
    for user in (room.decider(Side.PARTNER), former, UserFactory()):
        client.force_login(user)
        answers.append(client.get(reverse("officer")).status_code)

    assert answers == [404, 404, 404]


def test_another_program_is_not_hers(client):
    mine, other = make_room(), make_room()
    other.organization(Side.PARTNER).__class__.objects.filter(
        pk=other.organization(Side.PARTNER).pk
    ).update(short_name="Elsewhere")
    client.force_login(mine.officer)
    program = other.partnership.round.program.pk

    assert client.get(reverse("officer"), {"program": program}).status_code == 404
    assert client.get(reverse("officer"), {"program": "no id"}).status_code == 404
    assert "Elsewhere" not in read(client, mine.officer)


def test_a_new_program_says_what_will_stand_here(client):
    officer = ProgramRoleFactory(role=Role.PROGRAM_OFFICER).user

    text = words(read(client, officer))

    assert "No partnership runs now." in text
    assert "Each partnership stands here as a line" in text


def test_with_two_programs_she_chooses(client):
    officer = UserFactory()
    for name in ("Alpha", "Beta"):
        program = ProgramFactory(name=name)
        ProgramRoleFactory(user=officer, role=Role.PROGRAM_OFFICER, program=program)

    text = read(client, officer, program=str(program.pk))

    assert "Beta" in text.split("</h1>")[0].rsplit("eyebrow", 1)[1]
    assert "Alpha" in text.split("<h1>")[0]


def many(room, count):
    """Add partnerships of the same program, each with a session and a sentence."""
    for number in range(count):
        row = PartnershipFactory(
            round=room.partnership.round, phase=Phase.ACTIVE, matched_at=NOW - number * DAY,
            sentence=f"Sentence {number} " + "x" * 200, sentence_shown_at=clock.now() - 9 * DAY,
        )  # fmt: skip
        for side in Side:
            PartnershipOrganizationFactory(partnership=row, side=side)
        SessionFactory(partnership=row, number=1, state=SessionState.HELD)


@pytest.mark.parametrize("count", [10, 60])
def test_what_it_costs(client, django_assert_max_num_queries, count):
    room = make_room()
    many(room, count - 1)
    client.force_login(room.officer)
    client.get(reverse("officer"))

    with django_assert_max_num_queries(8):
        response = client.get(reverse("officer"))

    assert len(response.content) < 60 * 1024
    assert response.content.decode().count("<tr>") == min(count, ROWS) + 1


def test_its_sums_are_asked_once_a_program_and_not_for_each_partnership():
    room = make_room()

    with CaptureQueriesContext(connection) as asked:
        (told,) = officer.programs_of(room.officer)

    assert (told.held, told.planned) == (0, 0)
    grouped_by = asked.captured_queries[-1]["sql"].rpartition(" GROUP BY ")[2]
    assert {int(n) for n in grouped_by.split(", ")} <= set(range(1, 7))  # none of them a sum


def test_the_next_page_goes_on_where_this_one_ends(client):
    room = make_room()
    many(room, ROWS)

    first = read(client, room.officer)
    after = re.search(r"after=([^\"&]+)", first).group(1)
    second = read(client, room.officer, after=unquote(after))

    assert (
        "The newest are listed. 1 earlier partnership is on the next page, "
        "which prints on a sheet of its own."
    ) in first
    assert "The newest are listed." not in second
    assert f"Sentence {ROWS - 1} " not in first
    assert f"Sentence {ROWS - 1} " in second
