"""Who could share with one application: the comparison, what it is about, the judgment."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foundation.answers import render
from foundation.fields import id_or_none
from foundation.once import once
from foundation.text import clean_name
from matching import candidates as comparing
from matching import criteria, permissions
from matching.forms_proposals import FactsForm, ReviewForm
from matching.models import AlignmentReview, Application, Judgment, MatchFacts
from matching.services import reviews

from .loading import require


@require_safe
def candidates(request, pk):
    found = _application(request, pk)
    page = comparing.load(
        found,
        request.user,
        now=request.now,
        chosen=id_or_none(request.GET.get("with", "")),
        asked_for=clean_name(request.GET.get("why_not", ""))[:200],
    )
    may = permissions.may_match(request.user, found)
    return render(request, "matching/candidates.html", {"page": page, "may_match": may})


@require_http_methods(["GET", "POST"])
@once
def about(request, pk):
    found = _application(request, pk)
    require(permissions.may_match(request.user, found))
    form = FactsForm(request.POST or None, instance=_facts(found))
    if request.method == "POST" and form.is_valid():
        by = {"by": request.user, "now": request.now}
        said = {name: form.cleaned_data[name] for name in ("topics", "contexts", "work")}
        reviews.say_what_it_is_about(application=found, expected=form.expected, **said, **by)
        messages.success(request, _("Kept. The candidates are compared on it."))
        return redirect("matching:candidates", pk)
    shown = {"form": form, "application": found}
    return render(request, "matching/about.html", shown)


@require_http_methods(["GET", "POST"])
@once
def review(request, pk, offer):
    found = _application(request, pk)
    require(permissions.may_match(request.user, found))
    page = comparing.load(found, request.user, now=request.now, chosen=offer)
    one = _chosen(page, offer)
    form = _review_form(request, found, one, page)
    if request.method == "POST" and form.is_valid():
        by = {"by": request.user, "now": request.now}
        values = {name: form.cleaned_data[name] for name in reviews.WRITTEN}
        reviews.judge(
            application=found, offer=one.offer, values=values, expected=form.expected,
            suggested=one.suggestion(request.now.date()), **by,
        )  # fmt: skip
        messages.success(request, _("Your judgment is kept."))
        return redirect(f"{reverse('matching:candidates', args=[pk])}?with={offer}")
    facts = criteria.lines(one.asks, one.initiative, one.party, one.fit)
    shown = {"form": form, "page": page, "one": one, "lines": facts}
    return render(request, "matching/review.html", shown)


def _chosen(page, offer):
    if page.chosen is None or page.chosen.offer.pk != offer:
        raise Http404
    return page.chosen


def _review_form(request, found, one, page):
    instance = one.review or AlignmentReview(application=found, offer=one.offer)
    initial = None if one.review else _suggested(one, page)
    return ReviewForm(request.POST or None, instance=instance, initial=initial)


def _suggested(one, page) -> dict:
    fit = one.fit
    given = {f"level_{key}": found.level for key, found in fit.modes.items()}
    given |= {f"evidence_{key}": " ".join(found.evidence) for key, found in fit.modes.items()}
    strongest = page.willing and one is page.willing[0]
    return given | {
        "shareable": fit.shareable,
        "shareable_words": one.party.agreed,
        "benefit": fit.benefit,
        "benefit_words": "\n".join(filter(None, [page.asks.gain, one.party.gain])),
        "context_words": "\n".join(fit.settings),
        "tempo_words": fit.tempo,
        "practical_words": "\n".join(fit.practical),
        "speaks_for": "\n".join(fit.speaks_for),
        "speaks_against": "\n".join(fit.speaks_against),
        "unknown": "\n".join(fit.unknown),
        "in_short": fit.line,
        "judgment": Judgment.FIRST if strongest else Judgment.RESERVE,
    }


def _application(request, pk):
    """Load a ready application for those who look after it. Raises Http404."""
    mine, day = Application.objects.in_care_of(request.user), request.now.date()
    rows = comparing.for_matching(mine, request.user, day)
    found = get_object_or_404(rows, pk=pk)
    require(permissions.may_see_candidates(request.user, found))
    return found


def _facts(found) -> MatchFacts:
    """Return what was said of it, or a new row."""
    return getattr(found, "facts", None) or MatchFacts(application=found)
