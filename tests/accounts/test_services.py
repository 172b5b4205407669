"""Leaving ends everything at once; describing oneself touches nothing else."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from accounts import links, services
from accounts.models import PersonalLink, User
from foundation.models import AuditEvent
from tests.factories import NOW, ProgramFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fixed(monkeypatch):
    monkeypatch.setattr("foundation.clock.now", lambda: NOW)
    monkeypatch.setattr(links, "_ways", {("rsvp", "partnerships.program"): lambda link: "/"})
    monkeypatch.setattr(services, "_when_leaving", [])


def link_of(user):
    return links.make(
        user=user, purpose="rsvp", about=ProgramFactory(), now=NOW,
        expires_at=NOW + timedelta(days=1),
    )[0]  # fmt: skip


def sign_in(user):
    """Sign in as allauth does, which notes each session it opens."""
    visitor = Client()
    visitor.force_login(user)
    key = visitor.session.session_key
    UserSession.objects.create(user=user, ip="127.0.0.1", user_agent="x", session_key=key)
    return visitor


def test_leaving_ends_sessions_and_links_at_once():
    person, colleague, administrator = UserFactory(), UserFactory(), UserFactory()
    client, second, theirs = sign_in(person), sign_in(person), sign_in(colleague)
    mine, kept = link_of(person), link_of(colleague)
    key = client.session.session_key

    assert services.deactivate(person, administrator, NOW) is True

    for visitor in (client, second):
        assert visitor.get(reverse("accounts:me")).status_code == 302
    assert theirs.get(reverse("accounts:me")).status_code == 200
    assert not client.session.exists(key)
    assert list(UserSession.objects.values_list("user", flat=True)) == [colleague.pk]
    assert list(PersonalLink.objects.filter(revoked_at=NOW)) == [mine]
    assert kept.revoked_at is None
    assert User.objects.values_list("is_active", "left_at").get(pk=person.pk) == (False, NOW)


def test_leaving_is_noted_once_and_by_whom():
    person, administrator = UserFactory(), UserFactory()

    first = services.deactivate(person, administrator, NOW)
    again = services.deactivate(person, None, NOW + timedelta(days=1))

    events = AuditEvent.objects.about(person).values_list("verb", "by", "at", "fields")
    assert (first, again) == (True, False)
    assert list(events) == [("deactivated", administrator.pk, NOW, [])]
    assert person.left_at == NOW


def test_rooms_above_end_what_is_theirs_in_the_same_transaction():
    person, told = UserFactory(), []
    services.when_leaving(lambda user, by, now: told.append((user, by, now)))
    services.deactivate(person, None, NOW)
    assert told == [(person, None, NOW)]

    def break_off(user, by, now):
        raise RuntimeError

    other = UserFactory()
    link = link_of(other)
    services.when_leaving(break_off)
    with pytest.raises(RuntimeError):
        services.deactivate(User.objects.get(pk=other.pk), None, NOW)

    link.refresh_from_db()
    other.refresh_from_db()
    assert (other.is_active, link.revoked_at) == (True, None)


def test_describing_oneself_brings_nobody_back():
    person = UserFactory(name="Old")
    stale = User.objects.get()
    services.deactivate(person, None, NOW)

    services.describe(stale, name="New", time_zone="America/Denver")

    row = User.objects.values_list("name", "is_active", "left_at").get()
    assert row == ("New", False, NOW)
