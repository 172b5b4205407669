"""What happens to lessons: drafted once, completed, approved, shared, judged, no longer current."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from foundation.errors import AlreadyMoved, Refused, Stale
from foundation.models import Transition, Version
from insights import drafting, services, verdicts
from insights.checking import checks
from insights.models import INSIGHT_MOVES, Insight, InsightState, Level, Verdict
from notifications import planner
from partnerships import phases
from partnerships.models import CloseOut, Partnership, Phase, Side
from sessions_app.after_parts import parts
from sessions_app.models import Capture, Reflection
from tests import factories_insights as make
from tests.factories import NOW
from tests.factories_sessions import make_session
from tests.rivals import together

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
S = InsightState
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def reflection(room):
    author = room.implementer(T)
    return Reflection.objects.create(
        session=make_session(room), author=author, did="We held up a card.",
        happened="She counted to four.", transfers="Ten words or fewer. Agree the signal before.",
        sent_at=NOW, created_at=NOW, created_by=author, changed_at=NOW, changed_by=author,
    )  # fmt: skip


def test_a_sent_reflection_becomes_one_draft_however_often_it_is_looked_at(room, reflection):
    made = [drafting.draft_due(NOW), drafting.draft_due(LATER)]

    row = Insight.objects.get()
    assert made == [1, 0]
    assert (row.side, row.state, row.level) == (T, S.DRAFT, Level.L1)
    assert row.strategy == "Ten words or fewer"
    assert row.example == "We held up a card.\n\nShe counted to four.\n\nAgree the signal before."
    assert (row.created_by, row.session) == (room.implementer(T), reflection.session)


def test_what_was_not_sent_or_says_nothing_is_no_draft(room, reflection):
    Reflection.objects.update(sent_at=None)
    empty = Reflection.objects.create(
        session=reflection.session, author=room.decider(T), sent_at=NOW, created_at=NOW,
        changed_at=NOW,
    )  # fmt: skip

    assert (drafting.draft_due(NOW), empty.transfers) == (0, "")


def test_a_draft_follows_its_reflection_until_somebody_touches_it(room, reflection):
    drafting.draft_due(NOW)
    Reflection.objects.update(transfers="One card, one change.", changed_at=LATER)
    drafting.draft_due(LATER)
    followed = Insight.objects.get().strategy
    Insight.objects.update(version=2)
    Reflection.objects.update(transfers="Other", changed_at=LATER + timedelta(minutes=5))
    drafting.draft_due(LATER)

    assert (followed, Insight.objects.get().strategy) == ("One card, one change", followed)


@pytest.mark.parametrize(("side", "expected"), [("partner", P), ("", T)])
def test_a_lesson_caught_live_becomes_a_draft_and_a_quotation_does_not(room, side, expected):
    session = make_session(room)
    for kind in ("insight", "quote", "question", "condition"):
        Capture.objects.create(
            session=session, kind=kind, words=f"{kind}. More.", side=side, created_at=NOW,
            created_by=room.facilitator, changed_at=NOW,
        )  # fmt: skip

    made = drafting.draft_due(LATER)

    row = Insight.objects.get()
    assert (made, row.strategy, row.example, row.side) == (1, "insight", "More.", expected)


def test_a_long_first_sentence_is_not_cut(room, reflection):
    Reflection.objects.update(transfers="word " * 80)

    drafting.draft_due(NOW)

    row = Insight.objects.get()
    assert (row.strategy, row.example.count("word")) == ("", 80)


@pytest.mark.django_db(transaction=True)
def test_planners_at_once_make_each_draft_once(room, reflection):
    together(3, lambda number: drafting.draft_due(NOW))

    assert Insight.objects.count() == 1


def test_the_check_says_in_words_what_is_missing_and_blocks_nothing(room):
    row = Insight(partnership=room.partnership, side=T, strategy="Ten words")

    services.write(row, by=room.implementer(T), now=NOW)

    assert [check.holds for check in checks(row)] == [True, False, False, False]
    assert row.state == S.DRAFT


def change(row, room, **values):
    for name, value in values.items():
        setattr(row, name, value)
    return services.edit(row, list(values), expected=row.version, by=room.implementer(T), now=NOW)


def test_a_draft_is_complete_with_its_three_things_and_a_draft_again_without(room):
    row = Insight(partnership=room.partnership, side=T, strategy="Ten words", example="A card.")
    services.write(row, by=room.implementer(T), now=NOW)
    change(row, room, setting="A district")
    complete = (row.state, row.completed_at)
    change(row, room, example="")

    assert (complete, row.state, row.completed_at) == ((S.COMPLETE, NOW), S.DRAFT, None)
    assert [t.new for t in Transition.objects.about(row).order_by("at", "pk")] != []


def test_new_words_end_the_approval_and_a_new_objective_does_not(room, lesson):
    kept = change(lesson, room, confidence="")
    kept_level = change(lesson, room, level=3)
    ended = change(lesson, room, example="Another case, in May.")

    assert (kept, kept_level, ended, lesson.reach) == (True, False, False, Level.L1)


def test_a_shared_lesson_keeps_its_three_things(room, lesson):
    with pytest.raises(Refused, match="The other side has this lesson"):
        change(lesson, room, setting="")


@pytest.mark.parametrize(
    ("boundary", "level", "words"),
    [(0, 1, "closed in the charter"), (1, 2, "goes only as far"), (1, 1, "")],
)
def test_a_lesson_travels_no_farther_than_its_material(room, boundary, level, words):
    type(room.boundary).objects.update(level=boundary)
    room.boundary.refresh_from_db()
    row = make.InsightFactory(partnership=room.partnership, boundary=room.boundary, level=level)
    acts = [
        lambda: services.approve(row, expected=1, by=room.decider(T), now=NOW),
        lambda: services.share(row, by=room.facilitator, now=NOW),
    ]

    for act in acts:
        if words:
            with pytest.raises(Refused, match=words):
                act()
        else:
            act()

    row.refresh_from_db()
    assert (row.approved_level, row.state) == ((None, S.COMPLETE) if words else (1, S.SHARED))


def test_without_an_answer_of_its_leader_it_is_talked_about_only(room):
    row = make.InsightFactory(partnership=room.partnership, level=5)
    before = row.reach
    services.approve(row, expected=1, by=room.decider(T), now=NOW)

    assert (before, row.reach, row.approved_by) == (Level.L1, Level.L5, room.decider(T))


def test_what_changed_while_reading_is_not_approved(room):
    row = make.InsightFactory(partnership=room.partnership, version=2)

    with pytest.raises(Refused, match="changed while you were reading"):
        services.approve(row, expected=1, by=room.decider(T), now=NOW)


def test_what_is_marked_as_not_shareable_is_not_shared(room):
    row = make.InsightFactory(partnership=room.partnership, level=0)

    with pytest.raises(Refused, match="not shareable"):
        services.share(row, by=room.facilitator, now=NOW)


ACTS = {
    S.SHARED: lambda row, room: services.share(row, by=room.facilitator, now=NOW),
    S.SUPERSEDED: lambda row, room: services.retire(row, why="Old", by=room.facilitator, now=NOW),
}


@pytest.mark.parametrize("old", list(S))
@pytest.mark.parametrize("new", list(ACTS))
def test_the_grid_of_states(room, old, new):
    row = make.shared(room.partnership, state=old)

    if new in INSIGHT_MOVES[old] and (old, new) != (S.USED, S.SHARED):  # only a verdict does that
        ACTS[new](row, room)
        assert Insight.objects.get().state == new
    else:
        with pytest.raises(AlreadyMoved):
            ACTS[new](row, room)
        assert Insight.objects.get().state == old


def give(lesson, room, *, expected=0, user=None, now=NOW, **fields):
    row = Verdict(insight=lesson, **{"choice": "adapt", "here_changed": "Both languages", **fields})
    by = user or room.implementer(P)
    return verdicts.give(row, expected=expected, by=by, now=now)


@pytest.mark.parametrize("state", list(S))
def test_a_verdict_is_given_on_what_the_other_side_has(room, state):
    row = make.shared(room.partnership, state=state)

    if state in (S.SHARED, S.USED):
        give(row, room)
    else:
        with pytest.raises(Refused):
            give(row, room)

    assert Verdict.objects.count() == int(state in (S.SHARED, S.USED))


@pytest.mark.parametrize(
    ("choice", "used_on", "state"),
    [("adopt", NOW.date(), S.USED), ("adapt", NOW.date(), S.USED), ("adapt", None, S.SHARED),
     ("adopt", date(2027, 9, 1), S.SHARED), ("reject", NOW.date(), S.SHARED)],
)  # fmt: skip
def test_a_lesson_is_in_use_once_it_was_used(room, lesson, choice, used_on, state):
    give(lesson, room, choice=choice, first_used_on=used_on)

    assert Insight.objects.get().state == state


@pytest.mark.parametrize(
    "other", [{"choice": "reject", "why": "No"}, {"choice": "adapt", "first_used_on": None}]
)
def test_a_verdict_that_changes_takes_in_use_back_and_brings_it_again(room, lesson, other):
    first = {"choice": "adopt", "first_used_on": NOW.date()}
    states = []
    for expected, fields in enumerate([first, {**first, **other}, first]):
        give(lesson, room, expected=expected, **fields)
        states.append(Insight.objects.get().state)

    assert states == [S.USED, S.SHARED, S.USED]
    assert verdicts.begin_use(NOW) == 0


def test_a_first_day_of_use_arrives_by_itself_and_once(room, lesson):
    day = NOW + timedelta(days=20)
    give(lesson, room, choice="adapt", first_used_on=day.date())

    planner.plan(day - timedelta(days=1))
    before = Insight.objects.get().state
    planner.plan(day)
    begun = Insight.objects.get().state
    again = verdicts.begin_use(day)

    assert (before, begun, again) == (S.SHARED, S.USED, 0)
    assert Transition.objects.about(lesson).get().by is None


@pytest.mark.django_db(transaction=True)
def test_of_planners_at_once_one_says_that_it_is_in_use(room, lesson):
    make.VerdictFactory(insight=lesson, choice="adopt", first_used_on=NOW.date())

    begun = together(3, lambda number: verdicts.begin_use(NOW))

    assert (sorted(begun), Insight.objects.get().state) == ([0, 0, 1], S.USED)


def test_what_does_not_fit_is_not_in_use_whatever_its_day(room, lesson):
    give(lesson, room, choice="reject", why="No", first_used_on=NOW.date())

    assert (verdicts.begin_use(NOW), Insight.objects.get().state) == (0, S.SHARED)


def test_a_lesson_is_not_in_use_before_the_readers_own_day_of_it(room, lesson):
    evening = datetime.combine(NOW.date() + timedelta(days=1), time(1), UTC)

    with timezone.override("America/Chicago"):
        give(lesson, room, choice="adopt", first_used_on=evening.date(), now=evening)

    assert Insight.objects.get().state == S.SHARED


def test_one_verdict_a_lesson_with_its_changes_kept(room, lesson):
    first = give(lesson, room)
    give(lesson, room, expected=1, choice="park", why="The calendar")
    with pytest.raises(Stale):
        give(lesson, room, expected=1, choice="adopt", user=room.decider(P))

    kept = Version.objects.about(first).order_by("number")
    assert [version.content["choice"] for version in kept] == ["adapt", "park"]
    assert Verdict.objects.get().choice == "park"


@pytest.mark.django_db(transaction=True)
def test_of_two_first_verdicts_one_wins(room, lesson):
    given = together(2, lambda number: give(lesson, room, why=f"{number}"))

    assert sorted(type(one).__name__ for one in given) == ["Stale", "Verdict"]

    assert Verdict.objects.count() == 1


BAD = [
    {"state": "odd"}, {"side": "odd"}, {"kind": "odd"}, {"level": 6},
    {"state": "complete", "example": ""}, {"approved_at": NOW}, {"shared_at": None},
]  # fmt: skip


@pytest.mark.parametrize("values", BAD)
def test_the_database_refuses(room, values):
    row = make.shared(room.partnership)

    with pytest.raises(IntegrityError), transaction.atomic():
        Insight.objects.filter(pk=row.pk).update(**values)


@pytest.mark.parametrize("values", [{"choice": "odd"}, {"choice": "park", "here_changed": ""}])
def test_the_database_refuses_a_verdict(lesson, values):
    row = make.VerdictFactory(insight=lesson)

    with pytest.raises(IntegrityError), transaction.atomic():
        Verdict.objects.filter(pk=row.pk).update(**values)


def test_the_mail_after_a_session_asks_the_other_side_for_what_has_no_verdict(room, lesson):
    session = make_session(room)
    judged = make.shared(room.partnership)
    make.VerdictFactory(insight=judged)
    make.InsightFactory(partnership=room.partnership)

    asked = {
        name: [part.link.about for part in parts(session, user, NOW)]
        for name, user in [("P", room.implementer(P)), ("T", room.implementer(T)),
                           ("facilitator", room.facilitator)]
    }  # fmt: skip

    assert asked == {"P": [lesson], "T": [], "facilitator": []}


def unmet(room):
    Partnership.objects.update(phase=Phase.CLOSING)
    return [need for need in phases.unmet(room.fresh(), Phase.CLOSED, now=NOW) if "verdict" in need]


def test_a_partnership_closes_with_a_reviewed_lesson_or_with_a_reason(room, lesson):
    without = unmet(room)
    CloseOut.objects.create(partnership=room.partnership, no_insight_reason="It ended in week two",
                            created_at=NOW, changed_at=NOW)  # fmt: skip
    with_reason = unmet(room)
    CloseOut.objects.update(no_insight_reason="")
    make.VerdictFactory(insight=lesson)

    assert (len(without), with_reason, unmet(room)) == (1, [], [])
