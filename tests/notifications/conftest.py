"""A facilitator and an administrator of things that only these tests know."""

import pytest

from foundation import access
from tests.factories_notifications import KIND, make_about, make_person


@pytest.fixture
def right(monkeypatch):
    """`right(user, action, about)` is the whole permission system here; else nobody may."""
    rights: set = set()

    def visible(user, action):
        return [key for who, what, key in rights if (who, what) == (user.pk, action)]

    def may(user, action, key):
        return (user.pk, action, key) in rights

    monkeypatch.setitem(access._kinds, KIND, access.Kind(visible, may))
    return lambda user, action, about: rights.add((user.pk, action, about.pk))


@pytest.fixture
def about():
    return make_about()


@pytest.fixture
def facilitator(right, about):
    user = make_person("Facilitator", email="facilitator@center.org")
    right(user, "read_messages", about)
    right(user, "list_messages", about)
    return user


@pytest.fixture
def administrator(right, about):
    user = make_person("Administrator", email="administrator@center.org")
    right(user, "list_messages", about)
    return user
