"""The one page for a talk with one side. It holds that side's own words and never the other's."""

from dataclasses import dataclass

from partnerships.charter_text import BENEFITS

from . import calculations, questions
from .models import PulseForm

MOST = 4  # questions that go deeper; half an hour is short


@dataclass(frozen=True)
class Person:
    """Somebody of the side: what they wrote, or that they would rather talk."""

    name: str
    talk: bool
    rows: list  # (question, rating in words, words, consent in words)


@dataclass(frozen=True)
class Guide:
    """What stands on the page."""

    side: str
    name: str
    hoped: str  # what this side hoped to gain, in its own charter words
    open_questions: list
    deeper: list
    people: list


def of(round, side: str) -> Guide:
    """Return the guide of one side, for its holder; two queries, inside `foundation.actor`."""
    rows = PulseForm.objects.filter(round=round, side=side, answered=True)
    forms = list(rows.select_related("person").prefetch_related("answers").order_by("pk"))
    room = round.partnership
    return Guide(
        side=side,
        name=room.lead(side).said,
        hoped=getattr(room.charter, BENEFITS[side]) if hasattr(room, "charter") else "",
        open_questions=[q for q in questions.every() if q.key in questions.OPEN],
        deeper=deeper(side, [ratings(form) for form in forms]),
        people=[_person(form) for form in forms],
    )


def deeper(side: str, rated: list[dict[str, str]]) -> list[str]:
    """Return the questions that follow from this side's own ratings, the lowest first."""
    said = calculations.side(rated)
    asked = {q.key: q for q in questions.for_side(side) if q.ask}
    low = sorted((mean, key) for key, mean in said.means.items() if key in asked)
    chosen = [key for mean, key in low if mean < calculations.HIGH]
    usual = [key for key in ("needed_now", "right_people", "well_used") if key not in chosen]
    return [asked[key].ask for key in [*chosen, *usual][:MOST]]


def ratings(form) -> dict[str, str]:
    """Return question key to rating of one form whose answers were loaded."""
    return {answer.question: answer.rating for answer in form.answers.all() if answer.rating}


def told(form) -> list:
    """Return (question, rating in words, words, consent in words) in the order of the questions."""
    answers = {answer.question: answer for answer in form.answers.all()}
    rows = ((q, answers[q.key]) for q in questions.for_side(form.side) if q.key in answers)
    return [
        (q, answer.get_rating_display() if answer.rating else "", answer.words,
         answer.get_consent_display() if answer.words else "")
        for q, answer in rows
        if answer.rating or answer.words
    ]  # fmt: skip


def _person(form) -> Person:
    return Person(form.person.name, form.talk, told(form))
