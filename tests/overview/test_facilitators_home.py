"""The facilitator's home: the table, what is next, what is put off, what it costs."""

import datetime
import re
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from foundation import clock
from foundation.asks import Ask
from overview.facilitator import TableRow
from overview.models import Snooze
from partnerships.models import Partnership, Phase, Role, Side
from sessions_app.models import Action, Attendance, ContextUpdate, SessionState
from tests.factories import NOW, ProgramRoleFactory
from tests.factories_partnership import (
    CharterFactory,
    PartnershipFactory,
    PartnershipOrganizationFactory,
    make_room,
    meeting_room,
)
from tests.factories_sessions import SessionFactory, make_session
from tests.reading import read, words

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
DAY = datetime.timedelta(days=1)
HOME = reverse("home")


# -- the facilitator ------------------------------------------------------------------------------
def held(room, number, days_ago):
    return SessionFactory(
        partnership=room.partnership, number=number, state=SessionState.WRAPPED_UP,
        local_date=clock.now().date() - days_ago * DAY, notes_sent_at=NOW,
    )  # fmt: skip


def here(person):
    """Return the day it is where `person` is: in the evening not yet that of UTC."""
    return timezone.localdate(clock.now(), person.time_zone)


def test_a_new_facilitator_reads_what_will_stand_here(client):
    text = words(read(client, ProgramRoleFactory(role=Role.FACILITATOR).user, HOME))

    assert "Nothing waits for you yet." in text
    assert "Look who has asked" in text


def test_a_session_stays_on_every_home_until_it_is_over(client, monkeypatch):
    room = meeting_room()
    day = clock.now().date() + 2 * DAY
    now_on = make_session(room, number=2, local_date=day, state=SessionState.GONE_OUT)
    make_session(room, number=3, local_date=day + 28 * DAY)
    monkeypatch.setattr(clock, "now", lambda: now_on.starts_at + datetime.timedelta(minutes=5))
    said = date_format(day, "l j F")

    pack = words(read(client, room.facilitator, HOME)).partition("Your next session")[2]
    theirs = words(read(client, room.implementer(P), HOME))

    assert said in pack.partition("Your partnership")[0]
    assert said in theirs


def test_the_table_says_path_dates_and_sentence(client):
    room = meeting_room(sentence="Uses one routine.")
    last = held(room, 1, 20)
    ahead = make_session(room, number=2, local_date=clock.now().date() + 12 * DAY)

    text = words(read(client, room.facilitator, HOME))

    assert "Your partnership The sentence is yours" in text
    row = text[text.index("In a sentence Lakeview") :]
    assert "Monthly sessions" in row
    assert f"{last.local_date.day} {last.local_date:%b}" in row
    assert f"{ahead.local_date:%a} {ahead.local_date.day} {ahead.local_date:%b}" in row
    assert "Uses one routine." in row
    assert "Change : the sentence about Lakeview" in row
    Partnership.objects.update(sentence="")
    row = words(read(client, room.facilitator, HOME)).partition("In a sentence Lakeview")[2]
    assert "Write it : the sentence about Lakeview" in row


def test_a_session_in_the_evening_stands_on_its_own_day():
    evening = datetime.datetime(2027, 3, 10, 1, tzinfo=datetime.UTC)  # Tuesday, 7 pm in Chicago
    row = SimpleNamespace(phase=Phase.ACTIVE, next_at=evening, last_met_at=evening)

    with timezone.override("America/Chicago"):
        line = TableRow(row, evening - DAY)
        assert (line.next, line.needs_on) == ("Tue 9 Mar", datetime.date(2027, 3, 9))


def test_a_stalled_one_says_for_how_long(client):
    room = meeting_room()
    held(room, 1, 81)

    row = words(read(client, room.facilitator, HOME)).partition("In a sentence Lakeview")[2]

    assert "Stalled" in row
    assert "No session for 8" in row


def test_the_next_session_shows_what_to_bring_in(client):
    room = meeting_room()
    first, second = held(room, 1, 50), held(room, 2, 20)
    by = {"created_at": NOW, "changed_at": NOW}
    for session in (first, second):
        for person, spoke in ((room.decider(P), session == first), (room.decider(T), True)):
            Attendance.objects.create(session=session, user=person, side=P, came=True, spoke=spoke)
    third = held(room, 3, 10)
    Attendance.objects.create(session=third, user=room.decider(P), side=P, came=True, spoke=False)
    ContextUpdate.objects.create(session=third, words="The board said yes.", **by)
    ahead = make_session(room, number=4, local_date=clock.now().date() + 12 * DAY)
    Action.objects.create(
        session=third, partnership=room.partnership, text="Cards translated",
        owner=room.decider(P), side=P, due_on=ahead.local_date, **by,
    )  # fmt: skip
    Action.objects.create(
        session=third, partnership=room.partnership, text="Later than that",
        owner=room.decider(P), side=P, due_on=ahead.local_date + DAY, **by,
    )  # fmt: skip

    pack = words(read(client, room.facilitator, HOME)).partition("Your next session")[2]

    assert "By the end: Lakeview can decide which three classrooms" in pack
    assert f"One promise is due by then: Cards translated ({room.decider(P)})" in pack
    assert "The board said yes." in pack
    assert "Not heard from lately: Lakeview superintendent, who spoke last in" in pack
    assert "Later than that" not in pack


def test_a_row_is_put_off_and_shown_again_on_its_pages(client):
    room = meeting_room()
    text = read(client, room.facilitator, HOME)
    address = re.search(r'href="(/today/\w+/later/)"', text).group(1)
    form = words(read(client, room.facilitator, address))
    day = (here(room.facilitator) + 3 * DAY).isoformat()

    client.post(address, {"why": "They are away.", "until": day})

    assert "Only you read this." in form
    assert address not in read(client, room.facilitator, HOME)
    kept = read(client, room.facilitator, reverse("today_all"))
    assert "They are away." in kept
    client.post(address.replace("later", "again"))
    assert address in read(client, room.facilitator, HOME)


def test_what_can_wait_is_paged(client, monkeypatch):
    asks = [
        Ask(rank=5, due=NOW + n * DAY, where="Here", sentence=f"Thing {n}.", why="", button="Do it",
            url=f"/{n}/")
        for n in range(70)
    ]  # fmt: skip
    monkeypatch.setattr("overview.today.of_facilitator", lambda *_args: (asks, {}))
    facilitator, page, found = make_room().facilitator, reverse("today_all"), []

    while page:
        text = read(client, facilitator, page)
        assert len(text) < 60 * 1024
        found.append(re.findall(r"Thing (\d+)\.", text))
        following = re.search(r'href="([^"]+)" rel="next"', text)
        page = reverse("today_all") + following.group(1) if following else ""

    assert [len(dict.fromkeys(numbers)) for numbers in found] == [25, 25, 15]
    assert [*dict.fromkeys(sum(found, []))] == [str(n) for n in range(5, 70)]


def test_nobody_else_puts_off_or_finds_a_row(client):
    room = meeting_room()
    address = re.search(r'href="(/today/\w+/later/)"', read(client, room.facilitator, HOME)).group(
        1
    )
    answers = []
    for user in (room.decider(P), room.officer, make_room().facilitator):
        client.force_login(user)
        answers.append(client.get(address).status_code)

    assert answers == [404, 404, 302]
    client.force_login(room.decider(P))
    assert client.get(reverse("today_all")).status_code == 404


def test_what_was_done_meanwhile_cannot_be_put_off_and_says_so(client):
    facilitator = meeting_room().facilitator
    gone = reverse("today_later", args=["of-yesterday"])
    client.force_login(facilitator)

    answers = [client.get(gone), client.post(gone, {"why": "Busy", "until": ""})]

    assert [answer.url for answer in answers] == [HOME, HOME]
    assert "That is done, or nobody asks you for it any more." in client.get(HOME).text
    assert not Snooze.objects.exists()


def test_a_lead_reads_who_has_not_met_and_the_officer_does_not(client):
    room = meeting_room()
    held(room, 1, 60)
    quiet = "Have not met for 45 days"

    lead, officer = read(client, room.lead, HOME), read(client, room.officer, reverse("officer"))

    assert quiet in lead
    assert str(room.facilitator) in lead
    assert "60 days ago" in words(lead)
    assert (quiet in officer, "Stalled" in words(officer)) == (False, False)


def test_a_lead_is_not_alerted_about_those_that_met(client):
    room = meeting_room()
    held(room, 1, 44)

    assert "Have not met for 45 days" not in read(client, room.lead, HOME)


def test_closing_is_offered_45_days_before_the_end(client):
    room = meeting_room()
    held(room, 1, 10)
    today, found = timezone.localdate(clock.now(), room.facilitator.time_zone), []
    for days in (45, 46):
        Partnership.objects.update(ends_on=today + days * DAY)
        found.append("Begin closing" in read(client, room.facilitator, HOME))

    assert found == [True, False]


def test_the_sentence_is_changed_and_leads_back_to_today(client):
    room = meeting_room()
    client.force_login(room.facilitator)
    address = reverse("partnerships:sentence", args=[room.partnership.pk])

    read = room.partnership.version
    back = client.post(f"{address}?next=/", {"sentence": "On the plan.", "version": read})
    away = {"sentence": "On it.", "version": read + 1}
    elsewhere = client.post(f"{address}?next=https://evil.example/", away)

    assert back.url == "/"
    assert elsewhere.url == room.partnership.get_absolute_url()


def many(room, count):
    real = clock.now().date()
    for number in range(count):
        row = PartnershipFactory(
            round=room.partnership.round, phase=Phase.ACTIVE, facilitator=room.facilitator,
            starts_on=real - 90 * DAY, ends_on=real + (100 + number) * DAY,
            sentence="A sentence that is neither long nor short, as people write it.",
        )  # fmt: skip
        for side in Side:
            PartnershipOrganizationFactory(partnership=row, side=side)
        CharterFactory(partnership=row)
        SessionFactory(partnership=row, number=1, state=SessionState.HELD)


@pytest.mark.parametrize("count", [10, 60])
def test_what_the_facilitators_home_costs(client, django_assert_max_num_queries, count):
    room = meeting_room()
    make_session(room, number=1, local_date=clock.now().date() + 8 * DAY)
    many(room, count - 1)
    client.force_login(room.facilitator)
    client.get(HOME)

    with django_assert_max_num_queries(8):
        response = client.get(HOME)

    text = response.content.decode()
    assert len(response.content) < 60 * 1024
    assert text.count('class="mini"') == min(count, 25)
    assert words(text).count("It can wait") == 5


# -- the order of the table, and the way back -----------------------------------------------------
def test_the_table_begins_with_the_date_that_needs_somebody(client):
    today = clock.now().date()
    ends_first = meeting_room()
    held(ends_first, 1, 5)
    make_session(ends_first, number=2, local_date=today + 20 * DAY)
    for phase, days in ((Phase.ACTIVE, 0), (Phase.CLOSING, 5), (Phase.ACTIVE, 12)):
        other = meeting_room()
        mine = {"facilitator": ends_first.facilitator, "phase": phase}
        if phase == Phase.CLOSING:
            mine["ends_on"] = today + days * DAY
        Partnership.objects.filter(pk=other.partnership.pk).update(**mine)
        if phase == Phase.CLOSING:
            continue
        held(other, 1, 5 if days else 81)
        if days:
            make_session(other, number=2, local_date=today + days * DAY)

    text = words(read(client, ends_first.facilitator, HOME)).partition("In a sentence")[2]

    states = re.findall(r"Stalled|Closing|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ \w{3}", text)
    days = [today + 12 * DAY, today + 20 * DAY]
    assert states == ["Stalled", "Closing", *(f"{day:%a} {day.day} {day:%b}" for day in days)]


def test_a_kickoff_without_its_day_is_one_row(client):
    room = make_room(phase=Phase.KICKOFF, signed=True)

    text = words(read(client, room.facilitator, HOME))

    assert text.count("It can wait") == 1
    assert "The day of the kickoff is not chosen yet." in text


def test_what_a_row_opens_leads_back_to_today(client):
    room = make_room(phase=Phase.KICKOFF, signed=True)
    day = reverse("sessions_app:kickoff_day", args=[room.partnership.pk])

    text = read(client, room.facilitator, HOME)
    sent = {
        "day": (clock.now().date() + 20 * DAY).isoformat(), "time": "9:00 am",
        "zone": "America/Chicago", "mode": "in_person", "place": "Library",
    }  # fmt: skip
    answer = client.post(f"{day}?next=%2F", sent)

    assert f'href="{day}?next=%2F"' in text
    assert answer["Location"] == HOME


def test_the_dates_that_are_left_are_proposed_and_lead_back_to_today(client):
    room = meeting_room()
    held(room, 1, 50)
    url = reverse("sessions_app:series", args=[room.partnership.pk])
    client.force_login(room.facilitator)
    form = client.get(f"{url}?next=%2F")
    initial = form.context["form"].initial
    asked = {
        "week": "2", "weekday": "1", "time": "3:30 pm", "minutes": "90", "zone": "America/Chicago",
        "start": initial["start"].isoformat(), "count": 1, "mode": "virtual", "next": "/",
    }  # fmt: skip
    dates = client.get(url, asked).context["dates"]

    answer = client.post(
        reverse("sessions_app:save_series", args=[room.partnership.pk]),
        asked | {"day_0": dates["day_0"].initial.isoformat()},
    )

    days = (room.partnership.ends_on - room.partnership.starts_on).days
    assert initial["start"] > here(room.facilitator)
    assert initial["count"] == min(max(round(days / 30.4), 6), 12) - 1
    assert '<input type="hidden" name="next" value="/">' in form.text
    assert answer["Location"] == HOME


@pytest.mark.parametrize(("days", "told"), [(0, "Close 8 Mar"), (-1, "Close was due 7 Mar")])
def test_a_close_that_is_past_its_day_is_not_told_as_one_to_come(days, told):
    closing = SimpleNamespace(phase=Phase.CLOSING, ends_on=NOW.date() + days * DAY)

    assert TableRow(closing, NOW).next == told
