"""Mail that did not arrive, or of which nobody knows: a row of Today each. One query."""

import datetime

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import called
from foundation.asks import Ask
from foundation.dates import say_day
from foundation.gathering import Part, gathered
from foundation.numbers import spelled
from notifications.models import DID_NOT_ARRIVE, Message, State


def for_facilitator(user, now: datetime.datetime) -> list[Ask]:
    """Return what the mail desk waits for: mails that did not arrive, and mails in doubt."""
    return gathered(parts_of_facilitator(user, now))


def parts_of_facilitator(user, now: datetime.datetime) -> list[Part]:
    """Return the same for a query that other rooms share."""
    rows = Message.objects.visible_to(user).filter(state__in=[*DID_NOT_ARRIVE, State.IN_DOUBT])
    rows = rows.only("kind", "state", "due_at").annotate(person_name=F("person__name"))
    return [Part(rows, "due_at", _asks)]


def _asks(rows) -> list[Ask]:
    lost = [row for row in rows if row.state in DID_NOT_ARRIVE]
    doubted = [row for row in rows if row.state == State.IN_DOUBT]
    return [*_lost(lost), *_doubted(doubted)]


def _lost(rows) -> list[Ask]:
    text = ngettext("A mail did not reach %(who)s.", "%(n)s mails did not arrive.", len(rows))
    return _row(rows, text, "failed", _("See why and what helps"))


def _doubted(rows) -> list[Ask]:
    text = ngettext(
        "Nobody knows whether a mail reached %(who)s.",
        "Nobody knows whether %(n)s mails arrived.",
        len(rows),
    )
    return _row(rows, text, "waiting", _("Look, then send again or let go"))


def _row(rows, text, show, button) -> list[Ask]:
    if not rows:
        return []
    first = rows[0]
    several = spelled(len(rows))
    named = {
        "who": called(first.person_name),
        "n": several.capitalize() if text.startswith("%") else several,
    }
    kinds = ", ".join(dict.fromkeys(str(row.get_kind_display()) for row in rows))
    return [
        Ask(
            rank=1, due=first.due_at, where=_("Mail desk"), sentence=text % named, minutes=3,
            why=_("%(kinds)s; the first was due on %(day)s. They do not know that it waits.")
            % {"kinds": kinds, "day": say_day(first.due_at)},
            button=button, url=f"{reverse('notifications:desk')}?show={show}&m={first.pk}",
        )
    ]  # fmt: skip
