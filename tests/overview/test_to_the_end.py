"""From the midpoint to the end by what the pages offer, and by nothing else."""

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from overview import partnership_sections
from partnerships.models import Partnership, Phase
from tests.factories_kickoff import GoalFactory, LearningObjectiveFactory
from tests.factories_pulse import NOW, P, T, make_round, talks_held
from tests.factories_sessions import make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]


def press(client, page, new):
    """Press on `page` the button that leads to the phase `new`; it must be there."""
    url = reverse(page[0], args=[page[1].pk])
    assert f'name="new" value="{new}"' in client.get(url).text, page
    client.post(reverse("partnerships:move", args=[page[1].pk]), {"new": new, "next": url})


def told(client, partnership, objective):
    """Write, as the partner's leader, all that a close-out asks of the partner."""

    def post(name, data, *more):
        url = reverse(f"partnerships:{name}", args=[partnership.pk, *more])
        assert client.post(url, data).status_code == 302, name

    post("closing_judge", {"state": "met", "judged_because": "Seen.", "version": 1}, objective.pk)
    post("closing_gain_add", {"evidence": "A routine.", "kind": ""}, P)
    post("closing_carried_add", {"what": "It", "holder": "The lead"})
    post("closing_write", {"goal_judged": "met", "goal_because": "Seen.", "version": 1,
                           "could_not_alone": "A language.", "onward": "end"})  # fmt: skip


def test_each_phase_after_the_middle_has_its_way_on(enter):
    room, row = make_round()
    partnership = room.partnership
    GoalFactory(partnership=partnership)
    objective = LearningObjectiveFactory(partnership=partnership)
    for side in (P, T):
        talks_held(row, side)

    steers = enter(room.facilitator)
    press(steers, ("partnership", partnership), Phase.ACTIVE)
    assert room.fresh().phase == Phase.ACTIVE
    press(steers, ("closing", partnership), Phase.CLOSING)
    assert room.fresh().phase == Phase.CLOSING

    told(enter(room.decider(P)), partnership, objective)
    steers = enter(room.facilitator)
    gained = reverse("partnerships:closing_gain_add", args=[partnership.pk, T])
    steers.post(gained, {"evidence": "A card.", "kind": "transfer"})
    closing = reverse("closing", args=[partnership.pk])
    assert 'value="closed"' not in steers.get(closing).text, "no lesson, and nobody said why"
    why = reverse("partnerships:closing_no_lesson", args=[partnership.pk])
    steers.post(why, {"no_insight_reason": "The plan changed in March.", "version": 2})

    press(steers, ("closing", partnership), Phase.CLOSED)
    assert room.fresh().phase == Phase.CLOSED
    assert "The plan changed in March." in steers.get(closing).text


def over(room, phase):
    Partnership.objects.filter(pk=room.partnership.pk).update(phase=phase, ended_at=NOW)


def stops(client, partnership):
    """Return the path as its list tells it."""
    words = client.get(partnership.get_absolute_url()).text
    listed = words.split("The same as a list", 1)[1].split("</ol>", 1)[0]
    return re.sub(r"<[^>]*>", "\n", listed)


def test_the_path_tells_talks_that_are_over_and_the_day_on_which_it_closed(enter):
    room, row = make_round()
    reads = enter(room.decider(P))
    assert "Pulse check, Monday 8 March 2027: planned" in stops(reads, room.partnership)
    talks_held(row)
    assert "Pulse check, Monday 8 March 2027: done" in stops(reads, room.partnership)

    over(room, Phase.CLOSED)
    assert "Pulse check, Monday 8 March 2027: done" in stops(reads, room.partnership)
    assert "Closed, Monday 8 March 2027: done" in stops(reads, room.partnership)


def test_nothing_is_planned_any_more_on_the_path_of_what_ended_early(enter):
    room, _row = make_round()
    make_session(room, number=4)  # it was never held
    reads = enter(room.decider(P))
    over(room, Phase.ENDED_EARLY)
    told = stops(reads, room.partnership)
    assert "Ended early, Monday 8 March 2027: done" in told
    assert "planned" not in told
    assert "Session" not in told


@pytest.mark.parametrize(
    ("phase", "day", "bands"),
    [
        (Phase.ENDED_EARLY, "2026-07-20", [("Forming", "2026-07-20")]),
        (Phase.ENDED_EARLY, "2026-10-20",
         [("Forming", "2026-09-01"), ("Monthly sessions", "2026-10-20")]),
        (Phase.CLOSED, "2026-12-20",
         [("Forming", "2026-09-01"), ("Monthly sessions", "2026-11-05"),
          ("Closing", "2026-12-20")]),
    ],
)  # fmt: skip
def test_the_bands_of_the_path_end_where_it_ended(phase, day, bands):
    partnership = Partnership(
        matched_at=datetime(2026, 7, 1, 12, tzinfo=UTC), starts_on=date(2026, 9, 1),
        ends_on=date(2027, 6, 1), phase=phase,
        ended_at=datetime.fromisoformat(f"{day}T12:00:00+00:00"),
    )  # fmt: skip

    drawn = partnership_sections.path_phases(partnership)

    assert [(band.name, band.ends.isoformat()) for band in drawn] == bands


def test_the_words_of_the_path_say_when_it_ended_and_until_when_it_was_planned(enter):
    room, _row = make_round()
    over(room, Phase.ENDED_EARLY)

    page = enter(room.decider(P)).get(room.partnership.get_absolute_url()).text

    assert "Ended early on 8 March 2027. It was planned to go on until" in page
