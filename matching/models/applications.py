"""An organization asks for a partner: the interest application and the replies it gets."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.fields import Identified, NameField, WordsField
from foundation.models import Authored
from partnerships.models import Initiative, Membership, Organization, ProgramRole, Role, Round

PERSON = settings.AUTH_USER_MODEL


class ApplicationState(models.TextChoices):
    """Domain 2.1, with the words an applicant reads."""

    DRAFT = "draft", _("Not sent yet")
    SUBMITTED = "submitted", _("With the facilitator")
    INELIGIBLE = "ineligible", _("Not a fit here")
    ASSESSING = "assessing", _("Nine questions, then a talk")
    READY = "ready", _("Ready for a partner")
    PREPARING = "preparing", _("Preparing first")
    NOT_NOW = "not_now", _("Not now")
    TALK = "talk", _("A talk comes first")
    PROPOSED = "proposed", _("A partner is proposed")
    MATCHED = "matched", _("Matched")
    WAITLISTED = "waitlisted", _("Waiting for a place")
    WITHDRAWN = "withdrawn", _("Withdrawn")


S = ApplicationState
APPLICATION_MOVES = {
    S.DRAFT: {S.SUBMITTED, S.WITHDRAWN},
    S.SUBMITTED: {S.ASSESSING, S.INELIGIBLE, S.WITHDRAWN},
    S.INELIGIBLE: set(),
    S.ASSESSING: {S.READY, S.PREPARING, S.NOT_NOW, S.TALK, S.WITHDRAWN},
    S.TALK: {S.READY, S.PREPARING, S.NOT_NOW, S.ASSESSING, S.WITHDRAWN},
    S.PREPARING: {S.ASSESSING, S.NOT_NOW, S.WITHDRAWN},
    S.NOT_NOW: {S.ASSESSING, S.WITHDRAWN},
    S.READY: {S.PROPOSED, S.WAITLISTED, S.WITHDRAWN},
    S.WAITLISTED: {S.PROPOSED, S.READY, S.WITHDRAWN},
    S.PROPOSED: {S.MATCHED, S.READY, S.WAITLISTED, S.WITHDRAWN},
    S.MATCHED: set(),
    S.WITHDRAWN: set(),
}


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Own organization; its facilitator and the leads of its program once it was sent."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(organization__in=_organizations_of(user))
            | (~Q(state=ApplicationState.DRAFT) & self.in_care_of(user))
        )

    @staticmethod
    def in_care_of(user):
        """The condition: this facilitator holds it, or leads facilitation of its program."""
        leads = ProgramRole.objects.filter(user=user, until=None, role=Role.FACILITATION_LEAD)
        return Q(facilitator=user) | Q(round__program__in=leads.values("program"))

    def with_parties(self):
        return self.select_related("round__program", "organization", "initiative", "facilitator")


class Application(Authored):
    """The interest form of one organization in one round, with its initiative (domain 0.08)."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="applications")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="applications")
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, null=True, blank=True, related_name="applications"
    )
    state = models.CharField(max_length=12, choices=ApplicationState, default=ApplicationState.DRAFT)
    facilitator = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="applications_held"
    )
    why_now = WordsField(_("why now"), blank=True)
    hoped_for = WordsField(_("what you hope a partner could help you see"), blank=True)
    people_and_time = WordsField(_("who would take part, and when they can"), blank=True)
    leader = NameField(_("leader who backs this"), blank=True, help_text=_("A role, e.g. superintendent."))
    leader_agrees = models.BooleanField(_("The leader knows and agrees"), default=False)
    preferred_dates = WordsField(_("dates that suit or do not"), blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    answer_by = models.DateField(null=True, blank=True)  # the day the applicant was promised

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organization", "initiative"],
                condition=~Q(state="withdrawn"),
                name="application_once_a_round_and_initiative",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ApplicationState.values), name="application_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(submitted_at__isnull=False, initiative__isnull=False),
                name="application_sent_has_initiative_and_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "submitted_at"])]

    def __str__(self):
        return f"{self.organization_id} ({self.pk})"

    def get_absolute_url(self):
        return reverse("matching:application", args=[self.pk])


class Reply(Identified):
    """A sentence to the applicant with a next step and its date. Written by the facilitator."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="replies")
    result = models.CharField(max_length=12, choices=ApplicationState)
    words = WordsField(_("what the organization reads"))
    next_step = NameField(_("next step"), max_length=300)
    next_on = models.DateField(_("on"), null=True, blank=True)
    agreed_note = WordsField(_("note you agreed on"), blank=True)
    override_reason = WordsField(_("why, against our rule"), blank=True)  # facilitators and leads
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.result} at {self.at:%Y-%m-%d} ({self.pk})"


def _organizations_of(user):
    return Membership.objects.filter(user=user, until=None).values("organization")
