"""Flags about roles: raised in a partnership, read with the guide for the talk, talked through."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foundation.answers import render
from foundation.errors import Refused
from foundation.models import Transition
from foundation.once import once
from foundation.returning import back

from . import role_permissions as permissions
from . import role_services as services
from .forms_partnership import ReasonForm
from .forms_role_flags import FlagForm, TalkForm
from .models import FlagState, Partnership, RoleFlag
from .permissions import may_read_motives
from .role_text import GUIDES
from .views_common import require


def _partnership(request, pk):
    rows = Partnership.objects.with_sides().heard_by(request.user)
    found = get_object_or_404(rows, pk=pk)
    require(permissions.may_read_flags(request.user, found))
    return found


@require_safe
def role_flags(request, pk):
    partnership = _partnership(request, pk)
    flags = list(RoleFlag.objects.visible_to(request.user).of(partnership))
    values = {
        "partnership": partnership,
        "flags": flags,
        "waiting": any(flag.waits for flag in flags),
        "name": partnership.initiative.organization.said,
        "inside": not _only_hears(request.user, partnership),
        "may_raise": permissions.may_raise_flag(request.user, partnership),
    }
    if not values["inside"]:
        values["may_read_motives"] = may_read_motives(request.user, partnership)
    return render(request, "partnerships/role_flags.html", values)


def _only_hears(user, partnership) -> bool:
    """The neutral person reads nothing else of the partnership: no way leads there for them."""
    return partnership.neutral_person_id == user.pk


@require_http_methods(["GET", "POST"])
@once
def role_flag_raise(request, pk):
    partnership = _partnership(request, pk)
    require(permissions.may_raise_flag(request.user, partnership))
    initiative = partnership.initiative
    form = FlagForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        flag = raised(
            request, form, about=partnership, initiative=initiative,
            organization=initiative.organization,
        )  # fmt: skip
        if flag:
            return redirect(flag)
    values = {
        "form": form,
        "name": initiative.organization.said,
        "crumb": (partnership.name, reverse("partnerships:role_flags", args=[pk])),
    }
    return render(request, "partnerships/role_flag_raise.html", values)


def raised(request, form, *, about, initiative, organization) -> RoleFlag | None:
    """Return the flag a valid `form` raised, or None with what is wrong beside its field."""
    try:
        flag = services.raise_flag(
            kind=form.cleaned_data["kind"], seen=form.cleaned_data["seen"], about=about,
            initiative=initiative, organization=organization, by=request.user, now=request.now,
        )  # fmt: skip
    except Refused as error:
        form.add_error("kind", str(error))
        return None
    messages.success(request, _("Kept. Here are words for the talk."))
    return flag


def _flag(request, pk):
    rows = RoleFlag.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("organization", "created_by"), pk=pk)


def _home(request, flag):
    """Return (name, address) of where the flag stands for this person."""
    rows = Partnership.objects.heard_by(request.user).filter(initiative=flag.initiative_id)
    partnership = rows.with_leads().order_by("-matched_at", "pk").first()
    if partnership and flag.initiative_id:
        return partnership.name, reverse("partnerships:role_flags", args=[partnership.pk])
    name = _("The form of %(name)s") % {"name": flag.organization.said}
    return name, reverse("matching:application", args=[flag.context_id])


@require_http_methods(["GET", "POST"])
@once
def role_flag(request, pk):
    flag = _flag(request, pk)
    keeps = permissions.may_keep_flag(request.user, flag)
    if request.method == "POST":
        require(keeps)
    today = timezone.localdate(request.now)
    form = TalkForm(request.POST or None, today=today, initial={"talked_on": today})
    if request.method == "POST" and form.is_valid():
        services.note_talk(flag, **form.cleaned_data, by=request.user, now=request.now)
        messages.success(request, _("Kept. Neither organization and no officer reads it."))
        return redirect(back(request, flag))
    values = {
        "flag": flag, "guide": GUIDES[flag.kind], "name": flag.organization.said,
        "form": form if keeps else None, "crumb": _home(request, flag), "why": _why(flag),
    }  # fmt: skip
    return render(request, "partnerships/role_flag.html", values)


def _why(flag) -> str:
    """Why it was set aside; asked only where it was."""
    if flag.state != FlagState.SET_ASIDE:
        return ""
    return Transition.objects.about(flag).values_list("why", flat=True).latest("at")


@require_http_methods(["GET", "POST"])
@once
def role_flag_change(request, pk):
    flag = _flag(request, pk)
    require(permissions.may_keep_flag(request.user, flag))
    form = FlagForm(request.POST or None, instance=flag)
    if request.method == "POST" and form.is_valid():
        services.change(
            flag, form.written, expected=form.expected, by=request.user, now=request.now
        )
        messages.success(request, _("Kept."))
        return redirect(flag)
    return render(request, "partnerships/role_flag_change.html", {"flag": flag, "form": form})


@require_http_methods(["GET", "POST"])
@once
def role_flag_aside(request, pk):
    flag = _flag(request, pk)
    require(permissions.may_keep_flag(request.user, flag))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.set_aside(flag, **form.cleaned_data, by=request.user, now=request.now)
        messages.success(request, _("Set aside. It stays in the list with your reason."))
        return redirect(flag)
    return render(request, "partnerships/role_flag_aside.html", {"flag": flag, "form": form})
