"""Organizations, and who belongs to them."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.fields import Identified, NameField, WordsField
from foundation.models import Authored
from partnerships import search

from .programs import Role
from .vocabulary import Term, terms


def reads_directory(user) -> bool:
    """Every signed-in person reads it, but one who only evaluates (trust, matrix row 1)."""
    from partnerships.models.standing import standing  # noqa: PLC0415 - standing reads these models

    if not user.is_authenticated:
        return False
    where = standing(user)
    return set(where.roles) != {"evaluator"} or bool(where.organizations)


class OrganizationQuerySet(models.QuerySet):
    """Nearly everybody reads the directory; what is private hangs on other rows."""

    def visible_to(self, user):
        return self if reads_directory(user) else self.none()

    def saying(self, query: str):
        """Organizations whose name, short name or city hold every word of `query`."""
        return search.holding(self, self.model.SEARCHED, query)

    def about_topic(self, slug: str):
        """Organizations with a grant, expertise or initiative on a topic or its sub-topics."""
        return self._with_fact("about_topic", slug)

    def in_context(self, slug: str):
        return self._with_fact("in_context", slug)

    def _with_fact(self, question, slug):
        kinds = [self.model._meta.get_field(n) for n in ("grants", "expertise", "initiatives")]
        facts = [getattr(kind.related_model.objects, question)(slug) for kind in kinds]
        first, *rest = [fact.values("organization") for fact in facts]
        return self.filter(pk__in=first.union(*rest))

    def with_sector(self):
        """Load the kind and the sector, wherever it follows from, in the same query."""
        return self.select_related("type__sector", "sector")

    def with_counts(self):
        """Add `grant_count` and `initiative_count`, each counted for the rows of a page only."""
        return self.annotate(
            grant_count=_count(self.model, "grants"),
            initiative_count=_count(self.model, "initiatives"),
        )

    def with_people(self, user, day):
        """Add `people_count` of `day`, `in_my_care`, `led` and `deciding`.

        An organization is in the care of `user` while they facilitate a partnership of it that
        runs; with its end the right to see and invite its people ends too. It is `led` by who
        leads facilitation in a program it takes part in.
        """
        from partnerships import taking_part  # noqa: PLC0415 - it reads these models
        from partnerships.models.standing import standing as stands  # noqa: PLC0415 - as above

        from .partnership import Partnership  # noqa: PLC0415 - partnerships read these models

        leads = stands(user).programs(Role.FACILITATION_LEAD)
        held = Partnership.objects.running().filter(facilitator=user)
        cared = held.filter(organizations__organization=OuterRef("pk"))
        standing = Membership.objects.on(day)
        return self.annotate(
            people_count=_count(self.model, "memberships", standing),
            in_my_care=Exists(cared),
            led=taking_part.in_one_of(leads) if leads else Value(False),
            deciding=Exists(standing.filter(organization=OuterRef("pk"), user=user, leads=True)),
        )

    def enrolled(self):
        return self.exclude(enrolled_at=None)

    def listed(self):
        return self.filter(enrolled_at=None)


def _count(model, name, rows=None):
    related = model._meta.get_field(name).related_model
    rows = related.objects.all() if rows is None else rows
    counted = rows.filter(organization=OuterRef("pk")).order_by().values("organization")
    return Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 0)


class Organization(Authored):
    """A district, university, nonprofit or other body. Listed with sourced facts, or enrolled.

    Only an enrolled organization has people, answers, proposals and messages; triggers of the
    database refuse them for a listed one (partnerships/walls.py).
    """

    SEARCHED = ("name", "short_name", "city")

    name = NameField(_("name"))
    short_name = NameField(
        _("short name"), max_length=60, blank=True, help_text=_("As people say it: Lakeview.")
    )
    type = models.ForeignKey(
        **terms(Term.Vocabulary.ORGANIZATION_TYPE),
        verbose_name=_("kind of organization"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    sector = models.ForeignKey(
        **terms(Term.Vocabulary.SECTOR),
        verbose_name=_("sector"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text=_("Only where the kind does not say it: a school district is public anyway."),
    )
    state = NameField(_("state"), max_length=40, blank=True, help_text=_("Two letters, e.g. MI."))
    city = NameField(_("city"), max_length=80, blank=True)
    about = WordsField(_("what it does"), blank=True)
    strengths = WordsField(_("strengths"), blank=True)
    limitations = WordsField(_("limits others should know"), blank=True)
    days_to_decide = models.PositiveSmallIntegerField(
        _("days to decide something ordinary"), null=True, blank=True
    )
    approval_layers = models.PositiveSmallIntegerField(
        _("people who must agree"), null=True, blank=True
    )
    blackout = WordsField(_("times when nothing new can start"), blank=True)
    enrolled_at = models.DateTimeField(_("enrolled"), null=True, blank=True)
    external_key = NameField(max_length=60, null=True, blank=True, unique=True)  # noqa: DJ001 - absent is not ""
    source = WordsField(_("source"), blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), name="organization_name_once")]
        indexes = [models.Index(fields=["name", "id"])]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partnerships:organization", args=[self.pk])

    @property
    def enrolled(self) -> bool:
        """True once it joined; a listed organization has facts only."""
        return self.enrolled_at is not None

    @property
    def in_sector(self) -> Term | None:
        """Its sector: the one that follows from its kind, else what was stated (domain 3.28).

        No query for rows loaded `with_sector`.
        """
        return (self.type.sector if self.type else None) or self.sector

    @property
    def said(self) -> str:
        """The name as people say it."""
        return self.short_name or self.name


class MembershipQuerySet(models.QuerySet):
    def on(self, day):
        """Memberships that stand on `day`."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


class Membership(Identified):
    """A person's place in an organization, from a day until a day."""

    class Level(models.TextChoices):
        EXECUTIVE = "executive", _("Executive")
        MIDDLE = "middle", _("Middle")
        FRONT_LINE = "front_line", _("Front line")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    title = NameField(_("role in the organization"), max_length=80)
    unit = NameField(_("department or office"), max_length=120, blank=True)
    level = models.CharField(_("level"), max_length=12, choices=Level, default=Level.MIDDLE)
    leads = models.BooleanField(_("decides for the organization"), default=False)
    administers = models.BooleanField(_("looks after the organization's page"), default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=["executive", "middle", "front_line"]),
                name="membership_level_known",
            ),
            models.UniqueConstraint(
                fields=["organization", "user"],
                condition=Q(until=None),
                name="membership_held_once",
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.pk})"
