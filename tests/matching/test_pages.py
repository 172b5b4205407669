"""What people meet on the pages: the way through, refusals, canaries, prices in queries."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from foundation.clock import now as clock_now
from instruments.models import Anchor
from matching import asks
from matching.models import Application, Arrival, Offer, Reading, Worry
from matching.services import readings
from partnerships.models import Membership, Organization, Role
from partnerships.standing import standing
from tests import factories_matching as make
from tests.factories import NOW, MembershipFactory, OrganizationFactory, UserFactory

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
    make.OpenRoundFactory(name="Past", closes_on=clock_now().date() - timedelta(days=1))

    shown = text(client.get(reverse("matching:interest")))

    assert ("Spring" in shown, "Hidden draft" in shown, "Past" in shown) == (True, False, False)
    assert "10 places. Open until" in shown


def test_the_start_page_without_a_round_says_so(client):
    assert "No round is open just now" in text(client.get(reverse("matching:interest")))


def test_from_the_public_page_to_a_form(client):
    round = make.OpenRoundFactory()
    answer = client.post(reverse("matching:interest"), {**ASK, "round": round.pk})
    assert not Organization.objects.exists()
    code = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", mail.outbox[0].body, re.MULTILINE).group(1)

    onward = client.post(answer.url, {"code": code})
    client.get(onward.url)
    started = client.post(reverse("matching:go_on"))

    form = Application.objects.get()
    assert onward.url == reverse("matching:go_on")
    assert started.url == form.get_absolute_url()
    assert form.organization.name == ASK["organization"]
    assert "0 of 4 pages done" in text(client.get(started.url))


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

    codes = [client.post(reverse("matching:interest"), {"x": 1}).status_code for _ in range(3)]

    assert codes == [422, 422, 429]


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

    assert kept.url == form.get_absolute_url()
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


# -- reading ---------------------------------------------------------------------------------------
def test_the_facilitator_screens_reads_and_replies(client):
    make.loading.load_instruments(now=NOW)
    form = make.submitted()
    by = make.facilitator(form.round.program)
    client.force_login(by)
    client.post(url("take", form, "applications"))
    client.post(
        url("screen", form),
        {"kind_fits": "yes", "work_is_active": "yes", "words": "Welcome.",
         "try_instead": "Nine questions", "next_on": "2027-04-01"},
    )  # fmt: skip
    make.answer(form)
    reading = make.first(form)
    page = text(client.get(board(form)))
    assert (page.count('type="radio"'), " checked" in page) == (36, False)

    client.post(url("levels", reading), {**make.PREPARE, "version": 1, "finish": "1", "note": "n"})
    done = text(client.get(board(form)))
    client.post(
        url("reply", form, "applications"),
        {"words": "Let us look together.", "next_step": "Two hours", "next_on": "2027-04-08",
         "result": "preparing"},
    )  # fmt: skip

    assert "<h1>Prepare first</h1>" in done
    assert "It does not yet know what lies behind “new teacher retention”" in done
    form.refresh_from_db()
    assert form.state == "preparing"
    as_member(client, form)
    own = text(client.get(form.get_absolute_url()))
    assert "<h1>Prepare first</h1>" in own
    assert "Two hours" in own
    assert "Thursday 8 April" in own


def test_the_second_reader_is_blind_until_both_have_finished(client):
    form = make.read(make.READY)
    reading = make.second(form)
    theirs = make.levels_sheet(make.first(form)).answers.get(item__key="R5")
    anchor = Anchor.objects.get(item=theirs.item, level=3)
    client.force_login(make.fresh(reading.reader))

    before = text(client.get(board(form)))
    make.rate(reading, make.PREPARE)
    after = text(client.get(board(form)))

    assert f"The other reader chose: {anchor.text}." not in before
    assert "What the two readers saw" not in before
    assert f"The other reader chose: {anchor.text}." in after


def test_the_facilitator_does_not_see_an_unfinished_second_reading(client):
    form = make.answered()
    reading = make.second(form, {"R5": 4}, finish=False)
    client.force_login(make.fresh(form.facilitator))

    shown = text(client.get(board(form)))

    assert "The other reader chose" not in shown
    assert not Reading.objects.visible_to(make.fresh(form.facilitator)).filter(pk=reading.pk)


def test_a_gap_stands_before_the_reply_until_it_is_talked_through(client):
    form = make.read()
    make.second(form, {**make.PREPARE, "R8": 4})
    client.force_login(make.fresh(form.facilitator))
    before = text(client.get(board(form)))

    client.post(url("talk", form, "applications"), {"words": "The board takes ninety days."})
    after = text(client.get(board(form)))

    assert ("Talk before you reply" in before, "Send the reply" in before) == (True, False)
    assert ("Talk before you reply" in after, "Send the reply" in after) == (False, True)
    assert "The board takes ninety days." in after


def test_the_organization_never_meets_a_level_a_rubric_or_a_reason(client):
    form = make.read()
    readings.keep_note(reading=make.first(form), note="CANARY-NOTE", by=form.facilitator, now=NOW)
    make.second(form, {**make.PREPARE, "R8": 4})
    readings.talk_through(subject=form, words="CANARY-TALK", by=form.facilitator, now=NOW)
    make.reply(form, "talk", override_reason="CANARY-REASON", agreed_note="We look together.")
    form.refresh_from_db()
    as_member(client, form)
    kind = "applications"
    pages = [
        form.get_absolute_url(), url("sent", form), url("nine", form, kind), reverse("home"),
        reverse("matching:ours"), board(form), url("talk", form, kind),
        make.words_of(form).get_absolute_url(),
        reverse("instruments:check", args=[make.words_of(form).pk]),
        make.levels_sheet(make.first(form)).get_absolute_url(),
    ]  # fmt: skip

    sent = [client.get(page) for page in pages]
    everything = "".join(f"{r.headers}{text(r)}" for r in sent) + str([m.body for m in mail.outbox])

    assert "We look together." in everything
    canaries = ["CANARY-NOTE", "CANARY-TALK", "CANARY-REASON", "Read as:", "R5 at 1", "nine_bars"]
    rubric = list(Anchor.objects.values_list("text", flat=True))
    assert len(rubric) == 72
    assert [c for c in [*canaries, *rubric] if c.lower() in everything.lower()] == []
    assert [r.status_code for r in sent[5:7]] == [404, 404]


def test_the_facilitator_learns_how_far_a_draft_is_and_no_word_of_it(client):
    form = make.assessing()
    sheet = make.words_of(form)
    by = make.member(form.organization)
    for key in ("R1", "R2", "R3"):
        item = sheet.instrument_version.items.get(key=key)
        make.sheets.save_answer(sheet=sheet, item=item, words="CANARY", expected=0, by=by, now=NOW)
    client.force_login(make.fresh(form.facilitator))

    pages = [form.get_absolute_url(), url("nine", form, "applications"), board(form)]
    shown = "".join(text(client.get(page)) for page in pages)

    assert "3 of 9 answered" in shown
    assert "CANARY" not in shown


@pytest.mark.parametrize(
    "data",
    [
        {"R1": "9", "version": 1},
        {"R1": "x", "version": 1},
        {"R1": "3"},
        {"version": "9" * 30, "R1": "3"},
        {"version": 1, "finish": "1", "R1": "3"},
    ],
)
def test_bad_levels_are_no_error_of_ours(client, data):
    form = make.answered()
    client.force_login(make.fresh(form.facilitator))

    answer = client.post(url("levels", make.first(form)), data)

    assert answer.status_code in {409, 422}
    assert make.first(form).finished_at is None


@pytest.mark.parametrize(
    "broken", [{"result": "matched"}, {"next_on": "soon"}, {"words": ""}, {"next_step": "x" * 400}]
)
def test_a_bad_reply_is_not_sent_and_keeps_its_words(client, broken):
    form = make.read()
    client.force_login(make.fresh(form.facilitator))
    given = {
        "words": "Dear Elm Valley", "next_step": "A call", "next_on": "2027-04-08",
        "result": "preparing",
    }  # fmt: skip

    answer = client.post(url("reply", form, "applications"), {**given, **broken})

    assert answer.status_code == 422
    assert broken.get("next_step") or given["next_step"] in text(answer)
    form.refresh_from_db()
    assert form.state == "assessing"


def test_leads_change_the_rules(client):
    form = make.read()
    program = form.round.program
    lead = make.facilitator(program, Role.FACILITATION_LEAD)
    client.force_login(lead)
    given = {
        "ready_level": 3, "ready_mean": "2.50", "unclear_level": 1, "will_level": 2,
        "able_level": 3, "build_level": 2,
    }  # fmt: skip

    client.post(reverse("matching:rules", args=[program.pk]), given)
    bad = client.post(
        reverse("matching:rules", args=[program.pk]), {**given, "ready_level": 7, "version": 1}
    )
    client.post(
        reverse("matching:rules", args=[program.pk]), {**given, "ready_mean": "3", "version": 1}
    )

    assert bad.status_code == 422
    assert str(program.matching_rules.ready_mean) == "3.00"
    assert "item 1 or 5 at level 1 or below" in text(client.get(board(form)))


# -- offers ----------------------------------------------------------------------------------------
def test_an_organization_is_asked_and_tells_a_worry_only_the_facilitator_reads(client):
    make.loading.load_instruments(now=NOW)
    round, beacon = make.OpenRoundFactory(), OrganizationFactory(name="Beacon Teacher Residency")
    by = make.facilitator(round.program)
    client.force_login(by)
    client.post(url("invite", round), {"organization": "beacon teacher residency"})
    offer = Offer.objects.get()
    writer, colleague = make.member(beacon), make.member(beacon)
    client.force_login(writer)
    client.post(url("worry", offer), {"words": "CANARY-WORRY"})

    shown = {}
    lead = make.facilitator(round.program, Role.FACILITATION_LEAD)
    for who in (writer, colleague, by, lead):
        client.force_login(make.fresh(who))
        shown[who] = "CANARY-WORRY" in text(client.get(offer.get_absolute_url()))

    assert list(shown.values()) == [True, False, True, False]
    assert Worry.objects.get().created_by == writer


@pytest.mark.parametrize("name", ["Nowhere", "Listed Schools", ""])
def test_only_an_enrolled_organization_is_asked(client, name):
    OrganizationFactory(name="Listed Schools", enrolled_at=None)
    round = make.OpenRoundFactory()
    client.force_login(make.facilitator(round.program))

    answer = client.post(url("invite", round), {"organization": name})

    assert answer.status_code == 422
    assert not Offer.objects.exists()


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
