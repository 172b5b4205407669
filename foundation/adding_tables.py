"""Lets `migrate` add a table without drawing all other tables anew.

Django renders every model related to a new one again, which with some hundred tables takes most of
the time of a first start and of each test run. Nothing refers to a model that is only being added,
so the others may stay as they are: its own rendering tells them of it.
"""

from contextlib import contextmanager

from django.db.migrations.state import ProjectState

as_django_does = ProjectState.add_model


def _add_model(state, model_state):
    key = model_state.app_label, model_state.name_lower
    state.models[key] = model_state
    if state._relations is not None:
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:
        state.apps.render_multiple([model_state])


@contextmanager
def quickly():
    """Add tables this way as long as the context lasts; every other operation as Django does."""
    ProjectState.add_model = _add_model  # type: ignore[method-assign]
    try:
        yield
    finally:
        ProjectState.add_model = as_django_does  # type: ignore[method-assign]
