"""What Django's tests do anew each time, and need not.

A test client loads all middleware with its first request, which a server does once in its life;
thousands of tests ask one page each. Who signs in there without a session gets an empty one first,
which is thrown away for the one of their own: half of what a sign-in asks. And each test ends with
a look for foreign keys that lead nowhere, through all tables of SQLite, also where it wrote
nothing.
"""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import login
from django.core.signals import setting_changed
from django.http import HttpRequest
from django.test import TestCase
from django.test.client import ClientHandler, ClientMixin

LOADED = (
    "_middleware_chain",
    "_view_middleware",
    "_template_response_middleware",
    "_exception_middleware",
)
as_django_does = ClientHandler.load_middleware
_loaded: list[dict] = []
signs_in_as_django_does = ClientMixin._login
looks_as_django_does = TestCase._should_check_constraints
_looked_at: list[tuple] = []  # the last connection that was looked at, and what was written by then


def _load(handler, is_async=False):
    """Give `handler` what the first one loaded under these settings."""
    if not _loaded:
        as_django_does(handler, is_async)
        _loaded.append({name: value for name, value in vars(handler).items() if name in LOADED})
    vars(handler).update(_loaded[0])


def _forget(**_told):
    _loaded.clear()


def _sign_in(client, user, backend=None):
    """Sign `user` in as Django does, from no session at all where there is none."""
    if settings.SESSION_COOKIE_NAME in client.cookies:
        signs_in_as_django_does(client, user, backend)
        return
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    login(request, user, backend)
    request.session.save()
    client._set_login_cookies(request)


def _should_look(case, connection):
    """Say whether something was written since the last look."""
    if not looks_as_django_does(case, connection):
        return False
    if connection.vendor != "sqlite":
        return True
    written = (connection.connection, connection.connection.total_changes)
    wrote, _looked_at[:] = written not in _looked_at, [written]
    return wrote


def install() -> None:
    """Let test clients share their middleware until a test changes a setting, and so on."""
    ClientHandler.load_middleware = _load
    ClientMixin._login = _sign_in
    TestCase._should_check_constraints = _should_look
    setting_changed.connect(_forget, dispatch_uid="tests.lean")
