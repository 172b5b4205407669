"""The interest form and the reading, as people use them: keys, narrow screens, no scripts."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from matching.models import Application
from tests import factories_matching as make
from tests.browser import checks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_start_page_is_whole(live_server, page):
    make.OpenRoundFactory(name="Spring round", eligibility="Districts with something under way.")

    page.goto(live_server.url + reverse("matching:interest"))

    checks.whole(page)


def test_who_names_an_organization_that_is_here_waits_and_is_let_in(live_server, page):
    known = make.OrganizationFactory(name=make.ArrivalFactory.organization_name)
    keeper = make.member(known, administers=True)
    arrival = make.ArrivalFactory(title="مديرة البرنامج")
    checks.sign_in(page, live_server, arrival.user)
    page.goto(live_server.url + reverse("matching:go_on"))
    checks.whole(page)
    page.get_by_role("button", name="Ask to be let in").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("to let you in")
    checks.whole(page)
    page.goto(live_server.url + reverse("home"))
    expect(page.get_by_text("Waiting to be let in")).to_be_visible()
    checks.whole(page)

    checks.sign_in(page, live_server, keeper)
    page.goto(live_server.url + reverse("partnerships:people", args=[known.pk]))
    checks.whole(page)
    page.get_by_role("link", name="People who ask to come in").press("Enter")
    checks.whole(page)
    page.get_by_role("button", name="Let them in").press("Enter")

    expect(page.get_by_text("may now write for")).to_be_visible()
    assert Application.objects.get().organization == known


def test_a_page_with_a_box_nobody_ticked_is_not_saved_by_itself(live_server, page):
    form, sent = make.ApplicationFactory(), []
    checks.sign_in(page, live_server, make.member(form.organization))
    page.on("request", lambda request: sent.append(request.headers.get("x-autosave")))
    page.goto(live_server.url + reverse("matching:write", args=[form.pk, "people"]))
    box = page.get_by_label("The leader knows of this form and agrees")
    expect(box).not_to_be_checked()

    page.wait_for_timeout(2000)
    assert "1" not in sent

    box.check()
    expect(page.locator("[data-saved]")).to_contain_text("Saved", timeout=5000)


def test_what_was_typed_stands_above_what_was_begun_before(live_server, page, mailoutbox):
    begun = make.ArrivalFactory(
        user=make.UserFactory(email="director@elm.example"), organization_name="Oak Schools"
    )
    page.goto(live_server.url + reverse("matching:interest"))
    typed = {
        "Work e-mail": begun.user.email,
        "Your name": "Director",
        "Your organization": "Elm Valley",
        "What you do there": "Director",
    }
    for label, said in typed.items():
        page.get_by_label(label).fill(said)
    page.get_by_role("button", name="Start the form").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Type the code from your mail")
    checks.whole(page)
    page.get_by_label("Code").fill(re.search(r"\b(\d{6})\b", mailoutbox[0].body)[1])
    page.get_by_role("button", name="Sign in").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("You are in. Start your form")
    checks.whole(page)
    page.get_by_role("link", name="Go on with that one instead").press("Enter")
    expect(page.get_by_text("Oak Schools").first).to_be_visible()


def test_a_form_is_written_left_taken_up_and_sent_by_keyboard(live_server, page):
    form = make.ApplicationFactory(**{**make.WRITTEN, "why_now": ""})
    checks.sign_in(page, live_server, make.member(form.organization))
    page.goto(live_server.url + form.get_absolute_url())
    checks.whole(page)
    page.get_by_role("link", name="Go on: Say why now").press("Enter")
    page.get_by_label("Why now?").fill("A third left last year.")
    expect(page.locator("[data-saved]")).to_contain_text("Saved", timeout=10_000)
    checks.whole(page)

    page.reload()
    expect(page.get_by_label("Why now?")).to_have_value("A third left last year.")
    page.get_by_role("button", name="Keep and go on").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Name who would take part")
    page.get_by_role("button", name="Keep and go on").press("Enter")
    page.get_by_role("link", name="Read it all and send it").first.press("Enter")
    checks.whole(page)
    page.get_by_role("button", name="Send the form").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Your form is with us")
    checks.whole(page)
    assert Application.objects.get().state == "submitted"


def test_the_form_works_without_scripts(live_server, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    form = make.ApplicationFactory(**make.WRITTEN)
    checks.sign_in(page, live_server, make.member(form.organization))
    page.goto(live_server.url + reverse("matching:write", args=[form.pk, "reasons"]))
    page.get_by_label("Why now?").fill("The board decides in May.")
    page.get_by_role("button", name="Keep and go on").click()
    page.get_by_role("button", name="Keep and go on").click()
    page.get_by_role("link", name="Read it all and send it").first.click()
    page.get_by_role("button", name="Send the form").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Your form is with us")
    assert Application.objects.get().why_now == "The board decides in May."


def test_the_reading_is_whole_in_each_of_its_stages(live_server, page):
    form = make.answered(organization__short_name="Elm Valley")
    checks.sign_in(page, live_server, form.facilitator)
    board = live_server.url + reverse("matching:board", args=["applications", form.pk])
    page.goto(board)
    checks.whole(page)

    make.rate(make.first(form), make.PREPARE)
    make.second(form, {**make.PREPARE, "R4": 2, "R8": 4})
    page.goto(board)
    expect(page.get_by_role("heading", level=1)).to_have_text("Prepare first")
    checks.whole(page)
    page.get_by_role("link", name="Talk it through").click()
    page.get_by_label("Who talked?").fill("Both of us")
    page.get_by_label("On which day?").fill("2026-03-05")
    page.get_by_label("What you agreed on").fill("The board takes ninety days.")
    checks.whole(page)
    page.get_by_role("button", name="Keep what you agreed on").click()
    page.get_by_role("button", name="Send the reply").click()

    expect(page.get_by_text("Sent. Elm Valley reads it on its page now.")).to_be_visible()
    checks.sign_in(page, live_server, make.member(form.organization))
    page.goto(live_server.url + form.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_have_text("Prepare first")
    checks.whole(page)


def test_the_desk_screening_and_an_offer_are_whole(live_server, page):
    form = make.submitted(
        organization__name="Consortium of Rural and Small-Town Residencies for Beginning Teachers",
        title="مدارس الوادي الشرقي",
    )
    by = make.facilitator(form.round.program)
    offer = make.offered(round=form.round, by=by)
    make.readings.assign(subject=form, facilitator=by, by=by, now=make.NOW)
    checks.sign_in(page, live_server, by)

    for address in (
        reverse("home"), reverse("matching:desk"), form.get_absolute_url(),
        reverse("matching:screen", args=[form.pk]), offer.get_absolute_url(),
        reverse("matching:invite", args=[form.round_id]),
    ):  # fmt: skip
        page.goto(live_server.url + address)
        checks.whole(page)
    checks.sign_in(page, live_server, make.member(offer.organization))
    for address in (offer.get_absolute_url(), reverse("matching:worry", args=[offer.pk])):
        page.goto(live_server.url + address)
        checks.whole(page)
