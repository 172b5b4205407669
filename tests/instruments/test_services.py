"""Opening, answering, rating, signing off and taking up again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from foundation.errors import AlreadyMoved, Refused, Stale
from foundation.models import Transition, Version
from foundation.text import LONGEST
from instruments import reading, services
from instruments.models import Answer, Sheet, SheetState, Voice
from tests.factories import NOW, UserFactory
from tests.factories_instruments import (
    draft,
    followed,
    item,
    open_sheet,
    published,
    thing,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)


def save(sheet, key="Q1", *, by=None, now=NOW, expected=0, **said):
    by = by or sheet.created_by
    return services.save_answer(
        sheet=sheet, item=item(sheet, key), expected=expected, by=by, now=now, **said
    )


def test_a_sheet_asks_the_published_version_and_is_opened_once():
    version, about, by = published(), thing(), UserFactory()
    ask = {"key": version.instrument.key, "about": about, "by": by, "now": NOW}

    first = services.open_sheet(voice=Voice.WORDS, **ask)
    again = services.open_sheet(voice=Voice.WORDS, **ask)
    levels = services.open_sheet(voice=Voice.LEVELS, **ask)

    assert (first.instrument_version, first.state) == (version, SheetState.OPEN)
    assert again == first
    assert levels != first


def test_without_a_published_version_nothing_opens():
    version = draft()

    with pytest.raises(Refused, match="not ready yet"):
        services.open_sheet(
            key=version.instrument.key, about=thing(), voice=Voice.WORDS, by=None, now=NOW
        )
    assert not Sheet.objects.exists()


def test_an_unknown_key_is_refused():
    with pytest.raises(Refused):
        services.open_sheet(key="nowhere", about=thing(), voice=Voice.WORDS, by=None, now=NOW)


def test_a_new_version_does_not_reach_an_open_sheet():
    sheet = open_sheet()
    save(sheet, words="Before.")
    old = sheet.instrument_version
    new = services.new_version(old.instrument, None, NOW)
    services.publish(new, None, NOW)

    save(sheet, "Q2", words="After.")

    again = services.open_sheet(
        key=old.instrument.key, about=_about(sheet), voice=Voice.WORDS, by=None, now=NOW
    )
    assert (again, again.instrument_version) == (sheet, old)
    assert reading.words(sheet) == {"Q1": "Before.", "Q2": "After."}


def _about(sheet):
    about = thing()
    about.pk = sheet.context_id
    return about


def test_an_answer_is_kept_with_who_and_when_and_changed_by_another():
    sheet, other = open_sheet(), UserFactory()

    first = save(sheet, words="Pay.\r\nProbably.\x00")
    second = save(sheet, words="The commute.", expected=1, by=other, now=LATER)

    assert first.words == "Pay.\nProbably."
    second.refresh_from_db()
    assert (second.pk, second.words, second.version) == (first.pk, "The commute.", 2)
    assert (second.created_by, second.changed_by, second.changed_at) == (
        sheet.created_by,
        other,
        LATER,
    )


@pytest.mark.parametrize("expected", [0, 2])
def test_two_people_on_one_question_the_second_gets_both_texts(expected):
    sheet, other = open_sheet(), UserFactory()
    save(sheet, words="Theirs.")

    with pytest.raises(Stale) as caught:
        save(sheet, words="Mine.", expected=expected, by=other)

    assert caught.value.current.changed_by == sheet.created_by
    assert caught.value.clashes == [("Your words", "words", "Theirs.", "Mine.")]
    assert reading.words(sheet) == {"Q1": "Theirs."}


def test_other_questions_never_collide():
    sheet, other = open_sheet(), UserFactory()

    save(sheet, "Q2", words="One.")
    save(sheet, "Q1", words="Two.", by=other)

    assert list(reading.words(sheet).items()) == [("Q1", "Two."), ("Q2", "One.")]


def test_the_same_words_again_change_nothing():
    sheet = open_sheet()
    save(sheet, words="Same.")

    again = save(sheet, words="Same.", expected=0, by=UserFactory(), now=LATER)

    assert (again.version, again.changed_by, again.changed_at) == (1, sheet.created_by, NOW)


@pytest.mark.parametrize(("same_person", "kept"), [(True, "One. Two."), (False, "One.")])
def test_a_lost_reply_does_not_make_a_person_clash_with_themselves(same_person, kept):
    sheet = open_sheet()
    save(sheet, words="One.")
    by = sheet.created_by if same_person else UserFactory()

    try:
        save(sheet, words="One. Two.", expected=0, by=by)
    except Stale:
        assert not same_person

    assert reading.words(sheet) == {"Q1": kept}


def test_words_that_are_too_long_are_refused_and_nothing_is_lost():
    sheet = open_sheet()
    save(sheet, words="Kept.")

    with pytest.raises(Refused, match="20,000"):
        save(sheet, words="x" * (LONGEST + 1), expected=1)
    assert reading.words(sheet) == {"Q1": "Kept."}


def test_a_question_of_another_version_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="another version"):
        services.save_answer(
            sheet=open_sheet(), item=item(open_sheet()), words="x", expected=0, by=None, now=NOW
        )


def test_a_sheet_of_words_takes_no_level():
    sheet = open_sheet()

    with pytest.raises(ValueError, match="no levels"):
        save(sheet, level=2)
    assert not Answer.objects.exists()


def test_a_signed_off_sheet_is_refused_kindly():
    sheet = open_sheet()
    save(sheet, words="Mine.")
    stale = Sheet.objects.get(pk=sheet.pk)
    services.sign_off(sheet=sheet, by=sheet.created_by, now=NOW)

    with pytest.raises(Refused, match="signed off"):
        save(stale, words="Late.", expected=1)
    assert reading.words(sheet) == {"Q1": "Mine."}


def test_sign_off_keeps_who_when_and_the_words_and_tells_the_owner():
    sheet, by = open_sheet(), UserFactory()
    save(sheet, "Q2", words="Two.")

    services.sign_off(sheet=sheet, by=by, now=LATER)

    sheet.refresh_from_db()
    assert (sheet.state, sheet.signed_off_by, sheet.signed_off_at) == ("signed_off", by, LATER)
    assert [v.content for v in Version.objects.about(sheet)] == [{"Q2": "Two."}]
    assert followed[-1] == (sheet.pk, by.pk, LATER)
    assert [(t.old, t.new, t.by) for t in Transition.objects.about(sheet)] == [
        ("open", "signed_off", by)
    ]


def test_an_owner_who_refuses_takes_the_sign_off_back(monkeypatch):
    sheet = open_sheet()

    def refuse(**ignored):
        raise Refused("no")

    owner = services.owners.of(sheet)
    monkeypatch.setitem(
        services.owners._owners, sheet.context_kind, type(owner)(owner.home, owner.title, refuse)
    )
    with pytest.raises(Refused):
        services.sign_off(sheet=sheet, by=sheet.created_by, now=NOW)

    sheet.refresh_from_db()
    assert sheet.state == SheetState.OPEN


def test_the_second_sign_off_finds_it_done():
    sheet = open_sheet()
    rival = Sheet.objects.get(pk=sheet.pk)
    services.sign_off(sheet=sheet, by=sheet.created_by, now=NOW)

    with pytest.raises(AlreadyMoved):
        services.sign_off(sheet=rival, by=UserFactory(), now=NOW)


def test_a_reopened_sheet_takes_words_again_and_says_why():
    sheet, facilitator = open_sheet(), UserFactory()
    services.sign_off(sheet=sheet, by=sheet.created_by, now=NOW)

    services.reopen(sheet=sheet, by=facilitator, now=LATER, why="A line was cut off.")
    save(sheet, words="Whole.")

    sheet.refresh_from_db()
    assert (sheet.state, sheet.signed_off_by, sheet.signed_off_at) == ("open", None, None)
    last = Transition.objects.about(sheet).latest("at")
    assert (last.by, last.why) == (facilitator, "A line was cut off.")


def test_reopening_needs_a_reason():
    sheet = open_sheet()
    services.sign_off(sheet=sheet, by=sheet.created_by, now=NOW)

    with pytest.raises(Refused, match="why"):
        services.reopen(sheet=sheet, by=UserFactory(), now=NOW, why="  ")


def test_levels_are_kept_together_and_changed_singly():
    sheet = open_sheet(voice=Voice.LEVELS)
    rate = {"sheet": sheet, "by": sheet.created_by}

    services.save_levels(levels={"Q1": 2, "Q3": 4}, expected=1, now=NOW, **rate)
    services.save_levels(levels={"Q1": 3, "Q3": 4}, expected=2, now=LATER, **rate)

    assert reading.levels(sheet) == {"Q1": 3, "Q3": 4}
    assert list(sheet.answers.order_by("item__order").values_list("changed_at", flat=True)) == [
        LATER,
        NOW,
    ]


def test_a_stale_rating_shows_the_levels_of_both():
    sheet = open_sheet(voice=Voice.LEVELS)
    rate = {"sheet": sheet, "by": sheet.created_by, "now": NOW}
    services.save_levels(levels={"Q1": 2, "Q2": 1}, expected=1, **rate)

    with pytest.raises(Stale) as caught:
        services.save_levels(levels={"Q1": 4, "Q2": 1, "Q3": 3}, expected=1, **rate)

    assert caught.value.clashes == [("Rubric title 1", "Q1", 2, 4)]
    assert reading.levels(sheet) == {"Q1": 2, "Q2": 1}


@pytest.mark.parametrize("levels", [{"Q1": 5}, {"Q1": 0}, {"Q9": 1}])
def test_a_level_that_does_not_exist_is_refused(levels):
    sheet = open_sheet(voice=Voice.LEVELS)

    with pytest.raises(Refused, match="Choose one"):
        services.save_levels(sheet=sheet, levels=levels, expected=1, by=sheet.created_by, now=NOW)
    assert reading.levels(sheet) == {}


def test_progress_counts_words_and_levels_but_no_empty_answer():
    words, levels = open_sheet(count=4), open_sheet(voice=Voice.LEVELS)
    save(words, "Q1", words="One.")
    save(words, "Q2", words="")
    services.save_levels(
        sheet=levels, levels={"Q1": 1, "Q2": 1}, expected=1, by=levels.created_by, now=NOW
    )

    assert reading.progress(words) == (1, 4)
    assert reading.progress_of([words, levels]) == {words.pk: (1, 4), levels.pk: (2, 3)}


@pytest.mark.parametrize("count", [1, 9])
def test_reading_costs_the_same_however_long(django_assert_num_queries, count):
    sheet = open_sheet(count=count)
    for number in range(1, count + 1):
        save(sheet, f"Q{number}", words="Yes.")

    with django_assert_num_queries(3):
        found = (reading.words(sheet), reading.levels(sheet), reading.progress(sheet))

    assert (len(found[0]), found[1], found[2]) == (count, {}, (count, count))


BROKEN = [
    (lambda s: {"state": "lost"}, "sheet_signed_off_has_who_and_when"),
    (lambda s: {"signed_off_at": NOW}, "sheet_signed_off_has_who_and_when"),
    (lambda s: {"voice": "song"}, "sheet_voice_known"),
]


@pytest.mark.parametrize(("values", "name"), BROKEN)
def test_constraints_of_a_sheet(values, name):
    sheet = open_sheet()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Sheet.objects.filter(pk=sheet.pk).update(**values(sheet))


def test_an_item_is_answered_once_on_a_sheet():
    sheet = open_sheet()
    answer = save(sheet, words="One.")

    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(
            sheet=sheet, item=answer.item, words="Two.", created_at=NOW, changed_at=NOW
        )


def test_a_level_is_one_to_five():
    sheet = open_sheet()
    answer = save(sheet, words="One.")

    with pytest.raises(IntegrityError, match="answer_level_1_to_5"), transaction.atomic():
        Answer.objects.filter(pk=answer.pk).update(level=6)
