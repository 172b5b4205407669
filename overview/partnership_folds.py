"""The closed parts at the foot of a partnership's front page; each room above adds a function here.

A function takes `Seen` and returns a `Deeper`, or None when there is nothing to open. It asks the
database at most once; what `front_rows` loaded is free.
"""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.numbers import spelled
from partnerships import permissions, permissions_closing
from partnerships.lengths import stands_outside
from partnerships.models import Phase, Side
from partnerships.role_permissions import may_read_flags

from . import (
    front_rows,
    lessons_section,
    questions_section,
    steering,
)
from .partnership_sections import Seen


@dataclass(frozen=True)
class Deeper:
    """One closed part at the foot; `aside` says in grey what is in it."""

    summary: str
    aside: str
    template: str
    values: dict = field(default_factory=dict)


def people(seen: Seen) -> Deeper:
    """Who is in it, by side."""
    partnership = seen.partnership
    entries = partnership.people()
    sides = [(side, partnership.lead(side), partnership.people(side)) for side in permissions.SIDES]
    aside = ngettext("%(n)s person", "%(n)s people", len(entries)) % {"n": len(entries)}
    if not any(need for need in _without(partnership)):
        aside = _("%(people)s, a decision maker and an implementer on each side") % {
            "people": aside
        }
    return Deeper(_("Who is in it"), aside, "overview/partnership/people.html", {"sides": sides})


def _without(partnership):
    for side in permissions.SIDES:
        entries = partnership.people(side)
        yield not any(entry.decides for entry in entries)
        yield not any(entry.implements for entry in entries)


def shared(seen: Seen) -> Deeper:
    """What may be shared, as how many kinds of material travel how far."""
    levels = front_rows.kinds(seen.partnership)
    count = sum(n for _words, n in levels)
    text = ngettext("%(n)s kind of material", "%(n)s kinds of material", count)
    values = {"levels": levels}
    aside = text % {"n": count}
    return Deeper(_("What may be shared"), aside, "overview/partnership/shared.html", values)


def gained(seen: Seen) -> Deeper | None:
    """What each side hoped for and has to show; the lines themselves stand on the last page."""
    partnership = seen.partnership
    if partnership.phase in (Phase.FORMING, Phase.KICKOFF):
        return None
    hoped = {
        Side.PARTNER: partnership.charter.benefit_partner,
        Side.THOUGHT_PARTNER: partnership.charter.benefit_thought_partner,
    }
    sides = [
        (side, partnership.lead(side), hoped[side], front_rows.so_far(partnership, side))
        for side in permissions.SIDES
    ]
    lines = {side: front_rows.gains(partnership, side) for side in permissions.SIDES}
    counted = [_lines(row[1].said, lines[row[0]]) for row in sides if lines[row[0]]]
    aside = ", ".join(counted) or _("nothing is written down yet")
    may_write = permissions_closing.may_write_so_far(seen.user, partnership, seen.today)
    values = {
        "sides": sides,
        "open": partnership.phase == Phase.CLOSING or partnership.over,
        "write": seen.place.side if may_write else "",
        "url": reverse("partnerships:gain_so_far", args=[partnership.pk]),
    }
    return Deeper(_("What each side has gained"), aside, "overview/partnership/gained.html", values)


def _lines(said, n) -> str:
    text = ngettext("%(said)s one line", "%(said)s %(n)s lines", n)
    return text % {"said": said, "n": spelled(n)}


def charter(seen: Seen) -> Deeper:
    """The charter, and since when it stands."""
    signed = seen.partnership.charter.signed_at
    aside = _("not signed by both sides yet")
    if signed:
        day = date_format(timezone.localtime(signed), "j F Y")
        aside = _("signed by both sides on %(day)s") % {"day": day}
    return Deeper(_("The charter"), aside, "overview/partnership/charter.html")


def plan(seen: Seen) -> Deeper:
    """The kickoff, the goal and the session map; how often that was changed, and when last."""
    aside = _("kickoff, goal, session map")
    n, last = front_rows.changes(seen.partnership)
    if last:
        text = ngettext("%(parts)s; changed once, in %(month)s",
                        "%(parts)s; changed %(n)s times, the last in %(month)s", n)  # fmt: skip
        month = date_format(timezone.localtime(last), "F Y")
        aside = text % {"parts": aside, "n": spelled(n), "month": month}
    return Deeper(_("The plan"), aside, "overview/partnership/plan.html")


def pulse_check(seen: Seen) -> Deeper | None:
    """The way to the talks in the middle; nothing of what was said stands here."""
    if seen.partnership.phase in (Phase.FORMING, Phase.KICKOFF):
        return None
    middle = seen.partnership.midpoint
    text = _("the middle was %(day)s") if middle < seen.today else _("the middle is %(day)s")
    aside = text % {"day": date_format(middle, "j F Y")}
    return Deeper(_("The pulse check"), aside, "overview/partnership/pulse.html")


def course(seen: Seen) -> Deeper | None:
    """What the facilitator and the leads may change about its course."""
    if not permissions.may_steer(seen.user, seen.partnership) or seen.partnership.over:
        return None
    return Deeper(
        _("Pause, end or hand over"),
        _("each asks for a reason"),
        "overview/partnership/course.html",
        {
            "may_pause": seen.partnership.phase not in (Phase.PAUSED, Phase.CLOSING),
            "outside": stands_outside(seen.partnership.starts_on, seen.partnership.ends_on),
            "length_seen": front_rows.length_seen(seen.partnership),
        },
    )


def steered(seen: Seen) -> Deeper | None:
    """Those who decide, for who steers (domain 0.32); flags about roles, for who may read them.

    Neither side and no officer reads that there is a flag.
    """
    if not permissions.may_steer(seen.user, seen.partnership):
        return None
    reads = may_read_flags(seen.user, seen.partnership)
    heading, aside = _("Those who decide"), steering.deciders_aside(seen.partnership)
    if reads:
        heading = _("Who decides, and who does what")
        aside = f"{aside}; {steering.flags_aside(*front_rows.flags(seen.partnership))}"
    template = "overview/partnership/steered.html"
    return Deeper(heading, aside, template, {"flags": reads})


def lessons(seen: Seen) -> Deeper:
    """Lessons so far, counted."""
    aside = lessons_section.aside(seen.partnership)
    return Deeper(_("Lessons so far"), aside, "overview/partnership/lessons.html")


def questions(seen: Seen) -> Deeper | None:
    """The way to the questions between sessions, counted."""
    if seen.partnership.phase in (Phase.FORMING, Phase.KICKOFF):
        return None
    aside = questions_section.aside(seen.partnership)
    template = "overview/partnership/questions.html"
    return Deeper(_("Questions between sessions"), aside, template)


DEEPER = [
    people, shared, gained, lessons, questions, charter, plan, pulse_check, steered, course,
]  # fmt: skip
