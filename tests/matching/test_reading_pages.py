"""The pages on which applications and offers are read and replied to."""

import pytest
from django.core import mail
from django.urls import reverse

from instruments.models import Anchor, Sheet
from matching import access
from matching.models import Application, Offer, Reading, Worry
from matching.services import readings
from partnerships.models import Role
from tests import factories_matching as make
from tests.factories import NOW, MembershipFactory, OrganizationFactory
from tests.reading import words

pytestmark = pytest.mark.django_db


def url(name, row, *before):
    return reverse(f"matching:{name}", args=[*before, row.pk])


def board(subject):
    kind = "applications" if isinstance(subject, Application) else "offers"
    return url("board", subject, kind)


def as_member(client, subject):
    client.force_login(make.member(subject.organization))


SAID = {"note_R8": "The board takes ninety days.", "present": "Both", "held_on": "2026-03-05"}


def text(response):
    return response.content.decode()


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
         "try_instead": "Nine questions", "next_on": "2037-04-01"},
    )  # fmt: skip
    make.answer(form)
    reading = make.first(form)
    page = text(client.get(board(form)))
    assert (page.count('type="radio"'), " checked" in page) == (36, False)

    client.post(url("levels", reading), {**make.PREPARE, "version": 1, "finish": "1", "note": "n"})
    done = text(client.get(board(form)))
    client.post(
        url("reply", form, "applications"),
        {"words": "Let us look together.", "next_step": "Two hours", "next_on": "2037-04-08",
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
    assert "Wednesday 8 April" in own


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


def role_ends(reader, subject):
    reader.program_roles.update(until=NOW.date())


def joins(reader, subject):
    MembershipFactory(user=reader, organization=subject.organization)


@pytest.mark.parametrize("since", [role_ends, joins])
@pytest.mark.parametrize("kind", ["applications", "offers"])
@pytest.mark.usefixtures("tests_day")
def test_a_second_reader_reads_while_they_facilitate_and_belong_to_neither(client, kind, since):
    subject, levels = make.read(), make.PREPARE
    if kind == "offers":
        subject, levels = make.offered(), make.WILLING
        make.answer(subject)
        make.rate(make.first(subject), levels)
    reading = make.second(subject, levels)
    levels = Sheet.objects.filter(voice="levels")
    pages = [board(subject)]
    pages += [] if since is joins else [subject.get_absolute_url(), url("nine", subject, kind)]
    client.force_login(make.fresh(reading.reader))
    assert Sheet.objects.visible_to(make.fresh(reading.reader)).filter(pk__in=levels).count() == 2
    before = [client.get(page).status_code for page in pages]

    since(reading.reader, subject)
    client.force_login(make.fresh(reading.reader))

    assert set(before) == {200}
    assert {client.get(page).status_code for page in pages} == {404}
    person = make.fresh(reading.reader)
    assert not Reading.objects.visible_to(person).exists()
    assert not Sheet.objects.visible_to(person).filter(pk__in=levels).exists()
    assert not access.rated(person, "fill").exists()


def test_who_was_asked_to_read_too_is_named_and_nobody_else_is_offered(client):
    form = make.read()
    client.force_login(make.fresh(form.facilitator))
    before = text(client.get(board(form)))
    reader = make.second(form).reader

    after = text(client.get(board(form)))

    ask = url("second_reader", form, "applications")
    assert (ask in before, ask in after) == (True, False)
    assert f"{reader} reads it too, and has not finished yet." in after


def test_the_second_reader_reads_the_other_bars_by_the_name_of_the_first(client):
    form = make.read()
    reading = make.second(form, make.READY)
    client.force_login(make.fresh(reading.reader))

    shown = words(text(client.get(board(form))))

    assert f"Item You {form.facilitator}" in shown
    assert "Second reader" not in shown


def test_reading_all_nine_with_one_not_chosen_keeps_the_others_and_says_so(client):
    form = make.answered()
    client.force_login(make.fresh(form.facilitator))
    chosen = {key: level for key, level in make.PREPARE.items() if key != "R9"}

    answer = client.post(
        url("levels", make.first(form)), {**chosen, "version": 1, "finish": "1", "note": "My note."}
    )

    assert answer.status_code == 422
    assert "Choose one of the sentences for each item. What you chose before is kept." in text(
        answer
    )
    assert text(client.get(board(form))).count(" checked") == 8
    assert make.first(form).note == "My note."


def test_a_gap_stands_before_the_reply_until_it_is_talked_through(client):
    form = make.read()
    make.second(form, {**make.PREPARE, "R8": 4})
    client.force_login(make.fresh(form.facilitator))
    before = text(client.get(board(form)))

    client.post(url("talk", form, "applications"), SAID)
    after = text(client.get(board(form)))

    assert ("Talk before you reply" in before, "Send the reply" in before) == (True, False)
    assert ("Talk before you reply" in after, "Send the reply" in after) == (False, True)
    assert "The board takes ninety days." in after
    talked = "Two steps apart, talked through"
    assert (talked in before, talked in after) == (False, True)


def test_the_organization_never_meets_a_level_a_rubric_or_a_reason(client):
    form = make.read()
    readings.keep_note(reading=make.first(form), note="CANARY-NOTE", by=form.facilitator, now=NOW)
    make.second(form, {**make.PREPARE, "R8": 4})
    make.talk(form, R8="CANARY-TALK")
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
        "words": "Dear Elm Valley", "next_step": "A call", "next_on": "2037-04-08",
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


def test_one_gap_asks_for_its_note_and_both_readers_stand_in_it_already(client):
    form = make.read()
    make.second(form, {**make.PREPARE, "R8": 4})
    client.force_login(make.fresh(form.facilitator))
    address = url("talk", form, "applications")

    page = text(client.get(address))
    empty = text(client.post(address, {**SAID, "note_R8": ""}))

    assert "(if you like)" not in page
    assert f'value="{form.facilitator} and ' in page
    assert "This needs an answer." in empty


def test_what_the_result_rests_on_stands_open_and_the_rest_is_folded(client):
    form = make.read()
    client.force_login(make.fresh(form.facilitator))

    page = text(client.get(board(form)))
    shown, folded = page.split("<summary>The other ")

    assert "Problem and causes: highest level that is fully true" in shown
    assert "People and time: highest level that is fully true" not in shown
    assert "People and time: highest level that is fully true" in folded


def test_a_talk_is_not_kept_on_a_day_to_come(client):
    form = make.read()
    make.second(form, {**make.PREPARE, "R8": 4})
    client.force_login(make.fresh(form.facilitator))

    answer = client.post(url("talk", form, "applications"), {**SAID, "held_on": "2199-03-05"})

    assert answer.status_code == 422
    assert "This day is still to come." in text(answer)
    assert SAID["note_R8"] in text(answer)
    assert "Talk before you reply" in text(client.get(board(form)))
