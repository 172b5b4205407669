"""Tells the rooms above that words caught live are taken back, before the row goes."""

_listeners: list = []


def when_taken_back(action) -> None:
    """Register `action(captures)`, run in the transaction that takes them back.

    What it raises keeps the words, so a room that already made something of them says so.
    """
    _listeners.append(action)


def tell(captures) -> None:
    """Run what is registered with the captures that are about to go, a queryset."""
    for action in _listeners:
        action(captures)
