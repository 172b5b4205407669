"""What was thought not to fit here, and what was made to fit (domain 0.40, 2.03)."""

from django.db import models
from django.db.models import Case, IntegerField, Q, When
from django.utils.translation import gettext_lazy as _

from foundation.fields import NameField, WordsField
from partnerships.models import Side

from .captures import InSession, InSessionQuerySet

SECOND_TRIES_FIRST = ("-second_try", "-created_at", "-pk")


class NotHereQuerySet(InSessionQuerySet):
    def visible_to(self, user):
        """Those of sessions it sees: to the sides when the notes went, to whoever writes before."""
        rows = super().visible_to(user)
        if not user.is_authenticated:
            return rows
        out = Q(session__notes_sent_at__isnull=False)
        return rows.filter(out | Q(session__partnership__facilitator=user))

    def second_tries(self):
        """Annotate 1 on those that deserve one: it was said what it takes, nothing was tried."""
        deserve = ~Q(condition="") & Q(tried="")
        first = Case(When(deserve, then=1), default=0, output_field=IntegerField())
        return self.annotate(second_try=first)


class NotHere(InSession):
    """An idea somebody thought could not work in their setting, and what became of it."""

    class Kind(models.TextChoices):
        POLICY = "policy", _("Policy")
        MONEY = "money", _("Money")
        PEOPLE = "people", _("People")
        TIME = "time", _("Time")
        POLITICS = "politics", _("Politics")

    side = models.CharField(max_length=16, choices=Side)  # whose setting it is about
    idea = NameField(_("the idea"), max_length=400)
    barrier = NameField(_("what stands in the way"), max_length=300, blank=True)
    kind = models.CharField(_("what kind of thing that is"), max_length=8, choices=Kind, blank=True)
    condition = WordsField(_("what would have to be true here"), blank=True)
    tried = WordsField(_("what was changed and tried"), blank=True)
    outcome = WordsField(_("what came of it"), blank=True)

    objects = NotHereQuerySet.as_manager()

    class Meta(InSession.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["", "policy", "money", "people", "time", "politics"]),
                name="not_here_kind_known",
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="not_here_side_known"),
        ]

    def __str__(self):
        return f"not here ({self.pk})"

    @property
    def waits(self) -> bool:
        """True where it was said what it takes, and nothing was tried yet."""
        return bool(self.condition) and not self.tried


class Adaptation(InSession):
    """A method or tool that was changed to fit: what it was, what was changed, why, what happened.

    `side` is empty where the facilitator wrote it.
    """

    side = models.CharField(max_length=16, choices=Side, blank=True)
    original = NameField(_("what it was"), max_length=400)
    change = WordsField(_("what was changed"))
    reason = WordsField(_("why"), blank=True)
    result = WordsField(_("what happened"), blank=True)

    class Meta(InSession.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=["", *Side.values]), name="adaptation_side_known"
            )
        ]

    def __str__(self):
        return f"adaptation ({self.pk})"
