"""That a program officer has seen that a partnership is shorter or longer than planned (0.09)."""

from django.conf import settings
from django.db import models

from foundation.fields import Identified

from .partnership import Partnership

PERSON = settings.AUTH_USER_MODEL


class LengthSeen(Identified):
    """Who saw which dates, and when. Other dates are to be seen anew; nothing waits for it."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="lengths_seen")
    starts_on = models.DateField()
    ends_on = models.DateField()
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "starts_on", "ends_on"], name="length_seen_once"
            )
        ]

    def __str__(self):
        return f"{self.starts_on} to {self.ends_on} ({self.pk})"
