"""What goes wrong on the way to the mail server: faults, claims, death, doubt; none doubled."""

import datetime
import smtplib

import pytest
from django.core import mail

from foundation import clock
from foundation.models import Transition
from notifications import delivery
from notifications.models import Message, State
from tests.factories_notifications import NOW, make_about, make_message, make_person, states
from tests.rivals import together

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)
DAY = 24 * 60 * MINUTE
S = State


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
