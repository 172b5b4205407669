"""What happens to a check when people leave, and when the partnership ends or is paused."""

import datetime

import pytest
from django.urls import reverse

from accounts import services
from foundation.errors import Refused
from notifications import delivery, planner, rules
from notifications.models import Message
from partnerships import partnership_services, roster_services
from pulse import asks, rounds
from pulse.forms import BookForm
from pulse.models import PulseForm, PulseRound, PulseTally
from tests.factories import NOW
from tests.factories_pulse import P, T, answer, make_round, make_theme, release, talks_held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


def talk_of(made, side=P):
    talk = made.conversations.get(side=side)
    talk.round = made
    return talk


def book(made, people, *, side=P, days=2, now=NOW):
    """Book the talk of a side with `people`, as the page does."""
    rounds.book(
        talk=talk_of(made, side), starts_at=NOW + days * DAY, place="I call you", people=people,
        by=made.holder, now=now,
    )  # fmt: skip


def delivered():
    Message.objects.filter(state="queued").update(state="sent", sent_at=NOW)


def waiting(person):
    rows = Message.objects.filter(person=person, key__startswith="pulse:", state="queued")
    return list(rows.values_list("kind", flat=True))


def test_who_is_out_is_told_even_where_the_talk_moves_again_before_the_mail_went():
    room, made = make_round()
    stays, out = room.decider(P), room.implementer(P)
    book(made, [stays, out])
    delivered()

    book(made, [stays], days=3, now=NOW + HOUR)
    book(made, [stays], days=4, now=NOW + HOUR)

    assert (waiting(out), waiting(stays)) == (["cancellation"], ["invitation"])


def test_who_heard_of_no_talk_is_told_of_none():
    room, made = make_round()
    stays, out = room.decider(P), room.implementer(P)
    book(made, [stays, out])

    book(made, [stays], days=3, now=NOW + HOUR)

    assert (waiting(out), waiting(stays)) == ([], ["invitation"])


def test_each_calendar_mail_comes_after_the_one_before():
    room, made = make_round()
    people = [room.decider(P)]
    book(made, people)
    delivered()
    rounds.declined(talk=talk_of(made), why="", by=made.holder, now=NOW)
    delivered()
    book(made, people, days=3)

    said = {
        (int(row.calendar_text.split("SEQUENCE:")[1].split()[0]), row.kind)
        for row in Message.objects.filter(key__contains=":talk:")
    }
    assert said == {(0, "invitation"), (1, "cancellation"), (2, "invitation")}


@pytest.mark.parametrize("how", ["off the roster", "for good"])
def test_who_leaves_is_out_of_the_talk_and_told(how):
    room, made = make_round()
    stays, leaves = room.decider(P), room.implementer(P)
    book(made, [stays, leaves])
    delivered()

    if how == "for good":
        services.deactivate(leaves, None, NOW + HOUR)
    else:
        entry = room.people[P, "implementer"]
        roster_services.remove_person(entry, by=stays, now=NOW + HOUR)

    talk = talk_of(made)
    assert (talk.state, list(talk.people.all())) == ("booked", [stays])
    assert (waiting(leaves), waiting(stays)) == (["cancellation"], [])
    assert "takes place without you" in Message.objects.get(kind="cancellation").body


def test_a_talk_with_nobody_left_is_to_book_again_and_the_holder_is_asked():
    room, made = make_round()
    leaves = room.implementer(P)
    book(made, [leaves])
    book(made, [room.decider(T)], side=T, days=3)
    delivered()
    assert asks.for_holder(made.holder, NOW) == []

    entry = room.people[P, "implementer"]
    roster_services.remove_person(entry, by=room.decider(P), now=NOW + HOUR)

    talk, seats = talk_of(made), rounds.people_of(made, P)
    assert (talk.state, talk.people.count(), waiting(leaves)) == ("to_book", 0, ["cancellation"])
    (ask,) = asks.for_holder(made.holder, NOW + HOUR)
    assert ask.sentence == "The midpoint talk with Lakeview is not booked."
    form = BookForm(offered=[], seats=seats, talk=talk)
    assert form.fields["who"].initial == [str(room.decider(P).pk)]
    assert form.fields["other"].initial is None
    rounds.held(talk=talk, people=[room.decider(P)], by=made.holder, now=NOW + 9 * DAY)
    assert talk_of(made).starts_at == NOW + 9 * DAY


def test_the_holder_is_asked_for_the_notes_of_a_talk_that_is_over():
    room, made = make_round()
    book(made, [room.implementer(P)])
    book(made, [room.decider(T)], side=T, days=3)
    over = talk_of(made).starts_at + HOUR / 2

    assert asks.for_holder(made.holder, over - HOUR / 60) == []
    (ask,) = asks.for_holder(made.holder, over)
    assert ask.sentence.startswith("The talk with Lakeview was booked for ")
    assert ask.url == reverse("pulse:held", args=[made.pk, P])
    rounds.held(talk=talk_of(made), people=[room.implementer(P)], by=made.holder, now=over)
    assert asks.for_holder(made.holder, over) == []


def test_a_talk_that_was_is_nothing_to_call_off():
    room, made = make_round()
    leaves = room.implementer(P)
    book(made, [leaves])
    delivered()

    entry = room.people[P, "implementer"]
    roster_services.remove_person(entry, by=room.decider(P), now=NOW + 3 * DAY)

    talk = talk_of(made)
    assert (talk.state, list(talk.people.all()), waiting(leaves)) == ("booked", [leaves], [])


def end(room):
    partnership_services.end_early(
        partnership=room.partnership, why="No time.", by=room.facilitator, now=NOW + HOUR
    )


def pause(room):
    partnership_services.pause(
        partnership=room.partnership, why="Summer.", by=room.facilitator, now=NOW + HOUR
    )


def asked(person, now=NOW + HOUR):
    return [ask.button for ask in asks.for_participant(person, now)]


@pytest.mark.parametrize("stop", [end, pause])
def test_nobody_is_asked_or_mailed_of_a_partnership_that_does_not_go_on(stop, enter):
    room, made = make_round()
    person, address = room.implementer(P), reverse("pulse:answer", args=[made.pk])
    planner.plan(NOW)
    queued = list(Message.objects.filter(rule__startswith="pulse."))
    assert (bool(queued), asked(person)) == (True, ["Answer, or just talk to me"])

    stop(room)
    planner.plan(NOW + DAY)

    reasons = {rules.get(row.rule).stopped(row, NOW + DAY) for row in queued}
    assert reasons == {"It is not needed any more."}  # the same as for whoever has answered
    assert Message.objects.filter(rule__startswith="pulse.").count() == len(queued)
    assert asked(person) == []
    client = enter(person)
    assert "Answer, or just talk to me" not in client.get("/").text
    assert "Answer, or just talk to me" not in client.get(made.get_absolute_url()).text
    sent = client.post(address, {"w_how": "ZQ-words", "r_we_gain": "2"})
    assert (sent.status_code, "ZQ-words" in sent.text) == (422, True)
    assert not PulseForm.objects.exists()


def test_while_it_is_paused_the_pages_say_so_and_when_it_goes_on_people_are_asked(enter):
    room, made = make_round()
    person, address = room.implementer(P), reverse("pulse:answer", args=[made.pk])
    pause(room)
    planner.plan(NOW + HOUR)
    client = enter(person)
    assert "The partnership was paused while you were writing" in (
        client.post(address, {"w_how": "ZQ-words"}).text
    )
    for page in (address, made.get_absolute_url()):
        text = client.get(page).text
        assert "Nothing is asked while the partnership is paused." in text
        assert "If it goes on by Thursday 18 March, you can answer then." in text
    assert not Message.objects.filter(rule__startswith="pulse.").exists()

    partnership_services.resume(partnership=room.fresh(), by=room.facilitator, now=NOW + DAY)
    planner.plan(NOW + DAY)

    seats = room.partnership.roster.standing().count()
    assert Message.objects.filter(rule="pulse.request", state="queued").count() == seats
    assert asked(person, NOW + DAY) == ["Answer, or just talk to me"]
    assert client.post(address, {"r_we_gain": "2"}).status_code == 302
    assert PulseForm.objects.get().answered


def test_a_pause_opens_nothing_to_the_other_side_and_calls_no_talk_off(enter):
    room, made = make_round()
    person = room.implementer(P)
    answer(made, person, we_gain="1", how=("", "ZQ-how", "alone"))
    release(make_theme(made, text="ZQ-theme"), person)
    book(made, [room.decider(T)], side=T)
    delivered()

    pause(room)

    assert "ZQ-theme" not in enter(room.decider(T)).get(made.get_absolute_url()).text
    held = enter(room.facilitator).get(made.get_absolute_url())
    assert held.context["held"].picture is None
    assert "Not laid side by side yet" in held.text
    assert (talk_of(made, T).state, waiting(room.decider(T))) == ("booked", [])


def test_no_theme_is_asked_about_in_a_pause_but_after_an_end_it_may_still_travel():
    room, made = make_round()
    person = room.implementer(P)
    answer(made, person, we_gain="3")
    make_theme(made)
    pause(room)
    paused = asked(person)

    end(room)

    assert (paused, asked(person)) == ([], ["Read and decide"])


def test_an_answer_that_was_begun_before_a_pause_is_refused_with_what_happens_next():
    room, made = make_round()
    pause(room)

    with pytest.raises(Refused, match="paused"):
        answer(made, room.implementer(P), we_gain="3")


def test_an_end_calls_off_what_is_booked_and_closes_the_check_with_its_tally(enter):
    room, made = make_round()
    answer(made, room.implementer(P), we_gain="4")
    people = [room.decider(P), room.implementer(P)]
    book(made, people)
    talks_held(made, T)
    delivered()

    end(room)

    talk, row = talk_of(made), PulseRound.objects.get()
    assert (talk.state, talk.people.count(), row.state) == ("to_book", 0, "closed")
    assert [waiting(person) for person in people] == [["cancellation"]] * 2
    assert PulseTally.objects.values_list("round", "people", "gaining").get() == (made.pk, 1, 1)
    page = enter(room.facilitator).get(made.get_absolute_url()).text
    assert "No talk took place" in page
    assert reverse("pulse:book", args=[made.pk, P]) not in page
    own = enter(room.decider(P)).get(made.get_absolute_url()).text
    assert "No talk" in own


def test_a_check_that_nobody_answered_says_that_the_end_came_first(enter):
    room, made = make_round()

    end(room)

    page = enter(room.facilitator).get(made.get_absolute_url()).text
    assert "The partnership ended before both talks were noted." in page


def test_who_leaves_after_the_end_changes_nothing_of_a_closed_check():
    room, made = make_round()
    end(room)

    services.deactivate(room.implementer(P), None, NOW + DAY)

    assert PulseTally.objects.count() == 1


def test_what_falls_due_in_a_pause_waits_alike_and_goes_when_it_goes_on(settings):
    settings.DEMO_MAILBOXES = True
    room, made = make_round()
    planner.plan(NOW)
    mails = Message.objects.filter(rule="pulse.request")
    answer(made, room.implementer(P), we_gain="4")
    due = max(mails.values_list("due_at", flat=True))
    pause(room)

    delivery.hand_over_due(due)

    waits = set(mails.values_list("state", "waits_because"))
    assert waits == {("queued", "The partnership is paused.")}  # also of who has answered
    assert {(at - due).days for at in mails.values_list("due_at", flat=True)} == {1}
    partnership_services.resume(partnership=room.fresh(), by=room.facilitator, now=due)
    delivery.hand_over_due(due + 2 * DAY)
    gone = set(mails.exclude(person=room.implementer(P)).values_list("state", flat=True))
    assert (gone, mails.get(person=room.implementer(P)).state) == ({"sent"}, "stopped")
