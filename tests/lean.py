"""What Django's test client makes anew for each client, and need not.

A test client loads all middleware with its first request, which a server does once in its life;
thousands of tests ask one page each.
"""

from django.core.signals import setting_changed
from django.test.client import ClientHandler

LOADED = (
    "_middleware_chain",
    "_view_middleware",
    "_template_response_middleware",
    "_exception_middleware",
)
as_django_does = ClientHandler.load_middleware
_loaded: list[dict] = []


def _load(handler, is_async=False):
    """Give `handler` what the first one loaded under these settings."""
    if not _loaded:
        as_django_does(handler, is_async)
        _loaded.append({name: value for name, value in vars(handler).items() if name in LOADED})
    vars(handler).update(_loaded[0])


def _forget(**_told):
    _loaded.clear()


def install() -> None:
    """Let test clients share their middleware until a test changes a setting."""
    ClientHandler.load_middleware = _load
    setting_changed.connect(_forget, dispatch_uid="tests.lean")
