"""What pages of several hands show: who wrote which answer, who writes now, who may be asked."""

from django.urls import reverse

from instruments import presence
from instruments.models import Item, Sheet
from partnerships.models import Membership, Organization

from . import permissions
from .models import AskedColleague, Hand, OfferedTime

MOST = 100  # people of one organization on the page


def members(subject, request):
    """Return the people of the organization who may be asked, the asker left out, by name."""
    here = Membership.objects.on(request.now.date()).filter(organization=subject.organization_id)
    here = here.filter(user__is_active=True, administers=False).exclude(user=request.user)
    return here.select_related("user").order_by("user__name", "pk")


def colleagues_page(subject, kind: str, request) -> dict:
    """Return what colleagues.html shows; three queries."""
    asked = AskedColleague.objects.filter(**{subject._meta.model_name: subject})
    when = dict(asked.values_list("person", "at"))
    rows = [(row, when.get(row.user_id)) for row in members(subject, request)[:MOST]]
    return {
        "subject": subject,
        "kind": kind,
        "rows": rows,
        "may_add": may_add(subject, request),
    }


def may_add(subject, request) -> bool:
    """Say whether this person lets somebody in by an address; one query."""
    rows = Organization.objects.with_people(request.user, request.now.date())
    return permissions.may_add_colleague(
        request.user, subject, rows.get(pk=subject.organization_id)
    )


def wrote(application) -> dict:
    """Return field to the Hand that wrote it last; one query."""
    rows = Hand.objects.filter(application=application).select_related("by")
    return {row.field: row for row in rows}


def here(application, page: str, request) -> dict:
    """Return what components/here.html needs for one page of the form; one query."""
    names = presence.others(application, request.user, request.now).get(page, [])
    return {"names": names, "here": reverse("matching:here", args=[application.pk, page])}


def offered(application) -> list[OfferedTime]:
    """Return the roles that would take part with their hours, the most first; one query."""
    return list(OfferedTime.objects.filter(application=application).order_by("-hours", "role"))


def item_of(reading, key: str) -> Item | None:
    """Return the question `key` of the sheet on which `reading` is made, or None."""
    sheets = Sheet.objects.about(reading).values("instrument_version")
    return Item.objects.filter(instrument_version__in=sheets, key=key).first()
