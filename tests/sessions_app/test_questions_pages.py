"""The pages of questions between sessions: what each person meets, by sign-in and by link."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts import links
from accounts.models import Purpose
from partnerships.models import Phase
from sessions_app import questions
from sessions_app.models import (
    Capture,
    Question,
    QuestionPutOff,
    QuestionState,
    Session,
    SessionState,
)
from tests.factories_around import BEFORE, P, T, room_of
from tests.factories_partnership import put_in
from tests.reading import as_, read, settled, words

from .test_questions import ANSWER, WORDS, answered, asked, fresh

pytestmark = pytest.mark.django_db
MOST = 8
RIGHT_TO_LEFT = "איך אתם בוחרים מורים מארחים?"
LONG = "Verylongwordwithoutanyspace" * 14


@pytest.fixture
def made():
    with time_machine.travel(BEFORE, tick=False):
        yield room_of(number=6)


def path(name, obj):
    return reverse(f"sessions_app:{name}", args=[obj.pk])


def send(user, name, obj, **data):
    return as_(user).post(path(name, obj), data)


def by_link(person, question, at=BEFORE):
    """Return a browser in which `person` opened the link of a mail."""
    _link, address = links.make(
        user=person, purpose=Purpose.ANSWER, about=question, now=at,
        expires_at=at + timedelta(days=7),
    )  # fmt: skip
    client = Client()
    client.get(address)
    return client


# -- the thread -----------------------------------------------------------------------------------
def test_an_empty_thread_says_what_will_be_there_and_asks(made):
    room, _session = made
    page = read(Client(), room.implementer(P), path("thread", room.partnership))

    assert "Nobody has asked one yet." in page
    assert "Ask Beacon" in page
    assert len(re.findall(r'class="btn"', page)) == 1


def test_asking_shows_it_to_both_sides_and_no_mail_goes(made):
    room, _session = made
    answer = send(room.implementer(P), "thread", room.partnership, words=RIGHT_TO_LEFT)

    assert answer.status_code == 302
    for user in (room.implementer(P), room.decider(T), room.facilitator, room.lead):
        assert RIGHT_TO_LEFT in read(Client(), user, path("thread", room.partnership))
    assert as_(room.officer).get(path("thread", room.partnership)).status_code == 404
    assert mail.outbox == []


def test_a_form_sent_twice_asks_once(made):
    room, _session = made
    client, key = as_(room.implementer(P)), "2f1d2c3b-4f6e-4c84-93a7-2f0a5f1f1a11"
    for _n in range(2):
        sent = {"words": WORDS, "form_key": key}
        assert client.post(path("thread", room.partnership), sent).status_code == 302

    assert Question.objects.count() == 1


def test_the_facilitator_says_for_whom_and_nothing_is_chosen_beforehand(made):
    room, _session = made
    page = read(Client(), room.facilitator, path("thread", room.partnership))
    assert "Lakeview" in page
    assert "checked" not in page

    without = send(room.facilitator, "thread", room.partnership, words=WORDS)
    assert (without.status_code, Question.objects.count()) == (422, 0)
    assert WORDS in without.content.decode()
    send(room.facilitator, "thread", room.partnership, words=WORDS, side=T)
    assert Question.objects.get().side == T


@pytest.mark.parametrize("text", ["", "x" * 401])
def test_a_question_of_no_words_or_too_many_is_told_beside_the_field(made, text):
    room, _session = made
    response = send(room.implementer(P), "thread", room.partnership, words=text)

    assert response.status_code == 422
    assert text in response.content.decode()
    assert not Question.objects.exists()


def test_with_three_open_the_page_says_so_and_a_fourth_is_refused_with_its_words_kept(made):
    room, _session = made
    for n in range(3):
        asked(room, words=f"Question {n}?")
    page = read(Client(), room.implementer(P), path("thread", room.partnership))
    assert "Three of your questions wait for an answer" in page
    assert "<textarea" not in page
    fourth = "And who pays for the half day that is kept free for all of it?"
    response = send(room.implementer(P), "thread", room.partnership, words=fourth)

    assert response.status_code == 409
    assert "Three questions wait" in response.content.decode()
    assert fourth in response.content.decode()
    assert "<textarea" in read(Client(), room.implementer(T), path("thread", room.partnership))


def test_open_ones_come_first_and_pages_follow(made):
    room, _session = made
    for n in range(27):
        answered(room, asked(room, words=f"Done {n}?", now=BEFORE + timedelta(minutes=n)))
    asked(room, words="Still open?", now=BEFORE - timedelta(days=9))
    client = as_(room.implementer(T))
    first = client.get(path("thread", room.partnership))
    shown = [row["q"].words for row in first.context["rows"]]
    assert shown[:2] == ["Still open?", "Done 26?"]
    assert first.context["heading"] == "One question waits for you"

    rest = client.get(path("thread", room.partnership), {"after": first.context["page"].after})
    assert [row["q"].words for row in rest.context["rows"]] == ["Done 2?", "Done 1?", "Done 0?"]


@pytest.mark.parametrize("size", [1, 20])
def test_pages_cost_the_same_however_much_was_asked(made, size, django_assert_max_num_queries):
    room, _session = made
    for n in range(size):
        question = answered(room, asked(room, words=f"Done {n}?"))
        questions.take_up(question, by=room.facilitator, now=BEFORE)
    waiting = asked(room)
    for user in (room.implementer(T), room.facilitator, room.lead):
        client = settled(Client(), user)
        for url in (path("thread", room.partnership), path("thread_one", question)):
            with django_assert_max_num_queries(MOST):
                assert client.get(url).status_code == 200
    client = settled(Client(), room.implementer(T))
    for name in ("thread_answer", "thread_put_off"):
        with django_assert_max_num_queries(MOST):
            assert client.get(path(name, waiting)).status_code == 200


@pytest.mark.parametrize(
    ("phase", "says"),
    [
        (Phase.KICKOFF, "Questions open with"),
        (Phase.PAUSED, "The partnership is paused"),
        (Phase.CLOSED, "The partnership is over"),
    ],
)
def test_outside_the_months_the_page_says_why_nothing_is_asked(made, phase, says):
    room, _session = made
    put_in(room.partnership, phase, BEFORE)
    page = read(Client(), room.implementer(P), path("thread", room.partnership))

    assert says in page
    assert "<form" not in page.partition("<main")[2].partition("</main")[0]


def test_once_it_is_over_no_question_waits_for_anybody(made):
    room, _session = made
    question = asked(room)
    put_in(room.partnership, Phase.CLOSED, BEFORE)
    urls = [
        path("thread", room.partnership), path("thread_one", question),
        room.partnership.get_absolute_url(),
    ]  # fmt: skip
    pages = [words(read(Client(), room.implementer(T), url)) for url in urls]

    assert [page for page in pages if "waits for" in page or "answered yet" in page] == []
    assert "not answered" in pages[0]


def test_the_front_page_counts_them(made):
    room, _session = made
    answered(room, asked(room))
    asked(room, words="And then?")
    page = words(read(Client(), room.decider(P), room.partnership.get_absolute_url()))

    assert "Questions between sessions 2 asked, one waits for an answer" in page


# -- answering ------------------------------------------------------------------------------------
def test_signed_in_an_answer_is_sent_and_may_be_changed(made):
    room, _session = made
    question = asked(room, words=LONG)
    url = path("thread_answer", question)
    assert LONG in read(Client(), room.decider(T), url)
    send(room.decider(T), "thread_answer", question, answer=ANSWER, version=1)
    assert ANSWER in read(Client(), room.implementer(T), url)
    send(room.implementer(T), "thread_answer", question, answer="Other words.", version=2)

    assert fresh(question).answer == "Other words."


def test_a_stale_answer_shows_both_texts(made):
    room, _session = made
    question = asked(room)
    answered(room, question)
    late = send(room.decider(T), "thread_answer", question, answer="Residents do.", version=1)

    page = late.content.decode()
    assert (late.status_code, ANSWER in page, "Residents do." in page) == (409, True, True)
    assert fresh(question).answer == ANSWER


def test_a_link_answers_and_reads_nothing_back_elsewhere(made):
    room, _session = made
    question, person = asked(room), room.implementer(T)
    client = by_link(person, question)
    url = path("thread_answer", question)
    page = client.get(url).content.decode()
    assert WORDS in page
    assert person.name not in page
    assert client.post(url, {"version": 1}).status_code == 422
    assert client.post(url, {"answer": ANSWER, "version": 1}).status_code == 302

    assert (fresh(question).answered_by, fresh(question).by_link) == (person, True)
    assert ANSWER in client.get(url).content.decode()
    for other in (by_link(person, question), by_link(room.decider(T), question)):
        page = other.get(url).content.decode()
        assert "has answered already" in page
        assert ANSWER not in page
    assert client.get(question.get_absolute_url()).status_code == 302


def test_by_link_who_is_slower_keeps_their_words_and_reads_nothing(made):
    room, _session = made
    question = asked(room)
    client, url = by_link(room.decider(T), question), path("thread_answer", question)
    client.get(url)
    Question.objects.filter(pk=question.pk).update(version=2, answer=ANSWER)
    late = client.post(url, {"answer": "Residents do.", "version": 1})

    page = late.content.decode()
    assert (late.status_code, "Residents do." in page, ANSWER in page) == (409, True, False)
    assert "A colleague answered while you were writing" in words(page)


def test_by_link_what_came_after_a_colleagues_answer_can_be_copied(made):
    room, _session = made
    question = answered(room, asked(room))
    client, mine = by_link(room.decider(T), question), "Residents choose them in May."

    page = client.post(path("thread_answer", question), {"answer": mine, "version": 1}).text

    assert (mine in page, fresh(question).answer == ANSWER, ANSWER in page) == (True, True, False)


def test_a_link_of_the_side_that_asks_or_of_another_question_opens_nothing(made):
    room, _session = made
    question, other = asked(room), asked(room, words="Other?")

    assert by_link(room.implementer(P), question).get(path("thread_answer", question)).status_code \
        in (403, 404)  # fmt: skip
    client = by_link(room.implementer(T), other)
    assert client.get(path("thread_answer", question)).status_code == 404


def test_not_now_is_kept_by_link_and_signed_in(made):
    room, _session = made
    question = asked(room)
    client, url = by_link(room.implementer(T), question), path("thread_put_off", question)
    assert "checked" not in client.get(url, {"way": "not_me"}).content.decode()
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"way": "not_now"}).status_code == 302
    send(room.decider(T), "thread_put_off", question, way="colleague")
    assert QuestionPutOff.objects.count() == 1
    mate = str(room.implementer(T).pk)
    send(room.decider(T), "thread_put_off", question, way="colleague", colleague=mate)

    assert {row.way for row in QuestionPutOff.objects.all()} == {"not_now", "colleague"}


# -- what becomes of it ---------------------------------------------------------------------------
def test_each_person_is_offered_what_they_may_do(made):
    room, _session = made
    question = asked(room)

    def ways(user):
        return as_(user).get(question.get_absolute_url()).context["ways"]

    assert ways(room.implementer(P)) == ["next", "let_go"]
    assert ways(room.facilitator) == ["next", "let_go", "reset"]
    assert ways(room.lead) == []
    answered(room, question)
    assert ways(room.implementer(T)) == ["lesson", "next", "let_go"]
    assert ways(room.implementer(P)) == ["next", "let_go"]


def test_with_no_session_to_come_nothing_promises_one(made):
    room, session = made
    question = asked(room)
    Session.objects.filter(pk=session.pk).update(state=SessionState.CANCELLED)

    home = words(read(Client(), room.implementer(T), reverse("home")))
    assert "If you skip it: The facilitator takes it up or lets it go." in home
    for person in (room.implementer(P), room.facilitator):
        page = read(Client(), person, path("thread_one", question))
        assert 'value="next"' not in page
        assert 'value="let_go"' in page


def test_what_is_asked_of_the_partner_is_never_more_than_was_agreed(made):
    room, _session = made
    question = asked(room, side=T)

    assert "reset" not in as_(room.facilitator).get(question.get_absolute_url()).context["ways"]
    sent = {"to": "reset", "word": "Kindly."}
    assert send(room.facilitator, "thread_settle", question, **sent).status_code == 403
    assert fresh(question).waits


@pytest.mark.parametrize("to", ["let_go", "reset"])
def test_a_word_is_missed_beside_its_field(made, to):
    room, _session = made
    question = asked(room)
    response = send(room.facilitator, "thread_settle", question, to=to, word=" ")

    assert response.status_code == 422
    assert "Say it in a few words; both sides read them." in response.content.decode()
    assert fresh(question).waits


@pytest.mark.parametrize("to", ["lesson", "next", "let_go", "reset"])
def test_settled_by_a_button_with_its_history(made, to):
    room, _session = made
    question = asked(room)
    if to == "lesson":
        answered(room, question)
    answer = send(room.facilitator, "thread_settle", question, to=to, word="As we said.")

    assert (answer.status_code, fresh(question).state) == (302, to)
    page = words(read(Client(), room.implementer(P), question.get_absolute_url()))
    label = QuestionState(to).label.capitalize()
    assert f"{label}: {room.facilitator}," in page
    assert ("As we said." in page) is (to in ("let_go", "reset"))


@pytest.mark.parametrize("to", ["", "open", "answered", "nonsense", "lesson"])
def test_what_is_no_way_on_is_no_fault_of_ours(made, to):
    room, _session = made
    question = asked(room)
    response = send(room.facilitator, "thread_settle", question, to=to, word="x")

    assert response.status_code in (404, 409, 422)
    assert fresh(question).waits
    assert not Capture.objects.exists()
