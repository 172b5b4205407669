"""What the pages of questions between sessions show."""

from typing import Any

from django.db.models import Case, IntegerField, Prefetch, Value, When
from django.forms import BaseForm
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.models import Transition
from foundation.paging import keyset
from partnerships.models import Partnership, PartnershipOrganization, Phase, RosterEntry

from . import permissions_questions as may
from . import questions
from .forms_questions import SettleForm
from .models import Question, QuestionState

BY = ("-waits_first", "-created_at", "-pk")  # the open ones first, then the newest
SHAPES: dict[str, str] = {
    QuestionState.OPEN: "empty", QuestionState.ANSWERED: "doing", QuestionState.LESSON: "done",
    QuestionState.NEXT: "doing", QuestionState.LET_GO: "empty", QuestionState.RESET: "empty",
}  # fmt: skip


def room():
    """Partnerships with what the thread's page shows: both sides and who is in it."""
    return Partnership.objects.with_sides().with_people()


def whole():
    """Questions with their partnership's sides and roster, and who wrote what."""
    organizations = PartnershipOrganization.objects.select_related("organization")
    people = RosterEntry.objects.standing().select_related("user", "organization")
    return Question.objects.select_related(
        "partnership__round__program", "partnership__initiative", "partnership__facilitator",
        "created_by", "answered_by", "changed_by", "session",
    ).prefetch_related(
        Prefetch("partnership__organizations", organizations.order_by("-is_lead", "pk")),
        Prefetch("partnership__roster", people.order_by("created_at", "pk")),
    )  # fmt: skip


def thread(partnership: Partnership, user, form, *, after: str) -> dict:
    """Return the page of a partnership loaded with `room`; one query."""
    waits = Case(
        When(state=QuestionState.OPEN, then=Value(1)), default=Value(0),
        output_field=IntegerField(),
    )  # fmt: skip
    rows: Any = Question.objects.filter(partnership=partnership).annotate(waits_first=waits)
    rows = rows.select_related("created_by", "answered_by", "changed_by", "session")
    page = keyset(rows, after, by=BY)
    for row in page:
        row.partnership = partnership
    waiting = [row for row in page if row.waits and not partnership.over]
    mine = [row for row in waiting if may.may_answer(user, row)]
    closed = _closed(partnership) or _full(partnership, user, waiting)
    form = form if form and (form.is_bound or not closed) else None
    return {
        "partnership": partnership, "page": page, "form": form,
        "rows": [shown(row) for row in page], "heading": _heading(waiting, mine, page),
        "first_mine": mine[0].pk if mine and page.first else None,
        "mine": {row.pk for row in mine}, "closed": closed,
        "asked": _asked(partnership, user),
    }  # fmt: skip


def shown(question: Question) -> dict:
    """Return one question as pages tell it; its partnership knows its sides."""
    lead, across = (
        question.partnership.lead(question.side),
        question.partnership.lead(question.asked_of),
    )
    unanswered = question.waits and question.partnership.over  # by now nobody can
    return {
        "q": question, "asks": lead.said, "asked": across.said, "shape": SHAPES[question.state],
        "stands": _("not answered") if unanswered else question.get_state_display(),
        "called_off": question.state == QuestionState.NEXT and questions.called_off(question),
    }  # fmt: skip


def _heading(waiting, mine, page) -> str:
    if mine:
        text = ngettext("One question waits for you", "%(n)s questions wait for you", len(mine))
        return text % {"n": len(mine)}
    if waiting:
        text = ngettext(
            "One question waits for an answer", "%(n)s questions wait for an answer", len(waiting)
        )
        return text % {"n": len(waiting)}
    return _("Every question is answered") if page.items else _("Questions between sessions")


def _closed(partnership) -> str:
    """Return why no question is asked just now, or ""."""
    if partnership.over:
        return _("The partnership is over. What was asked and answered stays here.")
    if partnership.phase == Phase.PAUSED:
        return _("The partnership is paused. Nothing is asked until it goes on.")
    if not questions.may_begin(partnership):
        return _("Questions open with the monthly sessions; until then you meet for the kickoff.")
    return ""


def _full(partnership, user, waiting) -> str:
    """Return that every side for which `user` may ask has as many open as may wait, or ""."""
    sides = may.sides_of(user, partnership)
    counts = [sum(row.side == side for row in waiting) for side in sides]
    if not sides or min(counts) < questions.MOST_OPEN:
        return ""
    return _(
        "Three of your questions wait for an answer: as many as may wait at once. Bring the next "
        "one to the session, or let one of these go."
    )


def _asked(partnership, user) -> str:
    """Return who is asked: the other side, or for the facilitator the side they do not ask for."""
    sides = may.sides_of(user, partnership)
    if len(sides) != 1:
        return ""
    return partnership.lead(Question(side=sides[0]).asked_of).said


def sides(partnership: Partnership, user) -> list[tuple[str, str]]:
    """Return (side, name) of the sides for which `user` may ask."""
    return [(side, partnership.lead(side).said) for side in may.sides_of(user, partnership)]


def one(question: Question, user, form: SettleForm | None = None, *, now) -> dict:
    """Return the page of one question loaded `whole`, with its history; two queries."""
    ways = may.ways(user, question, now)
    moves = Transition.objects.about(question).select_related("by").order_by("at", "pk")
    answers = may.may_answer(user, question) and not question.settled
    return {
        **shown(question), "shown": shown(question), "partnership": question.partnership,
        "ways": ways, "history": [(row, QuestionState(row.new).label) for row in moves],
        "answers": answers, "form": form or SettleForm(ways=ways),
        "friendly": questions.friendly(question) if QuestionState.RESET in ways else "",
        "failed": form.data.get("to", "") if form else "", "price": questions.MINUTES,
    }  # fmt: skip


def answering(question: Question, form: BaseForm | None, who, **more) -> dict:
    """Return the page on which `who` answers; by link it shows no answer but their own."""
    return {
        **shown(question), "partnership": question.partnership, "form": form, "who": who,
        "minutes": questions.MINUTES, **more,
    }  # fmt: skip
