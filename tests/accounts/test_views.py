"""My page, my sessions, and words that waited while I signed in again."""

import html
import re
import uuid
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts import second_factor
from accounts.models import User
from partnerships.models import Program
from tests.factories import NOW, ProgramRoleFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.pages")]
NOTE = {"name": "Kept", "words": 'Twenty-two letters, "quoted" & <b>bold</b>\nand a second line'}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """A clock that a test moves on."""

    class Clock:
        now = NOW

        def on(self, **passed):
            self.now += timedelta(**passed)

    clock = Clock()
    monkeypatch.setattr("foundation.clock.now", lambda: clock.now)
    return clock


@pytest.fixture
def person(client):
    person = UserFactory(name="Kim", time_zone="America/Denver")
    client.force_login(person)
    client.get(reverse("zone"))
    return person


def test_i_change_my_name_and_zone_and_nothing_else(client, person):
    sent = {
        "name": " Kim\u202e Lee ", "time_zone": "America/Chicago", "email": "x@evil.example",
        "is_active": "", "left_at": "2027-01-01", "id": "1", "joined_at": "2020-01-01",
    }  # fmt: skip
    before = User.objects.values("email", "is_active", "left_at", "id", "joined_at").get()

    response = client.post(reverse("accounts:me"), sent, follow=True)

    assert "Saved. Times are now told in your zone." in response.content.decode()
    row = User.objects.get()
    assert (row.name, str(row.time_zone)) == ("Kim Lee", "America/Chicago")
    assert User.objects.values("email", "is_active", "left_at", "id", "joined_at").get() == before


@pytest.mark.parametrize("sent", [{"name": ""}, {"name": "\u200b"}, {"time_zone": "Mars/Base"}])
def test_what_cannot_be_is_refused_and_the_page_still_knows_me(client, person, sent):
    good = {"name": "New", "time_zone": "America/Denver"}

    response = client.post(reverse("accounts:me"), good | sent)

    assert response.status_code == 422
    assert response.context["user"].name == "Kim"
    assert User.objects.get().name == "Kim"


@pytest.mark.parametrize("mine", ["America/Denver", "Zulu"])
def test_zones_are_named_as_pages_tell_them_the_nearest_first(client, person, mine):
    person.time_zone = mine
    person.save()

    text = client.get(reverse("accounts:me")).text

    shown = re.findall(r'<option value="([^"]+)"( selected)?>([^<]+)<', text)
    assert [said for _zone, _chosen, said in shown][:3] == ["Eastern", "Central", "Mountain"]
    assert [zone for zone, chosen, _said in shown if chosen] == [mine]
    zones = [zone for zone, _chosen, _said in shown]
    assert ("Europe/Berlin" in zones, "localtime" in zones, "US/Central" in zones) == (
        True,
        False,
        False,
    )
    assert len(zones) == len(set(zones))


def test_the_post_never_makes_somebody_else(client, person):
    other = UserFactory(name="Other")

    client.post(
        reverse("accounts:me"), {"name": "New", "time_zone": "UTC", "pk": other.pk, "id": other.pk}
    )

    other.refresh_from_db()
    assert other.name == "Other"


def test_times_are_told_in_my_zone_and_in_nobody_s_after_me(client, person):
    assert client.get(reverse("zone")).content == b"America/Denver"
    other = Client()
    other.force_login(UserFactory(time_zone="Pacific/Honolulu"))
    assert other.get(reverse("zone")).content == b"Pacific/Honolulu"


@pytest.mark.parametrize(("minutes", "status"), [(59, 200), (60, 200), (61, 302)])
def test_an_hour_without_a_request_ends_the_session(client, person, clock, minutes, status):
    clock.on(minutes=minutes)

    assert client.get(reverse("zone")).status_code == status


def test_each_request_begins_the_hour_anew(client, person, clock):
    for _turn in range(4):
        clock.on(minutes=50)
        assert client.get(reverse("zone")).status_code == 200


def test_twelve_hours_after_sign_in_it_ends_however_busy(client, person, clock):
    status = []
    for _turn in range(15):
        clock.on(minutes=50)
        status.append(client.get(reverse("zone")).status_code)

    assert status == [*[200] * 14, 302]


def send(client):
    return client.post(reverse("note"), NOTE | {"form_key": uuid.uuid4()})


def kept_form(client):
    page = client.get(reverse("accounts:parked")).content.decode()
    form = next(f for f in re.findall(r"<form\b.*?</form>", page, re.DOTALL) if "Kept" in f)
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
    action = re.search(r'action="([^"]+)"', form)[1]
    return html.unescape(action), {n: html.unescape(v) for n, v in hidden}


def test_words_sent_after_the_session_ended_are_there_after_sign_in_and_arrive(
    client, person, clock
):
    clock.on(hours=2)

    response = send(client)

    assert response.url == f"{reverse('account_login')}?next=%2Fme%2Fkept%2F"
    assert not Program.objects.exists()
    told = "What you had written is kept for half an hour."
    assert told in client.get(response.url).text
    assert told not in Client().get(response.url).text  # nothing is kept of another visitor
    clock.on(minutes=5)
    client.force_login(person)
    page = client.get(reverse("accounts:parked")).content.decode()
    assert html.escape(NOTE["words"]) in page
    action, fields = kept_form(client)
    assert client.post(action, fields).status_code == 302
    assert Program.objects.values_list("name", "boilerplate").get() == tuple(NOTE.values())
    assert client.get(reverse("accounts:parked")).url == reverse("home")


def test_words_of_one_person_are_never_offered_to_another(client, person, clock):
    clock.on(hours=2)
    send(client)
    client.force_login(UserFactory())

    assert client.get(reverse("accounts:parked")).url == reverse("home")


@pytest.mark.parametrize("same", [True, False])
def test_after_twelve_hours_too_only_who_typed_them_is_offered_the_words(client, person, same):
    Session.objects.update(expire_date=NOW - timedelta(days=3650))
    send(client)
    client.force_login(person if same else UserFactory())

    offered = client.get(reverse("accounts:parked"))

    assert (offered.status_code == 200) is same


def test_words_wait_for_half_an_hour(client, person, clock):
    clock.on(hours=2)
    send(client)
    clock.on(minutes=31)
    client.force_login(person)

    assert client.get(reverse("accounts:parked")).status_code == 302


def test_a_form_too_long_to_keep_still_leads_to_sign_in(client):
    response = client.post(reverse("note"), {"name": "x", "words": "x" * 200_001})

    assert response.url == f"{reverse('account_login')}?next=/test/note/"
    assert "parked_form" not in client.session


def test_what_was_kept_survives_an_answer_that_failed(client, person, clock):
    clock.on(hours=2)
    send(client)
    client.force_login(person)
    client.raise_request_exception = False
    Program.objects.create(name="Kept", created_at=NOW, changed_at=NOW)

    assert client.post(*kept_form(client)).status_code == 500

    assert client.get(reverse("accounts:parked")).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(client, method):
    response = getattr(client, method)(reverse("note"), headers={"HX-Request": "true"})

    assert response.status_code == 200
    assert response.headers["HX-Redirect"].startswith(reverse("account_login"))
    assert response.content == b""


@pytest.fixture
def insisting(settings, monkeypatch):
    settings.PRODUCTION = True
    monkeypatch.setattr(second_factor, "_questions", [*second_factor._questions])


@pytest.mark.parametrize(
    ("role", "status"),
    [("administrator", 302), ("program_officer", 302), ("facilitation_lead", 302),
     ("facilitator", 302), ("evaluator", 200), (None, 200)],
)  # fmt: skip
def test_production_insists_on_a_second_factor_for_whoever_reads_both_sides(
    client, person, insisting, role, status
):
    if role:
        ProgramRoleFactory(user=person, role=role)

    response = client.get(reverse("accounts:me"))

    assert response.status_code == status
    if status == 302:
        assert response.url == reverse("mfa_index")
        assert client.get(reverse("usersessions_list")).status_code == 200
        assert client.get("/healthz").status_code == 200


def test_whoever_has_a_second_factor_walks_on(client, person, insisting, monkeypatch):
    ProgramRoleFactory(user=person)
    monkeypatch.setattr(second_factor, "is_mfa_enabled", lambda user: user == person)

    assert client.get(reverse("accounts:me")).status_code == 200


def test_elsewhere_than_in_production_nobody_is_asked(client, person):
    ProgramRoleFactory(user=person)

    assert client.get(reverse("accounts:me")).status_code == 200


def test_my_page_stays_within_its_queries(client, person, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        assert client.get(reverse("accounts:me")).status_code == 200


def test_a_sign_of_life_keeps_no_session_alive_and_leaves_the_page_where_it_is(
    client, person, clock
):
    softly = {"HX-Request": "true", "X-Background": "1"}
    for _turn in range(2):
        clock.on(minutes=40)
        last = client.get(reverse("zone"), headers=softly)

    assert (last.status_code, "HX-Redirect" in last.headers) == (401, False)
    assert "parked_form" not in client.session
    assert client.get(reverse("zone")).status_code == 302


def test_what_saved_itself_waits_for_the_page_it_was_typed_on_and_for_its_writer(
    client, person, clock
):
    clock.on(hours=2)
    given = NOTE | {"form_key": uuid.uuid4(), "seen": "0" * 64}
    page = "http://testserver" + reverse("note") + "?check=1"
    softly = {"X-Autosave": "1", "Referer": page}
    for _turn in range(2):
        client.post(reverse("note"), given, headers=softly)
    client.force_login(person)
    shown = client.get(reverse("accounts:parked"))

    assert shown.context["words"] == [NOTE["words"]]
    assert kept_form(client)[0] == f"{reverse('note')}?check=1"
    client.force_login(UserFactory())
    assert client.get(reverse("accounts:parked")).status_code == 302


def test_an_address_elsewhere_is_never_where_kept_words_go(client):
    softly = {"X-Autosave": "1", "Referer": "https://elsewhere.example/take/"}
    client.post(reverse("note"), NOTE, headers=softly)

    assert client.session["parked_form"]["path"] == reverse("note")


def test_who_changes_address_reads_what_can_be_done(client, person):
    """No page moves an account to another address: people are added again with the new one."""
    page = client.get(reverse("accounts:me")).text

    assert "your facilitator adds you again with the new one" in page
    assert "move you" not in page


def test_one_place_asks_nobody_to_sign_out_elsewhere(client, person):
    page = client.get(reverse("usersessions_list")).text

    assert "You are signed in here only" in page
    assert "Sign out everywhere else" not in page
