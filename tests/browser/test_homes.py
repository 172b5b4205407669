"""Each home in a browser: whole for eyes, keyboard and phone, printed, and walked."""

import datetime
import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from foundation import clock
from overview.officer import ROWS
from partnerships.models import Organization, Partnership, Phase, Role, Side
from sessions_app.models import Action, ContextUpdate
from tests.browser import checks
from tests.factories import NOW, ProgramRoleFactory, RoundFactory
from tests.factories_closing import BenefitFactory, make_closing
from tests.factories_partnership import make_room
from tests.factories_sessions import make_session
from tests.overview.test_facilitators_home import held, many

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
DAY = datetime.timedelta(days=1)
LONG = "Verylongnamewithoutanyspace" * 4
RIGHT_TO_LEFT = "בית הספר לפסגה"
NAMES = [("Harbor County", "Stonebridge"), ("Two Rivers", "Prairie"), ("Ridgeway", "Alder"),
         (LONG, RIGHT_TO_LEFT)]  # fmt: skip


@pytest.fixture
def room():
    """A facilitator with five partnerships: one meets soon, one is stalled, one closes."""
    today = clock.now().date()
    first = make_room(
        phase=Phase.ACTIVE, starts_on=today - 150 * DAY, ends_on=today + 120 * DAY,
        sentence="Two schools use one feedback routine.",
        sentence_shown_at=clock.now() - 9 * DAY,
    )  # fmt: skip
    for number in range(1, 6):
        held(first, number, 150 - 25 * number)
    session = make_session(first, number=6, local_date=today + 9 * DAY)
    by = {"created_at": NOW, "changed_at": NOW}
    ContextUpdate.objects.create(
        session=first.partnership.sessions.get(number=5), words="The board said yes.", **by
    )
    Action.objects.create(
        session=session, partnership=first.partnership, text="Cards translated",
        owner=first.decider(P), side=P, due_on=session.local_date, **by,
    )  # fmt: skip
    for at, (partner, thought_partner) in enumerate(NAMES):
        _more(first, at, partner, thought_partner, today)
    return first


def _more(first, at, partner, thought_partner, today):
    made = make_room(
        phase=Phase.CLOSING if at == 2 else Phase.ACTIVE, facilitator=first.facilitator,
        starts_on=today - 150 * DAY,
        ends_on=today + (40 + 90 * at) * DAY, sentence=RIGHT_TO_LEFT if at == 3 else "",
    )  # fmt: skip
    Partnership.objects.filter(pk=made.partnership.pk).update(round=first.partnership.round)
    for side, name in ((P, partner), (T, thought_partner)):
        Organization.objects.filter(pk=made.organization(side).pk).update(short_name=name[:60])
    held(made, 1, 81 if at == 1 else 14)


def pictured(page, name):
    for width in (1280, 360):
        checks.picture(page, f"home-{name}", width)


def test_today_is_whole(live_server, page, room):
    checks.sign_in(page, live_server, room.facilitator)
    page.goto(f"{live_server.url}{reverse('home')}")

    assert page.locator("h1").inner_text() == "Today"
    checks.whole(page)
    pictured(page, "today")
    printed = PdfReader(io.BytesIO(page.pdf(format="Letter")))
    assert len(printed.pages) == 1
    assert "It can wait" not in printed.pages[0].extract_text()
    page.goto(f"{live_server.url}{reverse('today_all')}")
    checks.whole(page)


def test_a_row_is_put_off_without_scripts(live_server, browser, room):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    checks.sign_in(page, live_server, room.facilitator)
    page.goto(f"{live_server.url}{reverse('home')}")
    said = page.locator(".ask h2").first.inner_text()

    page.get_by_role("link", name="It can wait").first.click()
    page.get_by_label("Why can it wait?").fill("They are away.")
    page.locator("input[name=until]").nth(1).check()
    page.get_by_role("button", name="Let it wait").click()

    page.get_by_text("It comes back on").wait_for()
    assert page.locator(".ask h2").first.inner_text() != said
    context.close()


def test_the_page_where_a_row_is_put_off_is_whole(live_server, page, room):
    checks.sign_in(page, live_server, room.facilitator)
    page.goto(f"{live_server.url}{reverse('home')}")
    page.get_by_role("link", name="It can wait").first.click()

    checks.whole(page)


def test_a_phone_shows_the_ask_whole_before_scrolling(live_server, page):
    room = make_room(benefits=False)
    checks.sign_in(page, live_server, room.implementer(P))
    page.goto(f"{live_server.url}{reverse('home')}")
    page.set_viewport_size({"width": 360, "height": 740})

    for text in ("One thing asked of you, three minutes", "Write what Lakeview hopes to gain",
                 "Both sides and the facilitator read it"):  # fmt: skip
        box = page.get_by_text(text).bounding_box()
        assert box["y"] + box["height"] <= 740, (text, box)
    checks.whole(page)
    pictured(page, "participant")


def test_a_day_when_nothing_is_due_is_whole(live_server, page, room):
    Partnership.objects.filter(pk=room.partnership.pk).update(phase=Phase.CLOSED, ended_at=NOW)
    made = make_room(phase=Phase.ACTIVE)
    make_session(made, number=1, local_date=clock.now().date() + 40 * DAY)
    BenefitFactory(partnership=made.partnership, side=T, evidence="A sharper way to explain it.")
    checks.sign_in(page, live_server, made.implementer(T))
    page.goto(f"{live_server.url}{reverse('home')}")

    assert page.locator("h1").inner_text().startswith("Nothing needed from you until")
    checks.whole(page)
    pictured(page, "quiet")


def test_the_officers_sheet_is_whole_and_prints_on_one_page(live_server, page, room):
    checks.sign_in(page, live_server, room.officer)
    page.goto(f"{live_server.url}{reverse('home')}")

    assert page.url.endswith(reverse("officer"))
    checks.whole(page)
    pictured(page, "officer")
    many(room, ROWS - 5)
    Partnership.objects.update(sentence="The first group of six principals begins in April. " * 3,
                               sentence_shown_at=clock.now() - 9 * DAY)  # fmt: skip
    later = RoundFactory(program=room.partnership.round.program, name="Fall round of next year")
    newest = Partnership.objects.order_by("-matched_at").values_list("pk", flat=True)[:3]
    Partnership.objects.filter(pk__in=list(newest)).update(
        round=later, starts_on=datetime.date(2031, 1, 9), ends_on=datetime.date(2031, 10, 9)
    )
    page.reload()
    assert page.locator("tbody tr").count() == ROWS
    printed = PdfReader(io.BytesIO(page.pdf(format="Letter")))
    text = printed.pages[0].extract_text()
    assert len(printed.pages) == 1
    assert "Where the program stands" in text
    assert "What this page will never show" in text
    assert "3 in 2031." in text
    assert "Print one page" not in text
    page.goto(f"{live_server.url}{reverse('officer_counted')}")
    checks.whole(page)


def test_a_lead_and_an_administrator_have_whole_homes(live_server, page, room):
    admin = ProgramRoleFactory(program=room.partnership.round.program, role=Role.ADMINISTRATOR)
    for user, name in ((room.lead, "lead"), (admin.user, "administrator")):
        page.context.clear_cookies()
        checks.sign_in(page, live_server, user)
        page.goto(f"{live_server.url}{reverse('home')}")
        checks.whole(page)
        pictured(page, name)
    page.goto(f"{live_server.url}{reverse('partnerships:roles', args=[admin.program_id])}")
    checks.whole(page)
    pictured(page, "roles")


def test_the_close_out_is_whole_and_written(live_server, page):
    room = make_closing()
    Organization.objects.filter(pk=room.organization(T).pk).update(short_name=RIGHT_TO_LEFT)
    BenefitFactory(partnership=room.partnership, side=T, evidence=f"{LONG} {RIGHT_TO_LEFT}")
    checks.sign_in(page, live_server, room.decider(P))
    address = f"{live_server.url}{reverse('closing', args=[room.partnership.pk])}"
    page.goto(address)
    checks.whole(page)
    pictured(page, "closing-left")

    page.get_by_role("link", name="Say what became of it").click()
    checks.whole(page)
    page.get_by_label("Reached", exact=True).check()
    page.get_by_label("What shows it?").fill("Two schools use it every week.")
    page.get_by_role("button", name="Keep this answer").click()
    page.get_by_role("link", name="Write what Lakeview gained").click()
    checks.whole(page)
    page.get_by_label("What does Lakeview have to show?").fill("A routine.")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("link", name="Add what goes on").click()
    checks.whole(page)
    page.get_by_label("What goes on?").fill("The routine in all schools")
    page.get_by_label("Who holds it?").fill("Lakeview’s coaching lead")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("link", name="Answer for the goal and the end").click()
    checks.whole(page)
    assert (
        "Choose one feedback routine: reached." in page.get_by_label("What shows it?").input_value()
    )
    page.get_by_label("partly reached").check()
    page.get_by_label("What came about that neither").fill("A shared language.")
    page.get_by_role("button", name="Keep these answers").click()

    page.get_by_text("Kept. Both sides read it now.").wait_for()
    assert page.get_by_text("The goal was partly reached.").count() == 1
    pictured(page, "closing")
    printed = PdfReader(io.BytesIO(page.pdf(format="Letter")))
    assert len(printed.pages) <= 2
