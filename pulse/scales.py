"""What an answer of the six minutes may be: a rating, and how far its words may go."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Consent(models.TextChoices):
    """How far a comment may go. Where nothing was chosen it stays with the holder."""

    ALONE = "alone", _("Not shared")
    UNNAMED = "unnamed", _("Share without my name")
    NAMED = "named", _("Share with my name")


class Rating(models.TextChoices):
    FIVE = "5", _("Strongly agree")
    FOUR = "4", _("Agree")
    THREE = "3", _("Partly")
    TWO = "2", _("Disagree")
    ONE = "1", _("Strongly disagree")
    CANNOT_SAY = "cannot_say", _("Cannot say")
    YES = "yes", _("Yes")
    NO = "no", _("No")


SCALE = [r for r in Rating if r not in (Rating.YES, Rating.NO)]
YES_NO = [Rating.YES, Rating.NO]
