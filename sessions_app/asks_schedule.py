"""What dates and agendas ask of a facilitator today (calendar rows 24, 35, 36): few queries."""

import datetime
from itertools import groupby

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation import dates
from foundation.asks import Ask
from foundation.gathering import Part, gathered
from partnerships.asks_names import names, where
from partnerships.closing_facts import near_its_end
from partnerships.models import Partnership, Phase

from . import agenda as rules
from . import letters, publish, rhythm
from .models import Session, SessionKind, SessionState
from .queries import path

MOST = 25  # rows looked at; a home shows five
WARNS = datetime.timedelta(days=2)  # before the agenda goes out


def for_facilitator(user, now: datetime.datetime) -> list[Ask]:
    """Return what waits: an agenda that does not hold, no date ahead, or none for long."""
    rows = Partnership.objects.filter(facilitator=user, phase__in=[Phase.KICKOFF, *rhythm.MEETING])
    rows = rows.annotate(**names("pk"), **columns(now))
    found = [of_partnership(row, user, now) for row in rows.order_by("pk")[:MOST]]
    return sorted(
        [*gathered(parts_of_facilitator(user, now)), *(ask for asks in found for ask in asks)]
    )


def parts_of_facilitator(user, now: datetime.datetime) -> list[Part]:
    """Return agendas that are about to go out and do not hold, each with its blocks."""
    near = Session.objects.filter(
        partnership__facilitator=user, partnership__phase__in=publish.GOES_ON,
        state=SessionState.PLANNED, goes_out_at__lte=now + WARNS, starts_at__gt=now,
        agenda__isnull=False,
    ).annotate(
        total=Sum("agenda__blocks__minutes"),
        updates=Count("agenda__blocks", filter=Q(agenda__blocks__kind="update")),
    )  # fmt: skip
    wrong = near.exclude(Q(updates=1), Q(kind=SessionKind.KICKOFF) | Q(total=F("minutes")))
    first = wrong.order_by("goes_out_at", "pk").values("pk")[:MOST]
    block = {f"block_{name}": F(f"agenda__blocks__{name}") for name in ("kind", "minutes", "order")}
    rows = Session.objects.filter(pk__in=first).annotate(**block, **names("partnership"))
    return [Part(rows, "goes_out_at", lambda rows: _agendas(rows, now), most=None)]


def _agendas(rows, now):
    """`rows` hold a session once for each of its blocks, or once with `block_kind` None."""
    for _pk, same in groupby(rows, key=lambda row: row.pk):
        session, *others = same
        blocks = [row for row in (session, *others) if row.block_kind is not None]
        problems = _problems(session, sorted(blocks, key=lambda row: row.block_order))
        if problems:
            yield _agenda(session, problems, now)


def _problems(session, blocks) -> list[str]:
    """What keeps it from going out; who leads which block plays no part in that."""
    around = rules.Around(
        session.minutes, session.partner_said, session.thought_partner_said,
        session.kind == SessionKind.KICKOFF,
    )  # fmt: skip
    rows = [rules.Row(row.block_kind, row.block_minutes) for row in blocks]
    return rules.missing(rows, around)


def _agenda(session, problems, now) -> Ask:
    out = dates.say_day(session.goes_out_at.astimezone(session.time_zone))
    late = session.goes_out_at <= now
    why = (
        _("It was due on %(day)s and goes out by itself once this is mended.")
        if late
        else _("It goes out on %(day)s, and only if this is mended.")
    )
    return Ask(
        rank=1 if late else 2, due=session.goes_out_at, where=where(session), minutes=3,
        sentence=_("%(what)s: %(problem)s") % {"what": session.name, "problem": problems[0]},
        why=why % {"day": out}, button=_("Mend the agenda"),
        url=reverse("sessions_app:agenda", args=[session.pk]),
    )  # fmt: skip


def columns(now: datetime.datetime) -> dict:
    """Annotate what `of_partnership` reads, beside the names."""
    kickoff = Session.objects.kickoffs().filter(partnership=OuterRef("pk"))
    nowhere = kickoff.filter(mode=Session.Mode.IN_PERSON, place="", starts_at__gt=now)
    return {
        **path(now), "has_day": Exists(kickoff), "nowhere": Subquery(nowhere.values("pk")[:1]),
        "nowhere_at": Subquery(nowhere.values("starts_at")[:1]), **rhythm.columns(now),
    }  # fmt: skip


def of_partnership(row, user, now: datetime.datetime) -> list[Ask]:
    """Return what the rhythm of one partnership with `columns` asks of its facilitator."""
    if row.facilitator_id != user.pk:
        return []
    if row.phase == Phase.KICKOFF:
        if not row.has_day:
            return [_day_of_kickoff(row)]
        return [_place_of_kickoff(row)] if row.nowhere else []
    if row.phase not in rhythm.MEETING:
        return []
    if rhythm.ahead(row, now):
        return []  # with a date ahead nothing is left to do
    broken = rhythm.stall(row, now)
    if broken:
        return [letters.ask(broken, now)]
    return [] if _all_held(row, now) else [_no_date(row)]


def _all_held(row, now) -> bool:
    """Say whether all that was planned was held and the close comes next."""
    done = row.planned and row.held >= row.planned
    return bool(done) and near_its_end(row, timezone.localdate(now))


def _day_of_kickoff(row) -> Ask:
    due = datetime.datetime.combine(row.starts_on, datetime.time(9), datetime.UTC)
    return Ask(
        rank=2, due=due, where=where(row), minutes=5,
        sentence=_("The day of the kickoff is not chosen yet."),
        why=_("Planned for around %(day)s. People travel for it.")
        % {"day": dates.say_day(row.starts_on)},
        button=_("Choose the day"), url=reverse("sessions_app:kickoff_day", args=[row.pk]),
    )  # fmt: skip


def _place_of_kickoff(row) -> Ask:
    day = dates.say_day(timezone.localdate(row.nowhere_at))
    return Ask(
        rank=3, due=row.nowhere_at, where=where(row), minutes=2,
        sentence=_("The kickoff has no place yet."),
        why=_("It is on %(day)s, in person. People travel for it.") % {"day": day},
        button=_("Say where"), url=reverse("sessions_app:move", args=[row.nowhere]),
    )  # fmt: skip


def _no_date(row) -> Ask:
    return Ask(
        rank=3, due=rhythm.due(row), where=where(row), minutes=3,
        sentence=_("No session is planned in the next five weeks."),
        why=_("People keep the time free once it is set."),
        button=_("Choose the dates"), url=reverse("sessions_app:series", args=[row.pk]),
    )  # fmt: skip
