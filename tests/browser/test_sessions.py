"""Dates and agendas in a browser: every check, the keyboard alone, without scripts."""

import pytest
from django.urls import reverse

from accounts import links
from accounts.models import Purpose
from foundation import clock
from partnerships.models import Phase, Side
from sessions_app import agenda_services
from sessions_app.models import Session
from tests.browser import checks
from tests.factories_partnership import make_room
from tests.factories_sessions import ahead

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ARABIC = "ما الذي يجب أن يكون صحيحا هنا؟"


@pytest.fixture
def room():
    return make_room(phase=Phase.ACTIVE, signed=True)


@pytest.fixture
def session(room):
    made = ahead(room)
    block = made.agenda.blocks.get(order=5)
    block.title, block.text = "Apply it to three Lakeview classrooms", ARABIC
    block.save()
    return made


def address(live_server, name, about, *more):
    return live_server.url + reverse(f"sessions_app:{name}", args=[about.pk, *more])


def order(session):
    return [block.title for block in agenda_services.blocks_of(session.agenda)]


def test_every_page_of_the_facilitator(page, live_server, room, session):
    checks.sign_in(page, live_server, room.facilitator)

    for name, about in [
        ("agenda", session), ("session", session), ("sessions", room.partnership),
        ("series", room.partnership), ("pack", session), ("pattern", session),
    ]:  # fmt: skip
        page.goto(address(live_server, name, about))
        checks.picture(page, f"sessions-{name}")
        checks.picture(page, f"sessions-{name}", 360)
        checks.whole(page)


def test_forms_and_the_preview_of_a_series(page, live_server, room, session):
    checks.sign_in(page, live_server, room.facilitator)
    block = session.agenda.blocks.get(order=5)
    for name, more in [("block", [block.pk]), ("move", []), ("goes_out", [])]:
        page.goto(address(live_server, name, session, *more))
        checks.whole(page)
    page.goto(address(live_server, "series", room.partnership))
    page.get_by_label("Time", exact=True).fill("3:30 pm")
    page.get_by_role("button", name="Show me the dates").click()

    assert page.get_by_role("heading", level=1).inner_text() == "Do these dates fit?"
    checks.picture(page, "sessions-preview")
    checks.whole(page)


def test_the_keyboard_alone_moves_a_block(page, live_server, room, session):
    checks.sign_in(page, live_server, room.implementer(Side.PARTNER))
    page.goto(address(live_server, "agenda", session))
    before = order(session)
    button = page.get_by_role("button", name=f"Move {before[4]} up")

    button.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Blocks").wait_for()
    page.locator("ol .block h3").nth(3).filter(has_text=before[4]).wait_for()

    assert order(session) == [*before[:3], before[4], before[3], *before[5:]]
    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused == f"Move {before[4]} up"


def test_minutes_are_saved_while_they_change_and_the_picture_follows(
    page, live_server, room, session
):
    checks.sign_in(page, live_server, room.facilitator)
    page.goto(address(live_server, "agenda", session))
    title = order(session)[3]

    page.get_by_label(f"Minutes for {title}").fill("15")
    page.keyboard.press("Tab")
    page.get_by_text("The minutes add up to 85 of 90; 5 are free.").wait_for()

    assert session.agenda.blocks.get(order=4).minutes == 15
    assert page.evaluate("document.activeElement.textContent") == title


def test_without_scripts_one_form_does_it_all(browser, live_server, room, session):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    checks.sign_in(page, live_server, room.facilitator)
    page.goto(address(live_server, "agenda", session))
    before = order(session)

    page.get_by_label(f"Minutes for {before[3]}").fill("25")
    page.keyboard.press("Enter")
    page.get_by_text("The minutes add up to 95 of 90; 5 are too many.").wait_for()
    page.get_by_role("button", name=f"Move {before[3]} down").click()
    page.locator("ol .block h3").nth(4).filter(has_text=before[3]).wait_for()

    assert order(session) == [*before[:3], before[4], before[3], *before[5:]]
    assert session.agenda.blocks.get(order=5).minutes == 25
    context.close()


def test_a_stale_minute_shows_both_and_loses_none(page, live_server, room, session):
    checks.sign_in(page, live_server, room.implementer(Side.PARTNER))
    page.goto(address(live_server, "agenda", session))
    block = session.agenda.blocks.get(order=5)
    block.minutes = 35
    agenda_services.change_block(
        session, block, ["minutes"], expected=1, by=room.facilitator, now=clock.now()
    )

    page.get_by_label(f"Minutes for {block.title}").fill("20")
    page.get_by_role("button", name="Save the minutes").click()
    page.get_by_text("Yours, not saved yet").wait_for()
    checks.picture(page, "sessions-conflict")
    checks.whole(page)
    page.get_by_label("Mine", exact=True).check()
    page.get_by_role("button", name="Save it like this").click()
    page.get_by_role("heading", name="Blocks").wait_for()

    assert session.agenda.blocks.get(order=5).minutes == 20


def test_one_answers_from_a_phone_without_signing_in(page, live_server, room, session):
    user = room.decider(Side.PARTNER)
    _link, path = links.make(
        user=user, purpose=Purpose.RSVP, about=session, now=clock.now(),
        expires_at=session.starts_at,
    )  # fmt: skip
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(live_server.url + path)
    checks.whole(page)

    page.get_by_text("I cannot come").click()
    page.get_by_role("button", name="Keep this answer").click()
    page.get_by_text("We know that you cannot come").wait_for()

    assert Session.objects.get().attendance.get(user=user).answer == "no"
