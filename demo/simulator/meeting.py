"""Kickoff and monthly sessions: dates, words before, the session itself, notes, what follows."""

import datetime
import uuid

from foundation.errors import AlreadyMoved
from sessions_app import (
    actions,
    adapting,
    after,
    agenda_services,
    catching,
    live,
    note_services,
    reflection,
    reminders,
    seats,
    series_services,
    wrapup,
)
from sessions_app.agenda_services import blocks_of
from sessions_app.models import (
    Action,
    ActionState,
    Adaptation,
    AgendaBlock,
    Attendance,
    BlockKind,
    Session,
    SessionKind,
)
from sessions_app.publish import publish_due

from .pairs import common
from .room import P, Room, T

MINUTE = datetime.timedelta(minutes=1)
KEYS = uuid.UUID("0f3c4a52-5c1e-4c5f-9a44-6f1f0c8d2b11")  # names the lines of a simulated session


def plan_kickoff(room: Room, *, now: datetime.datetime) -> None:
    """Set the day of the kickoff, in person at the partner's."""
    day = series_services.Date(room.calendar.kickoff, datetime.time(9, 30), room.pair.zone)
    series_services.plan_series(
        room.fresh(), [day], by=room.facilitator, now=now, kind=SessionKind.KICKOFF,
        mode=Session.Mode.IN_PERSON, place=room.pair.partner[0],
    )  # fmt: skip


def plan_series(room: Room, *, now: datetime.datetime) -> None:
    """Set all monthly dates at once; where it will break off, the next one only."""
    last = room.pair.at + 1 if room.pair.who.ends else room.pair.planned
    days = [
        series_services.Date(day, room.calendar.time, room.pair.zone)
        for day in room.calendar.sessions[:last]
    ]
    made = series_services.plan_series(
        room.fresh(), days, by=room.facilitator, now=now,
        join_url=f"https://meet.seedbed.example/{room.pair.key}",
    )  # fmt: skip
    for place, session in enumerate(made):  # the sides keep the time by turns
        session.timekeeper = room.lead(P if place % 2 else T)
        note_services.name_timekeeper(session, expected=1, by=room.facilitator, now=now)
        if place % 3 == 0:
            _give_everybody_a_turn(room, session, now)


def _give_everybody_a_turn(room, session, now):
    """Take five minutes of the group's work for a round."""
    group = next(block for block in blocks_of(session.agenda) if block.kind == BlockKind.GROUP)
    shorter = {group.pk: (group.minutes - 5, group.version)}
    agenda_services.set_minutes(session, shorter, by=room.facilitator, now=now)
    block = AgendaBlock(
        kind=BlockKind.ROUND, title="One thing each of us will try", minutes=5, purpose="apply",
        lead=room.facilitator, objective=group.objective,
    )  # fmt: skip
    agenda_services.add_block(session, block, by=room.facilitator, now=now)


def let_out(room: Room, *, now: datetime.datetime) -> None:
    """The planner's minute in which an agenda's date has come."""
    publish_due(now)


def reflect(room: Room, *, number: int, now: datetime.datetime) -> None:
    """The side that shares answers three questions, by the link in its mail."""
    if not room.likely(room.pair.who.reflects, "reflects", number):
        return
    session, person = room.session(number), room.lead(T)
    row = reflection.row_of(session, person, reflection.REFLECTION)
    if reflection.has_words(row):
        return
    said = dict(zip(reflection.FIELDS, room.pair.of("reflections", number), strict=True))
    hand = reflection.Hand(person, person, by_link=True)
    reflection.write(row, said, hand=hand, expected=row.version, now=now, done=True)


def update(room: Room, *, number: int, now: datetime.datetime) -> None:
    """The partner writes two lines of news."""
    if not room.likely(room.pair.who.updates, "updates", number):
        return
    session, person = room.session(number), room.lead(P)
    row = reflection.row_of(session, person, reflection.UPDATE)
    if reflection.has_words(row):
        return
    hand = reflection.Hand(person, person, by_link=True)
    said = {"words": room.pair.of("updates", number)}
    reflection.write(row, said, hand=hand, expected=row.version, now=now, done=True)


def ask_again(room: Room, *, number: int, now: datetime.datetime) -> None:
    """The facilitator looks at the words before a session and asks once more where they lack."""
    session = room.session(number)
    if room.pair.who.reflects and not session.reflections.exists():
        reminders.ask_now(session, now=now)


def say_who_comes(room: Room, *, number: int, now: datetime.datetime) -> None:
    """Some answer their invitation, nearly all with yes."""
    for seat in _seats(room.session(number)):
        who = seat.user.email
        if room.likely(room.pair.who.answers, "answers", number, who):
            yes = room.likely(0.93, "comes", number, who)
            given = Attendance.Answer.YES if yes else Attendance.Answer.NO
            series_services.answer(seat, given, now=now, by_link=True)


def _seats(session):
    rows = session.attendance.exclude(side=series_services.FACILITATION)
    return list(rows.select_related("user").order_by("user__email"))


def hold(room: Room, *, number: int, now: datetime.datetime) -> None:
    """Run the session by the clock, catch a decision, a promise, a lesson; end it."""
    session, by = room.session(number), room.facilitator
    live.start(session, by=by, now=now)
    seats.tick(session, **_came(room, session, number))
    blocks, at = blocks_of(session.agenda), now
    timed = number >= room.pair.at - 1  # who looks back sees minutes a block of the last ones
    for place, block in enumerate(blocks):
        if block.kind == "group":
            _catch(room, session, number, at + 10 * MINUTE)
        at += block.minutes * MINUTE
        if timed and place < len(blocks) - 1:
            live.go_on(session, leaving=block.pk, by=by, now=at)
    live.end(session, by=by, now=at)


def _catch(room, session, number, at):
    text, _because = room.pair.of("decisions", number)
    lines = [
        ("decision", text, {}),
        ("quote", room.pair.of("lessons", number), {"side": T}),
        *_promises(room, number),
    ]
    if room.likely(0.3, "parks", number):
        lines.append(("parked", common()["parked"][number % 2], {}))
    if room.likely(0.4, "not_here", number):
        lines.append(("not_here", common()["not_here"][number % 3][0], {"side": P}))
    for place, (kind, words, more) in enumerate(lines):
        key = uuid.uuid5(KEYS, f"{session.pk}:{place}")
        catching.keep(
            session, kind, words, key=key, by=room.facilitator, now=at + place * MINUTE, **more
        )


def _promises(room, number):
    who, text, _result = room.pair.of("promises", number)
    promised = [("action", text, {"owner": room.owner(who)})]
    if number == room.pair.at - 1:
        promised = [
            ("action", text, {"owner": room.owner(key), "due_on": _due(room, number, days)})
            for key, text, days in room.pair.still_open
        ] + promised
    return promised


def _due(room, number, days):
    """Return a date `days` after now in the play, i.e. shortly before the next session."""
    following = room.calendar.sessions[min(number, len(room.calendar.sessions) - 1)]
    return following - datetime.timedelta(days=room.pair.in_days - days)


def wrap_up(room: Room, *, number: int, now: datetime.datetime) -> None:
    """The facilitator ticks who came, writes three lines, adds why, and sends the notes."""
    session, by = room.session(number), room.facilitator
    gathered = wrapup.gather(session, by)
    given = {
        "notes": wrapup.first_words(session), "own": "", "focus": "", "drifted": None,
        **_came(room, session, number), "updates": [],
        "decisions": [
            {"pk": row.pk, "text": row.words, "because": room.pair.of("decisions", number)[1]}
            for row in gathered.of("decision")
        ],
        "parked": [], "actions": [], "not_here": _not_here(gathered), **_thoughts(room, number),
    }  # fmt: skip
    wrapup.keep(session, given, expected=session.version, by=by, now=now)
    session = room.session(number)
    wrapup.send(session, by=by, now=now)


def _not_here(gathered):
    """Say of each idea that was caught what stands in the way and what it would take."""
    known = {idea: rest for idea, *rest in common()["not_here"]}
    return [
        {
            "pk": row.pk, "idea": row.words, "side": row.word,
            **dict(zip(("barrier", "kind", "condition"), known[row.words], strict=True)),
        }
        for row in gathered.of("not_here")
        if row.words in known
    ]  # fmt: skip


def _thoughts(room, number):
    said = common()["thoughts"][number % 2] if room.likely(0.5, "thoughts", number) else ("", "")
    names = {"p": room.pair.partner[1], "t": room.pair.thought_partner[1]}
    return {
        key: words.format(**names) for key, words in zip(("shifted", "stuck"), said, strict=True)
    }


def note_kickoff(room: Room, *, now: datetime.datetime) -> None:
    """The facilitator sends the notes of the kickoff, which ran without the clock."""
    session, by = room.session(0), room.facilitator
    given = {
        "notes": "We met at the partner’s, wrote the goal and drew the map.", "own": "",
        "focus": "", "drifted": None, **_came(room, session, 0), "updates": [],
        "decisions": [], "parked": [], "actions": [], "not_here": [], "shifted": "", "stuck": "",
    }  # fmt: skip
    wrapup.keep(session, given, expected=session.version, by=by, now=now)
    wrapup.send(room.session(0), by=by, now=now)


def _came(room, session, number):
    came, spoke = set(), set()
    for seat in session.attendance.select_related("user").order_by("user__email"):
        who = seat.user.email
        if seat.side == series_services.FACILITATION or room.likely(0.9, "came", number, who):
            came.add(seat.pk)
            if room.likely(0.8, "spoke", number, who):
                spoke.add(seat.pk)
    return {"came": came, "spoke": spoke}


def rate(room: Room, *, number: int, now: datetime.datetime) -> None:
    """Some say in two taps how it was, by the link in their mail."""
    session = room.session(number)
    if not after.may_rate(session, now):
        return
    for seat in _seats(session):
        who = seat.user.email
        if seat.came and room.likely(room.pair.who.rates, "rates", number, who):
            good = 5 if room.likely(0.5, "applied", number, who) else 4
            line = common()["ratings"][len(who) % len(common()["ratings"])]
            after.rate(seat, applied=good, shared=4, line=line, now=now, by_link=True)


def adapt(room: Room, *, number: int, now: datetime.datetime) -> None:
    """Now and then the side that applies writes down what it changed of a method."""
    if not room.likely(0.3, "adapts", number):
        return
    said = common()["adaptations"][number % 2]
    words = dict(zip(adapting.FIELDS[Adaptation], said, strict=True))
    row = Adaptation(session=room.session(number), side=P, **words)
    adapting.add(row, by=room.lead(P), now=now)


def keep_promises(room: Room, *, number: int, now: datetime.datetime) -> None:
    """Before session `number` some report what they promised, by the link in their mail."""
    results = {text: result for _who, text, result in room.pair.promises}
    rows = Action.objects.filter(partnership=room.partnership, state=ActionState.OPEN)
    for row in rows.select_related("owner").order_by("due_on", "created_at", "text"):
        kept = row.text in results and room.likely(room.pair.who.keeps, "keeps", row.text)
        if not kept:
            continue
        try:
            actions.settle(
                row, ActionState.DONE, result=results[row.text], by=row.owner, now=now,
                by_link=True,
            )  # fmt: skip
        except AlreadyMoved:
            continue


def call_off(room: Room, *, because: str, now: datetime.datetime) -> None:
    """The facilitator calls off what is still planned."""
    rows = Session.objects.filter(partnership=room.partnership).to_come(now)
    for session in list(rows):
        series_services.cancel(session, because=because, by=room.facilitator, now=now)
