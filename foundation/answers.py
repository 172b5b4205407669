"""How a view answers with a page: one place decides what its status says."""

from django import shortcuts
from django.http import HttpRequest, HttpResponse

NOT_TAKEN = 422


def render(request: HttpRequest, template: str, context: dict | None = None) -> HttpResponse:
    """Return a page. As an answer to a form it says 422: what was sent was not taken.

    A form that was taken leads on with a redirect (`once`); what comes back is to be put right.
    """
    status = NOT_TAKEN if request.method == "POST" else 200
    return shortcuts.render(request, template, context, status=status)
