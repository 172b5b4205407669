"""What the pages of a check say before, between and after its talks, and once it is over."""

import datetime
from contextlib import nullcontext
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from foundation.errors import Refused
from pulse import asks, rounds, themes
from sessions_app import series_services
from sessions_app.chosen import Date
from tests.factories import NOW
from tests.factories_pulse import P, T, answer, make_round, make_theme, release, talks_held
from tests.factories_sessions import make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
UTC = "UTC"
ASKED = "How is it going, and what should change?"


def test_no_talk_is_booked_into_a_session_of_both_sides(enter):
    room, made = make_round()
    day = NOW + datetime.timedelta(days=1)
    make_session(room, starts_at=day)
    typed = f"{timezone.localtime(day, room.facilitator.time_zone):%Y-%m-%dT%H:%M}"
    said = {"who": str(room.implementer(P).pk), "other": typed}

    page = enter(room.facilitator).post(reverse("pulse:book", args=[made.pk, P]), said)

    assert page.status_code == 422
    assert "sit in a session then" in page.context["form"].errors["other"][0]
    assert made.conversations.get(side=P).starts_at is None


@pytest.mark.parametrize(
    ("minutes", "refused"), [(-89, True), (29, True), (-90, False), (30, False)]
)
def test_no_session_is_set_or_moved_over_a_talk(minutes, refused):
    room, made = make_round()
    day = NOW + datetime.timedelta(days=1)
    made.conversations.filter(side=P).update(state="booked", starts_at=day)
    at = timezone.localtime(day + datetime.timedelta(minutes=minutes), ZoneInfo(UTC))
    date, how = Date(at.date(), at.time(), UTC), {"by": room.facilitator, "now": NOW}
    session = make_session(room, starts_at=NOW + datetime.timedelta(days=20))

    for change in (
        lambda: series_services.plan_series(room.fresh(), [date], kind="extra", **how),
        lambda: series_services.reschedule(session, date, because="A holiday", **how),
    ):
        with pytest.raises(Refused, match="in a midpoint talk then") if refused else nullcontext():
            change()
        room.partnership.sessions.exclude(pk=session.pk).update(state="cancelled")


def test_after_a_talk_noted_from_today_come_its_notes_and_then_the_themes(enter):
    room, made = make_round()
    steers = enter(room.facilitator)
    there = {"who": [str(room.decider(T).pk)]}

    noted = steers.post(reverse("pulse:held", args=[made.pk, T]) + "?next=/", there)
    notes = noted.headers["Location"]
    kept = steers.post(notes, {"words": "They said it."}, headers={"Referer": notes})

    assert notes.startswith(reverse("pulse:notes", args=[made.pk, T]))
    assert kept.headers["Location"] == made.get_absolute_url()


@pytest.mark.parametrize(("held", "says"), [((T,), "as soon as both talks"), ((), "reads it now")])
def test_a_yes_says_when_the_other_side_reads_it(enter, held, says):
    room, made = make_round()
    answer(made, room.decider(P), how=("", "Fine"))
    talks_held(made, *held)
    theme = make_theme(made)
    press = reverse("pulse:theme_yes", args=[theme.pk])

    page = enter(room.decider(P)).post(press, {"yes": "on", "sure": "on", "version": 1})

    assert page.status_code == 302
    theme.refresh_from_db()
    assert theme.state == "released"
    assert says in enter(room.decider(P)).get(made.get_absolute_url()).text


def test_a_side_that_has_had_its_talk_is_not_asked_for_what_comes_before_it(enter):
    room, made = make_round()
    reads, address = enter(room.decider(P)), made.get_absolute_url()
    assert ASKED in reads.get(address).text

    talks_held(made, P)
    page = reads.get(address).text
    assert ASKED not in page
    assert "Your side has had its talk." in page
    assert "talks with each side for half an hour" in page, "the other one is still to come"

    talk = made.conversations.get(side=T)
    rounds.declined(talk=talk, why="No time", by=room.facilitator, now=NOW)
    page = reads.get(address).text
    assert "The midpoint talks are over" in page
    assert "heard" not in page, "one side said no, which the other does not read"


def test_a_check_that_ended_with_its_partnership_promises_nothing(enter):
    room, made = make_round()
    rounds.end(round=made, by=room.facilitator, now=NOW)
    reads = enter(room.decider(P))

    page = reads.get(made.get_absolute_url()).text
    assert "The check is over" in page
    assert "ended before both talks were noted" in page
    assert "Nothing so far." in page
    form = reads.get(reverse("pulse:answer", args=[made.pk])).text
    assert "The window has closed" in form
    assert "until" not in form[form.index("<h1") : form.index("The window has closed")]


def test_a_middle_that_has_passed_was():
    room, _none = make_round(open_=False)
    (ask,) = asks.for_holder(room.facilitator, NOW)
    assert ask.why.startswith("The middle is ")
    later = NOW + datetime.timedelta(days=1)
    (ask,) = asks.for_holder(room.facilitator, later)
    assert ask.why.startswith("The middle was ")


def test_what_it_is_worth_is_asked_for_no_change(enter):
    room, made = make_round()
    answer(made, room.decider(P), how=("", "Fine"))
    made = talks_held(made)
    for about in ("change", "value"):
        release(make_theme(made, text=about, about=about), room.decider(P))

    page = enter(room.facilitator).get(made.get_absolute_url()).text

    assert page.count("Say what will change") == 1


def test_other_words_stand_on_the_holders_today_until_they_are_answered(enter):
    room, made = make_round(internal=True)
    answer(made, room.decider(P), how=("", "Fine"))
    made = talks_held(made)
    first, second = make_theme(made, text="First"), make_theme(made, text="Second")

    def told(person=room.holder):
        return [a.url for a in asks.for_holder(person, NOW) if a.button == "Read their words"]

    assert told() == []
    for theme in (first, second):
        themes.ask_for_other_words(theme=theme, words="Rather so.", now=NOW)
    assert told() == [made.get_absolute_url()]
    assert told(room.facilitator) == [], "who steers and does not hear the sides"
    assert enter(room.holder).get(told()[0]).status_code == 200

    by = room.holder
    first.refresh_from_db()
    said = {"text": "So.", "about": "change", "expected": first.version, "by": by, "now": NOW}
    themes.reword(theme=first, **said)
    assert len(told()) == 1, "the other one waits still"
    second.refresh_from_db()
    themes.send(theme=second, by=by, now=NOW)
    assert told() == []
