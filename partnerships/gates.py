"""What blocks the way to the kickoff, and from there to the monthly sessions.

Between match and kickoff exactly four things block (domain 0.34, 0.44, 0.58). No fifth here.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import signatures

from . import closing_gates  # noqa: F401 - registers what stands before the end
from .charter_text import BENEFITS
from .models import Phase, Side
from .phases import Sentence, gate
from .plan_facts import plan_facts
from .plan_text import SHORTEST

TO_KICKOFF: dict[str, Any] = {"old": Phase.FORMING, "new": Phase.KICKOFF}
SIDES = (Side.PARTNER, Side.THOUGHT_PARTNER)


@gate(
    "people",
    **TO_KICKOFF,
    button=gettext_lazy("Name people"),
    page="partnerships:roster",
    helps=True,
)
def people(partnership, now):
    """A decision maker and an implementer on each side."""
    sentences = []
    for side in SIDES:
        name, entries = partnership.lead(side).said, partnership.people(side)
        if not any(entry.decides for entry in entries):
            text = _("%(name)s names somebody who can decide.")
            sentences.append(Sentence(text % {"name": name}, side))
        if not any(entry.implements for entry in entries):
            text = _("%(name)s names somebody who does the work day to day.")
            sentences.append(Sentence(text % {"name": name}, side))
    return sentences


@gate(
    "benefits", **TO_KICKOFF, button=gettext_lazy("Write the benefit"), page="partnerships:benefit"
)
def benefits(partnership, now):
    """Each side's own expected benefit."""
    return [
        Sentence(_("%(name)s writes what it hopes to gain.") % _name(partnership, side), side)
        for side in SIDES
        if not getattr(partnership.charter, BENEFITS[side]).strip()
    ]


@gate(
    "boundaries",
    **TO_KICKOFF,
    button=gettext_lazy("Look over the list"),
    page="partnerships:boundaries",
)
def boundaries(partnership, now):
    """At least one kind of material that the sharing side decided about."""
    if any(row.decided_at for row in partnership.shared(Side.THOUGHT_PARTNER)):
        return []
    text = _("%(name)s says what may be shared, and how far.")
    return [Sentence(text % _name(partnership, Side.THOUGHT_PARTNER), Side.THOUGHT_PARTNER)]


@gate("charter", **TO_KICKOFF, button=gettext_lazy("Read the charter"), page="partnerships:charter")
def charter(partnership, now):
    """One standing signature a side."""
    if partnership.charter.signed_at:
        return []
    signed = set(signatures.standing(partnership.charter).values_list("side", flat=True))
    return [
        Sentence(_("%(name)s signs the charter.") % _name(partnership, side), side)
        for side in SIDES
        if side not in signed
    ]


def _name(partnership, side):
    return {"name": partnership.lead(side).said}


# -- kickoff to the monthly sessions: goal, focus areas, objectives, session map (domain 2.1) -----
TO_SESSIONS: dict[str, Any] = {"old": Phase.KICKOFF, "new": Phase.ACTIVE}


@gate(
    "focus_areas",
    **TO_SESSIONS,
    button=gettext_lazy("Choose what to work on"),
    page="partnerships:focus",
)
def focus_areas(partnership, now):
    """One to three are chosen; the database refuses a fourth (domain 0.52)."""
    if plan_facts(partnership).focus_areas:
        return []
    return [Sentence(_("One to three focus areas are chosen from what is needed."))]


@gate("goal", **TO_SESSIONS, button=gettext_lazy("Open the goal"), page="partnerships:goal")
def goal(partnership, now):
    """A goal with one to four objectives, signed by both sides (domain 0.12, 0.65)."""
    facts = plan_facts(partnership)
    if facts.signed_at:
        return []
    if not facts.goal.strip():
        return [Sentence(_("Both sides write the goal of the partnership."))]
    if not facts.objectives:
        return [Sentence(_("At least one learning objective says what the goal comes down to."))]
    return [
        Sentence(_("%(name)s signs the goal with its objectives.") % _name(partnership, side), side)
        for side in SIDES
        if side not in facts.signed
    ]


@gate(
    "session_map", **TO_SESSIONS, button=gettext_lazy("Open the session map"),
    page="partnerships:session_map",
)  # fmt: skip
def session_map(partnership, now):
    """Six to twelve months, and a session for each objective (domain 0.67)."""
    facts = plan_facts(partnership)
    if facts.months < SHORTEST and not (facts.months and partnership.length_reason):
        return [Sentence(_("The session map says what each month should accomplish."))]
    text = _("A session serves “%(short)s”.")
    return [Sentence(text % {"short": row.short}) for row in facts.unserved]
