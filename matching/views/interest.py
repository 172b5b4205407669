"""The interest form and what its organization reads of it afterwards."""

from django.contrib import messages
from django.forms.utils import ErrorDict
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.answers import render
from foundation.errors import AlreadyMoved
from foundation.once import once
from foundation.returning import back, with_next
from instruments import presence
from instruments.models import Sheet, SheetState, Voice
from instruments.reading import progress
from matching import breadth, findings, hands, interest, permissions, second_round, status
from matching.forms import SendForm, page_form
from matching.models import (
    Application,
    ApplicationState,
    Arrival,
    ArrivalState,
    MatchProposal,
    Offer,
    Origin,
    Referral,
)
from matching.models.proposals import with_proposal
from matching.rounds import takes_forms
from matching.services import applications
from matching.workdays import hear_on

from .lines import in_one_line, saved
from .loading import load, require
from .screening import care_page, preparation


@require_safe
def ours(request):
    rows = Application.objects.of_organizations_of(request.user).with_parties()
    rows = list(rows.order_by("-created_at")[:25])
    asked = Offer.objects.of_organizations_of(request.user).with_parties()
    asked = list(asked.order_by("-created_at")[:25])
    waits = Arrival.objects.filter(user=request.user, state=ArrivalState.WAITING)
    waits = list(waits.select_related("organization", "round").order_by("-at")[:25])
    if len(rows) + len(asked) + len(waits) == 1:
        return redirect([*rows, *asked, *waits][0])
    shown = {"applications": rows, "offers": asked, "waits": waits}
    shown["finding"] = findings.ours(rows, asked, waits)
    return render(request, "matching/ours.html", shown)


@require_safe
def application(request, pk):
    rows = Application.objects.visible_to(request.user).with_parties()
    found = with_proposal(rows, request.user).filter(pk=pk).first()
    if found is None:
        return redirect(_waiting_again(request, pk))
    if not permissions.writes(request.user, found):
        return care_page(request, found)
    if found.state == ApplicationState.DRAFT:
        return render(request, "matching/tasks.html", _tasks(request, found))
    return render(request, "matching/own.html", _own(request, found))


def _waiting_again(request, pk):
    """The wish of who began this form, left its organization and waits to be let in again."""
    begun = {
        "organization__applications": pk,
        "organization__applications__created_by": request.user,
    }
    waits = Arrival.objects.filter(user=request.user, state=ArrivalState.WAITING, **begun)
    return get_object_or_404(waits)


@require_http_methods(["GET", "POST"])
@once
def write(request, pk, page):
    found, page = _writable(request, pk, page)
    if request.method == "GET" and found.state != ApplicationState.DRAFT:
        messages.info(request, _("This form was sent, so its words stay as they are."))
        return redirect(found)
    form = page_form(page)(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        _save(request, form, page)
        presence.leave(about=found, place=page.key, by=request.user)
        return redirect(_onward(request, found, page))
    if request.method == "GET" and "check" in request.GET:
        _mark_missing(form, interest.missing(found, page))
    shown = {"form": form, "application": found, "page": page, "broad": _broad(found, page)}
    shown |= hands.here(found, page.key, request) | {"wrote": _wrote(found, page)}
    return render(request, "matching/write.html", shown)


def _onward(request, found, page) -> str:
    """Return the address of the part that follows, which knows the way back, or of the list."""
    following, list_of_parts = interest.after(page), found.get_absolute_url()
    if following is None:
        return list_of_parts
    step = reverse("matching:write", args=[found.pk, following.key])
    wanted = back(request, list_of_parts)
    return step if wanted == list_of_parts else with_next(step, wanted)


def _wrote(found, page):
    """Return (question, Hand) for the answers of this page that somebody wrote."""
    rows = hands.wrote(found)
    label = found._meta.get_field
    return [(label(name).verbose_name, rows[name]) for name in page.fields if name in rows]


@require_POST
@in_one_line
def autosave(request, pk, page):
    found, page = _writable(request, pk, page)
    form = page_form(page)(request.POST, instance=found)
    if not form.is_valid():
        return HttpResponse(_("Not saved: something is too long."), status=422)
    _save(request, form, page)
    said = saved(request.now)
    if _broad(found, page):
        said += ". " + _("Say in a line what you think lies behind it, if you can.")
    return HttpResponse(said, headers={"X-Version": str(found.version)})


@require_http_methods(["GET", "POST"])
@once
def send(request, pk):
    found = load(Application, request, pk)
    require(permissions.writes(request.user, found))
    if found.state != ApplicationState.DRAFT:
        return redirect("matching:sent", pk)
    form = SendForm(request.POST or None, initial={"version": found.version})
    gaps = interest.missing(found)
    if request.method == "POST" and form.is_valid() and not gaps:
        return _send(request, found, form.cleaned_data["version"])
    shown = {
        "form": form,
        **_tasks(request, found),
        "answers": interest.answers(found),
        "offered": hands.offered(found),
        "sent": form.is_bound,
    }
    return render(request, "matching/send.html", shown)


@require_safe
def sent(request, pk):
    found = load(Application, request, pk)
    require(permissions.writes(request.user, found))
    if not found.sent:
        return redirect(found)
    return render(request, "matching/sent.html", {"application": found})


@require_http_methods(["GET", "POST"])
@once
def withdraw(request, pk):
    found = load(Application, request, pk)
    require(permissions.may_withdraw(request.user, found))
    if request.method == "GET":  # asked first once there is no way back
        return render(request, "matching/withdraw_form.html", {"application": found})
    applications.withdraw(application=found, by=request.user, now=request.now)
    messages.success(request, _("Withdrawn. Your words are kept, and nobody works on it."))
    return redirect(found)


@require_POST
@once
def take_back(request, pk):
    found = load(Application, request, pk)
    require(permissions.may_take_back(request.user, found))
    applications.take_back(application=found, by=request.user, now=request.now)
    messages.success(request, _("It stands again where it stood."))
    return redirect(found)


def _writable(request, pk, key):
    found = load(Application, request, pk)
    require(permissions.writes(request.user, found))
    if key not in interest.BY_KEY:
        raise Http404
    return found, interest.BY_KEY[key]


def _save(request, form, page):
    applications.save_page(
        application=form.instance,
        page=page,
        expected=form.expected,
        by=request.user,
        now=request.now,
    )


def _send(request, found, version):
    try:
        applications.submit(application=found, expected=version, by=request.user, now=request.now)
    except AlreadyMoved:
        messages.info(request, _("A colleague has just sent this form. Here is what was sent."))
    return redirect("matching:sent", found.pk)


def _mark_missing(form, names):
    """Show beside each field what sending still needs; the form itself is not bound."""
    form.cleaned_data, form._errors = {}, ErrorDict()
    for name in names:
        form.add_error(name, _("Still to be written before you can send the form."))


def _broad(found, page):
    return page.key == "problem" and breadth.is_broad(found.title, found.challenge)


def _tasks(request, found):
    pages = [
        (page, interest.begun(found, page), interest.missing(found, page))
        for page in interest.PAGES
    ]
    done = sum(begun and not gaps for _page, begun, gaps in pages)
    return {
        "application": found,
        "pages": pages,
        "done": done,
        "next": next(((page, begun) for page, begun, gaps in pages if gaps), None),
        "missing": interest.missing(found),
        "minutes": interest.MINUTES,
        "broad": breadth.is_broad(found.title, found.challenge),
        "open": takes_forms(found.round, request.now),
        "may_ask_leader": permissions.may_ask_leader(request.user, found),
        "may_correct_leader": permissions.may_correct_leader(request.user, found),
    }


def _own(request, found):
    reply = status.newest(found)
    sheet = Sheet.objects.visible_to(request.user).about(found).filter(voice=Voice.WORDS).first()
    due = sheet is not None and sheet.state == SheetState.OPEN
    return {
        "application": found,
        "status": status.of_application(
            found,
            reply,
            asked=due,
            hear_on=_hear_on(request, sheet),
            waits=_waits(found, request.now),
        ).on(timezone.localdate(request.now)),
        "elsewhere": _elsewhere(found, reply),
        "origin": Origin.of(found),
        "agreed_note": reply.agreed_note if reply else "",
        "sheet": sheet,
        "due": due and found.state == ApplicationState.ASSESSING,
        "progress": progress(sheet) if due else None,
        "answers": interest.answers(found),
        "offered": hands.offered(found),
        "may_ask_leader": permissions.may_ask_leader(request.user, found),
        "may_correct_leader": permissions.may_correct_leader(request.user, found),
        "may_ask_colleague": permissions.may_ask_colleague(request.user, found),
        "may_withdraw": permissions.may_withdraw(request.user, found),
        "may_take_back": permissions.may_take_back(request.user, found),
        "proposal": _proposal(request, found),
        "workup": preparation(request.user, found),
    }


def _waits(found, now):
    """How long it has waited for a partner, in words; asked only while it waits."""
    if found.state not in status.IN_LINE:
        return ""
    since = second_round.waits_from(found)
    return second_round.days_waited(since, now) if since else ""


def _elsewhere(found, reply):
    """The places that the answer named, when it said that this is no fit."""
    if found.state != ApplicationState.INELIGIBLE:
        return []
    return list(Referral.objects.of_reply(reply))


def _hear_on(request, sheet):
    """The day by which the nine answers are read, while it is ahead."""
    if sheet is None or sheet.signed_off_at is None:
        return None
    day = hear_on(sheet.signed_off_at)
    return day if day >= timezone.localdate(request.now) else None


def _proposal(request, found):
    """The page of a proposed partner, for those who decide; asked only while there can be one."""
    if found.state not in (ApplicationState.PROPOSED, ApplicationState.MATCHED):
        return None
    return MatchProposal.objects.to_read_for(request.user, application=found)
