"""Flags of the facilitator: somebody wants materials handed over, or the work done for them.

Each asks for a talk about who does what (domain 0.21). It belongs to the initiative, which an
application and a partnership share; until there is one, to the application it was raised on.
"""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation import access
from foundation.fields import NameField, WordsField
from foundation.models import About, AboutQuerySet, Authored

from .directory import Initiative
from .hearing import hears
from .organizations import Organization
from .partnership import Partnership
from .programs import Role
from .standing import standing

READ, KEEP = "read_flags", "keep_flags"  # what a room above says of its own kind


class FlagState(models.TextChoices):
    RAISED = "raised", _("waits for its talk")
    TALKED = "talked", _("talked through")
    SET_ASIDE = "set_aside", _("set aside")


FLAG_MOVES: dict = {
    FlagState.RAISED: {FlagState.TALKED, FlagState.SET_ASIDE},
    FlagState.TALKED: set(),
    FlagState.SET_ASIDE: set(),
}
FLAG_SHAPES = {FlagState.RAISED: "heed", FlagState.TALKED: "done", FlagState.SET_ASIDE: "empty"}


class RoleFlagQuerySet(AboutQuerySet):
    """Facilitators and leads alone: no organization, no officer, nobody about the other side."""

    def visible_to(self, user):
        """Who hears the organization's side alone, and the leads of the program."""
        if not user.is_authenticated:
            return self.none()
        overseen = standing(user).within("round__program", Role.FACILITATION_LEAD)
        led = Partnership.objects.filter(overseen)
        return self._reached(user, READ, _heard(user) | led)

    def kept_by(self, user):
        """Those of which `user` notes the talk: who hears the organization's side alone."""
        if not user.is_authenticated:
            return self.none()
        return self._reached(user, KEEP, _heard(user))

    def _reached(self, user, action, partnerships):
        shared = Q(initiative__in=partnerships.values("initiative"))
        own = _own(user).filter(initiative=OuterRef("initiative"))
        return self.filter(shared | access.visible(user, action)).exclude(Exists(own))

    def waiting(self):
        return self.filter(state=FlagState.RAISED)

    def of(self, obj):
        """Those raised on `obj`, or on its initiative by way of something else."""
        found = Q(context_kind=obj._meta.label_lower, context_id=obj.pk)
        if obj.initiative_id:
            found |= Q(initiative=obj.initiative_id)
        return self.filter(found).order_by("-created_at", "pk")


def _heard(user):
    """Partnerships whose sides `user` hears alone: the neutral person, if one is named (0.62)."""
    return Partnership.objects.filter(hears(user))


def _own(user):
    """Partnerships `user` has a stake in: through an organization, a seat, or as its facilitator
    from inside.
    """
    internal = Q(facilitator=user, facilitator_kind=Partnership.FacilitatorKind.INTERNAL)
    seated = Q(pk__in=user.roster_entries.filter(until=None).values("partnership"))
    of_it = Q(organizations__organization__in=_organizations_of(user))
    return Partnership.objects.filter(internal | seated | of_it)


def _organizations_of(user) -> list:
    return list(standing(user).organizations)


class RoleFlag(About, Authored):
    """What was seen, and the talk that followed."""

    class Kind(models.TextChoices):
        SHOPPING = "shopping", _("Resource shopping: materials are to be handed over")
        SOLVING = "solving", _("Solve it for us: the work is to be done by the other side")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, null=True, blank=True, related_name="role_flags"
    )
    kind = models.CharField(_("what it looks like"), max_length=8, choices=Kind)
    seen = WordsField(_("what you saw or heard"), max_length=2000)
    state = models.CharField(max_length=9, choices=FlagState, default=FlagState.RAISED)
    talked_on = models.DateField(_("on which day"), null=True, blank=True)
    present = NameField(_("who talked"), max_length=300, blank=True)
    agreed = WordsField(_("what was agreed"), max_length=2000, blank=True)

    objects = RoleFlagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=FlagState.values), name="role_flag_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["shopping", "solving"]), name="role_flag_kind_known"
            ),
            models.CheckConstraint(condition=~Q(seen=""), name="role_flag_says_what_was_seen"),
            models.CheckConstraint(
                condition=~Q(state="talked")
                | (Q(talked_on__isnull=False) & ~Q(present="") & ~Q(agreed="")),
                name="role_flag_talked_has_who_when_and_what",
            ),
            models.UniqueConstraint(
                fields=["context_kind", "context_id", "kind"],
                condition=Q(state="raised"),
                name="role_flag_waits_once_a_kind",
            ),
        ]
        indexes = [models.Index(fields=["state", "created_at"], name="role_flag_waiting")]

    def __str__(self):
        return f"{self.kind} {self.state} ({self.pk})"

    def get_absolute_url(self):
        return reverse("partnerships:role_flag", args=[self.pk])

    @property
    def waits(self) -> bool:
        return self.state == FlagState.RAISED

    @property
    def shape(self) -> str:
        """What components/state.html calls its kind."""
        return FLAG_SHAPES[FlagState(self.state)]
