"""Sourced facts about organizations: grants, expertise, initiatives, documented relations."""

import datetime
import re

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.fields import NameField, WordsField
from foundation.models import Authored
from partnerships import licences, search

from .organizations import Membership, Organization, reads_directory
from .vocabulary import Term, terms, within


class DirectoryQuerySet(models.QuerySet):
    """The directory is read by every signed-in person but an evaluator (trust, matrix row 1)."""

    def visible_to(self, user):
        return self if reads_directory(user) else self.none()

    def with_facts(self):
        """Load what a list row or a page shows, in a constant number of queries."""
        return self.select_related("organization").prefetch_related("topics", "contexts")

    def saying(self, query: str):
        """Rows whose own words, or whose organization's name, hold every word of `query`."""
        words = self.model.objects
        own = search.holding(words, self.model.SEARCHED, query).values("pk")
        named = words.filter(organization__in=Organization.objects.saying(query)).values("pk")
        return self.filter(pk__in=own.union(named))

    def about_topic(self, slug: str):
        """Rows about a topic or one of its sub-topics."""
        return self._bound("topics", Term.Vocabulary.TOPIC, slug)

    def in_context(self, slug: str):
        return self._bound("contexts", Term.Vocabulary.CONTEXT, slug)

    def _bound(self, name, vocabulary, slug):
        through = getattr(self.model, name).through.objects
        rows = through.filter(term__in=within(vocabulary, slug))
        return self.filter(pk__in=rows.values(self.model._meta.model_name))


def year_before(day: datetime.date) -> datetime.date:
    """Return the day twelve months before `day`; the 28th for a 29 February."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


class ExpertiseQuerySet(DirectoryQuerySet):
    def stale(self, day: datetime.date):
        """Claims that nobody has confirmed for twelve months (domain 2.1: our rule)."""
        return self.filter(state=Expertise.State.CONFIRMED, confirmed_on__lt=year_before(day))

    def unconfirmed(self, day: datetime.date):
        """Claims that wait for a word of their organization: drafted, or stale on `day`."""
        drafted = self.filter(state=Expertise.State.DRAFTED)
        return drafted | self.stale(day)

    def told(self, how: str, day: datetime.date):
        """Claims that are "current" on `day`, or those that wait for a word ("waiting")."""
        waiting = self.unconfirmed(day)
        return self.exclude(pk__in=waiting.values("pk")) if how == "current" else waiting

    def with_age(self, day: datetime.date):
        """Add `aged`: whether twelve months have gone by since it was confirmed."""
        old = Q(confirmed_on__lt=year_before(day))
        return self.annotate(aged=Case(When(old, then=Value(True)), default=Value(False)))

    def with_deciding(self, user, day: datetime.date):
        """Add `deciding`: whether `user` decides for the organization on `day`."""
        mine = Membership.objects.on(day).filter(user=user, leads=True)
        return self.annotate(deciding=Exists(mine.filter(organization=OuterRef("organization"))))

    def about_topic(self, slug: str):
        """Claims on a topic or one of its sub-topics."""
        return self.filter(topic__in=within(Term.Vocabulary.TOPIC, slug))


class RelationQuerySet(DirectoryQuerySet):
    def saying(self, query: str):
        """Relations whose words or parties' names hold every word of `query`."""
        return search.holding(self, self.model.SEARCHED, query)

    def of(self, organization):
        """Relations in which `organization` takes part on either side."""
        return self.filter(Q(expert=organization) | Q(partner=organization))


class Sourced(Authored):
    """A fact with where it was read; `external_key` is its row in the file it came from."""

    topics = models.ManyToManyField(
        **terms(Term.Vocabulary.TOPIC), related_name="+", blank=True, verbose_name=_("topics")
    )
    contexts = models.ManyToManyField(
        **terms(Term.Vocabulary.CONTEXT), related_name="+", blank=True, verbose_name=_("contexts")
    )
    source = WordsField(_("source"), blank=True)
    external_key = NameField(max_length=60, null=True, blank=True, unique=True)  # noqa: DJ001 - absent is not ""

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        abstract = True


class Grant(Sourced):
    """An award (domain 0.04). Amounts are as reported and never summed across sources."""

    class Status(models.TextChoices):
        NOT_VERIFIED = "not_verified", _("status not verified")
        ACTIVE = "active", _("active")
        ENDED = "ended", _("ended")
        TERMINATED = "terminated", _("terminated")
        REINSTATED = "reinstated", _("reinstated")

    class Part(models.TextChoices):
        LEAD = "lead", _("receives the grant")
        CO_IMPLEMENTER = "co_implementer", _("named partner in the project")

    SEARCHED = ("award_number", "activity")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="grants")
    award_number = NameField(_("award number"), max_length=60, blank=True)
    listing_number = NameField(_("assistance listing"), max_length=20, blank=True)
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"), null=True, blank=True)
    year_as_reported = NameField(
        _("years as the source gives them"), max_length=40, blank=True, help_text=_("2013;2015")
    )
    amount_usd = models.PositiveBigIntegerField(_("amount in US dollars"), null=True, blank=True)
    amount_note = NameField(_("what the amount covers"), max_length=400, blank=True)
    starts_on = models.DateField(_("starts"), null=True, blank=True)
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    part = models.CharField(_("part in the grant"), max_length=20, choices=Part, default=Part.LEAD)
    priority = NameField(_("priority"), blank=True)
    absolute_priority = NameField(
        _("absolute priority"), blank=True, help_text=_("As its notice names it, number and title.")
    )
    population = NameField(
        _("population served"), max_length=400, blank=True,
        help_text=_("Whom the work is for, as the source says it. Empty: not stated."),
    )  # fmt: skip
    high_need = models.BooleanField(_("serves high-need schools"), null=True, blank=True)
    activity = WordsField(_("what it pays for"), blank=True)
    announced_on = models.DateField(
        _("its competition was announced"),
        null=True,
        blank=True,
        help_text=_("The date decides whether what the grant pays for must be openly licensed."),
    )
    open_licence = models.BooleanField(
        _("What the grant’s own terms say of an open license"),
        null=True,
        blank=True,
        help_text=_("Only where the terms were read: they may make an exception."),
    )
    status = models.CharField(
        _("status"), max_length=20, choices=Status, default=Status.NOT_VERIFIED
    )
    status_as_of = models.DateField(_("status as of"), null=True, blank=True)
    status_source = WordsField(_("source of the status"), blank=True)
    reliability = NameField(_("how well sourced"), max_length=20, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None)
                | Q(starts_on=None)
                | Q(ends_on__gte=models.F("starts_on")),
                name="grant_ends_after_start",
                violation_error_message=_("The grant ends before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(status="not_verified")
                | (Q(status_as_of__isnull=False) & ~Q(status_source="")),
                name="grant_status_has_date_and_source",
                violation_error_message=_(
                    "A status needs the date it was true on and where you read it."
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=["not_verified", "active", "ended", "terminated", "reinstated"]
                ),
                name="grant_status_known",
            ),
        ]

    def __str__(self):
        return f"{self.organization_id} {self.fiscal_year or ''} ({self.pk})"

    def get_absolute_url(self):
        return reverse("partnerships:grant", args=[self.pk])

    @property
    def licence(self) -> licences.Rule:
        """Whether what it pays for must be openly licensed (domain 0.04)."""
        years = [int(year) for year in re.findall(r"(?:19|20)[0-9]{2}", self.year_as_reported)]
        last = max(years, default=self.fiscal_year)
        return licences.rule(
            announced_on=self.announced_on, last_year=last, terms=self.open_licence
        )


class Expertise(Sourced):
    """What an organization says it knows deeply, with evidence (domain 0.28)."""

    class State(models.TextChoices):
        DRAFTED = "drafted", _("drafted")
        CONFIRMED = "confirmed", _("confirmed")

    SEARCHED = ("claim",)

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="expertise")
    topic = models.ForeignKey(
        **terms(Term.Vocabulary.TOPIC),
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("topic"),
    )
    claim = WordsField(_("what it knows how to do"))
    years = models.PositiveSmallIntegerField(_("years of work"), null=True, blank=True)
    sites = models.PositiveSmallIntegerField(_("places it worked in"), null=True, blank=True)
    evidence = WordsField(_("where to read about it"), blank=True)
    depth = models.PositiveSmallIntegerField(
        _("depth"),
        choices=[
            (1, _("has begun")),
            (2, _("has done it once")),
            (3, _("has done it in several places")),
            (4, _("others learn it from here")),
        ],
    )
    state = models.CharField(max_length=12, choices=State, default=State.DRAFTED)
    confirmed_on = models.DateField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ExpertiseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(depth__range=(1, 4)), name="expertise_depth_1_to_4"),
            models.CheckConstraint(
                condition=Q(state="drafted", confirmed_on=None)
                | Q(state="confirmed", confirmed_on__isnull=False),
                name="expertise_confirmed_has_date",
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed") | Q(confirmed_by=None),
                name="expertise_drafted_by_nobody_confirmed",
            ),
        ]

    def __str__(self):
        return f"{self.claim[:60]} ({self.pk})"

    def get_absolute_url(self):
        return reverse("partnerships:expertise", args=[self.pk])


EXPERTISE_MOVES = {
    Expertise.State.DRAFTED: {Expertise.State.CONFIRMED},
    Expertise.State.CONFIRMED: {Expertise.State.CONFIRMED, Expertise.State.DRAFTED},
}


class Initiative(Sourced):
    """What an organization is designing or running; without one, no proposal (domain 0.10)."""

    class Stage(models.TextChoices):
        EXPLORING = "exploring", _("Exploring: looking at options, nothing chosen")
        PROBLEM_ANALYSED = "problem_analysed", _("Problem analysed: causes are known")
        DESIGNING = "designing", _("Designing: choosing and building it")
        PILOTING = "piloting", _("Piloting: trying it in some places")
        IMPLEMENTING = "implementing", _("Implementing: running it")
        REFINING = "refining", _("Refining: improving what runs")
        REDESIGNING = "redesigning", _("Redesigning: rebuilding something that exists")

    class Work(models.TextChoices):
        PREPARATION = "preparation", _("Preparing new educators")
        DEVELOPMENT = "development", _("Developing serving educators")
        BOTH = "both", _("Both")

    class Educators(models.TextChoices):
        TEACHERS = "teachers", _("Teachers")
        PRINCIPALS = "principals", _("Principals and other school leaders")
        BOTH = "both", _("Both")

    SEARCHED = ("title", "challenge", "doing")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="initiatives")
    title = NameField(_("title"))
    challenge = WordsField(_("the problem it answers"), blank=True)
    doing = WordsField(_("what is being designed or done"), blank=True)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage)
    work = models.CharField(_("kind of work"), max_length=12, choices=Work, blank=True)
    educators = models.CharField(_("for whom"), max_length=12, choices=Educators, blank=True)
    delivery = NameField(_("how it is delivered"), blank=True)
    started_on = models.DateField(_("started"), null=True, blank=True)
    owner = NameField(_("who owns it"), blank=True, help_text=_("A role, not a name."))
    requested_by = NameField(_("who asked for it"), blank=True)
    in_local_plan = NameField(_("its place in the local plan"), blank=True)
    data_sources = WordsField(_("data you already have"), blank=True)
    year = models.PositiveSmallIntegerField(_("year reported"), null=True, blank=True)
    year_as_reported = NameField(
        _("years as the source gives them"), max_length=40, blank=True, help_text=_("c. 2011")
    )
    detail_level = NameField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["title", "id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    stage__in=[
                        "exploring",
                        "problem_analysed",
                        "designing",
                        "piloting",
                        "implementing",
                        "refining",
                        "redesigning",
                    ]
                ),
                name="initiative_stage_known",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("partnerships:initiative", args=[self.pk])


class DocumentedRelation(Sourced):
    """Two organizations that public sources say worked together. No states, nothing invented."""

    class Type(models.TextChoices):
        SEED_PARTNERSHIP = "seed_partnership", _("facilitated partnership")
        MENTOR_PROGRAM = "mentor_program", _("experienced program mentoring a like one")
        TECHNICAL_ASSISTANCE = "technical_assistance", _("assistance on a defined initiative")
        NETWORK_HUB_MEMBER = "network_hub_member", _("hub and member of an improvement network")
        RESEARCH_PRACTICE = "research_practice_partnership", _("research and practice, jointly")
        GRANT_SITE = "seed_grant_site", _("site of a grant-funded project")

    SEARCHED = ("expert_name", "partner_name", "worked_on")

    expert_name = NameField()
    expert = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="relations_as_expert"
    )
    partner_name = NameField()
    partner = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="relations_as_partner"
    )
    relationship_type = models.CharField(max_length=40, choices=Type)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    year_as_reported = NameField(max_length=40, blank=True)
    worked_on = WordsField(blank=True)
    outcome = WordsField(blank=True)
    detail_level = NameField(max_length=20, blank=True)

    objects = RelationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["expert_name", "id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    relationship_type__in=[
                        "seed_partnership",
                        "mentor_program",
                        "technical_assistance",
                        "network_hub_member",
                        "research_practice_partnership",
                        "seed_grant_site",
                    ]
                ),
                name="relation_type_known",
            )
        ]

    def __str__(self):
        return f"{self.expert_name} and {self.partner_name} ({self.pk})"
