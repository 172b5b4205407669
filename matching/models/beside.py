"""What stands beside a proposal: a side weighs it, the facilitator's calls, why they come at all.

None of it decides anything, and nobody is asked for it twice.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.fields import Identified, NameField, WordsField
from foundation.models import Authored
from matching import authority
from partnerships.models import Side

from .applications import Application
from .motives import Motivated
from .proposals import MatchProposal

PERSON = settings.AUTH_USER_MODEL


class WeighingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who decide for that side, nobody else: no facilitator, no lead."""
        if not user.is_authenticated:
            return self.none()
        led = authority.led_by(user)
        asks = Q(side=Side.PARTNER, proposal__application__organization__in=led)
        shares = Q(side=Side.THOUGHT_PARTNER, proposal__offer__organization__in=led)
        return self.filter(asks | shares)


class Weighing(Authored):
    """What one side's deciders weigh before they answer (domain 4.24). Theirs alone; optional."""

    proposal = models.ForeignKey(MatchProposal, models.PROTECT, related_name="weighings")
    side = models.CharField(max_length=16, choices=Side)
    advantages = WordsField(_("What speaks for it?"), blank=True)
    disadvantages = WordsField(_("What speaks against it?"), blank=True)
    costs = WordsField(
        _("What would it cost us?"), blank=True, help_text=_("Time, people, attention, money.")
    )
    benefits = WordsField(_("What would we have from it?"), blank=True)

    objects = WeighingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "side"], name="weighing_once_a_side"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="weighing_side_known"),
        ]

    def __str__(self):
        return f"weighing ({self.pk})"


class SideCallQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who look after the proposal; nobody of either side (domain 2.3)."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(proposal__in=MatchProposal.objects.in_care_of(user).values("pk"))


class SideCall(Identified):
    """The call with one side alone after the match: hopes, worries, what went before (row 11)."""

    proposal = models.ForeignKey(MatchProposal, models.PROTECT, related_name="calls")
    side = models.CharField(max_length=16, choices=Side)
    on = models.DateField(_("On which day?"))
    note = WordsField(_("What stays in mind?"), blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SideCallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "side"], name="call_once_a_side"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="call_side_known"),
        ]

    def __str__(self):
        return f"call ({self.pk})"


class OriginQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may see the application: its people read what is kept of them."""
        return self.filter(application__in=Application.objects.visible_to(user).values("pk"))


class Origin(Motivated):
    """Where the work comes from, what it is to reach, and why they come (domain 2.01, 3.01, 3.04).

    Written by the facilitator as told on the phone; the organization reads it.
    """

    class Start(models.TextChoices):
        OWN = "own", _("They began it themselves")
        POLICY = "policy", _("A policy or a mandate asks for it")
        FUNDER = "funder", _("Somebody who pays asked for it")

    application = models.OneToOneField(Application, models.PROTECT, related_name="origin")
    start = models.CharField(_("Where does it come from?"), max_length=8, choices=Start, blank=True)
    goals = WordsField(_("What is it to reach?"), blank=True)
    checked_with = NameField(
        _("Which leader said that the problem matters to them?"), blank=True,
        help_text=_("A role, not a name."),
    )  # fmt: skip
    checked_on = models.DateField(_("When?"), null=True, blank=True)

    objects = OriginQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(start__in=["", "own", "policy", "funder"]), name="origin_start_known"
            ),
            models.CheckConstraint(
                condition=Q(checked_with="", checked_on=None)
                | ~Q(checked_with="") & Q(checked_on__isnull=False),
                name="origin_check_has_who_and_when",
                violation_error_message=_("Say both who said it and when."),
            ),
        ]

    def __str__(self):
        return f"origin ({self.pk})"

    @classmethod
    def of(cls, application):
        """Return what is written of `application`, or None; no query after `with_parties`."""
        return getattr(application, "origin", None)
