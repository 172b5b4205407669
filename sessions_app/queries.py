"""How sessions are loaded for pages: few queries, whatever the number of people and blocks."""

import datetime

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    Exists,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest

from notifications.models import Message
from partnerships.models import PartnershipOrganization, PlanItem, RosterEntry, Side
from partnerships.models.partnership import LEADS

from . import reflection
from .models import (
    Attendance,
    PutOff,
    Reflection,
    Session,
    SessionKind,
    SessionNote,
    SessionState,
)

WRITTEN = ~Q(did="", happened="", transfers="")
MET = (SessionState.HELD, SessionState.WRAPPED_UP)


def named() -> QuerySet[Session]:
    """Sessions with their partnership and the organizations that name it."""
    sides = PartnershipOrganization.objects.select_related("organization")
    return Session.objects.select_related("partnership").prefetch_related(
        Prefetch("partnership__organizations", sides.order_by("-is_lead", "pk"))
    )


def whole() -> QuerySet[Session]:
    """Sessions with their agenda's row and their partnership's sides, roster and program."""
    people = RosterEntry.objects.standing().select_related("user", "organization")
    return (
        named()
        .select_related(
            "agenda__changed_by",
            "partnership__round__program",
            "partnership__facilitator",
            "partnership__initiative",
        )
        .prefetch_related(Prefetch("partnership__roster", people.order_by("created_at", "pk")))
    )


def with_leads(rows: QuerySet) -> QuerySet:
    """Load both lead organizations in the session's own query; `name_sides` hands them on."""
    to = "partnership__organizations"
    named = {
        name: FilteredRelation(to, condition=Q(**{f"{to}__side": side, f"{to}__is_lead": True}))
        for side, name in LEADS.items()
    }
    people = RosterEntry.objects.standing().select_related("user", "organization")
    roster = Prefetch("partnership__roster", people.order_by("created_at", "pk"))
    rows = rows.annotate(**named).prefetch_related(None).prefetch_related(roster)
    return rows.select_related(*[f"{name}__organization" for name in named])


def name_sides(session) -> None:
    """Let the partnership of a session loaded `with_leads` know what its sides are called."""
    for name in LEADS.values():
        setattr(session.partnership, name, getattr(session, name, None))


def with_note(rows: QuerySet, user) -> QuerySet:
    """Annotate the note that `user` keeps for themselves: `own_note`, `own_note_version`."""
    own = SessionNote.objects.filter(session=OuterRef("pk"), created_by=user)
    return rows.annotate(
        own_note=Subquery(own.values("words")[:1]),
        own_note_version=Subquery(own.values("version")[:1]),
    )


def with_last_thoughts(rows: QuerySet, user) -> QuerySet:
    """Annotate what `user` thought for themselves after the last session that was held before.

    `last_shifted`, `last_stuck`: the view that shifted, what it is stuck on (domain 0.38).
    """
    earlier = SessionNote.objects.filter(
        session__partnership=OuterRef("partnership"), session__starts_at__lt=OuterRef("starts_at"),
        session__state__in=MET, created_by=user,
    ).order_by("-session__starts_at")  # fmt: skip
    return rows.annotate(
        last_shifted=Subquery(earlier.values("shifted")[:1]),
        last_stuck=Subquery(earlier.values("stuck")[:1]),
    )


def with_answers(rows: QuerySet) -> QuerySet:
    """Annotate how many are `invited`, say so or not (`coming`, `not_coming`), and `came`."""
    return rows.annotate(
        invited=people(), coming=people(answer="yes"), not_coming=people(answer="no"),
        came=people(came=True),
    )  # fmt: skip


def people(*which, **how):
    """Return in SQL how many invited people of a session are such."""
    of_it = (
        Attendance.objects.filter(*which, session=OuterRef("pk"), **how)
        .order_by()
        .values("session")
    )
    return Coalesce(Subquery(of_it.annotate(n=Count("pk")).values("n")), 0)


def path(now: datetime.datetime) -> dict:
    """Annotate a partnership's monthly sessions `held` and `planned`, `last_met_at`, `next_at`."""
    of_it = Session.objects.filter(partnership=OuterRef("pk"))
    return {
        **on_path(),
        "last_met_at": _moment(of_it.filter(state__in=MET).order_by("-starts_at")),
        "next_at": _moment(of_it.at_hand(now)),
    }


def on_path() -> dict:
    """Annotate a partnership's monthly sessions `held` and `planned`.

    Planned are those with a date, or the months of the session map where they are more.
    """
    of_it = Session.objects.filter(partnership=OuterRef("pk"))
    monthly = of_it.filter(kind=SessionKind.MONTHLY).exclude(state=SessionState.CANCELLED)
    months = PlanItem.objects.filter(partnership=OuterRef("pk"))
    return {
        "held": _of_partnership(monthly.filter(state__in=MET)),
        "planned": Greatest(_of_partnership(monthly), _of_partnership(months)),
    }


def _of_partnership(rows):
    counted = rows.order_by().values("partnership").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _moment(rows):
    return Subquery(rows.values("starts_at")[:1], output_field=DateTimeField())


def with_kickoff(rows: QuerySet) -> QuerySet:
    """Annotate which kickoff has its day instead of one that was called off: `other_kickoff`."""
    others = Session.objects.kickoffs().filter(partnership=OuterRef("partnership"))
    here = others.filter(kind=OuterRef("kind")).exclude(pk=OuterRef("pk"))
    return rows.annotate(other_kickoff=Subquery(here.values("pk")[:1]))


def kickoff_held(ref: str) -> Exists:
    """Say in SQL whether the kickoff of the partnership `ref` was held."""
    kickoffs = Session.objects.kickoffs().filter(partnership=OuterRef(ref))
    return Exists(kickoffs.filter(state__in=MET))


def kickoff_day(partnership) -> datetime.date | None:
    """Return the day of the kickoff of `partnership`, None while it has none."""
    rows = Session.objects.kickoffs().filter(partnership=partnership)
    return rows.values_list("local_date", flat=True).first()


def spans(partnership, now: datetime.datetime) -> list[tuple]:
    """Return (start, planned end) of the sessions of `partnership` that are not over."""
    rows = Session.objects.at_hand(now).filter(partnership=partnership)
    found = rows.values_list("starts_at", "minutes")
    return [(start, start + datetime.timedelta(minutes=minutes)) for start, minutes in found]


def with_own_words(rows: QuerySet) -> QuerySet:
    """Annotate whether the thought partner wrote answers itself: `self_written`."""
    own = Reflection.objects.filter(session=OuterRef("pk"), typed_by_facilitator=False)
    return rows.annotate(self_written=Exists(own.exclude(did="", happened="", transfers="")))


def with_reflection(rows: QuerySet) -> QuerySet:
    """Annotate whether the thought partner's three answers are there: `reflected`, `begun`.

    And what `with_asked` does: whether anybody is left to ask.
    """
    own = Reflection.objects.filter(session=OuterRef("pk"))
    there = Exists(own.filter(sent_at__isnull=False))
    return with_asked(rows).annotate(reflected=there, begun=begun())


def begun() -> Exists:
    """Say in SQL whether a word of the three answers about a session is written."""
    return Exists(Reflection.objects.filter(WRITTEN, session=OuterRef("pk")))


def first_asked(side) -> Subquery:
    """Return in SQL who of `side` is asked first about a session, as `reflection.asked` does."""
    order = [When(part=part, then=Value(n)) for n, part in enumerate(reflection.ORDER)]
    rank = Case(*order, default=Value(len(order)), output_field=IntegerField())
    people = _who_may_be_asked(side).order_by(rank, "created_at", "pk")
    # Without its type SQLite gives text, which equals no id.
    return Subquery(people.values("user")[:1], output_field=UUIDField())


def _who_may_be_asked(side):
    rows = RosterEntry.objects.standing().filter(partnership=OuterRef("partnership"), side=side)
    return rows.filter(part__in=reflection.ORDER)


def with_asked(rows: QuerySet) -> QuerySet:
    """Annotate whether anybody of the thought partner is left to ask: `left_to_ask`, and when the
    facilitator last asked by hand: `asked_at`.

    The first, or the colleague they named. Whom that one named again is called, not mailed.
    """
    said = PutOff.objects.filter(session=OuterRef(OuterRef("pk")), ask=reflection.REFLECTION)
    handed = said.filter(
        user=OuterRef(OuterRef("first_asked")), way=PutOff.Way.COLLEAGUE, colleague=OuterRef("user")
    )
    passed = said.filter(user=OuterRef("user"), way__in=reflection.UNHEARD)
    left = _who_may_be_asked(Side.THOUGHT_PARTNER).filter(
        Q(user=OuterRef("first_asked")) | Q(Exists(handed))
    )
    by_hand = Message.objects.filter(
        context_kind=Session._meta.label_lower, context_id=OuterRef("pk"), key__contains=":ask:"
    ).order_by("-written_at")
    rows = rows.annotate(
        first_asked=first_asked(Side.THOUGHT_PARTNER),
        asked_at=Subquery(by_hand.values("written_at")[:1]),
    )
    return rows.annotate(left_to_ask=Exists(left.exclude(Exists(passed))))
