"""The next session of a facilitator: its agenda, and what to bring in. Two queries."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    F,
    FilteredRelation,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Concat, Lower, Substr
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation import pictures
from foundation.dates import say_day
from foundation.numbers import spelled_first
from partnerships.asks_names import names, said_of, where
from partnerships.models import RosterEntry
from sessions_app import composer_page, publish, spans
from sessions_app.models import (
    FACILITATION,
    Action,
    ActionState,
    Attendance,
    ContextUpdate,
    Session,
    SessionState,
)
from sessions_app.queries import MET

NEWS_LENGTH = 160


@dataclass(frozen=True)
class NextSession:
    """What Today shows of the next session; `bring` is (bold words, the rest)."""

    session: Session
    where: str
    span: str
    drawn: list[pictures.Block]
    starts: datetime.datetime
    goes_out: str
    bring: list[tuple[str, str]]

    def name(self, planned: int) -> str:
        """ "session 6 of 8"; without a number what it is, "kickoff"."""
        number = self.session.number
        if not number or planned < number:
            return self.session.name.lower()
        return _("session %(n)d of %(all)d") % {"n": number, "all": planned}


def next_session(user, now: datetime.datetime) -> NextSession | None:
    """Return the session that `user` facilitates now or next, or None."""
    rows = _ahead(user, now)
    if not rows:
        return None
    session = rows[0]
    blocks = [row.block for row in rows if getattr(row, "block", None)]
    return NextSession(
        session=session,
        where=where(session),
        span=spans.say_span(session),
        drawn=composer_page.drawn(blocks),
        starts=timezone.localtime(session.starts_at),
        goes_out=_goes_out(session, sum(block.minutes for block in blocks)),
        bring=_bring(session),
    )


def _ahead(user, now) -> list[Any]:
    """Return the first session ahead once for each `block` of its agenda, if it has one."""
    first = Session.objects.at_hand(now).filter(partnership__facilitator=user).values("pk")[:1]
    rows: Any = Session.objects.filter(pk=Subquery(first))
    rows = rows.annotate(block=FilteredRelation("agenda__blocks"), **names("partnership"))
    return list(rows.select_related("partnership", "agenda", "block").order_by("block__order"))


def _goes_out(session, total: int) -> str:
    if session.state != SessionState.PLANNED:
        return _("The agenda is out.")
    day = say_day(session.goes_out_at.astimezone(session.time_zone))
    return publish.say_out(session, total, day, phase=session.partnership.phase)


# -- bring these in -------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Fact:
    tag: str
    text: str
    who: str
    day: datetime.date
    spoke: bool | None


def _bring(session) -> list[tuple[str, str]]:
    """Promises due by then, news of last time, and who was silent in the last two sessions."""
    facts = [_Fact(*row) for row in _facts(session)]
    return [*_due(facts), *_news(facts), *_silent(facts)]


def _facts(session) -> QuerySet:
    of_it = {"session__partnership": session.partnership_id}
    due = Action.objects.filter(
        partnership=session.partnership_id, state=ActionState.OPEN, due_on__lte=session.local_date
    )
    news = ContextUpdate.objects.filter(**of_it).exclude(words="").exclude(session=session)
    voices = Attendance.objects.filter(
        **of_it, session__state__in=MET, came=True, spoke__isnull=False
    ).exclude(side=FACILITATION)
    parts = [
        _part(due, "due", "text", F("owner__name"), F("due_on")),
        _part(news, "news", "words", Value(""), F("session__local_date")),
        _part(voices, "voice", "", _title(), F("session__local_date"), F("spoke")),
    ]
    return parts[0].union(*parts[1:], all=True).order_by("tag", "day", "who")


def _part(rows, tag, text, who, day, spoke=None):
    blank = Cast(Value(None), BooleanField())  # PostgreSQL wants to know the type
    words = Substr(F(text), 1, NEWS_LENGTH) if text else Value("")
    return rows.annotate(
        tag=Value(tag, CharField()),
        said=Cast(words, TextField()),
        who=Cast(who, TextField()),
        day=Cast(day, DateField()),
        voice=spoke or blank,
    ).values_list("tag", "said", "who", "day", "voice")


def _title():
    """ "Lakeview coaching lead", of whoever still sits on a side; who left is not asked for."""
    seats = RosterEntry.objects.standing().filter(
        user=OuterRef("user"), partnership=OuterRef("session__partnership")
    )
    label = Concat(said_of("organization"), Value(" "), Lower("title"), output_field=CharField())
    return Subquery(seats.annotate(label=label).values("label")[:1])


def _due(facts):
    rows = [fact for fact in facts if fact.tag == "due"]
    if not rows:
        return []
    text = ngettext("%(n)s promise is due by then:", "%(n)s promises are due by then:", len(rows))
    bold = text % {"n": spelled_first(len(rows))}
    return [(bold, "; ".join(f"{fact.text} ({fact.who})" for fact in rows[:3]))]


def _news(facts):
    rows = [fact for fact in facts if fact.tag == "news"]
    if not rows:
        return []
    last = rows[-1]
    return [(_("News of %(day)s:") % {"day": say_day(last.day)}, last.text)]


def _silent(facts):
    spoke: dict[str, list[_Fact]] = {}
    for fact in facts:
        if fact.tag == "voice" and fact.who:
            spoke.setdefault(fact.who, []).append(fact)
    told = []
    for who, rows in spoke.items():
        if len(rows) > 1 and not any(fact.spoke for fact in rows[-2:]):
            told.append(_told(who, [fact.day for fact in rows if fact.spoke]))
    return [(_("Not heard from lately:"), "; ".join(told))] if told else []


def _told(who, days) -> str:
    if not days:
        return who
    return _("%(who)s, who spoke last in %(month)s") % {
        "who": who, "month": date_format(days[-1], "F"),
    }  # fmt: skip
