from .applications import APPLICATION_MOVES, Application, ApplicationState, Reply
from .offers import OFFER_MOVES, Offer, OfferState
from .readings import Reading

__all__ = [
    "APPLICATION_MOVES",
    "OFFER_MOVES",
    "Application",
    "ApplicationState",
    "Offer",
    "OfferState",
    "Reading",
    "Reply",
]
