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


# -- who may read: never wider than what the writer saw when choosing -----------------------------
WIDER = [("alone", "unnamed"), ("alone", "named"), ("unnamed", "named")]


def standing(form, consent, words="ZQ-before."):
    save(form, {"how": Said("", words, consent), "we_gain": Said("4", words, consent)})
    return answers.marks(answers.read(form))


@pytest.mark.parametrize(("narrow", "wide"), WIDER)
@pytest.mark.parametrize("rating", ["", "2"])
def test_a_wider_reader_never_counts_for_words_that_were_not_shown(form, narrow, wide, rating):
    standing(form, narrow)
    found = save(form, {"how": Said("", "", wide), "we_gain": Said(rating, "", wide)}, unseen=True)

    assert found["how"] == ("", "ZQ-before.", narrow)
    assert found["we_gain"] == (rating or "4", "ZQ-before.", narrow)


@pytest.mark.parametrize(("narrow", "wide"), WIDER)
def test_a_narrower_reader_counts_at_once_for_words_that_were_not_shown(form, narrow, wide):
    standing(form, wide)
    found = save(form, {"how": Said("", "", narrow)}, unseen=True)

    assert found["how"] == ("", "ZQ-before.", narrow)


@pytest.mark.parametrize(("old", "new"), [*WIDER, *((wide, narrow) for narrow, wide in WIDER)])
def test_who_sees_the_words_chooses_either_way(form, old, new):
    page = standing(form, old)
    found = save(form, {"how": Said("", "ZQ-before.", new)}, seen=answers.seen_on(page))

    assert found["how"] == ("", "ZQ-before.", new)


def test_a_page_that_is_older_than_the_words_widens_nothing_and_takes_nothing_out(form):
    old = answers.seen_on(standing(form, "named", "ZQ-old."))
    standing(form, "alone", "ZQ-newer.")

    for words in ("", "ZQ-old."):
        found = save(form, {"how": Said("", words, "named")}, seen=old)
        assert found["how"] == ("", "ZQ-newer.", "alone")


def test_a_reader_narrowed_elsewhere_is_not_widened_by_a_page_that_is_older(form):
    old = answers.seen_on(standing(form, "named"))
    standing(form, "alone")

    found = save(form, {"how": Said("", "ZQ-before.", "named")}, seen=old)

    assert found["how"] == ("", "ZQ-before.", "alone")


def test_other_words_on_an_older_page_carry_the_reader_chosen_beside_them(form):
    old = answers.seen_on(standing(form, "named", "ZQ-old."))
    standing(form, "alone", "ZQ-newer.")

    found = save(form, {"how": Said("", "ZQ-old, and on.", "unnamed")}, seen=old)

    assert found["how"] == ("", "ZQ-old, and on.", "unnamed")


def test_a_reader_chosen_for_no_words_waits_for_none(form):
    found = save(form, {"how": Said("", "", "named")})
    assert found["how"] == ("", "", "alone")
