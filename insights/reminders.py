"""The one message rule of the room: a leader who has not answered about a brief, once (row 57).

Verdicts are asked in the After mail, see sessions_app/after_parts.py; all else stands on homes.
"""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications import rules
from notifications.models import MessageKind
from partnerships.models import Phase

from . import brief_mail
from .models import Brief

AGAIN_AFTER = timedelta(days=7)


@rules.register
class Publication(rules.Rule):
    """Seven days after the request, to each leader whose side has not signed."""

    name = "insights.publication"
    rows = (57,)
    who = gettext_lazy("leader")
    kind = MessageKind.REMINDER
    ask = True
    minutes = brief_mail.MINUTES
    skipped = gettext_lazy(
        "The brief is not published, and a quotation nobody agreed to is left out."
    )
    screen = gettext_lazy("The public page of the brief.")
    midweek = True

    def due(self, now):
        briefs = Brief.objects.in_review().filter(answer_by__gte=now.date(), sent_at__lte=now)
        briefs = briefs.exclude(partnership__phase=Phase.PAUSED)
        for brief in briefs.with_sides().select_related("partnership__facilitator"):
            yield from self._of(brief)

    def _of(self, brief):
        subject, body = brief_mail.words(brief, again=True)
        for entry in brief_mail.leaders(brief):
            yield rules.Due(
                key=f"{brief_mail.key(brief)}{brief.sent_at:%Y%m%d%H%M%S}:again:{entry.user_id}",
                person=entry.user, subject=subject, body=body, at=brief.sent_at + AGAIN_AFTER,
                why=_("Seven days after the request, and this side has not answered."),
                about=brief, reply_to=brief.partnership.facilitator,
                expires_at=brief.sent_at + 2 * AGAIN_AFTER,
            )  # fmt: skip

    def rests(self, message, now):
        """In a pause it waits: stopped, it would not be written again when it goes on."""
        paused = Brief.objects.filter(pk=message.context_id, partnership__phase=Phase.PAUSED)
        return _("The partnership is paused.") if paused.exists() else ""

    def stopped(self, message, now):
        brief = Brief.objects.in_review().filter(pk=message.context_id).first()
        if brief is None:
            return _("The brief is not waiting for signatures any more.")
        if message.person_id in {entry.user_id for entry in brief_mail.leaders(brief)}:
            return ""
        seats = brief.partnership.roster.standing().filter(user=message.person_id, decides=True)
        if seats.exists():
            return _("This side has answered.")
        return _("This person does not decide for this side any more.")
