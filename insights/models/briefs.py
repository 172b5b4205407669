"""A brief: approved lessons as one public page (domain 0.06, 0.15)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.fields import NameField, WordsField
from foundation.models import Authored
from partnerships.models import Partnership, PartnershipOrganization, RosterEntry, Side

from .insights import Insight

PERSON = settings.AUTH_USER_MODEL


class BriefState(models.TextChoices):
    DRAFTING = "drafting", _("Being written")
    REVIEW = "review", _("Both leaders read it")
    PUBLISHED = "published", _("Published")
    WITHHELD = "withheld", _("Not published")


B = BriefState
BRIEF_MOVES = {
    B.DRAFTING: {B.REVIEW, B.WITHHELD},
    B.REVIEW: {B.PUBLISHED, B.WITHHELD},
    B.PUBLISHED: {B.WITHHELD},
    B.WITHHELD: {B.DRAFTING},
}
OPEN_TO_EDITS = (B.DRAFTING, B.REVIEW)


class BriefQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the partnership's inside; everybody else reads what is on the shelf."""
        return self.filter(partnership__in=Partnership.objects.visible_to(user).values("pk"))

    def in_review(self):
        """What leaders are asked to read and sign: one that was emptied meanwhile asks nobody."""
        standing = BriefLine.objects.filter(brief=models.OuterRef("pk"), withdrawn_at=None)
        return self.filter(models.Exists(standing), state=B.REVIEW)

    def on_shelf(self):
        """What anybody reads without sign-in."""
        return self.filter(state=B.PUBLISHED)

    def about_topic(self, slug: str):
        """Those of a topic or one of its sub-topics."""
        topic = Q(partnership__topic__slug=slug) | Q(partnership__topic__parents__slug=slug)
        return self.filter(pk__in=self.model.objects.filter(topic).values("pk"))

    def with_sides(self):
        """Load what names its authors: organizations, never people."""
        sides = PartnershipOrganization.objects.select_related("organization")
        return self.select_related(
            "partnership__round__program", "partnership__topic"
        ).prefetch_related(
            models.Prefetch("partnership__organizations", sides.order_by("-is_lead", "pk"))
        )

    def whole(self):
        """Load what the page inside shows besides: roster, lines with their sources."""
        people = RosterEntry.objects.standing().select_related("user", "organization")
        lines = BriefLine.objects.select_related("insight__session").order_by("order", "pk")
        return (
            self.with_sides()
            .select_related("partnership__facilitator")
            .prefetch_related(
                models.Prefetch("partnership__roster", people),
                models.Prefetch("lines", lines),
            )
        )


class Brief(Authored):
    """Written from lessons, read by both leaders, public once one named person a side signed."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="briefs")
    series = NameField(_("series"), max_length=80, default="Insights brief")
    number = models.PositiveSmallIntegerField(null=True, blank=True)  # in its series, for life
    title = NameField(_("title"), max_length=160)
    lead = NameField(_("in one sentence"), max_length=300, blank=True)
    with_whom = NameField(_("with"), max_length=160, blank=True)  # the facilitator's organization
    counted = WordsField(_("what was counted"), max_length=600, blank=True)  # brief_text.figure
    boilerplate = WordsField(_("funding statement and disclaimer"), blank=True)
    state = models.CharField(max_length=10, choices=BriefState, default=BriefState.DRAFTING)
    slug = models.SlugField(max_length=90, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)  # to both leaders
    answer_by = models.DateField(null=True, blank=True)  # fourteen days later (calendar row 57)
    published_at = models.DateTimeField(null=True, blank=True)
    withheld_because = WordsField(_("why it is not published"), blank=True)

    objects = BriefQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=B.values), name="brief_state_known"),
            models.CheckConstraint(
                condition=~Q(state="published") | (Q(published_at__isnull=False) & ~Q(slug="")),
                name="brief_published_has_address",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(number__isnull=False),
                name="brief_published_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(state="review") | Q(sent_at__isnull=False, answer_by__isnull=False),
                name="brief_in_review_has_date",
            ),
            models.UniqueConstraint(
                fields=["slug"], condition=~Q(slug=""), name="brief_address_once"
            ),
        ]
        indexes = [models.Index(fields=["state", "published_at"])]

    def __str__(self):
        return f"{self.state} brief ({self.pk})"

    def get_absolute_url(self):
        return reverse("insights:brief", args=[self.pk])

    def get_public_url(self):
        """Return its address on the shelf."""
        return reverse("insights:on_shelf", args=[self.slug])

    @property
    def in_series(self) -> str:
        """ "Insights brief no. 3"; without the number until it is published (domain 0.15)."""
        if self.number is None:
            return self.series
        return _("%(series)s no. %(n)d") % {"series": self.series, "n": self.number}

    @property
    def standing_lines(self) -> list:
        """The sections that no side has withdrawn, in order."""
        return [line for line in self.lines.all() if line.withdrawn_at is None]

    @property
    def shape(self) -> str:
        """What components/state.html calls its kind."""
        return {B.PUBLISHED: "done", B.REVIEW: "doing", B.WITHHELD: "heed"}.get(self.state, "")


class BriefLine(Authored):
    """One section with its source lesson. A quotation is printed only once it was agreed to."""

    brief = models.ForeignKey(Brief, models.PROTECT, related_name="lines")
    insight = models.ForeignKey(Insight, models.PROTECT, related_name="brief_lines")
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    heading = NameField(_("heading"), max_length=160)
    text = WordsField(_("the lesson, with its case"))
    elsewhere = WordsField(_("what the other side did with it"), blank=True)
    quote = WordsField(_("a quotation"), blank=True)
    quote_said = NameField(_("who said it: role and organization"), max_length=120, blank=True)
    quote_side = models.CharField(_("whose words"), max_length=16, choices=Side, blank=True)
    quote_agreed_at = models.DateTimeField(null=True, blank=True)
    quote_agreed_by = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_side = models.CharField(max_length=16, choices=Side, blank=True)

    owner_name = elsewhere_name = ""  # what pages call the sides; see pages.with_names

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brief", "insight"], name="brief_line_lesson_once"),
            models.CheckConstraint(
                condition=Q(quote_agreed_at=None, quote_agreed_by=None)
                | (Q(quote_agreed_at__isnull=False, quote_agreed_by__isnull=False) & ~Q(quote="")),
                name="brief_line_quote_agreed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(quote="") | Q(quote_side__in=Side.values),
                name="brief_line_quote_has_a_side",
                violation_error_message=_("Say whose words they are."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_side="")
                | Q(withdrawn_at__isnull=False, withdrawn_side__in=Side.values),
                name="brief_line_withdrawn_by_a_side",
            ),
        ]

    def __str__(self):
        return f"section {self.order} ({self.pk})"

    @property
    def printed_quote(self) -> str:
        """The quotation if it was agreed to, else ""."""
        return self.quote if self.quote_agreed_at else ""
