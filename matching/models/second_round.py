"""An application that found no partner is carried into a later round (domain 2.1, peers 3.3.11)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from foundation.fields import Identified
from partnerships.models import Round

from .applications import Application

PERSON = settings.AUTH_USER_MODEL


class CarryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may see the application."""
        return self.filter(application__in=Application.objects.visible_to(user).values("pk"))


class Carry(Identified):
    """The same application, with all that was written, from one round into another."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="carries")
    out_of = models.ForeignKey(Round, models.PROTECT, related_name="carried_out")
    into = models.ForeignKey(Round, models.PROTECT, related_name="carried_in")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = CarryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "out_of"], name="carry_once_a_round"),
            models.CheckConstraint(
                condition=~Q(out_of=F("into")), name="carry_goes_into_another_round"
            ),
        ]

    def __str__(self):
        return f"carried at {self.at:%Y-%m-%d} ({self.pk})"
