"""Lessons, briefs and the shelf in a browser: whole for eyes, keyboard, phone and paper."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from insights.models import Brief, BriefLine, Insight, Verdict
from partnerships.models import Phase, Side
from tests import factories_insights as make
from tests.browser import checks
from tests.factories import NOW
from tests.factories_partnership import make_room

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
LONG = "Verylongwordwithoutanyspace" * 6
RIGHT_TO_LEFT = "מה למדנו מן השנה הראשונה"
COUNTED = "Residents\nDecember: 1 of 6, before cards\nFebruary: 5 of 12\nLakeview’s own count."


@pytest.fixture
def room():
    return make_room(phase=Phase.ACTIVE)


@pytest.fixture
def lesson(room):
    return make.shared(
        room.partnership, approver=room.decider(T), level=4, must_hold=f"One card\n{LONG}",
        may_vary=RIGHT_TO_LEFT, failed_where="The evaluator was in the room",
    )  # fmt: skip


@pytest.fixture
def brief(room, lesson):
    row = make.BriefFactory(
        partnership=room.partnership, counted=COUNTED, boilerplate="Written under a grant."
    )
    make.BriefLineFactory(brief=row, insight=lesson, elsewhere="Both languages.", text=LONG)
    other = make.shared(room.partnership, approver=room.decider(T), level=4)
    make.BriefLineFactory(
        brief=row, insight=other, order=2, heading=RIGHT_TO_LEFT, quote="I stopped waiting.",
        quote_side=P, quote_said="Host teacher, Lakeview", quote_agreed_at=NOW,
        quote_agreed_by=room.decider(P),
    )  # fmt: skip
    return row


def go(page, live_server, address):
    page.goto(f"{live_server.url}{address}")


def publish(brief):
    values = {"state": "published", "slug": "what-hosts-need", "published_at": NOW, "number": 1}
    Brief.objects.filter(pk=brief.pk).update(**values)
    return reverse("insights:on_shelf", args=["what-hosts-need"])


def test_the_pages_inside_are_whole(live_server, page, room, lesson, brief):
    make.VerdictFactory(insight=lesson, why=RIGHT_TO_LEFT, first_used_on=NOW.date())
    fresh = make.InsightFactory(partnership=room.partnership, strategy=LONG)
    checks.sign_in(page, live_server, room.decider(T))
    for name, address in [
        ("lesson", lesson.get_absolute_url()),
        ("lesson-approve", fresh.get_absolute_url()),
        ("lesson-edit", reverse("insights:edit", args=[fresh.pk])),
        ("lessons", reverse("insights:lessons", args=[room.partnership.pk])),
        ("assemble", reverse("insights:assemble", args=[room.partnership.pk])),
        ("brief-inside", brief.get_absolute_url()),
        ("brief-line", reverse("insights:brief_line", args=[brief.pk, brief.lines.first().pk])),
    ]:
        go(page, live_server, address)
        checks.whole(page)
        for width in (1280, 360):
            checks.picture(page, name, width)


def test_anybody_reads_the_shelf_without_scripts(live_server, browser, brief):
    address = publish(brief)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    go(page, live_server, reverse("insights:shelf"))
    page.get_by_role("link", name=brief.title).click()

    assert page.url == f"{live_server.url}{address}"
    assert page.locator("h1").inner_text() == brief.title
    context.close()


def test_the_shelf_is_whole(live_server, page, brief):
    address = publish(brief)
    for name, where in [("brief", address), ("shelf", reverse("insights:shelf"))]:
        go(page, live_server, where)
        checks.whole(page)
        for width in (1280, 360):
            checks.picture(page, name, width)


def test_a_brief_prints_on_one_or_two_pages(live_server, page, brief):
    BriefLine.objects.update(text="In October two of them held up a card instead. " * 12)
    go(page, live_server, publish(brief))

    paper = PdfReader(io.BytesIO(page.pdf(format="Letter")))

    text = "".join("".join(sheet.extract_text() for sheet in paper.pages).split())
    assert len(paper.pages) in (1, 2)
    assert "Writtenunderagrant." in text
    assert "Signin" not in text


def test_by_keyboard_the_other_side_gives_its_verdict(live_server, page, room, lesson):
    checks.sign_in(page, live_server, room.implementer(P))
    go(page, live_server, lesson.get_absolute_url())
    page.get_by_role("link", name="Give the verdict").press("Enter")
    checks.whole(page)
    checks.picture(page, "verdict", 360)
    page.get_by_role("radio", name="We adapt it").press("Space")
    page.get_by_label("Here we changed").fill("Both languages")
    page.get_by_role("button", name="Keep our verdict").press("Enter")

    page.get_by_text("Both sides and the facilitator read it now.").first.wait_for()
    assert Verdict.objects.get().choice == "adapt"


def test_an_unfinished_lesson_is_kept_and_says_what_is_missing(live_server, page, room):
    checks.sign_in(page, live_server, room.implementer(P))
    go(page, live_server, reverse("insights:new", args=[room.partnership.pk]))
    page.get_by_label("What to do, in one sentence").fill("Agree the signal on Monday")
    page.get_by_role("button", name="Keep this lesson").click()

    page.get_by_text("Add one real case").wait_for()
    assert Insight.objects.get().state == "draft"
