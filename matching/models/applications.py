"""An organization asks for a partner: the interest application (domain 0.08, 2.1)."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.fields import NameField, WordsField
from foundation.models import Authored
from partnerships.models import Initiative, Organization, Round
from partnerships.models.standing import standing

from .care import CareQuerySet

PERSON = settings.AUTH_USER_MODEL


class ApplicationState(models.TextChoices):
    """Domain 2.1, with the words an applicant reads."""

    DRAFT = "draft", _("Not sent yet")
    SUBMITTED = "submitted", _("With the facilitator")
    INELIGIBLE = "ineligible", _("Not a fit here")
    ASSESSING = "assessing", _("Nine questions, then a talk")
    READY = "ready", _("Ready for a partner")
    PREPARING = "preparing", _("Prepare first")
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
    S.READY: {S.PROPOSED, S.WAITLISTED, S.NOT_NOW, S.WITHDRAWN},
    S.WAITLISTED: {S.PROPOSED, S.READY, S.NOT_NOW, S.WITHDRAWN},
    S.PROPOSED: {S.MATCHED, S.READY, S.WAITLISTED, S.WITHDRAWN},
    S.MATCHED: set(),
    S.WITHDRAWN: {S.DRAFT, S.SUBMITTED},  # the way back, until it was screened
}
SHAPES = {  # beside the word: under way, done, or something to heed; the others are not yet
    **dict.fromkeys((S.ASSESSING, S.PREPARING, S.PROPOSED), "doing"),
    **dict.fromkeys((S.READY, S.MATCHED), "done"),
    **dict.fromkeys((S.TALK, S.WAITLISTED), "heed"),
}
READ_AGAIN = {S.TALK, S.PREPARING, S.NOT_NOW}  # a reply went out, and another reading may follow
ENDED = {S.INELIGIBLE, S.NOT_NOW, S.MATCHED, S.WITHDRAWN}
BY_DUE = ("turn", "answer_by", "pk")


class ApplicationQuerySet(CareQuerySet):
    def of_organizations_of(self, user):
        """Those of one's organizations. Who only keeps its page sees the forms they began (2.3)."""
        where = standing(user)
        works = [key for key in where.organizations if key not in where.administers]
        began = Q(created_by=user, organization__in=list(where.administers))
        return self.filter(Q(organization__in=works) | began)

    def visible_to(self, user):
        """Own organization; once it was sent, who looks after it and who reads it (`read_by`)."""
        if not user.is_authenticated:
            return self.none()
        cared = Application.objects.in_care_of(user).values("pk")
        reads = Application.objects.read_by(user).values("pk")
        own = Application.objects.of_organizations_of(user).values("pk")
        sent = Q(submitted_at__isnull=False)
        return self.filter(Q(pk__in=own) | (sent & (Q(pk__in=cared) | Q(pk__in=reads))))

    def due_first(self):
        """Add `turn`: 0 waits for the promised answer, 1 is under way, 2 has ended (`BY_DUE`)."""
        states = {S.SUBMITTED: 0, **dict.fromkeys(ENDED, 2)}
        whens = [When(state=state, then=Value(turn)) for state, turn in states.items()]
        return self.annotate(turn=Case(*whens, default=Value(1)))

    def with_parties(self):
        """Load what every page names, where its work comes from and what stands beside it."""
        return (
            super()
            .with_parties()
            .select_related("origin", "endorsement__changed_by", "endorsement__leader", "workup")
        )

    def live(self):
        return self.exclude(state=ApplicationState.WITHDRAWN)


class Application(Authored):
    """The interest form of one organization in one round.

    What it says of its initiative stays here, read by its own people and by those who look after
    it. The directory's Initiative is made when the application is ready (services.reply).
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="applications")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="applications")
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, null=True, blank=True, related_name="applications"
    )
    state = models.CharField(
        max_length=12, choices=ApplicationState, default=ApplicationState.DRAFT
    )
    facilitator = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="applications_held"
    )
    # -- what the organization writes -------------------------------------------------------------
    title = NameField(_("What do you call it?"), blank=True, help_text=_("A few words are enough."))
    doing = WordsField(_("What are you doing, or about to do?"), blank=True)
    stage = models.CharField(
        _("How far are you?"), max_length=20, choices=Initiative.Stage, blank=True
    )
    educators = models.CharField(
        _("For whom is it?"), max_length=12, choices=Initiative.Educators, blank=True
    )
    owner = NameField(_("Who owns it?"), blank=True, help_text=_("A role, not a name."))
    challenge = WordsField(
        _("What problem does it answer, and what do you think lies behind it?"), blank=True
    )
    requested_by = NameField(_("Who asked for it?"), blank=True)
    in_local_plan = NameField(_("Where does it stand in your local plan?"), blank=True)
    data_sources = WordsField(_("What data do you already have?"), blank=True)
    why_now = WordsField(_("Why now?"), blank=True)
    hoped_for = WordsField(_("What do you hope a partner could help you see?"), blank=True)
    people_and_time = WordsField(_("Who would take part, and when could they?"), blank=True)
    leader = NameField(
        _("Which leader backs this?"), blank=True, help_text=_("A role, e.g. superintendent.")
    )
    leader_agrees = models.BooleanField(
        _("The leader knows of this form and agrees"), default=False
    )
    preferred_dates = WordsField(_("Which dates suit you, and which do not?"), blank=True)
    pages = models.JSONField(default=dict)  # page of the form: version at which it last changed
    # -- what became of it ------------------------------------------------------------------------
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    answer_by = models.DateField(null=True, blank=True)  # the day the applicant was promised
    kind_fits = models.BooleanField(null=True)
    work_is_active = models.BooleanField(null=True)
    screened_at = models.DateTimeField(null=True, blank=True)
    screened_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    apart = models.JSONField(default=list)  # items two steps apart, not talked through yet

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organization"],
                condition=Q(state="draft"),
                name="application_one_draft_a_round",
                violation_error_message=_("Your organization already has a form open here."),
            ),
            models.UniqueConstraint(
                fields=["round", "initiative"],
                condition=Q(initiative__isnull=False) & ~Q(state="withdrawn"),
                name="application_once_a_round_and_initiative",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ApplicationState.values), name="application_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(
                    submitted_at__isnull=False,
                    submitted_by__isnull=False,
                    answer_by__isnull=False,
                ),
                name="application_sent_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted", "withdrawn"])
                | Q(
                    screened_at__isnull=False,
                    screened_by__isnull=False,
                    kind_fits__isnull=False,
                    work_is_active__isnull=False,
                ),
                name="application_screened_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ready", "proposed", "matched", "waitlisted"])
                | Q(initiative__isnull=False),
                name="application_ready_has_initiative",
            ),
            models.CheckConstraint(
                condition=Q(stage="") | Q(stage__in=Initiative.Stage.values),
                name="application_stage_known",
            ),
            models.CheckConstraint(
                condition=Q(educators="") | Q(educators__in=Initiative.Educators.values),
                name="application_educators_known",
            ),
        ]
        indexes = [models.Index(fields=["state", "submitted_at"])]

    def __str__(self):
        return f"{self.organization_id} ({self.pk})"

    def get_absolute_url(self):
        return reverse("matching:application", args=[self.pk])

    @property
    def name(self) -> str:
        """The initiative as its people call it, or what stands in until they do."""
        return self.title or str(_("your initiative"))

    @property
    def shape(self) -> str:
        """What components/state.html calls its kind."""
        return SHAPES.get(self.state, "")

    @property
    def sent(self) -> bool:
        return self.submitted_at is not None
