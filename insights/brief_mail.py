"""The publication request to both leaders (calendar row 57): one mail each, one reminder."""

from datetime import datetime

from django.utils.translation import gettext as _

from foundation import dates, signatures
from notifications import outbox, rules
from notifications.models import Message, MessageKind

from .models import Brief

MINUTES = 6


def key(brief: Brief) -> str:
    """Return what all mails about the publication of `brief` begin with."""
    return f"brief:{brief.pk}:publication:"


def leaders(brief: Brief) -> list:
    """Return the roster entries of those who may sign and whose side has not."""
    signed = set(signatures.standing(brief).values_list("side", flat=True))
    deciders = brief.partnership.roster.standing().filter(decides=True).select_related("user")
    return [entry for entry in deciders.order_by("side", "pk") if entry.side not in signed]


def ask_leaders(brief: Brief, *, now: datetime) -> None:
    """Write the request to each leader, in the transaction of its cause."""
    outbox.supersede(key(brief), now=now)
    for entry in leaders(brief):
        subject, body = words(brief, again=False)
        outbox.put(
            key=f"{key(brief)}{brief.sent_at:%Y%m%d%H%M%S}:{entry.user_id}",
            kind=MessageKind.NOTICE, person=entry.user, subject=subject, body=body,
            why=_("A brief waits for this leader’s signature."), about=brief, now=now,
            reply_to=brief.partnership.facilitator, minutes=MINUTES,
        )  # fmt: skip


def side_signed(brief: Brief, side: str, *, now: datetime) -> None:
    """Take back what would still ask leaders of `side`, which has just signed."""
    asked = Message.objects.filter(key__startswith=key(brief), person__in=_deciders(brief, side))
    outbox.take_back(asked, now=now, because=_("This side has answered."))


def _deciders(brief, side):
    return brief.partnership.roster.standing().filter(decides=True, side=side).values("user")


def stop_asking(brief: Brief, *, now: datetime) -> None:
    """Take back what has not left yet."""
    outbox.supersede(key(brief), now=now, because=_("The brief is not published."))


def words(brief: Brief, *, again: bool) -> tuple[str, str]:
    """Return subject and body. They name the brief and nothing that is in it."""
    return rules.text(
        "insights/mail/publication.txt",
        name=brief.partnership.name,
        title=brief.title,
        minutes=MINUTES,
        by=dates.say_day(brief.answer_by) if brief.answer_by else "",
        again=again,
        url=rules.address(brief),
        facilitator=brief.partnership.facilitator,
    )
