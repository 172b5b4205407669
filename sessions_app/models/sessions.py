"""Sessions: when they are, whether they were held, who came."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from timezone_field import TimeZoneField

from foundation.fields import Identified, NameField, WordsField
from foundation.models import Authored
from partnerships.models import LearningObjective, Partnership

from .agendas import Agenda, AgendaBlock

PERSON = settings.AUTH_USER_MODEL


class SessionKind(models.TextChoices):
    KICKOFF = "kickoff", _("Kickoff")
    MONTHLY = "monthly", _("Monthly session")
    EXTRA = "extra", _("Extra session")
    CLOSE = "close", _("Last session")


class SessionState(models.TextChoices):
    """A stated date and no objection moves an agenda; nobody has to approve it."""

    PLANNED = "planned", _("Planned")
    GONE_OUT = "gone_out", _("Agenda is out")
    HELD = "held", _("Held, notes not sent")
    WRAPPED_UP = "wrapped_up", _("Held, notes sent")
    CANCELLED = "cancelled", _("Cancelled")


S = SessionState
SESSION_MOVES = {
    S.PLANNED: {S.GONE_OUT, S.HELD, S.CANCELLED},
    S.GONE_OUT: {S.HELD, S.CANCELLED},
    S.HELD: {S.WRAPPED_UP, S.CANCELLED},  # the clock ran, and nobody came
    S.WRAPPED_UP: set(),
    S.CANCELLED: {S.PLANNED},  # it returns, in calendars as a new entry (trust W7)
}
TO_COME = (S.PLANNED, S.GONE_OUT)
CLOSES_AFTER = datetime.timedelta(minutes=30)  # after the planned end it closes itself
FACILITATION = "facilitation"  # the side of whoever facilitates, where people have sides


class _Length(models.Func):
    """Minutes as a length of time, which SQLite keeps in microseconds."""

    output_field = models.DurationField()

    def as_sqlite(self, compiler, connection, **more):
        return self.as_sql(compiler, connection, template="(%(expressions)s * 60000000)", **more)

    def as_postgresql(self, compiler, connection, **more):
        template = "(%(expressions)s * interval '1 minute')"
        return self.as_sql(compiler, connection, template=template, **more)


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(partnership__in=Partnership.objects.visible_to(user).values("pk"))

    def to_come(self, now):
        """Planned and not begun, the next one first."""
        return self.filter(state__in=TO_COME, starts_at__gte=now).order_by("starts_at", "pk")

    def at_hand(self, now):
        """Those to come, and before them the one that people are in, until it closes itself."""
        at = models.Value(now - CLOSES_AFTER, models.DateTimeField())
        begun = models.ExpressionWrapper(at - _Length("minutes"), models.DateTimeField())
        return self.filter(state__in=TO_COME, starts_at__gt=begun).order_by("starts_at", "pk")

    def kickoffs(self):
        """The kickoff that has its day; one that was called off leaves the place to another."""
        return self.filter(kind=SessionKind.KICKOFF).exclude(state=S.CANCELLED)

    def held(self):
        return self.filter(state__in=[S.HELD, S.WRAPPED_UP])


class Session(Authored):
    """One meeting. The local wall time and zone are the truth; `starts_at` follows (trust D3)."""

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        VIRTUAL = "virtual", _("by video")

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="sessions")
    kind = models.CharField(max_length=8, choices=SessionKind, default=SessionKind.MONTHLY)
    number = models.PositiveSmallIntegerField(null=True, blank=True)  # monthly ones count from 1
    local_date = models.DateField(_("day"))
    local_time = models.TimeField(_("time"))
    time_zone = TimeZoneField(_("time zone"), choices_display="STANDARD")
    fold = models.PositiveSmallIntegerField(default=0)  # 1: the second of an hour that comes twice
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=90)
    mode = models.CharField(_("how we meet"), max_length=10, choices=Mode, default=Mode.VIRTUAL)
    mode_reason = NameField(_("why not in person"), max_length=300, blank=True)
    place = NameField(_("place"), max_length=300, blank=True)
    join_url = models.URLField(_("link to join"), max_length=500, blank=True)
    outcome = NameField(_("by the end"), max_length=300, blank=True)
    timekeeper = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("who keeps the time"),
    )  # fmt: skip
    objectives = models.ManyToManyField(LearningObjective, related_name="sessions", blank=True)
    agenda = models.OneToOneField(
        Agenda, models.PROTECT, null=True, blank=True, related_name="session"
    )
    state = models.CharField(max_length=10, choices=SessionState, default=SessionState.PLANNED)
    goes_out_at = models.DateTimeField()
    went_out_at = models.DateTimeField(null=True, blank=True)
    notes_sent_at = models.DateTimeField(null=True, blank=True)
    notes_stand_on = models.DateField(null=True, blank=True)  # "no objection by"
    notes = WordsField(_("what the notes say first"), blank=True)
    uid = models.CharField(max_length=120, unique=True)  # of the calendar entry, for life
    sequence = models.PositiveIntegerField(default=0)
    cancelled_because = WordsField(blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=SessionState.values), name="session_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SessionKind.values), name="session_kind_known"
            ),
            models.CheckConstraint(condition=Q(minutes__range=(15, 960)), name="session_minutes"),
            models.CheckConstraint(condition=Q(fold__in=[0, 1]), name="session_fold_0_or_1"),
            models.UniqueConstraint(
                fields=["partnership", "number"],
                condition=Q(number__isnull=False) & ~Q(state="cancelled"),
                name="session_number_once",
            ),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(kind="kickoff") & ~Q(state="cancelled"),
                name="one_kickoff_a_partnership",
            ),
            models.CheckConstraint(
                condition=~Q(state="wrapped_up") | Q(notes_sent_at__isnull=False),
                name="session_wrapped_up_has_time",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "starts_at"])]

    def __str__(self):
        return f"{self.kind} {self.number or ''} ({self.pk})"

    def get_absolute_url(self):
        return reverse("sessions_app:session", args=[self.pk])

    @property
    def ends_at(self) -> datetime.datetime:
        """When it ends by plan."""
        return self.starts_at + datetime.timedelta(minutes=self.minutes)

    @property
    def zone(self) -> str:
        """The name of the zone it was agreed in."""
        return str(self.time_zone)

    @property
    def name(self) -> str:
        """ "Session 6", "Kickoff"."""
        if self.number:
            return _("Session %(n)d") % {"n": self.number}
        return str(self.get_kind_display())

    @property
    def ahead(self) -> bool:
        """True while it can still be moved and its agenda changed."""
        return self.state in TO_COME


class Attendance(Identified):
    """One invited person: what they answered, whether they came, whether they spoke."""

    class Answer(models.TextChoices):
        NONE = "none", _("no reply yet")
        YES = "yes", _("will come")
        NO = "no", _("cannot come")

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendance")
    user = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    side = models.CharField(max_length=16)  # partnerships.Side, or FACILITATION
    answer = models.CharField(max_length=4, choices=Answer, default=Answer.NONE)
    answered_at = models.DateTimeField(null=True, blank=True)
    by_link = models.BooleanField(default=False)
    came = models.BooleanField(null=True, blank=True)
    spoke = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "user"], name="attendance_once_a_person")
        ]

    def __str__(self):
        return f"{self.answer} ({self.pk})"


class SessionNote(Authored):
    """The facilitator's own note. Nobody of either side, no officer, no mail ever shows it."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="own_notes")
    words = WordsField(_("only for you"), blank=True)
    focus = NameField(_("what it moved forward, or what drew us away"), max_length=300, blank=True)
    drifted = models.BooleanField(_("we drifted from the plan"), null=True, blank=True)
    shifted = NameField(_("view shifted"), max_length=300, blank=True)  # domain 0.38
    stuck = NameField(_("stuck on"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "created_by"], name="session_note_once")
        ]

    def __str__(self):
        return f"note ({self.pk})"


class LiveRun(Authored):
    """Where a running session stands: server times, so that every screen agrees."""

    session = models.OneToOneField(Session, models.PROTECT, related_name="live")
    started_at = models.DateTimeField()
    block = models.ForeignKey(AgendaBlock, models.PROTECT, null=True, related_name="+")
    block_started_at = models.DateTimeField()
    block_extra = models.SmallIntegerField(
        default=0
    )  # minutes given to this block, may be negative
    spent = models.JSONField(default=dict)  # block id to seconds
    lengths = models.JSONField(default=dict)  # block id to minutes, where it was shortened live
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"live ({self.pk})"
