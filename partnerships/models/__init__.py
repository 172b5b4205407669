from .directory import DocumentedRelation, Expertise, Grant, Initiative
from .organizations import Membership, Organization
from .programs import ROUND_MOVES, Program, ProgramRole, Role, Round, RoundState
from .vocabulary import Term

__all__ = [
    "ROUND_MOVES",
    "DocumentedRelation",
    "Expertise",
    "Grant",
    "Initiative",
    "Membership",
    "Organization",
    "Program",
    "ProgramRole",
    "Role",
    "Round",
    "RoundState",
    "Term",
]
