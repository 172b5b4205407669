"""Somebody comes through the public page and asks to start a form for an organization."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.fields import Identified, NameField
from partnerships.models import Organization, Role, Round
from partnerships.models.standing import standing

PERSON = settings.AUTH_USER_MODEL


class ArrivalState(models.TextChoices):
    STARTED = "started", _("Asked, not signed in yet")
    WAITING = "waiting", _("Waiting to be let in")
    IN = "in", _("In")
    DECLINED = "declined", _("Not let in")


A = ArrivalState
ARRIVAL_MOVES = {
    A.STARTED: {A.WAITING, A.IN},
    A.WAITING: {A.IN, A.DECLINED},
    A.IN: set(),
    A.DECLINED: set(),
}


class ArrivalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; those waiting for an organization one looks after, or for one's program."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(user=user) | Q(pk__in=Arrival.objects.waiting_for(user).values("pk")))

    def waiting_for(self, user):
        """Those this person may let in."""
        where = standing(user)
        programs = where.programs(Role.FACILITATOR, Role.FACILITATION_LEAD)
        return self.filter(
            Q(organization__in=list(where.administers)) | Q(round__program__in=programs),
            state=ArrivalState.WAITING,
        ).exclude(user=user)


class Arrival(Identified):
    """A wish to write for an organization. Nothing is made of it until its address is proved."""

    user = models.ForeignKey(PERSON, models.PROTECT, related_name="arrivals")
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    organization_name = NameField(_("organization"))
    title = NameField(_("what you do there"), max_length=80)
    state = models.CharField(max_length=10, choices=ArrivalState, default=ArrivalState.STARTED)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ArrivalState.values), name="arrival_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="started") | Q(organization__isnull=False),
                name="arrival_beyond_start_has_organization",
            ),
            models.UniqueConstraint(
                fields=["user", "organization"],
                condition=Q(state="waiting"),
                name="arrival_waits_once_an_organization",
            ),
        ]
        indexes = [models.Index(fields=["user", "state", "at"])]

    def __str__(self):
        return f"arrival ({self.pk})"

    def get_absolute_url(self):
        """The page on which its person goes on, waits, or reads what came of it."""
        return f"{reverse('matching:go_on')}?wish={self.pk}"
