"""What lessons and briefs ask of a person today. One query for each of the two questions."""

import datetime

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import dates
from foundation.asks import Ask
from foundation.gathering import Part, gathered
from foundation.models import Signature
from partnerships.asks_names import names, where
from partnerships.models import GOES_ON, RUNNING, Partnership, Phase, RosterEntry, Side

from .models import OUT, Brief, BriefState, Insight, InsightState, Level

STAYS = gettext_lazy("Both sides and the facilitator read it, as long as you say nothing else.")
LESSON = ("pk", "side", "strategy", "completed_at", "created_at")
BRIEF = ("pk", "answer_by")
WITHIN = datetime.timedelta(days=7)  # calendar rows 48 and 49
BOTH = gettext_lazy("Both sides and the facilitator read it, the sponsor never.")
OWN = gettext_lazy("Your side and the facilitator, until it is put before the other side.")
FAR = gettext_lazy(
    "Both sides and the facilitator read it; the sponsor only if its side lets it travel that far."
)
PUBLIC = gettext_lazy("Both sides see your name and the date. The brief itself becomes public.")


NO_VERDICT = Q(state__in=OUT, level__gte=Level.L1, verdict=None)
NO_LEVEL = Q(state__in=[InsightState.COMPLETE, *OUT], level__gte=Level.L1) & (
    Q(approved_at=None) | Q(level__gt=F("approved_level"))
)


def _draft_of(user) -> Q:
    """Their own words that became a draft, which nobody else completes (calendar row 48)."""
    return Q(state=InsightState.DRAFT, created_by=user)


def for_participant(user, now: datetime.datetime) -> list[Ask]:
    """Return the briefs that wait for the signature of a person, the lessons for their word."""
    return sorted(gathered(parts(user, now)))


def parts(user, now: datetime.datetime) -> list[Part]:
    """Return the same for a query that other rooms share."""
    return [
        Part(_to_sign(user).annotate(**names("partnership")), "answer_by", _signatures),
        Part(_to_judge(user, now).annotate(**names("partnership")), "created_at", _lessons),
    ]


def _to_sign(user):
    signed = Signature.objects.filter(
        context_kind=Brief._meta.label_lower, context_id=OuterRef("pk"),
        side=OuterRef("own_side"),
    )  # fmt: skip
    return (
        Brief.objects.in_review()
        .exclude(partnership__phase=Phase.PAUSED)
        .annotate(own_side=_seat(user, "side", decides=True))
        .filter(own_side__isnull=False)
        .exclude(Exists(signed.filter(cleared_at=None)))
        .annotate(signed_before=Exists(signed))
    )


def _signatures(rows) -> list[Ask]:
    return [_signature(row) for row in rows]


def _signature(row) -> Ask:
    text, button = _("Read a brief and sign for your side, by %(day)s"), _("Read and sign")
    if row.signed_before:
        text = _("Read a brief once more and sign again for your side, by %(day)s")
        button = _("Read and sign again")
    return Ask(
        rank=3, due=_moment(row.answer_by), where=where(row), minutes=6,
        sentence=text % {"day": dates.say_day(row.answer_by)},
        why=_("“%(title)s” becomes public once both leaders have signed.") % {"title": row.title},
        button=button, url=row.get_absolute_url(), who_sees=str(PUBLIC),
        skipped=_("It is not published."),
    )  # fmt: skip


def _to_judge(user, now):
    own = Q(side=F("own_side"))
    over = Q(session=None) | Q(session__starts_at__lte=now)  # until then the answers may change
    mine = own & (NO_LEVEL & Q(own_decides=True) | _draft_of(user) & over)
    return (
        Insight.objects.filter(partnership__phase__in=GOES_ON)
        .annotate(own_side=_seat(user, "side"), own_decides=_seat(user, "decides"))
        .filter(own_side__isnull=False)
        .filter(NO_VERDICT & ~own | mine)
    )


def _lessons(rows) -> list[Ask]:
    """A verdict, a level or an example is waited for."""
    return [_lesson(row) for row in rows]


def _lesson(row) -> Ask:
    if row.side != row.own_side:
        return _ask(
            row, 5, row.shared_at, 2, _("Say what you make of a lesson"), row.heading,
            _("Give the verdict"), "insights:verdict",
            _("The lesson stays without an answer, and it is talked about in the session."), BOTH,
        )  # fmt: skip
    if row.state == InsightState.DRAFT:
        return _draft(row)
    if row.level == Level.L1:  # nothing leaves the room without the owner's yes, who is told so
        return _ask(
            row, 8, row.completed_at or row.created_at, 1,
            _("A lesson stays between the two sides unless you let it travel"), row.heading,
            _("Read and decide"), "insights:insight",
            _("It is talked about and goes no further."), STAYS if row.state in OUT else OWN,
        )  # fmt: skip
    return _level(row)


def _level(row) -> Ask:
    since, skipped = (
        row.completed_at or row.created_at,
        _("It is talked about and goes no further."),
    )
    if row.approved_at:  # its side would let it go farther than was said yes to
        since, skipped = row.changed_at, _("It goes as far as it does now, and no farther.")
    return _ask(
        row, 6, since, 2, _("Decide how far a lesson may travel"), row.heading,
        _("Read and decide"), "insights:insight", skipped, FAR if row.state in OUT else OWN,
    )  # fmt: skip


def _draft(row) -> Ask:
    minutes, sentence, button = 1, _("Read your lesson once and keep it"), _("Read it")
    if not row.setting.strip():
        minutes, sentence = 2, _("Say where your lesson comes from")
        button = _("Add the setting")
    if not row.example.strip():
        minutes, sentence, button = 4, _("Add the case to your lesson"), _("Add the case")
    return _ask(
        row, 7, row.created_at, minutes, sentence, row.heading, button, "insights:edit",
        _("It stays a draft that your side and the facilitator read."), OWN,
    )  # fmt: skip


def _ask(row, rank, since, minutes, sentence, why, button, name, skipped, who) -> Ask:
    return Ask(
        rank=rank, due=since + WITHIN, where=where(row), sentence=sentence, why=f"“{why}”",
        button=button, url=reverse(name, args=[row.pk]), minutes=minutes, who_sees=str(who),
        skipped=skipped,
    )  # fmt: skip


def for_facilitator(user, now: datetime.datetime) -> list[Ask]:
    """Return what waits for a facilitator: a lesson to put before the other side, an old brief."""
    rows = Partnership.objects.filter(facilitator=user, phase__in=RUNNING)
    rows = rows.annotate(**names("pk"), **columns(now))
    found = [of_partnership(row, user, now) for row in rows.order_by("pk")]
    return sorted(ask for asks in found for ask in asks)


def columns(now: datetime.datetime) -> dict:
    """Annotate the lesson that is ready first and the brief that waits longest, beside names."""
    ready = Insight.objects.filter(
        partnership=OuterRef("pk"), state=InsightState.COMPLETE, level__gte=Level.L1
    ).order_by("completed_at", "pk")
    late = Brief.objects.filter(
        partnership=OuterRef("pk"), state=BriefState.REVIEW, answer_by__lt=timezone.localdate(now)
    ).order_by("answer_by", "pk")
    return {f"lesson_{name}": Subquery(ready.values(name)[:1]) for name in LESSON} | {
        f"brief_{name}": Subquery(late.values(name)[:1]) for name in BRIEF
    }


def of_partnership(row, user, now: datetime.datetime) -> list[Ask]:
    """Return what lessons and briefs of one partnership with `columns` ask of its facilitator."""
    if row.facilitator_id != user.pk:
        return []
    asks = [_to_share(row)] if row.lesson_pk else []
    return asks + ([_late(row)] if row.brief_pk else [])


def _to_share(row) -> Ask:
    shares = row.lesson_side == Side.THOUGHT_PARTNER
    name = row.partner_said if shares else row.thought_partner_said
    return Ask(
        rank=7, due=(row.lesson_completed_at or row.lesson_created_at) + WITHIN, where=where(row),
        sentence=_("A lesson is ready for %(name)s.") % {"name": name}, minutes=1,
        why=f"“{row.lesson_strategy}”", button=_("Put it before %(name)s") % {"name": name},
        url=reverse("insights:share", args=[row.lesson_pk]), post=True, who_sees=str(FAR),
        skipped=_("It stays with the side that wrote it."),
    )  # fmt: skip


def _late(row) -> Ask:
    return Ask(
        rank=5, due=_moment(row.brief_answer_by), where=where(row), minutes=5,
        sentence=_("A brief waits for signatures since %(day)s.")
        % {"day": dates.say_day(row.brief_answer_by)},
        why=_("A call helps more than another mail. The page says whose signature is missing."),
        button=_("Open the brief"), url=Brief(pk=row.brief_pk).get_absolute_url(),
    )  # fmt: skip


def _moment(day) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)


def _seat(user, field, **also):
    seats = RosterEntry.objects.standing().filter(
        user=user, partnership=OuterRef("partnership"), **also
    )
    return Subquery(seats.values(field)[:1])
