"""Message rules of sessions: Before, one reminder where work rests on the answer, After.

Rows 23 to 34 of the calendar fold into these; what the facilitator should do stands on Today.
"""

import datetime
from abc import abstractmethod
from dataclasses import replace

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Purpose
from foundation import dates
from foundation.errors import Refused
from notifications import hours, outbox, rules
from notifications.models import ENDED_UNSENT, Message, MessageKind
from partnerships.models import GOES_ON, Phase, Side
from partnerships.permissions import side_of

from . import (
    after,
    letter_words,
    letters,
    questions,
    questions_asks,
    reflection,
    rhythm,
    slots,
    spans,
    timekeeper,
)
from .models import TO_COME, PutOff, Question, Session, SessionState
from .queries import whole
from .told import MOVED, OFF, PAUSED, key_of, tells, written

WEEK = datetime.timedelta(days=7)
NINE = datetime.time(9)  # when the best hours begin (notifications.hours)
QUESTION = questions_asks.NAME


def coming(now: datetime.datetime):
    """Return the sessions whose Before mail is due until the planner's horizon, ready to read."""
    until = now + rules.AHEAD + WEEK
    rows = whole().filter(
        state__in=TO_COME, starts_at__gt=now, starts_at__lte=until, partnership__phase__in=GOES_ON
    )
    waiting = Question.objects.open().prefetch_related("put_off")
    return rows.prefetch_related(
        "put_off", "reflections", "contextupdates", "partnership__actions",
        Prefetch("partnership__questions", waiting),
    ).order_by("starts_at", "pk")  # fmt: skip


@rules.shared
def to_tell(now: datetime.datetime):
    """Return the sessions `coming` with their agendas, and which mails before them were written.

    Of the rules before a session one asks whom another does not: all read the same.
    """
    sessions = list(coming(now).prefetch_related("agenda__blocks"))
    return sessions, written(sessions)


def asked(session: Session, side: str):
    """Return who of `side` is asked, of a session loaded with `coming`."""
    return reflection.asked(session, side, session.put_off.all())


def waited_for(session: Session, side: str, now):
    """Return who of `side` a mail from `now` on asks, or None: answered, or too late for it."""
    person = asked(session, side)
    if person is None or answered(session, side):
        return None
    return person if reflection.mail_in_time(session, now, person.time_zone) else None


def answered(session: Session, side: str) -> bool:
    """Say whether `side` wrote what it was asked; words by anybody of it count."""
    rows = session.reflections if side == Side.THOUGHT_PARTNER else session.contextupdates
    return any(reflection.has_words(row) for row in rows.all())


def before(session: Session, person, side: str, *, asks: str, now) -> tuple[str, str, dict]:
    """Return (subject, body, links) of a Before mail; `asks` is "" or what is asked of them.

    It names no last day to write or to change the agenda where that is over when it goes.
    """
    zone = str(person.time_zone)
    in_time = reflection.mail_in_time(session, now, zone)
    promised = [
        row for row in session.partnership.actions.all()
        if row.owner_id == person.pk and row.state == "open" and row.due_on <= session.local_date
    ]  # fmt: skip
    links = {"answer": rules.Link(Purpose.ANSWER, _label(asks), about=session)} if asks else {}
    subject, body = rules.text(
        "sessions_app/mail/before.txt",
        session=session, asks=asks, name=session.partnership.name, url=rules.address(session),
        **spans.mailed(session),
        when=dates.say_when(session.starts_at, zone),
        day=dates.say_day(session.starts_at.astimezone(person.time_zone)),
        by=dates.say_day(reflection.last_day(session, zone)) if in_time else "",
        minutes=reflection.MINUTES.get(asks, 0), promised=after.count_words(promised),
        leads=_leads(session, person), keeps=timekeeper.said(session, person),
        other=_other(session, side),
        facilitator=session.partnership.facilitator,
    )  # fmt: skip
    done = after.action_links(promised, session.zone, now)
    parts = [body, *(rules.placeholder(key) for key in done)]
    if besides := questions_asks.besides(session.partnership, person, side):
        done[QUESTION] = besides[1]
        parts += [besides[0], rules.placeholder(QUESTION)]
    return subject, "\n\n".join(parts), links | done


def _label(asks):
    if asks == reflection.REFLECTION:
        return _("Start, two lines are enough")
    return _("Write two lines")


def _leads(session, person) -> str:
    """Return how many blocks of the agenda this person leads, in a sentence, or ""."""
    blocks = session.agenda.blocks.all() if session.agenda_id else []
    minutes = [block.minutes for block in blocks if block.lead_id == person.pk]
    if not minutes:
        return ""
    text = ngettext("You lead %(n)d minute of it.", "You lead %(n)d minutes of it.", sum(minutes))
    return text % {"n": sum(minutes)}


def _other(session, side) -> str:
    across = Side.PARTNER if side == Side.THOUGHT_PARTNER else Side.THOUGHT_PARTNER
    lead = session.partnership.lead(across)
    return lead.said if lead else ""


def week_before(session: Session, person) -> datetime.datetime:
    """Return 9 in the morning of the day seven days before, where the session was agreed.

    Where that is too late in the morning of `person`, 9 in theirs: later that day a mail would wait
    for the next best morning, which may be days away, and the one reminder would go before it.
    """
    day = session.local_date - WEEK
    agreed = slots.moment(day, NINE, session.zone, 0)
    if agreed.astimezone(person.time_zone).time() < hours.BEST_TO:
        return agreed
    return slots.moment(day, NINE, str(person.time_zone), 0)


class _Before(rules.Rule):
    """What every Before mail shares; `people` says who gets this one."""

    kind = MessageKind.BEFORE
    midweek = True
    asks = ""
    key = "before"  # the same for all: one mail a person and date, whichever it is
    reason = gettext_lazy("Seven days before the session.")

    @abstractmethod
    def people(self, session: Session, now):
        """Yield (person, side) of whom this mail goes to."""

    def due(self, now):
        sessions, known = to_tell(now)
        for session in sessions:
            for person, side in self.people(session, now):
                key = key_of(session, person, self.key, known)
                yield self.mail(session, person, side, key=key, now=now)

    def at(self, session, person) -> datetime.datetime:
        """Return when it is due."""
        return week_before(session, person)

    def mail(self, session, person, side, *, key, now):
        subject, body, links = before(session, person, side, asks=self.asks, now=now)
        return rules.Due(
            key=key, person=person, subject=subject, body=body, at=self.at(session, person),
            why=str(self.reason), about=session, links=links,
            expires_at=session.starts_at, reply_to=session.partnership.facilitator,
            minutes=questions.MINUTES if QUESTION in links else 0,
        )  # fmt: skip

    def stopped(self, message: Message, now):
        session = whole().filter(pk__in=[message.context_id]).first()
        if session is None or session.state == SessionState.CANCELLED:
            return str(OFF)
        if not session.ahead:
            return _("The session has been held.")
        if not tells(session, message.expires_at):
            return str(MOVED)
        if session.partnership.phase == Phase.PAUSED:
            return str(PAUSED)
        if session.partnership.phase not in GOES_ON:
            return _("The partnership is over.")
        if all(entry.user_id != message.person_id for entry in session.partnership.people()):
            return _("This person is not in the partnership any more.")
        return self.done(session, message, now) if self.asks else ""

    def done(self, session, message, now) -> str:
        """Return why nothing need be asked any more, or ""."""
        side = next(s for s, asks in reflection.ASKED_OF.items() if asks == self.asks)
        if answered(session, side):
            return _("Answered.")
        if not reflection.mail_in_time(session, now, message.person.time_zone):
            return _("It came too late for an answer.")
        ways = session.put_off.filter(
            user=message.person_id, ask=self.asks, way__in=reflection.UNHEARD
        )
        return _("This person said “not me”, or asked a colleague.") if ways.exists() else ""


class _Asking(_Before):
    """A Before mail that asks one person of a side."""

    side = ""

    def people(self, session, now):
        if person := waited_for(session, self.side, now):
            yield person, self.side


@rules.register
class BeforeReflection(_Asking):
    name = "sessions.before_reflection"
    rows = (23, 25)
    who = gettext_lazy("thought-partner lead")
    ask = True
    asks = reflection.REFLECTION
    side = Side.THOUGHT_PARTNER
    minutes = reflection.MINUTES[reflection.REFLECTION]
    skipped = gettext_lazy("The facilitator calls you for five minutes instead.")
    screen = gettext_lazy("The agenda’s lesson block, and the insight that grows from it.")


@rules.register
class BeforeUpdate(_Asking):
    name = "sessions.before_update"
    rows = (23, 25)
    who = gettext_lazy("partner staff")
    ask = True
    asks = reflection.UPDATE
    side = Side.PARTNER
    minutes = reflection.MINUTES[reflection.UPDATE]
    skipped = gettext_lazy("You are asked aloud in the first ten minutes.")
    screen = gettext_lazy("The agenda’s second block.")


@rules.register
class Before(_Before):
    """For everybody of whom nothing is asked (any more): when, what for, what they lead."""

    name = "sessions.before"
    rows = (25, 28, 33)
    who = gettext_lazy("everybody on the roster")

    def people(self, session, now):
        waited = {person.pk for side in Side if (person := waited_for(session, side, now))}
        for entry in session.partnership.people():
            if entry.user_id not in waited:
                yield entry.user, entry.side


@rules.register
class ReflectionAgain(_Asking):
    """The one reminder: twenty minutes of the agenda rest on these answers."""

    name = "sessions.reflection_again"
    rows = (26,)
    who = BeforeReflection.who
    kind = MessageKind.REMINDER
    asks = reflection.REFLECTION
    side = Side.THOUGHT_PARTNER
    midweek = False
    key = "reflection_again"
    reason = gettext_lazy("The session is near, and there is no answer yet.")

    def due(self, now):
        """Three days before, and two days after the ask at the soonest; none where nobody could
        write any more by then."""
        asked_at = _asked_at(now)
        for due in super().due(now):
            asked = asked_at.get((due.about.pk, due.person.pk))
            at = asked and max(due.at, asked + reflection.PATIENCE)
            if at and reflection.mail_in_time(due.about, at, due.person.time_zone):
                yield replace(due, at=at)

    def at(self, session, person):
        return session.starts_at - reflection.AGAIN  # calendar row 26

    def done(self, session, message, now):
        """Who says “not now” in the last three days was told that nobody reminds them."""
        late = session.put_off.filter(
            user=message.person_id, ask=self.asks, way=PutOff.Way.NOT_NOW,
            changed_at__gte=session.starts_at - reflection.AGAIN,
        )  # fmt: skip
        because = super().done(session, message, now)
        return because or (_("This person said “not now”.") if late.exists() else "")

    def rests(self, message, now):
        """Wait for the ask itself, which the cap of a week may have held back, and for patience."""
        asked = _asked_at(now).get((message.context_id, message.person_id))
        if asked and asked + reflection.PATIENCE > now:
            return _("The mail that asks went less than two days ago, or has not gone yet.")
        return ""


def _asked_at(now) -> dict:
    """Return (session, person) to when they were asked last for the three answers, or will be, of
    sessions to come; one query."""
    rows = Message.objects.filter(rule=BeforeReflection.name, expires_at__gt=now)
    rows = rows.exclude(state__in=ENDED_UNSENT).order_by("written_at")
    told = rows.values_list("context_id", "person", "handed_at", "due_at", "written_at")
    return {(session, person): gone or max(due, written)
            for session, person, gone, due, written in told}  # fmt: skip


class ByHand(rules.Rule):
    """Asks for nothing by itself: its rows are written with their cause."""

    ask = True

    def due(self, now):
        return []


@rules.register
class After(ByHand):
    """Its rows are written by `after.write`, in the transaction of the notes."""

    name = after.NAME
    rows = (29, 30, 32, 33)
    who = gettext_lazy("everybody on the roster")
    kind = MessageKind.AFTER
    minutes = after.MINUTES
    skipped = gettext_lazy("The notes stand on their date as they are.")
    screen = gettext_lazy("The facilitator’s page for the next session.")

    def due(self, now):
        """What was done since the notes went, a mail that leaves now asks for no more."""
        return after.leaving(now)

    def stopped(self, message: Message, now):
        session = whole().filter(pk__in=[message.context_id]).first()
        people = session.partnership.people() if session else []
        if all(entry.user_id != message.person_id for entry in people):
            return _("This person is not in the partnership any more.")
        return ""


@rules.register
class Letter(ByHand):
    """Its rows are written by `letters.send`, by the hand of the facilitator."""

    name = rhythm.LETTER
    rows = (36,)
    who = gettext_lazy("leader")
    minutes = letter_words.MINUTES
    skipped = gettext_lazy("The facilitator calls you.")
    screen = gettext_lazy("The dates of the next sessions.")

    def stopped(self, message: Message, now):
        return letters.needless(message, now)


def ask_person(session: Session, person, *, now: datetime.datetime, key: str) -> Message:
    """Queue the ask of `person` at once; asked twice the same day, it is one mail."""
    side = side_of(person, session.partnership)
    asks = reflection.ASKED_OF[side]
    rule = BeforeReflection if asks == reflection.REFLECTION else BeforeUpdate
    subject, body, links = before(session, person, side, asks=asks, now=now)
    day = now.astimezone(person.time_zone).date()
    return outbox.put(
        key=f"session:{session.pk}:{key}:{person.pk}:{day}", kind=MessageKind.BEFORE,
        person=person, subject=subject, body=body, now=now, links=links, about=session,
        expires_at=session.starts_at, why=_("The facilitator or a colleague asked for it."),
        minutes=reflection.MINUTES[asks] + (questions.MINUTES if QUESTION in links else 0),
        rule=rule.name,
        reply_to=session.partnership.facilitator,
    )  # fmt: skip


def ask_now(session: Session, *, now: datetime.datetime) -> Message:
    """Ask the side that shares today.

    Raises Refused in a pause, when it answered, and where nobody is left to ask.
    """
    if session.partnership.phase not in GOES_ON:
        raise Refused(_("Nothing is asked while the partnership is paused. Nothing was sent."))
    person = asked(session, Side.THOUGHT_PARTNER)
    zone = person.time_zone if person else session.zone
    if not reflection.mail_in_time(session, now, zone):
        raise Refused(_("It is too late for a mail. Call them for five minutes instead."))
    if person is None or answered(session, Side.THOUGHT_PARTNER):
        raise Refused(_("There is nobody to ask: they have answered, or passed it on."))
    return ask_person(session, person, now=now, key="ask")
