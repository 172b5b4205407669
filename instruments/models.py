"""Question sets as data, and the sheets that people fill. A published version never changes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation import access
from foundation.errors import Refused
from foundation.fields import Identified, NameField, WordsField
from foundation.models import About, AboutQuerySet, Authored

from . import owners

PERSON = settings.AUTH_USER_MODEL


class Voice(models.TextChoices):
    """How a sheet is answered: in plain words, or with a level of the rubric."""

    WORDS = "words", _("in their own words")
    LEVELS = "levels", _("with the rubric")


class Instrument(Identified):
    """One set of questions through all its versions, found by `key`, e.g. "readiness"."""

    key = models.SlugField(unique=True)
    title = NameField(_("title"))

    def __str__(self):
        return self.title


class VersionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


VERSION_MOVES = {
    VersionState.DRAFT: {VersionState.PUBLISHED},
    VersionState.PUBLISHED: {VersionState.RETIRED},
    VersionState.RETIRED: set(),
}


class VersionQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=VersionState.PUBLISHED)

    def newest_first(self):
        return self.order_by("-number")


class InstrumentVersion(Authored):
    """The questions as they stood. At most one version of an instrument is published."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.DRAFT)
    purpose = WordsField(_("why we ask"))
    voluntary = WordsField(_("what happens if you skip it"))
    who_sees = WordsField(_("who will see it"))
    minutes = models.PositiveSmallIntegerField(_("minutes it takes"))
    clearance_number = NameField(_("clearance number"), max_length=40, blank=True)
    clearance_expires = models.DateField(_("clearance expires"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "number"], name="instrument_version_number_once"
            ),
            models.UniqueConstraint(
                fields=["instrument"],
                condition=Q(state="published"),
                name="instrument_one_published_version",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False),
                name="instrument_version_published_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published", "retired"]),
                name="instrument_version_state_known",
            ),
        ]

    def __str__(self):
        return f"{self.instrument_id} {self.number}"

    def require_draft(self):
        """Raise Refused unless this is a draft: what people were asked never changes (W10)."""
        if self.state != VersionState.DRAFT:
            raise Refused(
                _("People have met these questions, so they stay as they are. Make a new draft.")
            )


class Item(Authored):
    """One question: plain words for the organization, a rubric for the reader."""

    instrument_version = models.ForeignKey(InstrumentVersion, models.CASCADE, related_name="items")
    key = models.CharField(max_length=12)  # R1, O4
    order = models.PositiveSmallIntegerField()
    title = NameField(_("title"))  # for those who read with the rubric
    task = NameField(_("what to do, starting with a verb"))  # for those who answer
    question = WordsField(_("question in plain words"))
    hint = WordsField(_("hint"), blank=True)
    source = NameField(_("where it comes from"), max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["instrument_version", "key"], name="item_key_once_a_version"
            ),
            models.UniqueConstraint(
                fields=["instrument_version", "order"], name="item_order_once_a_version"
            ),
        ]

    def __str__(self):
        return f"{self.key} {self.title}"


class Anchor(Identified):
    """The text of one level of one item; the highest that is fully true counts."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="anchors")
    level = models.PositiveSmallIntegerField()
    text = WordsField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "level"], name="anchor_level_once"),
            models.CheckConstraint(condition=Q(level__range=(1, 5)), name="anchor_level_1_to_5"),
        ]

    def __str__(self):
        return f"{self.level} {self.text[:40]}"


class SheetState(models.TextChoices):
    OPEN = "open", _("Being filled in")
    SIGNED_OFF = "signed_off", _("Signed off")


SHEET_MOVES = {
    SheetState.OPEN: {SheetState.SIGNED_OFF},
    SheetState.SIGNED_OFF: {SheetState.OPEN},
}


class SheetQuerySet(AboutQuerySet):
    def visible_to(self, user):
        """Open sheets for those who may fill them; signed-off ones for those who may read them."""
        fill, read = (
            access.visible(user, action, about=owners.kinds()) for action in ("fill", "read")
        )
        return self.filter(fill | (Q(state=SheetState.SIGNED_OFF) & read))

    def in_words(self):
        """Sheets that people answer themselves; readers' levels have pages elsewhere."""
        return self.filter(voice=Voice.WORDS)

    def with_version(self):
        return self.select_related("instrument_version__instrument", "signed_off_by")


class Sheet(About, Authored):
    """One instrument version being answered about one object of a higher room.

    Several people may fill it; one signs off for all of them. `voice` says how it is answered.
    """

    instrument_version = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="sheets")
    voice = models.CharField(max_length=8, choices=Voice)
    state = models.CharField(max_length=12, choices=SheetState, default=SheetState.OPEN)
    signed_off_at = models.DateTimeField(null=True, blank=True)
    signed_off_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    objects = SheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["context_kind", "context_id", "instrument_version", "voice"],
                name="sheet_once_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(state="open", signed_off_at=None)
                | Q(state="signed_off", signed_off_at__isnull=False, signed_off_by__isnull=False),
                name="sheet_signed_off_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(voice__in=["words", "levels"]), name="sheet_voice_known"
            ),
        ]

    def __str__(self):
        return f"{self.context_kind} {self.voice} ({self.pk})"

    def get_absolute_url(self):
        return reverse("instruments:sheet", args=[self.pk])


class Answer(Authored):
    """What was said to one item. `level` only on a sheet of levels; words may explain it."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="answers")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    words = WordsField(_("your words"), blank=True)
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "item"], name="answer_once_an_item"),
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__range=(1, 5)), name="answer_level_1_to_5"
            ),
        ]

    def __str__(self):
        return f"{self.item_id} ({self.pk})"


class Writing(About):
    """Who has a page of something several people write open now: a sign of life, gone in minutes.

    `place` names the page or question. Nothing typed is kept here, and nobody reads the past of it.
    """

    place = models.SlugField(max_length=40)
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["context_kind", "context_id", "place", "person"],
                name="writing_once_a_place_and_person",
            )
        ]

    def __str__(self):
        return f"{self.place} ({self.pk})"
