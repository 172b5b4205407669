"""The board of a round: whole for eyes, keys and phones, and solved again without scripts."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from matching.models import MatchRun, RoundWish
from tests import factories_rounds as rounds
from tests.browser import checks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Verylongwordwithoutanyspace" * 6
RIGHT_TO_LEFT = "مدارس الوادي الشرقي"


def test_the_board_and_what_hangs_on_it_are_whole(live_server, page):
    round, by, asking, offers = rounds.small()
    rounds.asks(round, RIGHT_TO_LEFT, rounds.TOPIC, by=by)
    rounds.asks(round, LONG[:60], rounds.OTHER, by=by)
    rounds.solved(round, by)
    rounds.wished(asking[0], offers[1], words=LONG)
    rounds.solved(round, by)
    checks.sign_in(page, live_server, by)

    page.goto(live_server.url + reverse("matching:round", args=[round.pk]))
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "There is a thought partner for 2 of 5"
    )
    checks.whole(page)
    for width in (1280, 360):
        checks.picture(page, "round-board", width)
    for name, address in {
        "compare": reverse("matching:compare_runs", args=[round.pk]),
        "place": reverse("matching:place", args=[asking[0].pk]),
    }.items():
        page.goto(live_server.url + address)
        checks.axe(page)
        checks.outline(page)
        checks.reflow(page)
        checks.picture(page, f"round-{name}")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_pair_is_kept_together_and_the_round_solved_again_without_scripts(live_server, page):
    round, by, asking, _offers = rounds.small()
    checks.sign_in(page, live_server, by)
    page.goto(live_server.url + reverse("matching:round", args=[round.pk]))
    page.get_by_role("button", name="Solve the round").click()
    page.get_by_role("link", name="Decide otherwise for Elm").click()
    page.get_by_label("Which thought partner?").select_option(label="Beacon")
    page.get_by_label("Keep these two together").check()
    page.get_by_label("They know each other already").check()
    page.get_by_label("In your words").fill("They met in May.")
    page.get_by_role("button", name="Keep this with my reason").click()
    page.get_by_label("Deep on the topic").fill("9")
    page.get_by_role("button", name="Solve again").click()

    expect(page.get_by_text("Solved. This is run 2.")).to_be_visible()
    expect(page.get_by_text("Kept together", exact=True)).to_be_visible()
    assert RoundWish.objects.get().application == asking[0]
    assert MatchRun.objects.order_by("-number").first().weights["deep"] == 9
