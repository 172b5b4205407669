"""Around a block in a browser: prompts, what does not fit yet, what was changed, how it was."""

import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from pypdf import PdfReader

from foundation import clock
from sessions_app import after
from sessions_app.models import Adaptation, NotHere, Session
from tests.browser import checks
from tests.factories_around import P, T, load, room_of, run, wrap
from tests.factories_sessions import make_session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RIGHT_TO_LEFT = "מה צריך להיות נכון כאן?"
OPEN_ALL = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"
LONG = "Verylongwordwithoutanyspace" * 6


def near(session, minutes_ago):
    """Let it have begun so many minutes ago by the real clock, which the pages ask."""
    begins = clock.now() - timedelta(minutes=minutes_ago)
    Session.objects.filter(pk=session.pk).update(
        starts_at=begins, local_date=begins.date(), time_zone="UTC"
    )
    return load(session)


def path(live_server, name, about):
    return live_server.url + reverse(f"sessions_app:{name}", args=[about.pk])


def idea(session, text, side=P, **also):
    now = clock.now()
    return NotHere.objects.create(
        session=session, side=side, idea=text, created_at=now, changed_at=now, **also
    )


@pytest.fixture
def lived():
    """A session whose notes went, with words of every kind, and the one after it."""
    room, session = room_of(number=6)
    session = near(session, 24 * 60)
    following = near(make_session(room, number=7), -27 * 24 * 60)
    wrap(room, session, now=clock.now())
    session = load(session)
    first = {"barrier": "Nobody has a free period", "condition": "A substitute, twice a month"}
    idea(session, "Teachers visit each other once a week", kind="time", **first)
    idea(session, f"{LONG} {RIGHT_TO_LEFT}", T, condition=RIGHT_TO_LEFT, tried=LONG, outcome=LONG)
    Adaptation.objects.create(
        session=session, side=T, original="The feedback card", change=f"Half a page {LONG}",
        reason=RIGHT_TO_LEFT, created_at=clock.now(), changed_at=clock.now(),
    )  # fmt: skip
    for side, applied in ((P, 5), (T, 3)):
        seat = session.attendance.get(user=room.decider(side))
        after.rate(seat, applied=applied, shared=4, line=f"{RIGHT_TO_LEFT} {LONG}", now=clock.now())
    session.own_notes.create(
        created_by=room.facilitator, shifted="Beacon sees that time is the barrier",
        stuck=f"Who pays {LONG}", created_at=clock.now(), changed_at=clock.now(),
    )  # fmt: skip
    return room, session, following


def test_prompts_stay_open_while_the_page_renews_itself(live_server, page):
    room, session = room_of()
    session = near(session, 1)
    run(room, session, session.starts_at)
    checks.sign_in(page, live_server, room.facilitator)
    page.goto(path(live_server, "live", session))
    page.get_by_text("Prompts for this block").click()
    checks.whole(page)
    checks.picture(page, "prompts", 1280)
    checks.picture(page, "prompts", 360)

    page.locator("h1").click()
    page.keyboard.press("h")
    page.get_by_label("Not here").fill("Peer visits")
    page.keyboard.press("Enter")
    page.locator(".caught", has_text="Peer visits").wait_for()
    page.get_by_text("Prompts for this block").click()
    idea(session, "Caught from another screen")
    page.locator(".caught", has_text="another screen").wait_for(timeout=8000)
    assert page.get_by_text("What would make these minutes worth it").is_visible()


def test_pages_of_what_does_not_fit_yet_are_whole(live_server, page, lived):
    room, session, following = lived
    pages = [
        ("session", session), ("not_here_yet", room.partnership), ("not_here_add", session),
        ("adapted_add", session), ("not_here", NotHere.objects.first()),
        ("adapted", Adaptation.objects.get()), ("notes", session), ("ratings", room.partnership),
        ("pack", following),
    ]  # fmt: skip
    checks.sign_in(page, live_server, room.facilitator)
    for name, about in pages:
        page.goto(path(live_server, name, about) + ("?prompts=open" if name == "pack" else ""))
        page.evaluate(OPEN_ALL)
        checks.whole(page)
        checks.picture(page, f"around-{name}", 1280)
        checks.picture(page, f"around-{name}", 360)
    page.goto(path(live_server, "pack", following))
    assert len(PdfReader(io.BytesIO(page.pdf(format="Letter"))).pages) == 1
    page.context.clear_cookies()
    checks.sign_in(page, live_server, room.decider(P))
    for name, about in pages[4:6]:
        page.goto(path(live_server, name, about))
        checks.whole(page)
        checks.picture(page, f"around-side-{name}", 360)


def test_two_private_lines_and_an_idea_on_the_page_after_a_session(live_server, page):
    room, session = room_of()
    session = near(session, 24 * 60)
    idea(session, f"{RIGHT_TO_LEFT} {LONG}")
    checks.sign_in(page, live_server, room.facilitator)
    page.goto(path(live_server, "wrapup", session))
    assert page.get_by_label("Stuck on").is_hidden()
    page.get_by_text("Go deeper").click()
    checks.whole(page)
    checks.picture(page, "wrapup-deeper", 1280)
    checks.picture(page, "wrapup-deeper", 360)


def test_without_scripts_a_side_says_what_it_would_take(live_server, browser, lived):
    room, session, _following = lived
    plain = browser.new_context(java_script_enabled=False).new_page()
    checks.sign_in(plain, live_server, room.implementer(P))
    plain.goto(path(live_server, "session", session))
    plain.get_by_text(re.compile(r"^\s*Not here")).click()
    plain.get_by_role("link", name="Teachers visit each other once a week").click()
    plain.get_by_label("What was changed and tried").fill("Two teachers, one month")
    plain.get_by_role("button", name="Keep it").click()

    assert plain.url == path(live_server, "session", session)
    assert NotHere.objects.get(kind="time").tried == "Two teachers, one month"
