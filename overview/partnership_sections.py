"""The parts of a partnership's front page that stand open; each room above adds a function here.

A function takes `Seen` and returns a `Section`, or None when it has nothing to show. It asks the
database at most once; what `front_rows` loaded is free.
"""

import datetime
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import pictures
from foundation.models import Transition
from partnerships import permissions, phases
from partnerships.charter_page import may_reopen
from partnerships.closing_facts import AHEAD
from partnerships.models import Partnership, Phase, Side
from partnerships.plan_facts import plan_facts
from pulse import released

from . import (
    front_rows,
    session_rows,
    session_sections,
    thread,
)

SHOWN = 3  # changes after the midpoint; the others are folded under them
HANDED = datetime.timedelta(days=30)  # a new facilitator reads why for so long
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
    Phase.MIDPOINT: gettext_lazy("What is still needed before the second half"),
    Phase.CLOSING: gettext_lazy("What is still needed before it closes"),
}
AGAIN = gettext_lazy("Go on with the monthly sessions")  # from the midpoint


def path(seen: Seen) -> Section:
    """The picture of the whole path; rooms above hand their sessions to `stops`."""
    partnership = seen.partnership
    values = {
        "phases": path_phases(partnership),
        "stops": [*stops(partnership), *session_sections.stops(partnership, seen.now)],
        "today": seen.today,
        "label": _path_in_words(partnership, seen.today),
    }
    return Section("overview/partnership/path.html", values)


def _path_in_words(partnership, today) -> str:
    told = {
        "begins": date_format(timezone.localtime(partnership.matched_at), "F Y"),
        "ends": date_format(partnership.ends_on, "F Y"),
        "phase": partnership.get_phase_display(),
        "today": date_format(today, "j F"),
    }
    ended = partnership.ended_on
    if ended is None:
        words = _(
            "Path of the partnership, %(begins)s to %(ends)s. Now: %(phase)s. Today is %(today)s."
        )
        return words % told
    told["day"] = date_format(ended, "j F Y")
    words = _("Path of the partnership from %(begins)s on. %(phase)s on %(day)s.") % told
    if ended >= partnership.ends_on:
        return words
    return words + " " + _("It was planned to go on until %(ends)s.") % told


def path_phases(partnership) -> list[pictures.Phase]:
    """Return the stretches of the path by their dates, none after the end that came."""
    matched, begins = timezone.localdate(partnership.matched_at), partnership.starts_on
    middle, planned = partnership.midpoint, partnership.ends_on
    ends = partnership.ended_on or planned
    closed_early = partnership.phase == Phase.CLOSED and ends < planned
    sessions, closing = str(Phase.ACTIVE.label), (ends if closed_early else planned) - AHEAD
    rows = [
        (str(Phase.FORMING.label), min(matched, begins), begins),
        (sessions, begins, middle - MIDPOINT),
        (str(Phase.MIDPOINT.label), middle - MIDPOINT, middle + MIDPOINT),
        (sessions, middle + MIDPOINT, closing),
    ]
    cut = [(name, first, min(last, closing, ends)) for name, first, last in rows]
    cut.append((str(Phase.CLOSING.label), max(closing, matched), ends))
    return [pictures.Phase(*row) for row in cut if row[1] < row[2]]


def stops(partnership) -> list[pictures.Stop]:
    """Return the marks that every path has: match, kickoff, midpoint, close.

    The kickoff stands on its own day, and as people meet, once that is set; the end on the day on
    which it came. Where it came first, no kickoff and no check is planned any more.
    """
    meeting = session_rows.kickoff_of(partnership)
    met = meeting is not None and meeting.state in session_rows.HELD
    kicked_off = met or partnership.phase not in (Phase.FORMING, Phase.KICKOFF)
    kickoff = pictures.Stop(
        "kickoff", meeting.local_date if meeting else partnership.starts_on,
        "held" if kicked_off else "planned", name=_("Kickoff"),
        note=str(meeting.get_mode_display()) if meeting else _("in person"),
    )  # fmt: skip
    ended = partnership.ended_on
    talked = released.talks_over(partnership)
    pulse = pictures.Stop(
        "pulse", partnership.midpoint, "held" if talked else "planned", name=_("Pulse check")
    )
    return [
        pictures.Stop(
            "start", timezone.localdate(partnership.matched_at), "held", name=_("Matched")
        ),
        *([] if ended and kickoff.on > ended else [kickoff]),
        *([] if ended and not talked else [pulse]),
        _last_stop(partnership),
    ]


def _last_stop(partnership) -> pictures.Stop:
    if partnership.ended_on is None:
        return pictures.Stop("close", partnership.ends_on, name=_("Close"))
    name = _("Closed") if partnership.phase == Phase.CLOSED else _("Ended early")
    return pictures.Stop("close", partnership.ended_on, "held", name=name)


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


def handed(seen: Seen) -> Section | None:
    """Why it changed hands, for a month, to whoever steers it."""
    by, at, because = front_rows.handed(seen.partnership)
    if at is None or seen.now - at > HANDED:
        return None
    if seen.partnership.over or not permissions.may_steer(seen.user, seen.partnership):
        return None
    return Section("overview/partnership/handed.html", {"by": by, "at": at, "because": because})


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
    if not open_ones and partnership.phase not in NEEDED:
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
        "label": AGAIN if partnership.phase == Phase.MIDPOINT else onward.label,
        "fills": bool(mine) or (steers and not open_ones),
    }
    return Section("overview/partnership/needed.html", values)


def kickoff(seen: Seen) -> Section | None:
    """The way to the kickoff, while it is being prepared and held."""
    if seen.partnership.phase != Phase.KICKOFF:
        return None
    meeting = session_rows.kickoff_of(seen.partnership)
    return Section("overview/partnership/kickoff.html", {"meeting": meeting})


def working_toward(seen: Seen) -> Section | None:
    """The thread from the goal to practice, once a goal with objectives is written."""
    if seen.partnership.phase == Phase.FORMING:
        return None
    facts = plan_facts(seen.partnership)
    if not facts.goal.strip() or not facts.objectives:
        return None
    name = seen.partnership.lead(Side.PARTNER).said
    held = session_rows.held_by_number(seen.partnership)
    decided, over = session_rows.decided(seen.partnership), seen.partnership.over
    values = {
        "goal": facts.goal,
        "columns": thread.columns(seen.partnership, facts, seen.today, held),
        "strands": thread.strands(facts, seen.today, held, decided, over=over),
        "today": seen.today,
        "label": thread.label(facts, seen.today, held, over=over),
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
    path, halted, handed, reworded, needed, sessions, kickoff, working_toward, promises,
    after_midpoint, sentence,
]  # fmt: skip
