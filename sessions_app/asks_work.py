"""What sessions ask of a person today. Few queries for each kind of home, whatever its size."""

import datetime
from typing import Any

from django.db.models import (
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.asks import Ask
from foundation.dates import say_day
from foundation.gathering import Part, gathered
from partnerships.asks_names import names, where
from partnerships.models import GOES_ON, OVER, Partnership, RosterEntry, Side

from . import actions, live, presence, reflection
from .models import (
    FACILITATION,
    TO_COME,
    Action,
    ActionState,
    ContextUpdate,
    PutOff,
    Session,
    SessionKind,
    SessionState,
)
from .queries import begun, first_asked, people, with_asked

MOST = 25  # rows looked at; a home shows fewer
SOON = datetime.timedelta(days=10)  # from then on a missing reflection stands on Today
PAST = datetime.timedelta(days=60)  # a session nobody wrote up is asked about so long
DAY = datetime.timedelta(days=1)
WEEK = datetime.timedelta(days=7)
NEAR = 2  # in fewer days one says today or tomorrow
PROMISED = ("text", "due_on", "carried", "session")


def for_facilitator(user, now: datetime.datetime) -> list[Ask]:
    """Return what waits: notes, a lesson without words, a promise carried on, a decider away."""
    rows: Any = Partnership.objects.filter(facilitator=user, phase__in=GOES_ON)
    rows = rows.annotate(**names("pk"), **columns(now))
    rows = rows.exclude(promise_session=None, partner_away=False, thought_partner_away=False)
    late = [of_partnership(row, user, now) for row in rows.order_by("pk")[:MOST]]
    return sorted(
        [*gathered(parts_of_facilitator(user, now)), *(ask for asks in late for ask in asks)]
    )


def parts_of_facilitator(user, now: datetime.datetime) -> list[Part]:
    """Return sessions whose notes wait, or that have no lesson yet."""
    rows = (
        with_asked(Session.objects.filter(partnership__facilitator=user))
        .filter(
            Q(state=SessionState.HELD)
            | Q(state__in=TO_COME, starts_at__lte=now + SOON) & ~Q(partnership__phase__in=OVER),
            starts_at__gt=now - PAST,
        )
        .annotate(
            **names("partnership"),
            people=people(~Q(side=FACILITATION)),
            lesson=begun(),
            phase=F("partnership__phase"),
        )
    )
    return [Part(rows, "starts_at", lambda rows: _sessions(rows, now))]


def _sessions(rows, now):
    for row in rows:
        if row.state == SessionState.HELD or live.closes_at(row) <= now:
            yield _notes(row, now)
        elif _lacks_a_lesson(row, now) and not reflection.asked_lately(row, now):
            yield _lesson(row, now)


def _lacks_a_lesson(row, now) -> bool:
    if not reflection.asks_for_words(row):
        return False
    return row.starts_at > now and not row.lesson and row.phase in GOES_ON


def _notes(row, now) -> Ask:
    sentence = ngettext(
        "%(n)s person is waiting for the notes of %(day)s’s session.",
        "%(n)s people are waiting for the notes of %(day)s’s session.",
        row.people,
    )
    day = say_day(row.local_date)
    if now.date() - row.local_date < WEEK:
        day = day.split()[0]
    else:  # by then there were other Thursdays
        sentence = ngettext(
            "%(n)s person is waiting for the notes of the session on %(day)s.",
            "%(n)s people are waiting for the notes of the session on %(day)s.",
            row.people,
        )
    why = _("Everything that was caught is there. Ten minutes at most.")
    if row.ahead:
        why = _("If it did not take place, call it off on its page.")
    return Ask(
        rank=1, due=row.ends_at + DAY, where=where(row), minutes=10,
        sentence=sentence % {"n": live.in_words(row.people), "day": day}, why=why,
        button=_("Read and send the notes"), url=reverse("sessions_app:wrapup", args=[row.pk]),
    )  # fmt: skip


def _lesson(row, now) -> Ask:
    days = (row.local_date - timezone.localdate(now, row.time_zone)).days
    text = ngettext(
        "%(name)s has no lesson yet. It is in %(n)s day.",
        "%(name)s has no lesson yet. It is in %(n)s days.",
        days,
    )
    if days < NEAR:
        today = _("%(name)s has no lesson yet. It is today.")
        text = _("%(name)s has no lesson yet. It is tomorrow.") if days else today
    sentence = text % {"name": row.name, "n": live.in_words(days).lower()}
    why = _("Its main block rests on three answers of %(who)s.") % {"who": row.thought_partner_said}
    in_time = reflection.mail_in_time(row, now, row.zone)
    mails = in_time and row.left_to_ask and not row.asked_at
    if row.asked_at:
        why = _("They were asked on %(day)s and have not written.") % {
            "day": say_day(timezone.localdate(row.asked_at))
        }
    return Ask(
        rank=2 if days > 3 else 1, due=row.starts_at, where=where(row), why=why, minutes=5,
        sentence=sentence, post=mails,
        button=(_("Ask %(who)s today") if mails else _("Call %(who)s and type it"))
        % {"who": row.thought_partner_said},
        url=reverse(f"sessions_app:{'ask_today' if mails else 'typed'}", args=[row.pk]),
    )  # fmt: skip


def columns(now: datetime.datetime) -> dict:
    """Annotate the oldest promise of a partnership that waits too long, beside the names."""
    late = (now - actions.LATE).date()
    rows = Action.objects.filter(
        Q(carried__gte=actions.CARRIED_TOO_OFTEN) | Q(due_on__lte=late),
        partnership=OuterRef("pk"), state=ActionState.OPEN,
    ).order_by("due_on", "pk")  # fmt: skip
    found = {f"promise_{name}": Subquery(rows.values(name)[:1]) for name in PROMISED}
    # SQLite gives a foreign key's id back as text unless it is told what it is.
    session = Subquery(rows.values("session")[:1], output_field=UUIDField())
    return found | {"promise_session": session} | presence.columns(now)


def of_partnership(row, user, now: datetime.datetime) -> list[Ask]:
    """Return what a promise of one partnership with `columns` asks of its facilitator."""
    goes_on = row.facilitator_id == user.pk and row.phase in GOES_ON
    if not goes_on:
        return []
    return [*([_promise(row, now)] if row.promise_session else []), *presence.asks(row)]


def _promise(row, now) -> Ask:
    if row.promise_carried >= actions.CARRIED_TOO_OFTEN:
        times = live.in_words(row.promise_carried).lower()
        sentence = _("A promise was carried over %(n)s times.") % {"n": times}
    else:
        sentence = _("A promise was due on %(day)s.") % {"day": say_day(row.promise_due_on)}
    return Ask(
        rank=4, due=_noon(row.promise_due_on, now), where=where(row), sentence=sentence,
        why=row.promise_text, button=_("Talk about it, then settle it"), minutes=5,
        url=reverse("sessions_app:notes", args=[row.promise_session]),
    )  # fmt: skip


def _noon(day, now) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), now.tzinfo)


# -- people of the two sides ----------------------------------------------------------------------
def own_promises(user) -> QuerySet[Action]:
    """Return what `user` promised and has not settled, where the partnership goes on."""
    return Action.objects.filter(
        owner=user, state=ActionState.OPEN, partnership__phase__in=GOES_ON,
        partnership__roster__user=user, partnership__roster__until=None,
    )  # fmt: skip


def _asking(user, now) -> QuerySet:
    """Return the sessions to come that ask for words, with the `side` of `user` there."""
    seats = RosterEntry.objects.standing().filter(user=user)
    ahead = Session.objects.filter(
        ~Q(kind=SessionKind.KICKOFF),  # as `reflection.asks_for_words` says
        state__in=TO_COME, starts_at__gt=now, partnership__phase__in=GOES_ON,
        partnership__in=seats.values("partnership"),
    )  # fmt: skip
    here = seats.filter(partnership=OuterRef("partnership"))
    return ahead.annotate(side=Subquery(here.values("side")[:1]))


def for_participant(user, now: datetime.datetime) -> list[Ask]:
    """Return what waits for a person of a side: words before a session, promises due."""
    return sorted(gathered(parts(user, now)))


def parts(user, now: datetime.datetime) -> list[Part]:
    """Return the same for a query that other rooms share."""
    near = waiting_words(user, now).filter(starts_at__lte=now + SOON)
    due = own_promises(user).filter(due_on__lte=(now + actions.AHEAD).date())
    return [
        Part(near.annotate(**names("partnership")), "starts_at", lambda rows: _words(rows, now)),
        Part(due.annotate(**names("partnership")), "due_on", lambda rows: _promises(rows, now)),
    ]


def _words(rows, now):
    """The words that are asked of a person before a session."""
    for row in rows:
        later = row.later and now < row.starts_at - reflection.AGAIN
        if not later and reflection.still_open(row, now):
            yield _asked(row)


def waiting_words(user, now: datetime.datetime) -> QuerySet:
    """Return the sessions to come whose words `user` is asked and has not written, with `side`.

    Also those for which they said "not now": `later`.
    """
    mine = PutOff.objects.filter(session=OuterRef("pk"), user=user)
    news = ContextUpdate.objects.filter(session=OuterRef("pk")).exclude(words="")
    rows = _asking(user, now).annotate(
        first=first_asked(OuterRef("side")),
        handed=Exists(PutOff.objects.filter(session=OuterRef("pk"), colleague=user)),
        later=Exists(mine.filter(way=PutOff.Way.NOT_NOW)),
        lesson=begun(),
        news=Exists(news),
    )
    rows = rows.exclude(Exists(mine.filter(way__in=reflection.UNHEARD)))
    answered = Q(side=Side.THOUGHT_PARTNER, lesson=True) | Q(side=Side.PARTNER, news=True)
    return rows.filter(Q(first=user.pk) | Q(handed=True)).exclude(answered)


def _asked(row) -> Ask:
    asks = reflection.ASKED_OF[row.side]
    own = row.thought_partner_said if row.side == Side.THOUGHT_PARTNER else row.partner_said
    told = {
        reflection.REFLECTION: (
            _("Three short answers"), _("What you did, what happened, what would transfer."),
            _("Start, two lines are enough"),
            _("The facilitator will call you for five minutes instead."),
        ),
        reflection.UPDATE: (
            _("What changed since last time?"),
            _("Two lines about news or decisions. They open the session."),
            _("Write two lines"), _("You will be asked aloud in the first ten minutes."),
        ),
    }[asks]  # fmt: skip
    start = reverse("sessions_app:question", args=[row.pk, reflection.FIRST[asks].name])
    sees = _("The facilitator and %(ours)s see it now, both sides on %(day)s, the sponsor never.")
    return Ask(
        rank=2, due=row.starts_at, where=where(row), sentence=told[0], why=told[1],
        button=told[2], minutes=reflection.MINUTES[asks], skipped=told[3],
        url=reverse("sessions_app:ask", args=[row.pk]),
        out=reverse("sessions_app:put_off", args=[row.pk]),
        start=f"{start}#words",
        who_sees=sees % {"ours": own, "day": say_day(reflection.opens_on(row))},
    )  # fmt: skip


def _promises(rows, now):
    """The promises of a person that are due."""
    for row in rows:
        yield Ask(
            rank=3, due=_noon(row.due_on, now), where=where(row), sentence=row.text,
            why=_("You said you would by %(day)s.") % {"day": say_day(row.due_on)},
            button=_("Say how it went"), minutes=1,
            url=reverse("sessions_app:report", args=[row.pk]),
            who_sees=_("Both sides and the facilitator, the sponsor never."),
            skipped=_("It stays open until it is talked about."),
        )  # fmt: skip
