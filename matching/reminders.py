"""Message rules of the matching room (message calendar, row 9)."""

from datetime import timedelta

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from instruments.models import Sheet, SheetState, Voice
from notifications import rules
from notifications.models import MessageKind

from . import authority, mails, notices, reminders_forms  # noqa: F401 - registers the rules around forms
from . import workup_reminders as workup_reminders  # its rule is registered
from .models import ApplicationState, Consent, MatchProposal, ProposalPerson, ProposalState


@rules.register
class Answered(rules.Rule):
    """Its rows are written by `notices.tell_answered`; the cap of a week may hold them for days."""

    name = notices.ANSWERED
    who = gettext_lazy("applicant")

    def due(self, now):
        return []

    def stopped(self, message, now):
        """Say that it is no news any more: another answer followed, or they have gone on."""
        reply = notices.answer_of(message)
        subject = reply and (reply.application or reply.offer)
        if subject is None or subject.state != reply.result:
            return _("It has gone on since; this answer is no news any more.")
        words = Sheet.objects.about(subject).filter(voice=Voice.WORDS)
        signed = words.filter(state=SheetState.SIGNED_OFF).exists()
        if reply.result == ApplicationState.ASSESSING and signed:
            return _("They have answered the nine questions that it leads to.")
        return ""


@rules.register
class ConsentRequest(rules.Rule):
    """Asked when it is sent, and again after four and nine days while no answer is there."""

    name = "matching.consent"
    rows = (9,)
    who = gettext_lazy("leader")
    kind = MessageKind.CONSENT
    ask = True
    minutes = mails.MINUTES
    skipped = gettext_lazy("After fourteen days the proposal ends, and nothing is lost.")
    screen = gettext_lazy("The facilitator's page of the proposal; two yeses make the partnership.")

    AFTER = (timedelta(0), timedelta(days=4), timedelta(days=9))

    def due(self, now):
        for proposal in _waiting(now.date()):
            answered = {consent.side for consent in proposal.given if consent.turn == proposal.turn}
            for row in proposal.asked:
                if row.side not in answered and now < proposal.until(row.side):
                    yield from self._requests(proposal, row, now)

    def _requests(self, proposal, row, now):
        """Ask who was named; who decides in their stead reads the last one due and what follows."""
        person = authority.who_decides(row.user, proposal.organization(row.side).deciding)
        moments = [proposal.asked_at + after for after in self.AFTER]
        past = sum(at <= now for at in moments)
        first = 0 if person == row.user else max(past - 1, 0)
        for number, at in list(enumerate(moments))[first:]:
            if person and at <= now + rules.AHEAD:
                yield mails.request_to(proposal, row.side, person, number=number, at=at)

    def stopped(self, message, now):
        """Say why a reminder makes no sense any more; never what was answered."""
        proposal = MatchProposal.objects.with_parties().filter(pk=message.context_id).first()
        if proposal is None or proposal.state != ProposalState.SENT:
            return _("The proposal ended.")
        side = mails.side_asked(proposal, message.key)
        if not side or proposal.consents.filter(turn=proposal.turn, side=side).exists():
            return _("Answered.")
        if mails.first_is_held(proposal, side, message):
            return _("The one before it has not gone yet.")
        organization = proposal.organization(side)
        if authority.deciders(organization, now.date()).filter(user=message.person).exists():
            return ""
        return _("They do not decide for %(said)s any more.") % {"said": organization.said}


def _waiting(day):
    deciding = authority.all_deciders(day)
    people = ProposalPerson.objects.filter(decides=True).select_related("user")
    rows = MatchProposal.objects.with_parties().filter(state=ProposalState.SENT, answered_at=None)
    return rows.prefetch_related(
        Prefetch("people", people, to_attr="asked"),
        Prefetch("application__organization__memberships", deciding, to_attr="deciding"),
        Prefetch("offer__organization__memberships", deciding, to_attr="deciding"),
        Prefetch("consents", Consent.objects.only("proposal", "side", "turn"), to_attr="given"),
    ).iterator(chunk_size=500)
