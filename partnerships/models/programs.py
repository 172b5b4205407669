"""A program, and the roles people hold in it. Roles are relations with dates, never flags."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.fields import Identified, NameField, WordsField
from foundation.models import Authored

from .vocabulary import Term, terms


class Role(models.TextChoices):
    """What a person may be in a whole program (design, mechanism 1)."""

    ADMINISTRATOR = "administrator", _("Administrator")
    PROGRAM_OFFICER = "program_officer", _("Program officer")
    FACILITATION_LEAD = "facilitation_lead", _("Facilitation lead")
    FACILITATOR = "facilitator", _("Facilitator")
    EVALUATOR = "evaluator", _("Evaluator")


class ProgramQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Programs one has a role in, and those with a round that is no draft."""
        if not user.is_authenticated:
            return self.none()
        held = ProgramRole.objects.filter(user=user, until=None).values("program")
        shown = Round.objects.exclude(state=RoundState.DRAFT).values("program")
        return self.filter(Q(pk__in=held) | Q(pk__in=shown))


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

    objects = ProgramQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name"], name="program_name_once")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partnerships:program", args=[self.pk])


class RoundState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    MATCHED = "matched", _("Matched")
    ARCHIVED = "archived", _("Archived")


ROUND_MOVES = {
    RoundState.DRAFT: {RoundState.OPEN},
    RoundState.OPEN: {RoundState.CLOSED},
    RoundState.CLOSED: {RoundState.OPEN, RoundState.MATCHED},
    RoundState.MATCHED: {RoundState.ARCHIVED},
    RoundState.ARCHIVED: set(),
}


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Open rounds for everybody who signed in; all of them for those with a program role."""
        if not user.is_authenticated:
            return self.none()
        held = ProgramRole.objects.filter(user=user, until=None).values("program")
        return self.filter(~Q(state=RoundState.DRAFT) | Q(program__in=held))

    def open(self):
        return self.filter(state=RoundState.OPEN)


class Round(Authored):
    """One call of a program: when it opens and closes, how many places, which topics."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="rounds")
    name = NameField(_("name"), max_length=80)
    opens_on = models.DateField(_("opens"))
    closes_on = models.DateField(_("closes"), help_text=_("The last day, until midnight."))
    places = models.PositiveSmallIntegerField(_("places"))
    topics = models.ManyToManyField(
        **terms(Term.Vocabulary.TOPIC), related_name="+", blank=True, verbose_name=_("topics")
    )
    eligibility = WordsField(_("who may ask"), blank=True)
    state = models.CharField(max_length=10, choices=RoundState, default=RoundState.DRAFT)

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "name"], name="round_name_once"),
            models.CheckConstraint(
                condition=Q(closes_on__gt=models.F("opens_on")),
                name="round_closes_after_opening",
                violation_error_message=_("The round closes before it opens."),
            ),
            models.CheckConstraint(condition=Q(places__gte=1), name="round_has_a_place"),
            models.CheckConstraint(
                condition=Q(state__in=RoundState.values), name="round_state_known"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partnerships:round", args=[self.pk])

    def over(self, today) -> bool:
        """Say whether its last day has passed."""
        return self.closes_on < today


class ProgramRoleQuerySet(models.QuerySet):
    def on(self, day):
        """Roles that stand on `day`."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)

    def held_alone(self):
        """Standing roles that nobody else holds in their program."""
        same = {"program": OuterRef("program"), "role": OuterRef("role"), "until": None}
        others = self.model.objects.filter(**same).exclude(pk=OuterRef("pk"))
        return self.filter(~Exists(others), until=None)


class ProgramRole(Identified):
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
