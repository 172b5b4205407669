"""Reading the answers against the rubric, talking about a gap, and the reply. Never averaged."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from foundation.fields import Identified, NameField, WordsField
from foundation.models import Authored

from .applications import Application
from .offers import Offer

PERSON = settings.AUTH_USER_MODEL


class AboutOne(models.Model):
    """A row about one application or one offer, never both."""

    application = models.ForeignKey(Application, models.PROTECT, null=True, blank=True)
    offer = models.ForeignKey(Offer, models.PROTECT, null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(application__isnull=False, offer=None)
                | Q(application=None, offer__isnull=False),
                name="%(class)s_of_one_thing",
            )
        ]

    @property
    def subject(self):
        """The application or the offer."""
        return self.application or self.offer


class ReadingQuerySet(models.QuerySet):
    def of(self, subject):
        return self.filter(**{subject._meta.model_name: subject})

    def visible_to(self, user):
        """One's own, while one facilitates there; those of others once finished, for those who look
        after the subject.

        A reader who has not finished sees nobody else's: the second reading is blind.
        """
        if not user.is_authenticated:
            return self.none()
        own = Reading.objects.filter(reader=user).filter(
            Q(application__in=Application.objects.read_by(user).values("pk"))
            | Q(offer__in=Offer.objects.read_by(user).values("pk"))
        )
        unfinished = own.filter(finished_at=None)
        waits = Exists(
            unfinished.filter(
                Q(application=OuterRef("application"), application__isnull=False)
                | Q(offer=OuterRef("offer"), offer__isnull=False)
            )
        )
        cared = Q(application__in=Application.objects.in_care_of(user)) | Q(
            offer__in=Offer.objects.in_care_of(user)
        )
        done = own.exclude(finished_at=None)
        fellow = Q(application__in=done.exclude(application=None).values("application")) | Q(
            offer__in=done.exclude(offer=None).values("offer")
        )
        others = Q(finished_at__isnull=False) & (cared | fellow) & ~waits
        return self.filter(Q(pk__in=own.values("pk")) | others)


class Reading(AboutOne, Authored):
    """One reader's levels of an application (R1 to R9) or of an offer (O1 to O9).

    The levels are answers on a sheet about this reading; the organization never meets them.
    """

    class Place(models.TextChoices):
        FIRST = "first", _("Facilitator")
        SECOND = "second", _("Second reader")

    place = models.CharField(max_length=6, choices=Place)
    reader = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    note = WordsField(_("for you and the other reader"), blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta(AboutOne.Meta):
        abstract = False
        constraints = [
            *AboutOne.Meta.constraints,
            models.CheckConstraint(
                condition=Q(place__in=["first", "second"]), name="reading_place_known"
            ),
            *[
                models.UniqueConstraint(fields=[of, what], name=f"reading_one_{what}_an_{of}")
                for of in ("application", "offer")
                for what in ("place", "reader")
            ],
        ]

    def __str__(self):
        return f"{self.place} reading ({self.pk})"


class Talk(AboutOne, Identified):
    """What two readers agreed on about one item where they were two steps apart.

    Facilitators and leads read it. Without its note a gap stays open.
    """

    item = models.CharField(max_length=12, default="")  # R1, O4
    words = WordsField(_("What did you agree on?"))
    gaps = models.JSONField()  # item key: [first, second], as they stood
    present = NameField(_("Who talked?"), max_length=200, default="")
    held_on = models.DateField(_("On which day?"), null=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(AboutOne.Meta):
        abstract = False
        constraints = [
            *AboutOne.Meta.constraints,
            models.CheckConstraint(condition=~Q(words=""), name="talk_has_its_note"),
        ]

    def __str__(self):
        return f"talk at {self.at:%Y-%m-%d} ({self.pk})"


class Reply(AboutOne, Identified):
    """A sentence to the organization with a next step and its date, written by the facilitator.

    `words`, `next_step`, `next_on` and `agreed_note` are all the organization ever reads of it.
    `levels`, `rule` and `by_rule` keep what was decided on (trust W17); `override_reason` says why
    another result was chosen than by the rule. Facilitators and leads read these.
    """

    result = models.CharField(max_length=12)  # a state of the application or of the offer
    words = WordsField(_("What the organization reads"))
    next_step = NameField(_("Next step"), max_length=300)
    next_on = models.DateField(_("On"))
    agreed_note = WordsField(_("Note you agreed on with them"), blank=True)
    by_rule = models.CharField(max_length=12, blank=True)
    levels = models.JSONField(default=dict)
    rule = models.JSONField(default=dict)
    override_reason = WordsField(_("Why, against our rule"), blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(AboutOne.Meta):
        abstract = False
        constraints = [
            *AboutOne.Meta.constraints,
            models.CheckConstraint(
                condition=Q(by_rule="") | Q(by_rule=F("result")) | ~Q(override_reason=""),
                name="reply_against_the_rule_has_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.result} at {self.at:%Y-%m-%d} ({self.pk})"
