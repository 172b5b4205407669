"""A preparation: whole for eyes, keys and phones, saved as it is written, without scripts too."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from matching.models import Cause, Why
from tests import factories_matching as make
from tests import factories_workups as work
from tests.browser import checks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Verylongwordwithoutanyspace" * 6
RIGHT_TO_LEFT = "مدارس الوادي الشرقي تحتاج إلى معلمين"


def url(live_server, name, workup, *more):
    return live_server.url + reverse(f"matching:{name}", args=[workup.application_id, *more])


def own(page, live_server, workup):
    person = make.member(workup.application.organization)
    checks.sign_in(page, live_server, person)
    return person


def test_every_page_of_a_preparation_is_whole(live_server, page):
    workup = work.complete()
    work.cause(workup, LONG, bone="around")
    work.cause(workup, RIGHT_TO_LEFT, bone="rules")
    work.chain(workup, depth=2, evidence=LONG)
    chain = workup.chains.first()
    checks.sign_in(page, live_server, workup.application.facilitator)

    page.goto(url(live_server, "workup", workup))
    expect(page.get_by_role("heading", level=1)).to_have_text("One root cause found")
    checks.whole(page)
    for width in (1280, 360):
        checks.picture(page, "workup", width)
    for name, more in (
        ("workup_part", ("problem",)), ("workup_part", ("solution",)), ("workup_review", ()),
        ("workup_add", ("cause",)), ("workup_add", ("chain",)), ("workup_add", ("session",)),
        ("workup_why", (chain.pk, 2)),
    ):  # fmt: skip
        page.goto(url(live_server, name, workup, *more))
        checks.axe(page)
        checks.outline(page)
        checks.reflow(page)
        checks.picture(page, f"workup-{'-'.join([name, *map(str, more[:1])])[:40]}", 360)


def test_the_empty_page_and_the_page_to_accept_are_whole(live_server, page):
    empty, read = work.prepared(), work.reviewed()
    own(page, live_server, empty)
    page.goto(live_server.url + empty.application.get_absolute_url())
    page.get_by_role("link", name="Go on with the preparation").click()
    checks.whole(page)
    own(page, live_server, read)
    page.goto(url(live_server, "workup", read))
    page.get_by_role("link", name="Read it and say so").click()
    checks.whole(page)
    checks.picture(page, "workup-accept", 360)

    page.get_by_role("button", name="This is how we see it").click()

    expect(page.get_by_text("The facilitator reads your nine answers again.")).to_be_visible()


def test_a_why_is_saved_while_it_is_written(live_server, page):
    workup = work.prepared()
    chain = work.chain(workup, depth=1)
    own(page, live_server, workup)

    page.goto(url(live_server, "workup_why", workup, chain.pk, 2))
    page.get_by_label("Because").fill("Nobody counted them.")
    expect(page.locator("[data-saved]")).to_have_text(re.compile("^Saved "))

    assert Why.objects.get(chain=chain, number=2).because == "Nobody counted them."
    page.get_by_label("How do you know?").fill("The list of 2023.")
    page.get_by_role("button", name="Next: and why is that?").click()
    expect(page).to_have_url(re.compile("/why/3/"))


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_cause_comes_to_the_fishbone_without_scripts(live_server, page):
    workup = work.prepared()
    own(page, live_server, workup)

    page.goto(url(live_server, "workup", workup))
    page.get_by_role("link", name="Add the first cause").click()
    page.get_by_label("What lies behind it?").fill("The year is too full")
    page.get_by_label("Time and calendar").check()
    page.get_by_role("button", name="Keep this cause").click()

    expect(page.get_by_role("img", name=re.compile("The problem at the head"))).to_be_visible()
    assert Cause.objects.get().chosen is False
