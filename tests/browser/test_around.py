"""Around a session in a browser: the walk of a minute, keys, two clocks, no scripts."""

import time
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts import links
from foundation import clock
from sessions_app.models import Action, Decision, LiveRun, Reflection
from tests.browser import checks
from tests.factories_around import P, T, decide, load, promise, room_of, run, wrap

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RIGHT_TO_LEFT = "שיחה על מה שלא עבד"
LONG = "Verylongwordwithoutanyspace" * 6


def near(session, minutes_ago):
    """Let it have begun so many minutes ago by the real clock, which the pages ask."""
    begins = clock.now() - timedelta(minutes=minutes_ago)
    type(session).objects.filter(pk=session.pk).update(
        starts_at=begins, local_date=begins.date(), time_zone="UTC"
    )
    return load(session)


def ahead(session, days=8):
    return near(session, -days * 24 * 60)


def path(live_server, name, obj, *more):
    return live_server.url + reverse(f"sessions_app:{name}", args=[obj.pk, *more])


def address(person, purpose, about):
    now = clock.now()
    _link, found = links.make(
        user=person, purpose=purpose, about=about, now=now, expires_at=now + timedelta(days=9)
    )
    return found


def test_from_the_mail_to_two_lines_in_the_agenda_in_a_minute(live_server, page, browser):
    room, session = room_of(outcome=f"{RIGHT_TO_LEFT} {LONG}")
    session = ahead(session)
    mail = live_server.url + address(room.implementer(T), "answer", session)
    page.set_viewport_size({"width": 360, "height": 740})
    begun = time.monotonic()
    page.goto(mail)
    checks.picture(page, "answer", 360)
    page.get_by_role("link", name="Start, two lines are enough").click()
    page.get_by_label("What did you do?").fill("Two host teachers raised a card.\nNobody waited.")
    page.get_by_text("Saved ").wait_for()
    assert time.monotonic() - begun < 60
    checks.picture(page, "answer_question", 360)
    checks.whole(page)

    assert Reflection.objects.get().did.startswith("Two host teachers")
    other = browser.new_context().new_page()
    other.goto(mail)
    assert "Two host teachers" not in other.content()
    assert room.implementer(T).name not in other.content()
    desk = browser.new_context().new_page()
    checks.sign_in(desk, live_server, room.facilitator)
    desk.goto(path(live_server, "session", session))
    desk.get_by_text("Two host teachers raised a card.").wait_for()


def test_the_pages_before_a_session_are_whole(live_server, page):
    room, session = room_of()
    session = ahead(session)
    for person, name in ((room.implementer(T), "answer"), (room.implementer(P), "answer_update")):
        page.context.clear_cookies()
        checks.sign_in(page, live_server, person)
        page.goto(path(live_server, "ask", session))
        checks.whole(page)
        checks.picture(page, name, 360)
        checks.picture(page, name, 1280)
        page.goto(path(live_server, "put_off", session))
        checks.whole(page)
        page.goto(live_server.url + reverse("sessions_app:asked"))
        checks.whole(page)


def test_the_live_page_keeps_its_order_and_the_pressed_button(live_server, page):
    room, session = room_of()
    session = near(session, 40)
    run(room, session, session.starts_at)
    checks.sign_in(page, live_server, room.facilitator)
    page.goto(path(live_server, "live", session))
    boxes = {
        name: page.get_by_role("heading", name=name, exact=True).locator("..")
        for name in ("Agenda", "Caught so far", "Who is here")
    }
    caught, here = (boxes[name].bounding_box() for name in ("Caught so far", "Who is here"))
    assert 8 <= here["y"] - caught["y"] - caught["height"] < 40

    page.set_viewport_size({"width": 360, "height": 740})
    order = [page.locator("#catch"), *boxes.values()]
    assert [*sorted(tops := [one.bounding_box()["y"] for one in order])] == tops
    for name in ("+ 1 min", "Next block"):
        page.get_by_role("button", name=name).focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.innerText") == name


def test_the_live_page_is_whole_and_keys_do_it_all(live_server, page):
    room, session = room_of()
    session = near(session, 40)
    run(room, session, session.starts_at)
    decide(session, f"{LONG} {RIGHT_TO_LEFT}")
    checks.sign_in(page, live_server, room.facilitator)
    page.goto(path(live_server, "live", session))
    checks.whole(page)
    checks.picture(page, "live", 1280)
    checks.picture(page, "live", 360)

    page.locator("h1").click()
    page.keyboard.press("d")
    page.keyboard.type("Cards in Spanish")
    page.keyboard.press("Enter")
    page.get_by_text("Cards in Spanish").wait_for()
    page.wait_for_function("() => document.activeElement === document.body && !window.scrollY")
    page.keyboard.press("n")
    page.get_by_text("Now, block 2 of 8").wait_for()
    page.keyboard.press("5")
    page.locator(".clock", has_text="14:").wait_for()

    assert Decision.objects.filter(text="Cards in Spanish").count() == 1
    assert LiveRun.objects.get().block_extra == 5


def test_two_screens_agree_though_one_machine_is_an_hour_wrong(live_server, page, browser):
    room, session = room_of()
    session = near(session, 1)
    run(room, session, session.starts_at)
    checks.sign_in(page, live_server, room.facilitator)
    page.goto(path(live_server, "live", session))
    other = browser.new_context().new_page()
    other.add_init_script("const d = Date.now; Date.now = () => d() + 3600000;")
    checks.sign_in(other, live_server, room.decider(P))
    other.goto(path(live_server, "screen", session))

    def seconds(screen):
        minutes, rest = screen.locator(".clock").inner_text().split(":")
        return int(minutes) * 60 + int(rest)

    def agree():
        page.wait_for_timeout(250)  # a busy machine may be seconds between its two looks
        return abs(seconds(page) - seconds(other)) <= 1

    assert any(agree() for _look in range(20))
    page.get_by_role("button", name="Next block").click()
    other.get_by_text("Now, block 2 of 8").wait_for(timeout=8000)
    assert other.get_by_role("button", name="Next block").count() == 0
    checks.whole(other)


def test_without_scripts_the_session_runs_too(live_server, browser):
    room, session = room_of()
    session = near(session, 1)
    plain = browser.new_context(java_script_enabled=False).new_page()
    checks.sign_in(plain, live_server, room.facilitator)
    plain.goto(path(live_server, "live", session))
    plain.get_by_role("button", name="Start the session").click()
    plain.get_by_role("button", name="Next block").click()
    plain.get_by_role("link", name="Decision").click()
    plain.get_by_label("Decision").fill("Said without scripts")
    plain.get_by_role("button", name="Keep it").click()
    plain.get_by_role("button", name="End the session here").click()

    assert plain.url.endswith("/wrap-up/")
    assert "Said without scripts" in plain.content()


def test_the_pages_after_a_session_are_whole(live_server, page):
    room, session = room_of()
    session = near(session, 24 * 60)
    decide(session)
    promise(session, room.implementer(P), text=f"{LONG} {RIGHT_TO_LEFT}")
    checks.sign_in(page, live_server, room.facilitator)
    page.goto(path(live_server, "wrapup", session))
    checks.whole(page)
    checks.picture(page, "wrapup", 1280)
    checks.picture(page, "wrapup", 360)
    wrap(room, session, now=clock.now())
    for name in ("notes", "notes_change"):
        page.goto(path(live_server, name, session))
        checks.whole(page)
        checks.picture(page, name, 1280)
    page.context.clear_cookies()
    checks.sign_in(page, live_server, room.implementer(P))
    page.goto(path(live_server, "after", session))
    checks.whole(page)


def test_the_page_after_a_session_saves_itself_and_is_no_rival_of_itself(live_server, page):
    room, session = room_of()
    session = near(session, 24 * 60)
    row = decide(session)
    checks.sign_in(page, live_server, room.facilitator)
    page.goto(path(live_server, "wrapup", session))

    for n in range(3):
        with page.expect_response(lambda answer: answer.request.method == "POST") as saved:
            page.locator(f"[name='decision-{row.pk}']").fill(f"Cards {n}")
            page.locator("[name='action-new0']").fill(f"Book {n}")
        assert saved.value.status == 200
        page.get_by_text("Saved").first.wait_for()

    assert Decision.objects.get().text == "Cards 2"
    assert Action.objects.get().text == "Book 2"


def test_the_tick_of_who_spoke_says_that_they_came(live_server, page):
    room, session = room_of()
    session = near(session, 40)
    run(room, session, session.starts_at)
    session.attendance.update(came=False, spoke=False)
    checks.sign_in(page, live_server, room.facilitator)
    page.goto(path(live_server, "live", session))
    page.get_by_text("Tick who came and who spoke").click()
    came, spoke = (page.locator(f"[name={name}]").first for name in ("came", "spoke"))

    spoke.check()
    both = came.is_checked(), spoke.is_checked()
    with page.expect_response(lambda answer: "/people/" in answer.url):  # it saves by itself
        came.uncheck()

    assert both == (True, True)
    assert (came.is_checked(), spoke.is_checked()) == (False, False)
