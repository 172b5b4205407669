"""What facilitators read out of an application, and the reply to it."""

from datetime import timedelta

import pytest

from foundation.errors import Refused
from instruments.models import SheetState
from matching.models import (
    Reading,
    RuleSet,
)
from matching.services import readings
from partnerships.models import Initiative
from tests import factories_matching as make
from tests.factories import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


# -- readings --------------------------------------------------------------------------------------
def test_the_facilitators_reading_lies_ready_when_the_answers_are_signed_off():
    application = make.answered()

    reading = make.first(application)

    assert (reading.reader, reading.finished_at) == (application.facilitator, None)
    assert make.levels_sheet(reading).voice == "levels"


def test_a_reading_is_not_finished_before_all_nine():
    application = make.answered()
    eight = {key: level for key, level in make.READY.items() if key != "R9"}

    with pytest.raises(Refused):
        make.rate(make.first(application), eight)

    assert make.first(application).finished_at is None


def test_a_gap_is_noted_talked_through_and_never_averaged():
    application = make.read()
    make.second(application, {**make.PREPARE, "R8": 4, "R4": 2})
    assert application.apart == ["R8"]
    with pytest.raises(Refused, match="two steps apart"):
        make.reply(application)

    make.talk(application, R8="The calendar needs the board.")
    sent = make.reply(application)

    assert application.apart == []
    assert sent.levels["R8"] == 2
    assert sorted(
        make.levels_sheet(r).answers.get(item__key="R8").level
        for r in Reading.objects.of(application)
    ) == [2, 4]


def test_a_new_gap_after_the_talk_needs_another():
    application = make.read()
    reading = make.second(application, {**make.PREPARE, "R8": 4})
    make.talk(application, R8="Agreed.")
    sheet = make.levels_sheet(reading)
    readings.take_up_again(
        reading=reading, sheet=sheet, why="I misread.", by=reading.reader, now=NOW
    )

    make.rate(reading, {**make.PREPARE, "R5": 3})

    application.refresh_from_db()
    assert application.apart == ["R5"]


def test_there_is_nothing_to_talk_through_without_a_gap():
    application = make.read()

    with pytest.raises(Refused):
        make.talk(application, R8="x")


def test_a_place_is_taken_once():
    application = make.answered()
    make.second(application)

    for who in (make.facilitator(application.round.program), application.facilitator):
        with pytest.raises(Refused):
            readings.start(subject=application, reader=who, place="second", by=who, now=NOW)


def test_the_note_of_a_reader_is_cleaned_and_kept():
    reading = make.first(make.answered())

    readings.keep_note(reading=reading, note="seen\x00 it", by=reading.reader, now=LATER)

    reading.refresh_from_db()
    assert (reading.note, reading.version) == ("seen it", 2)


# -- the reply -------------------------------------------------------------------------------------
def test_a_reply_moves_the_state_and_keeps_what_it_was_decided_on():
    application = make.read()

    sent = make.reply(application)

    application.refresh_from_db()
    assert (application.state, sent.by_rule, sent.levels) == (
        "preparing",
        "preparing",
        make.PREPARE,
    )
    assert sent.rule == {
        "ready_level": 3, "unclear_level": 2, "will_level": 2, "able_level": 3,
        "build_level": 2, "ready_mean": "2.75",
    }  # fmt: skip


def test_a_ready_organization_gets_its_initiative_into_the_directory_without_candid_words():
    application = make.read(make.READY)

    make.reply(application, "ready")

    made = Initiative.objects.get()
    application.refresh_from_db()
    assert application.initiative == made
    assert (made.title, made.stage, made.challenge, made.doing) == (
        "new teacher retention", "exploring", "", "",
    )  # fmt: skip


def test_a_reply_needs_a_finished_reading():
    application = make.answered()

    with pytest.raises(Refused):
        make.reply(application)

    application.refresh_from_db()
    assert application.state == "assessing"


def test_a_result_against_the_rule_needs_a_reason_that_is_kept():
    application = make.read()
    with pytest.raises(Refused):
        make.reply(application, "ready", override_reason=" ")

    sent = make.reply(application, "ready", override_reason="They have since found the cause.")

    assert (sent.result, sent.by_rule, sent.override_reason) == (
        "ready", "preparing", "They have since found the cause.",
    )  # fmt: skip


def test_a_reason_without_an_override_is_dropped():
    sent = make.reply(make.read(), override_reason="left from before")

    assert sent.override_reason == ""


def test_the_programs_own_rule_decides():
    application = make.read(make.READY)
    RuleSet.objects.create(
        program=application.round.program, ready_level=4, created_at=NOW, changed_at=NOW
    )

    with pytest.raises(Refused):
        make.reply(application, "ready")


def test_prepared_organizations_are_read_again_with_nothing_to_fill_in():
    application = make.read()
    make.reply(application)
    application.refresh_from_db()

    readings.read_again(subject=application, by=application.facilitator, now=LATER)
    make.rate(make.first(application), make.READY)
    make.reply(application, "ready")

    application.refresh_from_db()
    assert application.state == "ready"
    assert make.words_of(application).state == SheetState.SIGNED_OFF
    assert [r.result for r in application.reply_set.order_by("at", "result")][-2:] == [
        "preparing", "ready",
    ]  # fmt: skip
