"""What must have no address at all: acting as somebody else, raw answers, Django's admin site."""

import re

from django.conf import settings

from tests.authorization.test_pages import PAGES

NEVER = re.compile(r"imperson|hijack|become|act_as|login_as|sudo|raw|admin:")
TAKEN_AWAY = re.compile(r"export|csv|xlsx|download|dump|json")


def test_nobody_acts_as_somebody_else_and_there_is_no_admin_site():
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    found = {name for name in PAGES if NEVER.search(name.replace("withdraw", ""))}
    assert found == set()


def test_no_address_of_the_pulse_hands_answers_out_as_a_file():
    pulse = [name for name in PAGES if name.startswith("pulse:")]

    assert len(pulse) > 5
    assert [name for name in pulse if TAKEN_AWAY.search(name)] == []
