"""The look itself: every part and every page of the frame, with and without scripts."""

import re
import uuid

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from demo import people
from partnerships.models import Role
from tests.browser import checks
from tests.factories import NOW, ProgramFactory, ProgramRoleFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STYLEGUIDE = "/styleguide/"
FOOT = "Words at the foot of every brief"
SMALLEST = """() => Math.min(...[...document.querySelectorAll('svg text')]
  .filter(e => e.checkVisibility())
  .map(e => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a))"""
FILLED = """() => [...document.querySelectorAll('.drawing:has(> .tablet)')].map(e =>
  Math.max(...[...e.children].map(one => one.getBoundingClientRect().width)) / e.clientWidth)"""
SENT_BY_TWO_PRESSES = """() => {
  let sent = 0;
  window.addEventListener('submit', e => {
    sent += e.defaultPrevented ? 0 : 1;
    e.preventDefault();
  });
  const button = document.querySelector('main .btn');
  button.click();
  button.click();
  return sent;
}"""
HIDDEN_IN_PRINT = ".demobar, .sitehead nav, .btn, .linkbtn, .triple"


@pytest.fixture
def open_as(live_server, page):
    """Open an address as a person, or as nobody."""

    def opened(address, user=None, **how):
        if user:
            checks.sign_in(page, live_server, user)
        page.goto(f"{live_server.url}{address}", **how)
        return page

    return opened


def test_every_part_in_every_state_passes(open_as):
    page = open_as(STYLEGUIDE, UserFactory(name="مديرة المدرسة"))

    checks.whole(page)


def test_no_page_needs_what_the_policy_forbids(open_as, page):
    said = []
    page.on("console", lambda message: said.append(message.text))

    open_as(STYLEGUIDE, UserFactory())

    assert said == []


def test_larger_text_needs_no_sideways_scroll(open_as):
    page = open_as(STYLEGUIDE, UserFactory(name="A" * 60))

    page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")

    checks.reflow(page, widths=(640, 1280))


def at_each(page, widths, ask):
    """Return width to what `ask()` finds on the page at that width."""
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = ask()
    return found


def test_words_in_pictures_are_never_smaller_than_13_pixels(open_as):
    page = open_as(STYLEGUIDE)
    widths = (320, 360, 500, 700, 900, 1000, 1100, 1280)

    smallest = at_each(page, widths, lambda: round(page.evaluate(SMALLEST), 1))

    assert {width: size for width, size in smallest.items() if size < 13} == {}


def test_a_path_and_an_agenda_fill_their_panel_on_a_tablet(open_as):
    page = open_as(STYLEGUIDE)

    filled = at_each(page, (700, 800, 960, 1060), lambda: min(page.evaluate(FILLED)))

    assert {width: part for width, part in filled.items() if part < 0.75} == {}


def test_the_logo_keeps_its_size(open_as):
    page = open_as("/", ProgramRoleFactory().user)
    logo = page.locator(".brand svg")

    wide = at_each(page, (320, 641, 800, 1280), lambda: logo.bounding_box()["width"])

    assert set(wide.values()) == {30}


def test_the_navigation_of_a_phone_is_one_row_of_words(open_as):
    page = open_as("/", ProgramRoleFactory(role=Role.FACILITATION_LEAD).user)

    page.set_viewport_size({"width": 360, "height": 740})

    assert page.locator(".nav").bounding_box()["height"] < 60
    checks.reflow(page)


def test_what_opens_is_as_high_as_a_finger(open_as):
    page = open_as(STYLEGUIDE)

    high = "all => Math.min(...all.map(one => one.getBoundingClientRect().height))"
    assert page.locator("main summary").evaluate_all(high) >= 44


def test_forced_colours_keep_every_word_readable(open_as):
    page = open_as(STYLEGUIDE, UserFactory())

    page.emulate_media(forced_colors="active")

    checks.axe(page)


def test_on_paper_there_are_only_words_and_pictures(open_as):
    page = open_as(STYLEGUIDE, UserFactory())

    page.emulate_media(media="print")

    assert page.locator(HIDDEN_IN_PRINT).filter(visible=True).count() == 0
    assert page.locator("svg.wide").filter(visible=True).count() == 5
    expect(page.get_by_role("contentinfo")).to_be_visible()


# -- people coming in -----------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_inactive"])
def test_pages_before_sign_in_pass(open_as, name):
    page = open_as(reverse(name))

    checks.whole(page)


MINE = [
    "accounts:me",
    "mfa_index",
    "mfa_add_webauthn",  # asks to sign in anew first
    "account_logout",
    "demo:people",
]


@pytest.mark.parametrize("name", MINE)
def test_pages_about_oneself_pass(open_as, name):
    page = open_as(reverse(name), UserFactory())

    checks.whole(page)


def test_a_person_types_the_code_and_is_in(open_as, mailoutbox, live_server):
    user = UserFactory()
    page = open_as(f"{reverse('account_login')}?next={reverse('accounts:me')}")

    page.get_by_label("Work e-mail").fill(user.email)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Type the code from your mail")
    checks.whole(page)
    code = re.search(r"\d{6}", mailoutbox[0].body)[0]
    page.get_by_label("Code", exact=True).fill(code)
    page.get_by_role("button", name="Sign in").click()

    expect(page).to_have_url(f"{live_server.url}{reverse('accounts:me')}")


def test_a_mistake_takes_the_focus_and_leads_to_its_field(open_as):
    page = open_as(reverse("accounts:me"), UserFactory())
    page.get_by_label("Name").fill("")

    page.get_by_role("button", name="Keep this").click()

    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_role("alert")).to_be_focused()
    checks.whole(page)
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Name")).to_be_focused()


def test_one_press_shows_the_same_page_as_somebody_else(open_as):
    people.ensure(now=NOW)
    page = open_as(STYLEGUIDE, UserFactory())

    page.get_by_role("button", name="Beacon program lead").click()

    expect(page).to_have_url(re.compile(f"{STYLEGUIDE}$"))
    current = page.locator(".people [aria-current=true]")
    expect(current).to_have_text("Beacon program lead")


def test_on_a_phone_the_bar_leads_to_the_doors(open_as):
    people.ensure(now=NOW)
    page = open_as(STYLEGUIDE, UserFactory())
    page.set_viewport_size({"width": 360, "height": 700})

    page.get_by_role("link", name="Switch person").click()
    page.get_by_role("button", name=re.compile("Superintendent")).click()

    expect(page).to_have_url(re.compile(f"{STYLEGUIDE}$"))


# -- when something is not right ------------------------------------------------------------------
@pytest.fixture
def odd_pages(settings):
    settings.ROOT_URLCONF = "tests.browser.pages"


@pytest.mark.parametrize("status", ["400", "403", "404", "413", "429", "500", "csrf", "refused"])
def test_pages_of_bad_news_pass(odd_pages, open_as, status):
    page = open_as(f"/test/template/{status}/", UserFactory())

    checks.whole(page)


def test_an_address_of_nobody_is_a_kind_page(open_as):
    page = open_as(f"/partnerships/{uuid.uuid4()}/nothing/")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    checks.whole(page)


@pytest.fixture
def clashing(odd_pages, browser, live_server):
    """The 409 page with scripts off: somebody else saved while I was writing."""
    program = ProgramFactory(name="Lakeview", boilerplate="first")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    checks.sign_in(page, live_server, UserFactory())
    page.goto(f"{live_server.url}/test/edit/{program.pk}/")
    type(program).objects.update(version=2, boilerplate="theirs", changed_by=UserFactory())
    page.get_by_label(FOOT).fill("mine")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("Nothing is lost.")).to_be_visible()
    yield page, program
    context.close()


def test_both_texts_are_shown_and_theirs_can_stay(clashing):
    page, program = clashing

    words = page.locator("blockquote").all_inner_texts()
    page.get_by_role("link", name="Leave all as it is there now").click()

    assert words == ["theirs", "mine"]
    program.refresh_from_db()
    assert (program.boilerplate, program.version) == ("theirs", 2)


def test_nothing_is_saved_before_a_choice(clashing):
    page, program = clashing

    page.get_by_role("button", name="Save it like this").click()

    expect(page.get_by_text("Nothing is lost.")).to_be_visible()
    program.refresh_from_db()
    assert (program.boilerplate, program.version) == ("theirs", 2)


def test_mine_can_be_used_by_keyboard_alone(clashing):
    page, program = clashing

    page.get_by_label("What is there now", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page).not_to_have_title("Both texts are kept")
    program.refresh_from_db()
    assert (program.name, program.boilerplate, program.version) == ("Lakeview", "mine", 3)


def test_both_can_be_put_into_one_box(clashing):
    page, program = clashing

    both = page.get_by_label(f"Both together: {FOOT}")
    expect(both).to_have_value("theirs\n\nmine")
    both.fill("ours")
    page.get_by_label("Both, as I put them together here").check()
    page.get_by_role("button", name="Save it like this").click()

    program.refresh_from_db()
    assert (program.name, program.boilerplate, program.version) == ("Lakeview", "ours", 3)


def test_the_page_with_both_texts_passes(odd_pages, open_as):
    program = ProgramFactory(boilerplate="first")
    page = open_as(f"/test/edit/{program.pk}/", UserFactory())
    type(program).objects.update(
        version=2, boilerplate="theirs, " * 60, name="Their name", changed_by=UserFactory()
    )

    page.get_by_label(FOOT).fill("مدارس الوادي الشرقي " * 20)
    page.get_by_role("button", name="Keep this").click()

    expect(page.get_by_text("It goes together by itself")).to_be_visible()
    checks.whole(page)
    for width in (360, 1280):
        checks.picture(page, "both-texts", width)


# -- the little script ----------------------------------------------------------------------------
def test_words_are_kept_while_one_writes_and_the_line_says_so(odd_pages, open_as):
    program = ProgramFactory(boilerplate="first")
    page = open_as(f"/test/edit/{program.pk}/", UserFactory())
    line = page.locator("[data-saved]")
    expect(line).to_have_text("")

    page.get_by_label(FOOT).fill("typed")

    expect(line).to_have_text("Saved 10:42", timeout=5000)
    program.refresh_from_db()
    assert program.boilerplate == "typed"
    page.get_by_label(FOOT).fill("typed on")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("Nothing is lost.")).to_have_count(0)


def test_a_line_says_when_nothing_could_be_kept(odd_pages, open_as):
    page = open_as(f"/test/edit/{ProgramFactory().pk}/", UserFactory())
    page.route("**/test/autosave/**", lambda route: route.abort())

    page.get_by_label(FOOT).fill("typed")

    expect(page.locator("[data-saved]")).to_contain_text("Not saved yet.", timeout=5000)
    expect(page.get_by_label(FOOT)).to_have_value("typed")


def test_words_typed_before_the_script_is_there_are_kept_too(odd_pages, open_as, page):
    held = []
    page.route("**/js/seedbed*.js", lambda route: held.append(route))
    program = ProgramFactory(boilerplate="as it was")
    open_as(f"/test/edit/{program.pk}/", UserFactory(), wait_until="commit")
    page.get_by_label(FOOT).fill("typed on a slow line")
    assert page.evaluate("() => document.readyState") != "complete"

    held[0].continue_()

    expect(page.locator("[data-saved]")).to_have_text("Saved 10:42", timeout=5000)
    program.refresh_from_db()
    assert program.boilerplate == "typed on a slow line"


def test_a_form_as_it_came_is_not_saved_by_itself(odd_pages, open_as, page):
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    open_as(f"/test/edit/{ProgramFactory().pk}/", UserFactory())

    page.wait_for_timeout(2000)

    assert "POST" not in sent


def test_two_presses_send_a_form_once(odd_pages, open_as):
    page = open_as(f"/test/edit/{ProgramFactory().pk}/", UserFactory())

    assert page.evaluate(SENT_BY_TWO_PRESSES) == 1


def test_without_scripts_nothing_is_offered_that_would_not_work(browser, live_server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(f"{live_server.url}{STYLEGUIDE}")
    print_button = page.get_by_role("button", name="Print one page")
    page.goto(f"{live_server.url}{reverse('account_login')}")
    passkey = page.get_by_role("button", name="Use a passkey instead")

    assert (print_button.count(), passkey.count()) == (0, 0)
    context.close()


def test_the_clock_counts_from_the_servers_time(odd_pages, open_as):
    page = open_as("/test/clock/?left=372", UserFactory())

    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^6:(12|11|10)$"))
    page = open_as("/test/clock/?left=-65", UserFactory())
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^\+1:0[5-7]$"))
