"""Homes."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from partnerships.standing import standing


@require_safe
def home(request):
    return render(request, "overview/home.html", {"standing": standing(request.user)})
