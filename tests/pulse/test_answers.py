"""Six minutes: kept, changed until the window closes, never blanked by somebody who saw nothing."""

from datetime import timedelta

import pytest

from foundation.errors import Refused
from pulse import answers
from pulse.answers import Said
from pulse.models import PulseForm
from tests.factories_pulse import P, answer, make_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    room, made = make_round()
    return answer(made, room.implementer(P), we_gain="4", how=("", "It is fine.", "named"))


def save(form, said, **also):
    today = also.pop("today", form.round.opens_on)
    answers.save(form=form, said=said, talk=also.pop("talk", False), today=today, **also)
    return {
        a.question: (a.rating, a.words, a.consent) for a in PulseForm.objects.get().answers.all()
    }


def test_a_comment_without_a_reader_chosen_stays_with_the_facilitator(form):
    assert save(form, {"how": Said("", "Changed.", None)})["how"] == ("", "Changed.", "alone")


def test_whoever_saw_the_words_can_take_them_out(form):
    found = save(form, {"we_gain": Said(), "how": Said()})

    assert found == {"we_gain": ("", "", "alone"), "how": ("", "", "alone")}


def test_whoever_saw_nothing_takes_nothing_out(form):
    found = save(form, {"we_gain": Said("2"), "how": Said()}, unseen=True, by_link=True)

    assert found == {"we_gain": ("2", "", "alone"), "how": ("", "It is fine.", "named")}


def test_just_talk_to_me_is_an_answer(form):
    save(form, {}, talk=True)

    assert PulseForm.objects.values_list("answered", "talk").get() == (True, True)


def test_the_last_day_counts_and_the_next_does_not(form):
    save(form, {"we_gain": Said("3")}, today=form.round.closes_on)

    with pytest.raises(Refused, match="The window has closed"):
        save(form, {"we_gain": Said("1")}, today=form.round.closes_on + timedelta(days=1))
    assert form.answers.get(question="we_gain").rating == "3"


def test_new_words_of_whoever_saw_nothing_take_over_no_wider_reader(form):
    found = save(form, {"how": Said("", "ZQ-new.", None)}, unseen=True, by_link=True)
    assert found["how"] == ("", "ZQ-new.", "alone")

    found = save(form, {"how": Said("", "ZQ-chosen.", "named")}, unseen=True, by_link=True)
    assert found["how"] == ("", "ZQ-chosen.", "named")
