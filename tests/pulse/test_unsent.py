"""Six minutes being written: kept for the writer, read by nobody before it is sent."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from foundation.errors import Refused
from pulse import answers, rounds
from pulse.answers import Said
from pulse.models import PulseAnswer, PulseForm, PulseTally
from tests.factories import NOW
from tests.factories_pulse import P, T, answer, make_round, talks_held

pytestmark = pytest.mark.django_db
WORDS = "The residents are tired."
SOFTLY = {"X-Autosave": "1"}


@pytest.fixture(autouse=True)
def still():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def written(client):
    """A round in which one person wrote something and sent nothing."""
    room, made = make_round()
    client.force_login(room.implementer(P))
    sent = {"r_we_gain": "1", "w_how": WORDS}
    saved = client.post(reverse("pulse:answer", args=[made.pk]), sent, headers=SOFTLY)
    return room, made, saved


def test_it_is_kept_and_shown_to_the_writer_again(written, client):
    _room, made, saved = written

    page = client.get(reverse("pulse:answer", args=[made.pk])).text

    assert saved.text.startswith("Saved ")
    assert PulseForm.objects.values_list("answered", flat=True).get() is False
    assert WORDS in page
    assert "data-autosave" in page


def test_whoever_holds_the_round_reads_nothing_of_it(written, client):
    room, made, _saved = written
    form = PulseForm.objects.get()
    client.force_login(room.holder)

    own = client.get(reverse("pulse:read", args=[form.pk]))
    held = client.get(made.get_absolute_url()).text

    assert own.status_code == 404
    assert WORDS not in held
    assert "Has answered" not in held


def test_it_counts_for_nothing_when_the_round_closes(written):
    room, made, _saved = written
    answer(made, room.implementer(T), side=T, we_gain="5")
    made = talks_held(made)

    rounds.close(round=made, by=room.facilitator, now=NOW + timedelta(days=1))

    assert PulseTally.objects.values_list("people", "gaining").get() == (1, 1)


def test_a_form_nobody_touched_leaves_no_trace(client):
    room, made = make_round()
    client.force_login(room.implementer(P))

    client.post(reverse("pulse:answer", args=[made.pk]), {}, headers=SOFTLY)

    assert PulseForm.objects.count() == 0


def test_once_sent_only_the_button_changes_it(written):
    _room, made, _saved = written
    form = PulseForm.objects.get()
    answers.save(form=form, said={"we_gain": Said("4")}, talk=False, today=made.opens_on)

    with pytest.raises(Refused, match="It was sent already"):
        answers.keep_unsent(form=form, said={"we_gain": Said("2")}, talk=False,
                            today=made.opens_on)  # fmt: skip

    assert PulseAnswer.objects.get(question="we_gain").rating == "4"


MARKS = re.compile(r'name="version" value="([^"]*)"')


def test_the_page_carries_on_with_what_it_kept_itself(written, client):
    _room, made, _saved = written
    address = reverse("pulse:answer", args=[made.pk])
    [page] = MARKS.findall(client.get(address).text)

    sent = {"w_how": "Longer words.", "c_how": "named", "version": page}
    first = client.post(address, sent, headers=SOFTLY)
    client.post(address, {"w_how": "", "version": first["X-Version"]}, headers=SOFTLY)

    assert WORDS not in page
    assert PulseAnswer.objects.filter(words="").count() == 2


def test_an_older_page_sends_no_wider_reader_for_words_written_elsewhere(written, client):
    _room, made, _saved = written
    address = reverse("pulse:answer", args=[made.pk])
    [page] = MARKS.findall(client.get(address).text)
    elsewhere = {"w_how": "Written elsewhere.", "c_how": "alone", "version": page}
    client.post(address, elsewhere, headers=SOFTLY)

    client.post(address, {"w_how": WORDS, "c_how": "named", "version": page, "talk": "on"})

    kept = PulseAnswer.objects.get(question="how")
    assert (kept.words, kept.consent) == ("Written elsewhere.", "alone")


def test_an_autosave_that_arrives_after_the_button_changes_nothing_and_widens_nothing(written):
    late = PulseForm.objects.get()
    sent = {"how": Said("", "Only for the holder.", "alone")}
    answers.save(form=PulseForm.objects.get(), said=sent, talk=False, today=NOW.date())

    with pytest.raises(Refused, match="sent already"):
        answers.keep_unsent(
            form=late, said={"how": Said("", WORDS, "named")}, talk=True, today=NOW.date(), seen={}
        )

    kept = PulseAnswer.objects.get(question="how")
    assert (kept.words, kept.consent) == ("Only for the holder.", "alone")


def press_just_this(client, made, **typed):
    return client.post(reverse("pulse:answer", args=[made.pk]), {"just": "1", **typed})


def test_just_talk_to_me_sends_nothing_else(written, client):
    room, made, _saved = written

    page = press_just_this(client, made, talk="on", w_how=WORDS, r_we_gain="1")
    client.force_login(room.holder)
    read = client.get(PulseForm.objects.get().get_absolute_url())

    assert "Only that was sent" in page.text
    assert WORDS in page.text
    assert "data-autosave" not in page.text
    assert read.status_code == 200
    assert WORDS not in read.text
    assert not PulseAnswer.objects.exists()


def test_words_sent_before_stay_as_they_were(written, client):
    _room, made, _saved = written
    form = PulseForm.objects.get()
    answers.save(form=form, said={"how": Said(words=WORDS)}, talk=False, today=made.opens_on)

    press_just_this(client, made, talk="on", w_how="Other words.")

    assert PulseForm.objects.values_list("answered", "talk").get() == (True, True)
    assert PulseAnswer.objects.get(question="how").words == WORDS


def test_the_button_without_its_tick_sends_nothing_and_says_so_beside_it(written, client):
    _room, made, _saved = written

    page = press_just_this(client, made, w_how=WORDS).text

    assert "Tick this first, then send just this." in page
    assert WORDS in page
    assert not PulseForm.objects.get().answered


def test_with_nothing_else_chosen_it_goes_back_to_the_page(client):
    room, made = make_round()
    client.force_login(room.implementer(P))

    chosen = press_just_this(client, made, talk="on", r_we_gain="1")
    PulseForm.objects.all().delete()
    answer = press_just_this(client, made, talk="on")

    assert (chosen.status_code, answer.status_code) == (200, 302)
    assert PulseForm.objects.get().talk
