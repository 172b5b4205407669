"""Dates that cannot be, said beside the field with all that was typed kept; dates that are over."""

import datetime
import html
import re
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from partnerships.models import Phase, Side
from sessions_app import slots
from sessions_app.models import Session, SessionState
from tests.factories import NOW
from tests.factories_partnership import make_room, put_in
from tests.factories_sessions import DAY, make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_day")]
PAST = {"day": "2027-03-01", "time": "3:30 pm", "zone": "America/Chicago"}
SERIES = {
    "week": "1", "weekday": "0", "time": "3:30 pm", "minutes": "90", "zone": "America/Chicago",
    "start": "2027-03-01", "count": "2", "mode": "virtual",
}  # fmt: skip


@pytest.fixture
def room():
    return make_room(phase=Phase.ACTIVE)


def test_a_session_is_not_moved_to_a_day_that_has_passed(room, enter):
    session = make_session(room, number=1)
    address = reverse("sessions_app:move", args=[session.pk])

    answer = enter(room.facilitator).post(
        address, {**PAST, "mode": "virtual", "because": "The hall is taken."}
    )

    assert "One of these dates has passed." in answer.context["form"].errors["day"][0]
    assert "The hall is taken." in answer.text
    assert Session.objects.get().starts_at == session.starts_at


def test_a_session_is_not_moved_into_a_mistyped_year(room, enter):
    session = make_session(room, number=1)
    address = reverse("sessions_app:move", args=[session.pk])
    far = {**PAST, "day": "2099-03-01", "mode": "virtual", "because": "The hall is taken."}

    answer = enter(room.facilitator).post(address, far)

    assert "One of these dates is years away." in answer.context["form"].errors["day"][0]
    assert "The hall is taken." in answer.text
    assert Session.objects.get().starts_at == session.starts_at


def shown(page) -> dict:
    """Return what a page carries of how the session stood."""
    return {"seen": html.unescape(re.search(r'name="seen" value="([^"]*)"', page.text)[1])}


def test_of_two_who_change_it_no_new_link_is_lost(room, enter):
    session = make_session(room, number=1, join_url="https://video.example/old")
    address = reverse("sessions_app:move", args=[session.pk])
    client = enter(room.facilitator)
    as_it_is = {"day": session.local_date.isoformat(), "time": "3:30 pm", "zone": session.zone,
                "mode": session.mode}  # fmt: skip
    seen = shown(client.get(address))
    client.post(address, as_it_is | seen | {"join_url": "https://video.example/new"})
    late = {**as_it_is, "day": "2027-06-15", "because": "Exams.",
            "join_url": "https://video.example/old"}  # fmt: skip

    answer = client.post(address, late | seen)

    assert "Somebody changed how you meet meanwhile" in answer.text
    assert Session.objects.get().join_url == "https://video.example/new"
    client.post(address, late | shown(answer))
    assert Session.objects.get().local_date == datetime.date(2027, 6, 15)


def test_of_two_who_move_a_session_the_second_reads_what_the_first_did(room, enter):
    session = make_session(room, number=1)
    address = reverse("sessions_app:move", args=[session.pk])
    tab, other = ({**PAST, "day": f"2027-06-{day}", "mode": session.mode, "because": why}
                  for day, why in (("08", "Exams."), ("15", "The hall is taken.")))  # fmt: skip
    client = enter(room.facilitator)
    seen = shown(client.get(address))
    client.post(address, tab | seen)

    unsaid = client.post(address, other | seen | {"because": ""})
    answer = client.post(address, other | shown(unsaid))

    assert "Somebody moved it meanwhile, to Tuesday 8 June" in answer.text
    assert "The hall is taken." in answer.text
    first = Session.objects.get()
    assert first.local_date == datetime.date(2027, 6, 8)
    client.post(address, other | shown(answer))
    assert Session.objects.get().local_date == datetime.date(2027, 6, 15)


def test_a_session_is_not_added_on_a_day_that_has_passed(room, enter):
    address = reverse("sessions_app:add", args=[room.partnership.pk])

    answer = enter(room.facilitator).post(address, {**PAST, "kind": "extra", "mode": "virtual"})

    assert "One of these dates has passed." in answer.context["form"].errors["day"][0]
    assert not Session.objects.exists()


def test_a_series_with_a_day_that_has_passed_is_shown_again(room, enter):
    address = reverse("sessions_app:save_series", args=[room.partnership.pk])
    days = {"day_0": "2027-03-01", "day_1": "2027-04-05"}

    answer = enter(room.facilitator).post(address, SERIES | days)

    assert answer.status_code == 422
    assert "One of these dates has passed." in answer.text
    assert 'value="2027-04-05"' in answer.text
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("typed", "asked"),
    [("3:30", True), ("6:59", True), ("03:30", False), ("3:30 pm", False), ("9:30", False)],
)
def test_an_hour_nobody_meets_at_needs_its_am_or_pm(room, enter, typed, asked):
    address = reverse("sessions_app:series", args=[room.partnership.pk])

    answer = enter(room.facilitator).get(address, SERIES | {"time": typed})

    said = f"Morning or afternoon? Write {typed} am or {typed} pm."
    assert (said in answer.text, "Do these dates fit?" in answer.text) == (asked, not asked)


def test_a_series_is_proposed_in_the_slot_it_had(room, enter):
    last = make_session(room, number=3, local_date=datetime.date(2027, 2, 24), mode="in_person")
    make_session(room, number=4, local_date=DAY, state=SessionState.CANCELLED,
                 cancelled_because="Snow.")  # fmt: skip
    address = reverse("sessions_app:series", args=[room.partnership.pk])

    form = enter(room.facilitator).get(address).context["form"]

    got = {name: form[name].value() for name in ("week", "weekday", "time", "zone", "mode")}
    assert got == {
        "week": "4", "weekday": "2", "time": "3:30 pm", "zone": last.zone,
        "mode": "in_person",
    }  # fmt: skip


def test_both_sides_may_have_chosen_another_length(room, enter):
    series = reverse("sessions_app:series", args=[room.partnership.pk])
    save = reverse("sessions_app:save_series", args=[room.partnership.pk])
    days = {"day_0": "2027-04-05", "day_1": "2027-05-03"}
    client = enter(room.facilitator)
    assert 'name="minutes" value="90"' in client.get(series).text

    for typed in ("", "29", "241", "an hour"):
        refused = client.get(series, SERIES | {"minutes": typed})
        assert "minutes" in refused.context["form"].errors, typed
    client.post(save, SERIES | days | {"minutes": "60"})

    made = list(Session.objects.all())
    assert [row.minutes for row in made] == [60, 60]
    assert {sum(row.agenda.blocks.values_list("minutes", flat=True)) for row in made} == {60}
    assert "3:30 to 4:30 pm Central" in client.get(made[0].get_absolute_url()).text
    assert 'name="minutes" value="60"' in client.get(series).text
    client.post(
        reverse("sessions_app:add", args=[room.partnership.pk]),
        {**PAST, "day": "2027-06-07", "kind": "extra", "mode": "virtual"},
    )
    assert Session.objects.get(kind="extra").minutes == 60


def test_an_agenda_for_today_goes_out_at_once():
    out = slots.goes_out(NOW.replace(hour=23), "America/Chicago", now=NOW)

    assert out == NOW
    assert slots.goes_out(NOW.replace(hour=23) + slots.DAY, "America/Chicago", now=NOW) > NOW


@pytest.mark.parametrize(
    ("asked", "begins"), [((3, 0), (0, 4, 10)), ((9, 0), (1, 7, 30)), ((7, 0), (0, 8, 0))]
)
def test_an_agenda_never_waits_for_an_hour_after_its_session_has_begun(asked, begins):
    day = NOW.astimezone(ZoneInfo("America/Chicago"))
    now = day.replace(hour=asked[0], minute=asked[1])
    starts = day.replace(hour=begins[1], minute=begins[2]) + begins[0] * slots.DAY

    assert slots.goes_out(starts, "America/Chicago", now=now) == now


def test_an_agenda_goes_out_in_the_morning_of_a_session_in_the_afternoon():
    day = NOW.astimezone(ZoneInfo("America/Chicago")).replace(minute=0)

    out = slots.goes_out(day.replace(hour=15), "America/Chicago", now=day.replace(hour=6))

    assert out == day.replace(hour=8)


def test_a_session_that_was_says_who_came_and_not_who_said_so(room, enter):
    session = make_session(room, number=3, local_date=datetime.date(2027, 2, 24))
    session.attendance.update(answer="yes", came=True)
    absent = session.attendance.order_by("pk")[0]
    session.attendance.filter(pk=absent.pk).update(came=False)
    count = session.attendance.count()
    address = session.get_absolute_url()
    ahead = enter(room.facilitator).get(address).text
    Session.objects.update(state=SessionState.HELD)

    after = enter(room.facilitator).get(address).text

    assert f"{count} of {count} said they would come." in ahead
    assert f"{count - 1} of {count} came." in after


@pytest.mark.parametrize(
    ("state", "days"), [(SessionState.GONE_OUT, -2), (SessionState.CANCELLED, 9)]
)
def test_nobody_is_waited_for_where_a_session_passed_or_is_off(room, enter, state, days):
    day = (NOW + days * slots.DAY).date()
    session = make_session(room, number=3, local_date=day, state=state)
    first = session.attendance.order_by("pk")[0]
    session.attendance.filter(pk=first.pk).update(answer="yes")

    page = enter(room.facilitator).get(session.get_absolute_url()).text

    assert f"1 of {session.attendance.count()} said they would come." in page
    assert "answered yet" not in page


@pytest.mark.parametrize(
    ("typed", "free"),
    [
        ("2027-05-10 to 2027-05-14", False),
        ("5/10/2027 to 5/14/2027", False),
        ("5/14/2027 to 5/10/2027", False),
        ("5/11/2027", False),
        ("5/12/2027", True),
        ("May 11", None),
        ("13/40/2027", None),
    ],
)
def test_days_that_are_not_free_are_taken_as_they_are_written_here(room, enter, typed, free):
    slot = {"week": "2", "weekday": "1", "start": "2027-05-01", "count": "1", "closed": typed}
    address = reverse("sessions_app:series", args=[room.partnership.pk])

    page = enter(room.facilitator).get(address, SERIES | slot)

    if free is None:
        assert "is not a day. Write 4/5/2027" in page.text
    else:
        assert ("2027-05-11" in page.text) is free


@pytest.mark.parametrize(
    ("phase", "says"),
    [
        (Phase.CLOSING, "The sessions are over."),
        (Phase.CLOSED, "The partnership is over."),
        (Phase.PAUSED, "The partnership is paused. New dates are set when it goes on."),
    ],
)
def test_nobody_waits_for_dates_where_none_are_set(room, enter, phase, says):
    put_in(room.partnership, phase)

    for reader in (room.facilitator, room.decider(Side.PARTNER)):
        page = enter(reader).get(reverse("sessions_app:sessions", args=[room.partnership.pk])).text
        assert says in page
        assert "sets the dates" not in page
        assert "Choose one slot for all months" not in page
