"""The front page of a partnership, made of sections; each room above adds its own function here.

A section function takes `Seen` and returns a `Section`, or None when it has nothing to show. It
asks the database at most once; what `front_rows` loaded is free.
"""

import datetime
from dataclasses import dataclass, field

from django.contrib.humanize.templatetags.humanize import apnumber
from django.db.models import TextChoices, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from foundation import pictures
from foundation.models import Transition
from partnerships import permissions, permissions_closing, phases
from partnerships.charter_page import may_reopen
from partnerships.lengths import stands_outside
from partnerships.models import Partnership, Phase, Side
from partnerships.plan_facts import plan_facts
from partnerships.role_permissions import may_read_flags
from pulse import released

from . import (
    front_rows,
    lessons_section,
    questions_section,
    session_rows,
    session_sections,
    steering,
    thread,
)

CLOSING = datetime.timedelta(days=45)  # domain 2.1: closing begins 45 days before the end
SHOWN = 3  # changes after the midpoint; the others are folded under them
MIDPOINT = datetime.timedelta(days=7)  # half the width of the midpoint on the path


@dataclass(frozen=True)
class Seen:
    """Who looks at which partnership, when; `today` is the reader's local date."""

    partnership: Partnership
    user: object
    place: permissions.Place
    now: datetime.datetime
    today: datetime.date


@dataclass(frozen=True)
class Section:
    """One part of the page: `template` draws `values`, which it finds as `s`."""

    template: str
    values: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Deeper:
    """One closed part at the foot; `aside` says in grey what is in it."""

    summary: str
    aside: str
    template: str
    values: dict = field(default_factory=dict)


class Onward(TextChoices):
    """What the facilitator presses to go on from each phase (domain 2.1)."""

    KICKOFF = Phase.KICKOFF, gettext_lazy("Go on to the kickoff")
    ACTIVE = Phase.ACTIVE, gettext_lazy("Begin the monthly sessions")
    CLOSING = Phase.CLOSING, gettext_lazy("Begin closing")
    CLOSED = Phase.CLOSED, gettext_lazy("Close the partnership")


NEXT: dict[str, Onward] = {
    Phase.FORMING: Onward.KICKOFF,
    Phase.KICKOFF: Onward.ACTIVE,
    Phase.ACTIVE: Onward.CLOSING,
    Phase.MIDPOINT: Onward.ACTIVE,
    Phase.CLOSING: Onward.CLOSED,
}
NEEDED: dict[str, str | Promise] = {
    Phase.FORMING: gettext_lazy("What is still needed before the kickoff"),
    Phase.KICKOFF: gettext_lazy("What is still needed before the monthly sessions"),
    Phase.CLOSING: gettext_lazy("What is still needed before it closes"),
}


def path(seen: Seen) -> Section:
    """The picture of the whole path; rooms above hand their sessions to `stops`."""
    partnership = seen.partnership
    values = {
        "phases": path_phases(partnership),
        "stops": [*stops(partnership), *session_sections.stops(partnership, seen.now)],
        "today": seen.today,
        "label": _(
            "Path of the partnership, %(begins)s to %(ends)s. Now: %(phase)s. Today is %(today)s."
        )
        % {
            "begins": date_format(partnership.matched_at, "F Y"),
            "ends": date_format(partnership.ends_on, "F Y"),
            "phase": partnership.get_phase_display(),
            "today": date_format(seen.today, "j F"),
        },
    }
    return Section("overview/partnership/path.html", values)


def path_phases(partnership) -> list[pictures.Phase]:
    """Return the stretches of the path by their dates."""
    matched = partnership.matched_at.date()
    begins, ends, middle = partnership.starts_on, partnership.ends_on, partnership.midpoint
    sessions, closing = str(Phase.ACTIVE.label), ends - CLOSING
    rows = [
        (str(Phase.FORMING.label), min(matched, begins), begins),
        (sessions, begins, middle - MIDPOINT),
        (str(Phase.MIDPOINT.label), middle - MIDPOINT, middle + MIDPOINT),
        (sessions, middle + MIDPOINT, closing),
        (str(Phase.CLOSING.label), closing, ends),
    ]
    return [pictures.Phase(*row) for row in rows if row[1] < row[2]]


def stops(partnership) -> list[pictures.Stop]:
    """Return the marks that every path has: match, kickoff, midpoint, close."""
    kicked_off = partnership.phase not in (Phase.FORMING, Phase.KICKOFF)
    closed = "held" if partnership.phase == Phase.CLOSED else "planned"
    return [
        pictures.Stop("start", partnership.matched_at.date(), "held", name=_("Matched")),
        pictures.Stop(
            "kickoff",
            partnership.starts_on,
            "held" if kicked_off else "planned",
            name=_("Kickoff"),
            note=_("in person"),
        ),
        pictures.Stop("pulse", partnership.midpoint, name=_("Pulse check")),
        pictures.Stop("close", partnership.ends_on, closed, name=_("Close")),
    ]


def halted(seen: Seen) -> Section | None:
    """Paused or ended: since when and, for those who may read it, why."""
    partnership = seen.partnership
    if partnership.phase not in (Phase.PAUSED, Phase.ENDED_EARLY):
        return None
    row = Transition.objects.about(partnership).filter(field="phase").order_by("-at").first()
    paused = partnership.phase == Phase.PAUSED
    reads = paused or permissions.may_read_ending(seen.user, partnership)
    steers = permissions.may_steer(seen.user, partnership)
    values = {
        "paused": paused,
        "since": row.at if row else partnership.ended_at,
        "why": row.why if row and reads else "",
        "may_resume": paused and steers,
        "fills": paused and steers,
    }
    return Section("overview/partnership/halted.html", values)


def reworded(seen: Seen) -> Section | None:
    """New wording in a signed charter, for the side that did not write it."""
    if not may_reopen(seen.partnership, seen.place):
        return None
    return Section("overview/partnership/reworded.html")


def needed(seen: Seen) -> Section | None:
    """The sentences of the gates ahead; one filled button, and words to each other page once."""
    partnership = seen.partnership
    onward = NEXT.get(partnership.phase)
    if onward is None:
        return None
    open_ones = phases.needs(partnership, onward.value, now=seen.now)
    steers = permissions.may_steer(seen.user, partnership)
    if not open_ones and not (steers and partnership.phase in NEEDED):
        return None
    mine = [need for need in open_ones if need.for_place(seen.place)]
    first_to: dict[str, phases.Need] = {}
    for need in mine:
        first_to.setdefault(need.url, need)
    doors = list(first_to.values())
    values = {
        "heading": NEEDED.get(partnership.phase, _("What is still needed")),
        "rows": [(need, need in doors, need in doors[:1]) for need in open_ones],
        "onward": onward if steers and not open_ones else None,
        "fills": bool(mine) or (steers and not open_ones),
    }
    return Section("overview/partnership/needed.html", values)


def kickoff(seen: Seen) -> Section | None:
    """The way to the kickoff, while it is being prepared and held."""
    if seen.partnership.phase != Phase.KICKOFF:
        return None
    return Section("overview/partnership/kickoff.html")


def working_toward(seen: Seen) -> Section | None:
    """The thread from the goal to practice, once a goal with objectives is written."""
    if seen.partnership.phase == Phase.FORMING:
        return None
    facts = plan_facts(seen.partnership)
    if not facts.goal.strip() or not facts.objectives:
        return None
    name = seen.partnership.lead(Side.PARTNER).said
    values = {
        "goal": facts.goal,
        "columns": thread.columns(
            seen.partnership, facts, seen.today, session_rows.held_by_number(seen.partnership)
        ),
        "strands": thread.strands(facts, seen.today, session_rows.decided(seen.partnership)),
        "today": seen.today,
        "label": thread.label(facts, seen.today),
        "practice": _("In practice at %(name)s") % {"name": name},
        "full": thread.full(facts),
    }
    return Section("overview/partnership/thread.html", values)


def sentence(seen: Seen) -> Section | None:
    """Where it stands, in the facilitator's words, and when the officer reads it."""
    partnership = seen.partnership
    may_write = seen.place.facilitates and not partnership.over
    if not partnership.sentence and not may_write:
        return None
    out = partnership.sentence_for_officers(seen.now) == partnership.sentence
    return Section("overview/partnership/sentence.html", {"out": out, "may_write": may_write})


def sessions(seen: Seen) -> Section | None:
    """The next session and the last one, side by side."""
    values = session_sections.values(seen)
    return Section("overview/partnership/next_last.html", values) if values else None


def promises(seen: Seen) -> Section | None:
    """What each side said it would do, by side."""
    values = session_sections.promises(seen)
    return Section("overview/partnership/promises.html", values) if values else None


def after_midpoint(seen: Seen) -> Section | None:
    """What will change after the talks, once it was shared back (domain 0.75)."""
    changes = released.changes(seen.partnership)
    if not changes:
        return None
    values = {"changes": changes[:SHOWN], "rest": changes[SHOWN:]}
    return Section("overview/partnership/after_midpoint.html", values)


SECTIONS = [
    path, halted, reworded, needed, sessions, kickoff, working_toward, promises, after_midpoint,
    sentence,
]  # fmt: skip


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
    return text % {"said": said, "n": apnumber(n)}


def changes(seen: Seen) -> Deeper | None:
    """How often the plan was changed, and when last."""
    partnership = seen.partnership
    if partnership.phase in (Phase.FORMING, Phase.KICKOFF):
        return None
    n, last = front_rows.changes(partnership)
    aside = _("none so far")
    if last:
        text = ngettext("one, in %(month)s", "%(n)s, the last in %(month)s", n)
        month = date_format(timezone.localtime(last), "F Y")
        aside = text % {"n": apnumber(n), "month": month}
    return Deeper(_("Changes to the plan"), aside, "overview/partnership/changes.html")


def charter(seen: Seen) -> Deeper:
    """The charter, and since when it stands."""
    signed = seen.partnership.charter.signed_at
    aside = _("not signed by both sides yet")
    if signed:
        aside = _("signed by both sides on %(day)s") % {"day": date_format(signed, "j F Y")}
    return Deeper(_("The charter"), aside, "overview/partnership/charter.html")


def plan(seen: Seen) -> Deeper:
    """The kickoff, the goal and the session map."""
    aside = _("kickoff, goal, session map")
    return Deeper(_("The plan"), aside, "overview/partnership/plan.html")


def pulse_check(seen: Seen) -> Deeper | None:
    """The way to the talks in the middle; nothing of what was said stands here."""
    if seen.partnership.phase in (Phase.FORMING, Phase.KICKOFF):
        return None
    day = date_format(seen.partnership.midpoint, "j F Y")
    aside = _("the middle is %(day)s") % {"day": day}
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


def roles(seen: Seen) -> Deeper | None:
    """Flags about who does what; neither side and no officer reads that there is one."""
    if not may_read_flags(seen.user, seen.partnership):
        return None
    aside = steering.flags_aside(*front_rows.flags(seen.partnership))
    return Deeper(_("Who does what"), aside, "overview/partnership/roles.html")


def touchpoints(seen: Seen) -> Deeper | None:
    """Who decides for each side, and when they were last in touch (domain 0.32)."""
    if not permissions.may_steer(seen.user, seen.partnership):
        return None
    aside = steering.deciders_aside(seen.partnership)
    return Deeper(_("Those who decide"), aside, "overview/partnership/touchpoints.html")


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
    people, shared, gained, lessons, questions, changes, charter, plan, pulse_check, touchpoints,
    roles, course,
]  # fmt: skip


def page(partnership, user, *, now, today) -> dict:
    """Return what the front page shows `user`, loaded with `front_rows`."""
    if partnership.phase == Phase.FORMING:  # a gate reads each kind of material
        prefetch_related_objects([partnership], "organizations", "boundaries")
    seen = Seen(partnership, user, permissions.place_of(user, partnership), now, today)
    sections = [s for s in (make(seen) for make in SECTIONS) if s]
    return {
        "partnership": partnership,
        "place": seen.place,
        "sides": [partnership.lead(side) for side in permissions.SIDES],
        "sections": sections,
        "taken": any(s.values.get("fills") for s in sections),  # the one filled button
        "deeper": [s for s in (make(seen) for make in DEEPER) if s],
        "url": reverse("partnership", args=[partnership.pk]),
    }
