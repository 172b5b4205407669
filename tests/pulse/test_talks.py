"""Talks that nobody booked, checks that end, and what the other side reads before its own talk."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from foundation.errors import Refused
from notifications import ics
from notifications.models import Message
from partnerships import phases
from partnerships.models import Phase
from pulse import page, rounds, themes
from tests.factories import NOW
from tests.factories_pulse import P, T, answer, make_round, make_theme, release, talks_held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def test_a_talk_nobody_booked_gives_those_who_were_there_a_voice(enter):
    room, made = make_round()
    client = enter(room.facilitator)
    address = reverse("pulse:held", args=[made.pk, T])

    nobody = client.post(address, {"who": ["somebody else"]})
    there = client.post(address, {"who": [str(room.decider(T).pk)]})

    assert (nobody.status_code, there.status_code) == (422, 302)
    assert made.conversations.get(side=T).people.count() == 1
    theme = make_theme(made, side=T)
    assert themes.respondents(theme) == {room.decider(T).pk}


def test_who_was_invited_and_did_not_come_has_no_voice():
    room, made = make_round()
    talk = made.conversations.get(side=P)
    day = NOW + datetime.timedelta(days=2)
    people = [room.implementer(P), room.decider(P)]
    rounds.book(talk=talk, starts_at=day, place="", people=people, by=room.facilitator, now=NOW)
    Message.objects.update(state="sent", sent_at=NOW)

    rounds.held(talk=talk, people=people[:1], by=room.facilitator, now=NOW)

    talk.refresh_from_db()
    assert (talk.state, talk.starts_at, list(talk.people.all())) == ("held", NOW, people[:1])
    called_off = Message.objects.filter(kind="cancellation").values_list("person", flat=True)
    assert set(called_off) == {person.pk for person in people}


def test_who_is_out_of_a_talk_is_told_that_it_goes_on_and_all_that_it_is_off():
    room, made = make_round()
    talk = made.conversations.get(side=P)
    day = NOW + datetime.timedelta(days=2)
    people = [room.implementer(P), room.decider(P)]
    also = {"starts_at": day, "place": "", "by": room.facilitator, "now": NOW}
    rounds.book(talk=talk, people=people, **also)
    Message.objects.update(state="sent", sent_at=NOW)
    rounds.book(talk=talk, people=people[:1], **also)
    off = Message.objects.filter(kind="cancellation")

    assert [mail.body.split(". ")[0] for mail in off.filter(person=people[1])] == [
        "The talk of Lakeview takes place without you"
    ]
    rounds.held(talk=talk, people=people[:1], by=room.facilitator, now=NOW)
    (mail,) = off.filter(person=people[0])
    assert mail.subject.startswith("Called off: the half hour on ")
    assert "does not take place. Your calendar" in mail.body


def test_what_is_booked_again_after_a_no_is_a_new_entry_in_calendars():
    room, made = make_round()
    talk, person = made.conversations.get(side=P), room.implementer(P)
    also = {"people": [person], "place": "", "by": room.facilitator, "now": NOW}
    days = [NOW + datetime.timedelta(days=day) for day in (2, 3, 4)]
    rounds.book(talk=talk, starts_at=days[0], **also)
    Message.objects.update(state="sent", sent_at=NOW)
    rounds.declined(talk=talk, why="Busy.", by=room.facilitator, now=NOW)

    rounds.book(talk=talk, starts_at=days[1], **also)
    rounds.book(talk=talk, starts_at=days[2], **also)

    rows = Message.objects.filter(person=person).exclude(state="superseded")
    told = [(row.calendar_method, ics.uids(row.calendar_text)) for row in rows.order_by("key")]
    first, again = f"pulse-{talk.pk}@seedbed", f"pulse-{talk.pk}-1@seedbed"
    assert told == [("CANCEL", [first]), ("REQUEST", [first]), ("REQUEST", [again])]


def test_what_was_booked_again_and_not_told_yet_is_called_off_in_no_mail():
    room, made = make_round()
    talk, person = made.conversations.get(side=P), room.implementer(P)
    also = {"people": [person], "place": "", "by": room.facilitator, "now": NOW}
    rounds.book(talk=talk, starts_at=NOW + datetime.timedelta(days=2), **also)
    Message.objects.update(state="sent", sent_at=NOW)
    rounds.declined(talk=talk, why="Busy.", by=room.facilitator, now=NOW)
    Message.objects.filter(state="queued").update(state="sent", sent_at=NOW)

    rounds.book(talk=talk, starts_at=NOW + datetime.timedelta(days=3), **also)
    rounds.declined(talk=talk, why="Busy.", by=room.facilitator, now=NOW)

    assert Message.objects.filter(person=person, state="queued").count() == 0


def test_a_check_does_not_close_while_a_talk_is_open_and_the_page_says_so(enter):
    room, made = make_round()
    talks_held(made, P)
    client = enter(room.facilitator)

    with pytest.raises(Refused, match="the talk with Beacon was held"):
        rounds.close(round=made, by=room.facilitator, now=NOW)
    page = client.get(made.get_absolute_url()).text
    assert "held or is not needed: Beacon." in page
    assert reverse("pulse:close", args=[made.pk]) not in page

    rounds.declined(talk=made.conversations.get(side=T), why="Busy.", by=room.facilitator, now=NOW)
    assert reverse("pulse:close", args=[made.pk]) in client.get(made.get_absolute_url()).text
    client.post(reverse("pulse:close", args=[made.pk]))
    assert phases.unmet(room.fresh(), Phase.ACTIVE, now=NOW) == []


def test_the_other_side_reads_a_theme_only_once_both_talks_are_over(enter):
    room, made = make_round()
    answer(made, room.implementer(P), we_gain="2")
    release(make_theme(made, text="ZQ-theme"), room.implementer(P))
    talks_held(made, P)
    people = (room.decider(P), room.decider(T), room.lead)

    def reads():
        return ["ZQ-theme" in enter(who).get(made.get_absolute_url()).text for who in people]

    assert reads() == [True, False, False]
    holder = enter(room.facilitator).get(made.get_absolute_url()).text
    assert "Let travel. Beacon reads it once both talks are over." in holder
    talks_held(made)
    assert reads() == [True, True, True]
    assert "Seen by both sides." in enter(room.facilitator).get(made.get_absolute_url()).text


def test_after_the_window_the_other_side_waits_no_longer(enter, monkeypatch):
    room, made = make_round()
    answer(made, room.implementer(P), we_gain="2")
    release(make_theme(made, text="ZQ-theme"), room.implementer(P))
    later = NOW + (made.closes_on - NOW.date()) + datetime.timedelta(days=1)
    monkeypatch.setattr("foundation.clock.now", lambda: later)

    assert "ZQ-theme" in enter(room.decider(T)).get(made.get_absolute_url()).text


def test_who_said_yes_is_not_asked_again_and_can_still_say_no(enter):
    room, made = make_round()
    for person in (room.implementer(P), room.decider(P)):
        answer(made, person, we_gain="2")
    theme = make_theme(made)
    release(theme, room.implementer(P))

    client = enter(room.implementer(P))
    page = client.get(made.get_absolute_url())
    own = client.get(theme.get_absolute_url()).text
    other = enter(room.decider(P)).get(made.get_absolute_url())

    assert (page.context["themes"], page.context["agreed"]) == ([], [theme])
    assert (other.context["themes"], other.context["agreed"]) == ([theme], [])
    assert "Your yes is in" in own
    assert "Keep it here" in own
    assert reverse("pulse:theme_yes", args=[theme.pk]) not in own


def test_words_that_come_after_the_window_stand_on_the_page(enter, monkeypatch):
    room, made = make_round()
    later = NOW + (made.closes_on - NOW.date()) + datetime.timedelta(days=1)
    monkeypatch.setattr("foundation.clock.now", lambda: later)
    client = enter(room.implementer(P))

    sent = client.post(
        reverse("pulse:answer", args=[made.pk]), {"w_how": "ZQ-late words", "c_how": "alone"}
    )

    assert "The window closed while you were writing" in sent.text
    assert "ZQ-late words" in sent.text
    assert made.forms.count() == 0


def test_what_should_go_no_further_has_no_reader_to_choose(enter):
    room, made = make_round()
    client = enter(room.implementer(P))
    address = reverse("pulse:answer", args=[made.pk])

    client.post(address, {"w_no_further": "ZQ-only", "c_no_further": "named"})

    kept = made.forms.get().answers.get()
    assert (kept.question, kept.words, kept.consent) == ("no_further", "ZQ-only", "alone")
    assert "c_no_further" not in client.get(address).text


def test_notes_are_saved_while_the_talk_goes_on(enter):
    room, made = make_round()
    client = enter(room.facilitator)
    address = reverse("pulse:notes", args=[made.pk, P])
    version = client.get(address).context["form"]["version"].value() or 1
    saves = {"X-Autosave": "1"}

    first = client.post(address, {"words": "ZQ-half", "version": version}, headers=saves)
    after = first.headers["X-Version"]
    second = client.post(address, {"words": "ZQ-whole", "version": after}, headers=saves)
    late = client.post(address, {"words": "ZQ-other page", "version": after}, headers=saves)

    assert (first.status_code, first.text[:6], second.status_code) == (200, "Saved ", 200)
    assert (late.status_code, late.text[:10]) == (409, "Not saved:")
    assert made.notes.get().words == "ZQ-whole"
    assert f'data-autosave="{address}"' in client.get(address).text


def test_a_half_hour_that_has_passed_or_meets_the_other_one_is_said_beside_its_field(enter):
    room, made = make_round()
    client, address = enter(room.facilitator), reverse("pulse:book", args=[made.pk, P])
    other = made.conversations.get(side=T)
    other.round = made
    day = NOW + datetime.timedelta(days=1)
    people = [room.implementer(T)]
    rounds.book(talk=other, starts_at=day, place="", people=people, by=room.facilitator, now=NOW)
    said = {"who": str(room.implementer(P).pk), "place": "I call you"}

    for when, why in (
        (NOW - datetime.timedelta(days=1), "a time to come"),
        (day, "other side’s half hour"),
    ):
        typed = f"{timezone.localtime(when, room.facilitator.time_zone):%Y-%m-%dT%H:%M}"
        answer = client.post(address, {**said, "other": typed})
        assert why in answer.context["form"].errors["other"][0]
        assert 'value="I call you"' in answer.text
    assert made.conversations.get(side=P).starts_at is None


def test_where_one_side_said_no_the_other_talk_alone_has_its_day(enter):
    room, made = make_round()
    talks = {talk.side: talk for talk in made.conversations.all()}
    for talk in talks.values():
        talk.round = made
    people = [room.implementer(T)]
    by, day = room.facilitator, NOW + datetime.timedelta(days=1)
    rounds.declined(talk=talks[P], why="", by=by, now=NOW)
    rounds.book(talk=talks[T], starts_at=day, place="", people=people, by=by, now=NOW)

    page = enter(by).get(made.get_absolute_url()).text

    assert "The talk with Beacon has its day." in page


def test_the_way_on_asks_for_the_talks_of_the_latest_check():
    room, made = make_round()
    rounds.close(round=talks_held(made), by=room.facilitator, now=NOW)
    assert phases.unmet(room.fresh(), Phase.ACTIVE, now=NOW) == []

    second = rounds.open_round(partnership=room.fresh(), by=room.facilitator, now=NOW)

    assert len(phases.unmet(room.fresh(), Phase.ACTIVE, now=NOW)) == 2
    talks_held(second, P)
    assert phases.unmet(room.fresh(), Phase.ACTIVE, now=NOW) == [
        "The midpoint talk with Beacon is held, or Beacon says that it needs none."
    ]


def test_a_middling_measure_says_what_to_ask_in_the_talk():
    said = [page._responsive(mean) for mean in (4.5, 3.4, 2.0)]

    assert said == [
        "The sessions answer what they need now: a strength.",
        "The sessions answer only part of what they need now: ask in the talk what is missing.",
        "The sessions do not answer what they need now: agree in the talk on what changes.",
    ]


def test_booking_says_that_one_time_is_needed_and_calls_neither_way_optional(enter):
    room, made = make_round()
    client, address = enter(room.facilitator), reverse("pulse:book", args=[made.pk, P])

    drawn = client.get(address).text

    assert "One time is needed: choose one of these, or write another below." in drawn
    before_people = drawn[drawn.index("A time") : drawn.index("Who comes")]
    assert "(if you like)" not in before_people
    assert "(if you like)" in drawn
