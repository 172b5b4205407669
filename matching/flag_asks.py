"""Flags about roles that no talk followed within a week, as rows of the one query of asks.py."""

import datetime

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value

from partnerships.asks_names import said_of
from partnerships.role_asks import late

from .models import Application, Reading
from .models.applications import ENDED

MARK = "role_flag"


def rows(user, now: datetime.datetime) -> QuerySet:
    """Return (mark, id, organization, "", raised at, False), the oldest of each application.

    A match takes them along: from then on the partnership asks (partnerships.role_asks).
    """
    held = Application.objects.held_by(user).exclude(state__in=ENDED)
    found = late(now).filter(
        context_kind=Application._meta.label_lower, context_id__in=held.values("pk")
    )
    older = late(now).filter(
        context_id=OuterRef("context_id"), created_at__lt=OuterRef("created_at")
    )
    found = found.filter(~Exists(older)).annotate(unread=Exists(Reading.objects.none()))
    return found.values_list(
        _text(MARK), "pk", said_of("organization"), _text(""), "created_at", "unread"
    )


def _text(value):
    return Value(value, output_field=CharField())
