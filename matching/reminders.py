"""Message rules of the matching room (message calendar, row 9)."""

from datetime import timedelta

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications import rules
from notifications.models import MessageKind

from . import mails, reminders_forms  # noqa: F401 - registers the rules around forms
from . import workup_reminders as workup_reminders  # its rule is registered
from .models import Consent, MatchProposal, ProposalPerson, ProposalState


@rules.register
class ConsentRequest(rules.Rule):
    """Asked when it is sent, and again after four and nine days while no answer is there."""

    name = "matching.consent"
    rows = (9,)
    who = "leader"
    kind = MessageKind.CONSENT
    ask = True
    minutes = mails.MINUTES
    skipped = gettext_lazy("After fourteen days the proposal ends, and nothing is lost.")
    screen = gettext_lazy("The facilitator's page of the proposal; two yeses make the partnership.")

    AFTER = (timedelta(0), timedelta(days=4), timedelta(days=9))

    def due(self, now):
        for proposal in _waiting():
            answered = {consent.side for consent in proposal.given if consent.turn == proposal.turn}
            for row in proposal.asked:
                if row.side not in answered:
                    yield from self._requests(proposal, row, now)

    def _requests(self, proposal, row, now):
        for number, after in enumerate(self.AFTER):
            at = proposal.asked_at + after
            if at <= now + rules.AHEAD and now < proposal.until(row.side):
                yield mails.request_to(proposal, row, number=number, at=at)

    def stopped(self, message, now):
        """Say why a reminder makes no sense any more; never what was answered."""
        proposal = MatchProposal.objects.filter(pk=message.context_id).first()
        if proposal is None or proposal.state != ProposalState.SENT:
            return _("The proposal ended.")
        sides = proposal.people.filter(user=message.person).values("side")
        given = proposal.consents.filter(turn=proposal.turn, side__in=sides)
        return _("Answered.") if given.exists() else ""


def _waiting():
    people = ProposalPerson.objects.filter(decides=True).select_related("user")
    rows = MatchProposal.objects.with_parties().filter(state=ProposalState.SENT, answered_at=None)
    return rows.prefetch_related(
        Prefetch("people", people, to_attr="asked"),
        Prefetch("consents", Consent.objects.only("proposal", "side", "turn"), to_attr="given"),
    ).iterator(chunk_size=500)
