"""What each side answers unseen: focus ratings before the kickoff, two questions after it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.fields import WordsField
from foundation.models import Authored

from .hearing import hears
from .kickoff import FocusArea
from .partnership import Partnership, Side

PERSON = settings.AUTH_USER_MODEL


class FocusRatingQuerySet(models.QuerySet):
    def both_in(self, partnership) -> bool:
        """True once each side has answered: then both are shown (domain 0.53)."""
        sides = self.filter(partnership=partnership).order_by().values("side").distinct()
        return sides.count() == len(Side)


class FocusRating(Authored):
    """What one side says of one line: how much it is needed, or how well it can be shown (0.53)."""

    class Ability(models.IntegerChoices):
        HEARD = 1, _("we have read about it")
        TRIED = 2, _("we have tried it")
        DOING = 3, _("we do it now")

    class Sharing(models.IntegerChoices):
        CLOSED = 0, _("not for sharing")
        TALK = 1, _("we can talk about it")
        SHOW = 2, _("we can show it")
        GIVE = 3, _("they may use it")

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="focus_ratings")
    area = models.ForeignKey(FocusArea, models.PROTECT, related_name="ratings")
    side = models.CharField(max_length=16, choices=Side)
    need_rank = models.PositiveSmallIntegerField(null=True, blank=True)  # 1: needed most
    ability = models.PositiveSmallIntegerField(null=True, blank=True, choices=Ability)
    sharing = models.PositiveSmallIntegerField(null=True, blank=True, choices=Sharing)

    objects = FocusRatingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "side"], name="focus_rating_once_a_side"),
            models.CheckConstraint(
                condition=Q(side="partner", need_rank__gte=1, ability=None, sharing=None)
                | Q(
                    side="thought_partner",
                    need_rank=None,
                    ability__range=(1, 3),
                    sharing__range=(0, 3),
                ),
                name="focus_rating_of_its_side",
            ),
        ]

    def __str__(self):
        return f"{self.side} ({self.pk})"


class KickoffCheckQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and all of those partnerships whose midpoint talks `user` would hold."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(user=user) | hears(user, "partnership__"))


class KickoffCheck(Authored):
    """Two questions to each person after the kickoff: understood, invested (domain 0.51)."""

    class Understood(models.IntegerChoices):
        NOT_YET = 1, _("Not yet")
        PARTLY = 2, _("Partly")
        WELL = 3, _("Well")
        FULLY = 4, _("Well enough to explain it to a colleague")

    class Invested(models.IntegerChoices):
        NOT_YET = 1, _("Not yet")
        WAITING = 2, _("I wait and see")
        WANTING = 3, _("I want it to work")
        OWNING = 4, _("I will make time so that it works")

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="kickoff_checks")
    user = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    side = models.CharField(max_length=16, choices=Side)
    understood = models.PositiveSmallIntegerField(choices=Understood)
    invested = models.PositiveSmallIntegerField(choices=Invested)
    words = WordsField(_("anything else"), blank=True)

    objects = KickoffCheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "user"], name="kickoff_check_once_a_person"
            ),
            models.CheckConstraint(
                condition=Q(understood__range=(1, 4), invested__range=(1, 4)),
                name="kickoff_check_1_to_4",
            ),
            models.CheckConstraint(
                condition=Q(side__in=Side.values), name="kickoff_check_side_known"
            ),
        ]

    def __str__(self):
        return f"{self.side} ({self.pk})"
