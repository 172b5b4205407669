from .applications import APPLICATION_MOVES, Application, ApplicationState
from .arrivals import ARRIVAL_MOVES, Arrival, ArrivalState
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
from .reviews import AlignmentReview, Judgment, MatchFacts
from .rules import RuleSet

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
    "Consent",
    "Judgment",
    "MatchFacts",
    "MatchProposal",
    "Offer",
    "OfferState",
    "ProposalPerson",
    "ProposalState",
    "Reading",
    "Reply",
    "RuleSet",
    "Talk",
    "Worry",
]
