"""Who came to the sessions of a partnership: for whoever steers it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from foundation.answers import render
from partnerships.models import Partnership
from partnerships.permissions import may_steer

from .presence import presence_page


@require_safe
def presence(request, pk):
    rows = Partnership.objects.with_sides().with_people().visible_to(request.user)
    partnership = get_object_or_404(rows, pk=pk)
    if not may_steer(request.user, partnership):
        raise PermissionDenied
    values = {"partnership": partnership, "page": presence_page(partnership)}
    return render(request, "sessions_app/presence.html", values)
