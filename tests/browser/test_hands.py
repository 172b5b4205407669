"""Several hands on one form, as people meet them: a colleague, the leader, evidence, a gap."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from foundation import clock
from instruments import presence
from matching.models import Endorsement
from matching.services import hands
from tests import factories_matching as make
from tests.browser import checks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_pages_of_several_hands_are_whole(live_server, page):
    form = make.ApplicationFactory(**make.WRITTEN)
    writer, colleague = make.member(form.organization, leads=True), make.member(form.organization)
    hands.offer_time(application=form, role="Coach", hours=6, by=writer, now=clock.now())
    presence.touch(about=form, place="people", by=colleague, now=clock.now())
    checks.sign_in(page, live_server, writer)
    one = ["applications", form.pk]
    addresses = [
        reverse("matching:write", args=[form.pk, "people"]),
        reverse("matching:time", args=[form.pk]),
        reverse("matching:colleague_new", args=one),
        reverse("matching:ask_leader", args=[form.pk]),
        reverse("matching:colleagues", args=one),
    ]
    for address in addresses:
        page.goto(live_server.url + address)
        checks.whole(page)

    page.get_by_role("button", name="Ask to write").press("Enter")

    expect(page.get_by_text("gets one mail with the way here")).to_be_visible()
    page.goto(live_server.url + addresses[0])
    expect(page.get_by_text("is writing here now")).to_be_visible()


def test_a_leader_answers_with_one_choice(live_server, page):
    form = make.ApplicationFactory(**make.WRITTEN)
    by, now = make.member(form.organization), clock.now()
    asked = hands.ask_leader(
        application=form, email="head@elm.example", name="Superintendent", by=by, now=now
    )
    checks.sign_in(page, live_server, asked.leader)
    page.goto(live_server.url + asked.get_absolute_url())
    checks.whole(page)

    page.get_by_label("Yes, I back it").check()
    page.get_by_role("button", name="Give my answer").press("Enter")

    expect(page.get_by_text("You can change it here until the form is read")).to_be_visible()
    assert Endorsement.objects.get().answer == "backs"


def test_a_mistyped_address_of_the_leader_is_corrected(live_server, page, settings):
    form = make.ApplicationFactory(**make.WRITTEN)
    by, now = make.member(form.organization), clock.now()
    hands.ask_leader(
        application=form, email="haed@elm.example", name="Superintendent", by=by, now=now
    )
    checks.sign_in(page, live_server, by)
    page.goto(live_server.url + form.get_absolute_url())
    checks.whole(page)
    page.get_by_role("link", name="Correct the address").press("Enter")
    checks.whole(page)
    page.get_by_role("button", name="Write to this address instead").press("Enter")
    checks.whole(page)

    page.get_by_label("Their work e-mail").fill("head@elm.example")
    page.get_by_role("button", name="Write to this address instead").press("Enter")

    expect(page.get_by_text("One mail goes to this address.")).to_be_visible()
    assert Endorsement.objects.get().leader.email == "head@elm.example"
    settings.TYPED_ADDRESSES = 2
    page.goto(live_server.url + reverse("matching:correct_leader", args=[form.pk]))
    checks.whole(page)


def test_evidence_and_a_gap_are_whole(live_server, page):
    form = make.read()
    make.second(form, {**make.PREPARE, "R8": 4})
    checks.sign_in(page, live_server, form.facilitator)
    reading = make.first(form)
    page.goto(live_server.url + reverse("matching:evidence", args=[reading.pk, "R5"]))
    checks.whole(page)
    page.get_by_label("Something they said or showed").check()
    page.get_by_label("What does it show?").fill("The exit survey of two years.")
    page.get_by_role("button", name="Keep it").press("Enter")
    expect(page.get_by_text("The exit survey of two years.")).to_be_visible()
    checks.whole(page)

    page.goto(live_server.url + reverse("matching:talk", args=["applications", form.pk]))

    checks.whole(page)
