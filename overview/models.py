"""What a person put off on Today, until when and why."""

from django.conf import settings
from django.db import models

from foundation.fields import Identified, NameField


class Snooze(Identified):
    """One row of one person's Today that waits; `rank` is how much it mattered then.

    It comes back on `until`, or sooner when it matters more. Nobody else sees it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    rank = models.PositiveSmallIntegerField()
    until = models.DateField()
    why = NameField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="snooze_once_a_row"),
            models.CheckConstraint(condition=~models.Q(why=""), name="snooze_says_why"),
        ]

    def __str__(self):
        return f"until {self.until} ({self.pk})"
