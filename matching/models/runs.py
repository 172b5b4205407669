"""A round as it was solved, and what people asked of it: rows that are added and never changed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from foundation.fields import Identified, NameField, WordsField
from partnerships.models import Round
from partnerships.models.standing import standing

from .applications import Application
from .care import CARE
from .offers import Offer
from .reviews import PairQuerySet

PERSON = settings.AUTH_USER_MODEL


def run_by(user):
    """Return the ids of the programs whose rounds `user` may solve: facilitators and leads."""
    return standing(user).programs(*CARE) if user.is_authenticated else set()


class MatchRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The facilitators and leads of the program."""
        return self.filter(round__program__in=run_by(user))

    def without_inputs(self):
        """Leave out the packed pairs, which only solving again reads."""
        return self.defer("inputs")


class MatchRun(Identified):
    """One solving of a round: what went in, how it was weighed, what came out (peers 3.3, 14).

    Kept for ever: `inputs` packs the pairs and what was asked; the digests show that the same goes
    in, and comes out again, to the last letter.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="runs")
    number = models.PositiveIntegerField()
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    method = models.CharField(max_length=20)
    weights = models.JSONField()  # criterion -> 0 to 10
    most_of_a_state = models.PositiveSmallIntegerField(null=True)
    loads = models.JSONField(default=dict)  # id of a facilitator -> how many pairs they carry
    inputs = models.BinaryField()
    inputs_digest = models.CharField(max_length=64)
    report = models.JSONField()
    result_digest = models.CharField(max_length=64)

    objects = MatchRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="run_number_once_a_round"),
            models.CheckConstraint(condition=Q(number__gte=1), name="run_counts_from_one"),
            models.CheckConstraint(
                condition=Q(most_of_a_state=None) | Q(most_of_a_state__gte=1),
                name="run_limit_is_one_or_more",
            ),
        ]

    def __str__(self):
        return f"run {self.number} ({self.pk})"


class RunRowQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rows of applications one looks after; never of a pair of an own organization."""
        if not user.is_authenticated:
            return self.none()
        cared = Application.objects.in_care_of(user).values("pk")
        own = Offer.objects.of_organizations_of(user).values("pk")
        shown = self.filter(application__in=cared, run__round__program__in=run_by(user))
        return shown.filter(Q(offer=None) | ~Q(offer__in=own))


class RunRow(Identified):
    """What one run proposes for one application; `fit` and `benefit` from 0 to 100, never added.

    `place` is its place on the board: who has nobody first, then what is close.
    """

    run = models.ForeignKey(MatchRun, models.PROTECT, related_name="rows")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    offer = models.ForeignKey(Offer, models.PROTECT, null=True, related_name="+")
    stable = models.ForeignKey(Offer, models.PROTECT, null=True, related_name="+")
    fit = models.PositiveSmallIntegerField(null=True)
    benefit = models.PositiveSmallIntegerField(null=True)
    why = NameField(max_length=300, blank=True)
    pinned = models.BooleanField(default=False)
    close = models.BooleanField(default=False)  # one step of one weight changes it
    possible = models.PositiveIntegerField()  # thought partners that are known to fit
    place = models.PositiveIntegerField()

    objects = RunRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "application"], name="run_row_once"),
            models.UniqueConstraint(fields=["run", "place"], name="run_row_place_once"),
            models.CheckConstraint(
                condition=Q(offer=None, fit=None, benefit=None, pinned=False)
                | Q(offer__isnull=False, fit__range=(0, 100), benefit__range=(0, 100)),
                name="run_row_weighed_where_proposed",
            ),
        ]

    def __str__(self):
        return f"row {self.place} ({self.pk})"


class WishKind(models.TextChoices):
    PIN = "pin", _("Keep these two together")
    VETO = "veto", _("Not these two")


class Because(models.TextChoices):
    """Why a person decides otherwise than the round was solved; counted later."""

    KNOWN = "known", _("They know each other already")
    UNSEEN = "unseen", _("Something the facts do not show")
    CONFLICT = "conflict", _("A conflict of interest")
    PRACTICAL = "practical", _("Time, travel or load")
    ASKED = "asked", _("One of the two asked for it")
    OTHER = "other", _("Something else")


class RoundWishQuerySet(PairQuerySet):
    def standing(self):
        return self.filter(lifted_at=None)


class RoundWish(Identified):
    """A pair that must be, or must not, with the reason; lifted, never deleted (peers 3.3, 9).

    `instead_of` is what the round was solved to then: with it, the wish overrides a proposal.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="wishes")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="wishes")
    kind = models.CharField(max_length=4, choices=WishKind)
    because = models.CharField(_("Why?"), max_length=9, choices=Because)
    words = WordsField(_("In your words"))
    instead_of = models.ForeignKey(Offer, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lifted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    objects = RoundWishQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "offer"],
                condition=Q(lifted_at=None),
                name="wish_one_standing_a_pair",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(lifted_at=None, kind="pin"),
                name="wish_one_standing_pin",
            ),
            models.CheckConstraint(condition=Q(kind__in=WishKind.values), name="wish_kind_known"),
            models.CheckConstraint(
                condition=Q(because__in=Because.values), name="wish_because_known"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="wish_has_words"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="wish_lifted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(kind="veto") | Q(instead_of=None) | ~Q(instead_of=F("offer")),
                name="wish_pins_another",
            ),
        ]

    def __str__(self):
        return f"{self.kind} ({self.pk})"


class AskedState(models.TextChoices):
    WAITING = "waiting", _("Being solved")
    DONE = "done", _("Solved")
    REFUSED = "refused", _("Cannot be solved so")


ASKED_MOVES = {
    AskedState.WAITING: {AskedState.DONE, AskedState.REFUSED},
    AskedState.DONE: set(),
    AskedState.REFUSED: set(),
}


class AskedRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The facilitators and leads of the program."""
        return self.filter(round__program__in=run_by(user))

    def waiting(self):
        return self.filter(state=AskedState.WAITING)


class AskedRun(Identified):
    """A round too large to be solved while somebody waits: done behind the page."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="asked_runs")
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    weights = models.JSONField()
    most_of_a_state = models.PositiveSmallIntegerField(null=True)
    loads = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=AskedState, default=AskedState.WAITING)
    said = WordsField(blank=True)  # why it cannot be solved so

    objects = AskedRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(state="waiting"), name="asked_run_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=AskedState.values), name="asked_run_state_known"
            ),
        ]

    def __str__(self):
        return f"asked {self.state} ({self.pk})"
