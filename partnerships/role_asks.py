"""A flag about roles that no talk followed within a week, on Today (domain 0.21)."""

import datetime

from django.db.models import DateTimeField, OuterRef, Subquery, UUIDField
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.asks import Ask
from foundation.dates import say_day

from .asks_names import where
from .models import RoleFlag
from .permissions import holds_talks

WAITS = datetime.timedelta(days=7)  # our rule


def columns(now: datetime.datetime) -> dict:
    """Annotate on partnerships the oldest flag that waits too long."""
    rows = late(now).filter(initiative=OuterRef("initiative")).order_by("created_at", "pk")
    return {
        # SQLite gives an id back as text unless it is told what it is.
        "flag_waits": Subquery(rows.values("pk")[:1], output_field=UUIDField()),
        "flag_since": Subquery(rows.values("created_at")[:1], output_field=DateTimeField()),
    }


def late(now: datetime.datetime):
    """Return the flags that wait for their talk since a week."""
    return RoleFlag.objects.waiting().filter(created_at__lte=now - WAITS)


def of_partnership(row, user, now: datetime.datetime) -> list[Ask]:
    """Return what one partnership with `columns` and names asks of who hears each side alone."""
    if row.flag_waits is None or not holds_talks(user, row):
        return []
    return [of_flag(row.flag_waits, row.flag_since, where(row))]


def of_flag(pk, since: datetime.datetime, place: str) -> Ask:
    """Return the one row about a flag raised at `since`."""
    sentence = _("A flag about roles was raised on %(day)s. No talk is noted yet.")
    return Ask(
        rank=4, due=since + WAITS, where=place, minutes=10,
        sentence=sentence % {"day": say_day(since)},
        why=_("A talk about who does what is easiest early. One page of plain words is there."),
        button=_("Open the page"), url=reverse("partnerships:role_flag", args=[pk]),
        who_sees=_("You and the facilitation leads, nobody of either side."),
        skipped=_("It stays here until you note the talk or set it aside."),
    )  # fmt: skip
