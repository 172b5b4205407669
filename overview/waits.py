"""Which rooms can have something to ask of a person of a side: columns of their home's query.

A room is left out only where its own condition says that nothing can be there, so that a home asks
few questions; what a partnership that is not among the rows may ask is asked for all the same.
"""

from typing import Any

from insights.asks import seat_columns as of_insights
from partnerships.asks import OF_SEAT
from partnerships.standing import standing
from sessions_app.asks_work import seat_columns as of_sessions

ALWAYS = {"matching"}  # an organization may apply or be asked without any partnership
AFTERWARDS = {"pulse", "insights"}  # these may ask once a partnership has ended
CAN = {
    "partnerships": lambda row: row.phase in OF_SEAT,
    "sessions_app": lambda row: row.sessions_wait,
    "pulse": lambda row: row.asked,
    "insights": lambda row: row.insights_wait,
}


def columns(user, now) -> dict:
    """Annotate what `rooms` reads, beside the columns of the pulse (`today.held_columns`)."""
    return {**of_sessions(user, now), **of_insights(user)}


def rooms(rows: list[Any], user, *, most: int) -> set[str]:
    """Return the rooms that can ask something of `user`, who has a seat in each of `rows`.

    `most` is how many rows were loaded at most: where more stand elsewhere, every room is asked.
    """
    elsewhere = standing(user).partnerships - {row.pk for row in rows}
    if elsewhere and len(rows) >= most:
        return ALWAYS | set(CAN)
    found = {room for room, can in CAN.items() if any(can(row) for row in rows)}
    return ALWAYS | found | (AFTERWARDS if elsewhere else set())
