"""Working out what lies behind a problem: written together, read, accepted, carried over (0.24)."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from foundation import states, versions
from foundation.errors import Refused
from foundation.stale import save_version
from foundation.text import LONGEST
from instruments import services as sheets
from instruments.models import Answer, Item, Sheet, SheetState, Voice
from matching import workup_content, workup_mails
from matching.models import (
    WORKUP_MOVES,
    ApplicationState,
    PossibleSolution,
    PreparationSession,
    ProblemStatement,
    RootCauseWorkup,
    Why,
    WorkupState,
)
from matching.models.workups import MOST_SESSIONS

W = WorkupState
CARRIED = ("R1", "R5")  # the work, and the problem with its causes


@transaction.atomic
def begin(*, application, by, now: datetime) -> RootCauseWorkup:
    """Return the place to work of `application`, which starts from what its form says.

    One that was reviewed or accepted before goes on as a draft: nothing of it is lost.
    """
    authored = {"created_at": now, "created_by": by, "changed_at": now, "changed_by": by}
    workup, made = RootCauseWorkup.objects.get_or_create(application=application, defaults=authored)
    if made:
        told = {"what": application.challenge, "effect": application.data_sources}
        ProblemStatement.objects.create(workup=workup, **told, **authored)
        PossibleSolution.objects.create(workup=workup, **authored)
    elif workup.state != W.DRAFT:
        _back_to_draft(workup, by=by, now=now, why=_("The preparation goes on."))
    return workup


@transaction.atomic
def save_part(*, workup, part, fields: list[str], expected: int, by, now: datetime) -> None:
    """Keep `fields` of one part of `workup`, a new row or one that stands.

    `expected` is the version the person started from, 0 for a new row. Raises Stale with both
    texts, Refused once the preparation is over. A change of what was reviewed makes it a draft.
    """
    _lock_open(workup, by=by, now=now)
    if part._state.adding:
        _add(part, by=by, now=now)
    else:
        _change(part, fields, expected=expected, by=by, now=now)
    _count(workup, by=by, now=now)


@transaction.atomic
def save_why(*, workup, chain, number: int, values: dict, expected: int, by, now: datetime) -> Why:
    """Keep the `number`-th why of a chain: `because` and `evidence`; else as `save_part`."""
    _lock_open(workup, by=by, now=now)
    why = chain.whys.filter(number=number).first()
    if why is None:
        why = Why(chain=chain, number=number, **values)
        _add(why, by=by, now=now)
    else:
        for name, value in values.items():
            setattr(why, name, value)
        _change(why, list(values), expected=expected, by=by, now=now)
    _count(workup, by=by, now=now)
    return why


@transaction.atomic
def set_aside(*, workup, part, aside: bool, by, now: datetime) -> None:
    """Set a chain, a cause or a session aside, or take it back; its words are kept.

    Raises Refused when a session comes back and four stand already.
    """
    _lock_open(workup, by=by, now=now)
    part.set_aside_at = now if aside else None
    fields = ["set_aside_at"]
    if isinstance(part, PreparationSession) and not aside:
        part.number = free_number(workup)
        fields.append("number")
    save_version(part, fields, expected=part.version, by=by, now=now)
    _count(workup, by=by, now=now)


def free_number(workup) -> int:
    """Return the first number no standing session has. Raises Refused when four stand."""
    taken = set(workup.sessions.standing().values_list("number", flat=True))
    free = [number for number in range(1, MOST_SESSIONS + 1) if number not in taken]
    if not free:
        raise Refused(_("Four sessions are the most. Set one aside first, then add another."))
    return free[0]


@transaction.atomic
def review(*, workup, note: str, expected: int, by, now: datetime) -> None:
    """The facilitator has read it with them; the organization is mailed. `expected`: what was read.

    Raises Refused when a step is missing or the words changed since, AlreadyMoved.
    """
    current = _lock_open(workup, by=by, now=now, keep=True)
    if missing := workup_content.load(current).missing:
        raise Refused(_("Not complete yet. %(what)s") % {"what": missing[0].sentence})
    _same_as_read(current, expected)
    also = {"reviewed_at": now, "reviewed_by": by, "review_note": note}
    states.move(workup, W.REVIEWED, moves=WORKUP_MOVES, by=by, now=now, **also)
    _keep_words(workup, by=by, now=now)
    workup_mails.tell_reviewed(workup, now=now)


@transaction.atomic
def accept(*, workup, answers: dict[str, str], expected: int, by, now: datetime) -> None:
    """A person of the organization says that this is how they see it.

    `answers` are what two of the nine answers say from now on, by item key, as the person read and
    changed them; they are signed off again under their name. What stood before stays as a version.
    Raises Refused when the words changed since or the nine answers are open, AlreadyMoved.
    """
    current = _lock_open(workup, by=by, now=now, keep=True)
    _same_as_read(current, expected)
    also = {"accepted_at": now, "accepted_by": by}
    states.move(workup, W.ACCEPTED, moves=WORKUP_MOVES, by=by, now=now, **also)
    _keep_words(workup, by=by, now=now)
    _carry_over(workup.application, answers, by=by, now=now)


@transaction.atomic
def take_up(*, workup, by, now: datetime) -> None:
    """Write on after a review or an acceptance. Raises AlreadyMoved, Refused once it is over."""
    current = RootCauseWorkup.objects.select_for_update(no_key=True).get(pk=workup.pk)
    _require_preparing(current)
    workup.state = current.state
    _back_to_draft(workup, by=by, now=now, why=_("Taken up again."))


def nine_answers(application) -> Sheet | None:
    """Return the sheet of the nine answers, whoever may see it: for services, not for views."""
    rows = Sheet.objects.about(application).filter(voice=Voice.WORDS)
    return rows.order_by("-instrument_version__number").first()


def items_to_carry(content) -> list:
    """Return the items of R1 and R5, each with `start`: the words that stand, then what was found.

    One query; none where the application has no sheet of nine answers.
    """
    about = Sheet.objects.about(content.workup.application).filter(voice=Voice.WORDS)
    stood = Answer.objects.filter(sheet__in=about, item=OuterRef("pk")).values("words")[:1]
    rows = Item.objects.filter(key__in=CARRIED, instrument_version__sheets__in=about)
    items: list[Any] = list(rows.annotate(stood=Subquery(stood)).order_by("order"))
    found = content.carried()
    for item in items:
        item.start = _both(item.stood or "", found[item.key])
    return items


def _both(stood, found):
    """What stood is never cut; what was found is cut where both do not fit."""
    if found in stood:
        return stood
    return f"{stood}\n\n{found}".strip()[:LONGEST]


def _carry_over(application, answers, *, by, now):
    sheet = nine_answers(application)
    if sheet is None:
        return
    items = {item.key: item for item in sheet.instrument_version.items.filter(key__in=answers)}
    stood = {answer.item_id: answer for answer in sheet.answers.filter(item__in=items.values())}
    new = {
        key: words for key, words in answers.items()
        if key in items and words != getattr(stood.get(items[key].pk), "words", "")
    }  # fmt: skip
    if not new:
        return
    if sheet.state == SheetState.OPEN:
        raise Refused(_("Your nine answers are open again. Sign them off first, then come back."))
    sheets.reopen(sheet=sheet, by=by, now=now, why=_("The preparation is done."))
    for key, words in new.items():
        expected = getattr(stood.get(items[key].pk), "version", 0)
        said = {"words": words, "expected": expected}
        sheets.save_answer(sheet=sheet, item=items[key], by=by, now=now, **said)
    sheets.sign_off(sheet=sheet, by=by, now=now)


def _lock_open(workup, *, by, now, keep=False):
    """Wait for others at this workup; `keep`: what was reviewed stays so. Raises Refused."""
    current = RootCauseWorkup.objects.select_for_update(no_key=True).get(pk=workup.pk)
    _require_preparing(current)
    if not keep and current.state == W.ACCEPTED:
        raise Refused(
            _("This was accepted, so its words stay as they are. Take it up again to change it.")
        )
    workup.version = current.version
    if not keep and current.state == W.REVIEWED:
        workup.state = current.state
        _back_to_draft(workup, by=by, now=now, why=_("Changed after it was read."))
    return current


def _require_preparing(current):
    if current.application.state != ApplicationState.PREPARING:
        raise Refused(_("This preparation is over. Its words are kept as they stand."))


def _same_as_read(current, expected):
    if current.version != expected:
        raise Refused(_("Something changed while you were reading. Read it again, then go on."))


def _back_to_draft(workup, *, by, now, why):
    also: dict[str, Any] = {"accepted_at": None, "accepted_by": None}
    states.move(workup, W.DRAFT, moves=WORKUP_MOVES, by=by, now=now, why=why, **also)


def _add(part, *, by, now):
    part.created_at = part.changed_at = now
    part.created_by = part.changed_by = by
    if isinstance(part, PreparationSession):
        part.number = free_number(part.workup)
    try:
        with transaction.atomic():
            part.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("Somebody added this a moment ago. Open it again to go on.")) from None


def _change(part, fields, *, expected, by, now):
    current = type(part).objects.get(pk=part.pk)
    if all(getattr(current, name) == getattr(part, name) for name in fields):
        part.version = current.version
        return  # the same once more: a save whose reply was lost on the way
    if _goes_on(current, part, fields, by):
        expected = current.version
    save_version(part, fields, expected=expected, by=by, now=now)


def _goes_on(current, part, fields, by):
    """The person's own earlier words, written on: nothing is lost by keeping the longer text."""
    if by is None or current.changed_by_id != by.pk:
        return False
    pairs = [(getattr(current, name), getattr(part, name)) for name in fields]
    return all(old == new or isinstance(old, str) and new.startswith(old) for old, new in pairs)


def _count(workup, *, by, now):
    """Each change of a part makes a new version of the whole."""
    save_version(workup, [], expected=workup.version, by=by, now=now)


def _keep_words(workup, *, by, now):
    versions.keep(workup, workup_content.load(workup).as_pairs(), by=by, now=now)
