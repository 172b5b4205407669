"""A pair is proposed to both sides, and answered by each unseen (domain 2.1)."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.fields import Identified, NameField, WordsField
from foundation.models import Authored
from matching import authority
from partnerships.models import Partnership, Side
from partnerships.models.standing import standing

from .applications import Application
from .offers import Offer
from .reviews import AlignmentReview

PERSON = settings.AUTH_USER_MODEL


class ProposalState(models.TextChoices):
    """Domain 2.1, as those read it who look after it."""

    DRAFTED = "drafted", _("Written, not sent")
    SENT = "sent", _("With both sides")
    MATCHED = "matched", _("Matched")
    NOT_PROCEEDING = "not_proceeding", _("Not proceeding")
    EXPIRED = "expired", _("Time ran out")
    WITHDRAWN = "withdrawn", _("Withdrawn")


S = ProposalState
PROPOSAL_MOVES = {
    S.DRAFTED: {S.SENT, S.WITHDRAWN},
    S.SENT: {S.MATCHED, S.NOT_PROCEEDING, S.EXPIRED, S.WITHDRAWN},
    S.MATCHED: set(),
    S.NOT_PROCEEDING: set(),
    S.EXPIRED: set(),
    S.WITHDRAWN: set(),
}
STANDING = [S.DRAFTED, S.SENT]


def with_proposal(applications, user):
    """Load as `beside` the one that is written, with both sides or matched, in the same query.

    `beside_cared` says whether `user` looks after it; nobody else may be told of it.
    """
    rows = MatchProposal.objects.filter(application=OuterRef("pk"))
    rows = rows.filter(state__in=[*STANDING, S.MATCHED]).order_by("-created_at")
    cared = MatchProposal.objects.in_care_of(user).filter(pk=OuterRef("newest"))
    return applications.annotate(
        newest=Subquery(rows.values("pk")[:1]),
        beside=FilteredRelation("proposals", condition=Q(proposals__pk=F("newest"))),
        beside_cared=Exists(cared),
    ).select_related("beside__offer__organization")


class ProposalQuerySet(models.QuerySet):
    def in_care_of(self, user):
        """Held by the application's facilitator, overseen by the leads; never of an own side."""
        cared = Application.objects.in_care_of(user).values("pk")
        own = Offer.objects.of_organizations_of(user).values("pk")
        return self.filter(application__in=cared).exclude(offer__in=own)

    def of_organizations_of(self, user):
        """Sent ones in which an organization of the person is a side."""
        asks = Application.objects.filter(
            organization__in=list(standing(user).organizations)
        ).values("pk")
        shares = Offer.objects.of_organizations_of(user).values("pk")
        sent = self.exclude(sent_at=None)
        return sent.filter(Q(application__in=asks) | Q(offer__in=shares))

    def answerable_by(self, user):
        """Sent ones in which the person decides for one of the two sides."""
        led = authority.led_by(user)
        sides = Q(application__organization__in=led) | Q(offer__organization__in=led)
        return self.exclude(sent_at=None).filter(sides)

    def to_read_for(self, user, **side):
        """Return the newest with both sides that `user` may answer, of one application or offer."""
        rows = self.answerable_by(user).filter(state__in=[S.SENT, S.MATCHED], **side)
        return rows.order_by("-sent_at").first()

    def held_by(self, offer, user):
        """Return what holds a place of `offer`, what `user` may answer first; `answers` says so."""
        answers = Exists(MatchProposal.objects.answerable_by(user).filter(pk=OuterRef("pk")))
        rows = self.holding_a_place().filter(offer=offer).annotate(answers=answers)
        return rows.order_by("-answers", "-sent_at").first()

    def visible_to(self, user):
        """Who looks after it; once sent, the people of both organizations (not what it says)."""
        if not user.is_authenticated:
            return self.none()
        cared = MatchProposal.objects.in_care_of(user).values("pk")
        own = MatchProposal.objects.of_organizations_of(user).values("pk")
        return self.filter(Q(pk__in=cared) | Q(pk__in=own))

    def with_parties(self):
        """Load both organizations, the round and the facilitator in the same query."""
        return self.select_related(
            "application__organization", "application__initiative", "application__facilitator",
            "application__round__program", "offer__organization", "facilitator", "partnership",
        )  # fmt: skip

    def refused(self):
        """Those one side or both said no to; only the facilitator and the leads know which."""
        return self.filter(state=S.NOT_PROCEEDING)

    def holding_a_place(self):
        """Those that take one of the offer's places: sent or matched."""
        return self.filter(state__in=[S.SENT, S.MATCHED])


class MatchProposal(Authored):
    """One pair, put before both sides with a page written for each.

    `turn` counts how often the two were asked: once, and again when conditions were settled. Each
    side has until its own midnight; `answered_at` is set when both of this turn are in.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="proposals")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="proposals")
    review = models.ForeignKey(AlignmentReview, models.PROTECT, related_name="+")
    facilitator = models.ForeignKey(
        PERSON, models.PROTECT, related_name="+", verbose_name=_("Who would facilitate?")
    )
    purpose = WordsField(_("What it is for, in one sentence both sides read"))
    brief_partner = WordsField()
    brief_thought_partner = WordsField()
    override_reason = WordsField(blank=True)
    starts_on = models.DateField(_("It would start"))
    ends_on = models.DateField(_("and end"))
    state = models.CharField(max_length=16, choices=ProposalState, default=ProposalState.DRAFTED)
    turn = models.PositiveSmallIntegerField(default=1)
    sent_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)  # this turn
    partner_until = models.DateTimeField(null=True, blank=True)
    thought_partner_until = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    settled_words = WordsField(_("What was settled; both sides read it"), blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    held_up_by = WordsField(blank=True)  # why two yeses did not make a partnership yet
    partnership = models.OneToOneField(
        Partnership, models.PROTECT, null=True, blank=True, related_name="proposal"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ProposalState.values), name="proposal_state_known"
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=["drafted", "sent"]),
                name="proposal_one_standing_an_application",
                violation_error_message=_("Another proposal stands for this organization."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["drafted", "withdrawn"])
                | Q(
                    sent_at__isnull=False,
                    asked_at__isnull=False,
                    partner_until__isnull=False,
                    thought_partner_until__isnull=False,
                ),
                name="proposal_sent_has_its_days",
            ),
            models.CheckConstraint(
                condition=Q(state="matched", partnership__isnull=False)
                | ~Q(state="matched") & Q(partnership=None),
                name="proposal_matched_has_partnership",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="proposal_ends_after_start",
                violation_error_message=_("It would end before it starts."),
            ),
            models.CheckConstraint(condition=Q(turn__gte=1), name="proposal_turn_counts"),
        ]
        indexes = [models.Index(fields=["state", "partner_until"])]

    def __str__(self):
        return f"{self.state} ({self.pk})"

    def get_absolute_url(self):
        return reverse("matching:proposal", args=[self.pk])

    def organization(self, side: str):
        """Return the organization of `side`."""
        return (self.application if side == Side.PARTNER else self.offer).organization

    def other(self, side: str):
        """Return the organization across from `side`."""
        across = Side.THOUGHT_PARTNER if side == Side.PARTNER else Side.PARTNER
        return self.organization(across)

    def brief(self, side: str) -> str:
        """Return the page written for `side`."""
        return self.brief_partner if side == Side.PARTNER else self.brief_thought_partner

    def until(self, side: str):
        """Return the moment from which `side` is too late: the end of its fourteenth day."""
        return self.partner_until if side == Side.PARTNER else self.thought_partner_until

    def content(self, side: str) -> dict[str, str]:
        """Return what the person of `side` signs: all they read."""
        return {
            "purpose": self.purpose,
            "brief": self.brief(side),
            "starts_on": self.starts_on.isoformat(),
            "ends_on": self.ends_on.isoformat(),
            "facilitator": str(self.facilitator_id),
            "settled": self.settled_words,
            "turn": str(self.turn),
        }

    @property
    def name(self) -> str:
        """ "Cedarbrook and Prairie": the partner first."""
        return _("%(partner)s and %(thought_partner)s") % {
            "partner": self.application.organization.said,
            "thought_partner": self.offer.organization.said,
        }

    @property
    def settling(self) -> bool:
        """True while both said yes and conditions wait to be settled, or founding is held up."""
        return self.state == S.SENT and self.answered_at is not None


class ProposalPerson(Identified):
    """Somebody the facilitator proposes for one side of the partnership."""

    proposal = models.ForeignKey(MatchProposal, models.CASCADE, related_name="people")
    user = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    side = models.CharField(max_length=16, choices=Side)
    title = NameField(max_length=80)
    decides = models.BooleanField(default=False)
    implements = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "user"], name="proposal_person_once"),
            models.UniqueConstraint(
                fields=["proposal", "side"],
                condition=Q(decides=True),
                name="proposal_one_decider_a_side",
            ),
            models.CheckConstraint(
                condition=Q(side__in=Side.values), name="proposal_person_side_known"
            ),
        ]

    def __str__(self):
        return f"{self.side} ({self.pk})"


class Answer(models.TextChoices):
    """What a side may say; nothing is chosen beforehand."""

    ACCEPT = "accept", _("Yes, we want this")
    CONDITIONS = "conditions", _("Yes, if something is settled first")
    DECLINE = "decline", _("No, not this")


YES = [Answer.ACCEPT, Answer.CONDITIONS]


class ConsentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who look after the proposal, and those who decide for the side that answered."""
        if not user.is_authenticated:
            return self.none()
        cared = MatchProposal.objects.in_care_of(user).values("pk")
        led = authority.led_by(user)
        asks = Q(side=Side.PARTNER, proposal__application__organization__in=led)
        shares = Q(side=Side.THOUGHT_PARTNER, proposal__offer__organization__in=led)
        return self.filter(Q(proposal__in=cared) | asks | shares)


class Consent(Authored):
    """One side's answer in one turn, read by its own deciders and who looks after the proposal."""

    proposal = models.ForeignKey(MatchProposal, models.PROTECT, related_name="consents")
    side = models.CharField(max_length=16, choices=Side)
    turn = models.PositiveSmallIntegerField(default=1)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    answer = models.CharField(_("Do you want this partnership?"), max_length=12, choices=Answer)
    conditions = WordsField(_("What has to be settled first?"), blank=True)
    reason = WordsField(_("Anything the facilitator should know?"), blank=True)
    answered_at = models.DateTimeField()

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "side", "turn"], name="consent_one_a_side_and_turn"
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="consent_side_known"),
            models.CheckConstraint(
                condition=Q(answer__in=Answer.values), name="consent_answer_known"
            ),
            models.CheckConstraint(
                condition=Q(answer="conditions") & ~Q(conditions="")
                | ~Q(answer="conditions") & Q(conditions=""),
                name="consent_conditions_are_written",
            ),
        ]

    def __str__(self):
        return f"consent ({self.pk})"
