"""What each side writes before the kickoff, the winds, and the focus areas chosen in the room."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from foundation import audit
from foundation.errors import Refused
from foundation.stale import save_version

from .models import FocusArea, Partnership, Phase, Wind, WorkbookSection
from .plan_text import MOST_FOCUS_AREAS
from .rows import authored, write_row

BEFORE_IT_STANDS = {Phase.FORMING, Phase.KICKOFF}


def open_room(partnership) -> Partnership:
    """Lock the partnership's row: who changes the plan takes their turn. Raises Refused if over."""
    fresh = Partnership.objects.select_for_update(of=("self",)).get(pk=partnership.pk)
    if fresh.over:
        raise Refused(_("This partnership is over. Its plan stays as it was."))
    return fresh


def require_before_it_stands(partnership) -> None:
    """Raise Refused once the monthly sessions run: then a change says why, and may be stopped."""
    if partnership.phase not in BEFORE_IT_STANDS:
        raise Refused(_("The plan stands. Change it and say how that advances the goal."))


@transaction.atomic
def write_section(
    partnership, key: str, words: str, *, expected: int, by, now: datetime
) -> WorkbookSection:
    """Save one section of the workbook. Raises Stale with both texts, Refused when it is over."""
    open_room(partnership)
    section, _made = WorkbookSection.objects.get_or_create(
        partnership=partnership, key=key, defaults=authored(by, now)
    )
    section.words = words
    save_version(section, ["words"], expected=expected, by=by, now=now)
    audit.record("wrote", section, by=by, now=now, fields=["words"])
    return section


@transaction.atomic
def save_wind(wind: Wind, fields: list[str], *, expected: int, by, now: datetime) -> None:
    """Add a wind or save `fields` of one. Raises Stale with both texts, Refused when it is over."""
    open_room(wind.partnership)
    write_row(wind, fields, expected=expected, by=by, now=now)


@transaction.atomic
def save_focus_area(
    area: FocusArea, fields: list[str], *, expected: int, by, now: datetime
) -> None:
    """Add a row of needs and what can be shown, or save `fields` of one.

    Raises Refused when a chosen one would rest on closed material, or for a change of one once
    the plan stands; Stale with both texts.
    """
    fresh = open_room(area.partnership)
    if not area._state.adding:
        require_before_it_stands(fresh)
    if area.chosen:
        require_choosable(area)
    write_row(area, fields, expected=expected, by=by, now=now)


def closed(area: FocusArea) -> str:
    """Return why `area` cannot be chosen, or "": what it rests on is closed (domain 0.58)."""
    boundary = area.boundary
    if boundary is None or not (boundary.closed or boundary.retired_at):
        return ""
    return _(
        "“%(material)s” is not shared, so there is nothing to show for it. Choose another"
        " material, or another need."
    ) % {"material": boundary.material}


def require_choosable(area: FocusArea) -> None:
    """Raise Refused when `area` rests on closed material (domain 0.58)."""
    if why := closed(area):
        raise Refused(why)


@transaction.atomic
def choose(area: FocusArea, *, by, now: datetime) -> None:
    """Work on this one; one to three are chosen (domain 0.52).

    Raises Refused for a fourth, and for one that rests on closed material (domain 0.58).
    """
    require_before_it_stands(open_room(area.partnership))
    current = FocusArea.objects.select_related("boundary").get(pk=area.pk)
    if current.chosen:
        return
    require_choosable(current)
    taken = set(
        FocusArea.objects.filter(partnership=area.partnership_id, chosen=True).values_list(
            "order", flat=True
        )
    )
    free = [n for n in range(1, MOST_FOCUS_AREAS + 1) if n not in taken]
    if not free:
        raise Refused(_("Three focus areas are chosen. Let one go first; it stays on the list."))
    _mark(current, by, now, chosen=True, order=free[0])
    audit.record("chose", current, by=by, now=now)


@transaction.atomic
def let_go(area: FocusArea, *, by, now: datetime) -> None:
    """Do not work on this one now; it stays on the list."""
    require_before_it_stands(open_room(area.partnership))
    _mark(area, by, now, chosen=False)
    audit.record("let_go", area, by=by, now=now)


def _mark(area, by, now, **values):
    FocusArea.objects.filter(pk=area.pk).update(**values, changed_at=now, changed_by=by)
