"""Quick questions between sessions: asked, answered, settled, and what two at once leave."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from foundation.errors import AlreadyMoved, Refused, Stale
from foundation.models import Transition
from insights import drafting
from insights.models import Insight
from partnerships.models import Phase
from sessions_app import composer_page, questions, series_services
from sessions_app.agenda_services import blocks_of
from sessions_app.models import (
    AgendaBlock,
    BlockKind,
    Capture,
    ParkedItem,
    Question,
    QuestionPutOff,
    QuestionState,
    Session,
    SessionState,
)
from tests.factories_around import BEFORE, BEGINS, P, T, room_of
from tests.factories_partnership import put_in
from tests.factories_sessions import make_session
from tests.rivals import together

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WORDS = "How do you pick host teachers?"
ANSWER = "We ask the residents. Two of three names come up twice"


@pytest.fixture
def made():
    return room_of(number=6)


def asked(room, side=P, words=WORDS, now=BEFORE):
    return questions.ask(room.fresh(), side, words, by=room.implementer(side), now=now)


def answered(room, question, words=ANSWER, **how):
    given = {"expected": question.version, "by": room.implementer(T), "now": BEFORE + HOUR, **how}
    questions.answer(question, words, **given)
    return fresh(question)


def fresh(question):
    return Question.objects.select_related("partnership", "session").get(pk=question.pk)


def moves(question):
    rows = Transition.objects.about(question).order_by("at", "pk")
    return [(row.old, row.new, row.by) for row in rows]


# -- asking ---------------------------------------------------------------------------------------
def test_a_question_waits_for_the_other_side(made):
    room, _session = made
    question = asked(room, words="  How   do you\x00 pick them? ")

    assert (question.side, question.asked_of, question.state) == (P, T, QuestionState.OPEN)
    assert fresh(question).words == "How do you pick them?"
    assert (question.created_by, question.created_at) == (room.implementer(P), BEFORE)


@pytest.mark.parametrize("phase", [Phase.FORMING, Phase.KICKOFF, Phase.PAUSED, Phase.CLOSED])
def test_nobody_asks_outside_the_months_of_sessions(made, phase):
    room, _session = made
    put_in(room.partnership, phase, BEFORE)

    with pytest.raises(Refused, match="between the monthly sessions"):
        asked(room)
    assert not Question.objects.exists()


def test_three_of_a_side_may_wait_and_the_other_side_has_three_of_its_own(made):
    room, _session = made
    first = [asked(room, words=f"Question {n}?") for n in range(3)][0]

    with pytest.raises(Refused, match="Three questions wait"):
        asked(room)
    asked(room, side=T)
    answered(room, first)
    asked(room)

    assert Question.objects.open().count() == 4


# -- answering ------------------------------------------------------------------------------------
def test_an_answer_is_kept_with_who_and_how(made):
    room, _session = made
    question = answered(room, asked(room), by_link=True)

    assert (question.state, question.answer) == (QuestionState.ANSWERED, ANSWER)
    assert (question.answered_by, question.by_link) == (room.implementer(T), True)
    assert moves(question) == [("open", "answered", room.implementer(T))]


def test_the_second_of_two_colleagues_sees_both_texts(made):
    room, _session = made
    question, mine = asked(room), Question.objects.get()
    answered(room, question)

    with pytest.raises(Stale) as stale:
        answered(room, mine, "Residents choose.", by=room.decider(T), expected=1)

    assert [(theirs, own) for _l, _n, theirs, own in stale.value.clashes] == [
        (ANSWER, "Residents choose.")
    ]
    assert fresh(question).answer == ANSWER


def test_a_colleague_who_has_read_it_may_put_both_together(made):
    room, _session = made
    question = answered(room, asked(room))
    both = answered(room, question, "Residents choose.", by=room.decider(T))

    assert (both.answer, both.answered_by) == ("Residents choose.", room.decider(T))
    assert len(moves(question)) == 1


def test_no_words_and_a_settled_question_take_no_answer(made):
    room, _session = made
    question = asked(room)
    with pytest.raises(Refused, match="a line or two"):
        answered(room, question, "  ")
    questions.let_go(question, "We met in the hall.", by=room.implementer(P), now=BEFORE)

    with pytest.raises(AlreadyMoved):
        answered(room, question)
    assert fresh(question).answer == ""


# -- what becomes of it ---------------------------------------------------------------------------
def test_an_answer_becomes_a_draft_lesson_of_the_side_that_gave_it(made):
    room, session = made
    make_session(room, number=7, local_date=session.local_date + 28 * DAY)
    question = answered(room, asked(room))
    questions.make_lesson(question, by=room.facilitator, now=BEFORE + HOUR)

    drafting.draft_due(BEFORE + 2 * HOUR)
    drafting.draft_due(BEFORE + 3 * HOUR)

    lesson = Insight.objects.get()
    assert (lesson.strategy, lesson.side) == ("We ask the residents", T)
    assert (lesson.created_by, lesson.session) == (room.implementer(T), session)
    assert lesson.example.startswith("Two of three names come up twice")
    assert "Asked by Lakeview: How do you pick host teachers?" in lesson.example
    assert fresh(question).state == QuestionState.LESSON


def test_only_an_answer_becomes_a_lesson_and_only_once(made):
    room, _session = made
    question = asked(room)
    with pytest.raises(AlreadyMoved):
        questions.make_lesson(question, by=room.facilitator, now=BEFORE)
    question = answered(room, question)
    questions.make_lesson(question, by=room.facilitator, now=BEFORE + HOUR)

    with pytest.raises(AlreadyMoved):
        questions.make_lesson(question, by=room.implementer(T), now=BEFORE + HOUR)
    assert Capture.objects.count() == 1


def test_without_a_session_no_lesson_and_nothing_changes(made):
    room, _session = made
    question = answered(room, asked(room))
    Session.objects.update(state=SessionState.CANCELLED)

    for act in (questions.make_lesson, questions.take_up):
        with pytest.raises(Refused):
            act(question, by=room.facilitator, now=BEFORE)
    assert fresh(question).state == QuestionState.ANSWERED


def test_what_is_taken_up_stands_in_the_agenda_and_among_what_is_parked(made):
    room, session = made
    question = asked(room)
    assert questions.take_up(question, by=room.implementer(T), now=BEFORE) == session

    item = ParkedItem.objects.get()
    assert (item.session, item.text, item.destination) == (session, WORDS, "open")
    rows = composer_page.with_words(session, blocks_of(session.agenda), room.officer, BEFORE)
    told = {row["title"]: [o.parts for o in row["openings"]] for row in rows if row["openings"]}
    assert told == {"Parked items and plan": [[("A question brought here", WORDS)]]}


def test_an_agenda_without_parked_items_shows_it_where_it_closes(made):
    room, session = made
    kinds = [BlockKind.PARKED, BlockKind.TAKEAWAY]
    AgendaBlock.objects.filter(agenda=session.agenda, kind__in=kinds).update(kind="other")
    questions.take_up(answered(room, asked(room)), by=room.implementer(T), now=BEFORE)

    rows = composer_page.with_words(session, blocks_of(session.agenda), room.officer, BEFORE)
    (row,) = [row for row in rows if row["openings"]]
    assert row["number"] == 8
    assert row["openings"][0].parts[1] == ("Answered so far", ANSWER)


def test_a_session_called_off_lets_the_question_into_another(made):
    room, session = made
    question = asked(room)
    questions.take_up(question, by=room.facilitator, now=BEFORE)
    with pytest.raises(AlreadyMoved):
        questions.take_up(fresh(question), by=room.facilitator, now=BEFORE)
    Session.objects.update(state=SessionState.CANCELLED)
    later = Session.objects.get()
    later.pk, later._state.adding, later.agenda, later.number = None, True, None, 7
    later.id, later.uid, later.state = question.partnership_id, "other", SessionState.PLANNED
    later.save(force_insert=True)

    assert questions.take_up(fresh(question), by=room.facilitator, now=BEFORE) == later
    assert [new for _old, new, _by in moves(question)] == ["next", "next"]
    assert fresh(question).session == later


def test_a_question_waits_once_in_a_session_that_came_back(made):
    room, session = made
    later = make_session(room, number=7, local_date=session.local_date + 28 * DAY)
    question = asked(room)

    def taken_up():
        return questions.take_up(fresh(question), by=room.facilitator, now=BEFORE)

    def call_off(one):
        one.refresh_from_db()
        series_services.cancel(one, because="Snow", by=room.facilitator, now=BEFORE)

    assert taken_up() == session
    call_off(session)
    assert taken_up() == later
    call_off(later)
    session.refresh_from_db()
    series_services.bring_back(session, by=room.facilitator, now=BEFORE)

    assert taken_up() == session
    assert ParkedItem.objects.filter(session=session).count() == 1
    with pytest.raises(AlreadyMoved):
        taken_up()


def test_it_is_let_go_with_a_word_that_is_kept(made):
    room, _session = made
    question = asked(room)
    with pytest.raises(Refused, match="few words"):
        questions.let_go(question, " ", by=room.implementer(P), now=BEFORE)
    questions.let_go(question, "We met in the hall.", by=room.implementer(P), now=BEFORE)

    row = Transition.objects.about(question).get()
    assert (row.new, row.why) == ("let_go", "We met in the hall.")
    assert fresh(question).last_word == "We met in the hall."


def test_more_than_was_agreed_gets_a_friendly_sentence(made):
    room, _session = made
    question = asked(room, words="Could you train our coaches?")
    sentence = questions.friendly(question)
    assert sentence.startswith("Beacon thinks along and shows what it has learned.")
    assert len(sentence) <= 400
    questions.reset(question, sentence, by=room.facilitator, now=BEFORE)

    assert (fresh(question).state, fresh(question).last_word) == (QuestionState.RESET, sentence)
    with pytest.raises(AlreadyMoved):
        answered(room, question)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "unknown"}, {"side": "facilitation"}, {"state": "answered"}, {"state": "next"},
        {"state": "let_go"}, {"state": "lesson", "answer": "Yes."},
    ],
)  # fmt: skip
def test_the_database_refuses_half_a_state(made, wrong):
    room, _session = made
    asked(room)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.update(**wrong)


# -- passing it on --------------------------------------------------------------------------------
def test_only_a_colleague_of_the_same_side_can_be_asked(made):
    room, _session = made
    question = asked(room)
    for stranger in (None, room.implementer(P), room.facilitator, room.implementer(T)):
        with pytest.raises(Refused, match="Choose a colleague"):
            questions.put_off(
                question, "colleague", colleague=stranger, by=room.implementer(T), now=BEFORE
            )
    questions.put_off(
        question, "colleague", colleague=room.decider(T), by=room.implementer(T), now=BEFORE
    )
    questions.put_off(question, "not_now", by=room.implementer(T), now=BEFORE)

    row = QuestionPutOff.objects.get()
    assert (row.way, row.colleague) == ("not_now", None)


# -- at the same moment ---------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_once_one_is_kept_and_the_other_told():
    room, _session = room_of(number=6)
    question = asked(room)
    people = [room.implementer(T).pk, room.decider(T).pk]

    def act(number):
        row, person = Question.objects.get(pk=question.pk), User.objects.get(pk=people[number])
        questions.answer(row, f"Answer {number}", expected=1, by=person, now=BEFORE)
        return "kept"

    results = together(2, act)

    assert sorted(type(result).__name__ for result in results) == ["Stale", "str"]
    kept = results.index("kept")
    assert fresh(question).answer == f"Answer {kept}"
    assert fresh(question).answered_by_id == people[kept]
    assert len(moves(question)) == 1


@pytest.mark.django_db(transaction=True)
def test_of_four_who_ask_at_once_three_wait():
    room, _session = room_of(number=6)

    def act(number):
        return asked(room, words=f"Question {number}?").pk

    results = together(4, act)

    assert Question.objects.count() == 3
    assert sum(isinstance(result, Refused) for result in results) == 1


@pytest.mark.django_db(transaction=True)
def test_a_lesson_made_twice_at_once_is_one():
    room, _session = room_of(number=6)
    question = answered(room, asked(room), now=BEGINS - HOUR)

    def act(_number):
        return questions.make_lesson(fresh(question), by=room.facilitator, now=BEFORE).pk

    results = together(2, act)

    assert Capture.objects.count() == 1
    assert sum(isinstance(result, AlreadyMoved) for result in results) == 1
