"""Messages that are written with their cause; newer ones that take the place of older ones."""

import datetime

import pytest
from django.db import transaction

from foundation.models import Transition
from notifications import delivery, outbox, tasks
from notifications.models import Message, State
from tests.factories_notifications import NOW, make_about, make_message, make_person
from tests.rivals import together

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def put(key="session:6:rev1:1", *, person=None, **fields):
    values = {"kind": "notice", "subject": "x", "body": "x", "why": "The date was set."}
    return outbox.put(key=key, person=person or make_person(), now=NOW, **(values | fields))


def test_the_same_key_is_the_same_message():
    person = make_person()

    first = put(person=person)
    second = put(person=person, subject="other")

    assert first == second
    assert Message.objects.get().subject == "x"


def test_a_subject_with_two_long_names_is_cut_not_refused():
    put(subject="Verylongname " * 30)

    assert Message.objects.get().subject.endswith("…")
    assert len(Message.objects.get().subject) <= 200


def test_what_is_put_goes_with_its_cause_or_not_at_all():
    @transaction.atomic
    def cause():
        put()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        cause()

    assert not Message.objects.exists()


def test_what_is_put_keeps_what_it_is_about():
    about, facilitator = make_about(), make_person("Facilitator")

    message = put(about=about, reply_to=facilitator, minutes=10, expires_at=NOW + HOUR)

    assert Message.objects.about(about).get() == message
    assert (message.reply_to, message.minutes, message.rule) == (facilitator, 10, "")
    assert (message.due_at, message.expires_at) == (NOW, NOW + HOUR)


def test_an_invitation_goes_at_night_and_a_notice_in_the_morning():
    night = NOW.replace(hour=4)  # 10 pm on Monday in Chicago
    invitation = put("a", kind="invitation", at=night)
    notice = put("b", kind="notice", at=night)

    assert (invitation.due_at, notice.due_at) == (night, NOW.replace(hour=14))


def test_a_newer_message_takes_the_place_of_what_has_not_left():
    older, sent = put("session:6:rev1:1"), put("session:6:rev1:2")
    Message.objects.filter(pk=sent.pk).update(state=State.SENT, sent_at=NOW)
    other = put("session:60:rev1:1")

    assert outbox.supersede("session:6:", now=NOW) == 1

    for message in (older, sent, other):
        message.refresh_from_db()
    assert [m.state for m in (older, sent, other)] == [State.SUPERSEDED, State.SENT, State.QUEUED]
    assert older.stopped_because == "A newer message takes its place."
    assert Transition.objects.about(older).get().new == State.SUPERSEDED


def test_what_is_not_needed_is_stopped_and_nothing_takes_its_place():
    message = put("session:6:rev1:1")

    outbox.supersede("session:6:", now=NOW, because="The proposal ended.")

    message.refresh_from_db()
    assert (message.state, message.stopped_because) == (State.STOPPED, "The proposal ended.")


def test_a_prefix_with_signs_of_its_own_matches_only_itself():
    put("a%c:1")
    put("abc:1")

    assert outbox.supersede("a%c", now=NOW) == 1


def test_many_revisions_send_only_the_last():
    person = make_person(email="lead@lakeview.org")
    for number in range(50):
        outbox.supersede("session:6:", now=NOW)
        put(f"session:6:rev{number}", person=person, kind="invitation", subject=f"v{number}")

    assert delivery.hand_over_due(NOW) == 1
    assert Message.objects.get(state=State.SENT).subject == "v49"


@pytest.mark.django_db(transaction=True)
def test_rivals_with_one_key_write_one_message():
    person = make_person()

    results = together(5, lambda _number: put(person=person).pk)

    assert len(set(results)) == 1
    assert Message.objects.count() == 1


# -- hints ----------------------------------------------------------------------------------------
def test_one_hint_a_transaction(django_capture_on_commit_callbacks, monkeypatch):
    asked = []
    monkeypatch.setattr(tasks.hand_over, "apply_async", lambda **kwargs: asked.append(kwargs))

    with django_capture_on_commit_callbacks(execute=True):
        put("a")
        put("b")

    assert len(asked) == 1


def test_a_dead_broker_costs_nothing_but_time(django_capture_on_commit_callbacks, monkeypatch):
    def dead(**kwargs):
        raise ConnectionError

    monkeypatch.setattr(tasks.hand_over, "apply_async", dead)

    with django_capture_on_commit_callbacks(execute=True):
        put()

    assert Message.objects.get().state == State.QUEUED


def test_the_tasks_are_the_two_functions(monkeypatch):
    monkeypatch.setattr("foundation.clock.now", lambda: NOW)
    message = make_message()

    tasks.plan()
    tasks.hand_over()

    message.refresh_from_db()
    assert message.state == State.SENT
