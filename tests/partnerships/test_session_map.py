"""The session map: a line a month, changed in the open, with a week to object."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from foundation.errors import Refused
from foundation.templatetags.seedbed import long_day
from partnerships import map_services, plan_text
from partnerships.models import (
    LearningObjective,
    Partnership,
    Phase,
    PlanChange,
    PlanItem,
    Side,
)
from partnerships.plan_pages import map_page
from tests.factories import NOW, TODAY
from tests.factories_kickoff import (
    LearningObjectiveFactory,
    PlanItemFactory,
    written_room,
)
from tests.factories_partnership import put_in
from tests.factories_sessions import make_session
from tests.rivals import together

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
LATER = NOW + timedelta(days=2)


@pytest.fixture
def room():
    return written_room()


def url(name, room, *more):
    return reverse(f"partnerships:{name}", args=[room.partnership.pk, *more])


# -- the session map ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("starts", "ends", "first", "count"),
    [
        (date(2026, 9, 15), date(2027, 6, 10), date(2026, 10, 1), 8),
        (date(2027, 3, 1), date(2027, 9, 1), date(2027, 4, 1), 6),
        (date(2027, 3, 1), date(2028, 3, 1), date(2027, 4, 1), 11),
        (date(2027, 3, 1), date(2029, 3, 1), date(2027, 4, 1), 12),
        (date(2027, 3, 1), date(2027, 3, 30), None, 0),
    ],
)
def test_the_map_has_a_line_a_month(starts, ends, first, count):
    found = plan_text.months_between(starts, ends)

    assert ([*found, None][0], len(found)) == (first, count)


def test_the_map_is_drawn_once_and_builds_on(room):
    rows = map_services.lay(room.partnership, by=room.facilitator, now=NOW)

    assert [(row.number, row.builds_on and row.builds_on.number) for row in rows] == [
        (1, None), *((n, n - 1) for n in range(2, 9)),
    ]  # fmt: skip
    with pytest.raises(Refused, match="drawn already"):
        map_services.lay(room.partnership, by=room.facilitator, now=NOW)


@pytest.mark.parametrize(
    ("kickoff", "state", "first"),
    [
        (date(2027, 1, 14), "held", date(2027, 2, 1)),
        (date(2027, 4, 8), "planned", date(2027, 5, 1)),
        (date(2027, 1, 14), "cancelled", date(2027, 4, 1)),
    ],
)
def test_the_map_begins_after_the_month_in_which_they_meet_first(room, kickoff, state, first):
    why = "Snow." if state == "cancelled" else ""
    make_session(room, kind="kickoff", number=None, local_date=kickoff, state=state,
                 cancelled_because=why)  # fmt: skip

    rows = map_services.lay(room.partnership, by=room.facilitator, now=NOW)

    assert (rows[0].month, rows[-1].month) == (first, date(2027, 11, 1))


def test_gaps_are_sentences():
    aims = [
        plan_text.Aim(1, "Choose", date(2027, 5, 20)),
        plan_text.Aim(2, "Design", date(2027, 9, 1)),
    ]
    months = [
        plan_text.Month(1, date(2027, 4, 1), "See two", [1]),
        plan_text.Month(2, date(2027, 5, 1), "Listen", []),
        plan_text.Month(3, date(2027, 6, 1), "", [1]),
    ]

    assert plan_text.gaps(aims, months) == [
        "No session serves “Design” yet.",
        "“Choose” is due by 20 May, before its last session in June.",
        "Session 2 serves no objective yet.",
        "Nothing says yet what session 3 should accomplish.",
    ]


def test_a_month_is_written_with_the_objectives_it_serves(room, enter):
    client = enter(room.implementer(T))
    client.post(url("map_lay", room))
    item = PlanItem.objects.get(number=2)
    aim = LearningObjective.objects.get()

    client.post(
        url("month", room, item.pk),
        {"accomplish": "See two", "serves": [aim.pk], "builds_on": "", "version": "1"},
    )

    item.refresh_from_db()
    assert (item.accomplish, list(item.objectives.all()), item.version) == ("See two", [aim], 2)


def test_a_session_serves_at_most_two(room, enter):
    item = PlanItemFactory(partnership=room.partnership)
    more = [LearningObjectiveFactory(partnership=room.partnership, order=n) for n in (2, 3)]
    serves = [LearningObjective.objects.get(order=1).pk, *(row.pk for row in more)]

    answer = enter(room.facilitator).post(
        url("month", room, item.pk), {"accomplish": "A", "serves": serves, "version": "1"}
    )

    assert answer.context["form"].errors == {
        "serves": ["Two objectives are enough for one session. Take one off."]
    }


def test_months_come_and_go_at_the_end(room, enter):
    client = enter(room.facilitator)
    PlanItemFactory(partnership=room.partnership)
    client.post(url("month_add", room))
    two = list(PlanItem.objects.order_by("number").values_list("number", "month"))
    client.post(url("month_drop", room))

    assert two == [(1, date(2027, 4, 1)), (2, date(2027, 5, 1))]
    assert PlanItem.objects.count() == 1
    assert client.post(url("month_drop", room)).status_code == 409


def changed(room, item, **also):
    values = {"advances": "yes", "reasoning": "", **also}
    return map_services.change(
        item, after="See three", trigger="A new school", expected=1, by=room.decider(P),
        now=NOW, today=TODAY, **values,
    )  # fmt: skip


def test_a_change_is_on_the_map_and_stands_after_a_week(room):
    item = PlanItemFactory(partnership=room.partnership)

    row = changed(room, item)

    assert (row.before, row.after, row.stands_on) == (
        "Two routines seen side by side", "See three", date(2027, 3, 15),
    )  # fmt: skip
    assert PlanItem.objects.get().accomplish == "See three"


def test_a_change_against_the_goal_says_why(room, enter):
    item = PlanItemFactory(partnership=room.partnership)

    with pytest.raises(ValidationError, match="Say why"):
        changed(room, item, advances="no")
    sent = {"accomplish": "X", "trigger": "T", "advances": "no", "reasoning": " ", "version": "1"}
    answer = enter(room.facilitator).post(url("month_change", room, item.pk), sent)

    assert "reasoning" in answer.context["form"].errors
    assert (PlanChange.objects.count(), PlanItem.objects.get().version) == (0, 1)


def test_an_objection_brings_the_former_words_back(room):
    item = PlanItemFactory(partnership=room.partnership)
    row = changed(room, item)

    map_services.object_to(
        row, side=T, words="Too many.", by=room.decider(T), now=LATER, today=LATER.date()
    )

    row.refresh_from_db()
    assert PlanItem.objects.get().accomplish == "Two routines seen side by side"
    assert (row.objected_by, row.objected_at, row.objection) == (T, LATER, "Too many.")
    with pytest.raises(Refused, match="objected already"):
        map_services.object_to(
            row, side=P, words="Too.", by=room.decider(P), now=LATER, today=LATER.date()
        )


def test_what_stands_is_not_objected_to(room):
    row = changed(room, PlanItemFactory(partnership=room.partnership))

    with pytest.raises(Refused, match="stands already"):
        map_services.object_to(
            row, side=T, words="Late.", by=room.decider(T), now=NOW, today=row.stands_on
        )
    assert PlanItem.objects.get().accomplish == "See three"


def test_once_sessions_run_a_month_changes_only_in_the_open(enter):
    room = written_room(phase=Phase.ACTIVE)
    item = PlanItemFactory(partnership=room.partnership)
    client = enter(room.decider(P))

    free = client.get(url("month", room, item.pk))
    with pytest.raises(Refused, match="The map stands"):
        map_services.write_month(item, [], [], expected=1, by=room.facilitator, now=NOW)
    sent = {"accomplish": "X", "trigger": "T", "advances": "yes", "version": "1"}
    client.post(url("month_change", room, item.pk), sent)
    row = PlanChange.objects.get()
    page = client.get(url("session_map", room)).text
    client.post(url("change_object", room, row.pk), {"words": "No."})

    assert free.headers["Location"] == url("month_change", room, item.pk)
    assert "unless somebody objects" in page
    assert PlanChange.objects.get().objected_by == P


def test_the_facilitator_does_not_object(enter):
    room = written_room(phase=Phase.ACTIVE)
    row = changed(room, PlanItemFactory(partnership=room.partnership))

    answer = enter(room.facilitator).post(url("change_object", room, row.pk), {"words": "No."})

    assert (answer.status_code, PlanChange.objects.get().objected_by) == (403, "")


def test_a_change_that_nobody_stopped_says_so(room):
    item = PlanItemFactory(partnership=room.partnership)
    row = changed(room, item)
    partnership = Partnership.objects.with_plan(room.facilitator).get(pk=room.partnership.pk)

    waits, stands = (
        map_page(partnership, room.facilitator, today=day) for day in (TODAY, row.stands_on)
    )
    assert ([w for _r, w in waits.changes], waits.lines[0].change) == ([True], row)
    assert ([w for _r, w in stands.changes], stands.lines[0].change) == ([False], None)


@pytest.mark.django_db(transaction=True)
def test_the_map_is_drawn_by_one_of_two():
    room = written_room()

    results = together(
        2, lambda n: map_services.lay(room.partnership, by=room.facilitator, now=NOW)
    )

    assert sorted(type(r).__name__ for r in results) == ["Refused", "list"]
    assert PlanItem.objects.count() == 8


@pytest.mark.parametrize("phase", [Phase.CLOSED, Phase.ENDED_EARLY])
def test_once_it_is_over_the_map_tells_what_was_and_asks_for_nothing(room, enter, phase):
    client = enter(room.facilitator)
    undrawn = url("session_map", room)
    before = client.get(undrawn).text
    put_in(room.partnership, phase)
    bare = client.get(undrawn).text
    PlanItemFactory(partnership=room.partnership, accomplish="")

    text = client.get(undrawn).text

    assert "Draw the map" in before
    assert "No session map was drawn" in bare
    assert "What each session was to accomplish" in text
    assert "Nothing was written." in text
    for asks in ("gaps", "Gaps", "Nothing yet", "No objective yet", "Draw", "not drawn yet"):
        assert asks not in bare + text


def test_the_list_of_partnerships_tells_the_day_on_which_one_ended(room, client):
    ended = NOW - timedelta(days=30)
    put_in(room.partnership, Phase.CLOSED, at=ended)
    client.force_login(room.facilitator)

    page = client.get(reverse("partnership_list")).text

    assert long_day(ended) in page
    assert long_day(room.partnership.ends_on) not in page
