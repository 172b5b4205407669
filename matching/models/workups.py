"""The preparation track: what lies behind a problem, found out together (domain 0.22 to 0.24, 2.1).

Each part is a row with a version of its own, so that two people on different parts never meet.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.fields import NameField, WordsField
from foundation.models import Authored

from .applications import Application

PERSON = settings.AUTH_USER_MODEL
MOST_WHYS = 7
MOST_SESSIONS = 4


class WorkupState(models.TextChoices):
    """Written together, read by the facilitator, accepted by a person of the organization."""

    DRAFT = "draft", _("Being worked on")
    REVIEWED = "reviewed", _("Read by the facilitator")
    ACCEPTED = "accepted", _("Accepted")


W = WorkupState
WORKUP_MOVES = {
    W.DRAFT: {W.REVIEWED},
    W.REVIEWED: {W.ACCEPTED, W.DRAFT},
    W.ACCEPTED: {W.DRAFT},
}
WORKUP_SHAPES = {W.DRAFT: "doing", W.REVIEWED: "doing", W.ACCEPTED: "done"}


class WorkupQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Its organization's people and those who look after its application, nobody else."""
        if not user.is_authenticated:
            return self.none()
        own = Application.objects.of_organizations_of(user).values("pk")
        cared = Application.objects.in_care_of(user).values("pk")
        return self.filter(Q(application__in=own) | Q(application__in=cared))

    def with_parties(self):
        """Load what every page of a workup names, in the same query."""
        names = ("round", "organization", "facilitator")
        parts = ("problem", "solution", "solution__cause", "reviewed_by", "accepted_by")
        return self.select_related(*(f"application__{name}" for name in names), *parts)


class RootCauseWorkup(Authored):
    """The place to work of one application that was told to prepare first.

    Its version goes up with each change of a part: whoever reviews or accepts names what they read.
    """

    application = models.OneToOneField(Application, models.PROTECT, related_name="workup")
    state = models.CharField(max_length=8, choices=WorkupState, default=WorkupState.DRAFT)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    review_note = WordsField(_("What you say to them"), blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    objects = WorkupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=WorkupState.values), name="workup_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="workup_reviewed_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", accepted_at__isnull=False, accepted_by__isnull=False)
                | ~Q(state="accepted") & Q(accepted_at=None, accepted_by=None),
                name="workup_accepted_has_who_and_when",
            ),
        ]

    def __str__(self):
        return f"{self.application_id} {self.state} ({self.pk})"

    def get_absolute_url(self):
        return reverse("matching:workup", args=[self.application_id])

    @property
    def shape(self) -> str:
        """What components/state.html calls its kind."""
        return WORKUP_SHAPES[WorkupState(self.state)]


class ProblemStatement(Authored):
    """Who, what, where and how much; and what the data say it does."""

    workup = models.OneToOneField(RootCauseWorkup, models.PROTECT, related_name="problem")
    what = WordsField(_("What happens that should not?"), blank=True)
    who = WordsField(_("To whom does it happen?"), blank=True)
    where = WordsField(_("Where and when, and where not?"), blank=True)
    how_much = WordsField(_("How much, how often?"), blank=True)
    effect = WordsField(_("What does it do to your schools? What do your data say?"), blank=True)

    def __str__(self):
        return f"{self.what[:40]} ({self.pk})"


class SetAside(models.Model):
    """A row that can be set aside and taken back; its words are kept."""

    set_aside_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class StandingQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(set_aside_at=None)


class WhyChain(SetAside, Authored):
    """One line of asking why, from something people see down to what lies behind it."""

    workup = models.ForeignKey(RootCauseWorkup, models.PROTECT, related_name="chains")
    starts_from = NameField(_("What do you see?"), max_length=300)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(starts_from=""), name="workup_chain_starts_somewhere"
            )
        ]

    def __str__(self):
        return self.starts_from


class Why(Authored):
    """One answer to "why?", and how people know."""

    chain = models.ForeignKey(WhyChain, models.PROTECT, related_name="whys")
    number = models.PositiveSmallIntegerField()
    because = WordsField(_("Because"), blank=True)
    evidence = WordsField(_("How do you know?"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="workup_why_once_a_chain"),
            models.CheckConstraint(
                condition=Q(number__range=(1, MOST_WHYS)), name="workup_why_1_to_7"
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.because[:40]} ({self.pk})"


class Cause(SetAside, Authored):
    """Something that may lie behind the problem, on its bone of the fishbone."""

    class Bone(models.TextChoices):
        PEOPLE = "people", _("People and skills")
        TIME = "time", _("Time and calendar")
        MONEY = "money", _("Money and posts")
        RULES = "rules", _("Rules and decisions")
        WORK = "work", _("How the work is done")
        AROUND = "around", _("Surroundings")

    workup = models.ForeignKey(RootCauseWorkup, models.PROTECT, related_name="causes")
    bone = models.CharField(_("Where does it belong?"), max_length=8, choices=Bone)
    text = NameField(_("What lies behind it?"), max_length=300)
    evidence = WordsField(_("How do you know?"), blank=True)
    chosen = models.BooleanField(_("This is a root cause"), default=False)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="workup_cause_says_something"),
            models.CheckConstraint(
                condition=Q(bone__in=["people", "time", "money", "rules", "work", "around"]),
                name="workup_cause_bone_known",
            ),
            models.CheckConstraint(
                condition=Q(chosen=False) | ~Q(evidence=""),
                name="workup_root_cause_has_evidence",
            ),
        ]

    def __str__(self):
        return self.text


class PossibleSolution(Authored):
    """What might be tried, tied to the cause it would change."""

    workup = models.OneToOneField(RootCauseWorkup, models.PROTECT, related_name="solution")
    words = WordsField(_("What could you try?"), blank=True)
    cause = models.ForeignKey(
        Cause, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("Which cause would it change?"),
    )  # fmt: skip
    sign = WordsField(_("How would you notice that it works?"), blank=True)

    def __str__(self):
        return f"{self.words[:40]} ({self.pk})"


class PreparationSession(SetAside, Authored):
    """One meeting of the preparation: its day, and afterwards one line about it."""

    workup = models.ForeignKey(RootCauseWorkup, models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    on = models.DateField(_("On which day?"))
    result = NameField(_("What came out of it, in one line?"), max_length=300, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workup", "number"],
                condition=Q(set_aside_at=None),
                name="workup_session_number_once",
            ),
            models.CheckConstraint(
                condition=Q(number__range=(1, MOST_SESSIONS)), name="workup_session_1_to_4"
            ),
        ]

    def __str__(self):
        return f"{self.number} on {self.on} ({self.pk})"
