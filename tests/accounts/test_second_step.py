"""The second step in use: setting it up proves it, older sessions end, a lost one is forgotten."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts import services
from accounts.models import User
from foundation.models import AuditEvent
from tests.accounts.test_entrance import ask_for_code, code_in
from tests.factories import NOW, UserFactory

pytestmark = pytest.mark.django_db
SECRET = "FFSQSROVCMNF2IRZB44PHAZZVHRKEXDF"


@pytest.fixture(autouse=True)
def nobody_tried_before():
    """Attempts are counted in the cache, which tests share."""
    cache.clear()


def invited(name):
    """As everybody arrives: without any password, so that only the mail or a second step asks."""
    return User.objects.invite(email=f"{name}@school.example", name=name, now=NOW)


def digits(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def sign_in(client, user, mailoutbox):
    ask_for_code(client, user.email)
    code = {"code": code_in(mailoutbox[-1])}
    return client.post(reverse("account_confirm_login_code"), code)


def set_up(client):
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    return client.post(reverse("mfa_activate_totp"), {"code": digits(secret)})


def test_after_setting_up_the_app_the_spare_codes_are_shown_without_typing_again(
    client, mailoutbox
):
    sign_in(client, invited("kim"), mailoutbox)

    response = set_up(client)

    assert response.url == reverse("mfa_view_recovery_codes")
    page = client.get(response.url)
    assert page.status_code == 200
    assert len(page.context["unused_codes"]) == 10


def test_setting_up_ends_sessions_that_never_showed_a_second_step(client, mailoutbox):
    person, colleague, thief, beside = invited("kim"), invited("lee"), Client(), Client()
    sign_in(thief, person, mailoutbox)
    sign_in(beside, colleague, mailoutbox)
    sign_in(client, person, mailoutbox)

    set_up(client)

    asked = [c.get(reverse("accounts:me")).status_code for c in (thief, client, beside)]
    assert asked == [302, 200, 200]
    assert set(UserSession.objects.values_list("user", flat=True)) == {person.pk, colleague.pk}


def test_from_then_on_the_code_from_the_mail_is_half_of_it(client, mailoutbox):
    person = invited("kim")
    TOTP.activate(person, SECRET)

    half = sign_in(client, person, mailoutbox)

    assert half.url.startswith(reverse("mfa_authenticate"))
    assert client.get(reverse("accounts:me")).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": digits(SECRET)}).status_code == 302
    assert client.get(reverse("accounts:me")).status_code == 200


def test_digits_are_guessed_five_times_and_then_the_right_ones_wait_too(client, mailoutbox):
    person = invited("kim")
    TOTP.activate(person, SECRET)
    sign_in(client, person, mailoutbox)
    wrong = "000000" if digits(SECRET) != "000000" else "000001"

    for _guess in range(5):
        client.post(reverse("mfa_authenticate"), {"code": wrong})

    assert client.post(reverse("mfa_authenticate"), {"code": digits(SECRET)}).status_code == 200
    assert client.get(reverse("accounts:me")).status_code == 302


def test_a_spare_code_opens_once(client, mailoutbox):
    person = invited("kim")
    sign_in(client, person, mailoutbox)
    set_up(client)
    spare = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    first, second = Client(), Client()

    for visitor in (first, second):
        sign_in(visitor, person, mailoutbox)
        visitor.post(reverse("mfa_authenticate"), {"code": spare})

    asked = [c.get(reverse("accounts:me")).status_code for c in (first, second)]
    assert asked == [200, 302]


def test_the_passkey_page_speaks_our_words(client, mailoutbox):
    sign_in(client, invited("kim"), mailoutbox)

    page = client.get(reverse("mfa_add_webauthn")).content.decode()

    assert "Sign in with this passkey alone" in page
    assert "asswordless operation" not in page
    assert ('value="My passkey"' in page, "Master key" in page) == (True, False)


def test_a_lost_second_step_is_forgotten_everywhere_and_written_down(client, mailoutbox, capsys):
    person, colleague = UserFactory(), UserFactory()
    for user in (person, colleague):
        TOTP.activate(user, SECRET)
    client.force_login(person)
    key = client.session.session_key
    UserSession.objects.create(user=person, ip="127.0.0.1", user_agent="x", session_key=key)

    call_command("forget_second_step", person.email.upper())

    assert list(Authenticator.objects.values_list("user", flat=True)) == [colleague.pk]
    assert client.get(reverse("accounts:me")).status_code == 302
    noted = AuditEvent.objects.values_list("verb", "context_id", "by")
    assert list(noted) == [("forgot_second_step", person.pk, None)]
    assert capsys.readouterr().out.startswith("Forgotten, and signed out everywhere.")


@pytest.mark.parametrize(
    ("email", "sentence"),
    [("nobody@school.example", "Nobody has this address."),
     ("plain@school.example", "This person has no second step.")],
)  # fmt: skip
def test_there_is_nothing_to_forget(email, sentence):
    UserFactory(email="plain@school.example")

    with pytest.raises(CommandError, match=sentence):
        call_command("forget_second_step", email)

    assert not AuditEvent.objects.exists()


def test_forgetting_twice_says_so():
    person = invited("kim")
    TOTP.activate(person, SECRET)

    assert services.forget_second_step(person, by=None, now=NOW) is True
    assert services.forget_second_step(person, by=None, now=NOW) is False
