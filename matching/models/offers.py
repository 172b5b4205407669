"""An organization that has done the work says it is open to share it, in one round."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.fields import WordsField
from foundation.models import Authored
from partnerships.models import Organization, Round, RoundState

from .care import CareQuerySet

PERSON = settings.AUTH_USER_MODEL


class OfferState(models.TextChoices):
    """Domain 2.2, openness, with the words a thought partner reads."""

    ASKED = "asked", _("Nine questions are waiting")
    ANSWERED = "answered", _("With the facilitator")
    WILLING = "willing", _("Willing and able")
    BUILD_FIRST = "build_first", _("Build first")
    TALK = "talk", _("A talk comes first")
    WITHDRAWN = "withdrawn", _("Withdrawn")


O = OfferState  # noqa: E741 - one map, read at a glance
OFFER_MOVES = {
    O.ASKED: {O.ANSWERED, O.WITHDRAWN},
    O.ANSWERED: {O.WILLING, O.BUILD_FIRST, O.TALK, O.ASKED, O.WITHDRAWN},
    O.TALK: {O.WILLING, O.BUILD_FIRST, O.ANSWERED, O.WITHDRAWN},
    O.BUILD_FIRST: {O.ANSWERED, O.WILLING, O.WITHDRAWN},
    O.WILLING: {O.TALK, O.WITHDRAWN},
    O.WITHDRAWN: {O.ASKED},
}
SHAPES = {O.ANSWERED: "doing", O.WILLING: "done", O.BUILD_FIRST: "doing", O.TALK: "heed"}
DUE_FIRST = (O.ANSWERED, O.TALK, O.ASKED, O.BUILD_FIRST, O.WILLING, O.WITHDRAWN)
OFFERS_BY_DUE = ("turn", "created_at", "pk")


class OfferQuerySet(CareQuerySet):
    PAST: ClassVar = [RoundState.MATCHED, RoundState.ARCHIVED]

    def visible_to(self, user):
        """Own organization; those who look after it; who reads it (`read_by`)."""
        if not user.is_authenticated:
            return self.none()
        cared = Offer.objects.in_care_of(user).values("pk")
        reads = Offer.objects.read_by(user).values("pk")
        own = Offer.objects.of_organizations_of(user).values("pk")
        return self.filter(Q(pk__in=own) | Q(pk__in=cared) | Q(pk__in=reads))

    def with_parties(self):
        """Load what every page names, and why they come."""
        return super().with_parties().select_related("reasons")

    def due_first(self):
        """Order by what waits for the facilitator (`turn`), the longest waiting first."""
        whens = [When(state=state, then=Value(n)) for n, state in enumerate(DUE_FIRST)]
        return self.annotate(turn=Case(*whens, default=Value(len(whens)))).order_by(*OFFERS_BY_DUE)


class Offer(Authored):
    """One organization as a possible thought partner in one round (domain 0.29 to 0.31)."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="offers")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="offers")
    state = models.CharField(max_length=12, choices=OfferState, default=OfferState.ASKED)
    facilitator = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="offers_held"
    )
    places = models.PositiveSmallIntegerField(_("partners it can take"), default=1)
    answered_at = models.DateTimeField(null=True, blank=True)
    apart = models.JSONField(default=list)  # items two steps apart, not talked through yet

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organization"],
                name="offer_once_a_round",
                violation_error_message=_("This organization is already asked in this round."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=OfferState.values), name="offer_state_known"
            ),
            models.CheckConstraint(condition=Q(places__gte=1), name="offer_has_a_place"),
        ]

    def __str__(self):
        return f"{self.organization_id} ({self.pk})"

    def get_absolute_url(self):
        return reverse("matching:offer", args=[self.pk])

    @property
    def shape(self) -> str:
        """What components/state.html calls its kind."""
        return SHAPES.get(self.state, "")

    @property
    def name(self) -> str:
        return str(_("sharing what you have learned"))


class WorryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The person who wrote it and the facilitator who holds the offer, nobody else."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(created_by=user) | Q(offer__facilitator=user))


class Worry(Authored):
    """What worries one person about sharing; read by the writer and the facilitator (0.30)."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="worries")
    words = WordsField(_("What worries you about sharing?"), blank=True)

    objects = WorryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "created_by"], name="worry_once_a_person"),
            models.CheckConstraint(
                condition=Q(created_by__isnull=False), name="worry_has_a_writer"
            ),
        ]

    def __str__(self):
        return f"worry ({self.pk})"
