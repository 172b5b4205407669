"""After a session: one press, everything in one transaction, each person one mail."""

from datetime import date, timedelta

import pytest

from foundation.errors import AlreadyMoved, Refused
from notifications.models import Message, MessageKind
from sessions_app import actions, after, wrapup
from sessions_app.models import ActionState, ExitRating, SessionNote, SessionState
from tests.factories_around import BEGINS, P, T, decide, held, load, promise, room_of, wrap
from tests.factories_sessions import make_session
from tests.rivals import together

pytestmark = pytest.mark.django_db
NEXT_DAY = BEGINS + timedelta(hours=20)
CANARIES = ("ZQ-own-note", "ZQ-focus", "ZQ-action", "ZQ-decision", "ZQ-notes", "ZQ-outcome-free")


@pytest.fixture
def made():
    return room_of()


def given(**also):
    empty = {"notes": "", "own": "", "focus": "", "drifted": None, "came": set(), "spoke": set()}
    empty |= {"shifted": "", "stuck": ""}
    lists = {"updates": [], "decisions": [], "parked": [], "actions": [], "not_here": []}
    return {**empty, **lists, **also}


def test_one_press_sends_the_notes_once(made):
    room, session = made
    held(room, session)

    wrap(room, session)

    assert (session.state, session.notes_sent_at) == (SessionState.WRAPPED_UP, NEXT_DAY)
    assert session.notes_stand_on == date(2027, 3, 26)
    mails = Message.objects.filter(kind=MessageKind.AFTER)
    everybody = {entry.user_id for entry in room.people.values()}
    assert set(mails.values_list("person", flat=True)) == everybody
    assert set(mails.values_list("planned_for", flat=True)) == {BEGINS + timedelta(days=1)}
    assert all(mail.subject.startswith("By Friday 26 March:") for mail in mails)
    with pytest.raises(AlreadyMoved):
        wrapup.send(session, by=room.facilitator, now=NEXT_DAY)
    assert mails.count() == 4


def test_notes_need_somebody_who_came(made):
    room, session = made
    held(room, session)

    with pytest.raises(Refused):
        wrapup.send(session, by=room.facilitator, now=NEXT_DAY)

    session.refresh_from_db()
    assert (session.state, Message.objects.filter(kind=MessageKind.AFTER).count()) == (
        SessionState.HELD, 0,
    )  # fmt: skip


def test_notes_of_a_session_whose_clock_nobody_started_say_that_it_was_held(made):
    room, session = made

    wrap(room, session)

    assert session.state == SessionState.WRAPPED_UP


def test_before_it_begins_there_is_nothing_to_send(made):
    room, session = made

    with pytest.raises(AlreadyMoved):
        wrap(room, session, now=BEGINS - timedelta(minutes=1))


def test_the_page_is_kept_as_written(made):
    room, session = made
    held(room, session)
    old = decide(session, "Old words")
    gone = decide(session, "Taken out")
    lead = room.implementer(P)

    wrapup.keep(
        session,
        given(
            notes="We agreed.", own="Own.", focus="Objective 1.", drifted=False,
            decisions=[
                {"pk": old.pk, "text": "New words", "objective_id": None},
                {"pk": gone.pk, "text": "", "objective_id": None},
                {"pk": None, "text": "One more", "objective_id": None},
                {"pk": None, "text": "", "objective_id": None},
            ],
            actions=[
                {"pk": None, "text": "Book", "owner": lead, "due_on": None, "objective_id": None}
            ],
            parked=[{"pk": None, "text": "Pay", "destination": "next"}],
            updates=[{"pk": None, "words": "New board", "changes_plan": True}],
        ),
        expected=session.version, by=room.facilitator, now=NEXT_DAY,
    )  # fmt: skip

    assert sorted(session.decisions.values_list("text", flat=True)) == ["New words", "One more"]
    row = session.actions.get()
    assert (row.text, row.owner, row.side, row.due_on) == ("Book", lead, P, date(2027, 4, 1))
    assert session.parkeditems.values_list("text", "destination").get() == ("Pay", "next")
    assert session.contextupdates.values_list("words", "changes_plan").get() == ("New board", True)
    note = SessionNote.objects.get()
    assert (note.words, note.focus, note.drifted) == ("Own.", "Objective 1.", False)


def test_an_open_promise_of_an_earlier_session_is_carried_and_a_settled_one_is_not(made):
    room, session = made
    earlier = make_session(
        room, local_date=date(2027, 2, 18), kind="extra", state=SessionState.HELD
    )
    mine = {"due_on": date(2027, 3, 9)}
    stays = promise(earlier, room.implementer(P), **mine)
    done = promise(earlier, room.implementer(T), side=T, text="Done", **mine)
    actions.settle(done, ActionState.DONE, by=done.owner, now=BEGINS)
    later = promise(earlier, room.implementer(P), text="Later", due_on=date(2027, 5, 1))
    own = promise(session, room.implementer(P), text="New")

    wrap(room, held(room, session))

    for row, carried in [(stays, 1), (done, 0), (later, 0), (own, 0)]:
        row.refresh_from_db()
        assert row.carried == carried, row.text


def test_no_words_of_the_room_are_in_any_mail(made):
    room, session = made
    held(room, session)
    decide(session, "ZQ-decision")
    promise(session, room.implementer(P), text="ZQ-action")
    note = {"own": "ZQ-own-note", "focus": "ZQ-focus", "notes": "ZQ-notes"}
    session.attendance.update(came=True)
    wrapup.keep(
        session, given(**note, came=set(session.attendance.values_list("pk", flat=True))),
        expected=session.version, by=room.facilitator, now=NEXT_DAY,
    )  # fmt: skip

    wrapup.send(session, by=room.facilitator, now=NEXT_DAY)

    sent = "".join(f"{m.subject} {m.body} {m.links} {m.why}" for m in Message.objects.all())
    assert Message.objects.filter(kind=MessageKind.AFTER).count() == 4
    assert [canary for canary in CANARIES if canary in sent] == []
    assert "One thing you said you would do is open." in sent


def test_another_facilitators_note_is_not_gathered(made):
    room, session = made
    held(room, session)
    SessionNote.objects.create(
        session=session, created_by=room.lead, words="ZQ-own-note", shifted="ZQ-shifted",
        created_at=BEGINS, changed_at=BEGINS,
    )  # fmt: skip

    rows = wrapup.gather(session, room.facilitator)

    assert rows.of("note", "thought") == []
    assert [row.words for row in wrapup.gather(session, room.lead).of("note")] == ["ZQ-own-note"]


def test_anybody_of_both_sides_changes_the_notes_until_the_day_they_stand(made):
    room, session = made
    wrap(room, held(room, session))
    session = load(session)
    last = BEGINS.replace(day=27, hour=4, minute=59)  # 26 March, 11:59 pm Central
    session.notes = "Other words."

    wrapup.change_notes(session, expected=session.version, by=room.decider(P), now=last)

    assert load(session).notes == "Other words."
    with pytest.raises(Refused):
        wrapup.change_notes(
            session, expected=session.version, by=room.decider(P), now=last + timedelta(minutes=1)
        )


def test_ratings_are_taken_until_three_days_after_the_mail(made):
    room, session = made
    assert after.may_rate(session, BEGINS) is False
    wrap(room, held(room, session))
    closes = BEGINS + timedelta(days=4)

    assert after.may_rate(session, closes) is True
    assert after.may_rate(session, closes + timedelta(seconds=1)) is False
    seat = session.attendance.get(user=room.decider(P))
    after.rate(seat, applied=4, shared=None, line="", now=closes)
    after.rate(seat, applied=5, shared=3, line="More", now=closes)
    assert ExitRating.objects.values_list("applied", "shared", "line").get() == (5, 3, "More")


def test_done_is_said_once_and_taken_back(made):
    room, session = made
    row = promise(session, room.implementer(P))
    actions.settle(row, "done", by=row.owner, now=BEGINS, by_link=True)

    assert (row.state, row.done_at, row.by_link) == ("done", BEGINS, True)
    with pytest.raises(AlreadyMoved):
        actions.settle(row, "dropped", by=room.decider(P), now=BEGINS)
    actions.reopen(row, by=room.decider(P), now=BEGINS)
    assert (row.state, row.done_at) == ("open", None)
    with pytest.raises(Refused):
        actions.settle(row, "lost", by=row.owner, now=BEGINS)


@pytest.mark.django_db(transaction=True)
def test_six_presses_at_once_send_once(made):
    room, session = made
    held(room, session)
    session.attendance.update(came=True)

    results = together(6, lambda _n: wrapup.send(load(session), by=room.facilitator, now=NEXT_DAY))

    assert results.count(4) <= 1
    assert Message.objects.filter(kind=MessageKind.AFTER).count() == 4
