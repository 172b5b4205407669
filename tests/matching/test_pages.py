"""The public page and the form of an organization; what waits for whom; what pages cost."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from foundation.clock import now as clock_now
from matching import asks
from matching.models import Application, Arrival
from matching.services import readings
from partnerships.models import Membership, Organization
from partnerships.models.standing import standing
from tests import factories_matching as make
from tests.factories import NOW, MembershipFactory, OrganizationFactory, UserFactory
from tests.factories_partnerships import term

pytestmark = pytest.mark.django_db
ASK = {
    "email": "director@elm-valley.example",
    "name": "Director",
    "organization": "Elm Valley Unified School District",
    "title": "Director of induction",
}


@pytest.fixture(autouse=True)
def _no_limits_left_over():
    cache.clear()


def url(name, row, *before):
    return reverse(f"matching:{name}", args=[*before, row.pk])


def board(subject):
    kind = "applications" if isinstance(subject, Application) else "offers"
    return url("board", subject, kind)


def as_member(client, subject):
    client.force_login(make.member(subject.organization))


def text(response):
    return response.content.decode()


# -- the public page -------------------------------------------------------------------------------
def test_the_start_page_names_open_rounds_only(client):
    make.OpenRoundFactory(name="Spring")
    make.RoundFactory(name="Hidden draft")
    make.OpenRoundFactory(name="Past", closes_on=clock_now().date() - timedelta(days=2))

    shown = text(client.get(reverse("matching:interest")))

    assert ("Spring" in shown, "Hidden draft" in shown, "Past" in shown) == (True, False, False)
    assert "10 places. Open until" in shown


@pytest.mark.parametrize(
    ("hour", "is_open"), [("2027-04-30 23:59", True), ("2027-05-01 00:01", False)]
)
def test_the_last_day_of_a_round_is_the_whole_of_it_for_a_visitor(client, hour, is_open):
    make.OpenRoundFactory(name="Spring", closes_on=date(2027, 4, 30))
    eastern = datetime.fromisoformat(hour).replace(tzinfo=ZoneInfo("America/New_York"))

    with time_machine.travel(eastern, tick=False):
        shown = text(client.get(reverse("matching:interest")))

    assert ("Open until Friday 30 April 2027, midnight Eastern." in shown) is is_open
    assert ("No round is open just now" in shown) is not is_open


def test_the_start_page_without_a_round_says_so(client):
    assert "No round is open just now" in text(client.get(reverse("matching:interest")))


def test_from_the_public_page_to_a_form(client):
    round = make.OpenRoundFactory()
    answer = client.post(reverse("matching:interest"), {**ASK, "round": round.pk})
    assert not Organization.objects.exists()
    code = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", mail.outbox[0].body, re.MULTILINE).group(1)

    onward = client.post(answer.url, {"code": code})
    client.get(onward.url)
    kind = term("university")
    started = client.post(reverse("matching:go_on"), {"kind": kind.pk})

    form = Application.objects.get()
    assert onward.url == reverse("matching:go_on")
    assert started.url == form.get_absolute_url()
    assert (form.organization.name, form.organization.type) == (ASK["organization"], kind)
    assert "0 of 4 pages done" in text(client.get(started.url))


def test_who_tried_to_sign_in_first_or_mistyped_the_address_still_gets_a_code(client):
    round = make.OpenRoundFactory()
    client.post(reverse("account_login"), {"login": "nobody@school.example"})
    client.post(
        reverse("matching:interest"), {**ASK, "email": "adda@elm.example", "round": round.pk}
    )

    answer = client.post(reverse("matching:interest"), {**ASK, "round": round.pk}, follow=True)

    assert [m.to for m in mail.outbox] == [["adda@elm.example"], [ASK["email"]]]
    assert ASK["email"] in text(answer)
    assert "your form waits behind them" in text(answer)


@pytest.mark.parametrize("known", [True, False])
def test_known_and_unknown_addresses_get_the_same_answer(client, known):
    round = make.OpenRoundFactory()
    if known:
        MembershipFactory(user=UserFactory(email=ASK["email"]), organization__name="Known Schools")

    answer = client.post(
        reverse("matching:interest"),
        {**ASK, "organization": "Known Schools", "round": round.pk},
    )

    assert (answer.status_code, answer.url.partition("?")[0]) == (
        302,
        reverse("account_confirm_login_code"),
    )
    assert [m.to for m in mail.outbox] == [[ASK["email"]]]
    assert not Application.objects.exists()


def test_the_start_page_is_limited(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"ask": "2/h/ip"}
    make.OpenRoundFactory()

    typed = {"organization": "Elm Valley <Unified> Schools", "next": "/an/address/of/ours/at/all/"}
    answers = [client.post(reverse("matching:interest"), typed) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [422, 422, 429]
    assert "Elm Valley &lt;Unified&gt; Schools" in answers[-1].text
    assert "/an/address/of/ours" not in answers[-1].text


def test_a_limit_is_set():
    assert settings.ACCOUNT_RATE_LIMITS["ask"]


@pytest.mark.parametrize(
    "broken",
    [
        {"email": "nobody"},
        {"email": ""},
        {"name": "\x00"},
        {"organization": " "},
        {"round": "x"},
        {"round": ""},
        {"organization": "x" * 3000},
        {"title": "\u202e"},
    ],
)
def test_bad_input_on_the_public_page_is_told_beside_the_field(client, broken):
    round = make.OpenRoundFactory()

    answer = client.post(reverse("matching:interest"), {**ASK, "round": round.pk, **broken})

    assert answer.status_code == 422
    assert not Arrival.objects.exists()


def test_a_waiting_person_reads_whom_we_ask_and_is_let_in(client):
    known = OrganizationFactory(name=ASK["organization"], short_name="Elm Valley")
    keeper = MembershipFactory(organization=known, administers=True).user
    arrival = make.ArrivalFactory()
    client.force_login(arrival.user)
    client.post(reverse("matching:go_on"))
    assert "We ask Elm Valley to let you in" in text(client.get(reverse("matching:go_on")))

    client.force_login(keeper)
    assert str(arrival.user) in text(client.get(reverse("matching:arrivals")))
    client.post(url("let_in", arrival))

    assert Application.objects.get().organization == known
    assert Membership.objects.filter(user=arrival.user, organization=known).exists()


# -- writing ---------------------------------------------------------------------------------------
def test_a_page_is_kept_with_gaps_and_warns_kindly_of_a_label(client):
    form = make.ApplicationFactory(title="new teacher retention")
    as_member(client, form)
    page = reverse("matching:write", args=[form.pk, "problem"])

    kept = client.post(page, {"challenge": "Teachers leave.", "version": 1})

    assert kept.url == reverse("matching:write", args=[form.pk, "reasons"])
    assert "a big word for many different problems" in text(client.get(page))


def test_nothing_is_chosen_beforehand(client):
    form = make.ApplicationFactory()
    as_member(client, form)

    shown = text(client.get(reverse("matching:write", args=[form.pk, "initiative"])))

    assert (shown.count('type="radio"'), " checked" in shown) == (10, False)


def test_autosave_says_when_and_gives_the_version(client):
    form = make.ApplicationFactory()
    as_member(client, form)

    saved = client.post(
        reverse("matching:autosave", args=[form.pk, "reasons"]), {"why_now": "x", "version": 1}
    )

    assert (saved.status_code, saved.headers["X-Version"]) == (200, "2")
    assert re.match(r"Saved \d+:\d\d [ap]m", text(saved))


def test_a_stale_save_shows_both_texts(client):
    form = make.ApplicationFactory()
    as_member(client, form)
    page = reverse("matching:write", args=[form.pk, "reasons"])
    client.post(page, {"why_now": "Their words", "version": 1})

    lost = client.post(page, {"why_now": "My words", "version": 1})

    assert lost.status_code == 409
    assert "Their words" in text(lost)
    assert "My words" in text(lost)


def test_sending_shows_what_is_missing_and_keeps_everything(client):
    form = make.ApplicationFactory(**{**make.WRITTEN, "leader": ""})
    as_member(client, form)

    refused = client.post(url("send", form), {"version": 1})
    beside = client.get(reverse("matching:write", args=[form.pk, "people"]) + "?check")

    assert refused.status_code == 422
    assert "Which leader backs this?" in text(refused)
    assert "Still to be written before you can send the form." in text(beside)
    form.refresh_from_db()
    assert form.state == "draft"


def test_the_receipt_says_by_which_day(client):
    form = make.ApplicationFactory(**make.WRITTEN)
    as_member(client, form)

    sent = client.post(url("send", form), {"version": 1})
    again = client.post(url("send", form), {"version": 1})

    assert sent.url == again.url == url("sent", form)
    form.refresh_from_db()
    assert form.answer_by.strftime("%A") in text(client.get(sent.url))


@pytest.mark.parametrize("key", ["elsewhere", "constructor"])
def test_an_unknown_page_is_not_found(client, key):
    form = make.ApplicationFactory()
    as_member(client, form)

    assert client.get(reverse("matching:write", args=[form.pk, key])).status_code == 404


@pytest.mark.parametrize(
    ("name", "key", "data"),
    [
        ("write", "initiative", {"stage": "nowhere", "version": 1}),
        ("write", "initiative", {"title": "x" * 500, "version": 1}),
        ("write", "initiative", {"version": "x"}),
        ("write", "problem", {"challenge": "x" * 30_000, "version": 1}),
        ("autosave", "problem", {"challenge": "x" * 30_000, "version": 1}),
        ("autosave", "problem", {"version": "9" * 40}),
    ],
)
def test_bad_input_in_the_form_is_no_error_of_ours(client, name, key, data):
    form = make.ApplicationFactory()
    as_member(client, form)

    answer = client.post(reverse(f"matching:{name}", args=[form.pk, key]), data)

    assert answer.status_code in {409, 422}


# -- Today -----------------------------------------------------------------------------------------
def said(found):
    return [(ask.sentence, ask.button) for ask in found]


def test_what_waits_for_the_facilitator(django_assert_max_num_queries):
    screening, reading, ready, apart = (
        make.submitted(), make.answered(), make.read(), make.read(),
    )  # fmt: skip
    make.second(apart, {**make.PREPARE, "R8": 4})
    found = {}
    for form in (screening, reading, ready, apart):
        by = form.facilitator or make.facilitator(form.round.program)
        by = make.fresh(by)
        standing(by)
        with django_assert_max_num_queries(2):
            found[form] = said(asks.for_facilitator(by, NOW))

    assert found == {
        screening: [("We promised an answer by Monday 15 March.", "Take it up")],
        reading: [("Nine answers are in. Read them beside the levels.", "Read them")],
        ready: [("The reply is ready to send.", "Read and send it")],
        apart: [("You and the second reader are two steps apart.", "Talk it through")],
    }


def test_a_promised_answer_is_late_once_the_readers_own_day_is_over():
    form = make.submitted()
    by = make.facilitator(form.round.program)
    evening = datetime.combine(form.answer_by + timedelta(days=1), time(1), UTC)

    with timezone.override("America/Chicago"):
        ranks = [
            asks.for_facilitator(by, evening + timedelta(hours=more))[0].rank for more in (0, 5)
        ]

    assert ranks == [2, 0]


def test_what_waits_for_the_second_reader_and_for_those_of_offers():
    form, offer = make.read(), make.offered()
    reader = make.second(form).reader
    make.answer(offer)

    assert said(asks.for_facilitator(make.fresh(reader), NOW)) == [
        ("Nine answers are in. Read them beside the levels.", "Read them")
    ]
    assert said(asks.for_facilitator(make.fresh(offer.facilitator), NOW)) == [
        ("Nine answers are in. Read them beside the levels.", "Read them")
    ]


def test_what_waits_for_people_of_an_organization(django_assert_max_num_queries):
    draft, asked, offer = make.ApplicationFactory(), make.assessing(), make.offered()
    arrival = make.ArrivalFactory()
    people = [make.member(row.organization) for row in (draft, asked, offer)]
    found = []
    for user in [*people, arrival.user]:
        user = make.fresh(user)
        standing(user)
        with django_assert_max_num_queries(2):
            found.append(said(asks.for_participant(user, NOW)))

    assert found == [
        [("Finish your form.", "Go on with the form")],
        [("Answer nine plain questions.", "Answer the nine questions")],
        [("Say whether you are open to share what you learned.", "Answer the nine questions")],
        [("Start your form.", "Start the form")],
    ]


# -- prices ----------------------------------------------------------------------------------------
def queries(client, page, django_assert_max_num_queries, most):
    with django_assert_max_num_queries(most, info=page) as caught:
        assert client.get(page).status_code == 200
    return len(caught.captured_queries)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_at_two_sizes(client, django_assert_num_queries, count):
    round = make.OpenRoundFactory()
    by = make.facilitator(round.program)
    for _number in range(count):
        readings.assign(subject=make.submitted(round=round), facilitator=by, by=by, now=NOW)
        make.OfferFactory(round=round, facilitator=by)
    client.force_login(by)
    client.get(reverse("home"))  # the session notes the first request of a minute

    with django_assert_num_queries(7):
        client.get(reverse("matching:desk"))


@pytest.mark.parametrize("readers", [1, 2])
def test_pages_of_one_form_stay_within_eight(client, django_assert_max_num_queries, readers):
    form = make.read()
    if readers == 2:
        make.second(form, {**make.PREPARE, "R4": 2})
    client.force_login(make.fresh(form.facilitator))
    client.get(reverse("home"))
    kind = "applications"
    for page in (board(form), form.get_absolute_url(), url("nine", form, kind)):
        queries(client, page, django_assert_max_num_queries, 8)
    as_member(client, form)
    client.get(reverse("home"))
    for page in (form.get_absolute_url(), url("nine", form, kind), url("sent", form)):
        queries(client, page, django_assert_max_num_queries, 8)
