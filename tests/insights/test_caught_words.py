"""A lesson caught live: drafted once it is said, follows while it is changed, taken back whole."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from foundation import clock
from insights import drafting
from insights.models import Insight, InsightState
from notifications import planner
from partnerships.models import Side
from sessions_app.models import Capture, Decision, Session, SessionState
from tests import factories_insights as make
from tests.factories import NOW
from tests.factories_sessions import make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
SAID = NOW + drafting.QUIET
HALF, WHOLE = "When host teachers hold up a c", "Hold up a card. Residents wait."


@pytest.fixture
def session(room):
    made = make_session(room)
    Session.objects.filter(pk=made.pk).update(starts_at=NOW)
    made.refresh_from_db()
    return made


@pytest.fixture
def catch(room, session, enter):
    """Send the form of one line, as it saves itself while somebody types."""
    client, key = enter(room.facilitator), str(uuid.uuid4())
    address = reverse("sessions_app:live_catch", args=[session.pk])

    def send(words, kind="insight", **more):
        sent = {"key": key, "kind": kind, "words": words, **more}
        return client.post(address, sent, headers={"X-Autosave": "1"})

    return send


def drafts():
    return [(row.strategy, row.example) for row in Insight.objects.all()]


def test_a_line_that_is_still_typed_is_no_draft_yet(catch):
    catch(HALF)
    planner.plan(NOW)
    early = drafts()
    catch(WHOLE)
    planner.plan(SAID)

    assert (early, drafts()) == ([], [("Hold up a card", "Residents wait.")])


def test_once_the_notes_went_nothing_is_waited_for(session, catch):
    catch(WHOLE)
    Session.objects.filter(pk=session.pk).update(
        state=SessionState.WRAPPED_UP, notes_sent_at=NOW, notes_stand_on=NOW.date()
    )

    assert drafting.draft_due(NOW) == 1


def test_a_draft_follows_what_was_caught_until_somebody_touches_it(room, catch, monkeypatch):
    catch(HALF)
    drafting.draft_due(SAID)
    at(monkeypatch, SAID + timedelta(minutes=1))
    catch(WHOLE, side=P)
    drafting.draft_due(SAID + timedelta(minutes=1))
    followed, side = drafts(), Insight.objects.get().side
    Insight.objects.update(version=2)
    at(monkeypatch, SAID + timedelta(minutes=2))
    catch("Something else.")
    drafting.draft_due(SAID + timedelta(minutes=2))

    assert (followed, side) == ([("Hold up a card", "Residents wait.")], P)
    assert drafts() == followed


def at(monkeypatch, moment):
    monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.mark.parametrize(("words", "kind"), [("", "insight"), (WHOLE, "decision")])
def test_an_untouched_draft_goes_with_the_words_it_came_from(catch, words, kind):
    catch(HALF)
    drafting.draft_due(SAID)

    answer = catch(words, kind)

    assert answer.status_code == 200
    assert (drafts(), Capture.objects.count()) == ([], 0)
    assert Decision.objects.count() == int(kind == "decision")


def test_a_lesson_that_becomes_a_quotation_takes_its_draft_along(catch):
    catch(WHOLE)
    drafting.draft_due(SAID)
    catch(WHOLE, "quote")
    drafting.draft_due(SAID)

    assert (drafts(), Capture.objects.get().kind) == ([], "quote")


@pytest.mark.parametrize("how", ["written on", "retired", "takes another's place"])
def test_what_somebody_made_of_it_stays_and_is_told_in_words(room, catch, how):
    catch(HALF)
    drafting.draft_due(SAID)
    row = Insight.objects.get()
    if how == "takes another's place":
        make.InsightFactory(
            partnership=room.partnership, state=InsightState.SUPERSEDED, superseded_by=row
        )
    changes = {"written on": {"version": 2}, "retired": {"state": InsightState.SUPERSEDED}}
    Insight.objects.filter(pk=row.pk).update(**changes.get(how, {"version": 1}))

    answer = catch("", "insight")

    assert answer.status_code < 500
    assert "Somebody went on writing this as a lesson" in answer.text
    assert Insight.objects.filter(pk=row.pk, capture__words=HALF).exists()
