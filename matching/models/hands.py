"""Several hands on one form: who wrote what, who is asked to write too, and the leader's word."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.fields import Identified, NameField, WordsField
from foundation.models import Authored

from .applications import Application
from .readings import AboutOne, Reading

PERSON = settings.AUTH_USER_MODEL
MOST_HOURS = 400  # a month, for one role of several people


class Hand(Identified):
    """Who wrote one answer of the interest form last, and when."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="hands")
    field = models.CharField(max_length=40)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "field"], name="hand_once_an_answer")
        ]

    def __str__(self):
        return f"{self.field} ({self.pk})"


class OfferedTime(Identified):
    """One role that would take part, and the hours a month it can give (domain 0.19)."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="offered")
    role = NameField(
        _("Which role?"), max_length=80, help_text=_("A role, not a name. E.g. Coaching lead.")
    )
    hours = models.PositiveSmallIntegerField(_("Hours a month"))
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "role"],
                name="offered_time_once_a_role",
                violation_error_message=_("This role is on the list. Take it off first."),
            ),
            models.CheckConstraint(
                condition=Q(hours__range=(1, MOST_HOURS)), name="offered_time_1_to_400_hours"
            ),
        ]

    def __str__(self):
        return f"{self.role} ({self.pk})"


class AskedColleague(AboutOne, Identified):
    """A colleague who was asked, by mail and once, to write on a form or its nine answers."""

    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(AboutOne.Meta):
        abstract = False
        constraints = [
            *AboutOne.Meta.constraints,
            *[
                models.UniqueConstraint(fields=[of, "person"], name=f"colleague_asked_once_an_{of}")
                for of in ("application", "offer")
            ],
        ]

    def __str__(self):
        return f"asked at {self.at:%Y-%m-%d} ({self.pk})"


class EndorsementQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may see the application, and the leader who was asked."""
        if not user.is_authenticated:
            return self.none()
        seen = Application.objects.visible_to(user).values("pk")
        return self.filter(Q(application__in=seen) | Q(leader=user))


class Endorsement(Authored):
    """What the organization's leader says of the form: by a link of their own, or as told.

    Nothing waits for it. `leader` is whoever was asked by mail; `told` says how it reached the
    facilitator who typed it. Without an `answer` the leader was asked and has not answered yet.
    """

    class Answer(models.TextChoices):
        BACKS = "backs", _("Yes, I back it, with the people and the time it names")
        TALK = "talk", _("Not yet, let us talk about it first")

    application = models.OneToOneField(Application, models.PROTECT, related_name="endorsement")
    name = NameField(_("Who is it?"), max_length=120, help_text=_("E.g. Superintendent."))
    leader = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(_("What did they say?"), max_length=8, choices=Answer, blank=True)
    words = WordsField(_("In their words"), blank=True)
    told = NameField(
        _("How did it reach you?"), max_length=200, blank=True,
        help_text=_("E.g. On the phone, Monday 8 March."),
    )  # fmt: skip
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = EndorsementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=["", "backs", "talk"]), name="endorsement_answer_known"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | ~Q(answer="") & Q(answered_at__isnull=False),
                name="endorsement_answer_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(leader__isnull=False) | ~Q(told=""),
                name="endorsement_by_link_or_told_how",
            ),
        ]

    def __str__(self):
        return f"endorsement ({self.pk})"

    def get_absolute_url(self):
        return reverse("matching:endorse", args=[self.pk])

    @property
    def asked_by(self):
        """Who asked for it: whoever corrected the address last, until there is an answer."""
        return self.created_by if self.answer else self.changed_by

    @classmethod
    def of(cls, application):
        """Return the leader's word on `application`, or None; no query after `with_parties`."""
        return getattr(application, "endorsement", None)


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may see the reading it belongs to: a blind reader sees their own alone."""
        return self.filter(reading__in=Reading.objects.visible_to(user).values("pk"))


class Evidence(Identified):
    """What a reader holds a level against, item by item; the organization never meets it."""

    class Kind(models.TextChoices):
        WORDS = "words", _("Something they said or showed")
        LINK = "link", _("A page on the web")
        DOCUMENT = "document", _("A document, by its name")

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="evidence")
    item = models.CharField(max_length=12)  # R1, O4
    kind = models.CharField(_("What is it?"), max_length=8, choices=Kind)
    words = WordsField(_("What does it show?"))
    url = models.URLField(_("Its address"), max_length=300, blank=True)
    document = NameField(_("The document’s name"), blank=True)
    at = models.DateTimeField()

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="words", url="", document="")
                | Q(kind="link", document="") & ~Q(url="")
                | Q(kind="document", url="") & ~Q(document=""),
                name="evidence_is_of_its_kind",
            )
        ]

    def __str__(self):
        return f"{self.item} ({self.pk})"
