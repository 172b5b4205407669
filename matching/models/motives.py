"""Why an organization comes at all (domain 3.04): the same three reasons for both sides."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.fields import NameField, WordsField
from foundation.models import Authored

from .offers import Offer

NAMES = ("survive", "expand", "exchange")


class Motivated(Authored):
    """Three reasons to come, and room for another one."""

    survive = models.BooleanField(_("To come through a change"), default=False)
    expand = models.BooleanField(_("To do more than they can alone"), default=False)
    exchange = models.BooleanField(_("To exchange what they know"), default=False)
    other_motive = NameField(_("Something else"), blank=True)

    class Meta:
        abstract = True

    @property
    def motives(self) -> list:
        """Return why they come, in words."""
        names = [name for name in NAMES if getattr(self, name)]
        words = [self._meta.get_field(name).verbose_name for name in names]
        return [*words, *([self.other_motive] if self.other_motive else [])]


class ReasonsQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The organization's people, and those who look after the offer; no second reader."""
        if not user.is_authenticated:
            return self.none()
        own = Offer.objects.of_organizations_of(user).values("pk")
        cared = Offer.objects.in_care_of(user).values("pk")
        return self.filter(models.Q(offer__in=own) | models.Q(offer__in=cared))


class Reasons(Motivated):
    """Why the organization that could share comes, as it told its facilitator.

    Nobody is asked anew: it is kept of what was said on the phone or written already.
    """

    offer = models.OneToOneField(Offer, models.PROTECT, related_name="reasons")
    words = WordsField(
        _("In their own words"), blank=True, help_text=_("As they said it, or wrote it before.")
    )

    objects = ReasonsQuerySet.as_manager()

    def __str__(self):
        return f"reasons ({self.pk})"

    @classmethod
    def of(cls, offer):
        """Return what is written of `offer`, or None; no query after `with_parties`."""
        return getattr(offer, "reasons", None)
