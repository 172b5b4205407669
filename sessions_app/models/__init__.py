from .adapting import SECOND_TRIES_FIRST, Adaptation, NotHere
from .agendas import Agenda, AgendaBlock, AgendaTemplate, BlockKind, BlockPurpose
from .captures import (
    ACTION_MOVES,
    Action,
    ActionState,
    Capture,
    ContextUpdate,
    Decision,
    ParkedItem,
)
from .preparation import ExitRating, PutOff, Reflection
from .questions import ACROSS, QUESTION_MOVES, Question, QuestionPutOff, QuestionState
from .sessions import (
    FACILITATION,
    SESSION_MOVES,
    TO_COME,
    Attendance,
    LiveRun,
    Session,
    SessionKind,
    SessionNote,
    SessionState,
)

__all__ = [
    "ACROSS",
    "ACTION_MOVES",
    "FACILITATION",
    "QUESTION_MOVES",
    "SECOND_TRIES_FIRST",
    "SESSION_MOVES",
    "TO_COME",
    "Action",
    "ActionState",
    "Adaptation",
    "Agenda",
    "AgendaBlock",
    "AgendaTemplate",
    "Attendance",
    "BlockKind",
    "BlockPurpose",
    "Capture",
    "ContextUpdate",
    "Decision",
    "ExitRating",
    "LiveRun",
    "NotHere",
    "ParkedItem",
    "PutOff",
    "Question",
    "QuestionPutOff",
    "QuestionState",
    "Reflection",
    "Session",
    "SessionKind",
    "SessionNote",
    "SessionState",
]
