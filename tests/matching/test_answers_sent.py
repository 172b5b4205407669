"""What an organization is sent fits what was decided, and an autosave speaks in one line."""

import re

import pytest
from django.urls import reverse

from matching.models import Application, Reading
from tests import factories_matching as make
from tests.factories import NOW

pytestmark = pytest.mark.django_db
LATER = "2037-04-01"


def url(name, row, *more):
    return reverse(f"matching:{name}", args=[*more, row.pk])


def text(response):
    return response.content.decode()


def problems(response):
    return {name: list(found) for name, found in response.context["form"].errors.items()}


# -- a no is never sent with the words of a yes ----------------------------------------------------
@pytest.fixture
def screening(client):
    """A form in the hands of its facilitator, and what the page starts from."""
    make.loading.load_instruments(now=NOW)
    form = make.submitted()
    by = make.facilitator(form.round.program)
    make.readings.assign(subject=form, facilitator=by, by=by, now=NOW)
    client.force_login(by)
    return form, client.get(url("screen", form)).context["form"].initial


def test_the_good_news_is_not_sent_beside_a_no(client, screening):
    form, start = screening
    given = {**start, "kind_fits": "yes", "work_is_active": "no", "next_on": LATER}

    refused = client.post(url("screen", form), given)

    assert (refused.status_code, Application.objects.get().state) == (422, "submitted")
    assert problems(refused) == {
        "words": ["These words say that they can take part. Say kindly why it does not fit."],
        "try_instead": ["This step is for those who can take part. Say what to try instead."],
    }


def test_a_no_with_words_of_its_own_is_sent(client, screening):
    form, _start = screening
    own = {"words": "Nothing is under way yet.", "try_instead": "The open workshops."}

    client.post(
        url("screen", form),
        {**own, "kind_fits": "yes", "work_is_active": "no", "next_on": LATER},
    )

    assert Application.objects.get().state == "ineligible"


def test_the_good_news_goes_as_drafted_with_two_yeses(client, screening):
    form, start = screening

    client.post(url("screen", form), {**start, "kind_fits": "yes", "work_is_active": "yes"})

    reply = form.reply_set.get()
    assert (reply.result, reply.words) == ("assessing", start["words"])
    assert reply.next_on == start["next_on"]


def test_a_day_that_has_gone_by_is_no_next_step(client, screening):
    form, start = screening
    given = {**start, "kind_fits": "yes", "work_is_active": "yes", "next_on": "2020-01-01"}

    refused = client.post(url("screen", form), given)

    assert problems(refused) == {"next_on": ["This day has gone by. Choose one from today on."]}


# -- a result against the rule has its own words ---------------------------------------------------
def test_another_result_needs_its_own_words_and_a_reason(client):
    form = make.read(make.READY)
    client.force_login(make.fresh(form.facilitator))
    kind = "applications"
    start = client.get(url("board", form, kind)).context["form"].initial

    refused = client.post(url("reply", form, kind), {**start, "result": "not_now"})

    drafted = ["This was drafted for another result. Write what fits the one you chose."]
    assert (refused.status_code, Application.objects.get().state) == (422, "assessing")
    assert problems(refused) == {
        "override_reason": ["Say in a sentence why, for the leads."],
        "words": drafted,
        "next_step": drafted,
    }


def test_the_reply_goes_as_drafted_with_the_result_of_our_rule(client):
    form = make.read(make.READY)
    client.force_login(make.fresh(form.facilitator))
    kind = "applications"
    start = client.get(url("board", form, kind)).context["form"].initial

    client.post(url("reply", form, kind), start)

    assert Application.objects.get().state == "ready"


# -- an autosave answers in one line ---------------------------------------------------------------
def test_an_autosave_that_meets_a_colleague_says_so_in_one_line(client):
    form = make.ApplicationFactory()
    save = reverse("matching:autosave", args=[form.pk, "reasons"])
    client.force_login(make.member(form.organization, user__name="Director of induction"))
    client.post(save, {"why_now": "Their words", "version": 1})
    client.force_login(make.member(form.organization))

    met = client.post(save, {"why_now": "My words", "version": 1})

    assert (met.status_code, Application.objects.get().why_now) == (409, "Their words")
    assert re.fullmatch(
        r"Not saved: Director of induction changed this at \d+:\d\d [ap]m\."
        r" Press the button to see both texts\.",
        text(met),
    )


def test_an_autosave_after_the_form_was_sent_says_so_in_one_line(client):
    form = make.submitted()
    client.force_login(make.member(form.organization))

    late = client.post(
        reverse("matching:autosave", args=[form.pk, "reasons"]), {"why_now": "x", "version": 9}
    )

    assert (late.status_code, text(late)) == (
        409,
        "Not saved: This form was sent, so its words stay as they are.",
    )


def test_an_autosave_of_a_reading_keeps_the_note_and_tells_of_a_rival_in_one_line(client):
    form = make.answered()
    reading = make.first(form)
    client.force_login(make.fresh(form.facilitator))
    save = url("autosave_levels", reading)

    kept = client.post(save, {"R1": 2, "note": "Ask about the pilot.", "version": 1})
    met = client.post(save, {"R1": 3, "note": "Ask about the pilot.", "version": 1})

    assert (kept.status_code, Reading.objects.get().note) == (200, "Ask about the pilot.")
    assert met.status_code == 409
    assert text(met).startswith("Not saved: ")
    assert "<" not in text(met)
