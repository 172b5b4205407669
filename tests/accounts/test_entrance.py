"""Coming in by code: who gets one, who does not, and that nobody can tell the difference."""

import re

import pytest
from django.conf import settings
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from accounts import services
from foundation import clock
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_tried_before():
    """Attempts are counted in the cache, which tests share."""
    cache.clear()


def ask_for_code(client, email, onward=""):
    return client.post(reverse("account_login"), {"login": email, "next": onward}, follow=True)


def code_in(mail):
    return re.search(r"^\s+(\d{6})$", mail.body, re.MULTILINE)[1]


def test_a_person_signs_in_with_the_code_from_the_mail(client, mailoutbox):
    user = UserFactory()

    ask_for_code(client, user.email.upper(), reverse("accounts:me"))
    answer = client.post(
        reverse("account_confirm_login_code"),
        {"code": f" {code_in(mailoutbox[0])} ", "next": reverse("accounts:me")},
    )

    assert (answer.status_code, answer.url) == (302, reverse("accounts:me"))
    assert client.session["_auth_user_id"] == str(user.pk)
    assert [mail.to for mail in mailoutbox] == [[user.email]]


def test_who_mistyped_an_address_goes_back_and_gets_a_code_at_the_right_one(client, mailoutbox):
    user = UserFactory()
    ask_for_code(client, "mistyped@school.example")

    page = ask_for_code(client, user.email, reverse("accounts:me"))

    assert [mail.to for mail in mailoutbox] == [[user.email]]
    assert user.email in page.content.decode()
    assert "mistyped@school.example" not in page.content.decode()


def test_a_page_asked_for_while_a_code_is_awaited_opens_after_it(client):
    ask_for_code(client, "awaited@school.example")

    answer = client.get(reverse("account_login"), {"next": reverse("accounts:me")}, follow=True)

    html = answer.content.decode()
    assert f'name="next" value="{reverse("accounts:me")}"' in html
    assert 'value="/account/login/?next=%2Fme%2F"' in html  # “Use another address” keeps it too


def test_an_unknown_address_gets_the_same_page_and_no_mail(client, mailoutbox):
    user = UserFactory()

    known = ask_for_code(client, user.email)
    client.logout()
    unknown = ask_for_code(client, "nobody@school.example")

    assert [mail.to for mail in mailoutbox] == [[user.email]]
    assert page(unknown, "nobody@school.example") == page(known, user.email)


def page(answer, email):
    """The page without what differs for everybody: address and tokens."""
    words = answer.content.decode().replace(email, "ADDRESS")
    return re.sub(r'value="[^"]{20,}"', "", words), answer.redirect_chain, answer.status_code


def test_somebody_who_left_gets_no_code(client, mailoutbox):
    user = UserFactory(is_active=False)

    ask_for_code(client, user.email)

    assert mailoutbox == []


def test_a_code_that_was_sent_before_somebody_left_lets_nobody_in(client, mailoutbox):
    user = UserFactory()
    ask_for_code(client, user.email)
    services.deactivate(user, None, clock.now())

    code = {"code": code_in(mailoutbox[0])}
    answer = client.post(reverse("account_confirm_login_code"), code, follow=True)

    assert "_auth_user_id" not in client.session
    assert answer.redirect_chain[-1][0] == reverse("account_inactive")
    assert len(mailoutbox) == 1


def test_a_wrong_code_is_said_beside_the_field_and_three_end_it(client, mailoutbox):
    user = UserFactory()
    ask_for_code(client, user.email)
    wrong = "000000" if code_in(mailoutbox[0]) != "000000" else "000001"

    answers = [
        client.post(reverse("account_confirm_login_code"), {"code": wrong}) for _try in range(3)
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 302]
    html = answers[0].content.decode()
    assert "<title>Error: Type the code from your mail – Seedbed</title>" in html
    assert 'aria-describedby="id_code_helptext id_code_error"' in html
    late = client.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[0])})
    assert late.status_code == 302
    assert "_auth_user_id" not in client.session


def test_the_sign_in_page_asks_for_no_password_and_offers_pasting(client, mailoutbox):
    login = client.get(reverse("account_login")).content.decode()
    confirm = ask_for_code(client, UserFactory().email).content.decode()

    assert 'type="password"' not in login
    assert 'autocomplete="email"' in login
    assert 'autocomplete="one-time-code"' in confirm


def test_a_missing_address_is_said_in_words(client):
    html = client.post(reverse("account_login"), {"login": "beacon"}).content.decode()

    assert "<title>Error: Sign in – Seedbed</title>" in html
    assert 'value="beacon"' in html
    assert 'href="#id_login"' in html


def test_nobody_signs_up_by_themselves(client):
    answer = client.post(reverse("account_signup"), {"email": "new@school.example"})

    assert (answer.status_code, "by invitation" in answer.content.decode()) == (200, True)
    assert not UserFactory._meta.model.objects.filter(email="new@school.example").exists()


def test_the_second_address_for_codes_leads_to_the_one_sign_in_page(client):
    answer = client.get(reverse("account_request_login_code"), {"next": "/me/"})

    assert (answer.status_code, answer.url) == (302, f"{reverse('account_login')}?next=%2Fme%2F")


@pytest.mark.parametrize(
    "name", ["account_reset_password", "account_set_password", "account_change_password"]
)
def test_there_are_no_pages_about_passwords(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_the_doors_of_the_demonstration_stand_on_the_sign_in_page(client):
    html = client.get(reverse("account_login"), {"next": "/me/"}).content.decode()

    assert html.count('class="person"') == 5
    assert '<input type="hidden" name="next" value="/me/">' in html


def test_from_elsewhere_there_are_no_doors(client):
    html = client.get(reverse("account_login"), REMOTE_ADDR="203.0.113.9").content.decode()

    assert (html.count('class="person"'), "demobar" in html) == (0, False)
    assert settings.DEMO_FROM_ANYWHERE is False


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "This needs an answer."),
        ("pat", "Write an e-mail address, such as name@school.example."),
    ],
)
def test_what_is_no_address_is_said_plainly(client, typed, said):
    page = client.post(reverse("account_login"), {"login": typed, "email": typed})

    assert page.status_code == 200
    assert said in page.text
