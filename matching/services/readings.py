"""Reading the nine answers, alone and blind, then talking about a gap, then the reply."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from foundation import states
from foundation.errors import AlreadyMoved, Refused
from foundation.text import LONGEST, clean_text
from instruments import reading as answers
from instruments import services as sheets
from instruments.models import Sheet, SheetState, Voice
from matching import notices, openness, permissions, readiness
from matching.gaps import gaps, open_gaps
from matching.models import (
    APPLICATION_MOVES,
    OFFER_MOVES,
    Application,
    ApplicationState,
    Reading,
    Reply,
    RuleSet,
    Talk,
)
from partnerships.models import Initiative
from partnerships.role_services import take_along

from . import workups


def start(*, subject, reader, place, by, now: datetime) -> Reading:
    """Return the reading of `reader` at `place`, with its sheet; made if there is none.

    Raises Refused when the place is taken, or the reader holds the other one.
    """
    found = Reading.objects.of(subject).filter(reader=reader).first()
    if found and found.place == place:
        return found
    taken = _("Somebody else reads this already.")
    if found:
        raise Refused(taken)
    try:
        with transaction.atomic():
            made = Reading.objects.create(
                **{subject._meta.model_name: subject},
                place=place,
                reader=reader,
                created_at=now,
                created_by=by,
                changed_at=now,
                changed_by=by,
            )
            sheets.open_sheet(key=_key(subject), about=made, voice=Voice.LEVELS, by=by, now=now)
    except IntegrityError:
        raise Refused(taken) from None
    return made


def begin(*, subject, by, now: datetime) -> Reading | None:
    """Lay out the facilitator's reading once the nine answers are in; None until both are there."""
    words = sheet_of(subject, voice=Voice.WORDS)
    answered = words is not None and words.state == SheetState.SIGNED_OFF
    place = Reading.Place.FIRST
    if not answered or subject.facilitator is None:
        return None
    first = Reading.objects.of(subject).filter(place=place).first()
    return first or start(subject=subject, reader=subject.facilitator, place=place, by=by, now=now)


@transaction.atomic
def assign(*, subject, facilitator, by, now: datetime) -> None:
    """Give an application or offer to a facilitator; an unfinished first reading goes with it.

    Raises AlreadyMoved when somebody else took it a moment before, Refused for a person of the
    organization itself or one who is its second reader.
    """
    if permissions.belongs(facilitator, subject):
        raise Refused(_("A person of the organization cannot look after its own form."))
    if Reading.objects.of(subject).filter(reader=facilitator, place="second").exists():
        raise Refused(_("This person is the second reader. Ask another colleague."))
    rows = type(subject).objects.filter(pk=subject.pk, facilitator=subject.facilitator_id)
    if not rows.update(facilitator=facilitator, changed_by=by, changed_at=now):
        raise AlreadyMoved
    subject.facilitator = facilitator
    unfinished = Reading.objects.of(subject).filter(place="first", finished_at=None)
    unfinished.update(reader=facilitator)
    begin(subject=subject, by=by, now=now)


def keep_note(*, reading, note: str, by, now: datetime) -> None:
    """Keep the reader's own note, for the two readers and the leads; the last save counts."""
    note = clean_text(note)[:LONGEST]
    if note == reading.note:
        return
    rows = Reading.objects.filter(pk=reading.pk)
    rows.update(note=note, changed_by=by, changed_at=now, version=F("version") + 1)


@transaction.atomic
def finish(*, reading, sheet, by, now: datetime) -> None:
    """End one's reading; from here the two readers see each other's. May raise Refused."""
    if not all_rated(sheet):
        raise Refused(_("Some items have no level yet. Rate all nine, then finish."))
    if not Reading.objects.filter(pk=reading.pk, finished_at=None).update(finished_at=now):
        raise AlreadyMoved
    reading.finished_at = now
    sheets.sign_off(sheet=sheet, by=by, now=now)
    _note_gaps(reading.subject)


def all_rated(sheet) -> bool:
    """Say whether each item has its level."""
    return len(answers.levels(sheet)) == sheet.instrument_version.items.count()


@transaction.atomic
def take_up_again(*, reading, sheet, why: str, by, now: datetime) -> None:
    """Let a reader change what they finished; `why` is kept. Raises Refused without a reason."""
    sheets.reopen(sheet=sheet, by=by, now=now, why=why)
    Reading.objects.filter(pk=reading.pk).update(finished_at=None)
    reading.finished_at = None
    _note_gaps(reading.subject)


@transaction.atomic
def talk_through(
    *, subject, notes: dict[str, str], present: str, held_on, by, now: datetime
) -> list[Talk]:
    """Keep what the two readers agreed on, item by item; both levels stay as they are.

    `notes` is item key to words, and an item without words stays open; `present` says who talked,
    `held_on` on which day. Raises Refused when nothing lies apart, or no item has its note.
    """
    found = gaps(*_levels_of_both(subject))
    if not found:
        raise Refused(_("The two readings do not lie two steps apart any more."))
    said = {key: words for key, words in notes.items() if key in found and words.strip()}
    if not said:
        raise Refused(_("Write what you agreed on, for one of the items at least."))
    about = {subject._meta.model_name: subject, "present": present, "held_on": held_on}
    talks = [
        Talk.objects.create(
            **about, item=key, words=words, gaps={key: found[key]}, by=by, at=now
        )
        for key, words in said.items()
    ]  # fmt: skip
    _note_gaps(subject)
    return talks


def outcome(subject, levels: dict[str, int], rules: RuleSet):
    """Return the Outcome of `levels` by the program's rule, None until all nine are there."""
    if isinstance(subject, Application):
        return readiness.judge(levels, rules.readiness())
    return openness.judge(levels, rules.openness())


@transaction.atomic
def reply(
    *, subject, result: str, words: str, next_step: str, next_on, agreed_note: str,
    override_reason: str, by, now: datetime,
) -> Reply:  # fmt: skip
    """Send the organization its result as a sentence with a next step and its date; mail says so.

    Decided on the first reader's levels; what was decided on is kept (trust W17). Raises Refused
    when the reading is not finished, a gap was not talked through, or a result against the rule
    has no reason; AlreadyMoved.
    """
    subject = type(subject).objects.select_for_update(no_key=True).get(pk=subject.pk)
    rules = RuleSet.of(subject.round.program)
    first, _second = _levels_of_both(subject)
    by_rule = outcome(subject, first, rules)
    if by_rule is None:
        raise Refused(_("Finish your reading first: all nine items."))
    if subject.apart:
        raise Refused(_("You and the second reader are two steps apart. Talk it through first."))
    against = result != by_rule.result
    if against and not override_reason.strip():
        raise Refused(_("This is another result than our rule gives. Say why in a sentence."))
    _move(subject, result, by=by, now=now)
    sent = Reply.objects.create(
        **{subject._meta.model_name: subject},
        result=result,
        words=words,
        next_step=next_step,
        next_on=next_on,
        agreed_note=agreed_note,
        by_rule=by_rule.result,
        levels=first,
        rule=_as_json(rules),
        override_reason=override_reason if against else "",
        by=by,
        at=now,
    )
    if result == ApplicationState.PREPARING:
        workups.begin(application=subject, by=by, now=now)
    notices.tell_answered(sent, now=now)
    return sent


@transaction.atomic
def read_again(*, subject, by, now: datetime) -> None:
    """Return to reading after a preparation, a pause or a talk; earlier replies stay (0.24)."""
    is_application = isinstance(subject, Application)
    back = "assessing" if is_application else "answered"
    _states(subject, back, by=by, now=now)
    for reading in Reading.objects.of(subject).exclude(finished_at=None):
        sheet = sheet_of(reading)
        take_up_again(reading=reading, sheet=sheet, why=_("Read again."), by=by, now=now)


def sheet_of(about, *, voice=Voice.LEVELS) -> Sheet | None:
    """Return the newest sheet about `about`, whoever may see it: for services, not for views."""
    rows = Sheet.objects.about(about).filter(voice=voice)
    return rows.order_by("-instrument_version__number").first()


def _key(subject):
    return "readiness" if isinstance(subject, Application) else "openness"


def _levels_of_both(subject):
    found: dict[str, dict] = {"first": {}, "second": {}}
    for reading in Reading.objects.of(subject).exclude(finished_at=None):
        sheet = sheet_of(reading)
        if sheet and sheet.state == SheetState.SIGNED_OFF:
            found[reading.place] = answers.levels(sheet)
    return found["first"], found["second"]


def _note_gaps(subject):
    talks = Talk.objects.filter(**{subject._meta.model_name: subject})
    apart = open_gaps(gaps(*_levels_of_both(subject)), list(talks.values_list("gaps", flat=True)))
    type(subject).objects.filter(pk=subject.pk).update(apart=apart)
    subject.apart = apart


def _move(subject, result, *, by, now):
    also = {}
    if result == "ready" and subject.initiative_id is None:
        also = {"initiative": _initiative(subject, by=by, now=now)}
        take_along(subject, also["initiative"])
    _states(subject, result, by=by, now=now, **also)


def _states(subject, new, *, by, now, **also):
    moves = APPLICATION_MOVES if isinstance(subject, Application) else OFFER_MOVES
    states.move(subject, new, moves=moves, by=by, now=now, **also)


def _initiative(application, *, by, now):
    """Put the initiative into the directory: what it is and its stage, none of the candid words."""
    return Initiative.objects.create(
        organization=application.organization,
        title=application.title,
        stage=application.stage,
        educators=application.educators,
        source=_("Told by the organization itself."),
        created_at=now,
        created_by=by,
        changed_at=now,
        changed_by=by,
    )


def _as_json(rules):
    levels = ("ready_level", "unclear_level", "will_level", "able_level", "build_level")
    return {name: getattr(rules, name) for name in levels} | {"ready_mean": str(rules.ready_mean)}
