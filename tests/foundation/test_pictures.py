"""Geometry: what stands where, and that nothing collides or falls out of the box."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.pictures import (
    NARROW,
    WIDE,
    Block,
    Phase,
    Reading,
    Stop,
    Tick,
    mini_path,
    nine_bars,
    path,
    text_width,
    timeline,
)

TODAY = date(2027, 3, 1)
PHASES = [Phase("Sessions", date(2027, 1, 1), date(2027, 7, 1))]
STOPS = [
    Stop("kickoff", date(2027, 1, 1), "held", name="Kickoff", note="in person"),
    Stop("session", date(2027, 2, 1), "held", 1),
    Stop("session", date(2027, 4, 1), "next", 2),
    Stop("close", date(2027, 7, 1), name="Close"),
]
STARTS = datetime(2027, 3, 11, 15, 30, tzinfo=UTC)
AGENDA = [
    Block(1, "Welcome", 5, "inform"),
    Block(2, "Lesson", 60, "learn"),
    Block(3, "Decide", 25, "decide"),
]


def test_a_path_runs_from_its_first_day_to_its_last():
    drawn = path(PHASES, STOPS, TODAY)

    assert [mark.x for mark in drawn.marks] == [34.0, 203.2, 525.3, 1022.0]
    assert (drawn.left, drawn.today, drawn.right) == (34, 356.1, 1022)
    assert [(bar.x, bar.width, bar.now, bar.named) for bar in drawn.bars] == [
        (36.0, 984.0, True, True)
    ]


def test_words_keep_their_line_where_there_is_room_and_the_next_session_says_its_own():
    drawn = path(PHASES, STOPS, TODAY)

    assert [(mark.anchor, mark.row) for mark in drawn.marks] == [
        ("start", 0),
        ("middle", 0),
        ("middle", None),
        ("end", 0),
    ]


def test_words_that_would_collide_go_one_line_down_then_away():
    crowded = [Stop("session", date(2027, 3, day), "held", day) for day in (1, 2, 3)]

    drawn = path([Phase("", date(2027, 1, 1), date(2027, 12, 31))], crowded, TODAY)

    assert [mark.row for mark in drawn.marks] == [0, 1, None]


def test_a_pulse_check_stands_on_the_second_line_and_pushes_today_down():
    pulse = Stop("pulse", date(2027, 3, 3), "held", name="Pulse check")

    drawn = path(PHASES, [*STOPS, pulse], TODAY)

    assert [mark.row for mark in drawn.marks if mark.stop == pulse] == [1]
    assert (drawn.today_low, path(PHASES, STOPS, TODAY).today_low) == (True, False)


def test_today_stands_below_the_date_under_a_name():
    drawn = path(PHASES, STOPS, date(2027, 6, 20), said="Today, 20 June")

    assert drawn.today_low


def test_a_line_to_the_words_of_a_pulse_check_crosses_no_date():
    near = Stop("pulse", date(2027, 2, 3), "held", name="Pulse check")
    far = Stop("pulse", date(2027, 3, 3), "held", name="Pulse check")

    free = [
        [mark.free for mark in path(PHASES, [*STOPS, pulse], TODAY).marks if mark.stop == pulse]
        for pulse in (near, far)
    ]

    assert free == [[False], [True]]


@pytest.mark.parametrize(
    ("day", "cut"),
    [(date(2027, 1, 20), True), (date(2027, 4, 1), False), (date(2027, 6, 20), True)],
)
def test_on_a_phone_the_line_of_today_leaves_out_the_words_at_both_ends(day, cut):
    assert path(PHASES, STOPS, day, width=NARROW).today_cut is cut


@pytest.mark.parametrize(("day", "cut"), [(date(2027, 6, 20), False), (date(2027, 6, 28), True)])
def test_the_line_of_today_leaves_out_words_it_would_run_through(day, cut):
    assert path(PHASES, STOPS, day).today_cut is cut


@pytest.mark.parametrize(("day", "x"), [(date(2020, 1, 1), 34.0), (date(2040, 1, 1), 1022.0)])
def test_today_stays_inside_the_path(day, x):
    drawn = path(PHASES, STOPS, day)

    assert drawn.today == x
    assert 60 <= drawn.today_box <= WIDE - 60


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2027, 3, 8), date(2040, 1, 1)])
def test_the_box_of_today_holds_its_words_and_stays_inside(day, width):
    said = "Today, 22 November"

    drawn = path(PHASES, STOPS, day, width=width, said=said)

    assert drawn.today_half * 2 == drawn.today_width > text_width(said) + 16
    assert drawn.today_half <= drawn.today_box <= width - drawn.today_half


def test_a_path_without_anything_is_still_a_line():
    drawn = path([], [], TODAY)

    assert (drawn.bars, drawn.marks, drawn.today) == ([], [], 34.0)


days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
stops = st.lists(
    st.builds(
        Stop,
        st.sampled_from(["start", "kickoff", "session", "pulse", "close"]),
        days,
        st.sampled_from(["held", "next", "planned"]),
        st.integers(1, 30),
        st.sampled_from(["", "Kickoff", "Pulse check"]),
    ),
    max_size=20,
)


@given(stops, days, st.sampled_from([WIDE, NARROW]))
def test_no_mark_leaves_the_box_and_no_dates_overlap(stops, today, width):
    drawn = path([], stops, today, width=width)

    assert all(drawn.left <= mark.x <= drawn.right for mark in drawn.marks)
    dated = [m for m in drawn.marks if m.row == 0 and not m.stop.name and m.anchor == "middle"]
    gaps = [b.words_x - a.words_x for a, b in zip(dated, dated[1:], strict=False)]
    assert all(gap > text_width("30 Sep") for gap in gaps)


def test_the_small_path_fills_the_kickoff_and_what_was_held():
    drawn = mini_path(2, 4, stalled=True)

    assert drawn.dots == [(8.0, True), (37.0, True), (66.0, True), (95.0, False), (124.0, False)]
    assert (drawn.reached, drawn.stalled) == (66.0, True)


@pytest.mark.parametrize(
    ("held", "planned", "started", "filled", "reached"),
    [(0, 8, False, 0, 8.0), (0, 8, True, 1, 8.0), (7, 7, True, 8, 124.0), (9, 8, True, 10, 124.0)],
)
def test_the_small_path_at_its_ends(held, planned, started, filled, reached):
    drawn = mini_path(held, planned, started=started)

    assert (sum(done for _x, done in drawn.dots), drawn.reached) == (filled, reached)


def test_bars_fill_your_steps_and_put_the_second_reader_in_the_middle_of_theirs():
    row = nine_bars([Reading("Candor", 2, 3)]).rows[0]

    assert [filled for _x, filled in row.steps] == [True, True, False, False]
    assert row.diamond == pytest.approx(row.steps[2][0] + nine_bars([]).step / 2, abs=0.1)
    assert row.apart is None


@pytest.mark.parametrize(("yours", "second"), [(2, 4), (4, 2), (1, 4)])
def test_two_steps_apart_are_joined_by_a_line_from_left_to_right(yours, second):
    row = nine_bars([Reading("Will", yours, second)]).rows[0]

    middles = [x + nine_bars([]).step / 2 for x, _filled in row.steps]
    left, right = sorted((middles[yours - 1], middles[second - 1]))
    assert row.apart == (pytest.approx(left, abs=0.1), pytest.approx(right, abs=0.1))


@pytest.mark.parametrize(("yours", "second"), [(None, 4), (1, None), (None, None)])
def test_an_item_somebody_has_not_read_is_never_apart(yours, second):
    row = nine_bars([Reading("Time", yours, second)], narrow=True).rows[0]

    assert row.apart is None
    assert (row.diamond is None) == (second is None)


def test_a_timeline_is_as_wide_as_its_minutes():
    drawn = timeline(AGENDA, STARTS, width=900)

    assert [(slot.x, slot.width) for slot in drawn.slots] == [(1, 48), (51, 598), (651, 248)]
    assert drawn.ticks == [
        Tick(0, "3:30 pm", "start"),
        Tick(650, "4:35", "middle"),
        Tick(900, "5:00 pm", "end"),
    ]


@pytest.mark.parametrize(
    ("width", "told", "numbered"),
    [
        (900, ["long", "long", "long"], [True, True, True]),
        (730, ["short", "long", "long"], [True, True, True]),
        (NARROW, ["", "long", "long"], [True, True, True]),
        (180, ["", "long", "short"], [False, True, True]),
    ],
)
def test_a_block_says_what_fits_into_it(width, told, numbered):
    slots = timeline(AGENDA, width=width).slots

    assert [slot.told for slot in slots] == told
    assert [slot.numbered for slot in slots] == numbered


def test_times_under_a_timeline_leave_each_other_room():
    many = [Block(n, "", 5, "inform") for n in range(1, 19)]

    ticks = timeline(many, STARTS, width=NARROW).ticks

    assert len(ticks) > 2
    assert all(b.x - a.x >= 44 for a, b in zip(ticks, ticks[1:], strict=False))


@pytest.mark.parametrize(("elapsed", "x"), [(None, None), (-4, 0.0), (45, 365.0), (400, 730.0)])
def test_the_mark_of_now_stays_on_the_line(elapsed, x):
    assert timeline(AGENDA, STARTS, elapsed=elapsed).now == x


@pytest.mark.parametrize("starts", [None, STARTS])
def test_an_empty_agenda_has_no_times(starts):
    assert (timeline([], starts).slots, timeline([], starts).ticks) == ([], [])
