"""The After mail: one a person, written with the notes; no notes, no names of promises in it."""

import datetime
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Purpose
from foundation import dates
from foundation.numbers import spelled_first
from notifications import outbox, rules
from notifications.models import Message, MessageKind, State

from . import actions, after_parts, questions, questions_asks
from .models import Attendance, ExitRating, Session
from .queries import whole

NAME = "sessions.after"
SOON = datetime.timedelta(minutes=5)  # the planner comes each minute
DAY = datetime.timedelta(days=1)
RATINGS_CLOSE = 3 * DAY  # calendar row 29
MINUTES = 2
LATE = 10 * DAY  # how long after its day a promise can be reported on by link
MOST_LINKS = 3  # promises that get a link of their own in one mail


def closes_at(session: Session) -> datetime.datetime:
    """Return when the two ratings close: three days after the mail is due."""
    return goes_at(session) + RATINGS_CLOSE


def goes_at(session: Session) -> datetime.datetime:
    """Return when After mails go: a day after the session, or with notes that are later."""
    day_after = session.starts_at + DAY
    return max(session.notes_sent_at or day_after, day_after)


def write(session: Session, *, now: datetime.datetime) -> int:
    """Queue one mail for each person of the roster; call it in the transaction of the notes."""
    found = mails(session, now=now)
    for due in found:
        outbox.put(
            key=due.key, kind=MessageKind.AFTER, person=due.person, subject=due.subject,
            body=due.body, at=due.at, now=now, expires_at=due.expires_at, why=due.why,
            about=session, links=dict(due.links), minutes=MINUTES + due.minutes, rule=NAME,
            reply_to=due.reply_to,
        )  # fmt: skip
    return len(found)


def leaving(now: datetime.datetime) -> Iterator[rules.Due]:
    """Yield as they are to read now the mails that leave next and were written a while ago."""
    rows = Message.objects.filter(rule=NAME, state=State.QUEUED, due_at__lte=now + SOON)
    waiting = dict(rows.values_list("key", "context_id"))
    for session in whole().filter(pk__in=set(waiting.values())):
        yield from (due for due in mails(session, now=now) if due.key in waiting)


def mails(session: Session, *, now: datetime.datetime) -> list[rules.Due]:
    """Return the mail of each person of the roster; load the session `whole()`."""
    invited = {row.user_id: row for row in session.attendance.all()}
    for user in ExitRating.objects.filter(session=session).values_list("user", flat=True):
        invited.pop(user, None)  # asked once
    promised = list(actions.open_ones(session.partnership_id).select_related("session"))
    questions_asks.ready(session.partnership)
    entries = session.partnership.people()
    news = after_parts.news(session)
    return [
        _mail(
            session, entry, invited.get(entry.user_id),
            [row for row in promised if row.owner_id == entry.user_id], news, now,
        )
        for entry in entries
    ]  # fmt: skip


def _mail(session, entry, seat, promised, news, now) -> rules.Due:
    person = entry.user
    asks = questions_asks.besides(session.partnership, person, entry.side)
    links = {"read": rules.Link(Purpose.ANSWER, _("Say in two taps how it was"), about=seat)}
    links = links if seat else {}
    done = action_links(promised, session.zone, goes_at(session))
    more = after_parts.parts(session, person, now)
    links |= done | {part.name: part.link for part in more}
    links |= {questions_asks.NAME: asks[1]} if asks else {}
    subject, body = rules.text(
        "sessions_app/mail/after.txt",
        session=session,
        name=session.partnership.name,
        url=rules.address(session),
        by=dates.say_day(session.notes_stand_on),
        day=dates.say_day(session.local_date),
        news=news,
        rates=dates.say_when(closes_at(session), person.time_zone) if seat else "",
        promised=count_words(promised),
        minutes=MINUTES,
        facilitator=session.partnership.facilitator,
    )
    return rules.Due(
        key=f"session:{session.pk}:after:{person.pk}", person=person,
        subject=subject, body=_with_links(body, done, more, asks), at=goes_at(session),
        expires_at=closes_at(session), why=_("The notes of this session were sent."),
        about=session, links=links, reply_to=session.partnership.facilitator,
        minutes=sum(part.minutes for part in more) + (questions.MINUTES if asks else 0),
    )  # fmt: skip


def action_links(promised, zone: str, goes: datetime.datetime) -> dict[str, rules.Link]:
    """Return a link a promise to say "done" by, named by its date; what it is, no mail says.

    It outlives its mail, which goes at `goes`: it closes ten days after the day of the promise, in
    `zone`, or after the mail where that day was past.
    """
    sent = goes.astimezone(ZoneInfo(zone)).date()
    night = datetime.time(23, 59, tzinfo=ZoneInfo(zone))
    return {
        f"done{number}": rules.Link(
            Purpose.REPORT_DONE,
            _("Report on what is due %(day)s") % {"day": dates.say_day(action.due_on)},
            about=action,
            until=datetime.datetime.combine(max(action.due_on, sent) + LATE, night),
        )
        for number, action in enumerate(promised[:MOST_LINKS], 1)
    }


def _with_links(body, done, more, asks):
    """Put promises and what else is asked at the end, each alone in a paragraph: a button each."""
    lines = [body, *map(rules.placeholder, done)]
    if more:
        lines += [after_parts.say(more), *(rules.placeholder(part.name) for part in more)]
    if asks:
        lines += [asks[0], rules.placeholder(questions_asks.NAME)]
    return "\n\n".join(lines)


def count_words(promised) -> str:
    """Return "Two things you said you would do are open." or ""."""
    if not promised:
        return ""
    text = ngettext(
        "%(n)s thing you said you would do is open.",
        "%(n)s things you said you would do are open.",
        len(promised),
    )
    return text % {"n": spelled_first(len(promised))}


def rate(
    attendance: Attendance, *, applied, shared, line, now: datetime.datetime, by_link=False,
    unseen=False,
) -> ExitRating:  # fmt: skip
    """Save two ratings and a line; said again, the newer one counts.

    `unseen` says that the writer was not shown what stood there: then what they left empty stays.
    The caller has seen that the window is open (`may_rate`).
    """
    said = {"applied": applied, "shared": shared, "line": line}
    values = {**said, "by_link": by_link, "changed_at": now, "changed_by": attendance.user}
    kept = {n: v for n, v in values.items() if not (unseen and n in said and v in (None, ""))}
    row, _made = ExitRating.objects.update_or_create(
        session=attendance.session, user=attendance.user, defaults=kept,
        create_defaults={**values, "created_at": now, "created_by": attendance.user},
    )  # fmt: skip
    return row


def may_rate(session: Session, now: datetime.datetime) -> bool:
    """Say whether ratings are taken: from when the notes went until three days after the mail."""
    return session.notes_sent_at is not None and now <= closes_at(session)
