"""A tab says which partnership and session it is about: a facilitator has ten open at a time."""

import re

import pytest
from django.urls import reverse

from foundation import clock
from tests.factories_around import BEFORE, room_of

pytestmark = pytest.mark.django_db
OF_PARTNERSHIP = {
    "partnership": "{name} – Seedbed",
    "partnerships:charter": "Charter of {name} – Seedbed",
    "partnerships:roster": "Who is in it – {name} – Seedbed",
    "sessions_app:sessions": "Sessions – {name} – Seedbed",
}
OF_SESSION = {
    "sessions_app:session": "{session} – {name} – Seedbed",
    "sessions_app:agenda": "Agenda of {session} – {name} – Seedbed",
    "sessions_app:changes": "What changed in the agenda – {session}, {name} – Seedbed",
}


@pytest.fixture
def made(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: BEFORE)
    return room_of()


def title(client, user, name, pk):
    client.force_login(user)
    page = client.get(reverse(name, args=[pk])).content.decode()
    return re.search("<title>(.*?)</title>", page, re.DOTALL).group(1)


@pytest.mark.parametrize("name", OF_PARTNERSHIP)
def test_a_page_of_a_partnership_has_its_name_in_the_tab_once(client, made, name):
    room, session = made
    pair = session.partnership

    shown = title(client, room.facilitator, name, pair.pk)

    assert shown == OF_PARTNERSHIP[name].format(name=pair.name)


@pytest.mark.parametrize("name", OF_SESSION)
def test_a_page_of_a_session_says_which_and_whose(client, made, name):
    room, session = made

    shown = title(client, room.facilitator, name, session.pk)

    names = {"session": session.name, "name": session.partnership.name}
    assert shown == OF_SESSION[name].format(**names)
