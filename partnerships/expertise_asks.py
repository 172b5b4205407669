"""What the directory asks of who looks after an organization's page: do its claims still hold?"""

import datetime

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from foundation.asks import Ask
from foundation.gathering import Part, gathered

from .asks_names import said_of
from .models import Expertise
from .models.standing import standing

MOST = 5
YEAR = datetime.timedelta(days=365)


def for_keeper(user, now: datetime.datetime) -> list[Ask]:
    """Return a row for each claim nobody confirmed for twelve months; no query for others."""
    return gathered(parts(user, now))


def parts(user, now: datetime.datetime) -> list[Part]:
    """Return the same for a query that other rooms share."""
    kept = standing(user).administers
    if not kept:
        return []
    rows = Expertise.objects.stale(timezone.localdate(now)).filter(organization__in=kept)
    rows = rows.annotate(said=said_of("organization"))
    return [Part(rows, "confirmed_on", lambda rows: [_ask(row, now) for row in rows[:MOST]])]


def _ask(row, now) -> Ask:
    due = datetime.datetime.combine(row.confirmed_on + YEAR, datetime.time(), now.tzinfo)
    name, claim = row.said, Truncator(row.claim).chars(80)
    return Ask(
        rank=8, due=due, where=name, minutes=1,
        sentence=_("Does this still hold? “%(claim)s”") % {"claim": claim},
        why=_("It was last confirmed a year ago. One press confirms it; other words are welcome."),
        button=_("Look at it"), url=row.get_absolute_url(),
        who_sees=_("Everybody who signs in reads it in the directory."),
        skipped=_("It stays, and the directory says that it was confirmed more than a year ago."),
    )  # fmt: skip
