from .applications import APPLICATION_MOVES, Application, ApplicationState
from .arrivals import ARRIVAL_MOVES, Arrival, ArrivalState
from .beside import Origin, SideCall, Weighing
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
from .second_round import Carry

__all__ = [
    "APPLICATION_MOVES",
    "ARRIVAL_MOVES",
    "OFFER_MOVES",
    "PROPOSAL_MOVES",
    "AlignmentReview",
    "Answer",
    "Application",
    "ApplicationState",
    "Arrival",
    "ArrivalState",
    "Carry",
    "Consent",
    "GivenReferral",
    "Judgment",
    "MatchFacts",
    "MatchProposal",
    "Offer",
    "OfferState",
    "Origin",
    "ProposalPerson",
    "ProposalState",
    "Reading",
    "Referral",
    "Reply",
    "RuleSet",
    "SideCall",
    "Talk",
    "Weighing",
    "Worry",
]
