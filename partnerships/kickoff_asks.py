"""What the kickoff asks of a person today; its facilitator is asked by asks.py."""

import datetime

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.asks import Ask
from foundation.models import Signature

from . import meetings
from .asks_names import where
from .models import Goal, RosterEntry, Side, WorkbookSection
from .plan_facts import counts, objective_count, signed, unserved_count
from .plan_text import SECTIONS

MOST = 25
BEFORE = datetime.timedelta(days=3)  # our rule: written three days before the kickoff
ASKED = [key for key, ask in SECTIONS.items() if ask.asked]


def columns() -> dict:
    """Annotate what `steer` reads, beside the names and the goal."""
    found = {"objective_count": objective_count(), "unserved_count": unserved_count()}
    return counts() | found


def steer(row) -> Ask:
    """Return the next step of a kickoff: choose, write, sign, draw the map, begin."""
    goal = getattr(row, "goal", None)
    if not row.focus_count:
        text = _("The kickoff has no focus area yet."), _("Choose what to work on"), "focus"
    elif goal is None or not (goal.text.strip() and row.objective_count):
        text = _("The kickoff has no goal with objectives yet."), _("Open the goal"), "goal"
    elif not goal.signed_at:
        text = _("The goal waits for a signature."), _("See who signs"), "goal"
    elif not row.month_count:
        text = _("The session map is not drawn yet."), _("Open the session map"), "session_map"
    elif row.unserved_count:
        sentence = _("No session of the map serves one of the objectives yet.")
        text = sentence, _("Open the session map"), "session_map"
    else:
        text = _("The kickoff has agreed everything."), _("Go on from the partnership"), ""
    sentence, button, page = text
    url = reverse(f"partnerships:{page}", args=[row.pk]) if page else row.get_absolute_url()
    return Ask(
        rank=3, due=_due(row.starts_on), where=where(row), minutes=5, sentence=sentence,
        why=_("The monthly sessions begin when goal, focus areas and map are there."),
        button=button, url=url,
    )  # fmt: skip


def _due(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(9), datetime.UTC)


def seat_columns() -> dict:
    """Annotate on roster entries what `of_seat` reads, beside the names and the goal."""
    count = objective_count("partnership")
    kickoff = {"kickoff_held": meetings.held("partnership")}
    goal = {"goal_text": F("partnership__goal__text"), "objective_count": count}
    before = Signature.objects.filter(
        context_kind=Goal._meta.label_lower, context_id=OuterRef("partnership__goal"),
        side=OuterRef("side"),
    )  # fmt: skip
    again = {"signed_before": Exists(before)}
    return {**signed("partnership"), **_written(), **kickoff, **goal, **again}


def _written() -> dict:
    rows = WorkbookSection.objects.filter(partnership=OuterRef("partnership")).exclude(words="")
    return {f"wrote_{key.value}": Exists(rows.filter(key=key)) for key in ASKED}


def of_seat(row) -> Ask | None:
    """Return what one person is asked: to sign, or before the kickoff a section of their side."""
    if ask := _sign(row):
        return ask
    if row.kickoff_held or not _leads(row):
        return None
    for key in ASKED:
        if SECTIONS[key].side == row.side and not getattr(row, f"wrote_{key.value}"):
            return _write(row, key)
    return None


def _leads(row) -> bool:
    return row.implements or row.part == RosterEntry.Part.LEAD


def _write(row, key) -> Ask:
    return Ask(
        rank=4, due=_due(row.starts_on) - BEFORE, where=where(row),
        sentence=_("Write a few lines before the kickoff: %(what)s") % {"what": key.label.lower()},
        why=str(SECTIONS[key].question), button=_("Write a few lines"),
        url=reverse("partnerships:section", args=[row.partnership_id, key.value]),
        minutes=SECTIONS[key].minutes,
        who_sees=_("Both sides and the facilitator read it, the sponsor never."),
        skipped=_("You tell it in the room instead."),
    )  # fmt: skip


def _sign(row) -> Ask | None:
    ready = (row.goal_text or "").strip() and row.objective_count
    if not row.decides or not ready or getattr(row, f"signed_{row.side}"):
        return None
    name = row.partner_said if row.side == Side.PARTNER else row.thought_partner_said
    text, button = _("Read the goal and sign for %(name)s"), _("Read and sign")
    if row.signed_before:
        text = _("Read the goal once more and sign again for %(name)s")
        button = _("Read and sign again")
    return Ask(
        rank=2, due=_due(row.starts_on), where=where(row), sentence=text % {"name": name},
        why=_("One sentence, and one to four objectives."), button=button,
        url=reverse("partnerships:goal", args=[row.partnership_id]), minutes=5,
        who_sees=_("Both sides and the facilitator read it, the sponsor never."),
        skipped=_("The monthly sessions wait, and the facilitator calls."),
    )  # fmt: skip
