"""Where an open question stands: homes, Today after a week, and the mails that go anyway."""

from datetime import timedelta

import pytest
from django.urls import reverse

from notifications import planner
from notifications.models import Message
from overview import today
from partnerships.models import Phase, RosterEntry
from sessions_app import questions, questions_asks
from sessions_app.models import Question
from tests.factories_around import BEFORE, BEGINS, P, T, held, room_of, wrap
from tests.factories_partnership import put_in

from .test_questions import WORDS, answered, asked

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def made():
    return room_of(number=6)


def home(user, now=BEFORE):
    return questions_asks.for_participant(user, now)


def sentences(user, now=BEFORE):
    return [ask.sentence for ask in home(user, now)]


# -- homes ----------------------------------------------------------------------------------------
def test_it_stands_on_each_home_of_the_side_that_is_asked_with_its_minutes(made):
    room, _session = made
    question = asked(room)

    for person in (room.implementer(T), room.decider(T)):
        (ask,) = home(person)
        assert (ask.sentence, ask.minutes, ask.where) == (WORDS, 2, "Lakeview and Beacon")
        assert ask.why.startswith("Lakeview asks. Anybody of Beacon can answer")
        assert ask.url == reverse("sessions_app:thread_answer", args=[question.pk])
        assert (ask.out, bool(ask.skipped)) == (
            reverse("sessions_app:thread_put_off", args=[question.pk]), True,
        )  # fmt: skip
        assert "the sponsor never" in ask.who_sees
    for person in (room.implementer(P), room.facilitator, room.officer, room.lead):
        assert home(person) == []


def test_several_are_one_ask_the_oldest_first(made):
    room, _session = made
    first = asked(room, words="First?")
    asked(room, words="Second?", now=BEFORE + DAY)
    assert sentences(room.implementer(T), BEFORE + 2 * DAY) == ["First?"]

    answered(room, first)
    assert sentences(room.implementer(T), BEFORE + 2 * DAY) == ["Second?"]


def test_not_me_leaves_it_with_the_colleagues_and_not_now_brings_it_back(made):
    room, _session = made
    question, lead, mate = asked(room), room.implementer(T), room.decider(T)
    questions.put_off(question, "not_now", by=lead, now=BEFORE)
    assert sentences(lead, BEFORE + 2 * DAY) == []
    assert sentences(lead, BEFORE + 4 * DAY) == [WORDS]

    questions.put_off(question, "not_me", by=lead, now=BEFORE)
    assert sentences(lead, BEFORE + 4 * DAY) == []
    assert sentences(mate) == [WORDS]


def test_a_colleague_reads_that_somebody_thinks_they_know(made):
    room, _session = made
    question, lead, mate = asked(room), room.implementer(T), room.decider(T)
    questions.put_off(question, "colleague", colleague=mate, by=lead, now=BEFORE)

    assert home(lead) == []
    assert home(mate)[0].why == (
        "Lakeview asks, and a colleague thinks that you know. Anybody can answer."
    )


def test_who_left_and_a_paused_partnership_are_not_asked(made):
    room, _session = made
    asked(room)
    RosterEntry.objects.filter(user=room.decider(T)).update(until=BEFORE.date())
    assert home(room.decider(T)) == []
    put_in(room.partnership, Phase.PAUSED)

    assert home(room.implementer(T)) == []


@pytest.mark.parametrize("count", [1, 9])
def test_a_home_asks_once_whatever_waits(made, count, django_assert_num_queries):
    room, _session = made
    asked(room)
    for _n in range(count - 1):
        other, _session = room_of()
        RosterEntry.objects.filter(pk=other.people[T, "decider"].pk).update(
            user=room.implementer(T)
        )
        asked(other)

    with django_assert_num_queries(1):
        assert len(home(room.implementer(T))) == count


# -- Today ----------------------------------------------------------------------------------------
def facilitators(room, now):
    (row,) = today.partnerships_of(room.facilitator, now)
    return questions_asks.of_partnership(row, room.facilitator, now)


def test_the_facilitator_is_told_after_seven_days_only(made):
    room, _session = made
    question = asked(room)
    assert facilitators(room, BEFORE + timedelta(days=6, hours=23)) == []

    (ask,) = facilitators(room, BEFORE + 7 * DAY)
    assert ask.sentence == "Beacon has a question unanswered since Saturday 13 March."
    assert (ask.why, ask.url) == (f"“{WORDS}”", question.get_absolute_url())
    answered(room, question)
    assert facilitators(room, BEFORE + 9 * DAY) == []


# -- mails that go anyway -------------------------------------------------------------------------
def before_mails():
    return {m.person: m for m in Message.objects.filter(kind="before")}


def test_a_before_mail_carries_one_line_with_its_minutes_and_not_the_words(made):
    room, _session = made
    asked(room)
    planner.plan(BEFORE - 3 * DAY)

    mails = before_mails()
    mail = mails[room.implementer(T)]
    assert "Lakeview asks a short question: a line or two, about 2 minutes" in mail.body
    assert mail.links["question"]["label"] == "Answer a question of Lakeview"
    assert mail.body.count("{{link:question}}") == 1
    assert mail.minutes == 12
    assert mails[room.decider(T)].minutes == 2
    for person in (room.implementer(P), room.decider(P)):
        assert "question" not in mails[person].links
    assert all(WORDS not in mail.body for mail in mails.values())


def test_a_mail_that_has_not_left_follows_the_answer(made):
    room, _session = made
    question = asked(room)
    planner.plan(BEFORE - 3 * DAY)
    answered(room, question)
    planner.plan(BEFORE - 2 * DAY)

    mail = before_mails()[room.decider(T)]
    assert ("question" in mail.links, mail.minutes) == (False, 0)
    assert "short question" not in mail.body


def test_not_me_is_not_asked_by_mail(made):
    room, _session = made
    questions.put_off(asked(room), "not_me", by=room.decider(T), now=BEFORE)
    planner.plan(BEFORE - 3 * DAY)

    mails = before_mails()
    assert "question" not in mails[room.decider(T)].links
    assert "question" in mails[room.implementer(T)].links


def test_an_after_mail_carries_it_and_no_mail_is_written_for_it(made):
    room, session = made
    asked(room)
    assert not Message.objects.exists()
    held(room, session)
    wrap(room, session)

    mails = {m.person: m for m in Message.objects.filter(kind="after")}
    mail = mails[room.implementer(T)]
    assert mail.body.endswith("{{link:question}}")
    assert (mail.minutes, mails[room.implementer(P)].minutes) == (4, 2)
    assert WORDS not in mail.body


def test_writing_after_mails_costs_the_same_for_one_question_and_for_three(
    made, django_assert_max_num_queries
):
    room, session = made
    for n in range(3):
        asked(room, words=f"Question {n}?", now=BEGINS - DAY)
    question = Question.objects.first()
    questions.put_off(question, "not_me", by=room.decider(T), now=BEGINS - DAY)
    loaded = questions_asks.ready(session.partnership)

    assert loaded is None
    with django_assert_max_num_queries(0):
        for person in (room.decider(T), room.implementer(T)):
            assert questions_asks.besides(session.partnership, person, T)
