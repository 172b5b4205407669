"""What a session leaves behind: decisions, actions, parked items, updates, captured words."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.fields import NameField, WordsField
from foundation.models import Authored
from partnerships.models import LearningObjective, Partnership

from .sessions import Session

PERSON = settings.AUTH_USER_MODEL


class InSessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(session__in=Session.objects.visible_to(user).values("pk"))


class InSession(Authored):
    """A row that belongs to one session."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="%(class)ss")

    objects = InSessionQuerySet.as_manager()

    class Meta:
        abstract = True


class ContextUpdate(InSession):
    """News of the partner's world, told first in each session (domain 2.18)."""

    words = WordsField(_("what happened or was decided"), blank=True)
    side = models.CharField(max_length=16, blank=True)
    changes_plan = models.BooleanField(_("this changes our plan"), default=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    by_link = models.BooleanField(default=False)

    def __str__(self):
        return f"update ({self.pk})"


class Decision(InSession):
    """What both sides decided, and why."""

    text = NameField(_("what was decided"), max_length=400)
    because = WordsField(_("why"), blank=True)
    objective = models.ForeignKey(
        LearningObjective, models.PROTECT, null=True, blank=True, related_name="decisions"
    )

    def __str__(self):
        return f"decision ({self.pk})"


class ActionState(models.TextChoices):
    OPEN = "open", _("open")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


ACTION_MOVES = {
    ActionState.OPEN: {ActionState.DONE, ActionState.DROPPED},
    ActionState.DONE: {ActionState.OPEN},
    ActionState.DROPPED: {ActionState.OPEN},
}


class Action(InSession):
    """One promise: one owner, one date."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="actions")
    text = NameField(_("what"), max_length=400)
    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("who"))
    side = models.CharField(max_length=16)
    due_on = models.DateField(_("by"))
    objective = models.ForeignKey(
        LearningObjective, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    state = models.CharField(max_length=8, choices=ActionState, default=ActionState.OPEN)
    done_at = models.DateTimeField(null=True, blank=True)
    by_link = models.BooleanField(default=False)
    carried = models.PositiveSmallIntegerField(default=0)
    result = WordsField(_("what came of it"), blank=True)

    class Meta(InSession.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ActionState.values), name="action_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False), name="action_done_has_time"
            ),
        ]
        indexes = [models.Index(fields=["partnership", "state", "due_on"])]

    def __str__(self):
        return f"action ({self.pk})"


class ParkedItem(InSession):
    """A question for another time, with where it went (domain 0.71)."""

    class Destination(models.TextChoices):
        OPEN = "open", _("still parked")
        NEXT = "next", _("next session")
        PLAN = "plan", _("a change of the plan")
        OUT = "out", _("outside this partnership")
        SETTLED = "settled", _("settled")

    text = NameField(_("what"), max_length=400)
    destination = models.CharField(max_length=8, choices=Destination, default=Destination.OPEN)

    def __str__(self):
        return f"parked ({self.pk})"


class Capture(InSession):
    """Words worth keeping, caught live; insights may grow from them."""

    class Kind(models.TextChoices):
        INSIGHT = "insight", _("Lesson")
        QUOTE = "quote", _("Quote")
        QUESTION = "question", _("Question")
        CONDITION = "condition", _("What would have to be true here?")

    kind = models.CharField(max_length=10, choices=Kind)
    words = WordsField(_("words"))
    side = models.CharField(max_length=16, blank=True)

    class Meta(InSession.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["insight", "quote", "question", "condition"]),
                name="capture_kind_known",
            )
        ]

    def __str__(self):
        return f"{self.kind} ({self.pk})"
