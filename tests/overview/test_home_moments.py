"""The home of a person of a side on the day they meet, before a talk, and after the end."""

import datetime

import pytest
from django.urls import reverse

from foundation import clock
from partnerships.models import Phase
from pulse import rounds
from tests.factories_partnership import meeting_room, put_in
from tests.factories_pulse import P, T, answer, make_round, make_theme
from tests.factories_sessions import make_session
from tests.reading import as_, read, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
DAY = datetime.timedelta(days=1)
HOME = reverse("home")
TALK = "The midpoint talk with your side:"


def booked(room, made, *people, days):
    talk = made.conversations.get(side=P)
    talk.round = made
    at = clock.now() + days * DAY
    rounds.book(
        talk=talk, starts_at=at, place="", people=people, by=room.facilitator, now=clock.now()
    )
    return at


def test_a_booked_talk_stands_on_the_homes_of_those_who_are_invited_alone(client):
    room, made = make_round()
    make_session(room, starts_at=clock.now() + 60 * DAY)
    answer(made, room.implementer(P), talk=True)
    answer(made, room.implementer(T), side=T, talk=True)
    at = booked(room, made, room.implementer(P), days=5)

    invited = words(read(client, room.implementer(P), HOME))
    others = words(read(client, room.implementer(T), HOME))

    assert TALK in invited
    assert f"Nothing needed from you until {at.day} {at:%B}" in invited
    assert TALK not in words(read(client, room.decider(P), HOME))
    assert TALK not in others
    assert f"until {at.day} {at:%B}" not in others


def test_a_talk_names_its_partnership_where_another_one_stands_first(client):
    room, made = make_round()
    person = room.implementer(P)
    answer(made, person, talk=True)
    other = meeting_room()
    seat = other.people[P, "implementer"]
    seat.user = person
    seat.save()
    make_session(other, starts_at=clock.now() + 20 * DAY)
    booked(room, made, person, days=5)

    text = words(read(client, person, HOME))

    assert f"The midpoint talk with your side, {room.partnership.name}: " in text


@pytest.mark.parametrize("what", ["session", "talk"])
def test_on_the_day_itself_the_home_does_not_say_that_nothing_is_needed(client, what):
    room, made = make_round()
    person = room.decider(P)
    answer(made, person, talk=True)
    soon = datetime.timedelta(minutes=5)
    if what == "session":
        make_session(room, starts_at=clock.now() + soon)
    else:
        booked(room, made, person, days=soon / DAY)

    text = words(read(client, person, HOME))

    assert "You meet today. Nothing else is needed." in text
    assert "Nothing needed from you" not in text


@pytest.mark.parametrize(
    ("phase", "says"), [(Phase.CLOSED, "Closed, "), (Phase.ENDED_EARLY, "Ended early, ")]
)
def test_what_ended_leads_from_home_to_what_came_of_it_for_a_while(client, phase, says):
    room = meeting_room()
    person, closing = room.decider(P), reverse("closing", args=[room.partnership.pk])
    assert closing not in read(client, person, HOME)

    put_in(room.partnership, phase, at=clock.now() - 89 * DAY)
    page = read(client, person, HOME)
    assert f'href="{closing}"' in page
    assert f"What came of it {room.partnership.name} {says}" in words(page)
    assert as_(person, client).get(closing).status_code == 200

    put_in(room.partnership, phase, at=clock.now() - 91 * DAY)
    assert closing not in read(client, person, HOME)


def test_what_runs_comes_before_what_ended_and_is_asked_for_alone(client):
    room, made = make_round()
    person = room.implementer(P)
    answer(made, person, talk=True)
    make_theme(made)
    over = meeting_room()
    seat = over.people[P, "implementer"]
    seat.user = person
    seat.save()
    put_in(over.partnership, Phase.CLOSED, at=clock.now() - DAY)

    text = words(read(client, person, HOME))

    assert "Does this say what you meant?" in text
    assert text.index("Does this say") < text.index("What came of it")
    assert "Your other partnerships" not in text
