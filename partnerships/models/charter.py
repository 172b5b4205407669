"""What both sides agree before they meet: benefits, scope and what may be shared."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.fields import NameField, WordsField
from foundation.models import Authored

from .organizations import Organization
from .partnership import Partnership, Side

PERSON = settings.AUTH_USER_MODEL


class SignedByBoth(Authored):
    """A text that one named person a side signs, and what was reworded since."""

    signed_at = models.DateTimeField(null=True, blank=True)  # by both sides
    reworded_at = models.DateTimeField(null=True, blank=True)  # since it was signed
    reworded_side = models.CharField(max_length=16, choices=Side, blank=True)  # "": facilitator

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(reworded_side="") | Q(reworded_side__in=Side.values),
                name="%(class)s_reworded_side_known",
            )
        ]


class Charter(SignedByBoth):
    """One page that one named person a side signs; an edit clears both signatures."""

    partnership = models.OneToOneField(Partnership, models.PROTECT, related_name="charter")
    benefit_thought_partner = WordsField(
        _("what the organization that shares hopes to gain"), blank=True
    )
    benefit_partner = WordsField(_("what the organization that applies hopes to gain"), blank=True)
    could_not_alone = WordsField(_("what neither could do alone"), blank=True)
    in_scope = WordsField(_("what this is"), blank=True)
    out_of_scope = WordsField(_("what this is not"), blank=True)
    norms = WordsField(_("how we work"), blank=True)
    if_people_leave = WordsField(_("if somebody leaves"), blank=True)

    def __str__(self):
        return f"charter ({self.pk})"

    def get_absolute_url(self):
        return reverse("partnerships:charter", args=[self.partnership_id])


class LeaderStatement(Authored):
    """One of three things that the leader of the sharing side says, dated and signed (0.33)."""

    class Key(models.TextChoices):
        EMPOWER = "empower", _("Our people may speak for themselves")
        CLARITY = "clarity", _("What they may share, and in how much detail")
        COMMIT = "commit", _("We stand by it")

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="leader_statements")
    key = models.CharField(max_length=8, choices=Key)
    words = WordsField(_("in your words"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "key"], name="leader_statement_once"),
            models.CheckConstraint(
                condition=Q(key__in=["empower", "clarity", "commit"]),
                name="leader_statement_known",
            ),
        ]

    def __str__(self):
        return f"{self.key} ({self.pk})"


class BoundaryLevel(models.IntegerChoices):
    """Domain 2.1, Resource: how far something may travel."""

    L0 = 0, _("Not shareable, do not ask")
    L1 = 1, _("Talk about it only")
    L2 = 2, _("Show in a session, no copy")
    L3 = 3, _("This partner may use it, no onward sharing")
    L4 = 4, _("The program may use it")
    L5 = 5, _("Public, open license")


class SharingBoundary(Authored):
    """One kind of material and how far it may travel; decided by the organization that owns it."""

    class Detail(models.TextChoices):
        IDEA = "idea", _("the idea")
        PRINCIPLE = "principle", _("the principle")
        STEPS = "steps", _("the steps")
        TEMPLATE = "template", _("a template")
        FULL = "full", _("the full working document")
        DATA = "data", _("data")

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="boundaries")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    material = NameField(_("material"), max_length=200)
    detail = models.CharField(
        _("how much of it"), max_length=10, choices=Detail, default=Detail.STEPS
    )
    level = models.PositiveSmallIntegerField(
        _("how far it may travel"), choices=BoundaryLevel, default=BoundaryLevel.L1
    )
    commercial = models.BooleanField(_("usually sold"), default=False)
    terms = NameField(_("terms"), max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)  # None: proposed by the template
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["organization_id", "created_at", "material"]
        constraints = [
            models.CheckConstraint(
                condition=Q(detail__in=["idea", "principle", "steps", "template", "full", "data"]),
                name="boundary_detail_known",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="boundary_decided_by_somebody",
            ),
            models.CheckConstraint(condition=Q(level__range=(0, 5)), name="boundary_level_0_to_5"),
            models.UniqueConstraint(
                fields=["partnership", "organization", "material"],
                condition=Q(retired_at=None),
                name="boundary_material_once",
                violation_error_message=_("This material is already on the list."),
            ),
        ]

    def __str__(self):
        return f"{self.material} L{self.level} ({self.pk})"

    @property
    def closed(self) -> bool:
        """True for what is not shared at all: "not shareable, do not ask" (domain 0.57)."""
        return self.level == BoundaryLevel.L0
