"""The digest: once a month, where the partnerships of each facilitator stand (calendar, row 70)."""

import datetime
from functools import cache
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from foundation.dates import say_day
from foundation.numbers import spelled
from matching.workdays import working_days_after
from notifications import rules
from notifications.models import Message, MessageKind, State
from partnerships.asks_names import names, where
from partnerships.models import RUNNING, Partnership, Phase

from .paths import with_path
from .today import FIRST_TO_END

AT = datetime.time(9)
DAY = datetime.timedelta(days=1)
NEAR = 2 * DAY  # before it goes it stands on the mail desk; after it, nothing is caught up
LISTED = 12  # partnerships in one mail


@rules.register
class Digest(rules.Rule):
    """The first working day of a month, to whoever facilitates something that runs.

    It asks nothing, and whoever facilitates nothing gets none.
    """

    name = "overview.digest"
    rows = (70,)
    kind = MessageKind.DIGEST

    def due(self, now):
        for day in sorted({_first_working_day(now + ahead) for ahead in (-NEAR, NEAR)}):
            if abs(datetime.datetime.combine(day, AT, datetime.UTC) - now) < NEAR:
                yield from _of(day, now)

    def stopped(self, message, now):
        """Say that nothing is under way for this person any more."""
        if _running().filter(facilitator=message.person_id).exists():
            return ""
        return _("They facilitate no partnership that runs.")


def _first_working_day(moment) -> datetime.date:
    return _after(moment.astimezone(datetime.UTC).date().replace(day=1) - DAY)


@cache
def _after(day) -> datetime.date:
    return working_days_after(day, 1)


def _running():
    return Partnership.objects.filter(phase__in=RUNNING)


def _of(day, now):
    key = f"digest:{day:%Y-%m}:"
    known = Message.objects.filter(rule=Digest.name, key__startswith=key)
    gone = known.exclude(state__in=[State.QUEUED, State.HELD]).values("person")
    found = with_path(_running().exclude(facilitator__in=gone), now).annotate(**names("pk"))
    rows = found.select_related("facilitator").order_by("facilitator", *FIRST_TO_END)
    for person, mine in groupby(rows, key=lambda row: row.facilitator):
        at = datetime.datetime.combine(day, AT, person.time_zone)
        with timezone.override(person.time_zone):
            subject, body = _words(day, list(mine))
        yield rules.Due(
            key=f"{key}{person.pk}", person=person, subject=subject, body=body, at=at,
            why=_("The first working day of the month."), expires_at=at + NEAR,
        )  # fmt: skip


def _words(day, rows) -> tuple[str, str]:
    return rules.text(
        "overview/mail/digest.txt",
        month=date_format(day, "F"),
        many=spelled(len(rows)),
        lines=[_line(row, day) for row in rows[:LISTED]],
        more=spelled(len(rows) - LISTED) if len(rows) > LISTED else "",
        url=f"{settings.SITE_URL}{reverse('home')}",
    )


def _line(row, today) -> str:
    """Return "Lakeview and Beacon: monthly sessions, last met …, next …", dates and no words."""
    last, ahead = row.last_met_at, row.next_at
    met = _("last met %(day)s") % {"day": say_day(timezone.localdate(last))} if last else ""
    on = _("next %(day)s") % {"day": say_day(timezone.localdate(ahead))} if ahead else ""
    if row.phase == Phase.CLOSING:
        late = row.ends_on < today
        ends = _("its end was planned for %(day)s") if late else _("ends %(day)s")
        on = ends % {"day": say_day(row.ends_on)}
    parts = (str(row.get_phase_display()), met or _("not met yet"), on or _("no date ahead"))
    return f"{where(row)}: {', '.join(parts)}."
