"""Issues: noted by reference, acted on, shared back as what will change, settled (domain 0.75)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from foundation.errors import AlreadyMoved, Refused, Stale
from foundation.models import Transition
from partnerships.models import Partnership
from pulse import asks, issues, released, rounds
from pulse.models import PulseChange, PulseIssue
from pulse.models_issues import IssueState
from tests.factories import NOW
from tests.factories_issues import DUE, acting, make_issue, of, shared_back
from tests.factories_pulse import P, T, answer, make_round, make_theme, talks_held

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def held():
    room, made = make_round()
    return room, made


def test_it_points_to_a_theme_or_to_the_notes_and_copies_nothing(held):
    room, made = held
    answer(made, room.implementer(P), we_gain="4")
    theme = make_theme(made, text="ZQ-theme")
    note = rounds.note_of(made, T, now=NOW)
    note.words = "ZQ-note"
    note.save()

    one, other = make_issue(made, source=theme), make_issue(made, source=T)

    assert (one.theme, one.note, one.side) == (theme, None, P)
    assert (other.theme, other.note, other.side) == (None, note, T)
    assert "ZQ" not in str(list(PulseIssue.objects.values())) + str(
        list(PulseChange.objects.values())
    )


def test_the_way_of_an_issue_with_its_history(held):
    _room, made = held
    issue = make_issue(made)
    steps = (IssueState.ACTING, IssueState.RESOLVED)
    for new in steps:
        issues.move(issue=issue, new=new, by=made.holder, now=NOW)

    issue.refresh_from_db()
    assert (issue.state, issue.settled_on) == ("resolved", NOW.date())
    history = Transition.objects.about(issue).order_by("at", "pk")
    assert {(row.old, row.new, row.by_id) for row in history} == {
        ("open", "acting", made.holder.pk), ("acting", "resolved", made.holder.pk),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "new"),
    [("open", "resolved"), ("open", "accepted"), ("acting", "open"), ("resolved", "acting"),
     ("accepted", "resolved"), ("open", ""), ("open", "nonsense")],
)  # fmt: skip
def test_no_other_way(held, before, new):
    _room, made = held
    issue = make_issue(made)
    settled = {"settled_on": NOW.date()} if before in ("resolved", "accepted") else {}
    PulseIssue.objects.filter(pk=issue.pk).update(state=before, **settled)

    with pytest.raises(AlreadyMoved):
        issues.move(issue=issue, new=new, by=made.holder, now=NOW)


@pytest.mark.parametrize("gap", [{"change": ""}, {"owner": None}, {"due_on": None}])
def test_nobody_acts_without_who_what_and_by_when(held, gap):
    _room, made = held
    issue = make_issue(made, **gap)
    with pytest.raises(Refused):
        issues.move(issue=issue, new=IssueState.ACTING, by=made.holder, now=NOW)

    running = acting(made)
    for name, value in gap.items():
        setattr(running, name, value)
    with pytest.raises(Refused):
        issues.revise(issue=running, expected=running.version, by=made.holder, now=NOW)


def test_the_database_holds_what_the_services_promise(held):
    _room, made = held
    issue = make_issue(made)
    for wrong in ({"severity": 4}, {"kind": "mood"}, {"note": None}, {"state": "resolved"},
                  {"state": "acting", "change": ""}, {"settled_on": NOW.date()}):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            PulseIssue.objects.filter(pk=issue.pk).update(**wrong)


def test_it_is_shared_back_once_and_only_after_both_talks(held):
    _room, made = held
    talks_held(made, P)
    issue = make_issue(made)
    with pytest.raises(Refused, match="who does what by when"):
        issues.share(issue=issue, by=made.holder, now=NOW)
    issues.move(issue=issue, new=IssueState.ACTING, by=made.holder, now=NOW)
    with pytest.raises(Refused, match="Both talks come first"):
        issues.share(issue=issue, by=made.holder, now=NOW)
    talks_held(made)

    issues.share(issue=issue, by=made.holder, now=NOW)

    with pytest.raises(AlreadyMoved):
        issues.share(issue=issue, by=made.holder, now=NOW)
    assert PulseChange.objects.count() == 1


def test_what_both_sides_read_follows_the_issue_and_holds_no_more(held):
    room, made = held
    told = shared_back(made, severity=3)
    issue = told.issue
    issue.change, issue.owner, issue.due_on = "We end on time", room.decider(T), DUE + DAY
    issues.revise(issue=issue, expected=issue.version, by=made.holder, now=NOW)
    issues.move(issue=issue, new=IssueState.ACCEPTED, by=made.holder, now=NOW)

    rows = released.with_changes(Partnership.objects.filter(pk=room.partnership.pk))
    found = released.changes(rows.get())

    assert found == [
        released.Change(
            "We end on time", room.decider(T).name, DUE + DAY, "accepted", NOW.date()
        )
    ]  # fmt: skip
    assert {f.name for f in PulseChange._meta.fields} == {
        "id", "issue", "partnership", "change", "owner", "due_on", "state", "settled_on",
        "shared_at",
    }  # fmt: skip


def test_what_is_under_way_is_told_before_what_is_settled(held):
    room, made = held
    for number in range(4):
        told = shared_back(made, change=f"Change {number}", due_on=DUE - number * DAY)
    issues.move(issue=told.issue, new=IssueState.RESOLVED, by=made.holder, now=NOW)
    rows = released.with_changes(Partnership.objects.filter(pk=room.partnership.pk))

    found = released.changes(rows.get())

    assert [row.text for row in found] == ["Change 2", "Change 1", "Change 0", "Change 3"]


def test_a_settled_issue_stays_as_it_was_and_no_save_overwrites_another(held):
    _room, made = held
    issue = acting(made)
    issue.change = "Mine"
    issues.revise(issue=issue, expected=1, by=made.holder, now=NOW)
    with pytest.raises(Stale):
        issues.revise(issue=issue, expected=1, by=made.holder, now=NOW)
    issues.move(issue=issue, new=IssueState.RESOLVED, by=made.holder, now=NOW)
    with pytest.raises(Refused, match="settled"):
        issues.revise(issue=issue, expected=2, by=made.holder, now=NOW)


def sentences(room, now):
    return [ask.sentence for ask in asks.for_holder(room.holder, now) if "midpoint" in ask.sentence
            and "booked" not in ask.sentence]  # fmt: skip


SERIOUS = "Something serious from the midpoint talks waits for a first step."
LATE = "What was to change after the midpoint is past its date."


def test_today_says_once_what_is_past_its_date(held):
    room, made = held
    issue = acting(made, severity=3)  # somebody acts on it: it is not idle
    other = acting(made)

    assert sentences(room, NOW + 20 * DAY) == []
    assert sentences(room, NOW + 21 * DAY) == [LATE]
    for row in (issue, other):
        issues.move(issue=row, new=IssueState.RESOLVED, by=made.holder, now=NOW)
    assert sentences(room, NOW + 40 * DAY) == []


def test_today_says_after_three_days_that_something_serious_is_untouched(held):
    room, made = held
    issue = make_issue(made, severity=3, due_on=None)
    make_issue(made, severity=2, due_on=None)

    assert sentences(room, NOW + 3 * DAY - timedelta(minutes=1)) == []
    assert sentences(room, NOW + 3 * DAY) == [SERIOUS]
    issue.due_on = DUE
    issues.revise(issue=issue, expected=1, by=made.holder, now=NOW + 3 * DAY)
    assert sentences(room, NOW + 3 * DAY) == []
    assert of(made).serious_since == NOW + 3 * DAY
    issues.move(issue=issue, new=IssueState.ACTING, by=made.holder, now=NOW + 4 * DAY)
    assert of(made).serious_since is None


def test_where_the_facilitator_is_of_a_side_the_neutral_person_is_asked():
    room, made = make_round(internal=True)
    make_issue(made, severity=3)

    assert sentences(room, NOW + 4 * DAY) == [SERIOUS]
    facilitator = [ask.sentence for ask in asks.for_holder(room.facilitator, NOW + 4 * DAY)]
    assert SERIOUS not in facilitator
    assert list(PulseIssue.objects.visible_to(room.facilitator)) == []
    assert PulseIssue.objects.visible_to(room.holder).count() == 1


def test_nobody_but_the_holder_sees_an_issue(held):
    room, made = held
    told = shared_back(made, owner=room.decider(T))
    others = [room.decider(T), room.implementer(P), room.lead, room.officer]

    assert [who for who in others if PulseIssue.objects.visible_to(who).exists()] == []
    assert [PulseChange.objects.visible_to(who).count() for who in others] == [1, 1, 1, 0]
    assert PulseIssue.objects.visible_to(room.facilitator).get() == told.issue
