"""What came up in the talks and is looked after, and what both sides read of it (domain 0.75)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.fields import Identified, NameField
from foundation.models import Authored
from partnerships.models import Partnership, hears

PERSON = settings.AUTH_USER_MODEL
LONGEST = 240


class IssueState(models.TextChoices):
    OPEN = "open", gettext_lazy("Open")
    ACTING = "acting", gettext_lazy("Under way")
    RESOLVED = "resolved", gettext_lazy("Resolved")
    ACCEPTED = "accepted", gettext_lazy("Stays as it is")


ISSUE_MOVES = {
    IssueState.OPEN: {IssueState.ACTING},
    IssueState.ACTING: {IssueState.RESOLVED, IssueState.ACCEPTED},
    IssueState.RESOLVED: set(),
    IssueState.ACCEPTED: set(),
}
SETTLED = (IssueState.RESOLVED, IssueState.ACCEPTED)
SHAPES = {IssueState.ACTING: "doing", IssueState.RESOLVED: "done"}
WHEN_SETTLED = Q(state__in=SETTLED, settled_on__isnull=False) | (
    ~Q(state__in=SETTLED) & Q(settled_on=None)
)


class IssueKind(models.TextChoices):
    PROCESS = "process", gettext_lazy("How they work together")
    PARTICIPATION = "participation", gettext_lazy("Who takes part")
    CONTENT = "content", gettext_lazy("What they work on")
    BOUNDARY = "boundary", gettext_lazy("What may be shared")


class Severity(models.IntegerChoices):
    SMALL = 1, gettext_lazy("Small: the work goes on")
    HOLDS_BACK = 2, gettext_lazy("It holds the work back")
    SERIOUS = 3, gettext_lazy("Serious: the partnership may break on it")


class PulseIssueQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The one person who holds the talks; no side, no lead, no officer."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(hears(user, "round__partnership__"))

    def whole(self):
        """Load where it came from, who looks after it and what both sides read of it."""
        return self.select_related("theme", "note", "owner", "told")


class PulseIssue(Authored):
    """What came up with one side, told by where it stands: none of its words are copied here.

    `change`, `owner` and `due_on` are what both sides read once it is shared back.
    """

    round = models.ForeignKey("pulse.PulseRound", models.PROTECT, related_name="issues")
    theme = models.ForeignKey(
        "pulse.PulseTheme", models.PROTECT, null=True, blank=True, related_name="issues"
    )
    note = models.ForeignKey(
        "pulse.PulseNote", models.PROTECT, null=True, blank=True, related_name="issues"
    )
    kind = models.CharField(gettext_lazy("what it is about"), max_length=13, choices=IssueKind)
    severity = models.PositiveSmallIntegerField(gettext_lazy("how serious it is"), choices=Severity)
    owner = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=gettext_lazy("who looks after it"),
    )  # fmt: skip
    change = NameField(gettext_lazy("what will change"), max_length=LONGEST, blank=True)
    due_on = models.DateField(gettext_lazy("by when"), null=True, blank=True)
    state = models.CharField(max_length=8, choices=IssueState, default=IssueState.OPEN)
    settled_on = models.DateField(null=True, blank=True)

    objects = PulseIssueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=IssueState.values), name="pulse_issue_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=IssueKind.values), name="pulse_issue_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(severity__in=Severity.values), name="pulse_issue_severity_known"
            ),
            models.CheckConstraint(
                condition=Q(theme__isnull=False, note=None) | Q(theme=None, note__isnull=False),
                name="pulse_issue_has_one_source",
            ),
            models.CheckConstraint(
                condition=Q(state="open")
                | (Q(owner__isnull=False, due_on__isnull=False) & ~Q(change="")),
                name="pulse_issue_acted_on_has_its_plan",
            ),
            models.CheckConstraint(condition=WHEN_SETTLED, name="pulse_issue_settled_has_its_day"),
        ]

    def __str__(self):
        return f"issue ({self.pk})"

    def get_absolute_url(self):
        return reverse("pulse:issue", args=[self.pk])

    @property
    def heading(self) -> str:
        """What will change, or that nobody has said so yet."""
        return self.change or _("Nobody has said yet what will change")

    @property
    def side(self) -> str:
        """The side with which it came up."""
        source = self.theme or self.note
        return source.side if source else ""

    @property
    def planned(self) -> bool:
        return bool(self.change and self.owner_id and self.due_on)

    @property
    def settled(self) -> bool:
        return self.state in SETTLED

    @property
    def shared(self):
        """What both sides read of it, or None before it is shared back."""
        return getattr(self, "told", None)

    @property
    def shape(self) -> str:
        """What components/state.html calls its kind."""
        return SHAPES.get(IssueState(self.state), "empty")


class PulseChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the inside of the partnership: both sides, facilitator, leads."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(partnership__in=Partnership.objects.visible_to(user))

    def in_order(self):
        """What is under way first, by its day; then what came of the rest."""
        return self.order_by(F("settled_on").asc(nulls_first=True), "due_on", "pk")


class PulseChange(Identified):
    """One promise as both sides read it, from the day an issue is shared back.

    A row of its own, so that nobody who reads a promise touches the issue: neither its source nor
    its severity is here. `issues` keeps it as the issue says.
    """

    issue = models.OneToOneField(PulseIssue, models.PROTECT, related_name="told")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="pulse_changes")
    change = NameField(max_length=LONGEST)
    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=IssueState)
    settled_on = models.DateField(null=True, blank=True)
    shared_at = models.DateTimeField()

    objects = PulseChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["acting", *SETTLED]), name="pulse_change_state_known"
            ),
            models.CheckConstraint(condition=WHEN_SETTLED, name="pulse_change_settled_has_its_day"),
        ]

    def __str__(self):
        return f"change ({self.pk})"
