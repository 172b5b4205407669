"""What the close-out asks of a person today; people of a side are asked by asks.py."""

import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.asks import Ask
from foundation.dates import say_day

from .asks_names import names, where
from .closing_facts import closing_begins, near_its_end
from .models import Benefit, Partnership, Phase, Side
from .permissions import LEADING

MOST = 25
LAST = datetime.timedelta(days=14)  # before the end, what is still open stands on Today


def for_facilitator(user, now: datetime.datetime) -> list[Ask]:
    """Return partnerships whose closing should begin, or whose end is two weeks away."""
    rows = Partnership.objects.filter(facilitator=user, phase__in=[Phase.ACTIVE, Phase.CLOSING])
    rows = rows.annotate(**names("pk"))
    found = [of_partnership(row, user, now) for row in rows.order_by("ends_on", "pk")[:MOST]]
    return sorted(ask for asks in found for ask in asks)


def columns(now: datetime.datetime) -> dict:
    """Nothing beside the names is needed."""
    return {}


def of_partnership(row, user, now: datetime.datetime) -> list[Ask]:
    """Return what the end of one partnership asks of its facilitator."""
    today = timezone.localdate(now)
    near = {
        Phase.ACTIVE: near_its_end(row, today),
        Phase.CLOSING: row.ends_on - LAST <= today,
    }
    if row.facilitator_id != user.pk or not near.get(row.phase):
        return []
    return [_steer(row, today)]


def _steer(row, today) -> Ask:
    day = {"day": say_day(row.ends_on)}
    if row.phase == Phase.ACTIVE:
        sentence, button = _("It ends on %(day)s. Closing can begin."), _("Begin closing")
        late = _("Its end was planned for %(day)s. Closing can begin.")
        why = _("Leaders need ten minutes each, and time to find them.")
        due = closing_begins(row)
    else:
        sentence, button = _("It ends on %(day)s and is not closed."), _("See what is left")
        late = _("Its end was planned for %(day)s, and it is not closed.")
        why = _("What was reached, what each side gained, what goes on.")
        due = row.ends_on
    return Ask(
        rank=1 if row.ends_on < today else 3, due=_noon(due), where=where(row), minutes=5,
        sentence=(late if row.ends_on < today else sentence) % day, why=why, button=button,
        url=reverse("closing", args=[row.pk]),
    )  # fmt: skip


def seat_columns() -> dict:
    """Annotate on roster entries whether their side has shown something already."""
    shown = Benefit.objects.filter(
        partnership=OuterRef("partnership"), side=OuterRef("side"), point=Benefit.Point.END
    )
    return {"side_gained": Exists(shown)}


def of_seat(row) -> Ask | None:
    """Return the ten minutes asked of whoever leads a side that has shown nothing yet."""
    if row.side_gained or not (row.decides or row.part in LEADING):
        return None
    name = row.partner_said if row.side == Side.PARTNER else row.thought_partner_said
    return Ask(
        rank=3, due=_noon(row.ends_on), where=where(row), minutes=10,
        sentence=_("Say what %(name)s gained, and what goes on") % {"name": name},
        why=_("What you hoped for at the start is written there already."),
        button=_("Open the close-out"), url=reverse("closing", args=[row.partnership_id]),
        who_sees=_("Both sides and the facilitator read it, the sponsor never."),
        skipped=_("The facilitator calls you and writes down what you say."),
    )  # fmt: skip


def _noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
