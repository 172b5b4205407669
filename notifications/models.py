"""The outbox: one row a message a person. The table is the truth; everything else is a hint."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from foundation import access
from foundation.fields import Identified, NameField, PairsField, WordsField

PERSON = settings.AUTH_USER_MODEL


class State(models.TextChoices):
    QUEUED = "queued", _("Goes when it is due")
    HELD = "held", _("Held for you")
    CLAIMED = "claimed", _("Goes now")
    HANDING_OVER = "handing_over", _("Being handed over")
    SENT = "sent", _("Sent")
    DELIVERED = "delivered", _("Delivered")
    BOUNCED = "bounced", _("Came back")
    FAILED = "failed", _("Failed")
    IN_DOUBT = "in_doubt", _("In doubt")
    SUPERSEDED = "superseded", _("Replaced")
    SUPPRESSED = "suppressed", _("Address closed")
    STOPPED = "stopped", _("Stopped")
    EXPIRED = "expired", _("Too late")


S = State
MOVES = {
    S.QUEUED: {S.CLAIMED, S.HELD, S.STOPPED, S.SUPERSEDED},
    S.HELD: {S.QUEUED, S.STOPPED, S.SUPERSEDED},
    S.CLAIMED: {
        S.QUEUED, S.HANDING_OVER, S.SENT, S.FAILED,
        S.STOPPED, S.SUPERSEDED, S.SUPPRESSED, S.EXPIRED,
    },
    S.HANDING_OVER: {S.SENT, S.QUEUED, S.FAILED, S.IN_DOUBT},
    S.SENT: {S.DELIVERED, S.BOUNCED},
    S.DELIVERED: set(),
    S.BOUNCED: {S.QUEUED, S.STOPPED},
    S.FAILED: {S.QUEUED, S.STOPPED},
    S.IN_DOUBT: {S.QUEUED, S.SENT, S.FAILED, S.DELIVERED, S.STOPPED},
    S.SUPERSEDED: set(),
    S.SUPPRESSED: {S.QUEUED, S.STOPPED},
    S.STOPPED: set(),
    S.EXPIRED: set(),
}  # fmt: skip
OPEN = (S.QUEUED, S.HELD, S.CLAIMED)  # nothing has left the house yet
WENT = (S.SENT, S.DELIVERED, S.BOUNCED)
MAY_HAVE_GONE = (S.HANDING_OVER, S.IN_DOUBT, *WENT)
WAITS_FOR_A_PERSON = (S.HELD, S.IN_DOUBT)
DID_NOT_ARRIVE = (S.FAILED, S.BOUNCED, S.SUPPRESSED)
ENDED_UNSENT = (S.STOPPED, S.SUPERSEDED, S.EXPIRED)


class MessageKind(models.TextChoices):
    """What a message is, in the word of the mail desk's first column."""

    INVITATION = "invitation", _("Invitation")
    CANCELLATION = "cancellation", _("Cancellation")
    BEFORE = "before", _("Before")
    AFTER = "after", _("After")
    REMINDER = "reminder", _("Reminder")
    CONSENT = "consent", _("Consent")
    PULSE = "pulse", _("Pulse")
    DIGEST = "digest", _("Digest")
    NOTICE = "notice", _("Notice")
    CODE = "code", _("Code")


# At most two mails a week a person; these do not count and go at any hour (design, mechanism 5).
EXEMPT = (MessageKind.INVITATION, MessageKind.CANCELLATION, MessageKind.CODE)
# Their text is never shown on the desk, to nobody (design, "Personal links").
NEVER_SHOWN = (MessageKind.PULSE, MessageKind.CODE)


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those about what `user` may list the messages of.

        Who may read them may list them; no room answers otherwise (tests/authorization).
        """
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(person=user) | access.visible(user, "list_messages"))

    def about(self, obj):
        return self.filter(context_kind=obj._meta.label_lower, context_id=obj.pk)

    def due(self, now):
        """What may be claimed at `now`, the longest waiting first."""
        return self.filter(state=State.QUEUED, due_at__lte=now).order_by("due_at", "pk")

    def counted(self, person, since):
        """Mails to `person` after `since` that count to the weekly cap, the oldest first."""
        return self.filter(
            person=person, exempt=False, state__in=MAY_HAVE_GONE, handed_at__gt=since
        ).order_by("handed_at")


class Message(Identified):
    """One mail to one person, from the moment it is known to be due until its fate is known."""

    key = models.CharField(max_length=200, unique=True)  # one message for ever, whoever plans it
    rule = models.CharField(max_length=60, blank=True)  # empty: written with its cause
    kind = models.CharField(max_length=16, choices=MessageKind)
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="messages")
    reply_to = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    context_kind = models.CharField(max_length=60, blank=True)
    context_id = models.UUIDField(null=True)
    subject = NameField()
    body = WordsField()  # with {{link:name}} where a personal link is made at hand-over
    links = PairsField(default=dict)  # name -> label, purpose, kind and id of what it opens
    calendar_method = models.CharField(max_length=10, blank=True)
    calendar_text = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField(default=0)  # the price of what is asked
    why = WordsField()  # why it goes, a sentence for the desk
    waits_because = WordsField(blank=True)
    stopped_because = WordsField(blank=True)
    exempt = models.BooleanField(default=False)  # does not count to the weekly cap
    at_once = models.BooleanField(default=False)  # somebody pressed "Send it now"
    written_at = models.DateTimeField()
    planned_for = models.DateTimeField()  # as the rule said; due_at respects night and cap
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    claimed_by = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True)  # by the real clock
    tries = models.PositiveSmallIntegerField(default=0)
    handed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    provider_id = models.CharField(max_length=200, blank=True)
    error = models.CharField(max_length=300, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=S.values), name="message_state_known"),
            models.CheckConstraint(
                condition=Q(kind__in=MessageKind.values), name="message_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WENT) | Q(sent_at__isnull=False),
                name="message_sent_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[S.CLAIMED, S.HANDING_OVER])
                | (Q(lease_until__isnull=False) & ~Q(claimed_by="")),
                name="message_claim_has_a_lease",
            ),
            models.CheckConstraint(
                condition=Q(context_kind="", context_id=None)
                | (~Q(context_kind="") & Q(context_id__isnull=False)),
                name="message_context_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ENDED_UNSENT) | ~Q(stopped_because=""),
                name="message_end_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(calendar_method__in=["", "REQUEST", "CANCEL"]),
                name="message_calendar_method_known",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state=S.QUEUED), name="message_due"),
            models.Index(
                fields=["lease_until"],
                condition=Q(state__in=[S.CLAIMED, S.HANDING_OVER]),
                name="message_leased",
            ),
            models.Index(
                fields=["due_at"],
                condition=Q(state__in=[*DID_NOT_ARRIVE, S.IN_DOUBT]),
                name="message_trouble",
            ),
            models.Index(fields=["person", "handed_at"], name="message_of_person"),
            models.Index(fields=["context_kind", "context_id", "due_at"], name="message_about"),
        ]

    def __str__(self):
        return f"{self.kind} ({self.pk})"


class SuppressionQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(lifted_at=None)

    def of(self, address: str):
        return self.standing().filter(address__iexact=address)


class Suppression(Identified):
    """An address that takes no mail from us until a person lifts it (trust L13)."""

    address = models.EmailField()
    because = WordsField()
    since = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("address"), condition=Q(lifted_at=None), name="suppression_once"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="suppression_lifted_by_somebody",
            ),
        ]

    def __str__(self):
        return f"suppression ({self.pk})"


class Origin(models.Model):
    """The one installation that may send from this database (trust U14); a single row."""

    ONLY = 1
    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    environment = models.CharField(max_length=200)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="origin_is_one")]

    def __str__(self):
        return self.environment
