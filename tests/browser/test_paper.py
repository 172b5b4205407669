"""What a page is on paper: the words themselves, on as few sheets as they need."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from partnerships.models import Partnership, Phase, Side
from sessions_app.models import Action, Decision, Session
from tests.browser import checks
from tests.factories import NOW
from tests.factories_closing import BenefitFactory, CarryOnFactory
from tests.factories_insights import BriefFactory, BriefLineFactory
from tests.factories_kickoff import GoalFactory, LearningObjectiveFactory
from tests.factories_partnership import make_room
from tests.factories_sessions import ahead

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def room():
    return make_room(phase=Phase.ACTIVE, signed=True)


@pytest.fixture
def session(room):
    return ahead(room)


@pytest.fixture
def open_as(page, live_server):
    """Open a page as a person, as it is printed."""

    def opened(user, name, *about, **more):
        checks.sign_in(page, live_server, user)
        page.goto(live_server.url + reverse(name, args=about, **more))
        page.emulate_media(media="print")
        return page

    return opened


def sheets(page) -> int:
    """Return how many sheets of Letter the page prints on."""
    return len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)


def test_an_agenda_prints_its_blocks_and_no_button(open_as, room, session):
    page = open_as(room.facilitator, "sessions_app:agenda", session.pk)

    blocks = page.locator(".block h3")
    assert blocks.count() == blocks.filter(visible=True).count() == session.agenda.blocks.count()
    assert page.locator("main button").filter(visible=True).count() == 0
    assert sheets(page) == 1


def test_a_pack_with_much_to_bring_prints_on_one_sheet(open_as, room, session):
    for number in range(12):
        Action.objects.create(
            session=session, partnership=room.partnership, created_at=NOW, changed_at=NOW,
            text=f"Promise {number}: " + "the draft of the routine, " * 4,
            owner=room.facilitator, side=Side.PARTNER, due_on=session.local_date,
        )  # fmt: skip
    for block in session.agenda.blocks.all():
        block.text = "What happened since, and what that asks of both sides. " * 3
        block.save()

    page = open_as(room.facilitator, "sessions_app:pack", session.pk)

    assert page.get_by_text("Promise 11").is_visible()
    assert sheets(page) == 1


def test_a_participant_prints_no_word_that_opens_something(open_as, room, session):
    page = open_as(room.implementer(Side.PARTNER), "sessions_app:session", session.pk)

    assert page.locator("summary").filter(visible=True).count() == 0
    assert sheets(page) == 1


def test_a_workbook_parts_between_its_sections_alone(open_as, room):
    page = open_as(room.facilitator, "kickoff_print", room.partnership.pk)

    breaks = "all => [...new Set(all.map(one => getComputedStyle(one).breakInside))]"
    assert page.locator(".sheet").evaluate_all(breaks) == ["auto"]
    assert page.locator(".sheet > section").evaluate_all(breaks) == ["avoid"]


def test_notes_print_whose_they_are_and_ask_for_nothing(open_as, room, session):
    Session.objects.filter(pk=session.pk).update(
        state="wrapped_up", notes="We met.", notes_sent_at=NOW, notes_stand_on=NOW.date()
    )
    page = open_as(room.decider(Side.PARTNER), "sessions_app:notes", session.pk)

    assert page.get_by_text(f"{room.partnership.name}, {session.name}").first.is_visible()
    assert not page.get_by_text("Add a promise").is_visible()


def test_a_session_prints_no_question(open_as, room, session):
    page = open_as(room.decider(Side.PARTNER), "sessions_app:session", session.pk)
    assert not page.get_by_text("Do you come?").is_visible()


def test_a_close_out_prints_on_one_sheet(open_as, room, session):
    Partnership.objects.update(phase=Phase.CLOSED, ended_at=NOW)
    GoalFactory(partnership=room.partnership)
    for number in (2, 3):
        LearningObjectiveFactory(
            partnership=room.partnership, order=number, state="met",
            judged_because="Used in two places since spring.",
        )  # fmt: skip
    for side in Side:
        BenefitFactory(partnership=room.partnership, side=side)
    CarryOnFactory(partnership=room.partnership)
    for number in (1, 2):
        Action.objects.create(
            session=session, partnership=room.partnership, created_at=NOW,
            changed_at=NOW, text=f"Promise {number}", owner=room.facilitator, side=Side.PARTNER,
            due_on=NOW.date(),
        )  # fmt: skip
    page = open_as(room.decider(Side.PARTNER), "closing", room.partnership.pk)
    assert sheets(page) == 1


def test_a_brief_of_three_lessons_prints_on_one_sheet(open_as, room):
    brief = BriefFactory(
        partnership=room.partnership, state="published", published_at=NOW, slug="cards", number=1,
        boilerplate="Written under a grant. What stands here is the view of its writers. " * 2,
    )  # fmt: skip
    words = ["We let schools say which students they want back, in December and in May."] * 5
    for number in (1, 2, 3):
        BriefLineFactory(
            brief=brief, insight__partnership=room.partnership, order=number,
            text="\n\n".join(words), elsewhere="They want nine of eleven back.",
        )  # fmt: skip
    page = open_as(room.facilitator, "insights:on_shelf", "cards")
    assert sheets(page) == 1


def test_a_brief_to_sign_prints_its_foot_on_the_same_sheet(open_as, room):
    brief = BriefFactory(
        partnership=room.partnership, state="review", sent_at=NOW, answer_by=NOW.date(),
        title="What a host needs before the first day",
        lead="Every resident gets useful feedback in the lesson, every week",
        boilerplate="Written under a grant. What stands here is the view of its writers.",
    )  # fmt: skip
    words = [
        "We sat beside four host teachers for a week and wrote down each remark they made."
    ] * 5
    for number in (1, 2, 3):
        BriefLineFactory(
            brief=brief, insight__partnership=room.partnership, order=number,
            text="\n\n".join(words), elsewhere="They named the same moment without a word of it.",
        )  # fmt: skip
    page = open_as(room.decider(Side.PARTNER), "insights:brief", brief.pk)
    assert sheets(page) == 1


def test_a_page_after_a_session_prints_on_two_sheets(open_as, room, session):
    Session.objects.filter(pk=session.pk).update(state="held")
    by = {"session": session, "created_at": NOW, "changed_at": NOW}
    for number in (1, 2, 3):
        Decision.objects.create(text=f"Decision {number}", **by)
        Action.objects.create(
            text=f"Promise {number}", owner=room.facilitator, side=Side.PARTNER,
            due_on=session.local_date, partnership=room.partnership, **by,
        )  # fmt: skip
    page = open_as(room.facilitator, "sessions_app:wrapup", session.pk)
    assert sheets(page) == 2


def test_an_agenda_with_many_words_begins_on_the_first_sheet(open_as, room, session):
    for block in session.agenda.blocks.all():
        block.text = "What happened since, and what that asks of both sides. " * 9
        block.save()
    page = open_as(room.facilitator, "sessions_app:agenda", session.pk)

    first, *rest = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert "Blocks" in first.extract_text()
    assert rest
