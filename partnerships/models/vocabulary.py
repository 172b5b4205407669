"""Words the directory is sorted by: topics, contexts, kinds of organization, sectors; data."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.fields import Identified, NameField, WordsField


class Term(Identified):
    """One value of a vocabulary. A sub-topic has parents; a topic has none."""

    class Vocabulary(models.TextChoices):
        TOPIC = "topic", _("Topic")
        CONTEXT = "context", _("Context")
        ORGANIZATION_TYPE = "organization_type", _("Organization type")
        SECTOR = "sector", _("Sector")

    vocabulary = models.CharField(max_length=20, choices=Vocabulary)
    slug = models.SlugField(max_length=60)
    label = NameField()
    meaning = WordsField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    parents = models.ManyToManyField("self", symmetrical=False, related_name="children", blank=True)
    sector = models.ForeignKey(  # of a kind of organization: the one that follows from it
        "self", models.PROTECT, null=True, blank=True, related_name="kinds"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vocabulary", "slug"], name="term_slug_once"),
            models.CheckConstraint(
                condition=models.Q(
                    vocabulary__in=["topic", "context", "organization_type", "sector"]
                ),
                name="term_vocabulary_known",
            ),
            models.CheckConstraint(
                condition=models.Q(sector=None) | models.Q(vocabulary="organization_type"),
                name="term_sector_follows_from_a_kind",
            ),
        ]

    def __str__(self):
        return self.label


def terms(vocabulary):
    """Return the keyword arguments that bind a relation to one vocabulary."""
    return {"to": Term, "limit_choices_to": {"vocabulary": vocabulary}}


def within(vocabulary, slug: str):
    """Return the terms with `slug` or below it, so that a topic finds its sub-topics."""
    return Term.objects.filter(
        models.Q(slug=slug) | models.Q(parents__slug=slug), vocabulary=vocabulary
    ).values("pk")
