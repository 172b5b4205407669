"""One reader's reading of a sheet against the rubric. Readers are never averaged."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.fields import WordsField
from foundation.models import Authored

from .applications import Application
from .offers import Offer


class Reading(Authored):
    """A facilitator or second reader rates an application (R1-R9) or an offer (O1-O9).

    The levels are answers on a sheet about this reading; the organization never meets them.
    """

    application = models.ForeignKey(
        Application, models.PROTECT, null=True, blank=True, related_name="readings"
    )
    offer = models.ForeignKey(
        Offer, models.PROTECT, null=True, blank=True, related_name="readings"
    )
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = WordsField(_("for you and the other reader"), blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(application__isnull=False, offer=None)
                | Q(application=None, offer__isnull=False),
                name="reading_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["application", "reader"], name="reading_once_a_reader_application"
            ),
            models.UniqueConstraint(fields=["offer", "reader"], name="reading_once_a_reader_offer"),
        ]

    def __str__(self):
        return f"reading ({self.pk})"
