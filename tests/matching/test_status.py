"""What an organization reads of its form says what is true today, and what comes next."""

import datetime

import pytest
from django.urls import reverse

from foundation.clock import now as clock_now
from matching import asks
from partnerships.models import RoundState
from tests import factories_matching as make
from tests.factories import NOW

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def own(client, form):
    client.force_login(make.member(form.organization))
    return client.get(form.get_absolute_url())


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("proposed", "Those who decide for you read who it is, and answer."),
        ("matched", "Both sides said yes."),
        ("waitlisted", "You are ready, and no place is free just now."),
    ],
)
def test_after_ready_the_words_of_the_ready_reply_are_over(client, state, says):
    form = make.read(make.READY)
    make.reply(form, "ready", words="We now look for an organization.")
    type(form).objects.filter(pk=form.pk).update(state=state)

    shown = own(client, form).content.decode()

    assert (says in shown, "We now look for" in shown) == (True, False)


def test_who_has_answered_reads_by_which_day_they_hear(client, monkeypatch):
    form = make.answered()
    monkeypatch.setattr("foundation.clock.now", lambda: NOW + DAY)

    soon = own(client, form).context["status"]
    monkeypatch.setattr("foundation.clock.now", lambda: NOW + 30 * DAY)
    late = own(client, form).context["status"]

    assert (soon.next_step, soon.next_on) == ("You hear from us by", datetime.date(2027, 3, 15))
    assert (late.next_step, late.next_on) == ("", None)


def test_the_day_of_a_next_step_that_has_gone_by_is_said_to_have(client, monkeypatch):
    form = make.read(make.READY)
    reply = make.reply(form, "ready")
    gone = "That day has gone by"

    monkeypatch.setattr("foundation.clock.now", lambda: NOW)
    before = own(client, form).content.decode()
    late = datetime.datetime.combine(reply.next_on + 2 * DAY, NOW.time(), NOW.tzinfo)
    monkeypatch.setattr("foundation.clock.now", lambda: late)
    after = own(client, form).content.decode()

    assert (gone in before, gone in after) == (False, True)


def test_who_was_ready_today_reads_of_no_zero(client, monkeypatch):
    form = make.read(make.READY)
    make.reply(form, "ready")
    monkeypatch.setattr("foundation.clock.now", lambda: NOW)

    assert "You have waited less than a day for a partner." in own(client, form).content.decode()


def test_a_page_of_a_form_that_was_sent_leads_to_what_was_sent(client):
    form = make.submitted()
    client.force_login(make.member(form.organization))

    answer = client.get(reverse("matching:write", args=[form.pk, "problem"]))

    assert (answer.status_code, answer.url) == (302, form.get_absolute_url())


def test_a_round_that_has_closed_asks_for_nothing_more(client):
    form = make.ApplicationFactory(**make.WRITTEN)
    by = make.member(form.organization)
    before = [ask.sentence for ask in asks.for_participant(by, clock_now())]
    type(form.round).objects.filter(pk=form.round_id).update(state=RoundState.CLOSED)

    after = asks.for_participant(make.fresh(by), clock_now())
    shown = own(client, form).content.decode()

    assert (before, after) == (["Finish your form."], [])
    assert "This round takes no forms any more. Nothing was sent, and your words are kept." in shown
    assert "Look which rounds are open" in shown
