"""What dates and agendas ask of a facilitator today (calendar rows 24, 35, 36): few queries."""

import datetime

from django.db.models import Count, F, Max, Min, Prefetch, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation import dates
from foundation.asks import Ask
from partnerships.models import Partnership, Phase

from . import publish
from .models import TO_COME, AgendaBlock, SessionKind, SessionState
from .queries import whole

MOST = 25  # rows looked at; a home shows five
WARNS = datetime.timedelta(days=2)  # before the agenda goes out
NONE_AHEAD = datetime.timedelta(days=35)  # domain 0.13
CADENCE = datetime.timedelta(days=45)
MEETING = [Phase.ACTIVE, Phase.MIDPOINT]
HELD = [SessionState.HELD, SessionState.WRAPPED_UP]


def for_facilitator(user, now: datetime.datetime) -> list[Ask]:
    """Return what waits: an agenda that does not hold, no date ahead, a broken rhythm."""
    return sorted([*_agendas(user, now), *_dates(user, now)])


def _agendas(user, now):
    near = (
        whole()
        .filter(
            partnership__facilitator=user,
            partnership__phase__in=publish.GOES_ON,
            state=SessionState.PLANNED,
            goes_out_at__lte=now + WARNS,
            starts_at__gt=now,
            agenda__isnull=False,
        )
        .annotate(
            total=Sum("agenda__blocks__minutes"),
            updates=Count("agenda__blocks", filter=Q(agenda__blocks__kind="update")),
        )
    )
    wrong = near.exclude(Q(updates=1), Q(kind=SessionKind.KICKOFF) | Q(total=F("minutes")))
    rows = wrong.prefetch_related(Prefetch("agenda__blocks", AgendaBlock.objects.order_by("order")))
    for session in rows.order_by("goes_out_at", "pk")[:MOST]:
        blocks = session.agenda.blocks.all() if session.agenda else ()
        problems = publish.missing(session, list(blocks))
        if problems:
            yield _agenda(session, problems, now)


def _agenda(session, problems, now) -> Ask:
    out = dates.say_day(session.goes_out_at.astimezone(session.time_zone))
    late = session.goes_out_at <= now
    why = (
        _("It was due on %(day)s and goes out by itself once this is mended.")
        if late
        else _("It goes out on %(day)s, and only if this is mended.")
    )
    return Ask(
        rank=1 if late else 2, due=session.goes_out_at, where=session.partnership.name, minutes=3,
        sentence=_("%(what)s: %(problem)s") % {"what": session.name, "problem": problems[0]},
        why=why % {"day": out}, button=_("Mend the agenda"),
        url=reverse("sessions_app:agenda", args=[session.pk]),
    )  # fmt: skip


def _dates(user, now):
    ahead = Q(sessions__state__in=TO_COME, sessions__starts_at__gte=now)
    rows = (
        Partnership.objects.filter(facilitator=user, phase__in=MEETING)
        .with_sides()
        .annotate(
            next_at=Min("sessions__starts_at", filter=ahead),
            last_at=Max("sessions__starts_at", filter=Q(sessions__state__in=HELD)),
        )
        .filter(Q(next_at=None) | Q(next_at__gt=now + NONE_AHEAD) | Q(last_at__lt=now - CADENCE))
    )
    for row in rows.order_by("pk")[:MOST]:
        yield _rhythm(row, now)


def _rhythm(row, now) -> Ask:
    since = row.last_at or row.matched_at
    broken = now - since > CADENCE
    if row.next_at and row.next_at <= now + NONE_AHEAD:
        why = _("The next one is on %(day)s.") % {"day": dates.say_day(row.next_at)}
        button, name = _("See the dates"), "sessions"
    else:
        why = _("No date is set in the next five weeks.")
        button, name = _("Choose the dates"), "series"
    sentence = (
        _("No session since %(day)s.") % {"day": dates.say_day(since)}
        if broken
        else _("No session is planned in the next five weeks.")
    )
    return Ask(
        rank=2 if broken else 3, due=since + CADENCE, where=row.name, minutes=3,
        sentence=sentence, why=why if broken else _("People keep the time free once it is set."),
        button=button, url=reverse(f"sessions_app:{name}", args=[row.pk]),
    )  # fmt: skip
