"""What changes after the midpoint: on the page of both sides, on a lead's Today, in the mail."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from notifications import rules
from notifications.models import Message
from overview import news, today
from partnerships.models import Side
from pulse.models import PulseConversation, PulseRound
from tests.factories import NOW
from tests.factories_around import BEGINS, load, room_of, wrap
from tests.factories_issues import DUE, make_issue, shared_back
from tests.factories_pulse import make_round
from tests.factories_sessions import make_session

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def still():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def shared():
    room, made = make_round()
    return room, shared_back(made, severity=3, kind="boundary", change="We start on time")


def test_both_sides_read_who_changes_what_by_when_and_never_why(shared, enter):
    room, _told = shared
    for who in (room.implementer(P), room.decider(T), room.facilitator):
        text = enter(who).get(reverse("partnership", args=[room.partnership.pk])).text
        assert "What changes after the midpoint" in text
        assert "We start on time" in text
        assert "by Sun 28 Mar" in text
        assert not any(word in text for word in ("Serious:", "What may be shared:", "From your"))


def test_more_than_three_are_folded(shared, enter):
    room, told = shared
    for number in range(3):
        shared_back(told.issue.round, change=f"Change {number}", due_on=DUE + (number + 1) * DAY)

    text = enter(room.implementer(P)).get(reverse("partnership", args=[room.partnership.pk])).text

    assert text.index("Change 1") < text.index("The others") < text.index("Change 2")


def test_what_is_not_shared_back_is_on_no_page_of_a_side(enter):
    room, made = make_round()
    make_issue(made, change="ZQ-change")

    for url in (reverse("partnership", args=[room.partnership.pk]), made.get_absolute_url(), "/"):
        assert "ZQ-change" not in enter(room.implementer(P)).get(url).text


def test_a_lead_learns_that_something_serious_waits_and_nothing_more(enter):
    room, made = make_round()
    make_issue(made, severity=3, change="ZQ-change", now=NOW - 3 * DAY)

    text = enter(room.lead).get("/").text

    assert "Something serious waits" in text
    assert room.organization(P).said in text
    assert "ZQ-change" not in text
    assert "From your notes" not in text


def flags(user, room):
    led = {room.partnership.round.program_id}
    return [row.serious for row in today.partnerships_of(user, NOW, led=led)]


def test_a_lead_of_a_side_or_who_facilitates_learns_nothing_this_way(enter):
    room, made = make_round(internal=True)
    make_issue(made, severity=3, now=NOW - 3 * DAY)

    assert flags(room.lead, room) == [True]
    assert flags(room.facilitator, room) == [False]
    assert flags(room.decider(P), room) == [False]  # quiet, and a lead who is on a side


def test_the_mail_says_where_to_read_it_and_no_word(shared):
    room, _told = shared
    pk = room.partnership.pk

    assert news.since(pk, None) == [
        "One thing changes after the midpoint talks. Who does what by when is on the partnership’s"
        f" page: {rules.address(room.partnership)}"
    ]
    assert news.since(pk, NOW) == []
    assert Message.objects.filter(body__contains="We start on time").count() == 0


def test_the_mail_after_the_next_session_says_so_once():
    room, session = room_of()
    made = PulseRound.objects.create(
        partnership=room.partnership, midpoint=BEGINS.date(), opens_on=BEGINS.date() - 14 * DAY,
        closes_on=BEGINS.date() + 7 * DAY, created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    for side in (P, T):
        PulseConversation.objects.create(round=made, side=side)
    wrap(room, session)
    shared_back(made, change="ZQ-change", now=BEGINS + 2 * DAY)
    later = make_session(room, number=2, local_date=session.local_date + 28 * DAY)

    wrap(room, load(later), now=BEGINS + 29 * DAY)

    said = {
        about: ["One thing changes after the midpoint talks." in mail.body for mail in mails]
        for about in (session, later)
        if (mails := Message.objects.filter(kind="after", context_id=about.pk))
    }
    assert said == {session: [False] * 4, later: [True] * 4}
    assert not Message.objects.filter(body__contains="ZQ-change").exists()
