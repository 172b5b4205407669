"""Where else to look: what a program tells an organization it cannot help (domain 4.31)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.fields import Identified, NameField, WordsField
from foundation.models import Authored
from partnerships.models import Program, Role
from partnerships.models.standing import standing

from .readings import Reply


class ReferralQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The program's facilitators and leads; an applicant reads those its answer names."""
        if not user.is_authenticated:
            return self.none()
        held = standing(user).programs(Role.FACILITATOR, Role.FACILITATION_LEAD)
        return self.filter(program__in=held)

    def in_use(self):
        """Those not taken off the list, by name."""
        return self.filter(retired_at=None).order_by("kind", "name", "pk")

    def of_reply(self, reply):
        """Those the answer `reply` names, by name; none for None. Whoever reads it reads them."""
        if reply is None:
            return self.none()
        return self.filter(given__reply=reply).order_by("name", "pk")


class Referral(Authored):
    """One place to try instead, or one sponsor, with where its facts come from."""

    class Kind(models.TextChoices):
        HELP = "help", _("Helps where we do not")
        SPONSOR = "sponsor", _("Pays for partnerships")

    program = models.ForeignKey(Program, models.PROTECT, related_name="referrals")
    kind = models.CharField(_("What is it?"), max_length=8, choices=Kind, default=Kind.HELP)
    name = NameField(_("Its name"))
    helps_with = WordsField(_("Whom does it help, and with what?"))
    url = models.URLField(_("Its web page"), max_length=300, blank=True)
    source = NameField(
        _("Where do you know this from?"), max_length=300,
        help_text=_("For example: its web page, read on 8 March 2027."),
    )  # fmt: skip
    as_of = models.DateField(_("As of"))
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["program", "name"],
                condition=Q(retired_at=None),
                name="referral_once_a_program",
                violation_error_message=_("It is on the list already."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["help", "sponsor"]), name="referral_kind_known"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="referral_has_a_source"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("matching:referral", args=[self.pk])


class GivenReferral(Identified):
    """One place that an answer named."""

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="referrals")
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="given")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reply", "referral"], name="referral_once_a_reply")
        ]

    def __str__(self):
        return f"given ({self.pk})"
