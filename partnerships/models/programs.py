"""A program, and the roles people hold in it. Roles are relations with dates, never flags."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.fields import NameField, WordsField
from foundation.models import Authored


class Role(models.TextChoices):
    """What a person may be in a whole program (design, mechanism 1)."""

    ADMINISTRATOR = "administrator", _("Administrator")
    PROGRAM_OFFICER = "program_officer", _("Program officer")
    FACILITATION_LEAD = "facilitation_lead", _("Facilitation lead")
    FACILITATOR = "facilitator", _("Facilitator")
    EVALUATOR = "evaluator", _("Evaluator")


class Program(Authored):
    """One sponsor's effort to bring organizations together (domain 0.03)."""

    name = NameField(_("name"))
    sponsor = NameField(_("sponsor"), blank=True)
    boilerplate = WordsField(
        _("words at the foot of every brief"),
        blank=True,
        help_text=_("Funding statement, award number, disclaimer."),
    )
    federally_sponsored = models.BooleanField(
        _("A federal agency sponsors it"),
        default=False,
        help_text=_("Then question sets need a clearance number before a tenth outside person."),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name"], name="program_name_once")]

    def __str__(self):
        return self.name


class ProgramRoleQuerySet(models.QuerySet):
    def on(self, day):
        """Roles that stand on `day`."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


class ProgramRole(models.Model):
    """A person's role in a program, from a day until a day."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="roles")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="program_roles")
    role = models.CharField(max_length=20, choices=Role)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = ProgramRoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="program_role_known"),
            models.UniqueConstraint(
                fields=["program", "user", "role"],
                condition=Q(until=None),
                name="program_role_held_once",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} ({self.pk})"
