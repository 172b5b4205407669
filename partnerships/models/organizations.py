"""Organizations, and who belongs to them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.fields import NameField
from foundation.models import Authored


class Organization(Authored):
    """A district, university, nonprofit or other body. Listed with sourced facts, or enrolled."""

    name = NameField(_("name"))
    short_name = NameField(_("short name"), max_length=60, help_text=_("As people say it."))
    enrolled_at = models.DateTimeField(_("enrolled"), null=True, blank=True)

    def __str__(self):
        return self.name

    @property
    def enrolled(self) -> bool:
        """True once it joined; a listed organization has facts only."""
        return self.enrolled_at is not None


class MembershipQuerySet(models.QuerySet):
    def on(self, day):
        """Memberships that stand on `day`."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


class Membership(models.Model):
    """A person's place in an organization, from a day until a day."""

    class Level(models.TextChoices):
        EXECUTIVE = "executive", _("Executive")
        MIDDLE = "middle", _("Middle")
        FRONT_LINE = "front_line", _("Front line")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    title = NameField(_("role in the organization"), max_length=80)
    level = models.CharField(_("level"), max_length=12, choices=Level, default=Level.MIDDLE)
    administers = models.BooleanField(_("looks after the organization's page"), default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "user"],
                condition=Q(until=None),
                name="membership_held_once",
            )
        ]

    def __str__(self):
        return f"{self.title} ({self.pk})"
