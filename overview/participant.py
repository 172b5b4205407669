"""The home of a person of a side: with whom and what for, the next date, one thing asked."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Substr
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.asks import Ask
from foundation.dates import say_day
from foundation.numbers import spelled
from matching import standing_forms
from partnerships.asks_names import names, where
from partnerships.models import (
    OVER,
    RUNNING,
    Benefit,
    LearningObjective,
    Partnership,
    Phase,
    RosterEntry,
    Side,
)
from partnerships.permissions import holds_talks
from pulse import released
from sessions_app import ahead
from sessions_app.models import Action, ActionState

from . import seats, today
from .paths import with_path

MOST = 12  # partnerships of one person
LEADS_MORE = 2  # further things that a leader is shown at once
LINES = 3
LOOKED_BACK = datetime.timedelta(days=90)  # so long the home leads to what came of what ended
LONG = 160


@dataclass(frozen=True)
class Ours:
    """One partnership as its people see it from outside."""

    row: Any  # a partnership of `_own`

    @property
    def other(self) -> str:
        """What the other side is called."""
        if self.row.my_side == Side.PARTNER:
            return self.row.thought_partner_said
        return self.row.partner_said

    @property
    def what_for(self) -> str:
        """Who shares and who applies, in the second person, and what for."""
        text = (
            _("%(other)s shares, you apply it: %(purpose)s")
            if self.row.my_side == Side.PARTNER
            else _("You share, %(other)s applies it: %(purpose)s")
        )
        return text % {"other": self.other, "purpose": self.row.purpose}

    @property
    def name(self) -> str:
        return where(self.row)

    @property
    def paused(self) -> bool:
        return self.row.phase == Phase.PAUSED

    @property
    def ended(self) -> str:
        """ "Closed, Friday 5 March", of one that is over."""
        day = say_day(self.row.ended_on)
        return _("%(how)s, %(day)s") % {"how": self.row.get_phase_display(), "day": day}


@dataclass(frozen=True)
class Home:
    """All that participant/home.html shows."""

    heading: str
    ask: Ask | None
    more: list[Ask]
    first: Ours | None
    others: list[Ours]
    ended: list[Ours]  # over since not long ago
    talk: Ours | None  # where the next talk with this person is booked
    gained: list[str]
    promised: list[str]
    forms: list[Any]  # where each form of the person's organization stands
    heard: list[Ours]  # whose sides this person hears alone, as the neutral person
    put_off: list[today.Row]  # by "not now"
    kept: list[tuple[str, str]]  # organizations whose page this person looks after
    back: datetime.date | None = None  # when `ask` would come back after "not now"

    @property
    def key(self) -> str:
        """What names the one thing asked."""
        return today.key_of(self.ask) if self.ask else ""

    @property
    def beside(self) -> str:
        """The name of the partnership shown, where what is asked is about something else."""
        if not self.ask or not self.first or self.ask.where == self.first.name:
            return ""
        return self.first.name


def home(user, now: datetime.datetime) -> Home:
    """Return the home of `user`, the partnership that meets next first."""
    every_one: list[Any] = list(_own(user, now))
    found = _running(every_one)
    seated = [row for row in found if row.my_side]
    own, forms = today.of_organization(user, now)
    rows = [Ours(row) for row in seated]
    leads = any(ours.row.i_decide for ours in rows)
    shown = 1 + LEADS_MORE if leads else 1
    held = today.held(user, found, now)
    every, resting = today.of_participant(user, now)
    asks, put_off = today.apart(sorted([*own, *held, *every]), resting)
    first = _first(rows, asks)
    talk = _talk(rows)
    facts = list(_kept(user, first.row)) if first and not asks else []
    return Home(
        heading=_heading(asks, _meets(first, talk), None if put_off else first, now),
        ask=asks[0] if asks else None,
        more=asks[1:shown],
        first=first,
        others=[ours for ours in rows if ours is not first],
        ended=[Ours(row) for row in every_one if row.over],
        talk=talk,
        gained=[text for tag, text, _day in facts if tag == "gained"][:LINES],
        promised=[_promise(text, day) for tag, text, day in facts if tag == "promised"][:LINES],
        forms=forms,
        heard=heard(user, found),
        put_off=put_off,
        kept=seats.kept(user),
        back=today.not_now_until(asks[0], now) if asks else None,
    )


def asked(user, now: datetime.datetime) -> list[Ask]:
    """Return all that is asked of `user`, also what they put off."""
    found = _running(_own(user, now))
    own, _forms = today.of_organization(user, now)
    every, _resting = today.of_participant(user, now)
    return sorted([*own, *today.held(user, found, now), *every])


def heard(user, rows) -> list[Ours]:
    """Return those of `rows` whose sides `user` hears as the neutral person (domain 0.62)."""
    return [Ours(row) for row in rows if row.facilitator_id != user.pk and holds_talks(user, row)]


def _own(user, now) -> QuerySet[Partnership]:
    seat = RosterEntry.objects.standing().filter(user=user, partnership=OuterRef("pk"))
    here = Q(phase__in=RUNNING) | Q(phase__in=OVER, ended_at__gt=now - LOOKED_BACK)
    rows = with_path(Partnership.objects.filter(here), now)
    rows = rows.annotate(
        my_talk_at=released.own_talk(user, now),
        my_side=Subquery(seat.values("side")[:1]),
        i_decide=Subquery(seat.values("decides")[:1]),
        **names("pk"),
        **today.held_columns(now),
        **ahead.columns(user, now),
        forms_listed=standing_forms.listed(user),
    )
    rows = rows.filter(Q(my_side__isnull=False) | Q(neutral_person=user, ended_at=None))
    met_first = F("next_at").asc(nulls_last=True)
    return rows.order_by(F("ended_at").desc(nulls_first=True), met_first, "ends_on", "pk")[:MOST]


def _running(rows) -> list[Any]:
    return [row for row in rows if not row.over]


def _talk(rows) -> Ours | None:
    """Return the partnership of the midpoint talk that comes first, None where none is booked."""
    booked = [ours for ours in rows if ours.row.my_talk_at and not ours.paused]
    return min(booked, key=lambda ours: ours.row.my_talk_at, default=None)


def _first(rows, asks) -> Ours | None:
    """Return the partnership that the one thing asked is about, else the one that meets next."""
    asked_in = asks[0].where if asks else ""
    return next((ours for ours in rows if ours.name == asked_in), rows[0] if rows else None)


def _heading(asks, meets, first, now) -> str:
    if asks:
        minutes = asks[0].minutes
        text = ngettext("One thing asked of you, %(n)s minute",
                        "One thing asked of you, %(n)s minutes", minutes)  # fmt: skip
        return text % {"n": spelled(minutes)}
    day = timezone.localdate(now)
    asked = ahead.asked_on(first.row) if first else None
    if asked == day:
        return _("Nothing needed from you yet")
    if day in meets:
        return _("You meet today. Nothing else is needed.")
    needed = min([*meets, *([asked] if asked else [])], default=day)
    if first and needed > day:
        return _("Nothing needed from you until %(day)s") % {"day": date_format(needed, "j F")}
    return _("Nothing needed from you today")


def _meets(first, talk) -> list[datetime.date]:
    """Return the days of the next session and of the next talk of this person."""
    moments = [first and first.row.meets_at, talk and talk.row.my_talk_at]
    return [timezone.localdate(moment) for moment in moments if moment]


def _kept(user, row) -> QuerySet:
    """What this side gained and what this person promised, in one union."""
    gains = Benefit.objects.filter(partnership=row, side=row.my_side)
    used = LearningObjective.objects.filter(partnership=row).exclude(in_use="")
    open_ones = Action.objects.filter(Q(owner=user), partnership=row, state=ActionState.OPEN)
    parts = [
        _part(gains, "gained", "evidence", Value("")),
        _part(used, "gained", "in_use", Value("")),
        _part(open_ones, "promised", "text", F("due_on")),
    ]
    return parts[0].union(*parts[1:], all=True).order_by("tag", "day", "said")


def _part(rows, tag, text, day):
    return rows.annotate(
        tag=Value(tag, CharField()),
        said=Cast(Substr(F(text), 1, LONG), TextField()),
        day=Cast(day, CharField()),
    ).values_list("tag", "said", "day")


def _promise(text, day) -> str:
    return _("%(what)s, by %(day)s") % {
        "what": text.rstrip("."),
        "day": say_day(datetime.date.fromisoformat(day)),
    }
