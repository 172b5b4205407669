"""Who keeps in touch of those who decide: for whoever steers a partnership."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships.permissions import may_steer

from .touchpoints import rows, touchpoints_page


@require_safe
def touchpoints(request, pk):
    partnership = get_object_or_404(rows(request.user, request.now), pk=pk)
    if not may_steer(request.user, partnership):
        raise PermissionDenied
    page = touchpoints_page(partnership, request.user, today=timezone.localdate(request.now))
    return render(request, "overview/touchpoints.html", {"partnership": partnership, "page": page})
