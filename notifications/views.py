"""The mail desk."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation.once import once

from . import desk, services
from .models import Message
from .permissions import may_steer


@require_safe
def show(request):
    shown = desk.read(request.user, request.GET, now=request.now)
    return render(request, "notifications/desk.html", {"desk": shown})


@require_POST
@once
def send(request, pk):
    return _act(request, pk, services.send_now, _("It goes within seconds."))


@require_POST
@once
def hold(request, pk):
    return _act(request, pk, services.hold, _("Held. It waits until you send it or let it go."))


@require_POST
@once
def let_go(request, pk):
    return _act(request, pk, services.let_go, _("It will not go out."))


@require_POST
@once
def lift(request, pk):
    done = _("The address is open again, and the message goes within seconds.")
    return _act(request, pk, services.lift, done)


def _act(request, pk, service, done):
    mine = Message.objects.visible_to(request.user).select_related("person")
    message = get_object_or_404(mine, pk=pk)
    if not may_steer(request.user, message):
        raise PermissionDenied
    service(message, by=request.user, now=request.now)
    messages.success(request, done)
    show = request.POST.get("show")
    query = {"m": pk, **({"show": show} if show in desk.FILTERS else {})}
    return redirect(f"{reverse('notifications:desk')}?{urlencode(query)}#m")
