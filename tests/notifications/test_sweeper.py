"""The sweeper as a process of its own, with worker, beat and broker dead; and the worker as one."""

import contextlib
import os
import subprocess
import sys
import threading
import time
import urllib.parse

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from accounts.models import User
from foundation import clock
from notifications import delivery, outbox, tasks
from notifications.management.commands import deliver
from notifications.models import Message, Origin, State
from tests.factories_notifications import NOW, make_message
from tests.notifications.smtp import sink

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(120),
    pytest.mark.long,
]


def database_url():
    """Return the address of the test's own database for another process."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    settings_url = urllib.parse.urlsplit(os.environ["DATABASE_URL"])
    return settings_url._replace(path=f"/{name}").geturl()


@contextlib.contextmanager
def process(*command, mail_port, broker="redis+socket:///nonexistent/socket"):
    """Run a command of ours against the test's database; kill it in the end if need be."""
    env = {
        **os.environ,
        "SEEDBED_MODE": "test",
        "DATABASE_URL": database_url(),
        "DATABASE_OWNER_URL": "",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "CELERY_BROKER_URL": broker,
    }
    running = subprocess.Popen([sys.executable, *command], cwd=settings.BASE_DIR, env=env)
    try:
        yield running
    finally:
        running.kill()
        running.wait()


def sweeper(mail_port):
    return process("manage.py", "deliver", mail_port=mail_port)


def until(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert condition()


def write(key="a"):
    person, _made = User.objects.get_or_create(
        email="lead@lakeview.org", defaults={"name": "Lead", "joined_at": NOW}
    )
    return outbox.put(
        key=key, kind="invitation", person=person, subject="Session 6", body="See you there.",
        why="The date was set.", now=clock.now(),
    )  # fmt: skip


def state_of(message):
    return Message.objects.get(pk=message.pk).state


def test_mail_goes_within_fifteen_seconds_without_worker_beat_and_broker():
    with sink() as server, sweeper(server.port) as running:
        warm = write("warm")
        until(lambda: state_of(warm) == State.SENT)  # the process is up
        began, message = time.monotonic(), write("timed")
        until(lambda: state_of(message) == State.SENT, seconds=15)

        assert time.monotonic() - began < 15
        assert [letter["Subject"] for letter in server.parsed()] == ["Session 6"] * 2
        running.terminate()
        assert running.wait(10) == 0


def test_killed_while_handing_over_is_in_doubt_and_never_doubled(monkeypatch):
    message = write()
    with sink() as server:
        server.hangs = True  # it has the mail and its answer never arrives
        with sweeper(server.port) as running:
            until(lambda: server.letters)
            assert state_of(message) == State.HANDING_OVER
            running.kill()
            running.wait()
        server.hangs = False
        lease = Message.objects.get(pk=message.pk).lease_until
        with monkeypatch.context() as later:
            later.setattr("foundation.clock.now", lambda: lease + delivery.LEASE)
            delivery.hand_over_due(clock.now())
        with sweeper(server.port):
            other = write("other")
            until(lambda: state_of(other) == State.SENT)

        assert state_of(message) == State.IN_DOUBT
        assert len(server.letters) == 2  # the doubtful one once, the other one once


def test_a_hint_reaches_a_real_worker():
    broker = settings.CELERY_BROKER_URL
    arguments = ["-A", "config", "worker", "--pool", "solo", "--without-gossip", "-l", "WARNING"]
    with sink() as server, process(
        "-m", "celery", *arguments, mail_port=server.port, broker=broker
    ):  # fmt: skip
        message = make_message(exempt=True, due_at=clock.now())
        tasks.hint.send()
        until(lambda: state_of(message) == State.SENT, seconds=60)

        assert len(server.letters) == 1


def test_once_plans_and_hands_over_once(capsys, monkeypatch):
    monkeypatch.setattr("foundation.clock.now", lambda: NOW)
    message = make_message()

    call_command("deliver", once=True)

    assert state_of(message) == State.SENT
    assert capsys.readouterr().out == "1 messages went.\n"


def test_taking_over_holds_what_waits(capsys):
    message = make_message()

    call_command("deliver", take_over=True)

    assert state_of(message) == State.HELD
    assert "1 messages wait for a person" in capsys.readouterr().out


def test_what_fails_is_tried_again_at_the_next_tick():
    message = make_message(exempt=True)
    Origin.objects.create(environment="https://seedbed.org", since=NOW)

    deliver.attempt("hand_over", delivery.hand_over_due)  # refused, and said in the log
    deliver.attempt("hand_over", lambda now: 1 // 0)
    Origin.objects.update(environment=settings.ENVIRONMENT_ID)
    deliver.attempt("hand_over", lambda now: delivery.hand_over_due(NOW))

    assert state_of(message) == State.SENT


def test_a_plan_that_takes_long_holds_up_no_mail(monkeypatch):
    message, stop, planning = make_message(exempt=True), threading.Event(), threading.Event()

    def slow(now):
        planning.set()
        assert stop.wait(30)

    monkeypatch.setattr(deliver.planner, "plan", slow)
    monkeypatch.setattr("foundation.clock.now", lambda: NOW)
    monkeypatch.setattr(deliver, "TICK", 0.05)
    sweeping = threading.Thread(target=swept, args=[stop])
    sweeping.start()
    try:
        assert planning.wait(30)
        until(lambda: state_of(message) == State.SENT)
    finally:
        stop.set()
        sweeping.join(30)
    assert not sweeping.is_alive()


def swept(stop):
    """Sweep until told to stop, and leave no connection of this thread open."""
    try:
        deliver.Command().sweep(stop)
    finally:
        connection.close()
