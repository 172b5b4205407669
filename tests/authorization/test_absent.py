"""What must have no address at all: acting as somebody else, raw answers, Django's admin site."""

import re
import uuid

import pytest
from django.conf import settings
from django.urls import reverse

from tests.authorization.test_pages import PAGES
from tests.factories import UserFactory
from tests.factories_insights import InsightFactory
from tests.factories_matching import ApplicationFactory
from tests.factories_partnership import PartnershipFactory
from tests.factories_sessions import SessionFactory

NEVER = re.compile(r"imperson|hijack|become|act_as|login_as|sudo|raw|admin:")
TOKEN = re.compile(r"\b\w{64}\b|[0-9a-f-]{36}")  # of a form; and the id that was asked for
TAKEN_AWAY = re.compile(r"export|csv|xlsx|download|dump|json")


def test_nobody_acts_as_somebody_else_and_there_is_no_admin_site():
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    found = {name for name in PAGES if NEVER.search(name.replace("withdraw", ""))}
    assert found == set()


def test_no_address_of_the_pulse_hands_answers_out_as_a_file():
    pulse = [name for name in PAGES if name.startswith("pulse:")]

    assert len(pulse) > 5
    assert [name for name in pulse if TAKEN_AWAY.search(name)] == []


@pytest.mark.django_db
def test_what_is_there_and_not_to_be_seen_looks_like_what_is_not_there(client):
    """The same bytes, whichever page is asked for (trust K4)."""
    client.force_login(UserFactory())
    rows = {
        "partnership": PartnershipFactory(),
        "sessions_app:session": SessionFactory(),
        "matching:application": ApplicationFactory(),
        "insights:insight": InsightFactory(),
    }
    for name, row in rows.items():
        there, nowhere = (client.get(reverse(name, args=[key])) for key in (row.pk, uuid.uuid4()))

        assert (there.status_code, nowhere.status_code) == (404, 404)
        assert TOKEN.sub("", there.text) == TOKEN.sub("", nowhere.text), name
