from .charter import BoundaryLevel, Charter, LeaderStatement, SharingBoundary
from .closing import Benefit, CarryOn, CloseOut
from .directory import DocumentedRelation, Expertise, Grant, Initiative
from .kickoff import (
    FocusArea,
    Goal,
    LearningObjective,
    PlanChange,
    PlanItem,
    Wind,
    WorkbookSection,
)
from .organizations import Membership, Organization
from .partnership import (
    OVER,
    PHASE_MOVES,
    RUNNING,
    SESSION_MINUTES,
    SIDES_READ_FIRST,
    FacilitatorAssignment,
    Partnership,
    PartnershipOrganization,
    Phase,
    RosterEntry,
    Side,
)
from .programs import ROUND_MOVES, Program, ProgramRole, Role, Round, RoundState
from .sealed import FocusRating, KickoffCheck
from .vocabulary import Term

__all__ = [
    "FocusRating",
    "KickoffCheck",
    "LeaderStatement",
    "Benefit",
    "CarryOn",
    "CloseOut",
    "WorkbookSection",
    "Wind",
    "PlanItem",
    "PlanChange",
    "LearningObjective",
    "Goal",
    "FocusArea",
    "OVER",
    "PHASE_MOVES",
    "ROUND_MOVES",
    "RUNNING",
    "SESSION_MINUTES",
    "SIDES_READ_FIRST",
    "BoundaryLevel",
    "Charter",
    "DocumentedRelation",
    "Expertise",
    "FacilitatorAssignment",
    "Grant",
    "Initiative",
    "Membership",
    "Organization",
    "Partnership",
    "PartnershipOrganization",
    "Phase",
    "Program",
    "ProgramRole",
    "Role",
    "RosterEntry",
    "Round",
    "RoundState",
    "SharingBoundary",
    "Side",
    "Term",
]
