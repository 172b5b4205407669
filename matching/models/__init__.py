from .applications import APPLICATION_MOVES, Application, ApplicationState
from .arrivals import ARRIVAL_MOVES, Arrival, ArrivalState
from .beside import Origin, SideCall, Weighing
from .hands import AskedColleague, Endorsement, Evidence, Hand, OfferedTime
from .motives import Reasons
from .offers import OFFER_MOVES, Offer, OfferState, Worry
from .proposals import (
    PROPOSAL_MOVES,
    Answer,
    Consent,
    MatchProposal,
    ProposalPerson,
    ProposalState,
)
from .readings import Reading, Reply, Talk
from .referrals import GivenReferral, Referral
from .reviews import AlignmentReview, Judgment, MatchFacts
from .rules import RuleSet
from .runs import (
    ASKED_MOVES,
    AskedRun,
    AskedState,
    Because,
    MatchRun,
    RoundWish,
    RunRow,
    WishKind,
)
from .second_round import Carry
from .workups import (
    WORKUP_MOVES,
    Cause,
    PossibleSolution,
    PreparationSession,
    ProblemStatement,
    RootCauseWorkup,
    Why,
    WhyChain,
    WorkupState,
)

__all__ = [
    "APPLICATION_MOVES",
    "ARRIVAL_MOVES",
    "ASKED_MOVES",
    "OFFER_MOVES",
    "PROPOSAL_MOVES",
    "WORKUP_MOVES",
    "AlignmentReview",
    "Answer",
    "Application",
    "ApplicationState",
    "Arrival",
    "ArrivalState",
    "AskedColleague",
    "AskedRun",
    "AskedState",
    "Because",
    "Cause",
    "Carry",
    "Cause",
    "Consent",
    "Endorsement",
    "Evidence",
    "GivenReferral",
    "Hand",
    "Judgment",
    "MatchFacts",
    "MatchProposal",
    "MatchRun",
    "Offer",
    "OfferState",
    "OfferedTime",
    "Origin",
    "PossibleSolution",
    "PreparationSession",
    "ProblemStatement",
    "ProposalPerson",
    "ProposalState",
    "Reading",
    "Reasons",
    "Referral",
    "Reply",
    "RoundWish",
    "RootCauseWorkup",
    "RuleSet",
    "RunRow",
    "SideCall",
    "Talk",
    "Weighing",
    "WishKind",
    "Why",
    "WhyChain",
    "WorkupState",
    "Worry",
]
