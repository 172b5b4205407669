"""Agendas: their own model. A session owns one now; a convening may later."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.fields import Identified, NameField, WordsField
from foundation.models import Authored
from partnerships.models import LearningObjective

PERSON = settings.AUTH_USER_MODEL


class BlockKind(models.TextChoices):
    """Domain 2.2, agenda templates. The partner's update follows the welcome in every agenda."""

    WELCOME = "welcome", _("Welcome, norms, outcome")
    UPDATE = "update", _("Partner's update")
    ACTIONS = "actions", _("Actions check")
    MAIN = "main", _("Lesson")
    GROUP = "group", _("Group work")
    ROUND = "round", _("Round: each speaks in turn")
    TAKEAWAY = "takeaway", _("What each side takes away")
    PARKED = "parked", _("Parked items and plan")
    CLOSE = "close", _("Decisions read back, next time")
    OTHER = "other", _("Something else")


class BlockPurpose(models.TextChoices):
    INFORM = "inform", _("inform")
    LEARN = "learn", _("learn")
    APPLY = "apply", _("apply")
    DECIDE = "decide", _("decide")


class AgendaTemplate(Identified):
    """A pattern of blocks as data: key, title, when it fits, rows of block fields."""

    key = models.SlugField(unique=True)
    title = NameField()
    fits = WordsField(_("when it fits"), blank=True)
    blocks = models.JSONField()
    order = models.PositiveSmallIntegerField(default=0)

    def __str__(self):
        return self.title


class Agenda(Authored):
    """Blocks whose minutes sum to `minutes` before it may go out (domain 0.66)."""

    minutes = models.PositiveSmallIntegerField()
    template = models.SlugField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__range=(15, 960)), name="agenda_length")
        ]

    def __str__(self):
        return f"agenda of {self.minutes} minutes ({self.pk})"


class AgendaBlock(Authored):
    """One row of an agenda. `fixed` blocks stay where they are."""

    agenda = models.ForeignKey(Agenda, models.PROTECT, related_name="blocks")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=BlockKind, default=BlockKind.OTHER)
    title = NameField(_("title"), max_length=120)
    text = WordsField(_("what happens"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    purpose = models.CharField(_("purpose"), max_length=8, choices=BlockPurpose)
    lead = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("led by")
    )
    lead_words = NameField(_("led by"), max_length=80, blank=True)  # "Both leads"
    objective = models.ForeignKey(
        LearningObjective, models.PROTECT, null=True, blank=True, related_name="+"
    )
    fixed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agenda", "order"], name="block_order_once"),
            models.CheckConstraint(condition=Q(minutes__range=(1, 480)), name="block_minutes"),
            models.CheckConstraint(condition=Q(kind__in=BlockKind.values), name="block_kind_known"),
            models.CheckConstraint(
                condition=Q(purpose__in=BlockPurpose.values), name="block_purpose_known"
            ),
            models.UniqueConstraint(
                fields=["agenda"], condition=Q(kind="update"), name="one_partner_update_an_agenda"
            ),
        ]

    def __str__(self):
        return f"{self.order} {self.title} ({self.pk})"
