"""A lesson: what to do, a real case, the setting it came from; and what the other side makes of it.

Domain rows 0.01, 0.49, 0.54, 0.59, 4.01, 4.15 and the fields of section 2.1.
"""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.fields import NameField, WordsField
from foundation.models import Authored
from partnerships.models import (
    BoundaryLevel,
    LearningObjective,
    Partnership,
    PartnershipOrganization,
    Role,
    RosterEntry,
    SharingBoundary,
    Side,
)
from partnerships.models.standing import standing
from sessions_app.models import Capture, Reflection, Session

PERSON = settings.AUTH_USER_MODEL
Level = BoundaryLevel


class InsightKind(models.TextChoices):
    """Domain 0.59, and the plain case: something that works."""

    PRACTICE = "practice", _("Something that works")
    PITFALL = "pitfall", _("A pitfall")
    CORRECTION = "correction", _("A change made on the way")
    ROADBLOCK = "roadblock", _("A roadblock and the way around it")
    UNINTENDED = "unintended", _("Something nobody had intended")
    FEATURE = "feature", _("What a feature of the design did")
    COMPARISON = "comparison", _("The same in different settings")


class InsightState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    COMPLETE = "complete", _("Complete")
    SHARED = "shared", _("Shared")
    USED = "used", _("In use")
    SUPERSEDED = "superseded", _("No longer current")


S = InsightState
INSIGHT_MOVES = {
    S.DRAFT: {S.COMPLETE, S.SUPERSEDED},
    S.COMPLETE: {S.DRAFT, S.SHARED, S.SUPERSEDED},
    S.SHARED: {S.USED, S.SUPERSEDED},
    S.USED: {S.SHARED, S.SUPERSEDED},
    S.SUPERSEDED: set(),
}
OUT = (S.SHARED, S.USED)  # the other side has it


class InsightQuerySet(models.QuerySet):
    """Who reads a lesson follows from its level (domain 2.3)."""

    def visible_to(self, user):
        """Its own side; from L1 the facilitator; once shared the other side and the leads; from
        L4, approved by its owner, the program officer."""
        if not user.is_authenticated:
            return self.none()
        seats = RosterEntry.objects.standing().filter(
            user=user, partnership=OuterRef("partnership")
        )
        spoken = Q(level__gte=Level.L1)
        mine = Q(Exists(seats.filter(side=OuterRef("side"))))
        facilitated = spoken & Q(partnership__facilitator=user)
        shared = spoken & Q(shared_at__isnull=False) & (Q(Exists(seats)) | self._overseen(user))
        return self.filter(mine | facilitated | shared | self._sponsored(user))

    @staticmethod
    def _overseen(user):
        return standing(user).within("partnership__round__program", Role.FACILITATION_LEAD)

    @staticmethod
    def _sponsored(user):
        held = standing(user).within("partnership__round__program", Role.PROGRAM_OFFICER)
        wide = Q(level__gte=Level.L4, approved_level__gte=Level.L4)
        return held & wide & Q(state__in=OUT)

    def whole(self):
        """Load what a lesson's page shows; the sides come with one more query."""
        return self.select_related(
            "partnership__round__program", "partnership__facilitator", "partnership__topic",
            "session", "objective", "boundary", "approved_by", "created_by", "verdict",
            "superseded_by",
        ).prefetch_related(
            models.Prefetch(
                "partnership__organizations",
                PartnershipOrganization.objects.select_related("organization").order_by(
                    "-is_lead", "pk"
                ),
            ),
            models.Prefetch(
                "partnership__roster",
                RosterEntry.objects.standing().select_related("user", "organization"),
            ),
        )  # fmt: skip

    def reviewed(self):
        """Those the other side gave its verdict on: what "reviewed" means at the close (0.06)."""
        return self.filter(verdict__isnull=False)

    def approved(self):
        """Approved by its owner's leader and still current: what a brief may hold."""
        return self.filter(approved_at__isnull=False).exclude(state=S.SUPERSEDED)

    def awaiting_verdict(self):
        return self.filter(state__in=OUT, level__gte=Level.L1, verdict=None)


class Insight(Authored):
    """One lesson of one side. Complete with a strategy, an example and a setting (domain 0.54)."""

    class Evidence(models.TextChoices):
        STRONG = "strong", _("Strong: compared with others, by chance or nearly")
        MODERATE = "moderate", _("Moderate: compared with others")
        PROMISING = "promising", _("Promising: counted before and after")
        RATIONALE = "rationale", _("A good reason, not counted yet")

    class Confidence(models.TextChoices):
        HUNCH = "hunch", _("A hunch")
        SOME = "some", _("Some evidence")
        TESTED = "tested", _("Tested by us")
        REPLICATED = "replicated", _("Held in more than one place")

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="insights")
    side = models.CharField(max_length=16, choices=Side)
    kind = models.CharField(
        _("kind of lesson"), max_length=12, choices=InsightKind, default=InsightKind.PRACTICE
    )
    strategy = NameField(_("what to do"), max_length=300, blank=True)
    example = WordsField(_("what happened"), blank=True)
    setting = WordsField(_("setting it came from"), blank=True)
    must_hold = WordsField(_("must hold"), blank=True)
    may_vary = WordsField(_("may vary"), blank=True)
    failed_where = WordsField(_("failed where"), blank=True)
    buy_in = WordsField(_("who had to be won over, and how"), blank=True)
    for_them = WordsField(_("what to change for the other side"), blank=True)  # domain 0.41
    evidence = models.CharField(_("evidence"), max_length=10, choices=Evidence, blank=True)
    confidence = models.CharField(_("how sure"), max_length=10, choices=Confidence, blank=True)
    objective = models.ForeignKey(
        LearningObjective, models.PROTECT, null=True, blank=True, related_name="insights",
        verbose_name=_("which objective it serves"),
    )  # fmt: skip
    boundary = models.ForeignKey(
        SharingBoundary, models.PROTECT, null=True, blank=True, related_name="insights",
        verbose_name=_("which material it shows"),
    )  # fmt: skip
    level = models.PositiveSmallIntegerField(
        _("how far it may travel"), choices=Level, default=Level.L1
    )
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="insights"
    )
    reflection = models.OneToOneField(
        Reflection, models.PROTECT, null=True, blank=True, related_name="insight"
    )
    capture = models.OneToOneField(
        Capture, models.PROTECT, null=True, blank=True, related_name="insight"
    )
    state = models.CharField(max_length=10, choices=InsightState, default=InsightState.DRAFT)
    completed_at = models.DateTimeField(null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    approved_level = models.PositiveSmallIntegerField(choices=Level, null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes"
    )

    objects = InsightQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=S.values), name="insight_state_known"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="insight_side_known"),
            models.CheckConstraint(
                condition=Q(kind__in=InsightKind.values), name="insight_kind_known"
            ),
            models.CheckConstraint(condition=Q(level__range=(0, 5)), name="insight_level_0_to_5"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "superseded"])
                | (~Q(strategy="") & ~Q(example="") & ~Q(setting="")),
                name="insight_complete_has_three_things",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None, approved_level=None)
                | Q(
                    approved_at__isnull=False,
                    approved_by__isnull=False,
                    approved_level__range=(1, 5),
                ),
                name="insight_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["shared", "used"])
                | Q(shared_at__isnull=False, level__gte=1),
                name="insight_shared_is_open",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "state"])]

    def __str__(self):
        return f"{self.state} lesson ({self.pk})"

    def get_absolute_url(self):
        return reverse("insights:insight", args=[self.pk])

    @property
    def heading(self) -> str:
        """What lists and pages call it, also while nothing is written."""
        return self.strategy or str(_("A lesson without its sentence yet"))

    @property
    def other_side(self) -> str:
        """The side that gives the verdict."""
        return Side.PARTNER if self.side == Side.THOUGHT_PARTNER else Side.THOUGHT_PARTNER

    @property
    def reach(self) -> int:
        """How far it may travel now: no answer of its leader keeps it at L1 (calendar row 49)."""
        approved = self.approved_level if self.approved_level is not None else Level.L1
        return min(self.level, approved)

    @property
    def waits_for_yes(self) -> bool:
        """Its leader has not decided, or only about a lower level than it says now (row 49)."""
        return self.approved_level is None or self.level > self.approved_level

    @property
    def reach_so_far(self) -> str:
        """How far it goes without a brief, in words; "" once it is open to everybody."""
        return "" if self.reach == Level.L5 else str(Level(self.reach).label)

    @property
    def has_three(self) -> bool:
        """Has the three things without which it is a draft (domain 0.54)."""
        return all(text.strip() for text in (self.strategy, self.example, self.setting))

    @property
    def shape(self) -> str:
        """What components/state.html calls its kind."""
        return {S.DRAFT: "", S.COMPLETE: "doing", S.SUPERSEDED: "heed"}.get(self.state, "done")


class Choice(models.TextChoices):
    ADOPT = "adopt", _("We adopt it as it is")
    ADAPT = "adapt", _("We adapt it")
    PARK = "park", _("We park it for now")
    REJECT = "reject", _("It does not fit us")


class VerdictQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Both sides, the facilitator and the leads; the sponsor never (words of a side)."""
        return self.filter(insight__partnership__in=Partnership.objects.visible_to(user))


class Verdict(Authored):
    """What the other side makes of a lesson (domain 0.37). One a lesson; changes are kept."""

    insight = models.OneToOneField(Insight, models.PROTECT, related_name="verdict")
    choice = models.CharField(_("verdict"), max_length=6, choices=Choice)
    why = WordsField(_("why"), blank=True)
    here_changed = WordsField(_("here we changed"), blank=True)
    first_used_on = models.DateField(_("first used on"), null=True, blank=True)
    first_used_where = NameField(_("where first"), max_length=200, blank=True)
    what_happened = WordsField(_("what happened"), blank=True)
    condition = WordsField(_("what would have to be true here"), blank=True)
    sketch = NameField(_("how we would do it here"), max_length=300, blank=True)  # domain 0.56
    by_link = models.BooleanField(default=False)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(choice__in=Choice.values), name="verdict_choice_known"
            ),
            models.CheckConstraint(
                condition=Q(choice="adopt") | ~Q(why="") | ~Q(here_changed="") | ~Q(sketch=""),
                name="verdict_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.choice} ({self.pk})"
