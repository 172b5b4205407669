"""Mail that did not arrive stands on Today, and its button opens it on the mail desk."""

import re

import pytest
from django.urls import reverse

from notifications.models import State
from overview import asks_mail
from partnerships.models import Side
from tests.factories import NOW
from tests.factories_notifications import make_message, make_person
from tests.factories_partnership import make_room

pytestmark = pytest.mark.django_db


def told(user):
    return [(ask.sentence, ask.button, ask.rank) for ask in asks_mail.for_facilitator(user, NOW)]


def lose(room, name="Principal", state=State.FAILED, **fields):
    return make_message(about=room.partnership, person=make_person(name), state=state, **fields)


@pytest.mark.parametrize(
    ("state", "sentence", "button"),
    [
        (State.FAILED, "A mail did not reach Principal.", "See why and what helps"),
        (State.BOUNCED, "A mail did not reach Principal.", "See why and what helps"),
        (State.SUPPRESSED, "A mail did not reach Principal.", "See why and what helps"),
        (State.IN_DOUBT, "Nobody knows whether a mail reached Principal.",
         "Look, then send again or let go"),
    ],
)  # fmt: skip
def test_one_that_did_not_arrive_is_named(state, sentence, button):
    room = make_room()
    lose(room, state=state)

    assert told(room.facilitator) == [(sentence, button, 1)]


@pytest.mark.parametrize("state", [State.QUEUED, State.HELD, State.SENT, State.STOPPED])
def test_what_goes_or_was_let_go_is_no_row(state):
    room = make_room()
    lose(room, state=state)

    assert told(room.facilitator) == []


def test_several_are_one_row_and_other_people_read_nothing_of_them():
    room, other = make_room(), make_room()
    for name in ("Principal", "Coach", "Dean"):
        lose(room, name)
    lose(room, state=State.IN_DOUBT)
    lose(room, state=State.IN_DOUBT)

    sides = [room.decider(side) for side in Side]
    assert told(room.facilitator) == [
        ("Three mails did not arrive.", "See why and what helps", 1),
        ("Nobody knows whether two mails arrived.", "Look, then send again or let go", 1),
    ]
    assert [told(user) for user in (other.facilitator, room.officer, *sides)] == [[]] * 4


def test_its_button_opens_that_mail_on_the_desk(client):
    room = make_room()
    message = lose(room, error="The mailbox is full.")
    client.force_login(room.facilitator)

    page = client.get(reverse("home")).text
    url = re.search(r'href="(/mail/[^"]+)"', page[page.index("A mail did not reach") :]).group(1)

    assert url == f"/mail/?show=failed&amp;m={message.pk}&amp;next=%2F"
    assert "Send it again" in client.get(url.replace("&amp;", "&")).text


@pytest.mark.parametrize("count", [1, 40])
def test_it_costs_one_query(count, django_assert_num_queries):
    room = make_room()
    for _number in range(count):
        lose(room)
    user = room.facilitator
    told(user)

    with django_assert_num_queries(1):
        asks_mail.for_facilitator(user, NOW)
