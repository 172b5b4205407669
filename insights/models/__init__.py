from .briefs import BRIEF_MOVES, OPEN_TO_EDITS, Brief, BriefLine, BriefState
from .insights import (
    INSIGHT_MOVES,
    OUT,
    Choice,
    Insight,
    InsightKind,
    InsightState,
    Level,
    Verdict,
)

__all__ = [
    "BRIEF_MOVES",
    "INSIGHT_MOVES",
    "OPEN_TO_EDITS",
    "OUT",
    "Brief",
    "BriefLine",
    "BriefState",
    "Choice",
    "Insight",
    "InsightKind",
    "InsightState",
    "Level",
    "Verdict",
]
