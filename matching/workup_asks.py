"""What a preparation asks on the homes of its people; columns and rows for asks.py, no query."""

import datetime

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.asks import Ask

from .models import (
    Application,
    ApplicationState,
    Cause,
    PreparationSession,
    Reply,
    RootCauseWorkup,
    WorkupState,
)
from .workup_content import FEWEST_SESSIONS

MARK = "prepares:"
LONGEST = datetime.timedelta(days=90)  # after which the facilitator decides (calendar, row 6)
A, W = ApplicationState, WorkupState


# -- those who look after it ----------------------------------------------------------------------
def held() -> Q:
    """Which applications wait in a preparation."""
    return Q(state=A.PREPARING, workup__isnull=False)


def columns(now: datetime.datetime) -> dict:
    """Annotate an application with what `of_facilitator` reads."""
    sessions = PreparationSession.objects.standing().filter(workup__application=OuterRef("pk"))
    sessions = sessions.order_by().values("workup")
    root = Cause.objects.standing().filter(workup__application=OuterRef("pk"), chosen=True)
    tied = root.filter(pk=OuterRef("workup__solution__cause"))
    ahead = sessions.filter(result="", on__gte=timezone.localdate(now))
    return {
        "prep_state": F("workup__state"),
        "prep_changed": F("workup__changed_at"),
        "prep_since": Subquery(newest_reply("pk").values("at")[:1]),
        "prep_next": Subquery(ahead.annotate(day=Min("on")).values("day")),
        "prep_met": Subquery(sessions.exclude(result="").annotate(n=Count("pk")).values("n")),
        "prep_tied": Exists(tied),
    }


def newest_reply(key: str):
    """Return the replies that told an application to prepare first, the newest leading."""
    rows = Reply.objects.filter(application=OuterRef(key), result=A.PREPARING)
    return rows.order_by("-at")


def of_facilitator(row, now: datetime.datetime) -> Ask | None:
    """Return what one preparation asks of its facilitator, None while others are at work."""
    where, since = f"{row.said}, {row.name}", row.prep_since or row.prep_changed
    page = reverse("matching:workup", args=[row.pk])
    if row.prep_state == W.ACCEPTED:
        return Ask(
            1, row.prep_changed, where, _("They have found what lies behind it."),
            _("Two of their nine answers start from it. They wait for your reading."),
            _("Read them again"), page, minutes=20,
        )  # fmt: skip
    if since + LONGEST <= now:
        return Ask(
            1, since + LONGEST, where, _("They have been preparing for ninety days."),
            _("Decide with them: go on, read their answers again, or not now."),
            _("Look where it stands"), page, minutes=10,
        )  # fmt: skip
    if row.prep_state == W.REVIEWED:
        return None
    if row.prep_tied and (row.prep_met or 0) >= FEWEST_SESSIONS:
        return Ask(
            2, row.prep_changed, where, _("They have causes and a possible solution."),
            _("They go on when you have read it with them."),
            _("Read what they found"), page, minutes=10,
        )  # fmt: skip
    return None if row.prep_next else _no_day(row, where, since)


def _no_day(row, where, since):
    """No session is ahead: the next one is agreed on, or what came out of the last one noted."""
    page = reverse("matching:workup", args=[row.pk])
    sentence = _("No session of the preparation is ahead.")
    why = _("Two to four sessions together find what lies behind it.")
    return Ask(3, since, where, sentence, why, _("Look where it stands"), page, minutes=5)


# -- people of the organization -------------------------------------------------------------------
def rows(user, said):
    """Return one queryset for the union of asks.py: ("prepares:<state>", id, name, title, day)."""
    forms = Application.objects.of_organizations_of(user).filter(state=A.PREPARING)
    forms = forms.filter(workup__state__in=[W.DRAFT, W.REVIEWED])
    open_ones = PreparationSession.objects.standing().filter(
        workup__application=OuterRef("pk"), result=""
    )
    day = open_ones.order_by().values("workup").annotate(day=Max("on")).values("day")
    moment = Coalesce(Cast(Subquery(day), DateTimeField()), "workup__changed_at")
    at = Case(When(workup__state=W.DRAFT, then=moment), default=F("workup__reviewed_at"))
    kind = Concat(Value(MARK), F("workup__state"), output_field=CharField())
    return forms.values_list(kind, "pk", said, "title", at)


def of_own(row) -> Ask:
    """Return what one preparation asks of people of its organization."""
    kind, pk, said, title, at = row
    where, page = f"{said}, {title}", reverse("matching:workup", args=[pk])
    if kind == MARK + W.REVIEWED:
        return Ask(
            2, at, where, _("Say whether this is how you see it."),
            _("The facilitator has read what you found."), _("Read it and say so"), page,
            minutes=5, who_sees=_("Your colleagues, the facilitator and the facilitation leads."),
            skipped=_("Everything stays as it is until one of you says so."),
        )  # fmt: skip
    return Ask(
        3, at, where, _("Find out what lies behind it, one step at a time."),
        _("Several of you may write, a little at a time."),
        _("Go on with the preparation"), page, minutes=15,
        who_sees=_("Your colleagues, the facilitator and the facilitation leads."),
        skipped=_("The facilitator asks you when you meet."),
        colleague=reverse("matching:colleagues", args=["applications", pk]),
    )  # fmt: skip


def waiting():
    """Return the preparations a reminder may be about, with `since`, when they were told."""
    rows = RootCauseWorkup.objects.filter(
        application__state=A.PREPARING, state__in=[W.DRAFT, W.REVIEWED]
    )
    since = Coalesce(Subquery(newest_reply("application").values("at")[:1]), "created_at")
    return rows.annotate(since=since)
