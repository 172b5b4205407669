"""The close-out across rooms: the reason for no lesson, and one button to each page."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from foundation import clock
from partnerships import closing_asks
from partnerships.closing_facts import AHEAD
from partnerships.models import CloseOut, Phase, Side
from tests.factories import NOW
from tests.factories_closing import make_closing
from tests.factories_insights import InsightFactory, VerdictFactory, shared
from tests.factories_partnership import make_room, put_in

pytestmark = pytest.mark.django_db
WHY, MENDED = "No lesson was reviewed? Say why", "It ended in week two."


def read(client, room, name="closing"):
    client.force_login(room.facilitator)
    return client.get(reverse(name, args=[room.partnership.pk])).text


def lesson(room):
    return shared(room.partnership, side=Side.THOUGHT_PARTNER)


def test_it_asks_why_only_while_no_lesson_was_reviewed(client):
    room, other = make_closing(), make_closing()
    VerdictFactory(insight=lesson(other))
    unreviewed = lesson(room)

    before = read(client, room)
    VerdictFactory(insight=unreviewed)
    after = read(client, room)

    assert (WHY in before, WHY in after) == (True, False)
    assert ("No lesson is reviewed yet." in before, "No lesson is reviewed" in after) == (
        True,
        False,
    )


def test_a_reason_falls_away_when_a_lesson_is_reviewed_after_all(client):
    room = make_closing(written=True)
    CloseOut.objects.update(no_insight_reason=MENDED)
    before = read(client, room)
    VerdictFactory(insight=lesson(room))

    after = read(client, room)

    assert (MENDED in before, "Change why" in before) == (True, True)
    assert (MENDED in after, "Change why" in after) == (False, False)


def test_the_front_page_leads_to_each_page_once(client):
    room = make_closing()

    text = read(client, room, "partnership")
    needed = text.partition("What is still needed before it closes")[2].partition("</section>")[0]

    assert needed.count('class="promise"') == 7
    assert re.findall(r'<a( class="btn")? href="[^"]*">([^<]+)</a>', needed) == [
        (' class="btn"', "Open the close-out"),
        ("", "Open the lessons"),
    ]


@pytest.mark.usefixtures("tests_day")
@pytest.mark.parametrize(
    ("phase", "days", "told"),
    [
        ("active", 47, "Closing begins on "),
        ("active", 46, "Closing begins on "),
        ("active", 45, "Closing has not begun yet"),
        ("active", -1, "Closing has not begun yet"),
        ("closing", 0, "It ends on "),
        ("closing", -1, "Its end was planned for "),
    ],
)
def test_no_day_that_is_past_is_told_as_one_to_come(client, phase, days, told):
    today = clock.now().date()
    ends = today + datetime.timedelta(days=days)
    room = make_room(phase=phase, starts_on=today - datetime.timedelta(days=200), ends_on=ends)
    CloseOut.objects.get_or_create(
        partnership=room.partnership, created_at=clock.now(), changed_at=clock.now()
    )

    text = read(client, room)
    asks = closing_asks.for_facilitator(room.facilitator, clock.now())

    both = ["Closing begins on ", "Closing has not begun yet", "It ends on ",
            "Its end was planned for "]  # fmt: skip
    assert [one for one in both if one in text] == [told]
    late = [ask.sentence.startswith("Its end was planned for ") for ask in asks]
    assert late == [days < 0] * (days <= 45)


DAY = datetime.timedelta(days=1)


def at(room, phase, ends_on):
    put_in(room.partnership, phase, ends_on=ends_on)
    return reverse("closing", args=[room.partnership.pk])


@pytest.mark.usefixtures("tests_day")
def test_before_it_begins_it_says_when_and_who_begins_it(client):
    room = make_closing()
    url = at(room, Phase.ACTIVE, NOW.date() + 60 * DAY)
    client.force_login(room.facilitator)
    steers = client.get(url).text
    client.force_login(room.decider(Side.PARTNER))
    side = client.get(url).text
    at(room, Phase.ACTIVE, NOW.date() + 30 * DAY)

    assert ("Closing begins on" in side, "when you decide to" in steers) == (True, True)
    assert ("when you decide to" in side, "the facilitator begins it" in side) == (False, True)
    late = client.get(url).text
    assert ("Closing begins on" in late, "Closing has not begun yet" in late) == (False, True)


@pytest.mark.usefixtures("tests_day")
def test_a_day_that_has_passed_is_not_said_to_come(client):
    room = make_closing()
    url = at(room, Phase.CLOSING, NOW.date() - 3 * DAY)
    (ask,) = closing_asks.for_facilitator(room.facilitator, NOW)

    client.force_login(room.decider(Side.PARTNER))
    page = client.get(url).text
    assert ("Its end was planned for" in page, "It ends on" in page) == (True, False)
    assert ask.sentence.startswith("Its end was planned for")


def test_of_what_is_over_nothing_is_still_to_be_written(client):
    room = make_closing()
    url = at(room, Phase.ENDED_EARLY, NOW.date())
    client.force_login(room.decider(Side.PARTNER))
    page = client.get(url).text
    assert "Nothing to show was written." in page
    assert "written yet" not in page
    assert "named yet" not in page


@pytest.mark.usefixtures("tests_day")
@pytest.mark.parametrize("phase", [Phase.ACTIVE, Phase.MIDPOINT, Phase.PAUSED])
def test_from_45_days_before_the_end_it_speaks_of_no_such_day(client, phase):
    room = make_closing()
    url = at(room, phase, NOW.date() + 45 * DAY)
    client.force_login(room.facilitator)
    steers = client.get(url).text
    client.force_login(room.decider(Side.PARTNER))
    side = client.get(url).text

    assert "When you decide to. Then" in steers
    assert "When the facilitator begins it. Then" in side
    assert "45 days" not in steers + side


def test_before_the_close_it_tells_who_may_read_them_of_lessons_that_would_stay_unfinished(client):
    room = make_closing(written=True)
    lesson(room)
    said = "2 lessons are not shared with the other side yet."

    def told(person):
        client.force_login(person)
        return said in client.get(reverse("closing", args=[room.partnership.pk])).text

    assert not told(room.facilitator)
    for state in ("draft", "complete"):
        InsightFactory(partnership=room.partnership, side=Side.THOUGHT_PARTNER, state=state)
    sides = [told(room.decider(side)) for side in (Side.THOUGHT_PARTNER, Side.PARTNER)]
    assert (told(room.facilitator), sides) == (True, [True, False])

    put_in(room.partnership, Phase.CLOSED)
    assert not told(room.facilitator)


def test_before_the_close_the_facilitator_reads_the_sentence_that_stays_with_the_officer(client):
    room = make_closing(written=True)
    put_in(room.partnership, Phase.CLOSING, sentence="On the plan.")
    address = reverse("partnerships:sentence", args=[room.partnership.pk])
    said = "goes on reading: “<bdi>On the plan.</bdi>”"

    def told(person):
        client.force_login(person)
        page = client.get(reverse("closing", args=[room.partnership.pk])).text
        return said in page, address in page

    assert [told(room.facilitator), told(room.lead), told(room.decider(Side.PARTNER))] == [
        (True, True), (False, False), (False, False),
    ]  # fmt: skip
    client.force_login(room.facilitator)
    closing = reverse("closing", args=[room.partnership.pk])
    sent = {"sentence": "They go on by themselves.", "version": room.fresh().version}
    kept = client.post(f"{address}?next={closing}", sent)
    assert kept.headers["Location"] == closing
    put_in(room.partnership, Phase.CLOSED)
    assert not any(told(room.facilitator))


@pytest.mark.parametrize(("zone", "asked"), [("Pacific/Honolulu", 0), ("Pacific/Auckland", 1)])
def test_it_is_near_its_end_by_the_day_of_the_reader(zone, asked):
    room = make_closing()
    evening = NOW.replace(hour=23)  # already tomorrow in Auckland
    at(room, Phase.ACTIVE, NOW.date() + DAY + AHEAD)

    with timezone.override(zone):
        assert len(closing_asks.for_facilitator(room.facilitator, evening)) == asked
