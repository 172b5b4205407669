"""Briefs inside: assembled, written, read, signed, withheld."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from foundation.answers import render
from foundation.errors import Refused
from foundation.methods import get_or_post
from foundation.once import once
from partnerships import permissions as room
from partnerships.views_common import require

from . import briefs, permissions
from .forms import AssembleForm, BriefForm, LineForm, ReasonForm
from .models import Brief, BriefState, Insight
from .pages import brief_page
from .views_common import opened_brief, opened_room

MOST = 60  # approved lessons offered for one brief


@get_or_post
@once
def assemble(request, pk):
    partnership = opened_room(request, pk)
    require(permissions.may_assemble(request.user, partnership))
    form = AssembleForm(
        request.POST or None, instance=Brief(partnership=partnership), lessons=_offered(request, pk)
    )
    if request.method == "POST" and form.is_valid() and _assembled(request, form):
        return redirect(form.instance)
    rows = [(row, form[f"pick_{row.pk}"], form[f"order_{row.pk}"]) for row in form.lessons]
    context = {"partnership": partnership, "form": form, "rows": rows}
    return render(request, "insights/assemble.html", context)


def _offered(request, pk):
    rows = Insight.objects.visible_to(request.user).filter(partnership=pk).approved()
    return rows.select_related("boundary", "verdict").order_by("created_at", "pk")[:MOST]


def _assembled(request, form) -> bool:
    try:
        briefs.assemble(form.instance, form.picks, by=request.user, now=request.now)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(
        request, _("Written from the lessons. Shorten it, then send it to both leaders.")
    )
    return True


@require_safe
def brief(request, pk):
    return render(
        request, "insights/brief.html", brief_page(opened_brief(request, pk), request.user)
    )


@get_or_post
@once
def edit(request, pk):
    row = opened_brief(request, pk)
    require(permissions.may_edit_brief(request.user, row))
    form = BriefForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        cleared = briefs.edit(row, form.written, expected=form.expected, **_who(request))
        return _changed(request, row, cleared)
    return render(request, "insights/brief_edit.html", _page(row, form))


@get_or_post
@once
def line(request, pk, line):
    row = opened_brief(request, pk)
    require(permissions.may_edit_brief(request.user, row))
    section = _section(row, line)
    form = LineForm(request.POST or None, instance=section, partnership=row.partnership)
    if request.method == "POST" and form.is_valid():
        cleared = briefs.edit_line(section, form.written, expected=form.expected, **_who(request))
        return _changed(request, row, cleared)
    return render(request, "insights/brief_line.html", _page(row, form, line=section))


def _who(request):
    return {"by": request.user, "now": request.now}


def _page(row, form, **more):
    return {"brief": row, "partnership": row.partnership, "form": form, **more}


def _section(row, pk):
    """Return the section `pk` of a brief that was loaded. Raises Http404."""
    for section in row.standing_lines:
        if section.pk == pk:
            section.brief = row
            return section
    raise Http404


def _changed(request, row, cleared):
    text = _("Kept. Both sides and the facilitator read the new words.")
    if cleared:
        again = ngettext(
            "The one signature under it ended; both leaders sign the new words.",
            "Both signatures under it ended; both leaders sign the new words.",
            cleared,
        )
        text = f"{text} {again}"
    messages.success(request, text)
    return redirect(row)


@require_POST
@once
def withdraw(request, pk, line):
    row = opened_brief(request, pk)
    require(permissions.may_withdraw(request.user, row))
    side = room.side_of(request.user, row.partnership)
    cleared = briefs.withdraw_line(_section(row, line), side=side, **_who(request))
    return _changed(request, row, cleared)


@require_POST
@once
def agree(request, pk, line):
    row = opened_brief(request, pk)
    section = _section(row, line)
    require(permissions.may_agree_to_quote(request.user, section))
    return _changed(request, row, briefs.agree_to_quote(section, **_who(request)))


@require_POST
@once
def send(request, pk):
    row = opened_brief(request, pk)
    require(permissions.may_edit_brief(request.user, row))
    briefs.send(row, **_who(request))
    messages.success(request, _("Both leaders were asked. Nothing is public before both signed."))
    return redirect(row)


@require_POST
@once
def sign(request, pk):
    row = opened_brief(request, pk)
    require(permissions.may_sign_brief(request.user, row))
    side, seen = room.side_of(request.user, row.partnership), request.POST.get("seen", "")
    briefs.sign(row, side=side, seen=seen, **_who(request))
    said = _("Signed, with your name and today’s date.")
    if row.state == BriefState.PUBLISHED:
        said = _("Signed. Both sides have signed, and the brief is on the shelf.")
    messages.success(request, said)
    return redirect(row)


@get_or_post
@once
def withhold(request, pk):
    row = opened_brief(request, pk)
    require(permissions.may_withhold(request.user, row))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        briefs.withhold(row, why=form.cleaned_data["why"], **_who(request))
        messages.success(request, _("It is not published. Both sides read why."))
        return redirect(row)
    return render(request, "insights/withhold.html", _page(row, form))


@require_POST
@once
def take_up(request, pk):
    row = opened_brief(request, pk)
    require(permissions.may_take_up(request.user, row))
    briefs.take_up(row, **_who(request))
    messages.success(request, _("It can be written on. Both leaders sign the new words."))
    return redirect(row)
