"""What an attacker tries at the door: other sites, other addresses, old sessions, caches."""

import re
import uuid

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.test_entrance import ask_for_code, code_in
from tests.factories import NOW, UserFactory

pytestmark = pytest.mark.django_db
ELSEWHERE = [
    "//evil.example", "///evil.example", "https://evil.example", "http:evil.example",
    "https:/evil.example", "/\\evil.example", "\\\\evil.example", "\thttps://evil.example",
    "javascript:alert(1)", "https://testserver@evil.example", "//evil.example\x00",
    "https://testserver.evil.example/", "evil.example", "-evil",
]  # fmt: skip


@pytest.fixture(autouse=True)
def nobody_tried_before():
    """Attempts are counted in the cache, which tests share."""
    cache.clear()


@pytest.mark.parametrize("onward", ELSEWHERE, ids=range(len(ELSEWHERE)))
def test_signing_in_and_out_never_leads_to_another_site(client, mailoutbox, onward):
    user = UserFactory()

    ask_for_code(client, user.email, onward)
    answer = client.post(
        reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[0]), "next": onward}
    )
    again = client.get(reverse("account_login"), {"next": onward})
    out = client.post(reverse("account_logout"), {"next": onward})

    assert [answer.status_code, again.status_code, out.status_code] == [302, 302, 302]
    for response in (answer, again, out):
        assert re.match(r"/(?![/\\])", response.url), response.url
        assert "evil" not in response.url


def test_a_host_that_is_not_ours_is_refused(client):
    response = client.get(reverse("account_login"), headers={"host": "evil.example"})

    assert response.status_code == 400
    assert b"evil.example" not in response.content


def test_changing_the_forwarded_address_buys_no_more_tries(client):
    answers = [
        client.post(
            reverse("account_login"),
            {"login": f"nobody{turn}@school.example"},
            headers={"x-forwarded-for": f"198.51.100.{turn}"},
        ).status_code
        for turn in range(40)
    ]

    assert 429 in answers
    assert answers[-1] == 429


def test_tries_at_codes_of_many_addresses_end_too(mailoutbox):
    def answered(code):
        mine, browser = UserFactory(), Client()
        ask_for_code(browser, mine.email)
        sent = {"code": code or code_in(mailoutbox[-1])}
        return browser.post(reverse("account_confirm_login_code"), sent)

    few = [answered("000000").status_code for _person in range(5)]
    right = answered("").status_code
    many = [answered("000000") for _person in range(6)]

    assert (set(few), right, many[-1].status_code) == ({200}, 302, 429)
    assert "All who share an internet address, such as a school, count together." in many[-1].text


def test_one_mailbox_is_not_flooded_with_codes(mailoutbox):
    user = UserFactory()

    for _turn in range(12):
        ask_for_code(Client(), user.email)

    assert 1 <= len(mailoutbox) <= 5


def test_a_session_from_before_is_not_the_one_that_is_signed_in(client, mailoutbox):
    user = UserFactory()
    ask_for_code(client, user.email)
    before = client.session.session_key
    planted = Client()
    planted.cookies[settings.SESSION_COOKIE_NAME] = before

    client.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[0])})

    assert client.session.session_key != before
    assert planted.get(reverse("accounts:me")).status_code == 302


def test_after_signing_out_nothing_stays_behind(client):
    client.force_login(UserFactory())
    key = client.session.session_key

    response = client.post(reverse("account_logout"))

    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert response.headers["Cache-Control"] == "no-store"
    old = Client()
    old.cookies[settings.SESSION_COOKIE_NAME] = key
    assert old.get(reverse("accounts:me")).status_code == 302


def test_asking_to_sign_out_ends_nothing(client):
    client.force_login(UserFactory())

    response = client.get(reverse("account_logout"))

    assert "Clear-Site-Data" not in response.headers
    assert client.get(reverse("accounts:me")).status_code == 200


def test_nothing_about_somebody_is_taken_from_the_body(client, mailoutbox):
    user = User.objects.invite(email="kim@school.example", name="Kim", now=NOW)
    other = UserFactory()
    ask_for_code(client, user.email)
    more = {"user": other.pk, "user_id": other.pk, "email": other.email, "login": other.email}

    client.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[0]), **more})

    assert client.session["_auth_user_id"] == str(user.pk)


def test_no_page_can_be_framed_and_no_address_goes_to_another_site(client):
    client.force_login(UserFactory())

    for page in ("accounts:me", "usersessions_list"):
        headers = client.get(reverse(page)).headers
        assert headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] == "same-origin"


LED_TO = {
    "sessions_app:coming": [], "sessions_app:ask": [], "sessions_app:question": ["update"],
    "sessions_app:report": [], "sessions_app:after": [], "sessions_app:thread_answer": [],
    "pulse:answer": [], "insights:verdict_by_link": [], "matching:endorse": [],
}  # fmt: skip


@pytest.mark.parametrize("name", LED_TO)
def test_a_scanner_that_asks_for_the_head_alone_meets_the_page(client, name):
    address = reverse(name, args=[uuid.uuid4(), *LED_TO[name]])

    assert client.head(address).status_code == client.get(address).status_code == 404
