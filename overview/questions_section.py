"""Questions between sessions on the front page: counted with the partnership's own query."""

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sessions_app.models import Question, QuestionState


def counted(rows: QuerySet) -> QuerySet:
    """Annotate how many questions were asked, and how many of those wait for an answer."""
    of_it = Question.objects.filter(partnership=OuterRef("pk"))
    waiting = of_it.filter(state=QuestionState.OPEN)
    return rows.annotate(questions_asked=_number(of_it), questions_open=_number(waiting))


def _number(rows):
    grouped = rows.order_by().values("partnership")
    return Coalesce(Subquery(grouped.annotate(n=Count("pk")).values("n")), 0)


def aside(partnership) -> str:
    """Return "5 asked, one waits for an answer", of a partnership that was `counted`.

    Of one that is over nobody waits any more.
    """
    if not partnership.questions_asked:
        return _("none yet")
    asked = _("%(n)d asked") % {"n": partnership.questions_asked}
    if not partnership.questions_open or partnership.over:
        return asked
    text = ngettext(
        "%(asked)s, one waits for an answer",
        "%(asked)s, %(n)d wait for an answer",
        partnership.questions_open,
    )
    return text % {"asked": asked, "n": partnership.questions_open}
