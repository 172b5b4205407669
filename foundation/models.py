"""Rows every room writes: history, signatures, versions, audit events, used form keys."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .fields import Identified, NameField, PairsField, WordsField

PERSON = settings.AUTH_USER_MODEL


class AboutQuerySet(models.QuerySet):
    """Rows that hang on something of another room by its kind and id."""

    def about(self, obj):
        return self.filter(context_kind=obj._meta.label_lower, context_id=obj.pk)


class About(Identified):
    """A row about an object of any room: `context_kind` is its model label, `context_id` its id."""

    context_kind = models.CharField(max_length=60)
    context_id = models.UUIDField()

    objects = AboutQuerySet.as_manager()

    class Meta:
        abstract = True


class Authored(Identified):
    """A row that people edit: who and when, and the version that a stale save is caught by."""

    created_at = models.DateTimeField(_("created"))
    created_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(_("changed"))
    changed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class Transition(About):
    """One move of one state field, written by `states.move` and never changed."""

    field = models.CharField(max_length=30, default="state")
    old = models.CharField(max_length=40)
    new = models.CharField(max_length=40)
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")  # None: the app
    at = models.DateTimeField()
    why = WordsField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["context_kind", "context_id", "at"])]

    def __str__(self):
        return f"{self.old} to {self.new} at {self.at:%Y-%m-%d %H:%M} ({self.pk})"


class Signature(About):
    """One named person a side under one text. Clearing keeps the row and says why."""

    side = models.CharField(max_length=20)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)  # of the text that was signed
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_because = WordsField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["context_kind", "context_id", "side"],
                condition=Q(cleared_at=None),
                name="signature_one_standing_per_side",
            )
        ]

    def __str__(self):
        return f"{self.side} at {self.at:%Y-%m-%d} ({self.pk})"


class Version(About):
    """The text of a shared document as it stood, so that a difference can be shown."""

    number = models.PositiveIntegerField()
    content = PairsField()  # label -> text, in reading order
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    wording_only = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["context_kind", "context_id", "number"], name="version_number_once"
            )
        ]

    def __str__(self):
        return f"version {self.number} ({self.pk})"


class AuditEvent(About):
    """Who did what to which row and when; field names, never content. Append only."""

    verb = models.CharField(max_length=40)
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    fields = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["context_kind", "context_id", "at"])]

    def __str__(self):
        return f"{self.verb} at {self.at:%Y-%m-%d %H:%M} ({self.pk})"


class FormKey(models.Model):
    """A form that was sent once. Sent again, it answers with the first result (trust D4)."""

    key = models.UUIDField(primary_key=True)
    by = models.ForeignKey(PERSON, models.CASCADE, null=True, related_name="+")
    name = NameField()
    result_url = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.name} ({self.key})"
