"""Tells the rooms above that the people or the course of a partnership changed, as it happens."""

_listeners: list = []


def when_changed(action) -> None:
    """Register `action(partnership, by=, now=)`, run in the transaction of each change.

    It runs after people joined or left, after a new facilitator, and after each move of the phase.
    """
    _listeners.append(action)


def tell(partnership, *, by, now) -> None:
    """Run what is registered. Whatever it raises undoes the change too."""
    for action in _listeners:
        action(partnership, by=by, now=now)
