"""The letter to the leader of a side that fell silent: read the draft, change it, send it."""

from django import shortcuts
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from foundation.answers import render
from foundation.dates import say_day, say_when
from foundation.once import once
from foundation.returning import back, with_next
from partnerships.views_common import require

from . import letters, permissions
from .forms_letter import LetterForm

CHANGED = 409  # while it was written: a letter went, they met, or somebody else leads


@require_http_methods(["GET", "POST"])
@once
def letter(request, pk):
    partnership = get_object_or_404(letters.rows(request.user, request.now), pk=pk)
    require(permissions.may_write_letter(request.user, partnership))
    page = letters.page(partnership, request.now)
    shown = {"page": page, "series": _series(page, request.GET.get("next", ""))}
    if page.draft is None:
        words = request.POST.get("words", "")
        shown["typed"] = [words] if words else []
        status = CHANGED if request.method == "POST" else 200
        return shortcuts.render(request, "sessions_app/letter.html", shown, status=status)
    form = LetterForm(request.POST or None, page=page)
    if request.method == "POST" and form.is_valid():
        sent = letters.send(
            partnership, form.cleaned_data["words"], to=page.leader, by=request.user,
            now=request.now,
        )  # fmt: skip
        messages.success(request, _said(page, sent, request.now))
        return redirect(back(request, "home"))
    return render(request, "sessions_app/letter.html", shown | {"form": form})


def _series(page, onward) -> str:
    """Return where the dates are chosen; from there back to where this page was opened from."""
    return with_next(page.series, onward) if onward else page.series


def _said(page, sent, now) -> str:
    told = {"name": page.name, "back": say_day(letters.back_on(now)), "when": say_when(sent.due_at)}
    goes = _("Your letter to %(name)s goes now.")
    if sent.due_at > now:
        goes = _("Your letter to %(name)s goes on %(when)s.")
    back_then = _("The row comes back on %(back)s if %(name)s stays silent and no date is set.")
    return f"{goes} {back_then}" % told
