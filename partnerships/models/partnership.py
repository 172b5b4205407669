"""The partnership: two sides, a facilitator between them, and where they are on their path."""

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.fields import Identified, NameField, WordsField
from foundation.models import Authored

from .directory import Initiative
from .hearing import FacilitatorKind, hearer, neutral_in
from .organizations import Organization
from .programs import Role, Round
from .standing import standing
from .vocabulary import Term, terms

PERSON = settings.AUTH_USER_MODEL
SESSION_MINUTES = 90  # domain 0.66, unless both sides chose otherwise
SIDES_READ_FIRST = datetime.timedelta(days=3)  # our rule: then officers read the sentence too


class Side(models.TextChoices):
    THOUGHT_PARTNER = "thought_partner", _("shares")
    PARTNER = "partner", _("applies")


class Phase(models.TextChoices):
    """Domain 2.1. A partnership is paused or ends early only with a reason."""

    FORMING = "forming", _("Forming")
    KICKOFF = "kickoff", _("Kickoff")
    ACTIVE = "active", _("Monthly sessions")
    MIDPOINT = "midpoint", _("Midpoint review")
    CLOSING = "closing", _("Closing")
    CLOSED = "closed", _("Closed")
    PAUSED = "paused", _("Paused")
    ENDED_EARLY = "ended_early", _("Ended early")


P = Phase
PHASE_MOVES = {
    P.FORMING: {P.KICKOFF, P.PAUSED, P.ENDED_EARLY},
    P.KICKOFF: {P.ACTIVE, P.PAUSED, P.ENDED_EARLY},
    P.ACTIVE: {P.MIDPOINT, P.CLOSING, P.PAUSED, P.ENDED_EARLY},
    P.MIDPOINT: {P.ACTIVE, P.PAUSED, P.ENDED_EARLY},
    P.CLOSING: {P.CLOSED, P.ENDED_EARLY},
    P.PAUSED: {P.FORMING, P.KICKOFF, P.ACTIVE, P.MIDPOINT, P.ENDED_EARLY},
    P.CLOSED: set(),
    P.ENDED_EARLY: set(),
}
RUNNING = [P.FORMING, P.KICKOFF, P.ACTIVE, P.MIDPOINT, P.CLOSING, P.PAUSED]
GOES_ON = [phase for phase in RUNNING if phase != P.PAUSED]  # when people are asked for things
OVER = [P.CLOSED, P.ENDED_EARLY]


LEADS = {Side.PARTNER: "lead_applying", Side.THOUGHT_PARTNER: "lead_sharing"}


class PartnershipQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Its roster, its facilitator, and the leads of its program: whoever sees its inside.

        A program officer sees facts about partnerships on a page of their own, never a row here.
        """
        if not user.is_authenticated:
            return self.none()
        return self.filter(self._inside(user) | self._overseen(user))

    def heard_by(self, user):
        """Those it is `visible_to`, and those whose sides the neutral person hears alone."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(self._inside(user) | self._overseen(user) | neutral_in(user))

    def inside(self, user):
        """Those in which `user` works: on a side, or as the facilitator."""
        return self.filter(self._inside(user))

    def steered_by(self, user):
        """Those whose course `user` decides: as the facilitator, or as a lead of the program."""
        return self.filter(Q(facilitator=user) | self._overseen(user))

    @staticmethod
    def _inside(user):
        return Q(pk__in=standing(user).partnerships) | Q(facilitator=user)

    @staticmethod
    def _overseen(user):
        return standing(user).within("round__program", Role.FACILITATION_LEAD)

    def running(self):
        return self.filter(phase__in=RUNNING)

    def with_room(self):
        """Load what its own pages show besides: who is in it, the charter, what may be shared."""
        rows = self.with_sides().with_people()
        return rows.select_related("charter").prefetch_related("boundaries")

    def with_people(self):
        """Load who is in it, each with their organization."""
        people = RosterEntry.objects.standing().select_related("user", "organization")
        return self.prefetch_related(models.Prefetch("roster", people.order_by("created_at", "pk")))

    def with_seat(self, user):
        """Load both sides and, in the same query, the seat of `user`."""
        seat = Q(roster__user=user, roster__until=None)
        return (
            self.with_sides()
            .annotate(
                seat=models.FilteredRelation("roster", condition=seat),
                seat_for=models.Value(user.pk, output_field=models.UUIDField()),
            )
            .select_related("seat")
        )

    def with_plan(self, user):
        """Load what the plan's pages show: both sides, the goal, and the seat of `user`."""
        return self.with_seat(user).select_related("goal")

    def with_leads(self):
        """Load what names a partnership in its own query: what `lead` needs, no other sides."""
        named = {}
        for side, name in LEADS.items():
            condition = Q(organizations__side=side, organizations__is_lead=True)
            named[name] = models.FilteredRelation("organizations", condition=condition)
        return self.annotate(**named).select_related(
            "round__program", "initiative", "facilitator", "topic",
            *[f"{name}__organization" for name in named],
        )  # fmt: skip

    def with_sides(self):
        """Load what names a partnership: both lead organizations, facilitator, topic."""
        return self.select_related(
            "round__program", "initiative", "facilitator", "topic"
        ).prefetch_related(
            models.Prefetch(
                "organizations",
                PartnershipOrganization.objects.select_related("organization").order_by(
                    "-is_lead", "pk"
                ),
            )
        )


class Partnership(Authored):
    """One thought partner and one partner for 6 to 12 months (domain 0.07, 0.09)."""

    FacilitatorKind = FacilitatorKind

    round = models.ForeignKey(Round, models.PROTECT, related_name="partnerships")
    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="partnerships")
    topic = models.ForeignKey(
        **terms(Term.Vocabulary.TOPIC), on_delete=models.PROTECT, related_name="+", null=True
    )
    facilitator = models.ForeignKey(PERSON, models.PROTECT, related_name="partnerships_held")
    facilitator_kind = models.CharField(
        max_length=10, choices=FacilitatorKind, default=FacilitatorKind.EXTERNAL
    )
    neutral_person = models.ForeignKey(  # holds the pulse when the facilitator is internal
        PERSON, models.PROTECT, null=True, blank=True, related_name="+"
    )
    purpose = WordsField(_("what it is for, in one sentence"))
    sentence = WordsField(_("where it stands, in a sentence"), blank=True)
    sentence_shown_at = models.DateTimeField(null=True, blank=True)  # to both sides, then officers
    sentence_before = WordsField(blank=True)  # what officers read until the new one is theirs
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"))
    length_reason = WordsField(_("why not six to twelve months"), blank=True)
    session_minutes = models.PositiveSmallIntegerField(default=SESSION_MINUTES)
    phase = models.CharField(max_length=12, choices=Phase, default=Phase.FORMING)
    phase_before_pause = models.CharField(max_length=12, choices=Phase, blank=True)
    matched_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="phase_known"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="partnership_ends_after_start",
                violation_error_message=_("The partnership ends before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(session_minutes__range=(30, 240)), name="partnership_session_length"
            ),
            models.CheckConstraint(
                condition=Q(facilitator_kind="external") | Q(neutral_person__isnull=False),
                name="partnership_internal_has_neutral_person",
                violation_error_message=_(
                    "A facilitator from one side needs a neutral person for the midpoint talks."
                ),
            ),
            models.CheckConstraint(
                condition=Q(neutral_person=None) | ~Q(neutral_person=F("facilitator")),
                name="partnership_neutral_person_is_another",
                violation_error_message=_("The neutral person is somebody else."),
            ),
            models.CheckConstraint(
                condition=~Q(phase="paused") | ~Q(phase_before_pause=""),
                name="partnership_paused_knows_its_phase",
            ),
            models.CheckConstraint(
                condition=Q(phase__in=["closed", "ended_early"], ended_at__isnull=False)
                | (~Q(phase__in=["closed", "ended_early"]) & Q(ended_at=None)),
                name="partnership_over_has_its_date",
            ),
        ]
        indexes = [models.Index(fields=["phase", "ends_on"])]

    def __str__(self):
        return f"{self.purpose[:60]} ({self.pk})"

    def get_absolute_url(self):
        return reverse("partnership", args=[self.pk])

    def lead(self, side: str) -> Any:
        """Return the lead organization of `side`; load with `with_sides()` to avoid a query.

        None only before a match is founded: founding gives each side one.
        """
        known = getattr(self, LEADS[Side(side)], None)  # loaded `with_leads()`
        if known is not None:
            return known.organization
        for row in self.organizations.all():
            if row.side == side and row.is_lead:
                return row.organization
        return None

    @property
    def name(self) -> str:
        """ "Lakeview and Beacon": the partner first, as people say it."""
        sides = [self.lead(Side.PARTNER), self.lead(Side.THOUGHT_PARTNER)]
        return _("%(partner)s and %(thought_partner)s") % {
            "partner": sides[0].said if sides[0] else "…",
            "thought_partner": sides[1].said if sides[1] else "…",
        }

    @property
    def talks_with(self) -> Any:
        """Who hears each side alone: the facilitator, or the neutral person where they belong."""
        return getattr(self, hearer(self.facilitator_kind))

    @property
    def talks_with_id(self) -> Any:
        """The id of who hears each side alone; no query."""
        return getattr(self, f"{hearer(self.facilitator_kind)}_id")

    @property
    def over(self) -> bool:
        """True once it closed or ended early: people read it, nobody changes it."""
        return self.phase in OVER

    @property
    def ended_on(self) -> datetime.date | None:
        """The reader's day on which it closed or ended early, None while it runs."""
        return timezone.localdate(self.ended_at) if self.ended_at else None

    @property
    def phase_shape(self) -> str:
        """The shape beside the phase's word: what components/state.html calls its kind."""
        if self.phase in (P.PAUSED, P.ENDED_EARLY):
            return "heed"
        return {P.FORMING: "", P.CLOSED: "done"}.get(self.phase, "doing")

    def people(self, side: str = "") -> list:
        """Return the roster entries that stand, of one side if asked (see `with_room`)."""
        return [e for e in self.roster.all() if e.until is None and side in ("", e.side)]

    def shared(self, side: str = "") -> list:
        """Return the boundaries in force, of one side's organizations if asked."""
        of = {row.organization_id for row in self.organizations.all() if side in ("", row.side)}
        standing = [b for b in self.boundaries.all() if b.retired_at is None]
        return [boundary for boundary in standing if boundary.organization_id in of]

    def sentence_for_officers(self, now: datetime.datetime) -> str:
        """Return the facilitator's sentence once both sides could read it for three days."""
        if self.sentence_shown_at and self.sentence_shown_at + SIDES_READ_FIRST <= now:
            return self.sentence
        return self.sentence_before

    @property
    def midpoint(self) -> datetime.date:
        """The true midpoint between start and end (domain 0.73)."""
        return self.starts_on + (self.ends_on - self.starts_on) / 2


class PartnershipOrganization(Identified):
    """An organization on one side; each side has exactly one lead."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="organizations")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="partnerships")
    side = models.CharField(max_length=16, choices=Side)
    is_lead = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "organization"], name="organization_on_one_side"
            ),
            models.UniqueConstraint(
                fields=["partnership", "side"],
                condition=Q(is_lead=True),
                name="one_lead_organization_a_side",
            ),
            models.CheckConstraint(
                condition=Q(side__in=Side.values), name="organization_side_known"
            ),
        ]

    def __str__(self):
        return f"{self.side} ({self.pk})"


class RosterQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(until=None)


class RosterEntry(Authored):
    """A person's place in one partnership, on one side (domain 0.34, 0.63, 2.22)."""

    class Part(models.TextChoices):
        SPONSOR = "sponsor", _("backs it from above")
        LEAD = "lead", _("leads day to day")
        IMPLEMENTER = "implementer", _("does the work")
        OBSERVER = "observer", _("observes")

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="roster")
    user = models.ForeignKey(PERSON, models.PROTECT, related_name="roster_entries")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    side = models.CharField(max_length=16, choices=Side)
    title = NameField(_("role in the organization"), max_length=80)
    part = models.CharField(_("part here"), max_length=12, choices=Part, default=Part.IMPLEMENTER)
    decides = models.BooleanField(_("can decide for this side"), default=False)
    implements = models.BooleanField(_("does the work day to day"), default=False)
    # What a person brings (domain 2.06, 2.09, 2.22): unmarked says that nobody has said so.
    knows_content = models.BooleanField(_("knows the subject itself"), default=False)
    knows_system = models.BooleanField(_("knows how the system around it works"), default=False)
    knows_design = models.BooleanField(_("designs tools for practice"), default=False)
    above_both = models.BooleanField(
        _("stands above both the teaching and the leading side"), default=False
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = RosterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "user"],
                condition=Q(until=None),
                name="roster_person_on_one_side",
                violation_error_message=_("This person is already in this partnership."),
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="roster_side_known"),
            models.CheckConstraint(
                condition=Q(part__in=["sponsor", "lead", "implementer", "observer"]),
                name="roster_part_known",
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.pk})"

    @property
    def label(self) -> str:
        """ "Lakeview coaching lead"."""
        return f"{self.organization.said} {self.title.lower()}"


class FacilitatorAssignment(Identified):
    """Who held the partnership from when until when, and why it changed hands."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="assignments")
    user = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    handed_over_because = WordsField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership"], condition=Q(until=None), name="one_facilitator_at_a_time"
            )
        ]

    def __str__(self):
        return f"{self.partnership_id} since {self.since:%Y-%m-%d}"
