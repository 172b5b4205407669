"""What the agenda composer shows."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation import conflicts, dates, one_line, pictures, versions
from foundation.models import Version
from partnerships.models import GOES_ON, Side

from . import (
    agenda_services,
    patterns,
    permissions,
    permissions_work,
    publish,
    reflection,
    spans,
    timekeeper,
)
from .agenda import Check
from .forms_agenda import NoteForm
from .models import BlockKind, SessionKind, SessionState

SHOWN_CHANGES = 20


def people(session) -> dict:
    """Return id to what a person is called in agendas: "Lakeview coaching lead"."""
    told = {entry.user_id: entry.label for entry in session.partnership.people()}
    told[session.partnership.facilitator_id] = _("Facilitator")
    return told


def shown_blocks(session, blocks, *, moved: str = "", edit: bool = False) -> list[dict]:
    """Return the rows of components/block.html."""
    told = people(session)
    rows = []
    for number, block in enumerate(blocks, 1):
        before = blocks[number - 2] if number > 1 else None
        rows.append(
            {
                "pk": block.pk, "number": number, "title": block.title, "text": block.text,
                "minutes": block.minutes, "version": block.version,
                "lead": block.lead_words or told.get(block.lead_id, block.lead) or _("Nobody yet"),
                "purpose": block.purpose,
                "purpose_word": str(block.get_purpose_display()).capitalize(),
                "objective": _objective(block), "fixed": block.fixed,
                "first": before is None or before.fixed, "last": number == len(blocks),
                "moved": str(block.pk) == moved,
                "url": reverse("sessions_app:block", args=[session.pk, block.pk]) if edit else "",
            }
        )  # fmt: skip
    return rows


def with_words(session, blocks, user, now, **how) -> list[dict]:
    """Return the rows, each with the words that open it and `user` may read; one query."""
    words = reflection.openings(session, user, now=now)
    kinds = {block.kind for block in blocks}
    brought = words.pop(BlockKind.PARKED, [])
    if home := next((kind for kind in reflection.TAKES_UP if kind in kinds), None):
        words.setdefault(home, []).extend(brought)
    pairs = zip(shown_blocks(session, blocks, **how), blocks, strict=True)
    return [{**row, "openings": words.pop(block.kind, [])} for row, block in pairs]


def _objective(block):
    return _("Objective %(n)d") % {"n": block.objective.order} if block.objective else ""


def drawn(blocks) -> list[pictures.Block]:
    """Return the blocks as the timeline takes them."""
    return [
        pictures.Block(number, block.title, block.minutes, block.purpose)
        for number, block in enumerate(blocks, 1)
    ]


def put_right(page: dict, data, wrong) -> dict:
    """Return the page with the minutes as they were typed; `wrong` are ids of what is no number."""
    for row in page["rows"]:
        pk = row["pk"]
        row["minutes"] = data.get(f"minutes-{pk}", row["minutes"])
        row["version"] = data.get(f"version-{pk}", row["version"])
        row["wrong"] = pk in wrong
    return page


def page(session, user, *, now, moved: str = "") -> dict:
    """Return what composer.html shows `user`; load with `whole()` and `with_note()`."""
    blocks = agenda_services.blocks_of(session.agenda)
    total = sum(block.minutes for block in blocks)
    when = spans.say_moment(session.goes_out_at, session.zone)
    return {
        "session": session,
        "partnership": session.partnership,
        "span": spans.say_span(session),
        "elsewhere": spans.agreed_elsewhere(session),
        "total": total,
        "keeper": timekeeper.said(session),
        "drawn": drawn(blocks),
        "starts": timezone.localtime(session.starts_at),
        "rows": with_words(session, blocks, user, now, moved=moved, edit=True),
        "checks": [*publish.checks(session, blocks), *_waits(session, blocks, user, now)],
        "out": session.state == SessionState.GONE_OUT,
        "goes": publish.say_out(session, total, when, phase=session.partnership.phase),
        "late": _late(session, now),
        "invited": len(session.partnership.people()) + 1,
        "saved": _saved(session.agenda.changed_at, now),
        "saved_by": people(session).get(session.agenda.changed_by_id),
        "own_form": _own_form(session, user),
        "others": [pattern.title for pattern in _others(session)][:2],
    }


def _late(session, now) -> bool:
    """Say whether only what does not hold keeps the agenda from going out."""
    goes_on = session.partnership.phase in GOES_ON
    return goes_on and session.state == SessionState.PLANNED and session.goes_out_at <= now


def _saved(at, now) -> str:
    """Return "Saved 10:42 am", or on which day where that was not today."""
    local = timezone.localtime(at)
    if local.date() == timezone.localdate(now):
        return one_line.saved(at)
    return _("Saved %(day)s") % {"day": dates.say_day(local.date())}


def _waits(session, blocks, user, now) -> list[Check]:
    """The main block waits for the thought partner's three answers; the facilitator may ask."""
    if session.kind == SessionKind.KICKOFF or session.reflected:
        return []
    name = session.partnership.lead(Side.THOUGHT_PARTNER).said
    for number, block in enumerate(blocks, 1):
        if block.kind == BlockKind.MAIN:
            text = _("Block %(n)d waits for %(name)s’s answers.") % {"n": number, "name": name}
            if reflection.asked_lately(session, now):
                day = dates.say_day(timezone.localdate(session.asked_at))
                return [Check(f"{text} {_('Asked on %(day)s.') % {'day': day}}", False)]
            mails = _may_ask(session, user, now)
            return [_asking(session, text) if mails else _calling(session, user, text, name)]
    return []


def _may_ask(session, user, now) -> bool:
    in_time = reflection.mail_in_time(session, now, session.zone)
    runs = permissions_work.may_run(user, session) and in_time
    runs = runs and session.partnership.phase in GOES_ON  # in a pause no mail would go
    return runs and session.left_to_ask and not session.begun


def _asking(session, text) -> Check:
    url = reverse("sessions_app:ask_today", args=[session.pk])
    return Check(text, False, url=url, link=_("Ask today"), post=True)


def _calling(session, user, text, name) -> Check:
    """Say what waits; whoever may type it after a call finds the page for it."""
    if session.begun or not permissions_work.may_type_for(user, session):
        return Check(text, False)
    url = reverse("sessions_app:typed", args=[session.pk])
    return Check(text, False, url=url, link=_("Call %(who)s and type it") % {"who": name})


def _own_form(session, user):
    if not permissions.may_keep_note(user, session):
        return None
    form: Any = NoteForm(initial={"words": session.own_note or ""})
    form.version = session.own_note_version or 0
    return form


def _others(session):
    found = patterns.choices(session.kind == SessionKind.KICKOFF)
    return [pattern for pattern in found if pattern.key != session.agenda.template]


def pattern_choices(session, found) -> dict:
    """Return the patterns with their blocks, names filled in."""
    partnership = session.partnership
    names = {"partner": partnership.lead(Side.PARTNER).said,
             "thought_partner": partnership.lead(Side.THOUGHT_PARTNER).said}  # fmt: skip
    choices = [
        {
            "key": pattern.key, "title": pattern.title, "fits": pattern.fits.format(**names),
            "now": pattern.key == session.agenda.template,
            "blocks": [(b["minutes"], b["title"].format(**names)) for b in pattern.blocks],
        }
        for pattern in found
    ]  # fmt: skip
    return {"session": session, "choices": choices}


def changes(session) -> list[dict]:
    """Return what changed, the newest first: who, when, and the lines that differ."""
    kept = list(
        Version.objects.about(session.agenda)
        .select_related("by")
        .order_by("-number")[: SHOWN_CHANGES + 1]
    )
    told = people(session)
    return [
        {
            "who": told.get(new.by_id) or new.by or _("Seedbed"), "at": new.at,
            "lines": versions.difference(old.content, new.content),
        }
        for new, old in zip(kept, kept[1:], strict=False)
    ]  # fmt: skip


def goes_out_initial(session) -> dict:
    local = session.goes_out_at.astimezone(session.time_zone)
    return {"day": local.date(), "time": local.time()}


def minutes_conflict(request, session, stale):
    """Return the 409 page of one block whose minutes two people changed."""
    block, post = stale.current, QueryDict(mutable=True)
    for name in ("title", "text", "purpose", "minutes"):
        post[name] = str(getattr(block, name) or "")
    post["lead"], post["objective"] = str(block.lead_id or ""), str(block.objective_id or "")
    if block.lead_words:
        post["both"] = "on"
    for _label, name, _theirs, mine in stale.clashes:
        post[name] = str(mine)
    page = conflicts.page(post, stale)
    page["path"] = reverse("sessions_app:block", args=[session.pk, block.pk])
    return render(request, "sessions_app/minutes_conflict.html", page, status=409)


def note_saved(request, session, kept):
    """Answer the page's own saving with "Saved 10:42", a pressed button with the page."""
    if request.headers.get("X-Autosave"):
        return HttpResponse(one_line.saved(request.now), headers={"X-Version": kept.version})
    return redirect("sessions_app:agenda", session.pk)
