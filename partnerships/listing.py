"""One list page of the directory: the search form, the filters it asks for, one keyset page."""

from django.shortcuts import render

from foundation.paging import keyset

from .choices import Terms
from .forms_directory import SearchForm

FILTERS = {
    "q": lambda rows, value: rows.saying(value),
    "topic": lambda rows, value: rows.about_topic(value),
    "context": lambda rows, value: rows.in_context(value),
    "type": lambda rows, value: rows.filter(type__slug=value),
    "state": lambda rows, value: rows.filter(state=value),
    "stage": lambda rows, value: rows.filter(stage=value),
    "joined": lambda rows, value: rows.enrolled() if value == "enrolled" else rows.listed(),
}


def answer(request, rows, template, *, names, by, **context):
    """Render `template` with `page`, `search` and `asked`; constant SQL at any size."""
    search = SearchForm(request.GET, names=names, known=Terms())
    for name, value in search.asked.items():
        rows = FILTERS[name](rows, value)
    page = keyset(rows, request.GET.get("after", ""), by=by)
    return render(request, template, {"page": page, "search": search, **context})
