"""The candour room in a browser: whole for eyes, keyboard and phone, and without JavaScript."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from partnerships.models import Phase
from pulse import rounds
from pulse.models import PulseForm
from tests.browser import checks
from tests.factories import NOW
from tests.factories_pulse import P, T, answer, fresh, make_round, make_theme, release

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("tests_day"),
]
LONG = "Verylongwordwithoutanyspace" * 6
RIGHT_TO_LEFT = "نتعلم متأخرين ما قرره المجلس"
RATINGS = {
    P: {"purpose": "5", "needed_now": "3", "we_gain": "4", "they_gain": "3", "well_used": "4",
        "frankly": "4", "right_people": "2", "sort_out": "4", "plan_changes": "cannot_say",
        "how": ("", f"{RIGHT_TO_LEFT} {LONG}", "unnamed")},
    T: {"purpose": "5", "needed_now": "4", "we_gain": "4", "they_gain": "5", "well_used": "4",
        "frankly": "4", "right_people": "4", "sort_out": "4", "plan_changes": "4"},
}  # fmt: skip


@pytest.fixture
def both():
    """A round with ratings of both sides, a talk held and themes in every state."""
    room, made = make_round()
    for side in (P, T):
        answer(made, room.implementer(side), side=side, **RATINGS[side])
    talk = made.conversations.get(side=P)
    rounds.held(talk=talk, people=[room.implementer(P)], by=room.facilitator, now=NOW)
    release(make_theme(made, text="Bring us examples from small schools"), room.implementer(P))
    make_theme(made, text=RIGHT_TO_LEFT)
    make_theme(made, side=T, text=LONG, sent=False)
    return room, fresh(made)


def go(page, live_server, name, *ids):
    page.goto(f"{live_server.url}{reverse(f'pulse:{name}', args=ids)}")


def test_the_holders_pages_are_whole(live_server, page, both):
    room, made = both
    checks.sign_in(page, live_server, room.facilitator)
    go(page, live_server, "round", made.pk)
    assert page.locator("h1").inner_text() == (
        "Both sides value it. They do not see the same sessions."
    )
    checks.whole(page)
    for width in (1280, 360):
        checks.picture(page, "pulse", width)
    for name, more in (("guide", [P]), ("book", [T]), ("held", [T]), ("notes", [P]),
                       ("theme_new", [T])):  # fmt: skip
        go(page, live_server, name, made.pk, *more)
        checks.axe(page)
        checks.outline(page)
        checks.reflow(page)
        checks.picture(page, f"pulse-{name}")


def test_the_sides_pages_are_whole(live_server, page, both):
    room, made = both
    checks.sign_in(page, live_server, room.implementer(P))
    for name, pk in (("round", made.pk), ("answer", made.pk), ("read", made.forms.get(side=P).pk),
                     ("theme", made.themes.get(state="with_side").pk)):  # fmt: skip
        go(page, live_server, name, pk)
        checks.whole(page)
        for width in (1280, 360):
            checks.picture(page, f"pulse-side-{name}", width)


def test_before_it_opens(live_server, page):
    room, _none = make_round(open_=False, phase=Phase.ACTIVE)
    checks.sign_in(page, live_server, room.facilitator)
    go(page, live_server, "of", room.partnership.pk)
    checks.whole(page)


def test_just_talk_to_me_without_scripts(live_server, browser, both):
    room, made = both
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    checks.sign_in(page, live_server, room.decider(T))
    go(page, live_server, "answer", made.pk)

    page.get_by_label("Just talk to me").check()
    page.get_by_role("button", name="Send it to").click()

    page.get_by_text("It is kept.").wait_for()
    assert PulseForm.objects.get(person=room.decider(T)).talk
    context.close()


def test_a_guide_fits_one_page(live_server, page, both):
    room, made = both
    checks.sign_in(page, live_server, room.facilitator)
    go(page, live_server, "guide", made.pk, T)

    pages = PdfReader(BytesIO(page.pdf(format="Letter"))).pages

    assert len(pages) == 1
