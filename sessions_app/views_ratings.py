"""How sessions were for each side: for whoever hears each side alone."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from foundation.answers import render
from foundation.paging import keyset
from partnerships.models import Partnership
from partnerships.permissions import may_read_inside
from partnerships.views_common import require

from . import findings
from . import permissions_work as may
from .models import Session
from .ratings import by_side

NEWEST_FIRST = ("-starts_at", "-pk")
A_PAGE = 12  # sessions: a year


@require_safe
def ratings(request, pk):
    rows = Partnership.objects.with_leads().with_people().heard_by(request.user)
    partnership = get_object_or_404(rows, pk=pk)
    require(may.may_read_ratings(request.user, partnership))
    held = Session.objects.filter(partnership=partnership, notes_sent_at__isnull=False)
    listed = keyset(held, request.GET.get("after", ""), by=NEWEST_FIRST, size=A_PAGE)
    said = by_side(partnership, listed.items, request.user)
    sessions = [(session, said.get(session.pk, [])) for session in listed]
    page = {
        "partnership": partnership, "page": listed, "sessions": sessions,
        "inside": may_read_inside(request.user, partnership),
        "finding": findings.ratings(listed, sessions),
    }  # fmt: skip
    return render(request, "sessions_app/ratings.html", page)
