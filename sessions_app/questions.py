"""Quick questions between sessions: asked, answered, and what becomes of them (domain 0.46, 0.64).

No mail goes for a question: it stands on the homes of the side that is asked, and as one line in
the next mail that goes anyway. Of two who answer at once, the second sees both texts.
"""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from foundation import audit, states
from foundation.errors import AlreadyMoved, Refused
from foundation.stale import save_version
from partnerships.models import Partnership, Phase

from .models import (
    QUESTION_MOVES,
    Capture,
    ParkedItem,
    PutOff,
    Question,
    QuestionPutOff,
    QuestionState,
    Session,
    SessionState,
)

MINUTES = 2  # the price of an answer, on homes and in mails
MOST_OPEN = 3  # questions of one side that may wait at once: six minutes of the other (ours)
ASKING = (Phase.ACTIVE, Phase.MIDPOINT, Phase.CLOSING)  # until then 75 minutes are spoken for
LATE = datetime.timedelta(days=7)  # from then on it stands on the facilitator's Today
NOT_NOW = datetime.timedelta(days=3)  # so long "not now" keeps it from a home
S = QuestionState


def may_begin(partnership) -> bool:
    """Say whether questions may be asked in this phase: between the sessions of a year."""
    return partnership.phase in ASKING


@transaction.atomic
def ask(partnership, side: str, words: str, *, by, now: datetime.datetime) -> Question:
    """Ask the other side one question for `side`; return it.

    Raises Refused outside the months of sessions, or while three of this side wait already;
    ValidationError for words too long or none.
    """
    fresh = Partnership.objects.select_for_update().get(pk=partnership.pk)
    if not may_begin(fresh):
        raise Refused(_("Questions are asked between the monthly sessions. Nothing was sent."))
    if Question.objects.open().filter(partnership=fresh, side=side).count() >= MOST_OPEN:
        raise Refused(
            _(
                "Three questions wait for an answer already. "
                "Bring this one to the next session, or let one of them go first."
            )
        )
    question = Question(
        partnership=partnership, side=side, words=words,
        created_at=now, created_by=by, changed_at=now, changed_by=by,
    )  # fmt: skip
    question.clean_fields(exclude=["partnership", "created_by", "changed_by"])
    question.save(force_insert=True)
    audit.record("asked", question, by=by, now=now)
    return question


@transaction.atomic
def answer(
    question: Question, words: str, *, expected: int, by, now: datetime.datetime, by_link=False
) -> None:
    """Save what the other side answers; until it is settled the answer may be changed.

    `expected` is the version the person saw. Raises Stale with both texts where a colleague was
    quicker, AlreadyMoved where the question was settled meanwhile, Refused for no words.
    """
    fresh = Question.objects.select_for_update().get(pk=question.pk)
    if fresh.settled:
        raise AlreadyMoved
    if not words.strip():
        raise Refused(_("Write a line or two first. Nothing was changed."))
    question.state, question.answer = fresh.state, words
    save_version(question, ["answer"], expected=expected, by=by, now=now)
    said = {"answered_at": now, "answered_by": by, "by_link": by_link}
    if question.waits:
        states.move(question, S.ANSWERED, moves=QUESTION_MOVES, by=by, now=now, **said)
    else:
        Question.objects.filter(pk=question.pk).update(**said)
    audit.record("answered", question, by=by, now=now, fields=["answer"])


@transaction.atomic
def make_lesson(question: Question, *, by, now: datetime.datetime) -> Capture:
    """Let an answer become a draft lesson of the side that gave it; return its capture.

    It goes through the door of words caught live: the room of lessons drafts from it within a
    minute. Raises AlreadyMoved where it is no answer any more, Refused without any session.
    """
    session = next_session(question, now) or _last(question)
    if session is None:
        raise Refused(_("A lesson belongs to a session, and none is planned yet."))
    fresh = _moved(question, S.LESSON, by=by, now=now, session=session)
    lead = question.partnership.lead(fresh.side)
    words = _("Asked by %(name)s: %(question)s") % {"name": lead.said, "question": fresh.words}
    capture = Capture(
        pk=uuid.uuid5(fresh.pk, "lesson"), session=session, kind=Capture.Kind.INSIGHT,
        side=fresh.asked_of, words=f"{fresh.answer.rstrip()}\n\n{words}",
        created_at=now, created_by=fresh.answered_by, changed_at=now, changed_by=by,
    )  # fmt: skip
    capture.save(force_insert=True)
    return capture


@transaction.atomic
def take_up(question: Question, *, by, now: datetime.datetime) -> Session:
    """Take a question up in the next session, where it waits among what is parked; return it.

    Raises AlreadyMoved where it was settled, Refused where no session is to come.
    """
    session = next_session(question, now)
    if session is None:
        raise Refused(_("No session is to come yet. Set a date first, or answer it here."))
    rows = Question.objects.select_for_update(of=("self",)).select_related("session")
    stands = rows.get(pk=question.pk)
    if stands.state == S.NEXT and not called_off(stands):
        raise AlreadyMoved
    fresh = _moved(question, S.NEXT, by=by, now=now, session=session)
    values = {
        "session": session, "text": fresh.words,
        "created_at": now, "created_by": by, "changed_at": now, "changed_by": by,
    }  # fmt: skip
    # It waits there already where the session had taken it up, was called off and came back.
    ParkedItem.objects.get_or_create(pk=uuid.uuid5(fresh.pk, str(session.pk)), defaults=values)
    return session


def called_off(question: Question) -> bool:
    """Say whether the session that was to take it up does not take place."""
    return question.session is not None and question.session.state == SessionState.CANCELLED


@transaction.atomic
def let_go(question: Question, word: str, *, by, now: datetime.datetime) -> None:
    """Let a question go with a word that both sides read. Raises Refused without one."""
    if not word.strip():
        raise Refused(_("Say in a few words why it is let go."))
    _moved(question, S.LET_GO, by=by, now=now, why=word, last_word=word)


@transaction.atomic
def reset(question: Question, word: str, *, by, now: datetime.datetime) -> None:
    """Say kindly that more is asked than was agreed (domain 0.64). Raises Refused without words."""
    if not word.strip():
        raise Refused(_("Write a friendly sentence; both sides read it."))
    _moved(question, S.RESET, by=by, now=now, why=word, last_word=word)


def friendly(question: Question) -> str:
    """Return the sentence a reset begins with; the facilitator may change every word."""
    names = {"asked": question.partnership.lead(question.asked_of).said}
    return (
        _(
            "%(asked)s thinks along and shows what it has learned. Doing the work, building it or "
            "training staff is more than was agreed. Which part would help you to do it yourselves?"
        )
        % names
    )


def _moved(question, to, *, by, now, why="", **also) -> Question:
    fresh = Question.objects.select_for_update().get(pk=question.pk)
    states.move(
        fresh, to, moves=QUESTION_MOVES, by=by, now=now, why=why, changed_at=now, changed_by=by,
        **also,
    )  # fmt: skip
    audit.record("settled", fresh, by=by, now=now, fields=["state"])
    return fresh


def next_session(question: Question, now: datetime.datetime) -> Session | None:
    """Return the session that could take a question up, None where none is to come; one query."""
    return Session.objects.filter(partnership=question.partnership_id).to_come(now).first()


def _last(question) -> Session | None:
    rows = Session.objects.filter(partnership=question.partnership_id)
    return rows.exclude(state=SessionState.CANCELLED).order_by("-starts_at", "pk").first()


@transaction.atomic
def put_off(
    question: Question, way: str, *, colleague=None, by, now: datetime.datetime
) -> QuestionPutOff:
    """Note "not me", "not now" or "ask a colleague"; said again, the newer word counts.

    Raises Refused for a colleague who is not on the same side.
    """
    way = PutOff.Way(way)
    mates = {entry.user_id for entry in question.partnership.people(question.asked_of)} - {by.pk}
    if way == PutOff.Way.COLLEAGUE and (colleague is None or colleague.pk not in mates):
        raise Refused(_("Choose a colleague from the list. Nothing was changed."))
    values = {
        "way": way, "colleague": colleague if way == PutOff.Way.COLLEAGUE else None,
        "changed_at": now, "changed_by": by,
    }  # fmt: skip
    row, _made = QuestionPutOff.objects.update_or_create(
        question=question, user=by, defaults=values,
        create_defaults={**values, "created_at": now, "created_by": by},
    )  # fmt: skip
    audit.record("put_off", question, by=by, now=now)
    return row
