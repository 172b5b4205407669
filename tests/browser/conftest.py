"""What every browser test's pages carry."""

import pytest

from tests.browser import checks


@pytest.fixture
def context(context):
    """Let each page say that it is about to be left, for `checks.settled`."""
    context.add_init_script(checks.LEAVING)
    return context
