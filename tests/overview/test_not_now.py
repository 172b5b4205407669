"""One press takes a thing off the home of a person of a side; it comes back on its day."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from overview import participant, today
from overview.models import Snooze
from partnerships.models import Charter, Side
from tests import factories_matching as make
from tests.factories import NOW, UserFactory
from tests.factories_partnership import make_room
from tests.reading import read, words

pytestmark = pytest.mark.django_db
P = Side.PARTNER
DAY = datetime.timedelta(days=1)
HOME = reverse("home")
BENEFIT = "Write what Lakeview hopes to gain"


@pytest.fixture(autouse=True)
def still():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def person():
    return make_room(benefits=False).implementer(P)


def press(client, person, name="today_not_now"):
    page = client.get(HOME).context["page"]
    return client.post(reverse(name, args=[page.key or page.put_off[0].key]))


def test_one_press_takes_it_off_and_says_when_it_comes_back(client, person):
    before = words(read(client, person, HOME))

    press(client, person)
    after = words(client.get(HOME).text)

    assert "Not now: ask me again on Thursday 11 March" in before
    assert "It comes back on Thursday 11 March" in after
    assert "One thing asked of you" not in after
    assert f"{BENEFIT}" in after.partition("Not now")[2]
    assert "Back on Thursday 11 March" in after


def test_it_comes_back_on_its_day_and_at_a_press(client, person):
    client.force_login(person)
    press(client, person)
    with time_machine.travel(NOW + 3 * DAY, tick=False):
        client.force_login(person)
        later = words(client.get(HOME).text)
    client.force_login(person)
    answer = press(client, person, "today_again")

    assert "One thing asked of you" in later
    assert (answer.url, Snooze.objects.count()) == (HOME, 0)


def test_what_was_put_off_makes_room_for_what_waits_behind_it(person):
    asks = participant.asked(person, NOW)
    today.put_off(asks[0], until=NOW.date() + DAY, why="Not now", by=person, now=NOW)

    home = participant.home(person, NOW)

    assert [row.ask for row in home.put_off] == asks[:1]
    assert [home.ask, *home.more] == (asks[1:2] or [None])


@pytest.mark.parametrize(
    ("due", "out", "back"),
    [
        (10, "", 3),
        (3, "", 2),
        (2, "", 1),
        (1, "", None),
        (0.2, "", None),
        (0, "", 3),
        (-4, "", 3),
        (10, "/out/", None),
    ],
)
def test_it_comes_back_before_it_is_due_and_never_where_there_is_a_page_for_it(due, out, back):
    ask = today.Ask(3, NOW + due * DAY, "Here", "One.", "Why.", "Do it", "/do/", out=out)

    found = today.not_now_until(ask, NOW)

    assert found == (NOW.date() + back * DAY if back else None)


def test_nobody_takes_off_what_another_is_asked(client, person):
    key = participant.home(person, NOW).key
    client.force_login(UserFactory())

    answer = client.post(reverse("today_not_now", args=[key]))

    assert (answer.url, Snooze.objects.count()) == (HOME, 0)


def test_a_press_on_what_was_done_meanwhile_says_so(client, person):
    done = reverse("today_not_now", args=[today.key_of(participant.home(person, NOW).ask)])
    Charter.objects.update(benefit_partner="Time.", benefit_thought_partner="Practice.")
    client.force_login(person)

    after = words(client.post(done, follow=True).content.decode())

    assert "That cannot be put off any more: it is done, or due too soon." in after


def test_what_was_done_meanwhile_does_not_stand_there_again(client, person):
    client.force_login(person)
    press(client, person)
    (row,) = client.get(HOME).context["page"].put_off
    Charter.objects.update(benefit_partner="Time.", benefit_thought_partner="Practice.")

    after = words(client.post(reverse("today_again", args=[row.key]), follow=True).text)

    assert "That is done, or nobody asks you for it any more." in after
    assert "It stands on Today again." not in after
    assert not Snooze.objects.exists()


@pytest.mark.parametrize("whose", ["keeper", "facilitator"])
def test_one_who_asks_to_come_in_waits_without_the_others(client, whose):
    first = make.ArrivalFactory(
        state="waiting", user__name="Ana First", organization=make.OrganizationFactory()
    )
    make.ArrivalFactory(
        state="waiting", user__name="Bo Second", organization=first.organization, round=first.round
    )
    keeper = make.member(first.organization, administers=True)
    client.force_login(keeper if whose == "keeper" else make.facilitator(first.round.program))
    page = client.get(HOME).context["page"]
    key = page.key if whose == "keeper" else page.today.shown[0].key
    told = {"why": "He calls me.", "until": (NOW + DAY).date()}

    client.post(reverse("today_not_now" if whose == "keeper" else "today_later", args=[key]), told)

    assert Snooze.objects.count() == 1
    left = client.get(HOME).context["page"]
    asks = [left.ask] if whose == "keeper" else [row.ask for row in left.today.shown]
    assert len(asks) == 1
    shown = client.get(asks[0].url)
    assert f'id="{asks[0].url.partition("#")[2]}"' in shown.text
