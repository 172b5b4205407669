"""Who may answer for an organization: the people who decide for it (Membership.leads)."""

from django.utils.translation import gettext as _

from foundation import clock
from partnerships.models import Membership


def led_by(user):
    """Return ids of the organizations `user` decides for today; a subquery, no query of its own."""
    leads = Membership.objects.on(clock.now().date()).filter(user=user, leads=True)
    return leads.values("organization")


def deciders(organization, day):
    """Return the memberships of those who decide for `organization` on `day`, longest first."""
    return all_deciders(day).filter(organization=organization)


def all_deciders(day):
    """Return the memberships of those who decide anywhere on `day`, longest first; to prefetch."""
    return _standing(day).filter(leads=True)


def who_decides(named, memberships):
    """Return `named` while one of `memberships` (deciders) is theirs, else who decides longest.

    None when nobody decides any more.
    """
    there = [row.user for row in memberships]
    return named if named in there else next(iter(there), None)


def left(user, organization, now) -> str:
    """Say why mail about `organization` makes no sense for `user` any more, "" while it does."""
    if organization.memberships.on(now.date()).filter(user=user).exists():
        return ""
    return _("They are not at %(said)s any more.") % {"said": organization.said}


def people(organization, day):
    """Return the memberships of those who could take part; not of who only keeps the page."""
    rows = _standing(day).filter(organization=organization)
    return rows.filter(administers=False) | deciders(organization, day)


def _standing(day):
    rows = Membership.objects.on(day).filter(user__is_active=True)
    return rows.select_related("user").order_by("since", "user__name", "pk")
