"""What came up in the talks, in a browser: for whoever holds them, and as both sides read it."""

import pytest
from django.urls import reverse

from tests.browser import checks
from tests.factories_issues import acting, make_issue, shared_back
from tests.factories_pulse import P, T, answer, make_round, make_theme

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("tests_day"),
]
LONG = "Verylongwordwithoutanyspace" * 6
RIGHT_TO_LEFT = "نبدأ كل جلسة في وقتها"


@pytest.fixture
def full():
    """A check with an issue in each state, long words and right-to-left ones among them."""
    room, made = make_round()
    answer(made, room.implementer(P), we_gain="4")
    theme = make_theme(made, text="Sessions drift away from what we need")
    open_one = make_issue(made, source=theme, severity=3, change="", owner=None, due_on=None)
    shared_back(made, change=RIGHT_TO_LEFT, owner=room.decider(T))
    shared_back(made, change=LONG)
    shared_back(made, change="Each session begins with one lesson from a small school")
    return room, made, open_one, acting(made, source=theme, change="The agenda names one need")


def test_the_holders_pages_are_whole(live_server, page, full):
    _room, made, open_one, under_way = full
    checks.sign_in(page, live_server, made.holder)
    pages = {
        "issues": reverse("pulse:issues", args=[made.pk]),
        "issue-new": reverse("pulse:issue_new", args=[made.pk]),
        "issue-open": open_one.get_absolute_url(),
        "issue": under_way.get_absolute_url(),
    }
    for name, address in pages.items():
        page.goto(f"{live_server.url}{address}")
        checks.whole(page)
        for width in (1280, 360):
            checks.picture(page, name, width)


def test_both_sides_read_what_will_change(live_server, page, full):
    room = full[0]
    checks.sign_in(page, live_server, room.implementer(P))
    page.goto(f"{live_server.url}{room.partnership.get_absolute_url()}")
    page.get_by_role("heading", name="What changes after the midpoint").wait_for()
    checks.whole(page)
    for width in (1280, 360):
        checks.picture(page, "after-midpoint", width)
