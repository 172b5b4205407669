"""One list page of the directory: the search form, the filters it asks for, one keyset page."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone

from foundation.paging import keyset

from .choices import Terms
from .forms_directory import SearchForm
from .models.organizations import reads_directory

FILTERS = {  # name -> (rows, value, day) -> rows
    "q": lambda rows, value, day: rows.saying(value),
    "topic": lambda rows, value, day: rows.about_topic(value),
    "context": lambda rows, value, day: rows.in_context(value),
    "type": lambda rows, value, day: rows.filter(type__slug=value),
    "state": lambda rows, value, day: rows.filter(state=value),
    "stage": lambda rows, value, day: rows.filter(stage=value),
    "confirmed": lambda rows, value, day: rows.told(value, day),
    "joined": lambda rows, value, day: rows.enrolled() if value == "enrolled" else rows.listed(),
}


def answer(request, rows, template, *, names, by, **context):
    """Render `template` with `page`, `search` and `asked`; constant SQL at any size.

    Raises PermissionDenied for who does not read the directory: an empty list would be untrue.
    """
    if not reads_directory(request.user):
        raise PermissionDenied
    search = SearchForm(request.GET, names=names, known=Terms())
    day = timezone.localdate(request.now)
    for name, value in search.asked.items():
        rows = FILTERS[name](rows, value, day)
    page = keyset(rows, request.GET.get("after", ""), by=by)
    return render(request, template, {"page": page, "search": search, **context})
