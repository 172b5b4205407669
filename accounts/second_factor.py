"""Who must hold a second factor: whoever can read more than one side's words.

Rooms above register a question; production asks it on every page (issue: facilitators, leads,
program officers, administrators).
"""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

_questions: list[Callable] = []


def ask(question) -> None:
    """Register `question(user) -> bool`: does this person's role need a second factor?"""
    _questions.append(question)


def missing(user) -> bool:
    """Say whether `user` needs a second factor and has none. Only production insists."""
    if not settings.PRODUCTION:
        return False
    return any(question(user) for question in _questions) and not is_mfa_enabled(user)
