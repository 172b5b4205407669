"""Who looks after a form, and whether it fits."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation.answers import render
from foundation.once import once
from foundation.returning import back
from matching import care_finding, hands, interest, people, permissions, replies, wording
from matching.forms import ColleagueForm, ScreenForm
from matching.models import Application, Origin, Referral
from matching.services import applications, readings
from matching.workdays import working_days_after
from partnerships.models import RoleFlag

from .loading import kind_of, load, load_subject, require, taken_up


def care_page(request, found):
    """The facilitator's page of one application; the caller has loaded it `with_proposal`."""
    nine, proposal = replies.nine(found), _proposal(found)
    shown = {
        "application": found,
        "kind": kind_of(found),
        "found": care_finding.of(found, nine.sheet, proposal),
        "answers": interest.answers(found),
        "words_sheet": nine.sheet,
        "proposal": proposal,
        "replies": replies.told(
            found, nine.texts, whole=permissions.may_read_levels(request.user, found)
        ),
        "workup": preparation(request.user, found),
        "offered": hands.offered(found),
        "may_type_leader": permissions.may_type_leader(request.user, found),
        "origin": Origin.of(found),
        "may_write_origin": permissions.may_write_origin(request.user, found),
        "may_settle": permissions.may_settle_unmatched(request.user, found),
        "flags": _flags(request.user, found),
        "may_raise_flag": permissions.may_raise_flag(request.user, found),
        **care(request.user, found),
    }
    return render(request, "matching/care.html", shown)


def _proposal(application):
    """The proposal of an application; before it was ready, and without an initiative, none is."""
    if application.initiative_id is None or application.state not in permissions.MATCHABLE:
        return None
    found = getattr(application, "beside", None) if application.beside_cared else None
    if found is not None:
        found.application = application
    return found


def _flags(user, application):
    """The flags about roles, None for who does not read them."""
    if not permissions.may_read_flags(user, application):
        return None
    return list(RoleFlag.objects.visible_to(user).of(application))


def preparation(user, application):
    """Return what was worked out before a match, None where nothing was or it is not theirs."""
    cares = permissions.holds(user, application) or permissions.leads(user, application)
    if not (cares or permissions.writes(user, application)):
        return None
    return getattr(application, "workup", None)


def care(user, subject) -> dict:
    """Return what this person may do with `subject`, and how far the nine answers are."""
    return {
        "may_take": permissions.may_take(user, subject),
        "may_assign": permissions.may_assign(user, subject),
        "may_screen": isinstance(subject, Application) and permissions.may_screen(user, subject),
        "may_see_candidates": isinstance(subject, Application)
        and permissions.may_see_candidates(user, subject),
        "may_ask_second": permissions.may_ask_second_reader(user, subject),
        "may_read_again": permissions.may_read_again(user, subject),
        "holds": permissions.holds(user, subject),
    }


@require_http_methods(["GET", "POST"])
@once
def screen(request, pk):
    found = load(Application, request, pk)
    require(permissions.may_screen(request.user, found))
    form = _screen_form(request, found)
    if request.method == "POST" and form.is_valid():
        by = {"by": request.user, "now": request.now}
        applications.screen(application=found, **form.decision, **by)
        messages.success(request, _("Decided. They read it on their page now."))
        return redirect(found)
    shown = {"form": form, "application": found, "answers": interest.answers(found)}
    return render(request, "matching/screen.html", shown)


@require_POST
@once
def take(request, kind, pk):
    taken = taken_up(kind, pk)
    if taken and permissions.might_take(request.user, taken):
        if taken.facilitator_id == request.user.pk:
            return redirect(taken)
        messages.info(request, _("A colleague has just taken it up and looks after it now."))
        return redirect(back(request, "home"))
    found = load_subject(request, kind, pk)
    require(permissions.may_take(request.user, found))
    by = {"by": request.user, "now": request.now}
    readings.assign(subject=found, facilitator=request.user, **by)
    messages.success(request, _("You look after it now."))
    return redirect(found)


@require_http_methods(["GET", "POST"])
@once
def assign(request, kind, pk):
    found = load_subject(request, kind, pk)
    require(permissions.may_assign(request.user, found))
    colleagues = people.facilitators(found.round.program, request.now.date())
    form = ColleagueForm(request.POST or None, people=colleagues)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        readings.assign(subject=found, facilitator=person, by=request.user, now=request.now)
        messages.success(request, _("%(person)s looks after it now.") % {"person": person})
        return redirect(found)
    shown = {"form": form, "subject": found, "heading": _("Who looks after it?")}
    shown["button"] = _("Give it to this colleague")
    return render(request, "matching/colleague.html", shown)


def _screen_form(request, found):
    """The two questions with the good news drafted, which is sent with two times yes only."""
    draft, today = wording.eligible_draft(said=found.organization.said), _today(request)
    day = working_days_after(today, draft.days)
    start = {"words": draft.words, "try_instead": draft.next_step, "next_on": day}
    listed = Referral.objects.visible_to(request.user).filter(program=found.round.program_id)
    named = {"referrals": listed.in_use().filter(kind=Referral.Kind.HELP)}
    return ScreenForm(request.POST or None, initial=start, draft=draft, today=today, **named)


def _today(request):
    return timezone.localdate(request.now)
