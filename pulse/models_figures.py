"""What leaves a closed round: counts without people, and what a program was told of them."""

from django.db import models
from django.db.models import F, Q

from foundation.fields import Identified
from partnerships.models import Program


class PulseTally(Identified):
    """The extract of a closed round: how many answered, and how many of them gain. No words."""

    round = models.OneToOneField("pulse.PulseRound", models.PROTECT, related_name="tally")
    people = models.PositiveSmallIntegerField()
    gaining = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(gaining__lte=F("people")), name="pulse_tally_adds_up"
            )
        ]

    def __str__(self):
        return f"tally ({self.pk})"


class PulseSnapshot(Identified):
    """What a program may read of its rounds, frozen when it was first allowed (trust K6)."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    on = models.DateField()
    rounds = models.JSONField(default=list)  # ids of the rounds that are in it
    people = models.PositiveIntegerField()
    partnerships = models.PositiveIntegerField()
    share = models.CharField(max_length=8)  # suppression.Share

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "number"], name="pulse_snapshot_once")
        ]

    def __str__(self):
        return f"snapshot {self.number} ({self.pk})"
