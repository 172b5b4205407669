"""Who may do what in the matching room. Pure: a person, a row, a yes or no."""

from partnerships.models import Role
from partnerships.models.standing import standing
from partnerships.permissions_directory import may_invite as may_invite_to

from .models import Application, ApplicationState, ArrivalState, OfferState

A = ApplicationState
WITHDRAWABLE = {
    A.DRAFT, A.SUBMITTED, A.ASSESSING, A.READY, A.PREPARING, A.NOT_NOW, A.TALK, A.WAITLISTED,
}  # fmt: skip
REPLY_TO = {A.ASSESSING, A.TALK, OfferState.ANSWERED}


def belongs(user, subject) -> bool:
    """A person of the organization that applies or offers."""
    return subject.organization_id in standing(user).organizations


def writes(user, subject) -> bool:
    """A person of the organization who takes part; not one who only keeps its page (trust 9)."""
    keeps = subject.organization_id in standing(user).administers
    began = subject.created_by_id == user.pk
    return belongs(user, subject) and (not keeps or began or not isinstance(subject, Application))


def leads(user, subject) -> bool:
    """A facilitation lead of its program, not of the organization itself."""
    programs = standing(user).programs(Role.FACILITATION_LEAD)
    return subject.round.program_id in programs and not belongs(user, subject)


def holds(user, subject) -> bool:
    """Its facilitator, still in the program and not of the organization itself."""
    programs = standing(user).programs(Role.FACILITATOR, Role.FACILITATION_LEAD)
    mine = subject.facilitator_id == user.pk and subject.round.program_id in programs
    return mine and not belongs(user, subject)


def may_look_after(user, subject) -> bool:
    """Read the page of those who look after it: facilitator, leads, and who may take it up."""
    return holds(user, subject) or leads(user, subject) or may_take(user, subject)


def may_write(user, application) -> bool:
    """Its people, until it is sent."""
    return writes(user, application) and application.state == A.DRAFT


def may_withdraw(user, application) -> bool:
    """Its people, until it is matched or answered for good."""
    return writes(user, application) and application.state in WITHDRAWABLE


def may_withdraw_offer(user, offer) -> bool:
    """Its people, while it stands; services.offers refuses it while a proposal holds a place."""
    return writes(user, offer) and offer.state != OfferState.WITHDRAWN


def may_take_back(user, application) -> bool:
    """Its people, while nobody has screened it."""
    waits = application.state == A.WITHDRAWN and application.screened_at is None
    return writes(user, application) and waits


def may_take(user, subject) -> bool:
    """Look after what nobody looks after: the program's facilitators and leads."""
    return subject.facilitator_id is None and might_take(user, subject)


def might_take(user, subject) -> bool:
    """Say whether `user` may look after it as long as nobody does."""
    programs = standing(user).programs(Role.FACILITATOR, Role.FACILITATION_LEAD)
    return subject.round.program_id in programs and not belongs(user, subject)


def may_assign(user, subject) -> bool:
    """Say who looks after it: the leads."""
    return leads(user, subject)


def may_screen(user, application) -> bool:
    """Decide whether it can take part: its facilitator, once it is sent."""
    return holds(user, application) and application.state == A.SUBMITTED


def may_read_levels(user, subject) -> bool:
    """What a reply was decided on: the facilitator and the leads.

    A second reader sees what Reading lets them, and stays blind until they have finished.
    """
    return holds(user, subject) or leads(user, subject)


def may_rate(user, reading) -> bool:
    """Pick the levels: the reader alone."""
    return reading.reader_id == user.pk and not belongs(user, reading.subject)


def may_change_reading(user, reading) -> bool:
    """One's own finished reading, until the reply is sent."""
    open_still = reading.finished_at is not None and reading.subject.state in REPLY_TO
    return may_rate(user, reading) and open_still


def may_talk(user, subject, reading) -> bool:
    """The two readers, once both have finished: the facilitator and the second reader."""
    reads = reading is not None and reading.finished_at is not None
    return not belongs(user, subject) and (holds(user, subject) or reads)


def may_reply(user, subject) -> bool:
    """Send the result: its facilitator, while one is due."""
    return holds(user, subject) and subject.state in REPLY_TO


def may_read_again(user, subject) -> bool:
    """Return to reading after a talk, a preparation or a pause: its facilitator."""
    again = {A.TALK, A.PREPARING, A.NOT_NOW, OfferState.TALK, OfferState.BUILD_FIRST}
    return holds(user, subject) and subject.state in again


def may_ask_second_reader(user, subject) -> bool:
    """Its facilitator, until the reply is sent."""
    return holds(user, subject) and subject.state in REPLY_TO


def may_invite(user, round) -> bool:
    """A facilitator or lead of the round's program."""
    programs = standing(user).programs(Role.FACILITATOR, Role.FACILITATION_LEAD)
    return round.program_id in programs


def may_worry(user, offer) -> bool:
    """Write what worries one about sharing: its people."""
    return belongs(user, offer) and offer.state != OfferState.WITHDRAWN


def may_set_places(user, offer) -> bool:
    """Say how many partners it takes: the organization's keeper, and the offer's facilitator."""
    keeps = offer.organization_id in standing(user).administers
    return offer.state != OfferState.WITHDRAWN and (keeps or holds(user, offer))


def may_settle(user, arrival) -> bool:
    """Let a waiting person in: asked again here, because a list was loaded before."""
    waits = arrival.state == ArrivalState.WAITING and arrival.user_id != user.pk
    return waits and type(arrival).objects.waiting_for(user).filter(pk=arrival.pk).exists()


def may_edit_rules(user, program) -> bool:
    """Change the cut-offs: the leads of the program."""
    return program.pk in standing(user).programs(Role.FACILITATION_LEAD)


# -- a pair, a proposal, an answer ----------------------------------------------------------------
MATCHABLE = {A.READY, A.WAITLISTED, A.PROPOSED, A.MATCHED}


def may_see_candidates(user, application) -> bool:
    """Its facilitator and the leads, once it is ready (trust, matrix row 14)."""
    cares = holds(user, application) or leads(user, application)
    return cares and application.state in MATCHABLE


def may_match(user, application) -> bool:
    """Judge pairs and write a proposal: its facilitator, while none is matched."""
    return holds(user, application) and application.state in MATCHABLE - {A.MATCHED}


def cares_for_proposal(user, proposal) -> bool:
    """Its application's facilitator and the leads; nobody of one of the two organizations."""
    application, offer = proposal.application, proposal.offer
    cares = holds(user, application) or leads(user, application)
    return cares and not belongs(user, offer)


def may_steer_proposal(user, proposal) -> bool:
    """Change, send, settle, withdraw: the application's facilitator alone."""
    return holds(user, proposal.application) and not belongs(user, proposal.offer)


# -- without a partner, where else to look, beside a proposal -------------------------------------
UNMATCHED = {A.READY, A.WAITLISTED, A.PREPARING, A.TALK}


def may_see_round_end(user, round) -> bool:
    """Those without a partner: leads read all of a round, facilitators what they look after."""
    programs = standing(user).programs(Role.FACILITATOR, Role.FACILITATION_LEAD)
    return round.program_id in programs


def may_settle_unmatched(user, application) -> bool:
    """Carry on, let wait, let go: its facilitator and the leads, while it has no partner."""
    cares = holds(user, application) or leads(user, application)
    return cares and application.state in UNMATCHED


def may_see_fairness(user, program) -> bool:
    """The leads of the program, who see each application anyway."""
    return program.pk in standing(user).programs(Role.FACILITATION_LEAD)


def may_edit_referrals(user, program) -> bool:
    """The list of where else to look: the leads; facilitators read it."""
    return program.pk in standing(user).programs(Role.FACILITATION_LEAD)


def may_log_call(user, proposal) -> bool:
    """Note that a side was called after the match: the application's facilitator."""
    return may_steer_proposal(user, proposal) and proposal.state == "matched"


def may_write_origin(user, application) -> bool:
    """Where the work comes from, as told on the phone: its facilitator."""
    return holds(user, application) and application.sent


PAST_FLAGS = {A.INELIGIBLE, A.MATCHED, A.WITHDRAWN}  # over here; a match has its own page for it


def may_read_flags(user, application) -> bool:
    """Flags about roles: its facilitator and the leads (domain 0.21)."""
    return holds(user, application) or leads(user, application)


def may_raise_flag(user, application) -> bool:
    """Raise one: its facilitator, from the form on until it is matched or over."""
    return holds(user, application) and application.sent and application.state not in PAST_FLAGS


def may_write_reasons(user, offer) -> bool:
    """Why who shares comes, as told on the phone: its facilitator."""
    return holds(user, offer) and offer.state != OfferState.WITHDRAWN


def may_read_reasons(user, offer) -> bool:
    """Its people, its facilitator and the leads; a second reader reads answers only."""
    return belongs(user, offer) or may_look_after(user, offer)


# -- several hands on one form --------------------------------------------------------------------
WRITTEN_ON = {A.DRAFT, A.ASSESSING, A.TALK, A.PREPARING, A.NOT_NOW, OfferState.ASKED}


def may_ask_colleague(user, subject) -> bool:
    """Ask a colleague to write too: its people, while there is something to write."""
    return writes(user, subject) and subject.state in WRITTEN_ON


def may_add_colleague(user, subject, organization) -> bool:
    """Let somebody in by an address and ask them: who writes and lets people in (matrix row 4).

    `organization` was loaded `with_people(user, day)`.
    """
    return may_ask_colleague(user, subject) and may_invite_to(user, organization)


def may_ask_leader(user, application) -> bool:
    """Send the leader a link: its people, until the form is screened, while nobody was asked."""
    asked = getattr(application, "endorsement", None) is not None
    return writes(user, application) and application.state in {A.DRAFT, A.SUBMITTED} and not asked


def may_correct_leader(user, application) -> bool:
    """Ask at another address: its people, until it is screened, where a leader was asked by mail.

    Once there is an answer it stays (services.hands.correct_leader).
    """
    asked = getattr(application, "endorsement", None)
    unread = application.state in {A.DRAFT, A.SUBMITTED}
    return (
        writes(user, application) and unread and asked is not None and asked.leader_id is not None
    )


def may_type_leader(user, application) -> bool:
    """Type what a leader said: its facilitator, unless the leader answered by their own link."""
    stands = getattr(application, "endorsement", None)
    own = stands is not None and bool(stands.answer) and not stands.told
    return holds(user, application) and application.sent and not own


def may_add_evidence(user, reading) -> bool:
    """Say what shows a level: its reader, until the reply is sent."""
    return may_rate(user, reading) and reading.subject.state in REPLY_TO


# -- a whole round --------------------------------------------------------------------------------
def may_read_round(user, round) -> bool:
    """Read how a round was solved: the facilitators and leads of its program."""
    return may_invite(user, round)


def may_solve(user, round) -> bool:
    """Solve it: one of them who belongs to no organization in it (`round.own`, trust K16)."""
    return may_read_round(user, round) and not round.own


def may_place(user, application) -> bool:
    """Keep it with one, or apart from one: its facilitator and the leads, until it is matched."""
    return may_see_candidates(user, application) and application.state != A.MATCHED
