"""Today: what waits for a person, asked of every room, in the order of what happens without it."""

import datetime
import hashlib
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.actor import actor
from foundation.asks import Ask
from foundation.dates import say_day
from foundation.errors import Refused
from foundation.gathering import Part, gathered
from foundation.numbers import spelled_first
from foundation.returning import with_next
from partnerships.asks_names import names
from partnerships.models import RUNNING, Partnership, Phase, RosterEntry, neutral_in
from sessions_app.rhythm import quiet

from .joining import part_of
from .models import Snooze

AT_MOST = 5  # rows of Today
OF_FACILITATOR = [  # modules with `parts_of_facilitator`: all answered by one query
    ("matching", "asks"),
    ("sessions_app", "asks_schedule"),
    ("sessions_app", "asks_work"),
    ("overview", "asks_mail"),
]
OF_PARTNERSHIP = [  # modules with `columns` and `of_partnership`: all answered by one query
    ("partnerships", "asks"),
    ("partnerships", "closing_asks"),
    ("partnerships", "coverage"),
    ("sessions_app", "asks_schedule"),
    ("sessions_app", "asks_work"),
    ("sessions_app", "questions_asks"),
    ("pulse", "asks"),
    ("insights", "asks"),
]
BESIDE = [("partnerships", "role_asks")]  # asked beside the one step of a kickoff
OF_PARTICIPANT = [  # modules with `parts`: all answered by one query
    ("partnerships", "asks"),
    ("sessions_app", "asks_work"),
    ("sessions_app", "questions_asks"),
    ("pulse", "asks"),
    ("insights", "asks"),
    ("partnerships", "expertise_asks"),
]
MOST = 100  # running partnerships of one facilitator that are asked about, the first to end first
FIRST_TO_END = ("ends_on", "pk")
LONGEST = 30  # days that a row can wait
NOT_NOW = 3  # days that one press of "not now" takes a thing off the home of a participant


@dataclass(frozen=True)
class Row:
    """One ask with its key; `until` and `why` where the person put it off, or where it rests."""

    ask: Ask
    key: str
    until: datetime.date | None = None
    why: str = ""

    @property
    def url(self) -> str:
        """Where its button leads; what is done there leads back to Today."""
        return with_next(self.ask.url, reverse("home"))


@dataclass(frozen=True)
class Today:
    """`shown` at most five, `rest` what can wait, `put_off` what comes back on its day."""

    shown: list[Row]
    rest: list[Row]
    put_off: list[Row]

    @property
    def lead(self) -> str:
        """ "Five things need you. About 25 minutes."."""
        if not self.shown:
            return _("Nothing needs you. What people ask and answer appears here.")
        count = len(self.shown)
        text = ngettext("%(n)s thing needs you.", "%(n)s things need you.", count)
        told = text % {"n": spelled_first(count)}
        minutes = _rounded(sum(row.ask.minutes for row in self.shown))
        price = ngettext("About %(n)d minute.", "About %(n)d minutes.", minutes)
        return f"{told} {price % {'n': minutes}}"

    def waiting(self, today: datetime.date) -> str:
        """ "Three more can wait until Thursday.", "" when nothing waits."""
        count = len(self.rest) + len(self.put_off)
        if not count:
            return ""
        first = self.first_of_the_rest(today)
        named = {"n": spelled_first(count), "day": say_day(first) if first else ""}
        if first is None:
            return ngettext("%(n)s more can wait.", "%(n)s more can wait.", count) % named
        text = ngettext(
            "%(n)s more can wait until %(day)s.", "%(n)s more can wait until %(day)s.", count
        )
        return text % named

    def first_of_the_rest(self, today: datetime.date) -> datetime.date | None:
        """Return the day on which the first of what waits is due; None when one is due already."""
        days = [timezone.localdate(row.ask.due) for row in self.rest]
        days += [row.until for row in self.put_off if row.until]
        return min(days) if days and min(days) > today else None


def _rounded(minutes: int) -> int:
    return minutes if minutes < 5 else 5 * round(minutes / 5)


def partnerships_of(user, now: datetime.datetime, *, led=frozenset()) -> list[Any]:
    """Return the running partnerships that `user` facilitates or is the neutral person of.

    After them come those of the programs `led` that have met nobody for long, with `alerts` set, or
    in which something serious waits, with `serious` set: they alert the facilitation lead, never
    the sponsor (design, mechanism 1). One query, with names, path and all that the modules of
    OF_PARTNERSHIP read.
    """
    modules = [*_of_partnership(), *_beside()]
    columns = {name: value for module in modules for name, value in module.columns(now).items()}
    mine = Q(facilitator=user) | neutral_in(user)
    rows = Partnership.objects.filter(phase__in=RUNNING)
    rows = rows.select_related("charter", "goal", "facilitator")
    rows = rows.annotate(**names("pk"), **columns, mine=_flag(mine))
    if not led:
        rows = rows.filter(mine).annotate(alerts=Value(False), serious=Value(False))
        return list(rows.order_by(*FIRST_TO_END)[:MOST])
    alerts = Q(round__program__in=led) & quiet(now)
    serious = Q(round__program__in=led) & _serious(user, now)
    rows = rows.annotate(alerts=_flag(alerts), serious=_flag(serious & Q(mine=False)))
    rows = rows.filter(Q(mine=True) | Q(alerts=True) | Q(serious=True))
    return list(rows.order_by("-mine", *FIRST_TO_END)[:MOST])


def _serious(user, now) -> Q:
    """Say where something serious from the talks waits, for a lead who is on neither side."""
    pulse = part_of("pulse", "asks")
    if pulse is None:
        return Q(pk=None)
    seats = RosterEntry.objects.standing().filter(user=user, partnership=OuterRef("pk"))
    return pulse.idle(now) & ~Exists(seats)


def _flag(condition: Q) -> Case:
    """Return `condition` as true or false; a comparison with nothing is false."""
    return Case(When(condition, then=Value(True)), default=Value(False))


def _of_partnership() -> list[ModuleType]:
    return _modules(OF_PARTNERSHIP)


def _beside() -> list[ModuleType]:
    return _modules(BESIDE)


def _modules(parts) -> list[ModuleType]:
    found = (part_of(room, name) for room, name in parts)
    return [module for module in found if module is not None]


def of_facilitator(
    user, now: datetime.datetime, rows: list[Any]
) -> tuple[list[Ask], dict[str, Snooze]]:
    """Return what every room asks of a facilitator, and by key what they put off; two queries.

    `rows` are from `partnerships_of`.
    """
    asks, put_off = _gathered(
        [part for one in _modules(OF_FACILITATOR) for part in one.parts_of_facilitator(user, now)],
        user,
        now,
    )
    asks += _others(user, now)
    mine = [row for row in rows if row.mine]
    for row in mine:
        found = _asked_of(_of_partnership(), row, user, now)
        asks += sorted(found)[:1] if row.phase == Phase.KICKOFF else found  # one step at a time
        asks += _asked_of(_beside(), row, user, now)
    return sorted(asks), put_off


def _others(user, now) -> list[Ask]:
    matching = part_of("matching", "asks")
    return matching.others(user, now) if matching else []


def _asked_of(modules, row, user, now) -> list[Ask]:
    return [ask for module in modules for ask in module.of_partnership(row, user, now)]


def held_columns(now: datetime.datetime) -> dict:
    """Annotate what `held` reads, beside the names."""
    return {key: value for module in _heard() for key, value in module.columns(now).items()}


def _heard() -> list[ModuleType]:
    return _modules([("pulse", "asks"), *BESIDE])


def held(user, rows: list[Partnership], now: datetime.datetime) -> list[Ask]:
    """Return what the neutral person is asked, where the facilitator is of a side (0.62)."""
    return [ask for row in rows for ask in _asked_of(_heard(), row, user, now)]


def of_participant(user, now: datetime.datetime) -> tuple[list[Ask], dict[str, Snooze]]:
    """Return what is asked of a person of a side, and by key what they put off; one query."""
    asked = [part for module in _modules(OF_PARTICIPANT) for part in module.parts(user, now)]
    with actor(user):  # the pulse is among them
        return _gathered(asked, user, now)


def _gathered(parts, user, now) -> tuple[list[Ask], dict[str, Snooze]]:
    found = gathered([*parts, Part(resting(user, now), "until", most=None)])
    put_off = {one.key: one for one in found if isinstance(one, Snooze)}
    return [one for one in found if isinstance(one, Ask)], put_off


def of_organization(user, now: datetime.datetime) -> tuple[list[Ask], list[Any]]:
    """Return what the matching room asks of a person, and where their forms stand; one query."""
    matching = part_of("matching", "asks")
    return matching.own(user, now) if matching else ([], [])


def key_of(ask: Ask) -> str:
    """Return what names a row from day to day: where its button leads and what it does."""
    return hashlib.sha256(f"{ask.url}\n{ask.button}".encode()).hexdigest()


def arrange(asks: list[Ask], put_off: dict[str, Snooze], now: datetime.datetime) -> Today:
    """Return Today: what was `put_off`, by key, stays away unless it matters more by now.

    What rests until a day (`Ask.until`) stays away as well.
    """
    today = timezone.localdate(now)
    shown, waiting = [], []
    for ask in sorted(asks):
        key = key_of(ask)
        kept = put_off.get(key)
        if ask.until and ask.until > today:
            waiting.append(Row(ask, key, ask.until, ask.why))
        elif kept and _rests(ask, kept):
            waiting.append(Row(ask, key, kept.until, kept.why))
        else:
            shown.append(Row(ask, key))
    return Today(shown[:AT_MOST], shown[AT_MOST:], waiting)


def _rests(ask, kept) -> bool:
    """What matters more by now than when it was put off comes back early."""
    return ask.rank >= kept.rank


def resting(user, now: datetime.datetime) -> QuerySet[Snooze]:
    """Return what `user` put off and what has not come back yet."""
    return Snooze.objects.filter(user=user, until__gt=timezone.localdate(now))


def apart(asks: list[Ask], kept: dict[str, Snooze]) -> tuple[list[Ask], list[Row]]:
    """Return (what stands, what was put off) of `asks`; `kept` is what rests, by key."""
    stands, waits = [], []
    for ask in asks:
        key = key_of(ask)
        known = kept.get(key)
        if known and _rests(ask, known):
            waits.append(Row(ask, key, known.until, known.why))
        else:
            stands.append(ask)
    return stands, waits


def not_now_until(ask: Ask, now: datetime.datetime) -> datetime.date | None:
    """Return when an ask put off by one press comes back: in three days, a day before it is due.

    One whose `due` is past, or is the moment since which it is asked, comes back in three days.
    None where it is due too soon, and where its own page takes "not me", "not now", "a colleague".
    """
    day = timezone.localdate(now)
    back = day + datetime.timedelta(days=NOT_NOW)
    if ask.due > now:
        back = min(back, timezone.localdate(ask.due) - datetime.timedelta(days=1))
    return back if back > day and not ask.out else None


def find(asks: list[Ask], key: str) -> Ask | None:
    """Return the ask that `key` names among `asks`."""
    return next((ask for ask in asks if key_of(ask) == key), None)


@transaction.atomic
def put_off(ask: Ask, *, until: datetime.date, why: str, by, now: datetime.datetime) -> None:
    """Let `ask` wait until a day, for a reason. Raises Refused without a reason or a near day."""
    if not why.strip():
        raise Refused(_("Say in a few words why it can wait."))
    if not 1 <= (until - timezone.localdate(now)).days <= LONGEST:
        raise Refused(_("Choose a day within the next 30 days."))
    values = {"rank": ask.rank, "until": until, "why": why, "at": now}
    Snooze.objects.update_or_create(user=by, key=key_of(ask), defaults=values)


def take_back(key: str, *, by) -> None:
    """Show a row again that `by` had put off."""
    Snooze.objects.filter(user=by, key=key).delete()
