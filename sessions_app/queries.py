"""How sessions are loaded for pages: few queries, whatever the number of people and blocks."""

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from partnerships.models import PartnershipOrganization, RosterEntry

from .models import Attendance, Reflection, Session, SessionNote


def whole() -> QuerySet[Session]:
    """Sessions with their agenda's row and their partnership's sides, roster and program."""
    organizations = PartnershipOrganization.objects.select_related("organization")
    people = RosterEntry.objects.standing().select_related("user", "organization")
    return Session.objects.select_related(
        "agenda__changed_by",
        "partnership__round__program",
        "partnership__facilitator",
        "partnership__initiative",
    ).prefetch_related(
        Prefetch("partnership__organizations", organizations.order_by("-is_lead", "pk")),
        Prefetch("partnership__roster", people.order_by("created_at", "pk")),
    )


def with_note(rows: QuerySet, user) -> QuerySet:
    """Annotate the note that `user` keeps for themselves: `own_note`, `own_note_version`."""
    own = SessionNote.objects.filter(session=OuterRef("pk"), created_by=user)
    return rows.annotate(
        own_note=Subquery(own.values("words")[:1]),
        own_note_version=Subquery(own.values("version")[:1]),
    )


def with_answers(rows: QuerySet) -> QuerySet:
    """Annotate how many are invited, come and cannot come: `invited`, `coming`, `not_coming`."""
    return rows.annotate(
        invited=_people(), coming=_people(answer="yes"), not_coming=_people(answer="no")
    )


def _people(**how):
    of_it = Attendance.objects.filter(session=OuterRef("pk"), **how).order_by().values("session")
    return Coalesce(Subquery(of_it.annotate(n=Count("pk")).values("n")), 0)


def with_reflection(rows: QuerySet) -> QuerySet:
    """Annotate whether the thought partner's three answers are there: `reflected`."""
    there = Reflection.objects.filter(session=OuterRef("pk"), sent_at__isnull=False)
    return rows.annotate(reflected=Exists(there))
