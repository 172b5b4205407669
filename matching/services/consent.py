"""Sealed answers: each side answers unseen, and only both together decide (design, mechanism 4)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from foundation import audit, signatures, states
from foundation.errors import Refused
from foundation.stale import save_version
from matching import authority, mails
from matching.models import (
    APPLICATION_MOVES,
    PROPOSAL_MOVES,
    Answer,
    ApplicationState,
    Consent,
    ProposalState,
)
from matching.models.proposals import YES
from partnerships.models import Membership, Side
from partnerships.partnership_services import Named, found

from .proposals import ask_again, let_go, locked

S = ProposalState


@transaction.atomic
def answer(
    *, proposal, side: str, answer: str, conditions: str, reason: str, expected: int, seen: str,
    by, now: datetime,
) -> Consent:  # fmt: skip
    """Keep the answer of `side`, changeable until both are in; the second one decides.

    `expected` is the version of the side's own answer that was read, 0 for none; `seen` the digest
    of the page. Raises Refused, with a sentence, for a person who does not decide for the side, a
    late answer, one after both were in, words that changed, or an answer of a colleague between.
    """
    fresh = locked(proposal.pk)
    _require_authority(fresh, side, by, now)
    require_open(fresh, side, now)
    kept = _keep(fresh, side, answer, conditions, reason, expected, by=by, now=now)
    _sign(fresh, side, kept, seen, by=by, now=now)
    mails.stop_asking(fresh, side, now=now)
    audit.record("answered", kept, by=by, now=now)
    _decide(fresh, now=now)
    return kept


@transaction.atomic
def settle(*, proposal, words: str, by, now: datetime) -> None:
    """Put before both sides what was settled with them; both answer once more, unseen.

    Raises Refused unless both said yes and something was to be settled.
    """
    fresh = locked(proposal.pk)
    if not fresh.settling or not words.strip():
        raise Refused(_("There is nothing to settle, or nothing was written."))
    signatures.clear(fresh, because=_("Something was settled; both read it anew."), now=now)
    ask_again(fresh, now=now, settled_words=words, settled_at=now)
    audit.record("settled", fresh, by=by, now=now, fields=["settled_words"])


@transaction.atomic
def found_now(*, proposal, by, now: datetime) -> None:
    """Try again to found what two yeses decided and something held up. Raises Refused."""
    fresh = locked(proposal.pk)
    answers = {row.answer for row in fresh.consents.filter(turn=fresh.turn)}
    if not fresh.settling or answers != {Answer.ACCEPT}:
        raise Refused(_("Both sides have to say yes first."))
    _found(fresh, by=by, now=now)


def said(proposal, side: str) -> Consent | None:
    """Return what `side` answered in this turn: for those of that side, and for services."""
    return proposal.consents.filter(turn=proposal.turn, side=side).select_related("by").first()


def _require_authority(proposal, side, by, now):
    organization = proposal.organization(side)
    if not authority.deciders(organization, now.date()).filter(user=by).exists():
        raise Refused(
            _("Only who decides for %(said)s answers this.") % {"said": organization.said}
        )


def require_open(proposal, side: str, now: datetime) -> None:
    """Raise Refused where `side` answers too late, or where both have been heard."""
    late = proposal.state == S.SENT and now >= proposal.until(side)
    if late or proposal.state == S.EXPIRED:
        raise Refused(
            _("The fourteen days are over, so nothing was kept. Write to the facilitator if you"
              " would still like to answer.")
        )  # fmt: skip
    if proposal.state != S.SENT or proposal.answered_at is not None:
        raise Refused(_("This has been decided meanwhile, so your answer stays as it was."))


def _keep(proposal, side, answer, conditions, reason, expected, *, by, now):
    existing = said(proposal, side)
    conditions = conditions if answer == Answer.CONDITIONS else ""
    if answer == Answer.CONDITIONS and not conditions.strip():
        raise Refused(_("Write what has to be settled first."))
    if (existing.version if existing else 0) != expected:
        raise Refused(_("The answer of your side has changed meanwhile. Open the page and look."))
    values = {"answer": answer, "conditions": conditions, "reason": reason}
    values |= {"by": by, "answered_at": now}
    if existing is None:
        return Consent.objects.create(
            proposal=proposal, side=side, turn=proposal.turn, **values,
            created_at=now, created_by=by, changed_at=now, changed_by=by,
        )  # fmt: skip
    for name, value in values.items():
        setattr(existing, name, value)
    save_version(existing, list(values), expected=expected, by=by, now=now)
    return existing


def _sign(proposal, side, kept, seen, *, by, now):
    """One named person a side stands under a yes; a changed answer takes the earlier name away."""
    content = proposal.content(side)
    if signatures.digest(content) != seen:
        raise Refused(_("The page has changed since you read it. Read it again, then answer."))
    signatures.clear(proposal, side=side, because=_("Answered anew."), now=now)
    if kept.answer in YES:
        signatures.sign(proposal, side=side, content=content, seen=seen, by=by, now=now)


def _decide(proposal, *, now):
    """When both are in: not proceeding, something to settle, or a partnership, in this order."""
    answers = {row.side: row.answer for row in proposal.consents.filter(turn=proposal.turn)}
    if len(answers) < len(Side):
        return
    type(proposal).objects.filter(pk=proposal.pk).update(answered_at=now)
    proposal.answered_at = now
    if Answer.DECLINE in answers.values():
        states.move(proposal, S.NOT_PROCEEDING, moves=PROPOSAL_MOVES, by=None, now=now)
        let_go(proposal, by=None, now=now)
    elif Answer.CONDITIONS in answers.values():
        mails.tell_to_settle(proposal, now=now)
    else:
        _found_or_say(proposal, now=now)


def _found_or_say(proposal, *, now):
    """A rule that stops founding must not undo the second yes: it is kept for the facilitator."""
    try:
        with transaction.atomic():
            _found(proposal, by=None, now=now)
    except Refused as reason:
        type(proposal).objects.filter(pk=proposal.pk).update(held_up_by=str(reason))
        proposal.state, proposal.held_up_by = S.SENT, str(reason)
        mails.tell_to_settle(proposal, now=now)


def _found(proposal, *, by, now):
    """Make the partnership, match the application, and tell everybody, in this transaction."""
    application = proposal.application
    partnership = found(
        round=application.round,
        initiative=application.initiative,
        thought_partner=proposal.offer.organization,
        partner=application.organization,
        facilitator=proposal.facilitator,
        purpose=proposal.purpose,
        starts_on=proposal.starts_on,
        ends_on=proposal.ends_on,
        topic=application.initiative.topics.first() or _said_topic(application),
        people=_people(proposal, now),
        by=by,
        now=now,
    )
    moves = {"moves": PROPOSAL_MOVES, "by": by, "now": now}
    states.move(proposal, S.MATCHED, **moves, partnership=partnership, held_up_by="")
    moves["moves"] = APPLICATION_MOVES
    states.move(application, ApplicationState.MATCHED, **moves)
    mails.tell_matched(proposal, now=now)


def _said_topic(application):
    facts = getattr(application, "facts", None)
    return facts.topics.first() if facts else None


def _people(proposal, now):
    rows = list(proposal.people.select_related("user").order_by("-decides", "pk"))
    both = [proposal.organization(side) for side in Side]
    held = Membership.objects.on(now.date()).filter(organization__in=both)
    belongs = set(held.values_list("organization", "user"))
    for row in rows:
        organization = proposal.organization(row.side)
        if not row.user.is_active or (organization.pk, row.user_id) not in belongs:
            text = _("%(who)s is not at %(said)s any more. Withdraw this and name somebody else.")
            raise Refused(text % {"who": row.user, "said": organization.said})
    return [
        Named(row.user, proposal.organization(row.side), row.side, row.title, row.decides,
              row.implements)
        for row in rows
    ]  # fmt: skip
