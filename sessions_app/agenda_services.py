"""Agendas: made from a pattern, changed by anybody on the roster through versions, never approved.

Each change keeps a version, so that everybody sees what changed and by whom (design, mechanism 3).
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from foundation import audit, versions
from foundation.errors import AlreadyMoved, Refused
from foundation.fields import number_or_none
from foundation.stale import save_version
from partnerships.models import LearningObjective, RosterEntry, Side

from . import agenda as rules
from . import patterns
from .models import Agenda, AgendaBlock, BlockKind, LiveRun, Session, SessionKind

FIXED = (BlockKind.WELCOME, BlockKind.UPDATE)
AWAY = 1000  # more than the blocks of any agenda
BLOCK_FIELDS = ["title", "text", "minutes", "purpose", "lead", "lead_words", "objective"]


def make(session: Session, *, by, now: datetime, pattern: str = "") -> Agenda:
    """Give a new session an empty agenda of its length; `fill` puts the blocks in."""
    session.agenda = Agenda.objects.create(
        minutes=session.minutes, template=pattern or patterns.for_kind(session.kind),
        created_at=now, created_by=by, changed_at=now, changed_by=by,
    )  # fmt: skip
    return session.agenda


def fill(session: Session, *, by, now: datetime) -> list[AgendaBlock]:
    """Write the blocks of the agenda's pattern, fitted to the session's length."""
    agenda = session.agenda or make(session, by=by, now=now)
    pattern = patterns.get(agenda.template)
    names, leads = _names(session.partnership), _leads(session.partnership)
    objective = _objective(session)
    fixed = [data["kind"] in FIXED for data in pattern.blocks]
    minutes = [data["minutes"] for data in pattern.blocks]
    if session.kind != SessionKind.KICKOFF:
        minutes = rules.fit(minutes, fixed, agenda.minutes)
    rows = [
        AgendaBlock(
            agenda=agenda, order=order, kind=data["kind"], title=data["title"].format(**names),
            text=data.get("text", "").format(**names), minutes=length, purpose=data["purpose"],
            lead=leads[data["lead"]], fixed=stays,
            lead_words=_("Both leads") if data["lead"] == "both" else "",
            objective=objective if data.get("objective") else None,
            created_at=now, created_by=by, changed_at=now, changed_by=by,
        )
        for order, (data, length, stays) in enumerate(
            zip(pattern.blocks, minutes, fixed, strict=True), 1
        )
    ]  # fmt: skip
    AgendaBlock.objects.bulk_create(rows)
    versions.keep(agenda, content(rows), by=by, now=now)
    return rows


def _names(partnership):
    return {"partner": partnership.lead(Side.PARTNER).said,
            "thought_partner": partnership.lead(Side.THOUGHT_PARTNER).said}  # fmt: skip


def _leads(partnership) -> dict:
    """Return who leads by default: on each side the lead, else who does the work."""
    entries = list(
        partnership.roster.standing().select_related("user").order_by("created_at", "pk")
    )
    order = [RosterEntry.Part.LEAD, RosterEntry.Part.IMPLEMENTER, RosterEntry.Part.SPONSOR]
    found = {"facilitator": partnership.facilitator, "both": None}
    for side in Side:
        mine = [e for e in entries if e.side == side and e.part in order]
        mine.sort(key=lambda e: order.index(e.part))
        found[str(side)] = mine[0].user if mine else None
    return found


def _objective(session) -> LearningObjective | None:
    """Return what the session serves: its own first objective, else the next open one."""
    own = session.objectives.order_by("order").first()
    if own:
        return own
    open_ones = session.partnership.objectives.filter(state=LearningObjective.State.OPEN)
    return open_ones.order_by("by_date", "order").first()


def content(blocks) -> dict[str, str]:
    """Return an agenda as labels and texts: what two versions are compared by."""
    told: dict[str, str] = {_("Order"): "\n".join(block.title for block in blocks)}
    for block in blocks:
        label = block.title
        while label in told:
            label += " +"
        told[label] = "\n".join(_lines(block))
    return told


def _lines(block):
    minutes = _("%(n)d minutes") % {"n": block.minutes}
    lead = _("led by %(who)s") % {"who": block.lead_words or block.lead or _("nobody yet")}
    told = [minutes, lead, str(block.get_purpose_display())]
    if block.objective:
        told.append(_("Objective %(n)d") % {"n": block.objective.order})
    return [*told, *block.text.splitlines()]


def blocks_of(agenda) -> list[AgendaBlock]:
    """Return the blocks in order with who leads them and what they serve; one query."""
    rows = agenda.blocks.select_related("lead", "objective", "changed_by")
    return list(rows.order_by("order", "pk"))


def _locked(session: Session) -> Agenda:
    """Lock the agenda for one change. Raises AlreadyMoved once the session is past or off."""
    if session.agenda_id is None:
        raise AlreadyMoved
    agenda = Agenda.objects.select_for_update().get(pk=session.agenda_id)
    if not Session.objects.get(pk=session.pk).ahead:
        raise AlreadyMoved
    return agenda


def _require_not_live(session):
    if LiveRun.objects.filter(session=session).exists():
        raise Refused(_("The session is running. Its blocks stay until it ends."))


def _keep(agenda, *, by, now):
    Agenda.objects.filter(pk=agenda.pk).update(
        version=F("version") + 1, changed_at=now, changed_by=by
    )
    versions.keep(agenda, content(blocks_of(agenda)), by=by, now=now)


@transaction.atomic
def change_block(session, block, fields: list[str], *, expected: int, by, now: datetime) -> None:
    """Save `fields` of one block. Raises Stale with both texts when somebody was quicker."""
    agenda = _locked(session)
    save_version(block, fields, expected=expected, by=by, now=now)
    _keep(agenda, by=by, now=now)
    audit.record("changed_block", agenda, by=by, now=now, fields=fields)


@transaction.atomic
def set_minutes(session, given: dict, *, by, now: datetime) -> int:
    """Save minutes by block id: `given` maps it to (minutes, the version it was read at).

    Blocks whose minutes are as before are left alone, whatever their version. Returns how many
    changed. Raises Stale when one was changed meanwhile.
    """
    agenda, changed = _locked(session), 0
    for block in agenda.blocks.all():
        minutes, expected = given.get(block.pk, (block.minutes, block.version))
        if minutes == block.minutes:
            continue
        block.minutes = minutes
        save_version(block, ["minutes"], expected=expected, by=by, now=now)
        changed += 1
    if changed:
        _keep(agenda, by=by, now=now)
    return changed


@transaction.atomic
def move_block(session, pk, step: int, *, by, now: datetime) -> AgendaBlock:
    """Swap a block with its neighbour above (-1) or below (1); fixed ones stay where they are.

    Raises Refused at the ends, and for a block that stays.
    """
    agenda = _locked(session)
    rows = blocks_of(agenda)
    place = next((n for n, row in enumerate(rows) if row.pk == pk), None)
    if place is None:
        raise Refused(_("This block was taken out meanwhile."))
    other = place + step
    if not 0 <= other < len(rows) or rows[place].fixed or rows[other].fixed:
        raise Refused(_("It cannot move further. The welcome and the update stay where they are."))
    rows[place], rows[other] = rows[other], rows[place]
    _number(rows)
    _keep(agenda, by=by, now=now)
    return rows[other]


def _number(rows):
    """Number the blocks anew: first out of the way, for no two may share a place meanwhile."""
    moved = [(order, row) for order, row in enumerate(rows, 1) if row.order != order]
    away = AgendaBlock.objects.filter(pk__in=[row.pk for _order, row in moved])
    away.update(order=F("order") + AWAY)
    for order, row in moved:
        row.order = order
        AgendaBlock.objects.filter(pk=row.pk).update(order=order)


@transaction.atomic
def add_block(session, block: AgendaBlock, *, by, now: datetime) -> AgendaBlock:
    """Put a new block before the last one, or at the end of an agenda without a close."""
    agenda = _locked(session)
    rows = blocks_of(agenda)
    block.agenda, block.order = agenda, len(rows) + 1
    block.created_at = block.changed_at = now
    block.created_by = block.changed_by = by
    block.clean_fields(exclude=["agenda"])
    block.save(force_insert=True)
    closing = bool(rows) and rows[-1].kind == BlockKind.CLOSE
    _number([*rows[:-1], block, rows[-1]] if closing else [*rows, block])
    _keep(agenda, by=by, now=now)
    return block


@transaction.atomic
def remove_block(session, block, *, by, now: datetime) -> None:
    """Take a block out; the welcome and the partner's update stay (domain 2.18)."""
    agenda = _locked(session)
    row = agenda.blocks.filter(pk=block.pk).first()
    if row is None:
        raise AlreadyMoved
    _require_not_live(session)
    if row.kind in FIXED or row.fixed:
        raise Refused(_("This block stays in every agenda. You can change its minutes and words."))
    row.delete()
    _number(blocks_of(agenda))
    _keep(agenda, by=by, now=now)
    audit.record("removed_block", agenda, by=by, now=now)


@transaction.atomic
def use_pattern(session, key: str, *, by, now: datetime) -> None:
    """Replace the blocks by another pattern; the old ones stay in the versions.

    Raises Refused for a pattern that is not there.
    """
    agenda = _locked(session)
    kickoff = session.kind == SessionKind.KICKOFF
    if key not in {pattern.key for pattern in patterns.choices(kickoff)}:
        raise Refused(_("Choose one of the patterns. Nothing was changed."))
    _require_not_live(session)
    agenda.blocks.all().delete()
    Agenda.objects.filter(pk=agenda.pk).update(
        template=key, version=F("version") + 1, changed_at=now, changed_by=by
    )
    session.agenda.refresh_from_db()
    fill(session, by=by, now=now)
    audit.record("used_pattern", agenda, by=by, now=now, fields=["template"])


def pass_leads_on(session, people, *, to=None, by, now: datetime) -> None:
    """Let `to` lead the blocks of those who left; without anybody the checks say so."""
    if not people or session.agenda_id is None:
        return
    led = session.agenda.blocks.filter(lead__in=people)
    if led.update(lead=to, version=F("version") + 1, changed_at=now, changed_by=by):
        _keep(session.agenda, by=by, now=now)


def read_minutes(data, blocks) -> tuple[dict, set]:
    """Return what `set_minutes` takes from a posted form, and the ids of what is no number."""
    given, wrong = {}, set()
    for block in blocks:
        raw = data.get(f"minutes-{block.pk}", "").strip()
        if not raw:
            continue
        minutes = number_or_none(raw)
        if minutes is None or not 1 <= minutes <= 480:
            wrong.add(block.pk)
            continue
        given[block.pk] = (minutes, number_or_none(data.get(f"version-{block.pk}", "")) or 0)
    return given, wrong
