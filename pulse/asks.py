"""What the pulse asks of a person today. They hold no answers: only that something waits."""

import datetime

from django.db.models import Exists, OuterRef, Q, Subquery, UUIDField
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import actor
from foundation.asks import Ask
from foundation.dates import say_day
from foundation.gathering import Part, gathered
from partnerships.asks_names import names, where
from partnerships.models import GOES_ON, Partnership, Phase, RosterEntry, Side, hears, holder_name

from . import asks_issues, days, offers
from .models import (
    TALKED,
    PulseConversation,
    PulseForm,
    PulseRound,
    PulseTheme,
    RoundState,
    TalkState,
    ThemeState,
)
from .permissions import is_holder, talks_over_for

MOST = 25
PLAN = datetime.timedelta(days=28)  # domain 3, row 40: then the talks are planned
WORDS = datetime.timedelta(days=3)  # our rule: so soon a side hears of its words again
DAY_END = datetime.time(17)


def for_holder(user, now: datetime.datetime) -> list[Ask]:
    """Return what waits for whoever holds a pulse: open it, book both talks, act. One query."""
    rows = Partnership.objects.filter(hears(user) | Q(facilitator=user), phase__in=GOES_ON)
    rows = rows.annotate(**names("pk"), **columns(now))
    found = [of_partnership(row, user, now) for row in rows.order_by("ends_on", "pk")[:MOST]]
    return sorted(ask for asks in found for ask in asks)


def columns(now: datetime.datetime) -> dict:
    """Annotate what `of_partnership` reads, beside the names: never an answer."""
    asked = Exists(PulseRound.objects.filter(partnership=OuterRef("pk")))
    return {"asked": asked, **_to_book(), **_talked(now), **_words(), **asks_issues.columns()}


def of_partnership(row, user, now: datetime.datetime) -> list[Ask]:
    """Return what one partnership with `columns` asks of whoever holds or steers its pulse."""
    today = days.today(user, now)
    found = asks_issues.of_partnership(row, now, today) if is_holder(user, row) else []
    if row.words_round and row.phase in GOES_ON and is_holder(user, row):
        found = [_other_words(row), *found]
    steers = row.facilitator_id == user.pk or is_holder(user, row)
    if not steers or row.phase not in (Phase.ACTIVE, Phase.MIDPOINT):
        return found
    ask = _of(row, user, now)
    return [ask, *found] if ask else found


def idle(now: datetime.datetime) -> Q:
    """Say where something serious waits: all that a lead learns of it; after `columns`."""
    return asks_issues.idle(now)


def _to_book() -> dict:
    """Annotate the open round, when it closes, and which talks of it are not booked."""
    rounds = PulseRound.objects.filter(partnership=OuterRef("pk"), state=RoundState.OPEN)
    talks = PulseConversation.objects.filter(
        round__partnership=OuterRef("pk"), round__state=RoundState.OPEN, state=TalkState.TO_BOOK
    )
    told = PulseConversation.objects.filter(round__partnership=OuterRef("pk"))
    return {
        "untold": Exists(told.exclude(state__in=TALKED)),
        "open_round": Subquery(rounds.values("pk")[:1]),
        "closes_on": Subquery(rounds.values("closes_on")[:1]),
        "first_side": Subquery(talks.order_by("side").values("side")[:1]),
        "second_side": Subquery(talks.order_by("-side").values("side")[:1]),
    }


def _talked(now) -> dict:
    """Annotate the first booked talk that is over and of which nobody said that it was held."""
    talks = PulseConversation.objects.filter(
        round__partnership=OuterRef("pk"), state=TalkState.BOOKED, starts_at__lte=now - offers.LASTS
    ).order_by("starts_at")
    return {
        "talked_round": Subquery(talks.values("round")[:1], output_field=UUIDField()),
        "talked_side": Subquery(talks.values("side")[:1]),
        "talked_at": Subquery(talks.values("starts_at")[:1]),
    }


def _words() -> dict:
    """Annotate the first round in which a side waits for other words of a theme."""
    rounds = PulseRound.objects.filter(partnership=OuterRef("pk"), words_since__isnull=False)
    first = rounds.order_by("words_since", "pk")
    return {
        "words_round": Subquery(first.values("pk")[:1], output_field=UUIDField()),
        "words_since": Subquery(first.values("words_since")[:1]),
    }


def _other_words(row) -> Ask:
    return Ask(
        rank=4, due=row.words_since + WORDS, where=where(row), minutes=5,
        sentence=_("A theme came back: its side would say it otherwise."),
        why=_("It has waited for you since %(day)s.")
        % {"day": say_day(timezone.localdate(row.words_since))},
        button=_("Read their words"), url=reverse("pulse:round", args=[row.words_round]),
    )  # fmt: skip


def _of(row, user, now) -> Ask | None:
    if not row.asked:
        return _open(row, now, days.today(user, now))
    if row.phase == Phase.MIDPOINT and not row.untold:
        return _go_on(row, now) if row.facilitator_id == user.pk else None
    if not is_holder(user, row):
        return None
    if row.talked_round is not None:
        return _note(row)
    return _book(row, now) if row.first_side is not None else None


def _note(row) -> Ask:
    """A talk is over: its notes, and with them the way on, wait for whoever held it."""
    name = row.partner_said if row.talked_side == Side.PARTNER else row.thought_partner_said
    day = say_day(timezone.localdate(row.talked_at))
    return Ask(
        rank=2, due=row.talked_at, where=where(row), minutes=10,
        sentence=_("The talk with %(name)s was booked for %(day)s. Note what you heard.")
        % {"name": name, "day": day},
        why=_("Did it not take place? The pulse page books another day."),
        button=_("Note that it was held"),
        url=reverse("pulse:held", args=[row.talked_round, row.talked_side]),
    )  # fmt: skip


def _go_on(row, now) -> Ask:
    """Both were heard: whoever steers leads on to the second half; closing begins only there."""
    return Ask(
        rank=3, due=_at(row.midpoint, now), where=where(row), minutes=1,
        sentence=_("Both sides were heard. The second half can begin."),
        why=_("It stands at its midpoint until you say that it goes on."),
        button=_("Go on from the partnership"), url=row.get_absolute_url(),
    )  # fmt: skip


def _open(row, now, today) -> Ask | None:
    if row.phase != Phase.MIDPOINT and row.midpoint - PLAN > today:
        return None
    why = _("The middle was %(day)s.") if row.midpoint < today else _("The middle is %(day)s.")
    return Ask(
        rank=3, due=_at(row.midpoint, now), where=where(row), minutes=2,
        sentence=_("Nobody is asked yet about the first half."),
        why=why % {"day": say_day(row.midpoint)},
        button=_("Open the pulse check"), url=reverse("pulse:of", args=[row.pk]),
    )  # fmt: skip


def _book(row, now) -> Ask:
    sentence = _("The midpoint talks are not booked.")
    if row.first_side == row.second_side:
        side = row.partner_said if row.first_side == Side.PARTNER else row.thought_partner_said
        sentence = _("The midpoint talk with %(side)s is not booked.") % {"side": side}
    return Ask(
        rank=2, due=_at(row.closes_on, now), where=where(row), minutes=3, sentence=sentence,
        why=_("The window closes on %(day)s.") % {"day": say_day(row.closes_on)},
        button=_("Book half an hour"),
        url=reverse("pulse:book", args=[row.open_round, row.first_side]),
    )  # fmt: skip


def for_participant(user, now: datetime.datetime) -> list[Ask]:
    """Return what waits for somebody of a side: a theme to decide about, or the six minutes.

    Nothing in a pause; after the end a theme may still travel, the form is closed.
    """
    with actor(user):
        return sorted(gathered(parts(user, now)))


def parts(user, now: datetime.datetime) -> list[Part]:
    """Return the same for a query that other rooms share; it is read inside `actor`."""
    seats = RosterEntry.objects.standing().filter(user=user, partnership=OuterRef("partnership"))
    rounds = PulseRound.objects.filter(Exists(seats)).annotate(
        theme=Exists(_waiting(user)),
        answered=Exists(_own(user)),
        talked=Exists(talks_over_for(user).filter(round=OuterRef("pk"))),
        holder_name=holder_name("partnership__"),
        **names("partnership"),
    )
    open_ones = Q(state=RoundState.OPEN, closes_on__gte=days.today(user, now))
    open_ones &= Q(partnership__phase__in=GOES_ON)
    found = rounds.filter(Q(theme=True) | open_ones).exclude(partnership__phase=Phase.PAUSED)
    return [Part(found, "closes_on", lambda rows: filter(None, [_of_seat(r, now) for r in rows]))]


def _waiting(user):
    rows = PulseTheme.objects.visible_to(user).filter(round=OuterRef("pk"))
    return rows.filter(state=ThemeState.WITH_SIDE).exclude(voices__person=user)


def _own(user):
    return PulseForm.objects.filter(round=OuterRef("pk"), person=user, answered=True)


def _of_seat(row, now) -> Ask | None:
    holder = {"who": row.holder_name}
    if row.theme:
        return Ask(
            rank=3, due=_at(row.closes_on, now), where=where(row), minutes=2,
            sentence=_("Does this say what you meant?"),
            why=_("A theme of your side waits for your word."),
            button=_("Read and decide"), url=row.get_absolute_url(),
            who_sees=_("You and %(who)s, until all of you say yes.") % holder,
            skipped=_("It stays with %(who)s and goes no further.") % holder,
        )  # fmt: skip
    if row.answered or row.talked or row.state != RoundState.OPEN:
        return None
    return Ask(
        rank=4, due=_at(row.closes_on, now), where=where(row), minutes=6,
        sentence=_("How is it going, and what should change?"),
        why=_("Six minutes, or just say that you would rather talk."),
        button=_("Answer, or just talk to me"), url=reverse("pulse:answer", args=[row.pk]),
        who_sees=_("%(who)s alone.") % holder, skipped=_("You are asked in the talk instead."),
    )  # fmt: skip


def _at(day, now):
    return datetime.datetime.combine(day, DAY_END, tzinfo=now.tzinfo)
