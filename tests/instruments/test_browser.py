"""A person on a phone writes, sees it saved, leaves and finds it again."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from instruments import editing, reading, services
from partnerships.models import Role
from tests.browser.checks import sign_in, whole
from tests.factories import NOW, ProgramRoleFactory, UserFactory
from tests.factories_instruments import allow, item, open_sheet, published, thing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 740}
SAVED = re.compile(r"^Saved \d{1,2}:\d\d [ap]m$")


@pytest.fixture
def sheet(transactional_db):
    found = open_sheet()
    about = thing()
    about.pk = found.context_id
    for action in ("read", "sign_off", "reopen"):
        allow(found.created_by, action, about)
    return found


@pytest.fixture(params=[True, False], ids=["script", "plain"])
def scripts(request):
    return request.param


@pytest.fixture
def phone(browser, live_server, sheet):
    """Give pages of a phone on which the person who fills the sheet is signed in."""
    contexts = []

    def made(scripts=True):
        context = browser.new_context(
            viewport=PHONE, java_script_enabled=scripts, base_url=live_server.url
        )
        contexts.append(context)
        page = context.new_page()
        sign_in(page, live_server, sheet.created_by)
        return page

    yield made
    for context in contexts:
        context.close()


def at(name, sheet, *more):
    return reverse(f"instruments:{name}", args=[sheet.pk, *more])


def test_written_saved_reloaded_still_there(phone, sheet):
    page = phone()
    page.goto(at("answer", sheet, "Q1"))

    page.get_by_label("In your words").press_sequentially("Two lines about it.")
    expect(page.locator("[data-saved]")).to_have_text(SAVED)
    page.reload()

    expect(page.get_by_label("In your words")).to_have_value("Two lines about it.")
    page.get_by_label("In your words").press_sequentially(" And more.")
    page.get_by_role("button", name="Next: Say thing 2").click()
    expect(page).to_have_url(re.compile("/Q2/$"))
    assert [*reading.words(sheet)] == ["Q1"]


def test_the_whole_way_with_and_without_scripts(phone, sheet, scripts):
    page = phone(scripts)
    page.goto(at("sheet", sheet))

    page.get_by_role("link", name="Start, two lines are enough").click()
    for number in (1, 2, 3):
        page.get_by_label("In your words").fill(f"Answer {number}")
        page.locator("form.form .btn").click()
    expect(page).to_have_url(re.compile("/check/$"))
    page.get_by_role("button", name="Sign off for all of us").click()
    expect(page).to_have_url(re.compile("/things/"))

    sheet.refresh_from_db()
    assert reading.words(sheet) == {f"Q{n}": f"Answer {n}" for n in (1, 2, 3)}
    assert sheet.signed_off_by == sheet.created_by


def test_stop_here_keeps_the_words(phone, sheet, scripts):
    page = phone(scripts)
    page.goto(at("answer", sheet, "Q2"))

    page.get_by_label("In your words").fill("Half a")
    page.get_by_role("button", name="Stop here, keep what I wrote").click()

    expect(page.get_by_role("heading", name="1 of 3 answered")).to_be_visible()
    assert reading.words(sheet) == {"Q2": "Half a"}


def test_a_closed_tab_loses_nothing_after_three_seconds(phone, sheet):
    page = phone()
    page.goto(at("answer", sheet, "Q1"))

    page.get_by_label("In your words").press_sequentially("Every word of this.")
    page.wait_for_timeout(3000)
    page.close(run_before_unload=False)

    assert reading.words(sheet) == {"Q1": "Every word of this."}


def test_leaving_in_the_middle_of_a_word_loses_nothing(phone, sheet):
    page = phone()
    page.goto(at("answer", sheet, "Q1"))

    page.get_by_label("In your words").press_sequentially("Left at on")
    page.goto(at("sheet", sheet))
    for _ in range(100):  # the save outlives its page, and the browser tells nobody when it is done
        if reading.words(sheet):
            break
        page.wait_for_timeout(100)

    assert reading.words(sheet) == {"Q1": "Left at on"}


def test_coming_back_shows_what_a_colleague_wrote_since(phone, sheet):
    page = phone()
    page.goto(at("answer", sheet, "Q1"))
    page.get_by_label("In your words").press_sequentially("Mine.")
    expect(page.locator("[data-saved]")).to_have_text(SAVED)
    page.goto(at("sheet", sheet))
    services.save_answer(
        sheet=sheet, item=item(sheet), words="Theirs.", expected=1,
        by=UserFactory(), now=NOW,
    )  # fmt: skip

    page.go_back()

    expect(page.get_by_label("In your words")).to_have_value("Theirs.")


def test_a_save_after_signing_out_says_that_the_button_is_needed(phone, sheet):
    page = phone()
    page.goto(at("answer", sheet, "Q1"))
    page.context.clear_cookies()

    page.get_by_label("In your words").press_sequentially("Written")

    expect(page.locator("[data-saved]")).to_have_text(
        "Not saved. Your words stay here; press the button to see why."
    )
    expect(page.get_by_label("In your words")).to_have_value("Written")


def test_a_colleague_was_there_first(phone, sheet):
    page = phone()
    page.goto(at("answer", sheet, "Q1"))
    services.save_answer(
        sheet=sheet,
        item=item(sheet),
        words="Theirs.",
        expected=0,
        by=UserFactory(name="Coaching lead"),
        now=NOW,
    )

    page.get_by_label("In your words").press_sequentially("Mine.")
    expect(page.locator("[data-saved]")).to_contain_text("Coaching lead changed this at")
    page.locator("form.form .btn").click()

    expect(page.get_by_text("Theirs.").first).to_be_visible()
    page.get_by_label("Mine", exact=True).check()
    page.get_by_role("button", name="Save it like this").click()
    expect(page).to_have_url(re.compile("/Q2/$"))
    assert reading.words(sheet) == {"Q1": "Mine."}


def test_pressing_next_while_a_save_is_on_its_way_is_no_clash(phone, sheet):
    page = phone()
    page.goto(at("answer", sheet, "Q1"))

    def slow(route):
        if route.request.headers.get("x-autosave"):
            page.wait_for_timeout(700)
        route.continue_()

    page.route("**/Q1/", slow)
    box = page.get_by_label("In your words")
    box.press_sequentially("First")
    with page.expect_request(lambda request: request.headers.get("x-autosave") == "1"):
        pass
    box.press("Home")
    box.press_sequentially("And ")
    page.get_by_role("button", name="Next: Say thing 2").click()

    expect(page).to_have_url(re.compile("/Q2/$"))
    assert reading.words(sheet) == {"Q1": "And First"}


PAGES = [("sheet", ()), ("answer", ("Q1",)), ("check", ()), ("check signed", ()), ("reopen", ())]


@pytest.mark.parametrize(("name", "more"), PAGES)
def test_pages_are_accessible_and_narrow(phone, sheet, name, more):
    words = "مرحبا " * 40 + "x" * 200
    said = {"words": words, "expected": 0, "by": sheet.created_by, "now": NOW}
    services.save_answer(sheet=sheet, item=item(sheet), **said)
    if "signed" in name or name == "reopen":
        services.sign_off(sheet=sheet, by=sheet.created_by, now=NOW)
    page = phone()

    page.goto(at(name.split()[0], sheet, *more))

    whole(page)
    assert page.locator("main .btn:not(.btn--line)").count() <= 1


def test_editing_pages_are_accessible_and_narrow(page, live_server, transactional_db):
    sign_in(page, live_server, ProgramRoleFactory(role=Role.ADMINISTRATOR).user)
    version = services.new_version(published().instrument, None, NOW)
    question = version.items.get(key="Q2")
    question.hint = "Another hint."
    said = {"levels": {}, "expected": 1, "by": None, "now": NOW}
    editing.change_item(question, ["hint"], **said)

    for name, more in [
        ("instruments", []),
        ("version", [version.pk]),
        ("around", [version.pk]),
        ("item", [question.pk]),
        ("publish", [version.pk]),
    ]:
        page.goto(live_server.url + reverse(f"instruments:{name}", args=more))
        whole(page)


def test_coming_back_to_what_was_typed_overwrites_nothing(page, live_server, transactional_db):
    sign_in(page, live_server, ProgramRoleFactory(role=Role.ADMINISTRATOR).user)
    question = services.new_version(published().instrument, None, NOW).items.get(key="Q2")
    page.goto(live_server.url + reverse("instruments:item", args=[question.pk]))
    page.get_by_label("Hint").fill("Mine.")
    page.goto(live_server.url)
    question.hint = "Theirs."
    editing.change_item(question, ["hint"], levels={}, expected=1, by=None, now=NOW)

    page.go_back()
    expect(page.get_by_label("Hint")).to_have_value("Mine.")
    page.locator("main form .btn").first.click()

    expect(page.get_by_text("Theirs.").first).to_be_visible()
    question.refresh_from_db()
    assert question.hint == "Theirs."
