"""What the live page, the second screen and the part that renews itself show."""

import datetime
import hashlib
import uuid
from itertools import zip_longest

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation import pictures
from partnerships.permissions import SIDES

from . import catching, live, prompts, seats, tempo, timekeeper, wrapup, wrapup_page
from .agenda_services import blocks_of
from .forms_work import CatchForm
from .models import BlockKind, Session
from .permissions_work import may_run


def state(session: Session, user, *, now: datetime.datetime, controls: bool) -> dict:
    """Return where the session stands for the renewing part; two queries."""
    run = live.run_of(session)
    blocks = blocks_of(session.agenda) if session.agenda_id else []
    rows = wrapup.gather(session, user)
    at = live.where(session, run, blocks, now) if run and not run.ended_at else None
    values = {
        "session": session, "run": run, "blocks": _rows(blocks, at), "stand": at,
        "controls": controls and may_run(user, session), "gathered": rows,
        "caught": _caught(session, rows, screen=not controls),
    }  # fmt: skip
    if run and run.ended_at:
        values["may_resume"] = values["controls"] and live.may_resume(session, now)
    if at:
        values |= _clock(session, at, blocks, now)
        values["turns"] = _turns(session, rows.came) if at.block.kind == BlockKind.ROUND else ""
    if at and values["controls"]:
        values["prompts"] = prompts.of(at.block.kind, session.partnership)
    return values


def _turns(session, came) -> str:
    """Say who speaks in turn, from side to side: those ticked as here, else all (domain 2.15)."""
    people = session.partnership.people()
    here = [entry for entry in people if entry.user_id in came] or people
    sides = [sorted(str(entry.user) for entry in here if entry.side == side) for side in SIDES]
    names = [name for pair in zip_longest(*sides) for name in pair if name]
    return _("Each speaks in turn: %(who)s.") % {"who": ", ".join(names)}


def _caught(session, rows, *, screen: bool):
    """Return what was caught; a screen for everybody shows no “not here” before the notes go."""
    caught = catching.everything(rows)
    if not screen or session.notes_sent_at is not None:
        return caught
    return [one for one in caught if one.kind != "not_here"]


def _rows(blocks, at):
    """Return (number, block, state, minutes) of the agenda's list."""
    now_at = at.number if at else 0
    rows = []
    for number, block in enumerate(blocks, 1):
        minutes = at.lengths[number - 1] if at else block.minutes
        state = "past" if number < now_at else "now" if number == now_at else ""
        rows.append((number, block, state, minutes))
    return rows


def _clock(session, at, blocks, now):
    picture = [pictures.Block(n, b.title, b.minutes, b.purpose) for n, b in enumerate(blocks, 1)]
    return {
        "now": int(now.timestamp()), "ends_at": int(at.ends_at.timestamp()),
        "left": live.left(at.ends_at, now), "picture": picture,
        "starts": timezone.localtime(session.starts_at), "in_time": live.in_time(at.behind),
        "keeper": timekeeper.said(session),
        "told": live.told(session, at, now, timezone.get_current_timezone_name()),
        "last": at.next is None,
    }  # fmt: skip


def mark(values: dict) -> str:
    """Return what changes when the part should be drawn again: a press, a capture, a minute."""
    run, at = values["run"], values["stand"]
    told = [run and (run.version, run.ended_at), at and (at.number, at.behind)]
    told += [values["session"].state, values.get("may_resume")]
    told += [(row.pk, row.kind, row.words) for row in values["caught"]]
    told += [values.get(name) for name in ("told", "keeper", "turns")]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def page(
    session: Session, user, *, now: datetime.datetime, kind: str, controls: bool, form=None
) -> dict:
    """Return the whole page: the renewing part, the line that catches words, who is here.

    `form` is a CatchForm to put right; it comes back with what was typed.
    """
    form = form or CatchForm()
    values = state(session, user, now=now, controls=controls)
    people = _people(session)
    known = [seat for seat in values["gathered"].of("attendance") if seat.person in people]
    return {
        **values, "mark": mark(values), "keys": catching.KEYS,
        "chosen": catching.BY_KIND.get(kind, catching.BY_KIND["insight"]),
        "form": form, "key": form["key"].value() or uuid.uuid4(),
        "may_start": values["controls"] and values["run"] is None and live.may_start(session, now),
        "opens_at": session.starts_at - live.OPENS_BEFORE, "closes_at": live.closes_at(session),
        "may_catch": values["controls"] and catching.may_catch(session, now),
        "notes_due": wrapup.due(session, now), "people": list(people.items()),
        "sides": wrapup_page.named_sides(session),
        "seats": [(seat, people[seat.person]) for seat in known],
        "were": seats.told((seat.pk, bool(seat.yes), bool(seat.also)) for seat in known),
        "here": here(known, people), "tempo": tempo.around(session, now=now),
    }  # fmt: skip


def _people(session) -> dict:
    found = {entry.user_id: entry.label for entry in session.partnership.people()}
    return {**found, session.partnership.facilitator_id: _("Facilitator")}


def here(known, people) -> str:
    """Say how many came and who has not: "Seven of eight. Missing: Lakeview principal"."""
    came = [seat for seat in known if seat.yes]
    if not came:
        return ""
    missing = [people[seat.person] for seat in known if not seat.yes]
    words = {"n": live.in_words(len(came)), "of": live.in_words(len(known)).lower()}
    text = _("%(n)s of %(of)s.") % words
    if missing:
        text += " " + _("Missing: %(who)s.") % {"who": ", ".join(missing)}
    silent = sum(1 for seat in came if not seat.also)
    if silent:
        more = ngettext("Not spoken yet: %(n)s.", "Not spoken yet: %(n)s.", silent)
        text += " " + more % {"n": live.in_words(silent).lower()}
    return text
