"""An organization that has done the work says it is open to share it, in one round."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.fields import WordsField
from foundation.models import Authored
from partnerships.models import Organization, ProgramRole, Role, Round

from .applications import _organizations_of

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
    O.TALK: {O.WILLING, O.BUILD_FIRST, O.WITHDRAWN},
    O.BUILD_FIRST: {O.ANSWERED, O.WILLING, O.WITHDRAWN},
    O.WILLING: {O.TALK, O.WITHDRAWN},
    O.WITHDRAWN: set(),
}


class OfferQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Own organization; the facilitator who holds it; the leads of its program."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(organization__in=_organizations_of(user)) | self.in_care_of(user))

    @staticmethod
    def in_care_of(user):
        leads = ProgramRole.objects.filter(user=user, until=None, role=Role.FACILITATION_LEAD)
        return Q(facilitator=user) | Q(round__program__in=leads.values("program"))

    def with_parties(self):
        return self.select_related("round__program", "organization", "facilitator")


class Offer(Authored):
    """One organization as a possible thought partner in one round (domain 0.29 to 0.31)."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="offers")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="offers")
    state = models.CharField(max_length=12, choices=OfferState, default=OfferState.ASKED)
    facilitator = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="offers_held"
    )
    places = models.PositiveSmallIntegerField(_("partners it can take"), default=1)
    worry = WordsField(  # author and facilitator only, domain 0.30
        _("what worries you about sharing"), blank=True
    )
    answer = WordsField(_("what the organization reads"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "organization"], name="offer_once_a_round"),
            models.CheckConstraint(condition=Q(state__in=OfferState.values), name="offer_state_known"),
            models.CheckConstraint(condition=Q(places__gte=1), name="offer_has_a_place"),
        ]

    def __str__(self):
        return f"{self.organization_id} ({self.pk})"

    def get_absolute_url(self):
        return reverse("matching:offer", args=[self.pk])
