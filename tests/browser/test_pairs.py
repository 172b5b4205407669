"""From a ready application to a match: whole for eyes, keys and phones, and without scripts."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from demo import people
from demo.scenes import matching, pairs
from foundation.clock import now as clock_now
from matching.models import Application, MatchProposal
from partnerships.models import Partnership
from tests import factories_proposals as make
from tests.browser import checks
from tests.factories_proposals import P, T

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Verylongwordwithoutanyspace" * 6
RIGHT_TO_LEFT = "مدارس الوادي الشرقي"


def test_the_pages_of_the_demonstration_are_whole(live_server, page):
    now = clock_now()
    people.ensure(now=now)
    matching.set_stage(now=now)
    pairs.set_stage(now=now)
    asked = Application.objects.get(organization__short_name="Cedarbrook")
    sent = MatchProposal.objects.with_parties().get()
    first = asked.reviews.get(judgment="first")
    checks.sign_in(page, live_server, asked.facilitator)

    page.goto(live_server.url + reverse("matching:candidates", args=[asked.pk]))
    expect(page.get_by_role("heading", level=1)).to_have_text("Prairie is the strongest of three")
    checks.whole(page)
    question = page.get_by_role("heading", name="One question to ask").locator("..")
    expect(question).to_contain_text("Ask Beacon")
    for width in (1280, 360):
        checks.picture(page, "match", width)
    _open_all(page)
    expect(page.get_by_role("table", name="Prairie and Stonebridge, line by line")).to_be_visible()
    checks.axe(page)
    checks.reflow(page)
    for name, address in {
        "review": reverse("matching:review", args=[asked.pk, first.offer_id]),
        "propose": reverse("matching:propose", args=[first.pk]),
        "about": reverse("matching:about", args=[asked.pk]),
        "care": sent.get_absolute_url(),
        "preview": f"{sent.get_absolute_url()}?as={P}",
        "withdraw": reverse("matching:withdraw_proposal", args=[sent.pk]),
    }.items():
        page.goto(live_server.url + address)
        checks.axe(page)
        checks.outline(page)
        checks.reflow(page)
        checks.picture(page, f"pair-{name}")
    checks.sign_in(page, live_server, make.who(sent, P))
    page.goto(live_server.url + sent.get_absolute_url())
    checks.whole(page)
    for width in (1280, 360):
        checks.picture(page, "pair-side", width)


def test_long_and_right_to_left_words_fit(live_server, page):
    application, offer, _people = make.pair()
    review = make.reviewed(
        application, offer, in_short=LONG, speaks_for=f"{LONG}\n{RIGHT_TO_LEFT}", worries=LONG
    )
    proposal = make.drafted(review=review, brief_partner=f"{LONG}\n{RIGHT_TO_LEFT}", purpose=LONG)
    checks.sign_in(page, live_server, application.facilitator)

    for address in (
        reverse("matching:candidates", args=[application.pk]), proposal.get_absolute_url(),
        f"{proposal.get_absolute_url()}?as={P}",
    ):  # fmt: skip
        page.goto(live_server.url + address)
        checks.axe(page)
        checks.reflow(page)


def _open_all(page):
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


def test_a_thin_page_and_an_organization_asked_by_name_fit(live_server, page):
    application, offer, _people = make.pair()
    make.about(application, "residency", contexts=["rural"])
    make.runs(offer.organization, "residency", title=LONG, delivery=RIGHT_TO_LEFT)
    listed = make.OrganizationFactory(name=f"{LONG} {RIGHT_TO_LEFT}", enrolled_at=None)
    make.runs(listed, "residency", title=RIGHT_TO_LEFT)
    checks.sign_in(page, live_server, application.facilitator)

    page.goto(live_server.url + reverse("matching:candidates", args=[application.pk]))
    page.get_by_label("Why not another?").fill(listed.name)
    page.get_by_role("button", name="Ask why not").click()

    expect(page.get_by_text("It is listed and not enrolled")).to_be_visible()
    _open_all(page)
    checks.axe(page)
    checks.reflow(page)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_from_ready_to_matched_without_scripts(live_server, page):
    application, offer, deciders = make.pair()
    make.about(application, "residency", contexts=["rural"])
    make.runs(offer.organization, "residency", contexts=["rural"])
    checks.sign_in(page, live_server, application.facilitator)
    page.goto(live_server.url + reverse("home"))

    page.get_by_role("link", name="Look at the candidates").click()
    page.get_by_role("link", name="Write your judgment").click()
    page.get_by_role("group", name="Something of use may be shared").get_by_label("much").check()
    page.get_by_role("group", name="Both sides gain").get_by_label("fully").check()
    page.get_by_role("button", name="Keep your judgment").click()
    page.get_by_role("link", name="Write the two pages").click()
    for side in ("Cedarbrook", "Prairie"):
        page.get_by_role("group", name=f"Who decides for {side}").get_by_role("radio").first.check()
        page.get_by_role("group", name=f"Who at {side} does").get_by_role("radio").last.check()
    page.get_by_role("button", name="Keep the two pages").click()
    page.get_by_role("link", name="Preview as Prairie").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cedarbrook could be your partner")
    page.go_back()
    page.get_by_role("button", name="Send to both sides").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Both sides are reading")

    for side, condition in ((P, "Sessions after 3 pm."), (T, "")):
        _answer(page, live_server, deciders[side].user, condition)
    checks.sign_in(page, live_server, application.facilitator)
    page.goto(live_server.url + reverse("home"))
    page.get_by_role("link", name="Read it and settle it").click()
    page.get_by_role("link", name="Write what was settled").click()
    page.get_by_label("What was settled").fill("Sessions begin at 3:30 pm.")
    page.get_by_role("button", name="Show it to both").click()
    for side in (P, T):
        _answer(page, live_server, deciders[side].user, "")

    expect(page.get_by_text("Both of you said yes.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("You and Cedarbrook are partners")
    assert Partnership.objects.count() == 1


def _answer(page, live_server, user, condition):
    """Read from Today and answer: yes, or yes if something is settled first."""
    checks.sign_in(page, live_server, user)
    page.goto(live_server.url + reverse("home"))
    page.get_by_role("link", name="Read and answer").click()
    page.get_by_label("Yes, if something" if condition else "Yes, we want this").check()
    if condition:
        page.get_by_label("If something has to be settled first: what?").fill(condition)
    page.get_by_role("button", name="Keep this answer").click()
    expect(page.get_by_text("Your answer is kept.")).to_be_visible()
