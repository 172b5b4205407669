"""Quick questions between sessions: one side asks, anybody of the other answers in a line."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.fields import NameField, WordsField
from foundation.models import Authored
from partnerships.models import Partnership, Side

from .preparation import PutOff
from .sessions import Session

PERSON = settings.AUTH_USER_MODEL
ACROSS: dict[str, str] = {
    Side.PARTNER: Side.THOUGHT_PARTNER, Side.THOUGHT_PARTNER: Side.PARTNER,
}  # fmt: skip


class QuestionState(models.TextChoices):
    OPEN = "open", _("waits for an answer")
    ANSWERED = "answered", _("answered")
    LESSON = "lesson", _("became a draft lesson")
    NEXT = "next", _("taken up in a session")
    LET_GO = "let_go", _("let go")
    RESET = "reset", _("more than was agreed")


S = QuestionState
QUESTION_MOVES = {
    S.OPEN: {S.ANSWERED, S.NEXT, S.LET_GO, S.RESET},
    S.ANSWERED: {S.LESSON, S.NEXT, S.LET_GO},
    S.LESSON: set(),
    S.NEXT: {S.NEXT},  # where that session was called off
    S.LET_GO: set(),
    S.RESET: set(),
}


class QuestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Both sides, the facilitator and the program's facilitation leads; never an officer."""
        return self.filter(partnership__in=Partnership.objects.visible_to(user).values("pk"))

    def open(self):
        """Those that wait for an answer, the oldest first."""
        return self.filter(state=QuestionState.OPEN).order_by("created_at", "pk")


class Question(Authored):
    """One short question of `side` to the other (domain 0.46, 0.64).

    `created_by` wrote it: somebody of that side, or the facilitator for them. `session` is the one
    that takes it up, or that the lesson from it belongs to; `last_word` says why it was let go.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="questions")
    side = models.CharField(max_length=16, choices=Side)
    words = NameField(_("question"), max_length=400)
    state = models.CharField(max_length=8, choices=QuestionState, default=QuestionState.OPEN)
    answer = WordsField(_("answer"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    by_link = models.BooleanField(default=False)
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="questions"
    )
    last_word = NameField(_("why"), max_length=400, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=QuestionState.values), name="question_state_known"
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="question_side_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "lesson"])
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="question_answered_has_an_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["lesson", "next"]) | Q(session__isnull=False),
                name="question_goes_to_a_session",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["let_go", "reset"]) | ~Q(last_word=""),
                name="question_let_go_with_a_word",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "state", "created_at"])]

    def __str__(self):
        return f"question ({self.pk})"

    def get_absolute_url(self):
        return reverse("sessions_app:thread_one", args=[self.pk])

    @property
    def asked_of(self) -> str:
        """The side that is asked."""
        return ACROSS[self.side]

    @property
    def waits(self) -> bool:
        return self.state == QuestionState.OPEN

    @property
    def settled(self) -> bool:
        """True once nobody answers it any more."""
        return self.state not in (QuestionState.OPEN, QuestionState.ANSWERED)


class QuestionPutOff(Authored):
    """ "Not me", "not now" or "ask a colleague", said to one question by one person."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="put_off")
    user = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=PutOff.Way)
    colleague = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "user"], name="question_put_off_once"),
            models.CheckConstraint(
                condition=Q(way__in=PutOff.Way.values), name="question_put_off_way_known"
            ),
            models.CheckConstraint(
                condition=~Q(way="colleague") | Q(colleague__isnull=False),
                name="question_put_off_names_the_colleague",
            ),
        ]

    def __str__(self):
        return f"{self.way} ({self.pk})"
