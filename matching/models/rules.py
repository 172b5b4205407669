"""The cut-offs of readiness and openness, per program. They are our rule, and editable."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.models import Authored
from matching import openness, readiness
from partnerships.models import Program


def level(label, default):
    """Return the field of one cut-off, a level from 1 to 4."""
    return models.PositiveSmallIntegerField(
        label, default=default, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )


class RuleSet(Authored):
    """One program's cut-offs; a program without a row uses the defaults (domain 2.2)."""

    program = models.OneToOneField(Program, models.PROTECT, related_name="matching_rules")
    ready_level = level(_("Ready: items 1, 5, 7 and 8 at least at"), 3)
    ready_mean = models.DecimalField(
        _("Ready: all nine together at least at"),
        max_digits=3,
        decimal_places=2,
        default=Decimal("2.75"),
        validators=[MinValueValidator(1), MaxValueValidator(4)],
    )
    unclear_level = level(_("Prepare first: item 1 or 5 at most at"), 2)
    will_level = level(_("Prepare first: items 6 to 8 at least at"), 2)
    able_level = level(_("Willing and able: items 1, 2 and 5 at least at"), 3)
    build_level = level(_("Build first: item 2 or 4 at"), 2)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    ready_level__range=(1, 4),
                    unclear_level__range=(1, 4),
                    will_level__range=(1, 4),
                    able_level__range=(1, 4),
                    build_level__range=(1, 4),
                    ready_mean__range=(1, 4),
                ),
                name="rule_set_levels_1_to_4",
            )
        ]

    def __str__(self):
        return f"rules ({self.pk})"

    @classmethod
    def of(cls, program) -> "RuleSet":
        """Return the cut-offs of `program`; unsaved defaults where nobody changed them."""
        return cls.objects.filter(program=program).first() or cls(program=program)

    def readiness(self) -> readiness.Rule:
        return readiness.Rule(
            self.ready_level, self.ready_mean, self.unclear_level, self.will_level
        )

    def openness(self) -> openness.Rule:
        return openness.Rule(self.able_level, self.build_level)
