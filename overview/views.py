"""Homes."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from matching import asks as matching_asks
from partnerships import asks as partnership_asks
from partnerships.models import Role
from partnerships.standing import standing
from pulse import asks as pulse_asks
from sessions_app import asks_schedule, asks_work

AT_MOST = 5  # rows of Today


@require_safe
def home(request):
    where, now = standing(request.user), request.now
    facilitates = where.has(Role.FACILITATOR, Role.FACILITATION_LEAD)
    found = pulse_asks.for_holder(request.user, now)
    if facilitates:
        found += matching_asks.for_facilitator(request.user, now)
        found += partnership_asks.for_facilitator(request.user, now)
        found += asks_schedule.for_facilitator(request.user, now)
        found += asks_work.for_facilitator(request.user, now)
    if where.organizations or not facilitates:
        found += matching_asks.for_participant(request.user, now)
    if where.partnerships:
        found += partnership_asks.for_participant(request.user, now)
        found += asks_work.for_participant(request.user, now)
        found += pulse_asks.for_participant(request.user, now)
    shown = sorted(found)[: AT_MOST if facilitates else 1]
    page = {"asks": shown, "more": len(found) - len(shown), "facilitates": facilitates}
    return render(request, "overview/home.html", {**page, "standing": where})
