"""Several people at the same moment, on whichever database the tests run."""

import pytest

from foundation.errors import AlreadyMoved, Refused, Stale
from foundation.models import Version
from instruments import reading, services
from instruments.models import Answer, InstrumentVersion, Sheet, SheetState, VersionState, Voice
from tests.factories import NOW, UserFactory
from tests.factories_instruments import item, open_sheet, published, thing
from tests.rivals import together

pytestmark = pytest.mark.django_db(transaction=True)


def save(sheet, words, by, key="Q1", expected=0):
    mine = Sheet.objects.get(pk=sheet.pk)
    return services.save_answer(
        sheet=mine, item=item(mine, key), words=words, expected=expected, by=by, now=NOW
    )


@pytest.mark.parametrize("expected", [0, 1])
def test_of_two_people_on_one_question_one_is_shown_both_texts(expected):
    for _round in range(10):
        sheet, people = open_sheet(count=1), [UserFactory(), UserFactory()]
        if expected:
            save(sheet, "Before.", sheet.created_by)

        def act(number, sheet=sheet, people=people):
            return save(sheet, f"Text {number}", people[number], expected=expected)

        found = together(2, act)

        lost = [n for n, result in enumerate(found) if isinstance(result, Stale)]
        assert [type(result) for result in found].count(Answer) == 1
        assert len(lost) == 1
        theirs, mine = found[lost[0]].clashes[0][2:]
        assert (theirs, mine) == (f"Text {1 - lost[0]}", f"Text {lost[0]}")
        assert reading.words(sheet) == {"Q1": theirs}


def test_people_on_different_questions_all_keep_their_words():
    sheet, people = open_sheet(count=4), UserFactory.create_batch(4)

    found = together(4, lambda n: save(sheet, f"Text {n}", people[n], key=f"Q{n + 1}"))

    assert {type(result) for result in found} == {Answer}
    assert reading.words(sheet) == {f"Q{n + 1}": f"Text {n}" for n in range(4)}


def test_a_save_comes_before_the_sign_off_or_is_told_so():
    for _round in range(10):
        sheet, other = open_sheet(count=1), UserFactory()

        def act(number, sheet=sheet, other=other):
            if number:
                return save(sheet, "In time?", other)
            mine = Sheet.objects.get(pk=sheet.pk)
            return services.sign_off(sheet=mine, by=other, now=NOW)

        signed, saved = together(2, act)

        kept = Version.objects.about(sheet).get().content
        assert signed is None
        assert kept == reading.words(sheet)
        assert kept == ({} if isinstance(saved, Refused) else {"Q1": "In time?"})


def test_of_two_sign_offs_one_wins():
    sheet, people = open_sheet(), [UserFactory(), UserFactory()]

    def act(number):
        mine = Sheet.objects.get(pk=sheet.pk)
        return services.sign_off(sheet=mine, by=people[number], now=NOW)

    found = together(2, act)

    sheet.refresh_from_db()
    lost = next(n for n, result in enumerate(found) if isinstance(result, AlreadyMoved))
    assert found[1 - lost] is None
    assert (sheet.state, sheet.signed_off_by) == (SheetState.SIGNED_OFF, people[1 - lost])


def test_two_openers_meet_one_sheet():
    version, about = published(), thing()
    ask = {"key": version.instrument.key, "about": about, "voice": Voice.WORDS, "now": NOW}

    found = together(4, lambda n: services.open_sheet(by=None, **ask))

    assert len({sheet.pk for sheet in found}) == 1


def test_two_drafts_started_at_once_are_one():
    version = published()

    found = together(2, lambda n: services.new_version(version.instrument, None, NOW))

    assert found[0] == found[1]
    assert version.instrument.versions.count() == 2


def test_of_two_publications_one_wins():
    draft = services.new_version(published().instrument, None, NOW)

    def act(number):
        return services.publish(InstrumentVersion.objects.get(pk=draft.pk), None, NOW)

    found = together(2, act)

    assert sorted(type(result).__name__ for result in found) == ["AlreadyMoved", "NoneType"]
    states = draft.instrument.versions.order_by("number").values_list("state", flat=True)
    assert list(states) == [VersionState.RETIRED, VersionState.PUBLISHED]
