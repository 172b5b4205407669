"""Who comes, by kind: who decides and who does the work (domain 0.32, 0.34, 2.14)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.asks import Ask
from foundation.models import Signature
from partnerships.asks_names import where
from partnerships.models import Charter, Goal, RosterEntry, Side
from partnerships.permissions import SIDES

from .models import Attendance, Session
from .queries import MET

FEWEST = 0.75  # our rule, editable here: under it a person's row is marked
ENOUGH = 4  # sessions before a share says anything
RUNNING = 2  # missed one after the other
SIGNS_WITHIN = timedelta(days=14)  # our rule: later, a signature that waits is a missed touchpoint


@dataclass(frozen=True)
class PersonRow:
    """One person of a side: the sessions they came to, of those that said so."""

    entry: RosterEntry
    name: str  # of the organization
    came: int
    known: int
    missed_running: bool
    quiet: bool

    @property
    def seldom(self) -> bool:
        """True when somebody should ask whether the time still fits."""
        rare = self.known >= ENOUGH and self.came < FEWEST * self.known
        return self.missed_running or rare


@dataclass(frozen=True)
class KindRow:
    """Of how many sessions one kind of people of a side came to: somebody came, of all held."""

    side: str
    name: str
    deciding: int
    working: int
    held: int


@dataclass(frozen=True)
class PresencePage:
    """All that presence.html shows."""

    people: list[PersonRow]
    kinds: list[KindRow]
    heading: str


def presence_page(partnership) -> PresencePage:
    """Return the page of a partnership loaded with its sides and people; one query."""
    seen = _attendance(partnership)
    people = [_person(partnership, entry, seen) for entry in partnership.people()]
    people.sort(key=lambda row: SIDES.index(row.entry.side))
    kinds = [_kinds(partnership, side, seen) for side in SIDES]
    return PresencePage(people, kinds, _heading(people, kinds))


def _attendance(partnership) -> list[tuple]:
    """Return (session, user, came, spoke) of sessions held, the newest first."""
    rows = Attendance.objects.filter(
        session__partnership=partnership.pk, session__state__in=MET, came__isnull=False
    )
    rows = rows.order_by("-session__starts_at", "session", "pk")
    return list(rows.values_list("session", "user", "came", "spoke"))


def _person(partnership, entry, seen) -> PersonRow:
    mine = [(came, spoke) for _s, user, came, spoke in seen if user == entry.user_id]
    voices = [spoke for came, spoke in mine if came and spoke is not None]
    return PersonRow(
        entry=entry,
        name=entry.organization.said,
        came=sum(came for came, _spoke in mine),
        known=len(mine),
        missed_running=len(mine) >= RUNNING and not any(came for came, _s in mine[:RUNNING]),
        quiet=len(voices) >= RUNNING and not any(voices[:RUNNING]),
    )


def _kinds(partnership, side, seen) -> KindRow:
    people = partnership.people(side)
    deciding = {entry.user_id for entry in people if entry.decides}
    working = {entry.user_id for entry in people if entry.implements}
    return KindRow(
        side=side,
        name=partnership.lead(side).said,
        deciding=len({one for one, user, came, _s in seen if came and user in deciding}),
        working=len({one for one, user, came, _s in seen if came and user in working}),
        held=len({one for one, *_rest in seen}),
    )


def _heading(people, kinds) -> str:
    if not any(row.held for row in kinds):
        return _("No session was held yet")
    seldom = [row for row in people if row.seldom and row.entry.decides]
    if seldom:
        return _("Somebody who can decide for %(name)s is missing") % {"name": seldom[0].name}
    if any(row.seldom for row in people):
        return _("Somebody is missing more often than not")
    return _("People come")


# -- on Today: who can decide missed two touchpoints running ---------------------------------------
def columns(now: datetime) -> dict:
    """Annotate on partnerships `<side>_away`: two touchpoints running passed without a decider.

    A touchpoint is a session held, the kickoff among them, or a signature under charter or goal
    that waits since two weeks (domain 0.32). `<side>_missed`: both were sessions.
    """
    found = {}
    for side in Side:
        last, before = _missed(side, 0), _missed(side, 1)
        charter, goal = _unsigned(Charter, side, now), _unsigned(Goal, side, now)
        found[f"{side.value}_missed"] = last & before
        found[f"{side.value}_away"] = last & before | last & charter | last & goal | charter & goal
    return found


def _missed(side, back) -> Q:
    held = Session.objects.filter(partnership=OuterRef(OuterRef("pk")), state__in=MET)
    which = held.order_by("-starts_at", "pk").values("pk")[back : back + 1]
    deciders = RosterEntry.objects.standing().filter(
        partnership=OuterRef(OuterRef("pk")), side=side, decides=True
    )
    asked = Attendance.objects.filter(session__in=which, user__in=deciders.values("user"))
    return Q(Exists(asked.filter(came=False))) & ~Q(Exists(asked.filter(came=True)))


def _unsigned(model, side, now) -> Q:
    """A text that stood for two weeks as it is, and `side` did not sign."""
    label = model._meta.label_lower
    signed = Signature.objects.filter(
        context_kind=label, context_id=OuterRef("pk"), side=side, cleared_at=None
    )
    rows = model.objects.filter(partnership=OuterRef("pk"), changed_at__lte=now - SIGNS_WITHIN)
    rows = rows.exclude(text="") if model is Goal else rows
    return Q(Exists(rows.filter(~Exists(signed))))


def asks(row: Any) -> list[Ask]:
    """Return what a partnership with `columns` and names asks of its facilitator."""
    return [_away(row, side) for side in SIDES if getattr(row, f"{side}_away")]


def away_sentence(row: Any, side: str) -> str:
    """Say what two touchpoints `side` missed, of a partnership with `columns` and names."""
    name = row.partner_said if side == Side.PARTNER else row.thought_partner_said
    if getattr(row, f"{side}_missed"):
        text = _("Nobody who can decide for %(name)s came to the last two sessions.")
    else:
        text = _("The last two times, nobody who can decide for %(name)s signed or came.")
    return text % {"name": name}


def _away(row, side) -> Ask:
    return Ask(
        rank=4, due=row.changed_at, where=where(row), sentence=away_sentence(row, side), minutes=5,
        why=_("A call finds out whether the time still fits, or whether somebody else decides."),
        button=_("See who keeps in touch"), url=reverse("touchpoints", args=[row.pk]),
    )  # fmt: skip
