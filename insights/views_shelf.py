"""The shelf: published briefs, for everybody, without sign-in."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foundation.paging import keyset
from foundation.text import clean_text
from partnerships.models import Term

from . import brief_text, findings
from .models import Brief
from .pages import authors, with_names

NEWEST_FIRST = ("-published_at", "-pk")


@login_not_required
@require_safe
def shelf(request):
    wanted = clean_text(request.GET.get("topic", ""))[:60]
    rows = Brief.objects.on_shelf().with_sides()
    page = keyset(
        rows.about_topic(wanted) if wanted else rows, request.GET.get("after", ""), by=NEWEST_FIRST
    )
    listed = [(brief, authors(brief)) for brief in page]
    context = {"page": page, "listed": listed, "topics": _topics(), "wanted": wanted}
    context["finding"] = findings.shelf(page)
    return render(request, "insights/shelf.html", context)


def _topics():
    """Return the topics that have a brief on the shelf."""
    used = Brief.objects.on_shelf().values("partnership__topic")
    return list(Term.objects.filter(pk__in=used).order_by("label"))


@login_not_required
@require_safe
def on_shelf(request, slug):
    brief = Brief.objects.on_shelf().with_sides().filter(slug=slug).first()
    if brief is None:  # never there or taken off: who followed a link is not told which
        return render(request, "insights/off_shelf.html", status=404)
    standing = brief.lines.filter(withdrawn_at=None).select_related("insight")
    lines = with_names(brief, standing.order_by("order", "pk"))
    context = {
        "brief": brief,
        "lines": lines,
        "figure": brief_text.figure(brief.counted),
        "authors": authors(brief),
        "minutes": brief_text.minutes(brief_text.content(brief, lines)),
    }
    return render(request, "insights/on_shelf.html", context)
