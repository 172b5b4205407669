"""Briefs: assembled from approved lessons, read and signed by both leaders, published or not."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from foundation import audit, signatures, states, versions
from foundation.errors import AlreadyMoved, Refused
from foundation.models import Signature
from foundation.stale import save_version
from partnerships.models import Membership, Program, Side

from . import brief_mail, brief_text
from .checking import closed_problem
from .models import (
    BRIEF_MOVES,
    OPEN_TO_EDITS,
    Brief,
    BriefLine,
    BriefState,
    Insight,
    InsightState,
    Level,
)

ANSWER_WITHIN = timedelta(days=14)  # calendar row 57
State = BriefState


def text(brief: Brief) -> dict[str, str]:
    """Return the whole public text as it stands: what would be signed now."""
    lines = brief.lines.filter(withdrawn_at=None).order_by("order", "pk")
    return brief_text.content(brief, lines)


@transaction.atomic
def assemble(brief: Brief, picks: list[Insight], *, by, now: datetime) -> Brief:
    """Keep a new brief with one section a lesson, in the order of `picks`; return it.

    Raises Refused for a lesson that its owner has not approved, or whose material is closed.
    """
    if not picks:
        raise Refused(_("Tick at least one lesson. A brief is made of them."))
    for insight in picks:
        _require_allowed(insight, brief.partnership_id)
    program = brief.partnership.round.program
    brief.boilerplate, brief.with_whom = program.boilerplate, _facilitators(brief, now.date())
    _author(brief, by, now)
    for order, insight in enumerate(picks, 1):
        _author(_line(brief, insight, order), by, now)
    versions.keep(brief, text(brief), by=by, now=now)
    return brief


def _author(row, by, now):
    row.created_at = row.changed_at = now
    row.created_by = row.changed_by = by
    row.save(force_insert=True)


def _require_allowed(insight, partnership_id):
    if insight.partnership_id != partnership_id:
        raise AlreadyMoved
    if insight.state == InsightState.SUPERSEDED:
        raise Refused(
            _("“%(strategy)s” no longer holds. A leader of either side takes its section out.")
            % {"strategy": insight.heading}
        )
    if insight.approved_at is None or insight.reach < Level.L1:
        raise Refused(
            _("“%(strategy)s” waits for its owner’s leader, who decides how far it travels.")
            % {"strategy": insight.heading}
        )
    if problem := closed_problem(insight):
        raise Refused(problem)


def _line(brief, insight, order) -> BriefLine:
    verdict = getattr(insight, "verdict", None)
    return BriefLine(
        brief=brief,
        insight=insight,
        order=order,
        heading=insight.strategy[:160],
        text=brief_text.told(insight),
        elsewhere=(verdict.here_changed or verdict.what_happened) if verdict else "",
    )


def _facilitators(brief, day: date) -> str:
    held = Membership.objects.on(day).filter(user=brief.partnership.facilitator_id)
    return held.order_by("since").values_list("organization__name", flat=True).first() or ""


def _open(brief: Brief) -> Brief:
    """Every edit and every signature takes its turn on the brief's row."""
    current = Brief.objects.select_for_update().get(pk=brief.pk)
    if current.state not in OPEN_TO_EDITS:
        raise Refused(_("This brief is not being written any more. It stays as it is."))
    return current


@transaction.atomic
def edit(brief: Brief, fields: list[str], *, expected: int, by, now: datetime) -> int:
    """Save `fields` of its head; return how many signatures the edit cleared. Raises Stale."""
    _open(brief)
    save_version(brief, fields, expected=expected, by=by, now=now)
    return _changed(brief, by, now)


@transaction.atomic
def edit_line(line: BriefLine, fields: list[str], *, expected: int, by, now: datetime) -> int:
    """Save `fields` of a section; new words of a quotation must be agreed to again.

    Returns how many signatures it cleared. Raises Stale.
    """
    _open(line.brief)
    if {"quote", "quote_said", "quote_side"} & set(fields):  # first: none agrees to no words
        _set(line, quote_agreed_at=None, quote_agreed_by=None)
    save_version(line, fields, expected=expected, by=by, now=now)
    return _changed(line.brief, by, now)


@transaction.atomic
def agree_to_quote(line: BriefLine, *, by, now: datetime) -> int:
    """Say that a quotation may be printed; return how many signatures that cleared.

    Raises Refused where it names a person, AlreadyMoved when its words are others by now.
    """
    _open(line.brief)
    _require_nobody_named(line.brief, _quoted([line]))
    waiting = BriefLine.objects.filter(pk=line.pk, quote_agreed_at=None, quote=line.quote)
    if not line.quote or not waiting.update(quote_agreed_at=now, quote_agreed_by=by):
        raise AlreadyMoved
    audit.record("agreed_to_quote", line, by=by, now=now)
    return _changed(line.brief, by, now)


@transaction.atomic
def withdraw_line(line: BriefLine, *, side: str, by, now: datetime) -> int:
    """Take a section out, as either side may; return how many signatures it cleared."""
    _open(line.brief)
    standing = BriefLine.objects.filter(pk=line.pk, withdrawn_at=None)
    if not standing.update(withdrawn_at=now, withdrawn_side=side):
        raise AlreadyMoved
    audit.record("withdrew", line, by=by, now=now)
    return _changed(line.brief, by, now)


def _set(row, **values):
    type(row).objects.filter(pk=row.pk).update(**values)


def _changed(brief, by, now) -> int:
    current = Brief.objects.get(pk=brief.pk)
    last = versions.latest(brief)
    if last and last.content == text(current):
        return 0
    versions.keep(brief, text(current), by=by, now=now)
    return signatures.clear(brief, because=_("The text changed."), now=now)


@transaction.atomic
def send(brief: Brief, *, by, now: datetime) -> None:
    """Put it before both leaders and ask each for a signature. Raises Refused, AlreadyMoved."""
    _require_ready(_open(brief))
    _require_nobody_named(brief, _quoted(_lines(brief)))
    answer_by = (now + ANSWER_WITHIN).date()
    states.move(
        brief, State.REVIEW, moves=BRIEF_MOVES, by=by, now=now, sent_at=now, answer_by=answer_by
    )  # fmt: skip
    brief_mail.ask_leaders(brief, now=now)


def _require_ready(brief):
    """What leaders read and sign has a section, none beyond its boundary, and names nobody."""
    lines = list(_lines(brief))
    if not lines:
        raise Refused(
            _("No section is left, so nothing would be published. A new brief can be written from"
              " other lessons.")
        )  # fmt: skip
    for line in lines:
        _require_allowed(line.insight, brief.partnership_id)
    _require_nobody_named(brief, text(brief))


def _require_nobody_named(brief, words: dict):
    if found := brief_text.named(words, _names(brief)):
        raise Refused(
            _("A brief names organizations, not people. Write the role instead of %(names)s.")
            % {"names": ", ".join(found)}
        )


def _quoted(lines) -> dict:
    """Return quotations as words, agreed to or not: a name in one would stop the signatures."""
    return {str(line.pk): f"{line.quote}\n{line.quote_said}" for line in lines}


def _names(brief):
    """Whoever is called by their role, and by nothing else, is named by it."""
    entries = brief.partnership.roster.select_related("user")
    people = [entry.user.name for entry in entries if entry.user.name != entry.title]
    return [brief.partnership.facilitator.name, *people]


@transaction.atomic
def sign(brief: Brief, *, side: str, seen: str, by, now: datetime) -> Signature:
    """Sign, for `side`, the words whose digest `by` saw; with both signatures it is published.

    Raises Refused when the words changed meanwhile, when a lesson under it was closed or no longer
    holds, when no section is left or a person is named by now; AlreadyMoved when it is not read any
    more.
    """
    current = _open(brief)
    if current.state != State.REVIEW:
        raise AlreadyMoved
    _require_ready(current)
    content = text(current)
    signature = signatures.sign(current, side=side, content=content, seen=seen, by=by, now=now)
    versions.keep(current, content, by=by, now=now)
    if signature.at == now:
        audit.record("signed", current, by=by, now=now)
        brief_mail.side_signed(current, side, now=now)
    if signatures.standing(current).count() == len(Side):
        _publish(brief, current, now)
    return signature


def _lines(brief):
    return brief.lines.filter(withdrawn_at=None).select_related("insight__boundary")


def _publish(brief, current, now):
    because, number = _("Both leaders signed."), _number(current)
    states.move(
        brief, State.PUBLISHED, moves=BRIEF_MOVES, by=None, now=now, why=because,
        published_at=now, slug=_address(current), number=number,
    )  # fmt: skip


def _number(brief) -> int:
    """Return the next number of its series in its program; a brief keeps the one it had.

    Whoever publishes takes their turn on the program's row: no two get one number or one address.
    """
    if brief.number:
        return brief.number
    programs = Program.objects.select_for_update(of=("self",), no_key=True)
    program = programs.get(rounds__partnerships=brief.partnership_id)
    known = Brief.objects.filter(partnership__round__program=program, series__iexact=brief.series)
    return (known.aggregate(last=Max("number"))["last"] or 0) + 1


def _address(brief) -> str:
    """Return an address from the title; a brief keeps the one it had."""
    if brief.slug:
        return brief.slug
    wanted = slugify(brief.title)[:60].strip("-") or "brief"
    if Brief.objects.filter(slug=wanted).exists():
        return f"{wanted}-{brief.pk.hex[:8]}"
    return wanted


@transaction.atomic
def withhold(brief: Brief, *, why: str, by, now: datetime) -> None:
    """Keep it from the shelf, or take it off; both signatures end. Raises AlreadyMoved."""
    states.move(
        brief, State.WITHHELD, moves=BRIEF_MOVES, by=by, now=now, why=why, withheld_because=why
    )  # fmt: skip
    signatures.clear(brief, because=_("It was kept from the shelf."), now=now)
    brief_mail.stop_asking(brief, now=now)


@transaction.atomic
def take_up(brief: Brief, *, by, now: datetime) -> None:
    """Write on at a brief that was withheld. Raises AlreadyMoved."""
    states.move(
        brief, State.DRAFTING, moves=BRIEF_MOVES, by=by, now=now, withheld_because=""
    )  # fmt: skip
