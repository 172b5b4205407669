"""Autosaves answer in one plain line, whatever happens: it stands beside the words being typed."""

from functools import wraps

from foundation.errors import Refused, Stale
from foundation.one_line import refusal, saved

__all__ = ["in_one_line", "saved"]


def in_one_line(view):
    """Let an address that only saves say in a sentence what a page would say at length."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except (Refused, Stale) as error:
            return refusal(error, request.user)

    return answer
