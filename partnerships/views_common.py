"""How each page of a partnership begins: it is there for this person, or it is not (404)."""

from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404

from foundation.forms import beside

from .models import Partnership


def opened(request, pk) -> Partnership:
    """Return the partnership with all that its pages show. Raises Http404 for a stranger."""
    return get_object_or_404(Partnership.objects.with_room().visible_to(request.user), pk=pk)


def planned(request, pk) -> Partnership:
    """Return the partnership with what the pages of its plan show. Raises Http404 for strangers."""
    rows = Partnership.objects.with_plan(request.user).visible_to(request.user)
    return get_object_or_404(rows, pk=pk)


def require(allowed: bool) -> None:
    """Raise PermissionDenied unless `allowed`."""
    if not allowed:
        raise PermissionDenied


@contextmanager
def beside_address(form):
    """Say beside the address why whoever has it cannot be named; leave it by `return`."""
    with beside(form, "email"):
        try:
            yield
        except ValidationError as error:
            form.add_error("email", error.messages)


def one(rows: list, pk):
    """Return the row with id `pk` among `rows`, which were loaded. Raises Http404."""
    for row in rows:
        if row.pk == pk:
            return row
    raise Http404


def found(rows, pk):
    """Return the row with id `pk` among `rows`, asked of the database. Raises Http404."""
    return get_object_or_404(rows, pk=pk)
