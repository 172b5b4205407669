"""The edge where time enters. Views read `request.now`; commands and tasks call `now()` once.

Everything below the edge is handed its `now`, so that a year can be played in a second.
"""

import datetime

from django.utils import timezone


def now() -> datetime.datetime:
    """Return the present as an aware UTC datetime. Call it at an edge only."""
    return timezone.now()  # noqa: TID251 - this is the edge
