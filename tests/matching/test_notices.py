"""Who asked is mailed when an answer is there, and never what it says; a wish is the newest one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts import links
from foundation.clock import now as clock_now
from matching.models import Arrival
from matching.services import arrivals
from notifications import rules
from notifications.models import Message
from tests import factories_matching as make
from tests.factories import NOW, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


def mailed():
    rows = Message.objects.select_related("person").order_by("written_at", "pk")
    return [(row.person, row.subject, row.kind) for row in rows]


def waiting(**more):
    """Return a form that its facilitator is about to answer."""
    make.loading.load_instruments(now=NOW)
    form = make.submitted(**more)
    by = make.facilitator(form.round.program)
    make.readings.assign(subject=form, facilitator=by, by=by, now=NOW)
    return form


def test_who_sent_the_form_is_told_that_there_is_an_answer_and_not_which():
    form = waiting(organization__short_name="Elm Valley")

    make.screen(form, words="CANARY-WORDS", try_instead="CANARY-STEP")

    told = Message.objects.get()
    assert mailed() == [(form.submitted_by, "There is an answer for Elm Valley", "notice")]
    assert (told.reply_to, told.context_id) == (form.facilitator, form.pk)
    assert "CANARY" not in told.subject + told.body + told.why
    assert "{{link:read}}" in told.body


def test_the_result_of_a_reading_is_told_to_the_same_person_in_a_mail_of_its_own():
    form = make.read()
    Message.objects.all().delete()

    make.reply(form, "preparing", words="CANARY-WORDS")

    told = Message.objects.get()
    assert told.person == form.submitted_by
    assert "CANARY" not in told.body
    assert "Prepare first" not in told.body


def test_when_the_sender_has_left_those_who_decide_are_told():
    form = waiting()
    leader = make.member(form.organization, leads=True)
    make.member(form.organization)
    form.submitted_by.memberships.update(until=NOW.date())

    make.screen(form)

    assert [person for person, *_rest in mailed()] == [leader]


def test_an_offer_is_answered_to_who_signed_it_off():
    offer = make.offered()
    make.answer(offer)
    make.rate(make.first(offer), make.WILLING)

    make.reply(offer, "willing")

    signed = make.words_of(offer).signed_off_by
    assert [person for person, *_rest in mailed()] == [signed]


def test_the_link_of_the_mail_leads_to_the_page_and_asks_for_sign_in(client):
    form = waiting()
    make.screen(form)
    now = clock_now()
    until = now + timedelta(days=1)
    _row, path = links.make(
        user=form.submitted_by, purpose="answer", about=form, now=now, expires_at=until
    )

    landed = client.get(path, follow=True)

    (*_through, (last, _status)) = landed.redirect_chain
    assert last.startswith(f"{reverse('account_login')}?next={form.get_absolute_url()}")
    assert "Welcome." not in landed.content.decode()


def test_a_person_who_waited_is_told_that_they_are_let_in():
    organization = OrganizationFactory(name="Elm Valley Unified", short_name="Elm Valley")
    arrival = make.ArrivalFactory(organization=organization, state="waiting")
    by = make.facilitator(arrival.round.program)

    arrivals.let_in(arrival=arrival, by=by, now=NOW)

    assert mailed() == [(arrival.user, "You can write for Elm Valley now", "notice")]


# -- the newest wish -------------------------------------------------------------------------------
def test_a_person_who_changes_their_mind_twice_starts_the_form_they_named_last(client):
    round = make.OpenRoundFactory()
    user = UserFactory()
    client.force_login(user)
    places = ("Elm Valley Unified", "Harbor County Schools", "Elm Valley Unified")

    for place in places:
        given = {"organization": place, "title": "Superintendent", "round": round.pk}
        shown = client.post(reverse("matching:interest"), given, follow=True)

    wish = Arrival.objects.get()
    assert (wish.organization_name, wish.user) == ("Elm Valley Unified", user)
    assert "Elm Valley Unified" in shown.content.decode()
    assert "Harbor" not in shown.content.decode()


def stopped(told, now=NOW):
    return rules.get(told.rule).stopped(told, now)


def test_an_answer_that_was_held_back_goes_while_it_is_news_only():
    form = waiting()
    make.screen(form)
    told = Message.objects.get()
    news = stopped(told)

    make.answer(form)

    assert news == ""
    assert stopped(told) == "They have answered the nine questions that it leads to."


def test_an_answer_gives_way_to_the_one_that_follows():
    form = make.read()
    first = Message.objects.get()
    make.reply(form, "preparing")

    second = Message.objects.exclude(pk=first.pk).get()

    assert stopped(first) == "It has gone on since; this answer is no news any more."
    assert stopped(second) == ""


def test_the_answer_to_an_offer_is_news_too():
    offer = make.offered()
    make.answer(offer)
    make.rate(make.first(offer), make.WILLING)
    make.reply(offer, "willing")

    told = Message.objects.get(rule="matching.answered")

    assert stopped(told) == ""
    type(offer).objects.filter(pk=offer.pk).update(state="withdrawn")
    assert stopped(told) != ""
