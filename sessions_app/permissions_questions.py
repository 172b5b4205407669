"""Who may do what with questions between sessions. Source: the authorization matrix, rows 381 on.

Whoever does not see the partnership is answered 404 before these are asked; officers never do.
"""

from partnerships import permissions as room
from partnerships.models import Side

from . import questions
from .models import QuestionState


def sides_of(user, partnership) -> list[str]:
    """Return the sides for which `user` may ask: their own, or both for the facilitator."""
    place = room.place_of(user, partnership)
    if partnership.over or not place.inside:
        return []
    return list(room.SIDES) if place.facilitates else [place.side]


def may_answer(user, question) -> bool:
    """Anybody of the side that is asked, while it runs."""
    side = room.side_of(user, question.partnership)
    return side == question.asked_of and not question.partnership.over


def may_settle(user, question) -> bool:
    """Take it up in a session, let it go with a word: both sides and the facilitator."""
    return room.place_of(user, question.partnership).inside and not question.partnership.over


def may_make_lesson(user, question) -> bool:
    """The side that answered, and the facilitator (domain 0.46)."""
    facilitates = room.may_facilitate(user, question.partnership)
    return may_settle(user, question) and (facilitates or may_answer(user, question))


def may_reset(user, question) -> bool:
    """The facilitator, for what is asked of the side that shares (domain 0.64)."""
    of_sharing = question.asked_of == Side.THOUGHT_PARTNER
    facilitates = room.may_facilitate(user, question.partnership)
    return facilitates and of_sharing and may_settle(user, question)


def ways(user, question, now) -> list[str]:
    """Return the states that `user` may bring `question` to, beside answering it; one query."""
    state = question.state
    found: list[str] = []
    if state == QuestionState.ANSWERED and may_make_lesson(user, question):
        found.append(QuestionState.LESSON)
    waits_again = state == QuestionState.NEXT and questions.called_off(question)
    if not question.settled or waits_again:
        meets = may_settle(user, question) and questions.next_session(question, now)
        found += [QuestionState.NEXT] if meets else []
    if not question.settled and may_settle(user, question):
        found.append(QuestionState.LET_GO)
    if state == QuestionState.OPEN and may_reset(user, question):
        found.append(QuestionState.RESET)
    return found
