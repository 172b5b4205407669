"""The page after a session is kept and sent: what one press does, and where it leads."""

from datetime import timedelta

import pytest
from django.urls import reverse

from partnerships import roster_services
from sessions_app.models import SessionState
from tests.factories_around import BEGINS, P, decide, held, promise, room_of, wrap
from tests.reading import as_

pytestmark = pytest.mark.django_db
AFTER = BEGINS + timedelta(days=1, hours=2)


@pytest.fixture
def made():
    room, session = room_of()
    return room, held(room, session)


def path(name, session):
    return reverse(f"sessions_app:{name}", args=[session.pk])


def test_the_one_page_is_prefilled_and_one_press_sends(made, at):
    room, session = made
    decision = decide(session)
    at(AFTER)
    client = as_(room.facilitator)
    page = client.get(path("wrapup", session))
    assert "Four people are waiting" in page.content.decode()
    assert "Cards in Spanish go out" in page.content.decode()
    assert "<b>1 of 5</b> were ticked as here" in page.content.decode()
    seat = session.attendance.exclude(side="facilitation").first()
    sent = {
        "version": page.context["form"]["version"].value(), "notes": "We agreed.",
        f"came-{seat.pk}": "on", f"decision-{decision.pk}": "Cards in Spanish go out now",
        f"at-decision-{decision.pk}": "1",
        "action-new0": "Book rooms", "owner-new0": str(room.implementer(P).pk), "send": "1",
        "drifted": "no", "focus": "Objective 1", "own": "ZQ-own",
    }  # fmt: skip

    assert client.post(path("wrapup", session), sent).status_code == 302

    session.refresh_from_db()
    assert (session.state, session.notes) == (SessionState.WRAPPED_UP, "We agreed.")
    notes = as_(room.decider(P)).get(path("notes", session)).content.decode()
    for words in ("We agreed.", "Cards in Spanish go out now", "Book rooms"):
        assert words in notes
    assert "ZQ-own" not in notes


@pytest.mark.parametrize("ticked", [True, False], ids=["changes", "does_not"])
def test_news_that_changes_the_plan_leads_to_the_map(made, at, ticked):
    room, session = made
    at(AFTER)
    client, seat = (
        as_(room.facilitator),
        session.attendance.exclude(side="facilitation").first(),
    )
    sent = {
        "version": session.version, f"came-{seat.pk}": "on", "update-new0": "The board moved it",
        **({"plan-new0": "on"} if ticked else {}), "send": "1",
    }  # fmt: skip
    session_map = reverse("partnerships:session_map", args=[room.partnership.pk])

    answer = client.post(path("wrapup", session), sent)

    assert answer["Location"] == (f"{session_map}?next=%2F" if ticked else reverse("home"))
    assert client.get(answer["Location"]).status_code == 200
    for reader in (room.facilitator, room.implementer(P)):
        notes = as_(reader).get(path("notes", session)).text
        assert "The board moved it" in notes
        assert (f'href="{session_map}"' in notes) is ticked


def test_a_second_tab_of_the_one_page_loses_no_text(made, at):
    room, session = made
    at(AFTER)
    client = as_(room.facilitator)
    version = client.get(path("wrapup", session)).context["form"]["version"].value()
    client.post(path("wrapup", session), {"version": version, "notes": "First tab."})

    late = client.post(path("wrapup", session), {"version": version, "notes": "Second tab."})

    assert late.status_code == 409
    assert "First tab." in late.content.decode()
    assert "Second tab." in late.content.decode()


def test_notes_name_who_came_and_promised_and_has_left_since(made, at):
    room, session = made
    left = room.people[P, "decider"]
    promise(session, left.user)
    wrap(room, session)
    roster_services.remove_person(left, by=room.facilitator, now=AFTER)
    at(AFTER)

    page = as_(room.facilitator).get(path("notes", session)).text

    assert "<bdi></bdi>" not in page
    assert page.count(f"<bdi>{left.user}</bdi>") == 2
