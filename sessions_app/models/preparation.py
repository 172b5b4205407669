"""What is asked around a session: the reflection before, the two ratings after."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.fields import NameField, WordsField
from foundation.models import Authored
from partnerships.models import hears

from .captures import InSession

PERSON = settings.AUTH_USER_MODEL


class Reflection(InSession):
    """The thought partner's three answers, a week ahead (domain 0.46). They open the main block."""

    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    did = WordsField(_("What did you do?"), blank=True)
    happened = WordsField(_("What happened?"), blank=True)
    transfers = WordsField(_("What would transfer?"), blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    by_link = models.BooleanField(default=False)
    typed_by_facilitator = models.BooleanField(default=False)

    class Meta(InSession.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["session", "author"], name="reflection_once_an_author")
        ]

    def __str__(self):
        return f"reflection ({self.pk})"


class ExitRatingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and all of those partnerships in which `user` hears each side alone."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(user=user) | hears(user, "session__partnership__"))


class ExitRating(InSession):
    """Two ratings and a line, within three days of the session (domain 0.35, calendar row 29).

    Whoever hears each side alone reads them, by side; no side reads the other's.
    """

    user = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    applied = models.PositiveSmallIntegerField(_("applied to our context"), null=True, blank=True)
    shared = models.PositiveSmallIntegerField(_("shared openly"), null=True, blank=True)
    line = NameField(_("one line"), max_length=300, blank=True)
    by_link = models.BooleanField(default=False)

    objects = ExitRatingQuerySet.as_manager()

    class Meta(InSession.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["session", "user"], name="exit_rating_once_a_person"),
            models.CheckConstraint(
                condition=(Q(applied=None) | Q(applied__range=(1, 5)))
                & (Q(shared=None) | Q(shared__range=(1, 5))),
                name="exit_rating_1_to_5",
            ),
        ]

    def __str__(self):
        return f"exit ({self.pk})"


class PutOff(Authored):
    """ "Not me", "not now" or "ask a colleague", said to one ask about one session."""

    class Way(models.TextChoices):
        NOT_ME = "not_me", _("not me")
        NOT_NOW = "not_now", _("not now")
        COLLEAGUE = "colleague", _("ask a colleague")

    session = models.ForeignKey("sessions_app.Session", models.PROTECT, related_name="put_off")
    user = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    ask = models.CharField(max_length=20)  # "reflection", "update"
    way = models.CharField(max_length=10, choices=Way)
    colleague = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "user", "ask"], name="put_off_once"),
            models.CheckConstraint(
                condition=~Q(way="colleague") | Q(colleague__isnull=False),
                name="put_off_names_the_colleague",
            ),
        ]

    def __str__(self):
        return f"{self.way} ({self.pk})"
