"""People as administrators find them; saying that somebody has left Seedbed, and the way back."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import services
from foundation.answers import render
from foundation.once import once
from foundation.paging import keyset

from . import leaving, people
from . import permissions_directory as permissions
from .forms_membership import PeopleSearch
from .views_common import found, require


def _opened(request, pk):
    require(permissions.may_find_people(request.user))
    return found(people.everybody(request.now.date()), pk)


@require_safe
def everybody(request):
    require(permissions.may_find_people(request.user))
    search = PeopleSearch(request.GET)
    rows = people.everybody(request.now.date(), search.asked)
    page = keyset(rows, request.GET.get("after", ""), by=("name", "id"))
    return render(request, "partnerships/everybody.html", {"page": page, "search": search})


@require_safe
def somebody(request, pk):
    person = _opened(request, pk)
    context = {"person": person, "may_say_left": permissions.may_say_left(request.user, person)}
    if not person.is_active:
        context["told_by"] = people.told_by(person)
        context["in_the_way"] = leaving.back_in_the_way(person, request.user)
    elif context["may_say_left"]:
        context["in_the_way"] = leaving.in_the_way(person, request.user)
    return render(request, "partnerships/somebody.html", context)


@require_http_methods(["GET", "POST"])
@once
def has_left(request, pk):
    person = _opened(request, pk)
    require(permissions.may_say_left(request.user, person))
    if not person.is_active:
        return redirect("partnerships:somebody", pk)
    if request.method == "POST":
        services.deactivate(person, by=request.user, now=request.now)
        text = _("Recorded: %(who)s has left and is signed out everywhere.")
        messages.success(request, text % {"who": person})
        return redirect("partnerships:somebody", pk)
    context = {"person": person, "in_the_way": leaving.in_the_way(person, request.user)}
    return render(request, "partnerships/has_left.html", context)


@require_POST
@once
def open_again(request, pk):
    person = _opened(request, pk)
    if leaving.come_back(person, by=request.user, now=request.now):
        text = _("The account of %(who)s is open again. Give them their roles and places anew.")
        messages.success(request, text % {"who": person})
    return redirect("partnerships:somebody", pk)
