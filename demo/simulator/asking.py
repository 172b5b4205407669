"""Quick questions between sessions: asked by one side, answered by the other, or brought back."""

import datetime

from sessions_app import questions
from sessions_app.models import Question

from .room import P, Room, T


def ask(room: Room, *, number: int, now: datetime.datetime) -> None:
    """Whoever leads a side asks one short question after session `number`, where room is left."""
    who, words, _answer = room.pair.of("questions", number)
    side = {"p": P, "t": T}[who]
    waiting = Question.objects.open().filter(partnership=room.partnership, side=side)
    partnership = room.fresh()
    if questions.may_begin(partnership) and waiting.count() < questions.MOST_OPEN:
        questions.ask(partnership, side, words, by=room.lead(side), now=now)


def reply(room: Room, *, number: int, now: datetime.datetime) -> None:
    """The other side answers by the link in a mail; to "do it for us" the facilitator replies."""
    _who, words, answer = room.pair.of("questions", number)
    row = Question.objects.open().filter(partnership=room.partnership, words=words).first()
    if row is None or not room.likely(room.pair.who.replies, "replies", number):
        return
    row.partnership = room.partnership
    if not answer:
        questions.reset(row, questions.friendly(row), by=room.facilitator, now=now)
        return
    by = room.lead(row.asked_of)
    questions.answer(row, answer, expected=row.version, by=by, now=now, by_link=True)
