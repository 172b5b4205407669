from .applications import APPLICATION_MOVES, Application, ApplicationState
from .arrivals import ARRIVAL_MOVES, Arrival, ArrivalState
from .offers import OFFER_MOVES, Offer, OfferState, Worry
from .readings import Reading, Reply, Talk
from .rules import RuleSet

__all__ = [
    "APPLICATION_MOVES",
    "ARRIVAL_MOVES",
    "OFFER_MOVES",
    "Application",
    "ApplicationState",
    "Arrival",
    "ArrivalState",
    "Offer",
    "OfferState",
    "Reading",
    "Reply",
    "RuleSet",
    "Talk",
    "Worry",
]
