"""What leaves, what waits, what stops; faults and deaths are in test_faults.py."""

import datetime

import pytest
from django.core import mail

from notifications import delivery, origin, rules
from notifications.models import Message, MessageKind, Origin, State, Suppression
from tests.factories_notifications import NOW, Listed, make_message, make_person, states

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)
HOUR, DAY = 60 * MINUTE, 24 * 60 * MINUTE
S = State


def test_what_is_due_goes_and_says_so():
    message = make_message()

    assert delivery.hand_over_due(NOW) == 1

    message.refresh_from_db()
    assert (message.state, message.sent_at, message.tries) == (S.SENT, NOW, 1)
    assert message.provider_id == mail.outbox[0].extra_headers["Message-ID"]
    assert (message.claimed_by, message.lease_until) == ("", None)
    assert mail.outbox[0].to == [message.person.email]


def test_what_is_not_due_stays():
    message = make_message(due_at=NOW + MINUTE)

    assert delivery.hand_over_due(NOW) == 0
    assert (states(message), mail.outbox) == ([S.QUEUED], [])


def test_what_was_handed_over_is_not_handed_over_again():
    make_message()
    delivery.hand_over_due(NOW)

    assert delivery.hand_over_due(NOW + MINUTE) == 0
    assert len(mail.outbox) == 1


def test_a_person_who_has_answered_gets_no_reminder(monkeypatch):
    rule = Listed()
    rule.because = "Answered on Sunday, by link."
    monkeypatch.setattr(rules, "_rules", {rule.name: rule})
    message = make_message(rule=rule.name)

    delivery.hand_over_due(NOW)

    message.refresh_from_db()
    assert (message.state, message.stopped_because) == (S.STOPPED, rule.because)
    assert mail.outbox == []


def test_a_rule_that_fails_delays_its_message_and_no_other(monkeypatch):
    rule = Listed()
    rule.stopped = lambda message, now: 1 // 0
    monkeypatch.setattr(rules, "_rules", {rule.name: rule})
    message, other = make_message(rule=rule.name), make_message()

    delivery.hand_over_due(NOW)

    assert states(message, other) == [S.QUEUED, S.SENT]
    message.refresh_from_db()
    assert (message.due_at, message.error) == (NOW + MINUTE, "ZeroDivisionError")


def test_a_rule_that_goes_on_failing_fails_its_message_in_the_end(monkeypatch):
    rule = Listed()
    rule.stopped = lambda message, now: 1 // 0
    monkeypatch.setattr(rules, "_rules", {rule.name: rule})
    message, now = make_message(rule=rule.name, exempt=True), NOW

    for _try in range(6):
        delivery.hand_over_due(now)
        message.refresh_from_db()
        now = max(now, message.due_at)

    assert (message.state, message.tries) == (S.FAILED, 6)


def test_who_is_told_to_stop_finishes_the_message_in_hand_and_lets_the_others_go():
    messages = [make_message() for _number in range(delivery.BATCH + 1)]

    delivery.hand_over_due(NOW, stop=lambda: bool(mail.outbox))

    assert sorted(states(*messages)) == [*[S.QUEUED] * delivery.BATCH, S.SENT]
    assert not Message.objects.filter(state=S.QUEUED, lease_until__isnull=False).exists()


def test_nobody_who_left_is_mailed():
    person = make_person()
    message = make_message(person=person)
    person.is_active = False
    person.save()

    delivery.hand_over_due(NOW)

    message.refresh_from_db()
    assert (message.state, message.stopped_because) == (S.STOPPED, "This person has left.")


def test_what_is_over_expires():
    message = make_message(expires_at=NOW)

    delivery.hand_over_due(NOW)

    message.refresh_from_db()
    assert (message.state, message.stopped_because) == (
        S.EXPIRED,
        "Its day was over before it could go.",
    )
    assert mail.outbox == []


@pytest.mark.parametrize("address", ["a@school.example", "a@x.test", "a@x.invalid", "A@X.EXAMPLE"])
def test_made_up_addresses_are_never_handed_over(address):
    message = make_message(person=make_person(email=address))

    assert delivery.hand_over_due(NOW) == 0
    assert (states(message), mail.outbox) == ([S.SUPPRESSED], [])


def test_the_demonstration_puts_made_up_addresses_into_a_mailbox(settings):
    settings.DEMO_MAILBOXES = True
    message = make_message(person=make_person(email="lead@beacon.example"))

    assert delivery.hand_over_due(NOW) == 1

    message.refresh_from_db()
    assert (message.state, message.provider_id, message.sent_at) == (S.SENT, "mailbox", NOW)
    assert mail.outbox == []


def test_a_closed_address_gets_nothing_and_says_why():
    person = make_person()
    Suppression.objects.create(
        address=person.email.upper(), because="The mailbox does not exist.", since=NOW
    )
    message = make_message(person=person)

    delivery.hand_over_due(NOW)

    message.refresh_from_db()
    assert (message.state, message.error) == (S.SUPPRESSED, "The mailbox does not exist.")
    assert mail.outbox == []


# -- at most two a week, never at night -----------------------------------------------------------
def gone(person, before):
    return make_message(person=person, state=S.SENT, handed_at=NOW - before, sent_at=NOW - before)


def test_a_third_mail_of_the_week_waits_until_it_may():
    person = make_person()
    gone(person, 6 * DAY)
    gone(person, 2 * DAY)
    message = make_message(person=person)

    assert delivery.hand_over_due(NOW) == 0

    message.refresh_from_db()
    assert (message.state, message.due_at) == (S.QUEUED, NOW + DAY)
    assert message.waits_because == (
        "Two mails went to this person this week already; this one waits until Wednesday 10 March."
    )


def test_a_third_mail_that_would_come_too_late_stops():
    person = make_person()
    gone(person, 6 * DAY)
    gone(person, 2 * DAY)
    message = make_message(person=person, expires_at=NOW + HOUR)

    delivery.hand_over_due(NOW)

    message.refresh_from_db()
    assert message.state == S.EXPIRED
    assert message.stopped_because == (
        "Its day was over before it could go. Two mails went to this person this week already."
    )


@pytest.mark.parametrize("kind", [MessageKind.INVITATION, MessageKind.CANCELLATION])
def test_invitations_and_cancellations_neither_wait_nor_count(kind):
    person = make_person()
    make_message(person=person, state=S.SENT, exempt=True)
    gone(person, DAY)
    gone(person, 2 * DAY)
    message = make_message(person=person, kind=kind, exempt=True)

    delivery.hand_over_due(NOW)

    assert states(message) == [S.SENT]


def test_exempt_mails_leave_room_for_the_two():
    person = make_person()
    for _number in range(3):
        make_message(person=person, state=S.SENT, exempt=True)
    first, second, third = (make_message(person=person) for _number in range(3))

    delivery.hand_over_due(NOW)

    assert sorted(states(first, second, third)) == [S.QUEUED, S.SENT, S.SENT]


def test_what_comes_due_at_night_waits_for_the_morning():
    night = NOW.replace(hour=4)  # 10 pm in Chicago
    message = make_message(due_at=night)

    delivery.hand_over_due(night)

    message.refresh_from_db()
    assert (message.state, message.due_at) == (S.QUEUED, NOW.replace(hour=14))


def test_what_a_person_sent_by_hand_does_not_wait():
    person, night = make_person(), NOW.replace(hour=4)
    gone(person, DAY)
    gone(person, 2 * DAY)
    message = make_message(person=person, due_at=night, at_once=True)

    delivery.hand_over_due(night)

    assert states(message) == [S.SENT]


# -- a database that was copied -------------------------------------------------------------------
def test_the_first_that_sends_is_the_one_that_may():
    make_message()

    delivery.hand_over_due(NOW)

    assert Origin.objects.get().environment == "test"


def test_a_copied_database_sends_nothing():
    Origin.objects.create(environment="https://seedbed.org", since=NOW)
    message = make_message()

    with pytest.raises(origin.Elsewhere, match="No mail goes out"):
        delivery.hand_over_due(NOW)
    assert (states(message), mail.outbox) == ([S.QUEUED], [])


def test_taking_over_holds_everything_for_a_person():
    Origin.objects.create(environment="https://seedbed.org", since=NOW)
    queued, claimed = make_message(), make_message(state=S.CLAIMED)
    handing, sent = make_message(state=S.HANDING_OVER), make_message(state=S.SENT)

    assert origin.take_over(NOW) == 3

    assert states(queued, claimed, handing, sent) == [S.HELD, S.HELD, S.IN_DOUBT, S.SENT]
    assert delivery.hand_over_due(NOW) == 0
    assert mail.outbox == []
