"""The page of a letter: read, changed, sent with one press; why none goes; who may."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from foundation import clock
from foundation.dates import say_day
from notifications.models import Message
from partnerships.models import Partnership, Phase, RosterEntry, Side
from sessions_app.models import Question
from tests.factories_letters import address, asked, live, send
from tests.factories_partnership import RosterEntryFactory, make_room
from tests.reading import read, settled, words

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
DAY = datetime.timedelta(days=1)
HOME = reverse("home")


# -- pages ----------------------------------------------------------------------------------------
def test_read_changed_and_sent_with_one_press_it_leads_back_to_today(client):
    room = live()
    home = read(client, room.facilitator, HOME)
    assert f'href="{address(room)}?next=%2F"' in home
    page = read(client, room.facilitator, address(room) + "?next=/")
    assert page.count('class="btn"') == 1
    series = reverse("sessions_app:series", args=[room.partnership.pk])
    assert f'<a href="{series}?next=%2F">Choose the dates instead</a>' in page

    answer = client.post(
        address(room) + "?next=/",
        {"to": room.people[P, "decider"].pk, "words": "Dear you, when?"}, follow=True,
    )  # fmt: skip

    back = say_day(timezone.localdate(clock.now() + 14 * DAY, room.facilitator.time_zone))
    shown = words(answer.content.decode())
    assert answer.redirect_chain == [("/", 302)]
    assert "Your letter to Lakeview goes" in shown
    assert f"The row comes back on {back} if Lakeview stays silent and no date is set." in shown
    assert "Write to their leader" not in shown
    assert "One more can wait" in shown
    rest = words(read(client, room.facilitator, reverse("today_all")))
    assert f"Back on {back}: Their leader was written to on" in rest
    assert "Show it again" not in rest
    assert Message.objects.get(rule="sessions.letter").body == "Dear you, when?"
    assert "Dear you, when?" in read(client, room.facilitator, address(room))


def test_pressed_twice_one_letter_goes_and_the_second_words_are_kept(client):
    room = live()
    form = {"to": room.people[P, "decider"].pk, "words": "First.", "form_key": uuid.uuid4()}
    client.force_login(room.facilitator)

    answers = [client.post(address(room), form) for _n in range(2)]
    late = client.post(address(room), form | {"words": "Second.", "form_key": uuid.uuid4()})

    assert [answer.status_code for answer in answers] == [302, 302]
    assert late.status_code == 409
    shown = words(late.content.decode())
    assert ("First." in shown, "What you had typed" in shown, "Second." in shown) == (True,) * 3
    assert Message.objects.filter(rule="sessions.letter").count() == 1


def test_another_leader_meanwhile_is_named_before_anything_goes(client):
    room = live()
    client.force_login(room.facilitator)
    form = {"to": room.people[P, "decider"].pk, "words": "Dear old one,"}
    new = RosterEntryFactory(
        partnership=room.partnership, organization=room.organization(P), side=P, decides=True,
        part=RosterEntry.Part.SPONSOR,
    )  # fmt: skip
    RosterEntry.objects.filter(pk=form["to"]).update(until=clock.now().date())

    answer = client.post(address(room), form)

    shown = answer.content.decode()
    assert (answer.status_code, Message.objects.count()) == (422, 0)
    assert f"{new.user} decides for Lakeview now." in words(shown)
    assert "Dear old one," in shown
    assert client.post(address(room), form | {"to": new.pk}).status_code == 302


@pytest.mark.parametrize(("text", "said"), [("  ", "This needs an answer."), ("x" * 3001, "3000")])
def test_an_empty_or_endless_letter_does_not_go(client, text, said):
    room = live()
    client.force_login(room.facilitator)

    answer = client.post(address(room), {"to": room.people[P, "decider"].pk, "words": text})

    assert (answer.status_code, Message.objects.count()) == (422, 0)
    assert said in answer.content.decode()


def test_the_page_says_why_no_letter_goes_and_what_helps(client):
    room = live()
    RosterEntry.objects.filter(side=P).update(decides=False)
    nobody = words(read(client, room.facilitator, address(room)))
    Question.objects.all().delete()
    both = read(client, room.facilitator, address(room) + "?next=/")
    series = reverse("sessions_app:series", args=[room.partnership.pk])
    assert f'class="btn" href="{series}?next=%2F"' in both
    both = words(both)
    Partnership.objects.update(phase=Phase.CLOSING)
    none = words(read(client, room.facilitator, address(room)))

    assert "Nobody decides for Lakeview here" in nobody
    assert ("Name somebody" in nobody, "Choose the dates" in nobody) == (True, True)
    assert "Both sides have gone quiet" in both
    assert "Choose the dates" in both
    assert "No letter is needed now" in none
    for text in (nobody, both, none):
        assert "Send the letter" not in text


def test_only_the_facilitator_writes(client):
    room = live()
    found = {}
    for name, user in (
        ("side", room.decider(P)), ("lead", room.lead), ("officer", room.officer),
        ("stranger", make_room().facilitator), ("facilitator", room.facilitator),
    ):  # fmt: skip
        client.force_login(user)
        found[name] = client.get(address(room)).status_code

    assert found == {"side": 403, "lead": 403, "officer": 404, "stranger": 404, "facilitator": 200}


@pytest.mark.parametrize("many", [1, 6])
def test_pages_cost_the_same_for_one_and_many(client, many, cost):
    room = live()
    for _n in range(many):
        RosterEntryFactory(partnership=room.partnership, organization=room.organization(P), side=P)
        asked(room, clock.now() - DAY)
    settled(client, room.facilitator)

    before = cost(client, address(room)), cost(client, HOME)
    send(room, now=clock.now())

    assert before[0] <= 8
    assert before[1] <= 12
    assert (cost(client, address(room)) <= 8, cost(client, HOME) <= 8) == (True, True)
