"""The pulse check at the true midpoint: six minutes, two talks, themes, and what is let travel."""

import datetime

from foundation.actor import actor
from partnerships import partnership_services
from partnerships.models import Phase
from pulse import answers, issues, questions, rounds, themes
from pulse.models import PulseForm, PulseIssue, PulseRound, PulseTheme, RoundState, TalkState
from pulse.models_issues import IssueKind, IssueState, Severity

from .room import P, Room, T

HOUR = datetime.timedelta(hours=1)


def open_round(room: Room, *, now: datetime.datetime) -> None:
    """The facilitator asks both sides."""
    rounds.open_round(partnership=room.fresh(), by=room.facilitator, now=now)


def _round(room) -> PulseRound:
    rows = PulseRound.objects.with_sides()
    return rows.get(partnership=room.partnership, state=RoundState.OPEN)


def answer(room: Room, *, now: datetime.datetime) -> None:
    """Some write for six minutes; nobody is asked why not."""
    round = _round(room)
    for entry in room.seats():
        who = entry.user.email
        if not room.likely(room.pair.who.forms, "form", who):
            continue
        with actor(entry.user):
            form = PulseForm.objects.get_or_create(
                round=round, person=entry.user, defaults={"side": entry.side}
            )[0]
            if not form.answered:
                answers.save(
                    form=form, said=_said(room, entry), talk=False, today=now.date(), by_link=True
                )


def _said(room, entry):
    who, said = entry.user.email, {}
    for question in questions.for_side(entry.side):
        if question.kind == questions.SCALE:
            high = room.likely(0.7, "rates", question.key, who)
            said[question.key] = answers.Said(rating="4" if high else "3")
    said["how"] = answers.Said(words="The month is short, and the hour and a half is worth it.")
    return said


def book(room: Room, *, side: str, at: datetime.datetime, now: datetime.datetime) -> None:
    """The facilitator offers one side its own half hour."""
    talk = _round(room).conversations.get(side=side)
    if talk.state == TalkState.TO_BOOK:
        rounds.book(
            talk=talk, starts_at=at, place="By phone", people=[room.lead(side)],
            by=room.facilitator, now=now,
        )  # fmt: skip


def talk(room: Room, *, side: str, now: datetime.datetime) -> None:
    """Hold it, word what was said, and show it to those who said it."""
    by = room.facilitator
    with actor(by):
        round = _round(room)
        rounds.held(talk=round.conversations.get(side=side), by=by, now=now)
        for of, about, text, promised in room.pair.themes:
            if of != side:
                continue
            theme = themes.draft(round=round, side=side, text=text, about=about, by=by, now=now)
            themes.send(theme=theme, by=by, now=now)
            if promised:
                on = (now + datetime.timedelta(days=30)).date()
                themes.promise(
                    theme=theme, words=promised, on=on, expected=theme.version, by=by, now=now
                )


def release(room: Room, *, now: datetime.datetime) -> None:
    """Everybody who answered or talked lets the themes of their side travel."""
    rows = PulseTheme.objects.filter(round__partnership=room.partnership, state="with_side")
    for theme in rows.order_by("created_at", "text"):
        for person in sorted(room.people.values(), key=lambda one: one.email):
            theme.refresh_from_db()
            with actor(person):
                if theme.state == "with_side" and person.pk in themes.respondents(theme):
                    themes.say_yes(theme=theme, person=person, named=True, sure=True, now=now)


def look_after(room: Room, *, now: datetime.datetime) -> None:
    """What was promised because of a theme gets a name and a day, and both sides read it."""
    by = room.facilitator
    with actor(by):
        round = _round(room)
        for theme in round.themes.exclude(promise="").order_by("created_at", "text"):
            issue = PulseIssue(
                round=round, kind=IssueKind.PROCESS, severity=Severity.HOLDS_BACK,
                change=theme.promise, due_on=theme.promise_on, owner=room.lead(T),
            )  # fmt: skip
            issues.write(issue=issue, source=theme, by=by, now=now)
            issues.move(issue=issue, new=IssueState.ACTING, by=by, now=now)
            issues.share(issue=issue, by=by, now=now)


def settle(room: Room, *, now: datetime.datetime) -> None:
    """A month later it is done."""
    by = room.facilitator
    with actor(by):
        rows = PulseIssue.objects.filter(round__partnership=room.partnership)
        for issue in rows.filter(state=IssueState.ACTING).order_by("created_at", "pk"):
            issues.move(issue=issue, new=IssueState.RESOLVED, by=by, now=now)


def go_on(room: Room, *, now: datetime.datetime) -> None:
    """Back to the monthly sessions, once both talks were held."""
    partnership = room.fresh()
    if partnership.phase == Phase.MIDPOINT:
        by = room.facilitator
        partnership_services.move_phase(partnership=partnership, new=Phase.ACTIVE, by=by, now=now)


def close_round(room: Room, *, now: datetime.datetime) -> None:
    """The window is over; only a tally leaves the room."""
    with actor(room.facilitator):
        rounds.close(round=_round(room), by=room.facilitator, now=now)


SIDES = (P, T)
