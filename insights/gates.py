"""Before a partnership closes: one reviewed lesson, or a written reason (domain 0.06)."""

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.closing_facts import closing_facts
from partnerships.models import Phase
from partnerships.phases import Sentence, gate

from .models import Insight, InsightState


@gate(
    "reviewed_lesson", old=Phase.CLOSING, new=Phase.CLOSED,
    button=gettext_lazy("Open the lessons"), page="insights:lessons", helps=True,
)  # fmt: skip
def reviewed_lesson(partnership, now):
    """At least one lesson with a verdict, or the facilitator's reason why there is none."""
    close_out = closing_facts(partnership).close_out
    if close_out and close_out.no_insight_reason.strip():
        return []
    if _reviewed(partnership):
        return []
    text = _(
        "No lesson is reviewed yet. One side gives its verdict on a lesson of the other,"
        " or the facilitator says in the close-out why there is none."
    )
    return [Sentence(text)]


def _reviewed(partnership) -> bool:
    known = getattr(partnership, "lesson_reviewed", None)
    if known is None:
        return Insight.objects.filter(partnership=partnership).reviewed().exists()
    return known


def with_reviewed(rows: QuerySet) -> QuerySet:
    """Annotate partnerships with what the gate asks, so that it asks no more."""
    found = Insight.objects.filter(partnership=OuterRef("pk")).reviewed()
    return rows.annotate(lesson_reviewed=Exists(found))


def with_unshared(rows: QuerySet, user) -> QuerySet:
    """Annotate how many lessons `user` may read that the other side does not have.

    They would stay as they are: nobody writes on a lesson after the end (permissions.may_edit).
    """
    own = Insight.objects.visible_to(user).filter(
        partnership=OuterRef("pk"), state__in=[InsightState.DRAFT, InsightState.COMPLETE]
    )
    count = own.order_by().values("partnership").annotate(n=Count("pk")).values("n")
    return rows.annotate(lessons_unshared=Coalesce(Subquery(count), 0))
