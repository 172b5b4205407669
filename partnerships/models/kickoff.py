"""The kickoff and what it agrees: workbook, winds, focus areas, goal, objectives, session map."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from foundation.fields import NameField, WordsField
from foundation.models import Authored

from .charter import SignedByBoth
from .partnership import Partnership, RosterEntry, Side


class WorkbookSection(Authored):
    """One section of the kickoff workbook, filled by one side before the meeting (domain 0.50)."""

    class Key(models.TextChoices):
        CONTEXT = "context", _("Where this happens")
        PEOPLE = "people", _("Who has a say in it")
        CHALLENGE = "challenge", _("The challenge and what lies behind it")
        PAST = "past", _("What has been tried, and what came of it")
        CURRENT = "current", _("What is under way now")
        SYNTHESIS = "synthesis", _("What made our program work")  # the thought partner, domain 0.48

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="workbook")
    key = models.CharField(max_length=10, choices=Key)
    words = WordsField(_("in your words"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "key"], name="workbook_section_once"),
            models.CheckConstraint(
                condition=Q(
                    key__in=["context", "people", "challenge", "past", "current", "synthesis"]
                ),
                name="workbook_section_known",
            ),
        ]

    def __str__(self):
        return f"{self.key} ({self.pk})"


class WindQuerySet(models.QuerySet):
    def with_owner(self):
        """Annotate `looked_after`: the name of who does, "" for nobody and for who has left."""
        seats = RosterEntry.objects.standing().filter(partnership=OuterRef("partnership"))
        here = Exists(seats.filter(user=OuterRef("owner"))) | Q(owner=F("partnership__facilitator"))
        named = Case(When(here, then=F("owner__name")), default=Value(""))
        return self.annotate(looked_after=named)

    def to_look_at(self, day):
        """Return those that still blow and were to be looked at again by `day`, a local date."""
        return self.filter(blowing=True, watch_on__lte=day)


class Wind(Authored):
    """What pushes the work on or holds it back; looked at again in each session (domain 0.50)."""

    class Direction(models.TextChoices):
        TAIL = "tail", _("helps")
        HEAD = "head", _("hinders")

    class Kind(models.TextChoices):
        TIME = "time", _("time")
        POLITICS = "politics", _("politics")
        DEMAND = "demand", _("competing demand")
        MANDATE = "mandate", _("policy or mandate")
        OTHER = "other", _("other")

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="winds")
    direction = models.CharField(_("direction"), max_length=4, choices=Direction)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    text = NameField(_("what it is"), max_length=300)
    strength = models.PositiveSmallIntegerField(
        _("strength"), choices=[(1, _("a breeze")), (2, _("a wind")), (3, _("a storm"))], default=2
    )
    watch_on = models.DateField(_("look again on"), null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("who looks after it"),
    )  # fmt: skip
    blowing = models.BooleanField(_("still blowing"), default=True)

    objects = WindQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(strength__range=(1, 3)), name="wind_strength_1_to_3"
            ),
            models.CheckConstraint(
                condition=Q(direction__in=["tail", "head"]), name="wind_direction_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["time", "politics", "demand", "mandate", "other"]),
                name="wind_kind_known",
            ),
        ]

    def __str__(self):
        return f"{self.text[:60]} ({self.pk})"


class FocusArea(Authored):
    """Where a need of the partner meets what the thought partner can show (domain 0.52)."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="focus_areas")
    need = NameField(_("what is needed"), max_length=300)
    can_show = NameField(_("what can be shown for it"), max_length=300)
    boundary = models.ForeignKey(
        "partnerships.SharingBoundary", models.PROTECT, null=True, blank=True, related_name="+"
    )
    why = WordsField(_("why this one"), blank=True)
    chosen = models.BooleanField(_("we work on it"), default=False)
    order = models.PositiveSmallIntegerField(default=1)  # 1 to 3 among the chosen ones

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(chosen=False) | Q(order__range=(1, 3)), name="focus_area_1_to_3"
            ),
            models.UniqueConstraint(
                fields=["partnership", "order"],
                condition=Q(chosen=True),
                name="focus_area_order_once",
            ),
        ]

    def __str__(self):
        return f"{self.need[:60]} ({self.pk})"


class Goal(SignedByBoth):
    """The goal of the partnership; signed with its objectives by one person a side."""

    partnership = models.OneToOneField(Partnership, models.PROTECT, related_name="goal")
    text = WordsField(_("goal"), blank=True)
    measures = WordsField(_("how we will know"), blank=True)

    def __str__(self):
        return f"goal ({self.pk})"

    def get_absolute_url(self):
        return reverse("partnerships:goal", args=[self.partnership_id])


class LearningObjectiveQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(partnership__in=Partnership.objects.visible_to(user).values("pk"))


class LearningObjective(Authored):
    """By a date, somebody will be able to decide, design or do something (domain 0.65)."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        MET = "met", _("met")
        PARTLY = "partly", _("partly met")
        DROPPED = "dropped", _("dropped")

    MOVES = {  # judged at the close; until that is over a judgment may be put right
        State.OPEN: {State.MET, State.PARTLY, State.DROPPED},
        State.PARTLY: {State.MET, State.DROPPED},
        State.MET: {State.PARTLY, State.DROPPED},
        State.DROPPED: {State.MET, State.PARTLY},
    }

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="objectives")
    focus_area = models.ForeignKey(
        FocusArea, models.PROTECT, null=True, blank=True, related_name="objectives"
    )
    order = models.PositiveSmallIntegerField(default=1)
    short = NameField(_("in a few words"), max_length=80)
    who = NameField(_("who"), max_length=120)
    able_to = NameField(_("will be able to decide, design or do"), max_length=300)
    by_date = models.DateField(_("by"))
    measure = NameField(_("seen by"), max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    judged_because = WordsField(_("evidence"), blank=True)
    in_use = WordsField(_("where it is used"), blank=True)

    objects = LearningObjectiveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "met", "partly", "dropped"]),
                name="objective_state_known",
            ),
            models.CheckConstraint(condition=Q(order__range=(1, 4)), name="objective_1_to_4"),
            models.UniqueConstraint(
                fields=["partnership", "order"],
                condition=~Q(state="dropped"),
                name="objective_order_once",
            ),
        ]

    def __str__(self):
        return f"{self.short} ({self.pk})"

    @property
    def sentence(self) -> str:
        """ "By 26 April 2027 Lakeview will be able to run a two-day workshop." (domain 0.65)."""
        return _("By %(date)s %(who)s will be able to %(able_to)s.") % {
            "date": date_format(self.by_date, "j F Y"),
            "who": self.who,
            "able_to": self.able_to.rstrip("."),
        }


class PlanItem(Authored):
    """One line of the session map: what a month's session should accomplish (domain 0.67)."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="session_map")
    number = models.PositiveSmallIntegerField()
    month = models.DateField()  # the first of the month
    accomplish = NameField(_("what it should accomplish"), max_length=300, blank=True)
    objectives = models.ManyToManyField(LearningObjective, related_name="plan_items", blank=True)
    builds_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="plan_item_number_once"),
            models.CheckConstraint(condition=Q(number__range=(1, 12)), name="plan_item_1_to_12"),
        ]

    def __str__(self):
        return f"{self.number} ({self.pk})"


class PlanChange(Authored):
    """A change of the plan and how it advances the goal (domain 0.70, 0.72)."""

    class Advances(models.TextChoices):
        YES = "yes", _("It advances the goal")
        NEUTRAL = "neutral", _("It neither helps nor harms the goal")
        NO = "no", _("It does not advance the goal")

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="plan_changes")
    item = models.ForeignKey(
        PlanItem, models.PROTECT, null=True, blank=True, related_name="changes"
    )
    area = models.ForeignKey(
        FocusArea, models.PROTECT, null=True, blank=True, related_name="changes"
    )
    objective = models.ForeignKey(
        LearningObjective, models.PROTECT, null=True, blank=True, related_name="changes"
    )
    before = WordsField(_("before"), blank=True)
    after = WordsField(_("after"))
    trigger = WordsField(_("what led to it"))
    advances = models.CharField(_("the goal"), max_length=8, choices=Advances)
    reasoning = WordsField(_("why"), blank=True)
    stands_on = models.DateField()  # goes ahead unless someone objects by then
    objected_by = models.CharField(max_length=16, choices=Side, blank=True)
    objected_at = models.DateTimeField(null=True, blank=True)
    objection = WordsField(_("what speaks against it"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(objected_by="", objected_at=None)
                | Q(objected_by__in=Side.values, objected_at__isnull=False),
                name="plan_change_objected_by_a_side",
            ),
            models.CheckConstraint(
                condition=(Q(item=None) & Q(area=None))
                | (Q(area=None) & Q(objective=None))
                | (Q(item=None) & Q(objective=None)),
                name="plan_change_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(advances__in=["yes", "neutral", "no"]),
                name="plan_change_advances_known",
            ),
            models.CheckConstraint(
                condition=~Q(advances="no") | ~Q(reasoning=""),
                name="plan_change_against_the_goal_says_why",
                violation_error_message=_("Say why, if it does not advance the goal."),
            ),
        ]

    def __str__(self):
        return f"plan change ({self.pk})"

    @property
    def what(self) -> str:
        """ "Session 3", or the words of what changed; "" for the plan as a whole."""
        if self.item is not None:
            return _("Session %(n)s") % {"n": self.item.number}
        named = self.area.need if self.area else self.objective and self.objective.short
        return named or ""
