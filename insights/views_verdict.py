"""The verdict: signed in with everything, or by personal link with three fields."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts import links
from accounts.models import Purpose
from foundation.answers import render
from foundation.methods import get_or_post
from foundation.once import once
from foundation.views import typed_in
from partnerships.views_common import require

from . import permissions, verdicts
from .forms import VerdictByLinkForm, VerdictForm
from .models import Insight, Verdict
from .views_common import opened


@get_or_post
@once
def verdict(request, pk):
    insight = opened(request, pk)
    require(permissions.may_judge(request.user, insight))
    row = getattr(insight, "verdict", None) or Verdict(insight=insight)
    form = VerdictForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        verdicts.give(row, expected=form.expected, by=request.user, now=request.now)
        messages.success(request, _("Kept. Both sides and the facilitator read it now."))
        return redirect(insight)
    return render(request, "insights/verdict.html", _page(insight, form))


def _page(insight, form, **more):
    partnership = insight.partnership
    return {
        "insight": insight,
        "partnership": partnership,
        "form": form,
        "owner": partnership.lead(insight.side),
        "other": partnership.lead(insight.other_side),
        **more,
    }


@login_not_required
@get_or_post
@once
def by_link(request, pk):
    insight = get_object_or_404(Insight.objects.whole(), pk=pk)
    link = links.opened(request, Purpose.ANSWER, insight)
    if link is None or not permissions.may_judge(link.user, insight):
        return links.lost(request)
    given = getattr(insight, "verdict", None)
    if given and not _own(request, given, link):
        return render(request, "insights/verdict_given.html", _given(request, insight))
    return _answer(request, insight, given, link)


def _given(request, insight):
    """A colleague was quicker: what was typed meanwhile can still be copied."""
    return _page(insight, None, typed=typed_in(request))


def _own(request, given, link) -> bool:
    """Only who gave it may change it by link, and reads it back only where it was written."""
    return given.created_by_id == link.user_id == given.changed_by_id


def _answer(request, insight, given, link):
    row = Verdict(insight=insight)
    if given and links.may_read_back(request, link):
        row = given
    form = VerdictByLinkForm(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST" and form.is_valid():  # it asks for a choice, and none is preset
        return _keep(request, row, given, link)
    return render(request, "insights/verdict_by_link.html", _page(insight, form, given=given))


def _keep(request, row, given, link):
    kept = _kept(row, given) if given and row is not given else []
    if given:
        for name in {*verdicts.FIELDS} - {*VerdictByLinkForm.Meta.fields} | {*kept}:
            setattr(row, name, getattr(given, name))
    verdicts.give(
        row, expected=given.version if given else 0, by=link.user, now=request.now, by_link=True
    )
    links.used(request, link, unseen=bool(kept))
    messages.success(request, _("Thank you. Both sides and the facilitator read it now."))
    return redirect("insights:verdict_by_link", row.insight_id)


def _kept(row, given) -> list[str]:
    """Return what this browser was not shown and left empty: it stays, and stays unread."""
    names = VerdictByLinkForm.Meta.fields
    return [name for name in names if getattr(given, name) and not getattr(row, name)]
