"""All that other rooms may know of the pulse. Nothing else of this room may be imported.

What a side let travel, what it is worth with the consent it gave, what will change after the talks,
and one sentence a program.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from foundation.actor import actor
from foundation.numbers import spelled, spelled_first
from partnerships import permissions
from partnerships.models import Partnership, hears

from . import rounds
from .models import (
    TALKED,
    PulseChange,
    PulseConversation,
    PulseRound,
    PulseSnapshot,
    PulseTheme,
    TalkState,
)
from .models_issues import IssueState
from .offers import LASTS
from .suppression import PARTNERSHIPS, PEOPLE, Share, by_group, share, told_apart

MOST = 8  # changes told of a partnership; what is under way comes first
COLUMNS = ("change", "owner__name", "due_on", "state", "settled_on")


@dataclass(frozen=True)
class Released:
    """A theme both sides read: who said it (a side, never a person) and what will change."""

    side: str
    text: str
    on: date
    promise: str
    promise_on: date | None


@dataclass(frozen=True)
class Value:
    """What the partnership is worth to a side; `side` is "" unless it wants to be named."""

    side: str
    text: str


def themes(user, partnership, today: date) -> list[Released]:
    """Return what both sides let travel, for somebody inside the partnership; else nothing."""
    with actor(user):
        rows = _released(user, partnership, today).order_by("released_on", "pk")
        return [Released(t.side, t.text, t.released_on, t.promise, t.promise_on) for t in rows]


def values(user, partnership, today: date) -> list[Value]:
    """Return released statements of worth, with the name only where every respondent gave it."""
    with actor(user):
        rows = _released(user, partnership, today).filter(about=PulseTheme.About.VALUE)
        return [Value(t.side if t.named else "", t.text) for t in rows.order_by("text")]


def _released(user, partnership, today):
    """What `user` reads: their own side's at once, the other's once both talks are over."""
    inside = Partnership.objects.visible_to(user).filter(pk=partnership.pk)
    rows = PulseTheme.objects.filter(round__partnership__in=inside)
    return rows.open_to(permissions.side_of(user, partnership), today)


def heard(user) -> Subquery:
    """Return, for a column of roster entries, when a person was at the talk with their side.

    Only where `user` holds the talks (matrix row 46); for everybody else it is always nothing.
    """
    rows = PulseConversation.objects.filter(
        hears(user, "round__partnership__"), state=TalkState.HELD, people=OuterRef("user"),
        round__partnership=OuterRef("partnership"),
    ).order_by("-starts_at", "pk")  # fmt: skip
    return Subquery(rows.values("starts_at")[:1])


def own_talk(user, now: datetime) -> Subquery:
    """Return, for a column of partnerships, when `user` is invited to the talk with their side.

    Who is invited knows it from the mail; it stays until the talk is over.
    """
    rows = PulseConversation.objects.filter(
        round__partnership=OuterRef("pk"), state=TalkState.BOOKED, people=user,
        starts_at__gt=now - LASTS,
    )  # fmt: skip
    return Subquery(rows.order_by("starts_at").values("starts_at")[:1])


@dataclass(frozen=True)
class Change:
    """What will change, as both sides read it: who, by when, and what came of it."""

    text: str
    who: str
    by: date
    state: str
    settled_on: date | None

    @property
    def under_way(self) -> bool:
        return self.state == IssueState.ACTING

    @property
    def resolved(self) -> bool:
        return self.state == IssueState.RESOLVED


def with_changes(rows: QuerySet) -> QuerySet:
    """Annotate partnerships with what was shared back; no query of its own."""
    shared = PulseChange.objects.filter(partnership=OuterRef("pk")).in_order()
    told = shared.annotate(told=JSONObject(**{name: name for name in COLUMNS})).values("told")
    return rows.annotate(**{_slot(n): Subquery(told[n : n + 1]) for n in range(MOST)})


def _slot(n) -> str:
    return f"change_shared_{n}"


def changes(partnership) -> list[Change]:
    """Return what was shared back of a partnership loaded `with_changes`, under way first.

    For whoever sees the inside of the partnership (row 0.75): both sides read the same.
    """
    slots = (getattr(partnership, _slot(n)) for n in range(MOST))
    return [_told_change(told) for told in slots if told]


def _told_change(told) -> Change:
    settled = told["settled_on"]
    return Change(
        told["change"], told["owner__name"], date.fromisoformat(told["due_on"]), told["state"],
        date.fromisoformat(settled) if settled else None,
    )  # fmt: skip


def with_talks(rows: QuerySet) -> QuerySet:
    """Annotate partnerships with whether both midpoint talks are over; no query of its own.

    Both sides know that from the way on to the second half (see gates.py), and nothing else of it.
    """
    of_it = PulseConversation.objects.filter(round=OuterRef("pk"))
    told = PulseRound.objects.filter(
        Exists(of_it), ~Exists(of_it.exclude(state__in=TALKED)), partnership=OuterRef("pk")
    )
    return rows.annotate(midpoint_talks_over=Exists(told))


def talks_over(partnership) -> bool:
    """Say whether both midpoint talks are over, of a partnership loaded `with_talks`."""
    return partnership.midpoint_talks_over


def shared_back(partnership_id, since: datetime | None) -> int:
    """Return how many changes both sides could read since a moment, or ever: no word of them."""
    rows = PulseChange.objects.filter(partnership=partnership_id)
    return (rows.filter(shared_at__gt=since) if since else rows).count()


def program_sentence(program) -> str:
    """Answer "Is it worth it to them?" for a program, or say why it is not answered yet.

    Reads only what was frozen when a round closed (suppression.py); two queries.
    """
    kept = PulseSnapshot.objects.filter(program=program).order_by("-number").first()
    return _told(kept) if kept else _not_yet(rounds.tallies(program.pk))


def group_sentences(program, parts) -> list[dict[str, str]]:
    """Say the same for groups of partnerships, for each way of parting them that may be told.

    `parts` is {id of a partnership: its group in each way}. A way is told whole or not at all, the
    first ways first, and only from what is frozen (suppression.py); [] tells nothing. Two queries.
    """
    published = list(PulseSnapshot.objects.filter(program=program).order_by("number"))
    if not published:
        return []
    frozen = [frozenset(kept.rounds) for kept in published]
    tallies = [tally for tally in rounds.tallies(program.pk) if tally.round in frozen[-1]]
    told = told_apart(tallies, parts, frozen)
    return [
        {name: _said(rows) for name, rows in by_group(tallies, parts, way).items()}
        for way in range(told)
    ]


def _said(tallies):
    said = {
        Share.MOST: _("Most of %(people)d people say they gain from it."),
        Share.HALF: _("About half of %(people)d people say they gain."),
        Share.FEW: _("Few of %(people)d people say they gain from it yet."),
    }
    return said[share(tallies)] % {"people": sum(tally.people for tally in tallies)}


def _told(kept):
    said = {
        Share.MOST: _("Most of %(people)d people in %(n)s partnerships say they gain from it."),
        Share.HALF: _("About half of %(people)d people in %(n)s partnerships say they gain."),
        Share.FEW: _("Few of %(people)d people in %(n)s partnerships say they gain from it yet."),
    }
    numbers = {"people": kept.people, "n": spelled(kept.partnerships)}
    return said[Share(kept.share)] % numbers


def _not_yet(tallies):
    """Say what is missing, by partnerships alone: a count of people would be of fewer than five."""
    pairs = len({tally.partnership for tally in tallies})
    have = _("none is in yet.")
    if pairs:
        have = _("the first are in, from %(n)s.") % {"n": spelled(pairs)}
    needed = _(
        "Not shown yet. %(people)s answers from %(n)s partnerships are needed, so that nobody can"
        " be picked out; %(have)s"
    )
    asked = {
        "people": spelled_first(PEOPLE),
        "n": spelled(PARTNERSHIPS),
        "have": have,
    }
    return needed % asked
