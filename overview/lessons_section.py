"""Lessons on the front page of a partnership: counted with the partnership's own query."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.models import Insight, InsightState


def counted(rows: QuerySet, user) -> QuerySet:
    """Annotate how many lessons `user` may read, and how many of those are in use."""
    readable = Insight.objects.visible_to(user).filter(partnership=OuterRef("pk"))
    current = readable.exclude(state=InsightState.SUPERSEDED)
    used = Q(state=InsightState.USED)
    return rows.annotate(lessons=_number(current, Q()), lessons_used=_number(current, used))


def _number(rows, condition):
    grouped = rows.filter(condition).order_by().values("partnership")
    return Coalesce(Subquery(grouped.annotate(n=Count("pk")).values("n")), 0)


def aside(partnership) -> str:
    """Return "5 lessons, 2 in use", of a partnership that was `counted`."""
    if not partnership.lessons:
        return _("none yet")
    text = ngettext("%(n)d lesson", "%(n)d lessons", partnership.lessons)
    said = text % {"n": partnership.lessons}
    if not partnership.lessons_used:
        return said
    return _("%(lessons)s, %(n)d in use") % {"lessons": said, "n": partnership.lessons_used}
