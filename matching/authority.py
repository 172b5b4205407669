"""Who may answer for an organization: the people who decide for it (Membership.leads)."""

from django.contrib.auth import get_user_model

from foundation import clock
from partnerships.models import Membership


def led_by(user):
    """Return ids of the organizations `user` decides for today; a subquery, no query of its own."""
    leads = Membership.objects.on(clock.now().date()).filter(user=user, leads=True)
    return leads.values("organization")


def deciders(organization, day):
    """Return the memberships of those who decide for `organization` on `day`, longest first."""
    return _standing(organization, day).filter(leads=True)


def people(organization, day):
    """Return the memberships of those who could take part; not of who only keeps the page."""
    return _standing(organization, day).filter(administers=False) | deciders(organization, day)


def _standing(organization, day):
    active = get_user_model().objects.filter(is_active=True).values("pk")
    rows = Membership.objects.on(day).filter(organization=organization, user__in=active)
    return rows.select_related("user").order_by("since", "user__name", "pk")
