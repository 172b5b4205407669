"""A date as people choose it: a day and a wall time where it was agreed."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from foundation import dates
from foundation.errors import Refused

from . import slots


@dataclass(frozen=True)
class Date:
    """A day, a wall time, the zone it was agreed in, and which of two equal times (`fold`)."""

    day: dt.date
    time: dt.time
    zone: str
    fold: int = 0

    @property
    def moment(self) -> dt.datetime:
        """Raises Refused, with a proposal, for a time that the clocks skip that day."""
        try:
            return slots.moment(self.day, self.time, self.zone, self.fold).astimezone(dt.UTC)
        except slots.NoSuchTime as gap:
            words = {"day": dates.say_day(self.day), "time": dates.say_clock(gap.instead)}
            raise Refused(
                _("The clocks skip this time on %(day)s. %(time)s exists; choose that.") % words
            ) from None
