"""What people do with a sheet: open it, answer it, rate it, sign it off, take it up again."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from foundation import states, versions
from foundation.errors import Refused, Stale
from foundation.stale import save_version
from foundation.text import LONGEST, clean_text

from . import owners, reading
from .editing import new_version as new_version
from .editing import publish as publish
from .models import (
    SHEET_MOVES,
    Anchor,
    Answer,
    Instrument,
    InstrumentVersion,
    Item,
    Sheet,
    SheetState,
    Voice,
)


@transaction.atomic
def open_sheet(*, key: str, about, voice: Voice, by, now: datetime) -> Sheet:
    """Return the sheet of the instrument `key` about `about` in `voice`, made if there is none.

    A new sheet asks the published version and keeps it for life (trust W10). Raises Refused when
    none is published.
    """
    # The lock lets two openers meet one sheet, even while a new version is being published.
    instrument = Instrument.objects.select_for_update(no_key=True).filter(key=key).first()
    sheet = (
        Sheet.objects.about(about)
        .filter(instrument_version__instrument__key=key, voice=voice)
        .order_by("-instrument_version__number")
        .first()
    )
    if sheet:
        return sheet
    version = InstrumentVersion.objects.filter(instrument=instrument).published().first()
    if version is None:
        raise Refused(_("These questions are not ready yet. We will write to you when they are."))
    return Sheet.objects.create(
        context_kind=about._meta.label_lower,
        context_id=about.pk,
        instrument_version=version,
        voice=voice,
        created_at=now,
        created_by=by,
        changed_at=now,
        changed_by=by,
    )


@transaction.atomic
def save_answer(
    *, sheet, item: Item, words=None, level=None, expected: int, by, now: datetime
) -> Answer:
    """Keep what was said to one question; what is None stays as it is.

    `expected` is the version the person started from, 0 for a first answer. Two people on one
    question: the second gets Stale with both texts; different questions never meet. Raises
    Refused once the sheet is signed off, for words that are too long, or for no such level.
    """
    _lock_open(sheet)
    answer = sheet.answers.select_related("changed_by").filter(item=item).first()
    said = _said(sheet, item, words, level)
    if answer is None:
        authored = {"created_at": now, "created_by": by, "changed_at": now, "changed_by": by}
        return Answer.objects.create(sheet=sheet, item=item, **said, **authored)
    if all(getattr(answer, name) == value for name, value in said.items()):
        return answer  # the same once more: a save whose reply was lost on the way
    if _goes_on(answer, said, by):
        expected = answer.version
    for name, value in said.items():
        setattr(answer, name, value)
    save_version(answer, list(said), expected=expected, by=by, now=now)
    return answer


@transaction.atomic
def save_levels(*, sheet, levels: dict[str, int], expected: int, by, now: datetime) -> None:
    """Keep the levels of many items at once, by item key; items left out stay as they are.

    `expected` is the version of the sheet that the reader started from. Raises Stale with the
    levels of both, and Refused as `save_answer` does.
    """
    _lock_open(sheet)
    items = {item.key: item for item in sheet.instrument_version.items.filter(key__in=levels)}
    answers = {answer.item_id: answer for answer in sheet.answers.all()}
    _check_levels(sheet, items, levels)
    if sheet.version != expected:
        raise Stale(*_both_levels(sheet, items, answers, levels))
    for key, level in levels.items():
        answer = answers.get(items[key].pk) or Answer(sheet=sheet, item=items[key])
        _rate(answer, level, by=by, now=now)
    save_version(sheet, [], expected=expected, by=by, now=now)


@transaction.atomic
def sign_off(*, sheet, by, now: datetime, seen: str | None = None) -> None:
    """One named person ends the filling in for all; the words are kept as they stood.

    Nothing has to be answered. The owner of what the sheet is about is told in the same
    transaction. `seen` is the digest of the words the person read. Raises Refused when they have
    changed since, AlreadyMoved when somebody else was first.
    """
    _lock(sheet)
    if seen is not None and seen != reading.digest(reading.words(sheet)):
        raise Refused(
            _("An answer changed while you were reading. Read them again, then sign off.")
        )
    also = {"signed_off_at": now, "signed_off_by": by}
    states.move(sheet, SheetState.SIGNED_OFF, moves=SHEET_MOVES, by=by, now=now, **also)
    if sheet.voice == Voice.WORDS:
        versions.keep(sheet, reading.words(sheet), by=by, now=now)
    if follow := owners.of(sheet).signed_off:
        follow(sheet=sheet, by=by, now=now)


@transaction.atomic
def reopen(*, sheet, by, now: datetime, why: str) -> None:
    """Let a signed-off sheet be filled again; `why` is kept. Raises Refused without a reason."""
    if not why.strip():
        raise Refused(_("Say in a few words why, so that the people who wrote know."))
    _lock(sheet)
    also: dict[str, Any] = {"signed_off_at": None, "signed_off_by": None}
    states.move(sheet, SheetState.OPEN, moves=SHEET_MOVES, by=by, now=now, why=why, **also)


def _lock(sheet):
    """Wait for others at this sheet, then see it as it stands: sign-off and saves take turns."""
    current = Sheet.objects.select_for_update(no_key=True).get(pk=sheet.pk)
    for name in ("state", "version", "signed_off_at", "signed_off_by_id"):
        setattr(sheet, name, getattr(current, name))


def _lock_open(sheet):
    _lock(sheet)
    if sheet.state != SheetState.OPEN:
        raise Refused(
            _(
                "This was signed off, so its words stay as they are. If something should change,"
                " ask the person who signed it off or your facilitator."
            )
        )


def _said(sheet, item, words, level):
    if item.instrument_version_id != sheet.instrument_version_id:
        raise ValueError("the question belongs to another version")
    said = {}
    if words is not None:
        said["words"] = clean_text(words)
        if len(said["words"]) > LONGEST:
            raise Refused(_("That is longer than 20,000 characters. Keep what matters most."))
    if level is not None:
        _check_levels(sheet, {item.key: item}, {item.key: level})
        said["level"] = level
    return said


def _goes_on(answer, said, by):
    """The person's own earlier words, written on: nothing is lost by keeping the longer text."""
    mine = set(said) == {"words"} and by is not None and answer.changed_by_id == by.pk
    return mine and answer.words and said["words"].startswith(answer.words)


def _check_levels(sheet, items, levels):
    if sheet.voice != Voice.LEVELS:
        raise ValueError("a sheet of words has no levels")
    known = Anchor.objects.filter(item__in=items.values()).values_list("item__key", "level")
    if not set(levels.items()) <= set(known):
        raise Refused(_("Choose one of the sentences for each question you rate."))


def _both_levels(sheet, items, answers, levels):
    current = Sheet.objects.select_related("changed_by").get(pk=sheet.pk)
    clashes = []
    for key, level in levels.items():
        answer = answers.get(items[key].pk)
        if answer and answer.level != level:
            clashes.append((items[key].title, key, answer.level, level))
    return current, clashes


def _rate(answer, level, *, by, now):
    if answer.level == level:
        return
    answer.level = level
    if answer._state.adding:
        answer.created_at = answer.changed_at = now
        answer.created_by = answer.changed_by = by
        answer.save(force_insert=True)
    else:
        save_version(answer, ["level"], expected=answer.version, by=by, now=now)
