"""The pages of a sheet: who meets them, what they say, what they never say, what they cost."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from foundation import access
from foundation.text import LONGEST
from instruments import reading, services
from instruments.models import Answer, Sheet, SheetState, Voice
from tests.factories import NOW, UserFactory
from tests.factories_instruments import allow, item, open_sheet, thing

pytestmark = pytest.mark.django_db
RUBRIC = ["Anchor text", "Rubric title", "level", "Level"]
TORTURE = [
    "<script>alert(1)</script>",
    "{{ 7|add:7 }} {% load x %}",
    "' OR 1=1 --",
    "שלום \u202eevil\u202c",
    "🧑‍🏫 ﷽ e\u0301",
    "\ud800 lone",
    "NaN",
    "a\x00b\x07c",
    "line\r\nline\rline",
    "=cmd|' /C calc'!A0",
    "\\u0000 %s %(x)s %%",
    " " * 50 + ".",
]


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def url(name, sheet, *more):
    return reverse(f"instruments:{name}", args=[sheet.pk, *more])


def save(sheet, key="Q1", words="Ours.", expected=0, by=None):
    return services.save_answer(
        sheet=sheet,
        item=item(sheet, key),
        words=words,
        expected=expected,
        by=by or sheet.created_by,
        now=NOW,
    )


@pytest.fixture
def sheet():
    found = open_sheet()
    allow(found.created_by, "read", _about(found))
    return found


def _about(sheet):
    about = thing()
    about.pk = sheet.context_id
    return about


@pytest.fixture
def filler(client, sheet):
    client.force_login(sheet.created_by)
    return client


def person(sheet, *actions):
    """Somebody who may do `actions` here and everything on another sheet, which could leak."""
    user = UserFactory()
    other = open_sheet(by=user)
    for action in actions:
        allow(user, action, _about(sheet))
    for action in ("read", "sign_off", "reopen"):
        allow(user, action, _about(other))
    return user


PAGES = [("sheet", ()), ("answer", ("Q1",)), ("check", ()), ("reopen", ())]
OPEN = {
    "stranger": ((), [404, 404, 404, 404]),
    "filler": (("fill", "read"), [200, 200, 200, 403]),
    "signer": (("fill", "read", "sign_off"), [200, 200, 200, 403]),
    "reader": (("read", "reopen"), [404, 404, 404, 404]),
}
SIGNED = {
    "stranger": ((), [404, 404, 404, 404]),
    "filler": (("fill", "read"), [302, 302, 200, 403]),
    "reader": (("read",), [302, 403, 200, 403]),
    "facilitator": (("read", "reopen"), [302, 403, 200, 200]),
}


@pytest.mark.parametrize("who", OPEN)
def test_who_meets_an_open_sheet(client, sheet, who):
    actions, expected = OPEN[who]
    client.force_login(person(sheet, *actions))

    found = [client.get(url(name, sheet, *more)).status_code for name, more in PAGES]

    assert found == expected


@pytest.mark.parametrize("who", SIGNED)
def test_who_meets_a_signed_off_sheet(client, sheet, who):
    actions, expected = SIGNED[who]
    services.sign_off(sheet=sheet, by=sheet.created_by, now=NOW)
    client.force_login(person(sheet, *actions))

    found = [client.get(url(name, sheet, *more)).status_code for name, more in PAGES]

    assert found == expected


POSTS = [
    ("answer", ("Q1",), {"words": "Mine."}),
    ("check", (), {"seen": "x"}),
    ("reopen", (), {"why": "x"}),
]
WRITING = {
    "stranger": ((), [404, 404, 404]),
    "reader": (("read",), [404, 404, 404]),
    "filler": (("fill",), [302, 403, 403]),
}


@pytest.mark.parametrize("who", WRITING)
def test_who_may_write(client, sheet, who):
    actions, expected = WRITING[who]
    client.force_login(person(sheet, *actions))

    found = [client.post(url(n, sheet, *m), data).status_code for n, m, data in POSTS]

    sheet.refresh_from_db()
    assert (found, sheet.state) == (expected, SheetState.OPEN)
    assert reading.words(sheet) == ({"Q1": "Mine."} if who == "filler" else {})


def test_without_sign_in_every_page_asks_for_it(client, sheet):
    found = {client.get(url(name, sheet, *more)).status_code for name, more in PAGES}

    assert found == {302}


def test_a_sheet_of_levels_has_no_page_here(client):
    levels = open_sheet(voice=Voice.LEVELS)
    client.force_login(levels.created_by)

    found = [client.get(url(name, levels, *more)).status_code for name, more in PAGES]

    assert found == [404, 404, 404, 404]


def test_the_list_says_what_is_asked_why_and_how_far_it_is(filler, sheet):
    save(sheet, "Q2")

    page = filler.get(url("sheet", sheet)).content.decode()

    for words in (
        "1 of 3 answered",
        "12 minutes",
        "To find a partner who fits.",
        "Your facilitator sees it.",
        "Nothing has to be answered.",
        "Say thing 1",
        f"{sheet.created_by.name}</bdi>, Monday 8 March, 10:00 am Eastern",
        "Elm Valley, new teacher retention",
    ):
        assert words in page
    assert page.count("state--done") == 1


def test_no_page_of_words_holds_the_rubric(filler, sheet):
    save(sheet)
    allow(sheet.created_by, "sign_off", _about(sheet))
    address = url("answer", sheet, "Q1")
    sources = [filler.get(url(name, sheet, *more)) for name, more in PAGES[:3]]
    sources += [
        filler.post(address, {"words": "x" * (LONGEST + 1), "version": 1}),
        filler.post(address, {"words": "Yours.", "version": 9}),
        filler.post(address, {"words": "Yours.", "version": 9}, headers={"X-Autosave": "1"}),
        filler.post(address, {"words": "Ours. More", "version": 1}, headers={"X-Autosave": "1"}),
    ]

    assert [s.status_code for s in sources] == [200, 200, 200, 422, 409, 409, 200]
    for source in sources:
        assert [word for word in RUBRIC if word in source.content.decode()] == []


def test_without_javascript_next_saves_and_goes_on(filler, sheet):
    answer = filler.post(url("answer", sheet, "Q1"), {"words": "Two lines.", "version": ""})

    assert (answer.status_code, answer.url) == (302, url("answer", sheet, "Q2"))
    assert reading.words(sheet) == {"Q1": "Two lines."}


def test_the_last_question_leads_to_all_of_them(filler, sheet):
    answer = filler.post(url("answer", sheet, "Q3"), {"words": "Done."})

    assert answer.url == url("check", sheet)


def test_stop_here_keeps_what_was_written(filler, sheet):
    answer = filler.post(url("answer", sheet, "Q1"), {"words": "Half", "stop": "1"})

    assert answer.url == url("sheet", sheet)
    assert reading.words(sheet) == {"Q1": "Half"}


def test_next_on_an_empty_box_goes_on_and_keeps_nothing(filler, sheet):
    answer = filler.post(url("answer", sheet, "Q1"), {"words": ""})

    assert answer.url == url("answer", sheet, "Q2")
    assert not Answer.objects.exists()


def test_words_can_be_taken_out_again(filler, sheet):
    save(sheet)

    filler.post(url("answer", sheet, "Q1"), {"words": "", "version": 1})

    assert reading.words(sheet) == {}


def test_an_unknown_question_is_not_found(filler, sheet):
    assert filler.get(url("answer", sheet, "Q99")).status_code == 404


def autosave(client, sheet, **data):
    return client.post(url("answer", sheet, "Q1"), data, headers={"X-Autosave": "1"})


def test_autosave_answers_with_the_time_in_the_persons_zone_and_the_version(filler, sheet):
    first = autosave(filler, sheet, words="One", version="")
    second = autosave(filler, sheet, words="Two", version=first["X-Version"])

    assert (first.content.decode(), first["X-Version"]) == ("Saved 10:00 am", "1")
    assert (second.content.decode(), second["X-Version"]) == ("Saved 10:00 am", "2")
    assert first["Content-Type"] == "text/plain; charset=utf-8"


def test_autosave_of_an_empty_box_says_nothing(filler, sheet):
    answer = autosave(filler, sheet, words="", version="")

    assert (answer.status_code, answer.content) == (200, b"")
    assert not Answer.objects.exists()


def test_autosave_against_a_colleague_says_who_and_changes_nothing(filler, sheet):
    other = UserFactory(name="Coaching lead")
    save(sheet, words="Theirs.", by=other)

    answer = autosave(filler, sheet, words="Mine.", version="")

    assert answer.status_code == 409
    assert answer.content.decode() == (
        "Not saved: Coaching lead changed this at 10:00 am. Press the button to see both texts."
    )
    assert reading.words(sheet) == {"Q1": "Theirs."}


def test_a_stale_save_shows_both_texts_and_use_mine_works(filler, sheet):
    save(sheet, words="Theirs.", by=UserFactory())

    clash = filler.post(url("answer", sheet, "Q1"), {"words": "Mine.", "version": ""})
    page = clash.content.decode()

    assert clash.status_code == 409
    assert "Theirs." in page
    assert "Mine." in page
    mine = filler.post(url("answer", sheet, "Q1"), {"words": "Mine.", "version": 1})
    assert (mine.status_code, reading.words(sheet)) == (302, {"Q1": "Mine."})


@pytest.mark.parametrize("by_itself", [True, False])
def test_a_save_after_the_sign_off_is_told_kindly_and_keeps_the_text_on_the_page(
    filler, sheet, by_itself
):
    services.sign_off(sheet=sheet, by=UserFactory(), now=NOW)
    headers = {"X-Autosave": "1"} if by_itself else {}

    answer = filler.post(url("answer", sheet, "Q1"), {"words": "Late words"}, headers=headers)

    assert answer.status_code == (409 if by_itself else 422)
    assert "This was signed off" in answer.content.decode()
    assert by_itself or "Late words" in answer.content.decode()
    assert not Answer.objects.exists()


@pytest.mark.parametrize("text", TORTURE)
def test_any_text_is_kept_and_shown(filler, sheet, text):
    data = {"words": text.encode("utf-8", "surrogatepass")}
    body = b"words=" + b"".join(b"%%%02x" % byte for byte in data["words"])

    sent = filler.post(
        url("answer", sheet, "Q1"), body, content_type="application/x-www-form-urlencoded"
    )
    pages = [filler.get(url(name, sheet, *more)) for name, more in PAGES[:3]]

    assert sent.status_code == 302
    assert [page.status_code for page in pages] == [200, 200, 200]
    assert "<script>alert" not in "".join(page.content.decode() for page in pages)
    assert list(reading.words(sheet)) == ["Q1"]


def test_ten_megabytes_are_refused_with_a_page_and_the_draft_stands(filler, sheet):
    save(sheet, words="Kept.")

    answer = filler.post(url("answer", sheet, "Q1"), {"words": "x" * 10_000_000, "version": 1})

    assert (answer.status_code, reading.words(sheet)) == (413, {"Q1": "Kept."})


def test_a_text_that_is_too_long_stays_in_the_box(filler, sheet):
    long = "x" * (LONGEST + 1)

    answer = filler.post(url("answer", sheet, "Q1"), {"words": long})

    assert answer.status_code == 422
    assert long in answer.content.decode()
    assert "There is a problem" in answer.content.decode()


def test_a_hint_of_an_administrator_is_no_markup(filler, sheet):
    version = services.new_version(sheet.instrument_version.instrument, None, NOW)
    version.items.filter(key="Q1").update(hint="<b>bold</b>")
    services.publish(version, None, NOW)
    fresh = open_sheet(by=sheet.created_by, version=version)

    page = filler.get(url("answer", fresh, "Q1")).content.decode()

    assert "&lt;b&gt;bold&lt;/b&gt;" in page
    assert "<b>bold</b>" not in page


def seen(sheet):
    return reading.digest(reading.words(sheet))


def test_one_person_signs_off_with_empty_questions_said_plainly(filler, sheet):
    allow(sheet.created_by, "sign_off", _about(sheet))
    save(sheet)

    page = filler.get(url("check", sheet)).content.decode()
    answer = filler.post(url("check", sheet), {"seen": seen(sheet)})

    assert "2 questions are empty. That is all right: they go as they are." in page
    assert f'value="{seen(sheet)}"' in page
    assert (answer.status_code, answer.url) == (302, f"/things/{sheet.context_id}/")
    sheet.refresh_from_db()
    assert (sheet.state, sheet.signed_off_by) == (SheetState.SIGNED_OFF, sheet.created_by)


@pytest.mark.parametrize("mark", ["", "old"])
def test_nobody_signs_words_they_have_not_read(filler, sheet, mark):
    allow(sheet.created_by, "sign_off", _about(sheet))
    old = seen(sheet)
    save(sheet, words="Written meanwhile.", by=UserFactory())

    answer = filler.post(url("check", sheet), {"seen": old if mark else ""})

    assert answer.status_code == 409
    assert "An answer changed while you were reading" in answer.content.decode()
    sheet.refresh_from_db()
    assert sheet.state == SheetState.OPEN


def test_who_may_not_sign_off_is_told_who_does(filler, sheet):
    page = filler.get(url("check", sheet)).content.decode()

    assert "A colleague who speaks for your organization signs it off." in page
    assert 'name="seen"' not in page


def test_signed_off_words_are_read_with_who_and_when(client, sheet):
    save(sheet, words="Ours.")
    services.sign_off(sheet=sheet, by=sheet.created_by, now=NOW + timedelta(minutes=42))
    client.force_login(person(sheet, "read"))

    page = client.get(url("check", sheet)).content.decode()

    assert f"Signed off by {sheet.created_by.name}, Monday 8 March, 10:42 am Eastern." in page
    assert "Ours." in page
    assert "Change this" not in page


def test_a_facilitator_opens_it_again_with_a_reason(client, sheet):
    services.sign_off(sheet=sheet, by=sheet.created_by, now=NOW)
    client.force_login(person(sheet, "read", "reopen"))

    empty = client.post(url("reopen", sheet), {"why": ""})
    answer = client.post(url("reopen", sheet), {"why": "A line is missing."})

    assert (empty.status_code, answer.status_code) == (422, 302)
    assert Sheet.objects.get(pk=sheet.pk).state == SheetState.OPEN


@pytest.mark.parametrize("count", [2, 9])
@pytest.mark.parametrize(
    ("name", "more", "cost"), [("sheet", (), 7), ("answer", ("Q1",), 7), ("check", (), 6)]
)
def test_pages_cost_the_same_however_long(
    client, django_assert_num_queries, name, more, cost, count
):
    sheet = open_sheet(count=count)
    client.force_login(sheet.created_by)
    for number in range(1, count + 1):
        save(sheet, f"Q{number}", by=UserFactory())

    client.get(url(name, sheet, *more))
    with django_assert_num_queries(cost):
        page = client.get(url(name, sheet, *more))

    assert page.status_code == 200


def test_an_autosave_costs_little(filler, sheet, django_assert_max_num_queries):
    autosave(filler, sheet, words="One", version="")

    with django_assert_max_num_queries(12):
        answer = autosave(filler, sheet, words="Two", version="1")

    assert answer.status_code == 200


def test_the_last_page_asks_its_room_for_the_one_way_on(client, sheet, monkeypatch):
    said, may = [], access.may
    client.force_login(person(sheet, "read", "fill", "sign_off", "reopen"))
    monkeypatch.setattr(access, "may", lambda *given: said.append(given[1]) or may(*given))
    client.get(url("check", sheet))
    assert ("sign_off" in said, "reopen" in said) == (True, False)
    services.sign_off(sheet=sheet, by=sheet.created_by, now=NOW)
    client.get(url("check", sheet))
    assert (said.count("sign_off"), "reopen" in said) == (1, True)


def test_words_for_a_sheet_that_is_not_mine_to_fill_can_still_be_copied(client, sheet):
    services.sign_off(sheet=sheet, by=sheet.created_by, now=NOW)
    client.force_login(person(sheet, "read"))
    typed = "Typed while a colleague signed off."

    answer = client.post(url("answer", sheet, "Q1"), {"words": typed})

    assert (answer.status_code, typed in answer.content.decode()) == (403, True)
