"""Which questions can find something to ask of a person of a side: columns of their home's query.

A question is left out only where its own condition says that nothing can be there, in any of the
person's partnerships, so that a home costs the same in two of them and in fifty.
"""

from typing import Any

from django.db.models import Exists

from insights.asks import seat_columns as of_insights
from partnerships.asks import OF_SEAT
from partnerships.models import RosterEntry
from partnerships.standing import standing
from sessions_app.asks_work import seat_columns as of_sessions

PULSE = ("pulse", "asks", "for_participant")
SIGNATURES = ("insights", "asks", "signatures")
ALWAYS = {  # of an organization, without any partnership
    ("matching", "asks", "for_participant"),
    ("partnerships", "expertise_asks", "for_keeper"),
}
AFTERWARDS = {PULSE, SIGNATURES}  # these may ask once a partnership has ended
COLUMNS = {
    "seats_wait": ("partnerships", "asks", "for_participant"),
    "words_wait": ("sessions_app", "asks_work", "words"),
    "promises_wait": ("sessions_app", "asks_work", "promises"),
    "questions_wait": ("sessions_app", "questions_asks", "for_participant"),
    "signatures_wait": SIGNATURES,
    "lessons_wait": ("insights", "asks", "lessons"),
}


def columns(user, now) -> dict:
    """Annotate what `questions` reads, beside the columns of the pulse (`today.held_columns`).

    They say the same on each row: whether anything waits for `user`, wherever it is.
    """
    seats = RosterEntry.objects.standing().filter(user=user, partnership__phase__in=list(OF_SEAT))
    return {"seats_wait": Exists(seats), **of_sessions(user, now), **of_insights(user, now)}


def questions(rows: list[Any], user) -> set[tuple[str, str, str]]:
    """Return which of `today.OF_PARTICIPANT` can find something; `rows` are the home's."""
    found = {question for name, question in COLUMNS.items() if rows and getattr(rows[0], name)}
    elsewhere = standing(user).partnerships - {row.pk for row in rows}
    if elsewhere:
        found |= {PULSE} if rows else AFTERWARDS
    if any(row.asked for row in rows):
        found.add(PULSE)
    return ALWAYS | found
