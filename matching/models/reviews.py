"""What a pair is judged on, and the facilitator's judgment of it (domain 0.25, 2.2)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.fields import NameField, WordsField
from foundation.models import Authored
from partnerships.models import Initiative, Term
from partnerships.models.vocabulary import terms

from .applications import Application
from .offers import Offer

LEVELS = [(0, _("not")), (1, _("a little")), (2, _("much")), (3, _("fully"))]


def level(label):
    """Return the field of one judgment from 0 to 3; empty while nobody has judged."""
    return models.PositiveSmallIntegerField(label, choices=LEVELS, null=True, blank=True)


def lines(label, **more):
    """Return a field for sentences, one a line."""
    return WordsField(label, blank=True, help_text=_("One a line."), **more)


class MatchFacts(Authored):
    """What an application is about, in the words the directory is sorted by; by its facilitator."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="facts")
    topics = models.ManyToManyField(
        **terms(Term.Vocabulary.TOPIC), related_name="+", blank=True, verbose_name=_("topics")
    )
    contexts = models.ManyToManyField(
        **terms(Term.Vocabulary.CONTEXT), related_name="+", blank=True, verbose_name=_("settings")
    )
    work = models.CharField(_("kind of work"), max_length=12, choices=Initiative.Work, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(work="") | Q(work__in=Initiative.Work.values), name="facts_work_known"
            )
        ]

    def __str__(self):
        return f"facts ({self.pk})"


class Judgment(models.TextChoices):
    """Where a candidate stands for one application, in the words of the board."""

    FIRST = "first", _("First choice")
    RESERVE = "reserve", _("Kept in reserve")
    NOT_NOW = "not_now", _("Not this round")


class PairQuerySet(models.QuerySet):
    """Rows about one application and one offer."""

    def visible_to(self, user):
        """Those who look after the application, unless they belong to one of the two."""
        if not user.is_authenticated:
            return self.none()
        cared = Application.objects.in_care_of(user).values("pk")
        own = Offer.objects.of_organizations_of(user).values("pk")
        return self.filter(application__in=cared).exclude(offer__in=own)


class AlignmentReview(Authored):
    """The facilitator's judgment of one pair, kept and compared later (domain 0.25).

    A, B and C are three reasons of which one suffices; A4 to A8 are gates and cautions. Beside it
    stands what our rules suggested when it was last kept. Neither organization ever reads a review:
    the briefs are written for them.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="reviews")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="reviews")
    in_short = NameField(_("In a line"), max_length=300, blank=True)
    judgment = models.CharField(
        _("Where it stands"), max_length=8, choices=Judgment, default=Judgment.RESERVE
    )
    level_a = level(_("Same kind of initiative, for a like purpose"))
    evidence_a = WordsField(_("What shows it"), blank=True)
    level_b = level(_("Same setting, and further on"))
    evidence_b = WordsField(_("What shows it"), blank=True)
    level_c = level(_("Deep expertise in the topic"))
    evidence_c = WordsField(_("What shows it"), blank=True)
    shareable = level(_("Something of use may be shared"))
    shareable_words = WordsField(_("What may travel"), blank=True)
    context_words = WordsField(
        _("Where their settings differ, and how to deal with it"), blank=True
    )
    tempo_words = WordsField(_("How fast each side decides"), blank=True)
    benefit = level(_("Both sides gain"))
    benefit_words = WordsField(_("What each side gains"), blank=True)
    practical_words = WordsField(_("Time zones, travel, load"), blank=True)
    speaks_for = lines(_("What speaks for it"))
    speaks_against = lines(_("What speaks against it"))
    unknown = lines(_("What we do not know"))
    changes_mind = lines(_("What would change our mind"))
    worries = WordsField(_("What worries you"), blank=True)
    # What our rules suggested then, from which facts, by which version (trust W17, suggested.py).
    method = models.CharField(max_length=20, blank=True, editable=False)  # "": kept nothing yet
    suggested = models.JSONField(default=dict, editable=False)
    suggested_from = models.JSONField(default=dict, editable=False)

    objects = PairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "offer"], name="review_once_a_pair"),
            models.CheckConstraint(
                condition=Q(judgment__in=Judgment.values), name="review_judgment_known"
            ),
            *[
                models.CheckConstraint(
                    condition=Q(**{name: None}) | Q(**{f"{name}__range": (0, 3)}),
                    name=f"review_{name}_0_to_3",
                )
                for name in ("level_a", "level_b", "level_c", "shareable", "benefit")
            ],
            *[
                models.CheckConstraint(
                    condition=Q(**{f"level_{mode}": None})
                    | Q(**{f"level_{mode}": 0})
                    | ~Q(**{f"evidence_{mode}": ""}),
                    name=f"review_{mode}_has_evidence",
                    violation_error_message=_("Say what shows it, in a sentence."),
                )
                for mode in "abc"
            ],
        ]

    def __str__(self):
        return f"review ({self.pk})"

    @property
    def levels(self) -> dict[str, int | None]:
        """The three ways of fitting by their key."""
        return {"a": self.level_a, "b": self.level_b, "c": self.level_c}
