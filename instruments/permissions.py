"""Who may do what here. Sheets ask the room that owns what they are about."""

from types import SimpleNamespace

from foundation import access

# The room that knows program roles registers this kind; until then nobody edits questions.
QUESTIONS = SimpleNamespace(context_kind="instruments.instrument", context_id=None)


def may_fill(user, sheet) -> bool:
    """Write answers: as the room that owns what the sheet is about says."""
    return access.may(user, "fill", sheet)


def may_sign_off(user, sheet) -> bool:
    """End the filling in for everybody: as the owning room says."""
    return access.may(user, "sign_off", sheet)


def may_reopen(user, sheet) -> bool:
    """Let it be filled again: as the owning room says."""
    return access.may(user, "reopen", sheet)


def may_edit_questions(user) -> bool:
    """Administrators, everywhere: a question set belongs to no program."""
    return access.may(user, "edit", QUESTIONS)
