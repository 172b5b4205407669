"""What every browser test's pages carry."""

import pytest

from tests.browser import checks

STORED = "() => Object.keys(localStorage)"


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """Open pages at the size at which `whole` looks first."""
    return {**browser_context_args, "viewport": {"width": 1280, "height": checks.HEIGHT}}


@pytest.fixture(scope="session")
def kept(browser, browser_context_args):
    """One context for most tests of a process: what it compiled once it need not compile again."""
    context = browser.new_context(**browser_context_args)
    context.add_init_script(checks.LEAVING)
    yield context
    context.close()


@pytest.fixture
def context(request):
    """A context without a trace of tests before; its pages say that they are about to be left."""
    if request.node.get_closest_marker("browser_context_args"):
        own = request.getfixturevalue("new_context")()
        own.add_init_script(checks.LEAVING)
        yield own
        return
    kept = request.getfixturevalue("kept")
    yield kept
    shown = [page for page in kept.pages if page.url.startswith("http")]
    assert [page.evaluate(STORED) for page in shown] == [[] for _page in shown]
    for page in kept.pages:
        page.close()
    kept.clear_cookies()
