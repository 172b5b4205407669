"""The kickoff and the plan in a browser: whole, at 360 px, with scripts off, as in the mock-up."""

from datetime import date

import pytest
from django.urls import reverse

from partnerships.models import LearningObjective, Phase, Side
from tests.browser import checks
from tests.factories_kickoff import (
    FocusAreaFactory,
    GoalFactory,
    LearningObjectiveFactory,
    PlanItemFactory,
    WindFactory,
)
from tests.factories_partnership import make_room

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RTL = "كل متدرب يحصل على ملاحظات في الدرس \u202e كل أسبوع"
LONG = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 3
AIMS = [
    ("Choose one feedback routine", (1, 2, 4), "met", "Used in 2 schools since 18 January"),
    ("Design a two-day host-teacher workshop", (3, 5, 6, 7), "partly", "Drafted; tried in April"),
    ("Check weekly whether residents get it", (7, 8), "open", ""),
]


@pytest.fixture
def room():
    room = make_room(
        signed=True, phase=Phase.ACTIVE, starts_on=date(2026, 6, 15), ends_on=date(2027, 4, 10)
    )
    where = {"partnership": room.partnership}
    GoalFactory(
        **where,
        text="Every Lakeview resident gets feedback in the lesson, every week, from a host teacher"
        " prepared to give it.",
    )
    aims = [
        LearningObjectiveFactory(
            **where, order=n, short=short, state=state, in_use=use, by_date=date(2027, 3, 1)
        )
        for n, (short, _months, state, use) in enumerate(AIMS, 1)
    ]
    for number in range(1, 9):
        serves = [aim for aim, row in zip(aims, AIMS, strict=True) if number in row[1]]
        month = date(2026 + (number + 5) // 12, (number + 5) % 12 + 1, 1)
        PlanItemFactory(**where, number=number, month=month, serves=serves)
    WindFactory(**where, text=RTL)
    WindFactory(**where, text=LONG)
    FocusAreaFactory(**where, chosen=True, need=LONG, can_show=RTL)
    FocusAreaFactory(**where, boundary=room.boundary)
    return room


def addresses(room):
    names = ["partnership", "kickoff", "kickoff_print"]
    inside = ["focus", "goal", "session_map", "goal_edit", "objective_add", "wind_add"]
    pk = room.partnership.pk
    aim = room.partnership.objectives.get(order=3).pk
    return {
        "objective_use": reverse("partnerships:objective_use", args=[pk, aim]),
        **{name: reverse(name, args=[pk]) for name in names},
        **{name: reverse(f"partnerships:{name}", args=[pk]) for name in inside},
    }


@pytest.mark.parametrize("name", [
    "partnership", "kickoff", "kickoff_print", "focus", "goal", "session_map", "goal_edit",
    "objective_add", "objective_use", "wind_add",
])  # fmt: skip
def test_every_page_is_whole(live_server, page, room, name):
    checks.sign_in(page, live_server, room.decider(Side.PARTNER))
    page.goto(f"{live_server.url}{addresses(room)[name]}")

    checks.whole(page)
    checks.picture(page, f"kickoff-{name}")


def test_the_thread_is_a_list_on_a_phone(live_server, page, room):
    checks.sign_in(page, live_server, room.decider(Side.PARTNER))
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{live_server.url}{addresses(room)['partnership']}")

    assert page.locator("bdi", has_text="Used in 2 schools since 18 January").is_visible()
    assert not page.locator("svg.wide").last.is_visible()
    checks.picture(page, "kickoff-thread", 360)


def test_the_goal_is_written_and_signed_without_scripts(live_server, browser, room):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    checks.sign_in(page, live_server, room.decider(Side.PARTNER))
    page.goto(f"{live_server.url}{addresses(room)['goal_edit']}")

    page.get_by_label("Goal", exact=True).fill("In the lesson, each week.")
    page.get_by_role("button", name="Keep these words").click()
    page.get_by_role("button", name="Sign for Lakeview").click()

    assert page.get_by_role("heading", level=1).inner_text() == (
        "Lakeview has signed. Beacon has not yet."
    )
    context.close()
    assert LearningObjective.objects.count() == 3
