"""The kickoff of a partnership: the day, what each side wrote before, what the room agrees."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.numbers import spelled_first
from partnerships import permissions, plan_facts, plan_text
from partnerships.models import Phase, Wind, WorkbookSection
from partnerships.plan_pages import the_goal
from sessions_app.models import Session
from sessions_app.permissions import may_schedule
from sessions_app.queries import MET


@dataclass(frozen=True)
class SectionRow:
    """One section: its heading, question, whose it is, its row (None: nothing written)."""

    key: str
    label: str
    ask: plan_text.Ask
    name: str
    row: WorkbookSection | None
    may_write: bool

    @property
    def written(self) -> bool:
        return bool(self.row and self.row.words.strip())


@dataclass(frozen=True)
class Step:
    """One thing the room agrees: its state in a sentence, done or not, where it is done."""

    heading: str
    sentence: str
    done: bool
    url: str
    button: str


@dataclass(frozen=True)
class KickoffPage:
    """All that kickoff.html shows."""

    heading: str
    meeting: Session | None
    asked: list[SectionRow]
    deeper: list[SectionRow]
    winds: list[Wind]
    steps: list[Step]
    filled: str  # the address of the one filled button, "" for none
    may_write: bool
    may_set_day: bool
    check: str  # the two questions after it: "answer", "read", "" for neither


def kickoff_page(partnership, user, *, now) -> KickoffPage:
    """Return the page of a partnership with `plan_counts()`; three queries."""
    written = {row.key: row for row in _written(partnership)}
    rows = [_row(partnership, user, key, written.get(key)) for key in plan_text.SECTIONS]
    asked = [row for row in rows if row.ask.asked]
    steps = _steps(partnership)
    place = permissions.place_of(user, partnership)
    winds = Wind.objects.filter(partnership=partnership).with_owner()
    may_write = permissions.may_write_plan(user, partnership)
    meeting = _meeting(partnership)
    before = [] if meeting and meeting.state in MET else asked
    return KickoffPage(
        heading=_heading(partnership, before, steps),
        meeting=meeting,
        asked=asked,
        deeper=[row for row in rows if not row.ask.asked],
        winds=list(winds.order_by("-blowing", "direction", "-strength", "created_at", "pk")),
        steps=steps,
        filled=_filled(before, steps, place) if may_write and not _held(partnership) else "",
        may_write=may_write,
        may_set_day=may_schedule(user, partnership) and not _held(partnership),
        check=_check(partnership, user),
    )


def _written(partnership):
    rows = WorkbookSection.objects.filter(partnership=partnership)
    return rows.select_related("changed_by")


def _row(partnership, user, key, row) -> SectionRow:
    ask = plan_text.SECTIONS[key]
    return SectionRow(
        key=key.value,
        label=key.label,
        ask=ask,
        name=partnership.lead(ask.side).said,
        row=row,
        may_write=permissions.may_write_section(user, partnership, ask.side),
    )


def _meeting(partnership) -> Session | None:
    """The kickoff session, once somebody has planned the day."""
    return Session.objects.kickoffs().filter(partnership=partnership).first()


def _steps(partnership) -> list[Step]:
    goal, pk = the_goal(partnership), partnership.pk
    chosen, objectives = partnership.focus_count, partnership.objective_count
    signed = bool(goal and goal.signed_at)
    return [
        Step(
            _("Focus areas"),
            _("%(n)s chosen, of at most three.") % {"n": spelled_first(chosen)} if chosen
            else _("None chosen yet. What is needed meets what can be shown."),
            bool(chosen), reverse("partnerships:focus", args=[pk]), _("Choose what to work on"),
        ),
        Step(
            _("Goal and objectives"), _goal_sentence(goal, objectives, signed), signed,
            reverse("partnerships:goal", args=[pk]), _("Open the goal"),
        ),
        Step(
            _("Session map"),
            _map_sentence(partnership.month_count, partnership.unserved_count),
            bool(partnership.month_count) and not partnership.unserved_count,
            reverse("partnerships:session_map", args=[pk]), _("Open the session map"),
        ),
    ]  # fmt: skip


def _map_sentence(n, unserved) -> str:
    if not n:
        return _("Not drawn yet. One line a month.")
    if unserved:
        return _("Drawn. A session is still to serve each objective.")
    return ngettext("One month is on it.", "%(n)s months are on it.", n) % {"n": n}


def _goal_sentence(goal, objectives, signed) -> str:
    if signed:
        text = ngettext(
            "Signed by both sides, with one objective.",
            "Signed by both sides, with %(n)s objectives.", objectives,
        )  # fmt: skip
        return text % {"n": objectives}
    if goal and goal.text.strip() and objectives:
        text = ngettext(
            "Written, with one objective. Both sides sign it.",
            "Written, with %(n)s objectives. Both sides sign it.", objectives,
        )  # fmt: skip
        return text % {"n": objectives}
    return _("One goal and one to four objectives, signed by one person a side.")


def _held(partnership) -> bool:
    return partnership.phase not in (Phase.FORMING, Phase.KICKOFF)


def _heading(partnership, asked, steps) -> str:
    """Return what stands on top; `asked` are no sections any more once they have met."""
    if _held(partnership):
        return _("What the kickoff agreed")
    if all(step.done for step in steps):
        return _("The kickoff has agreed everything")
    if not asked:
        return _("You have met, and something is still to agree")
    waiting = [row.name for row in asked if not row.written]
    if waiting:
        return _("%(name)s writes a few lines before you meet") % {"name": waiting[0]}
    return _("Both sides are ready to meet")


def _check(partnership, user) -> str:
    if permissions.may_answer_check(user, partnership):
        return "answer"
    held = _held(partnership)
    return "read" if held and permissions.holds_talks(user, partnership) else ""


def _filled(asked, steps, place) -> str:
    """The first thing that waits for this reader: their own section, else the next step."""
    for row in asked:
        if not row.written and row.ask.side == place.side:
            return row.key
    return next((step.url for step in steps if not step.done), "")


def with_counts(rows):
    """Add to a queryset of partnerships what the steps say; no query of its own."""
    return rows.annotate(
        **plan_facts.counts(), objective_count=plan_facts.objective_count(),
        unserved_count=plan_facts.unserved_count(),
    )  # fmt: skip
