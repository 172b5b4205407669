"""What tests of sessions share."""

import pytest
import time_machine

from foundation import clock
from tests.factories import NOW
from tests.factories_around import BEFORE


@pytest.fixture
def the_day():
    """Let every clock stand at the factories' moment."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def at(monkeypatch):
    """Let the edge believe that it is another time: five days before the session, or `at(...)`."""

    def move(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    move(BEFORE)
    return move
