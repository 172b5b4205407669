"""Where an open question stands: on homes, on Today after a week, in mails that go anyway.

One ask a partnership, the oldest question first: answered, or passed on, the next one follows.
"""

import datetime
from typing import Any

from django.db.models import (
    DateTimeField,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    UUIDField,
    prefetch_related_objects,
)
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Purpose
from foundation import dates
from foundation.asks import Ask
from foundation.gathering import Part, gathered
from notifications.rules import Link
from partnerships.asks_names import names, where
from partnerships.models import GOES_ON, Partnership, Side

from . import questions
from .models import ACROSS, PutOff, Question, QuestionPutOff, QuestionState

UNHEARD = (PutOff.Way.NOT_ME, PutOff.Way.COLLEAGUE)
NAME = "question"  # what a mail's body calls the link
COLUMNS = ("pk", "side", "words", "created_at")


# -- people of the two sides ----------------------------------------------------------------------
def asked_of(user):
    """Return the open questions that the side of `user` is asked; nothing of who put them off."""
    seat = Q()
    for side, across in ACROSS.items():
        seat |= Q(side=side, partnership__roster__side=across)
    return Question.objects.filter(
        seat, state=QuestionState.OPEN, partnership__phase__in=GOES_ON,
        partnership__roster__user=user, partnership__roster__until=None,
    )  # fmt: skip


def waiting_of(user, now: datetime.datetime):
    """Return those of them that `user` has not passed on or put off."""
    mine = QuestionPutOff.objects.filter(question=OuterRef("pk"), user=user)
    later = Q(way=PutOff.Way.NOT_NOW, changed_at__gt=now - questions.NOT_NOW)
    return asked_of(user).exclude(Exists(mine.filter(Q(way__in=UNHEARD) | later)))


def for_participant(user, now: datetime.datetime) -> list[Ask]:
    """Return one ask for each partnership with a question that `user` may answer; one query."""
    return sorted(gathered(parts(user, now)))


def parts(user, now: datetime.datetime) -> list[Part]:
    """Return the same for a query that other rooms share."""
    handed = QuestionPutOff.objects.filter(question=OuterRef("pk"), colleague=user)
    rows = waiting_of(user, now).annotate(handed=Exists(handed), **names("partnership"))
    return [Part(rows, "created_at", _first)]


def _first(rows):
    first: dict[Any, Any] = {}
    for row in rows:
        first.setdefault(row.partnership_id, row)
    return [_ask(row) for row in first.values()]


def _ask(row) -> Ask:
    asks, asked = _said(row)
    why = _("%(asks)s asks. Anybody of %(asked)s can answer; then it goes from every page.")
    if row.handed:
        why = _("%(asks)s asks, and a colleague thinks that you know. Anybody can answer.")
    return Ask(
        rank=6, due=row.created_at + questions.LATE, where=where(row), sentence=row.words,
        why=why % {"asks": asks, "asked": asked}, button=_("Answer in a line or two"),
        url=reverse("sessions_app:thread_answer", args=[row.pk]), minutes=questions.MINUTES,
        out=reverse("sessions_app:thread_put_off", args=[row.pk]), who_sees=sees(),
        skipped=_("The facilitator takes it up or lets it go."),
    )  # fmt: skip


def sees() -> str:
    """Say who reads a question and its answer."""
    return _("Both sides and the facilitator read it, the sponsor never.")


def _said(row) -> tuple[str, str]:
    """Return what the side that asks and the side that is asked are called."""
    said = (row.partner_said, row.thought_partner_said)
    return said if row.side == Side.PARTNER else said[::-1]


# -- the facilitator ------------------------------------------------------------------------------
def columns(now: datetime.datetime) -> dict:
    """Annotate the oldest question of a partnership that waits for more than a week."""
    rows = Question.objects.open().filter(
        partnership=OuterRef("pk"), created_at__lte=now - questions.LATE
    )
    typed = {"pk": UUIDField(), "created_at": DateTimeField()}  # SQLite would give text
    return {
        f"question_{name}": Subquery(rows.values(name)[:1], output_field=typed.get(name))
        for name in COLUMNS
    }


def of_partnership(row, user, now: datetime.datetime) -> list[Ask]:
    """Return what a question of one partnership with `columns` asks of its facilitator."""
    if row.facilitator_id != user.pk or row.phase not in GOES_ON or not row.question_pk:
        return []
    asked = row.thought_partner_said if row.question_side == Side.PARTNER else row.partner_said
    sentence = _("%(name)s has a question unanswered since %(day)s.")
    told = {"name": asked, "day": dates.say_day(row.question_created_at)}
    return [
        Ask(
            rank=6, due=row.question_created_at + questions.LATE, where=where(row),
            sentence=sentence % told, why=f"“{row.question_words}”", minutes=2,
            button=_("Read it, then take it up or let it go"),
            url=reverse("sessions_app:thread_one", args=[row.question_pk]),
        )
    ]  # fmt: skip


# -- mails that go anyway -------------------------------------------------------------------------
def besides(partnership: Partnership, person, side: str) -> tuple[str, Link] | None:
    """Return (line, link) of what a mail to `person` of `side` asks besides, None for nothing."""
    question = waiting_for(partnership, person, side)
    if question is None:
        return None
    question.partnership = partnership
    return line(question), link_to(question)


def waiting_for(partnership: Partnership, person, side: str) -> Question | None:
    """Return the oldest open question that `person` of `side` has not passed on, or None.

    Load `partnership.questions` with `put_off` for many people at once (`ready`).
    """
    rows = [row for row in partnership.questions.all() if row.waits and row.asked_of == side]
    for row in sorted(rows, key=lambda row: (row.created_at, str(row.pk))):
        passed = [put for put in row.put_off.all() if put.user_id == person.pk]
        if not any(put.way in UNHEARD for put in passed):
            return row
    return None


def link_to(question: Question) -> Link:
    """Return the link by which whoever gets the mail answers; the mail holds no word of it."""
    asks = question.partnership.lead(question.side)
    label = _("Answer a question of %(name)s") % {"name": asks.said if asks else ""}
    return Link(Purpose.ANSWER, label, about=question)


def line(question: Question) -> str:
    """Return the one line of a mail that goes anyway."""
    asks = question.partnership.lead(question.side)
    return _(
        "Besides, %(name)s asks a short question: a line or two, about %(n)d minutes. Anybody of "
        "your side can answer. If you skip it, the facilitator takes it up or lets it go."
    ) % {"name": asks.said if asks else "", "n": questions.MINUTES}


def ready(partnership: Partnership) -> None:
    """Load the open questions of a partnership once, for the mails of all its people."""
    waiting = Question.objects.open().prefetch_related("put_off")
    prefetch_related_objects([partnership], Prefetch("questions", waiting))
