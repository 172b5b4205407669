"""Quick questions between sessions in a browser: two sides, a link, no scripts; and a soon date."""

import datetime

import pytest
from django.urls import reverse

from accounts import links
from foundation import clock
from partnerships.models import Organization
from sessions_app import questions
from sessions_app.models import Action, Question
from tests.browser import checks
from tests.factories_around import P, T, load, room_of, run

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RIGHT_TO_LEFT = "איך אתם בוחרים מורים מארחים, ומי מחליט?"
LONG = "Verylongwordwithoutanyspace" * 12
DAY = datetime.timedelta(days=1)


@pytest.fixture
def made():
    room, session = room_of(number=6)
    begins = clock.now() + 6 * DAY
    type(session).objects.filter(pk=session.pk).update(
        starts_at=begins, local_date=begins.date(), time_zone="UTC"
    )
    return room, load(session)


def path(live_server, name, obj):
    return live_server.url + reverse(f"sessions_app:{name}", args=[obj.pk])


def ask(room, words, side=P, days=2):
    now = clock.now() - days * DAY
    return questions.ask(room.fresh(), side, words, by=room.implementer(side), now=now)


def test_without_scripts_a_question_goes_across_and_comes_back(live_server, browser, made):
    room, _session = made
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    checks.sign_in(page, live_server, room.implementer(P))
    page.goto(path(live_server, "thread", room.partnership))
    checks.picture(page, "questions_empty", 360)
    page.get_by_label("Your question").fill(RIGHT_TO_LEFT)
    page.get_by_role("button", name="Ask it").click()
    page.get_by_text("Asked. It stands on their page").wait_for()

    question = Question.objects.get()
    now = clock.now()
    _link, address = links.make(
        user=room.decider(T), purpose="answer", about=question, now=now, expires_at=now + 9 * DAY
    )
    other = browser.new_context(java_script_enabled=False).new_page()
    other.goto(live_server.url + address)
    other.get_by_role("heading", name="Lakeview asks").wait_for()
    other.get_by_label("Your answer").fill("The residents do.\nWe only ask.")
    other.get_by_role("button", name="Send the answer").click()
    other.get_by_text("Thank you. Both sides").wait_for()

    page.goto(path(live_server, "thread_one", question))
    page.get_by_text("We only ask.").wait_for()
    page.get_by_role("button", name="Take it up in the next session").click()
    page.get_by_text("It stands in the agenda of session 6.").wait_for()
    page.get_by_role("link", name="Session 6, ").click()
    page.get_by_text("A question brought here").wait_for()


def test_the_pages_are_whole(live_server, page, made):
    room, _session = made
    old = ask(room, "What did you drop first when time was short?", days=9)
    questions.answer(old, LONG, expected=1, by=room.implementer(T), now=clock.now(), by_link=True)
    gone = ask(room, "Could you write our plan for the first month?", days=8)
    questions.reset(gone, questions.friendly(gone), by=room.facilitator, now=clock.now())
    waiting = ask(room, RIGHT_TO_LEFT)
    ask(room, LONG, side=T)
    checks.sign_in(page, live_server, room.implementer(T))
    for name, what, obj in (
        ("questions", "thread", room.partnership), ("question_answered", "thread_one", old),
        ("question_answer", "thread_answer", waiting), ("question_out", "thread_put_off", waiting),
    ):  # fmt: skip
        page.goto(path(live_server, what, obj))
        checks.whole(page)
        checks.picture(page, name, 1280)
        checks.picture(page, name, 360)
    page.context.clear_cookies()
    checks.sign_in(page, live_server, room.decider(T))
    page.goto(live_server.url)
    page.get_by_role("link", name="Answer in a line or two").wait_for()
    checks.picture(page, "questions_home", 360)
    page.context.clear_cookies()
    checks.sign_in(page, live_server, room.facilitator)
    page.goto(path(live_server, "thread_one", waiting))
    for words in ("More than was agreed", "Let it go"):
        page.locator("summary", has_text=words).click()
    checks.whole(page)
    checks.picture(page, "question_facilitator", 1280)
    checks.picture(page, "question_facilitator", 360)
    page.goto(path(live_server, "thread", room.partnership))
    checks.whole(page)
    checks.picture(page, "questions_facilitator", 360)


def test_a_soon_date_is_told_while_it_is_chosen(live_server, page, made):
    room, session = made
    Organization.objects.filter(pk=room.organization(P).pk).update(days_to_decide=21)
    begins = clock.now() - datetime.timedelta(minutes=40)
    type(session).objects.update(starts_at=begins, local_date=begins.date())
    run(room, load(session), begins)
    checks.sign_in(page, live_server, room.facilitator)
    page.goto(path(live_server, "wrapup", session))
    soon = (clock.now() + 9 * DAY).date().isoformat()
    page.locator("textarea[name=action-new0]").fill("Ask the board")
    page.locator("[name=owner-new0]").select_option(str(room.implementer(P).pk))
    page.locator("[name=due-new0]").fill(soon)
    page.locator("[name=due-new0]").blur()
    page.get_by_text("Lakeview usually needs 21 days to decide; this leaves 9.").wait_for()
    checks.whole(page)
    checks.picture(page, "wrapup_tempo", 1280)
    checks.picture(page, "wrapup_tempo", 360)
    page.locator("[name=owner-new0]").select_option(str(room.implementer(T).pk))
    page.get_by_text("this leaves 9.").wait_for(state="hidden")
    page.locator("[name=owner-new0]").select_option(str(room.implementer(P).pk))
    page.get_by_role("button", name="Keep it, send later").click()
    page.get_by_text("Kept. Nobody else sees it").wait_for()

    assert Action.objects.get().due_on.isoformat() == soon
    assert page.get_by_text("this leaves 9.").count() == 1
    page.goto(path(live_server, "live", session) + "?catch=action")
    page.get_by_text("Lakeview usually needs 21 days to decide.").wait_for()
    checks.whole(page)
    checks.picture(page, "live_tempo", 1280)
