"""The candour room's rows. Ratings, words, notes and themes are read inside `foundation.actor`.

Forms, answers and voices carry no time: nobody can tell who answered when (trust K34).
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.fields import Identified, NameField, WordsField
from foundation.models import Authored
from partnerships.models import (
    GOES_ON,
    Partnership,
    PartnershipOrganization,
    RosterEntry,
    Side,
    hears,
)

from .models_figures import PulseSnapshot as PulseSnapshot
from .models_figures import PulseTally as PulseTally
from .models_issues import PulseChange as PulseChange
from .models_issues import PulseIssue as PulseIssue
from .scales import SCALE as SCALE
from .scales import YES_NO as YES_NO
from .scales import Consent, Rating

PERSON = settings.AUTH_USER_MODEL
TALK_MINUTES = 30
SIDE_KNOWN = Q(side__in=Side.values)


class RoundState(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


ROUND_MOVES = {RoundState.OPEN: {RoundState.CLOSED}, RoundState.CLOSED: set()}


class PulseRoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever holds it, and whoever sees the inside of its partnership."""
        if not user.is_authenticated:
            return self.none()
        inside = Partnership.objects.visible_to(user)
        return self.filter(hears(user, "partnership__") | Q(partnership__in=inside))

    def held_by(self, user):
        return self.filter(hears(user, "partnership__"))

    def with_sides(self):
        """Load what names it: both organizations, the facilitator, the neutral person."""
        sides = PartnershipOrganization.objects.select_related("organization")
        return self.select_related(
            "partnership__round",
            "partnership__charter",
            "partnership__facilitator",
            "partnership__neutral_person",
        ).prefetch_related(models.Prefetch("partnership__organizations", sides))

    def with_talks(self):
        """The same with both talks, at no further query (see `PulseRound.talks`)."""
        talks = {
            f"{side}_talk": models.FilteredRelation(
                "conversations", condition=Q(conversations__side=side)
            )
            for side in Side.values
        }
        return self.with_sides().annotate(**talks).select_related(*talks)


class PulseRound(Authored):
    """One check of one partnership around its true midpoint (domain 0.73)."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="pulse_rounds")
    number = models.PositiveSmallIntegerField(default=1)
    midpoint = models.DateField()
    opens_on = models.DateField()  # forms are asked from here on
    closes_on = models.DateField(_("the window closes"))
    statement = WordsField()  # who reads what, as it stood when people were asked
    state = models.CharField(max_length=8, choices=RoundState, default=RoundState.OPEN)
    # Who reads what was said, and since when if that changed after people were asked (decision 10).
    reader = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    reader_since = models.DateTimeField(null=True, blank=True)
    # Kept by `issues`, so that a home and a lead ask no sealed table: a day and a moment, no more.
    issue_due_on = models.DateField(null=True, blank=True)
    serious_since = models.DateTimeField(null=True, blank=True)
    words_since = models.DateTimeField(null=True, blank=True)  # kept by `themes`, for the holder

    objects = PulseRoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="pulse_round_once"),
            models.CheckConstraint(
                condition=Q(state__in=RoundState.values), name="pulse_round_state_known"
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gt=F("opens_on")), name="pulse_round_has_a_window"
            ),
        ]

    def __str__(self):
        return f"round {self.number} ({self.pk})"

    def get_absolute_url(self):
        return reverse("pulse:round", args=[self.pk])

    @property
    def holder(self):
        """The one person who reads what was said (see `hears`)."""
        return self.partnership.talks_with

    @property
    def talks(self) -> list:
        """Both talks, the partner's first, of a round loaded `with_talks()`."""
        return [self.partner_talk, self.thought_partner_talk]

    @property
    def open(self) -> bool:
        return self.state == RoundState.OPEN

    @property
    def untold(self) -> list:
        """The talks nobody has noted as held or declined, of a round loaded `with_talks()`."""
        return [talk for talk in self.talks if talk.state not in TALKED]

    def in_window(self, today) -> bool:
        """True until the window closes, the last day included; a pause does not end it."""
        return self.open and today <= self.closes_on

    def takes_answers(self, today) -> bool:
        """True in the window while the partnership goes on."""
        return self.in_window(today) and self.partnership.phase in GOES_ON

    def rests(self, today) -> bool:
        """True in the window while the partnership is paused: nothing is asked, nothing opens."""
        return self.in_window(today) and not self.takes_answers(today)

    def sealed(self, today) -> bool:
        """True while a side's answers could still be coloured by what the other said."""
        return bool(self.in_window(today) and self.untold)


class TalkState(models.TextChoices):
    TO_BOOK = "to_book", _("To book")
    BOOKED = "booked", _("Booked")
    HELD = "held", _("Held")
    DECLINED = "declined", _("This side said no")


T = TalkState
TALK_MOVES = {
    T.TO_BOOK: {T.BOOKED, T.HELD, T.DECLINED},
    T.BOOKED: {T.BOOKED, T.HELD, T.DECLINED, T.TO_BOOK},
    T.HELD: set(),
    T.DECLINED: {T.BOOKED, T.HELD},
}
TALKED = (T.HELD, T.DECLINED)  # what the way on asks for


class PulseConversation(Identified):
    """One side's own half hour; why a side said no is kept with the notes."""

    round = models.ForeignKey(PulseRound, models.PROTECT, related_name="conversations")
    side = models.CharField(max_length=16, choices=Side)
    state = models.CharField(max_length=10, choices=TalkState, default=TalkState.TO_BOOK)
    starts_at = models.DateTimeField(null=True, blank=True)
    place = NameField(_("where or how"), blank=True)
    sequence = models.PositiveIntegerField(default=0)  # of the calendar entry
    people = models.ManyToManyField(PERSON, related_name="+", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "side"], name="pulse_one_talk_a_side"),
            models.CheckConstraint(
                condition=Q(state__in=TalkState.values), name="pulse_talk_state_known"
            ),
            models.CheckConstraint(condition=SIDE_KNOWN, name="pulse_talk_side_known"),
            models.CheckConstraint(
                condition=~Q(state="booked") | Q(starts_at__isnull=False),
                name="pulse_booked_talk_has_its_time",
            ),
        ]

    def __str__(self):
        return f"talk with {self.side} ({self.pk})"


class PulseFormQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those sent in the rounds one holds; nobody else's (rows 42, 43)."""
        if not user.is_authenticated:
            return self.none()
        sent = hears(user, "round__partnership__") & Q(answered=True)
        return self.filter(Q(person=user) | sent)


class PulseForm(Identified):
    """One person's six minutes: optional, and "just talk to me" is an answer."""

    round = models.ForeignKey(PulseRound, models.PROTECT, related_name="forms")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    side = models.CharField(max_length=16, choices=Side)
    answered = models.BooleanField(default=False)
    talk = models.BooleanField(default=False)  # "just talk to me"
    by_link = models.BooleanField(default=False)

    objects = PulseFormQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="pulse_form_once_a_person"),
            models.CheckConstraint(condition=SIDE_KNOWN, name="pulse_form_side_known"),
        ]

    def __str__(self):
        return f"form ({self.pk})"

    def get_absolute_url(self):
        return reverse("pulse:read", args=[self.pk])


class PulseAnswer(Identified):
    """What one form says to one question: a rating, words, or both."""

    form = models.ForeignKey(PulseForm, models.PROTECT, related_name="answers")
    question = models.CharField(max_length=30)
    rating = models.CharField(max_length=10, choices=Rating, blank=True)
    words = WordsField(blank=True)
    consent = models.CharField(max_length=8, choices=Consent, default=Consent.ALONE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "question"], name="pulse_answer_once"),
            models.CheckConstraint(
                condition=Q(rating="") | Q(rating__in=Rating.values), name="pulse_rating_known"
            ),
            models.CheckConstraint(
                condition=Q(consent__in=Consent.values), name="pulse_consent_known"
            ),
        ]

    def __str__(self):
        return f"answer ({self.pk})"


class PulseNote(Authored):
    """What the holder wrote down of one side's talk; nobody else reads it."""

    round = models.ForeignKey(PulseRound, models.PROTECT, related_name="notes")
    side = models.CharField(max_length=16, choices=Side)
    words = WordsField(_("notes"), blank=True)
    said_no = WordsField(_("why this side said no"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "side"], name="pulse_note_once_a_side"),
            models.CheckConstraint(condition=SIDE_KNOWN, name="pulse_note_side_known"),
        ]

    def __str__(self):
        return f"note ({self.pk})"


class ThemeState(models.TextChoices):
    DRAFTED = "drafted", _("With you")
    WITH_SIDE = "with_side", _("With the side")
    RELEASED = "released", _("Shared")
    WITHHELD = "withheld", _("Stays here")


S = ThemeState
THEME_MOVES = {
    S.DRAFTED: {S.WITH_SIDE},
    S.WITH_SIDE: {S.DRAFTED, S.RELEASED, S.WITHHELD},
    S.RELEASED: set(),
    S.WITHHELD: set(),
}


OF_THEME = {name: models.OuterRef(name) for name in ("round", "side")}


class PulseThemeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The holder's all; a respondent's, once they are with their side (row 48).

        Who left that side reads and decides no more (domain 0.75). Released ones are read through
        `pulse.released`, not here.
        """
        if not user.is_authenticated:
            return self.none()
        mine = self.said_by(user) & Q(state=ThemeState.WITH_SIDE)
        return self.filter(hears(user, "round__partnership__") | mine)

    def said_by(self, user):
        """Say where `user` is of the side that said it, and answered or talked themselves."""
        return self._seated(user) & (self._answered(user) | self._talked(user))

    def open_to(self, side: str, today):
        """What `side` ("" for no side) reads of what was let travel: its own at once.

        The other side's once nobody's answers can be coloured by it: both talks are over, or the
        check is (design, mechanism 4).
        """
        waiting = PulseConversation.objects.filter(round=models.OuterRef("round"))
        waiting = waiting.exclude(state__in=TALKED)
        over = Q(round__state=RoundState.CLOSED) | Q(round__closes_on__lt=today)
        seen = over | ~models.Exists(waiting)
        own = Q(side=side) if side else Q(pk=None)
        return self.filter(own | seen, state=ThemeState.RELEASED)

    @staticmethod
    def _seated(user):
        seats = RosterEntry.objects.standing().filter(
            user=user, side=OF_THEME["side"], partnership=models.OuterRef("round__partnership")
        )
        return Q(models.Exists(seats))

    @staticmethod
    def _answered(user):
        forms = PulseForm.objects.filter(person=user, answered=True, **OF_THEME)
        return Q(models.Exists(forms))

    @staticmethod
    def _talked(user):
        talks = PulseConversation.objects.filter(people=user, state=TalkState.HELD, **OF_THEME)
        return Q(models.Exists(talks))


class PulseTheme(Authored):
    """A sentence the holder made of what one side said; that side decides whether it travels."""

    class About(models.TextChoices):
        CHANGE = "change", _("Something that should change")
        VALUE = "value", _("What it is worth to this side")

    round = models.ForeignKey(PulseRound, models.PROTECT, related_name="themes")
    side = models.CharField(max_length=16, choices=Side)
    about = models.CharField(_("it is"), max_length=8, choices=About, default=About.CHANGE)
    text = NameField(_("the theme, in one sentence"), max_length=240)
    asked_words = WordsField(_("what they would rather say"), blank=True)
    promise = NameField(_("what will change"), max_length=240, blank=True)
    promise_on = models.DateField(_("from when"), null=True, blank=True)
    named = models.BooleanField(default=False)  # a value that names the organization
    state = models.CharField(max_length=10, choices=ThemeState, default=ThemeState.DRAFTED)
    released_on = models.DateField(null=True, blank=True)

    objects = PulseThemeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ThemeState.values), name="pulse_theme_state_known"
            ),
            models.CheckConstraint(condition=SIDE_KNOWN, name="pulse_theme_side_known"),
            models.CheckConstraint(
                condition=Q(about__in=["change", "value"]), name="pulse_theme_about_known"
            ),
            models.CheckConstraint(
                condition=Q(promise="", promise_on=None)
                | (~Q(promise="") & Q(promise_on__isnull=False)),
                name="pulse_promise_has_its_date",
            ),
            models.CheckConstraint(
                condition=Q(state="released", released_on__isnull=False)
                | (~Q(state="released") & Q(released_on=None)),
                name="pulse_released_has_its_day",
            ),
        ]

    def __str__(self):
        return f"theme ({self.pk})"

    def get_absolute_url(self):
        return reverse("pulse:theme", args=[self.pk])


class PulseVoice(Identified):
    """One respondent's yes to one theme as worded; a no moves the theme at once and is not kept."""

    theme = models.ForeignKey(PulseTheme, models.PROTECT, related_name="voices")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    named = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["theme", "person"], name="pulse_one_voice_a_person")
        ]

    def __str__(self):
        return f"voice ({self.pk})"
