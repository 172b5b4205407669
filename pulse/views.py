"""A round: before it opens, as its holder sees it, as the others of the partnership do."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation.answers import render
from foundation.dates import say_day
from foundation.once import once
from partnerships import permissions as room
from partnerships.models import Partnership, Phase

from . import page, permissions, rounds
from .models import PulseForm, TalkState
from .statement import lines, standing
from .views_common import as_actor, found, require


@require_safe
@as_actor
def of(request, pk):
    """Lead to the latest round of a partnership; before the first one, say what it is."""
    rows = Partnership.objects.with_sides().heard_by(request.user)
    partnership = get_object_or_404(rows, pk=pk)
    latest = partnership.pulse_rounds.order_by("-number").first()
    if latest:
        return redirect(latest)
    opens, closes = rounds.window(partnership, timezone.localdate(request.now))
    ready = partnership.phase in rounds.PHASES
    values = {
        "partnership": partnership,
        "opens": opens,
        "closes": closes,
        "may_open": ready and permissions.may_open(request.user, partnership),
        "lines": lines(),
        "inside": partnership.neutral_person_id != request.user.pk,
        "waits": _waits(partnership, opens),
        "past": partnership.midpoint < timezone.localdate(request.now),
    }
    return render(request, "pulse/before.html", values)


def _waits(partnership, opens) -> str:
    """Return what becomes of a check that nobody has opened, where the partnership stands."""
    if partnership.phase == Phase.PAUSED:
        return _("The partnership is paused. Nothing is asked until it goes on.")
    if partnership.over or partnership.phase == Phase.CLOSING:
        return _("No pulse check was held here, and none follows.")
    day = {"day": say_day(opens)}
    return _("Nothing is asked yet. From about %(day)s on each side gets its own half hour.") % day


@require_POST
@once
@as_actor
def open_round(request, pk):
    partnership = get_object_or_404(Partnership.objects.with_sides().heard_by(request.user), pk=pk)
    require(permissions.may_open(request.user, partnership))
    made = rounds.open_round(partnership=partnership, by=request.user, now=request.now)
    messages.success(request, _("It is open. Book the two talks next; each side gets its own."))
    return redirect(made)


@require_safe
def statement(request):
    """Who reads what, for anybody who is signed in (matrix row 41)."""
    return render(request, "pulse/statement.html", {"lines": lines()})


@require_safe
@as_actor
def round(request, pk):
    row = found(request, pk)
    today = timezone.localdate(request.now)
    values = {
        "round": row, "partnership": row.partnership, "today": today, "waits": page.waits(row),
        "takes_answers": row.takes_answers(today), "rests": row.rests(today),
    }  # fmt: skip
    if permissions.may_hold(request.user, row):
        values["inside"] = row.partnership.facilitator_id == request.user.pk
        values["held"] = page.held(row, today)
        return render(request, "pulse/held.html", values)
    values |= _of_side(request, row, today)
    return render(request, "pulse/round.html", values)


def _of_side(request, row, today) -> dict:
    """Return what somebody of a side, a lead or an internal facilitator sees of a round."""
    user = request.user
    side = room.side_of(user, row.partnership)
    counts = page.completion(row) if permissions.may_read_completion(user, row) else []
    own = PulseForm.objects.filter(round=row, person=user, answered=True).first() if side else None
    themes = page.themes_for(user, side, row, today)
    named = [(talk, row.partnership.lead(talk.side).said) for talk in row.talks]
    return {
        "side": side,
        "talked": any(talk.side == side and talk.state == TalkState.HELD for talk in row.talks),
        "own": own,
        "inside": True,
        "themes": themes.waiting,
        "agreed": themes.agreed,
        "talks": [pair for pair in named if not side or pair[0].side == side],
        "completion": counts,
        "released": themes.shown,
        "lines": standing(row),
        "may_close": permissions.may_close(user, row) and row.open,
    }


@require_POST
@once
@as_actor
def close(request, pk):
    row = found(request, pk)
    require(permissions.may_close(request.user, row))
    rounds.close(round=row, by=request.user, now=request.now)
    messages.success(request, _("It is closed. What both sides shared stays here for them."))
    return redirect(row)
