"""What leaves, what waits, what stops; and that no death loses or doubles a mail."""

import datetime
import smtplib

import pytest
from django.core import mail

from foundation import clock
from foundation.models import Transition
from notifications import delivery, origin, rules
from notifications.models import Message, MessageKind, Origin, State, Suppression
from tests.factories_notifications import NOW, Listed, make_about, make_message, make_person
from tests.rivals import together

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)
HOUR, DAY = 60 * MINUTE, 24 * 60 * MINUTE
S = State


def states(*messages):
    return [Message.objects.get(pk=message.pk).state for message in messages]


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


# -- faults ---------------------------------------------------------------------------------------
class Backend:
    """A mail server that says what a test told it to."""

    error: Exception | None = None
    unreachable = False

    def __init__(self, *args, **kwargs):
        self.fail_silently = False

    def open(self):
        if self.unreachable:
            raise ConnectionRefusedError

    def close(self):
        pass

    def send_messages(self, letters):
        if self.error:
            raise self.error
        mail.outbox.extend(letters)
        return len(letters)


@pytest.fixture
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Backend"
    monkeypatch.setattr(Backend, "error", None)
    monkeypatch.setattr(Backend, "unreachable", False)
    return Backend


def test_a_server_that_cannot_be_reached_is_tried_again_after_growing_pauses(server):
    server.unreachable = True
    message = make_message(exempt=True)

    pauses, now = [], NOW
    for _try in range(6):
        delivery.hand_over_due(now)
        message.refresh_from_db()
        pauses.append((message.state, (message.due_at - now) // MINUTE))
        now = max(now, message.due_at)

    waits = [(S.QUEUED, minutes) for minutes in (1, 5, 30, 120, 480)]
    assert pauses == [*waits, (S.FAILED, 0)]
    assert (message.tries, message.error) == (6, "ConnectionRefusedError")


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"a@x.org": (550, b"no such user")}), S.FAILED),
        (smtplib.SMTPRecipientsRefused({"a@x.org": (452, b"mailbox full")}), S.QUEUED),
        (smtplib.SMTPDataError(554, b"spam"), S.FAILED),
        (smtplib.SMTPDataError(451, b"try later"), S.QUEUED),
        (smtplib.SMTPServerDisconnected("gone"), S.IN_DOUBT),
        (TimeoutError(), S.IN_DOUBT),
    ],
)
def test_an_answer_decides_and_silence_is_doubt(server, error, state):
    server.error = error
    message = make_message()

    assert delivery.hand_over_due(NOW) == 0
    assert states(message) == [state]


def test_the_record_of_an_error_holds_no_address(server):
    server.error = smtplib.SMTPRecipientsRefused({"a@x.org": (550, b"a@x.org is unknown")})
    message = make_message()

    delivery.hand_over_due(NOW)

    message.refresh_from_db()
    assert message.error == "SMTPRecipientsRefused 550"


def test_a_link_to_something_gone_fails_visibly_and_sends_nothing():
    about = make_about()
    link = {"label": "Answer", "purpose": "answer", "kind": about._meta.label_lower,
            "id": str(make_person().pk), "until": ""}  # fmt: skip
    message = make_message(about=about, links={"answer": link}, body="{{link:answer}}")

    delivery.hand_over_due(NOW)

    message.refresh_from_db()
    assert (message.state, message.error, mail.outbox) == (S.QUEUED, "DoesNotExist", [])


# -- claims, death, doubt -------------------------------------------------------------------------
def test_a_claim_that_ran_out_is_free_again():
    message = make_message(state=S.CLAIMED, lease_until=clock.now() - MINUTE)

    assert delivery.hand_over_due(NOW) == 1
    assert states(message) == [S.SENT]


def test_a_claim_that_stands_is_left_alone():
    message = make_message(state=S.CLAIMED, lease_until=clock.now() + MINUTE)

    assert delivery.hand_over_due(NOW) == 0
    assert states(message) == [S.CLAIMED]


def test_who_dies_while_handing_over_leaves_doubt_and_nothing_is_sent_again():
    message = make_message(state=S.HANDING_OVER, lease_until=clock.now() - MINUTE)

    delivery.hand_over_due(NOW)
    delivery.hand_over_due(NOW + DAY)

    assert (states(message), mail.outbox) == ([S.IN_DOUBT], [])
    assert Transition.objects.about(message).get().new == S.IN_DOUBT


def test_a_claim_that_was_lost_sends_nothing():
    make_message()
    (message,) = delivery.claim(NOW, 5)
    Message.objects.update(claimed_by="a rival")

    assert delivery.hand_over(message, NOW) is False
    assert mail.outbox == []


def test_a_mail_that_went_after_its_lease_is_sent_and_not_in_doubt(server, monkeypatch):
    message = make_message()

    def slow(self, letters):
        Message.objects.update(lease_until=clock.now() - MINUTE)
        delivery.recover(NOW)
        return 1

    monkeypatch.setattr(Backend, "send_messages", slow)

    delivery.hand_over_due(NOW)

    assert states(message) == [S.SENT]
    news = Transition.objects.about(message).order_by("at", "pk").values_list("new", flat=True)
    assert set(news) == {S.IN_DOUBT, S.SENT}


def test_a_refusal_after_the_lease_is_known_and_the_others_go_on(server, monkeypatch):
    late, other = make_message(), make_message()

    def slow(self, letters):
        if mail.outbox:
            return 1
        mail.outbox.extend(letters)
        Message.objects.filter(state=S.HANDING_OVER).update(lease_until=clock.now() - MINUTE)
        delivery.recover(NOW)
        raise smtplib.SMTPRecipientsRefused({"a@x.org": (550, b"no such user")})

    monkeypatch.setattr(Backend, "send_messages", slow)

    delivery.hand_over_due(NOW)

    assert sorted(states(late, other)) == [S.FAILED, S.SENT]


def test_what_a_person_settled_meanwhile_stands(server, monkeypatch):
    message = make_message()

    def slow(self, letters):
        Message.objects.update(state=S.STOPPED, stopped_because="Stopped by hand.")
        raise smtplib.SMTPRecipientsRefused({"a@x.org": (550, b"no such user")})

    monkeypatch.setattr(Backend, "send_messages", slow)

    assert delivery.hand_over_due(NOW) == 0
    assert states(message) == [S.STOPPED]


@pytest.mark.django_db(transaction=True)
def test_eight_sweepers_hand_over_each_message_once():
    messages = [make_message() for _number in range(40)]

    results = together(8, lambda _number: delivery.hand_over_due(NOW))

    assert sum(results) == 40
    keys = [letter.extra_headers["X-Seed-Key"] for letter in mail.outbox]
    assert (len(keys), len(set(keys))) == (40, 40)
    assert set(states(*messages)) == {S.SENT}


@pytest.mark.django_db(transaction=True)
def test_rival_sweepers_keep_the_weekly_cap():
    person = make_person()
    messages = [make_message(person=person) for _number in range(6)]

    together(6, lambda _number: delivery.hand_over_due(NOW))

    assert len(mail.outbox) == 2
    assert sorted(states(*messages)) == [S.QUEUED] * 4 + [S.SENT] * 2


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
