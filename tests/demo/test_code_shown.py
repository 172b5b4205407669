"""The code stands on the page in the demonstration alone; who asked for a form reads of that."""

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from demo.people import ensure
from tests import factories_matching as make
from tests.accounts.test_entrance import code_in
from tests.demo.test_doors import enter
from tests.factories import NOW, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limits_left_over():
    cache.clear()


def ask_for_a_code(client, person, **extra):
    return client.post(
        reverse("account_login"), {"login": person.email}, follow=True, **extra
    ).content.decode()


@pytest.mark.parametrize(
    ("demo", "anywhere", "visitor", "stands"),
    [
        (True, False, "127.0.0.1", True),
        (True, True, "127.0.0.1", False),
        (True, False, "192.0.2.7", False),
        (False, False, "127.0.0.1", False),
    ],
)
def test_who_sits_at_this_machine_reads_the_code(client, settings, demo, anywhere, visitor, stands):
    settings.DEMO, settings.DEMO_FROM_ANYWHERE = demo, anywhere

    text = ask_for_a_code(client, UserFactory(), REMOTE_ADDR=visitor)

    assert (code_in(mail.outbox[0]) in text) == stands


def test_who_asked_for_a_form_reads_of_the_form_and_goes_back_to_it(client):
    round = make.OpenRoundFactory()
    sent = {"email": "director@elm.example", "name": "Director", "organization": "Elm Valley",
            "title": "Director", "round": round.pk}  # fmt: skip

    text = client.post(reverse("matching:interest"), sent, follow=True).content.decode()

    assert "invitation" not in text
    assert "Six digits are on their way to director@elm.example" in text
    assert f'name="next" value="{reverse("matching:interest")}"' in text


def test_who_signs_in_reads_of_the_invitation(client):
    text = ask_for_a_code(client, UserFactory())

    assert "is the address of your invitation" in text
    assert f'name="next" value="{reverse("account_login")}"' in text


def test_who_walked_in_is_signed_in_at_one_place(client):
    ensure(now=NOW)
    enter(client)

    assert "You are signed in here only" in client.get(reverse("usersessions_list")).text
    assert UserSession.objects.count() == 1
