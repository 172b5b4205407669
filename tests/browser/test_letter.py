"""The letter to a silent side's leader in a browser: without scripts, narrow, long and mirrored."""

import pytest
from django.urls import reverse

from notifications.models import Message
from partnerships.models import Organization
from tests.browser import checks
from tests.factories_letters import P, T, live

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RIGHT_TO_LEFT = "בית הספר לפסגה"
LONG = "Verylongnamewithoutanyspace" * 4


def opened(page, live_server, room):
    Organization.objects.filter(pk=room.organization(P).pk).update(name=LONG, short_name="")
    Organization.objects.filter(pk=room.organization(T).pk).update(short_name=RIGHT_TO_LEFT)
    checks.sign_in(page, live_server, room.facilitator)
    url = reverse("sessions_app:letter", args=[room.partnership.pk])
    page.goto(f"{live_server.url}{url}?next=/")


def test_without_scripts_it_is_read_changed_and_sent_with_one_press(live_server, browser):
    room = live()
    page = browser.new_context(java_script_enabled=False).new_page()
    opened(page, live_server, room)
    checks.picture(page, "letter", 360)
    page.get_by_label("Your letter").fill("Dear you,\n\nwhich days would suit?")

    page.get_by_role("button", name="Send the letter").click()

    page.get_by_role("heading", name="Today", exact=True).wait_for()
    page.get_by_text("stays silent and no date is set").wait_for()
    checks.picture(page, "letter_today", 360)
    assert Message.objects.get(rule="sessions.letter").body == "Dear you,\n\nwhich days would suit?"


def test_each_state_of_the_page_holds(live_server, page):
    room = live()
    opened(page, live_server, room)
    checks.whole(page)
    page.get_by_label("Your letter").fill("")
    page.get_by_role("button", name="Send the letter").click()
    page.get_by_text("This needs an answer.").first.wait_for()
    checks.whole(page)
    page.get_by_label("Your letter").fill(RIGHT_TO_LEFT)
    page.get_by_role("button", name="Send the letter").click()
    page.get_by_role("link", name="See them").click()
    checks.whole(page)
    page.get_by_role("link", name="Read the letter").click()
    page.get_by_role("heading", name="The letter is written").wait_for()
    checks.whole(page)
    checks.picture(page, "letter_written", 360)
