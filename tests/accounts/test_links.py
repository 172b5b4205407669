"""A link from a mail lets one person do one thing, and no machine anything."""

import html
import re
from datetime import timedelta

import pytest
from django.core import signing
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from accounts import links
from accounts.models import PersonalLink, Purpose
from partnerships.models import Program
from tests.factories import NOW, ProgramFactory, RoundFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.pages")]
LATER = NOW + timedelta(days=14)


@pytest.fixture(autouse=True)
def ways(monkeypatch):
    monkeypatch.setattr(links, "_ways", {})
    monkeypatch.setattr("foundation.clock.now", lambda: NOW)
    links.lead("rsvp", "partnerships.Program", lambda link: reverse("rsvp", args=[link.context_id]))


@pytest.fixture
def program():
    return ProgramFactory(name="Kickoff")


def make(program, user=None, **changed):
    asked = {"purpose": "rsvp", "now": NOW, "expires_at": LATER} | changed
    return links.make(user=user or UserFactory(name="ZQ-name"), about=program, **asked)


def token_of(path):
    return path.split("/by-link/")[1].rstrip("/")


def state():
    rows = Program.objects.values_list("sponsor", "boilerplate", "version")
    return list(rows), list(PersonalLink.objects.values())


def test_by_link_alone_a_person_does_four_things_and_nothing_else(program):
    assert set(Purpose.values) == {"answer", "rsvp", "report_done", "object"}
    for purpose in ("consent", "sign", "release", "read", ""):
        with pytest.raises(ValueError, match="not a valid Purpose"):
            make(program, purpose=purpose)
        with pytest.raises(ValueError, match="not a valid Purpose"):
            links.lead(purpose, "partnerships.program", str)
    assert not PersonalLink.objects.exists()


def test_a_link_nobody_has_a_page_for_is_not_made():
    with pytest.raises(LookupError, match="no page takes a link to rsvp about partnerships.round"):
        make(RoundFactory())


def test_one_page_takes_one_kind():
    with pytest.raises(ValueError, match="registered twice"):
        links.lead("rsvp", "partnerships.program", str)


def test_a_link_is_read_back_and_the_database_cannot_make_it(program):
    link, path = make(program)
    token = token_of(path)

    assert links.read(token, "rsvp", NOW) == links.read(token, None, NOW) == link
    secret = token.split(":")[2]
    assert secret not in str(PersonalLink.objects.values())
    assert len(link.secret_hash) == 64


@pytest.mark.parametrize("purpose", ["answer", "report_done", "object"])
def test_a_link_for_one_thing_is_none_for_another(program, purpose):
    _link, path = make(program)

    assert links.read(token_of(path), purpose, NOW) is None


def forged(token):
    purpose, key, secret, *_rest = token.split(":")
    signer = signing.TimestampSigner(salt="seedbed.personal-link")
    return [
        "", "x", "a:b:c", token[:-1], token + "x", token.upper(), f"{purpose}:{key}:{secret}",
        signer.sign(f"{purpose}:{key}:wrong"), signer.sign(f"answer:{key}:{secret}"),
        signer.sign(f"{purpose}:not-a-key:{secret}"), signer.sign(f"{purpose}:{'0' * 32}:{secret}"),
        signer.sign(f"{purpose}:{key}"),
        signing.TimestampSigner().sign(f"{purpose}:{key}:{secret}"),
        "é", "\x00",
    ]  # fmt: skip


def test_a_forged_token_reads_as_none(program):
    _link, path = make(program)
    token = token_of(path)

    assert [links.read(other, None, NOW) for other in forged(token)] == [None] * 15
    assert links.read(token, None, NOW) is not None


@pytest.mark.parametrize(
    ("changed", "stands"),
    [
        ({}, True),
        ({"expires_at": NOW + timedelta(seconds=1)}, True),
        ({"expires_at": NOW}, False),
        ({"revoked_at": NOW}, False),
    ],
)
def test_a_link_stands_until_it_expires_or_is_revoked(program, client, changed, stands):
    link, path = make(program, now=NOW - timedelta(days=1))
    PersonalLink.objects.update(**changed)

    assert (links.read(token_of(path), "rsvp", NOW) == link) is stands
    assert client.get(path).status_code == (302 if stands else 404)


def test_a_page_already_open_closes_when_the_link_is_revoked(program, client):
    _link, path = make(program)
    page = client.get(path).url
    assert client.get(page).status_code == 200

    assert links.revoke(PersonalLink.objects.all(), now=NOW) == 1

    assert client.get(page).status_code == 404
    late = client.post(page, {"coming": "yes", "note": "By the last train on Thursday."})
    assert (late.status_code, "By the last train on Thursday." in late.text) == (404, True)
    assert Program.objects.get().sponsor == ""


def test_words_sent_after_a_link_ended_are_shown_to_be_copied(program, client):
    _link, path = make(program)
    page = client.get(path).url
    links.revoke(PersonalLink.objects.all(), now=NOW)

    answer = client.post(page, {"coming": "yes", "words": "Written between two meetings <b>"})

    shown = answer.content.decode()
    assert answer.status_code == 404
    assert "Written between two meetings &lt;b&gt;" in shown
    assert "What you had typed" in shown
    assert "What you had typed" not in client.get(page).content.decode()


def test_a_link_of_somebody_inactive_opens_nothing(program, client):
    user = UserFactory()
    _link, path = make(program, user)
    page = client.get(path).url
    type(user).objects.update(is_active=False)

    assert (client.get(path).status_code, client.get(page).status_code) == (404, 404)


def test_the_token_leaves_the_address_at_once(program, client):
    _link, path = make(program)

    response = client.get(path)

    assert response.url == reverse("rsvp", args=[program.pk]) + "?opened=1"
    assert response.headers["Referrer-Policy"] == "same-origin"
    page = client.get(response.url)
    assert page.status_code == 200
    assert token_of(path) not in page.content.decode()


def test_opening_changes_nothing(program, client):
    _link, path = make(program)
    before = state()

    for visitor in (client, Client()):
        for method in ("head", "get", "head"):
            getattr(visitor, method)(path, follow=True)

    assert state() == before
    assert client.post(path).status_code == 405


def scan(client, url):
    """Do what mail scanners do: follow, then send each form as it stands, by each button."""
    for method in ("head", "get"):
        response = getattr(client, method)(url, follow=True)
    page, here = response.content.decode(), response.request["PATH_INFO"]
    for form in re.findall(r"<form\b.*?</form>", page, re.DOTALL):
        tags = re.findall(r"<(?:input|button|textarea)[^>]*>", form)
        named = [dict(re.findall(r'(\w+)="([^"]*)"', tag)) | {"tag": tag} for tag in tags]
        as_it_stands = {
            t["name"]: html.unescape(t.get("value", "")) for t in named
            if "name" in t and "button" not in t["tag"]
            and (t.get("type") not in {"radio", "checkbox"} or "checked" in t["tag"])
        }  # fmt: skip
        buttons = [{t["name"]: t["value"]} for t in named if "button" in t["tag"] and "name" in t]
        for pressed in [{}, *buttons]:
            yield client.post(here, as_it_stands | pressed)


def test_a_scanner_that_presses_every_button_changes_nothing(program):
    _link, path = make(program)
    before = state()

    responses = list(scan(Client(), path))

    assert [response.status_code for response in responses] == [409] * 3
    assert "Nothing was chosen or written yet." in responses[0].content.decode()
    assert state() == before


@pytest.mark.parametrize(
    "sent", [{"coming": "yes"}, {"words": "I come later"}, {"coming": "no", "words": "Ill"}]
)
def test_a_person_answers_by_link_alone_and_changes_it_later(program, client, sent):
    link, path = make(program)
    page = client.get(path).url

    assert client.post(page, sent).status_code == 302
    assert client.post(page, {"coming": "no"}).status_code == 302

    link.refresh_from_db()
    assert (link.uses, link.used_at, Program.objects.get().sponsor) == (2, NOW, "no")


@pytest.mark.parametrize("words", ["", "  ", "\n\t"])
def test_blank_is_not_an_answer(program, client, words):
    _link, path = make(program)
    page = client.get(path).url

    assert client.post(page, {"words": words, "go": "yes", "extra": "x"}).status_code == 409
    assert Program.objects.get().sponsor == ""


def test_words_are_read_back_only_where_they_were_written(program, client):
    user, other = UserFactory(name="ZQ-name"), Client()
    _link, path = make(program, user)
    assert "ZQ-name" not in client.get(path, follow=True).content.decode()

    client.post(client.get(path).url, {"words": "ZQ-words"})

    mine = client.get(path, follow=True).content.decode()
    theirs = other.get(path, follow=True).content.decode()
    assert ("ZQ-words" in mine, "ZQ-name" in mine) == (True, True)
    assert "ZQ-" not in theirs


@pytest.mark.parametrize(("same", "shown"), [(True, True), (False, False)])
def test_who_signed_in_reads_back_their_own_and_nobody_else_s(program, client, same, shown):
    user = UserFactory(name="ZQ-name")
    _link, path = make(program, user)
    client.get(path)
    client.post(client.get(path).url, {"words": "ZQ-words"})
    client.force_login(user if same else UserFactory())

    page = client.get(path, follow=True).content.decode()

    assert ("ZQ-words" in page) is shown


def test_a_link_opens_its_own_page_and_no_other(program, client):
    _link, path = make(program)
    client.get(path)

    assert client.get(reverse("rsvp", args=[ProgramFactory().pk])).status_code == 404


def test_opening_signs_nobody_in(program, client):
    _link, path = make(program)
    client.get(path, follow=True)

    assert client.get(reverse("accounts:me")).status_code == 302


def test_in_another_browser_or_without_cookies_the_page_says_what_to_do(program):
    _link, path = make(program)
    clean = Client().get(path).url

    response = Client().get(clean)

    assert response.status_code == 404
    assert "Open the link in your mail again" in response.content.decode()


def test_without_a_link_the_page_says_where_to_go(program, client):
    response = client.get(reverse("rsvp", args=[program.pk]))

    page = response.content.decode()
    assert response.status_code == 404
    assert "This link opens nothing now" in page
    assert reverse("account_login") in page


def test_a_visitor_s_session_stays_small(program, client):
    for _turn in range(60):
        _link, path = make(program)
        client.get(path)

    assert len(client.session[links.OPENED]) == links.MOST_OPENED
    assert client.get(reverse("rsvp", args=[program.pk])).status_code == 200


def test_rows_print_no_name_and_no_secret(program):
    link, _path = make(program)

    assert str(link) == f"rsvp ({link.pk})"


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"purpose": "consent"}, "personal_link_purpose_known"),
        ({"expires_at": NOW}, "personal_link_lasts"),
    ],
)
def test_the_database_refuses_a_link_that_cannot_be(program, changed, constraint):
    make(program)

    with pytest.raises(IntegrityError, match=constraint):
        PersonalLink.objects.update(**changed)
