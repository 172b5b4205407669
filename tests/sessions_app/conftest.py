"""What tests of sessions share."""

import pytest
import time_machine

from tests.factories import NOW


@pytest.fixture
def the_day():
    """Let every clock stand at the factories' moment."""
    with time_machine.travel(NOW, tick=False):
        yield
