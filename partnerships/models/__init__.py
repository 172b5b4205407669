from .charter import BoundaryLevel, Charter, LeaderStatement, SharingBoundary
from .closing import Benefit, CarryOn, CloseOut
from .directory import EXPERTISE_MOVES, DocumentedRelation, Expertise, Grant, Initiative
from .hearing import hears, holder_name, neutral_in
from .imports import (
    IMPORT_MOVES,
    DirectoryImport,
    ImportFile,
    ImportLine,
    ImportState,
)
from .kickoff import (
    FocusArea,
    Goal,
    LearningObjective,
    PlanChange,
    PlanItem,
    Wind,
    WorkbookSection,
)
from .lengths import LengthSeen
from .organizations import Membership, Organization
from .partnership import (
    GOES_ON,
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
from .role_resets import FLAG_MOVES, FlagState, RoleFlag
from .sealed import FocusRating, KickoffCheck
from .vocabulary import Term

__all__ = [
    "EXPERTISE_MOVES",
    "IMPORT_MOVES",
    "DirectoryImport",
    "ImportFile",
    "ImportLine",
    "ImportState",
    "FLAG_MOVES",
    "FlagState",
    "RoleFlag",
    "LengthSeen",
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
    "GOES_ON",
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
    "hears",
    "holder_name",
    "neutral_in",
]
