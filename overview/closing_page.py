"""The close-out of a partnership on one page: what is left to say, and what was said."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation import dates
from foundation.numbers import spelled_first
from matching import motives
from matching.models import Origin
from partnerships import permissions, phases
from partnerships import permissions_closing as closing
from partnerships.charter_text import BENEFITS
from partnerships.closing_facts import (
    ClosingFacts,
    Gain,
    closing_begins,
    closing_facts,
    near_its_end,
)
from partnerships.models import Organization, Phase, Side
from sessions_app.models import Action, ActionState


@dataclass(frozen=True)
class SideRow:
    """One side of the ledger: what it hoped for at the charter, what it has to show now."""

    side: str
    organization: Organization
    hoped: str
    so_far: str
    gains: list[Gain]
    may_write: bool


@dataclass(frozen=True)
class ClosingPage:
    """All that closing/page.html shows. `left` holds (need, may I do it, is it my first)."""

    heading: str
    lead: str
    left: list[tuple[phases.Need, bool, bool]]
    may_begin: bool
    may_close: bool
    may_word: bool  # the sentence that stays on the officer's sheet; not after the close
    may_write: bool
    may_say_why: bool
    lesson_reviewed: bool
    facts: ClosingFacts
    sides: list[SideRow]
    actions: list[Action]
    unshared: int  # lessons that this reader sees and the other side does not
    origin: Origin | None

    @property
    def partner(self) -> str:
        """The organization that told where it comes from, as people say it."""
        return next(row.organization.said for row in self.sides if row.side == Side.PARTNER)


def closing_page(partnership, user, *, now: datetime.datetime) -> ClosingPage:
    """Return the page of a partnership loaded `with_plan(user)`, `with_reviewed`, `with_unshared`,
    its charter and close-out.
    """
    place = permissions.place_of(user, partnership)
    is_closing = partnership.phase == Phase.CLOSING
    needs = phases.needs(partnership, Phase.CLOSED, now=now) if is_closing else []
    mine = [need for need in needs if need.for_place(place)]
    steers, today = permissions.may_steer(user, partnership), timezone.localdate(now)
    return ClosingPage(
        heading=_heading(partnership, len(needs), today),
        lead=_lead(partnership, len(needs), today, steers=steers),
        left=[(need, need in mine, need in mine[:1]) for need in needs],
        may_begin=steers and partnership.phase == Phase.ACTIVE,
        may_close=steers and is_closing and not needs,
        may_word=is_closing and place.facilitates,
        may_write=is_closing and closing.may_write_closing(user, partnership),
        may_say_why=is_closing and _may_say_why(partnership, user),
        lesson_reviewed=partnership.lesson_reviewed,
        facts=closing_facts(partnership),
        sides=[_side(partnership, user, side) for side in permissions.SIDES],
        actions=_open_actions(partnership),
        unshared=partnership.lessons_unshared if is_closing else 0,
        origin=_origin(partnership, user),
    )


def _origin(partnership, user) -> Origin | None:
    """How it began and what it was to reach, where there is something to judge (domain 3.01)."""
    if not (partnership.over or partnership.phase == Phase.CLOSING):
        return None
    origin = motives.how_it_began(partnership, user)
    return origin if origin and (origin.start or origin.goals) else None


def _may_say_why(partnership, user) -> bool:
    """Only where no lesson was reviewed is there a reason to give (domain 0.06)."""
    return not partnership.lesson_reviewed and closing.may_say_why_no_lesson(user, partnership)


def _side(partnership, user, side) -> SideRow:
    facts = closing_facts(partnership)
    kept = next((gain.expected for gain in facts.of(side) if gain.expected), "")
    may_write = closing.may_write_gain(user, partnership, side)
    return SideRow(
        side=side,
        organization=partnership.lead(side),
        hoped=kept or getattr(partnership.charter, BENEFITS[side]),
        so_far=facts.so_far_of(side),
        gains=facts.of(side),
        may_write=may_write and partnership.phase == Phase.CLOSING,
    )


def _open_actions(partnership) -> list[Action]:
    """Return promises nobody has kept yet; they stay with their owners after the end."""
    rows = Action.objects.filter(partnership=partnership, state=ActionState.OPEN)
    return list(rows.select_related("owner").order_by("due_on", "pk"))


def _heading(partnership, left: int, today) -> str:
    if partnership.phase == Phase.CLOSED:
        return _("What this partnership reached")
    if partnership.phase == Phase.ENDED_EARLY:
        return _("This partnership ended before its end")
    if partnership.phase != Phase.CLOSING:
        if near_its_end(partnership, today):
            return _("Closing has not begun yet")
        day = dates.say_day(closing_begins(partnership), year=True)
        return _("Closing begins on %(day)s") % {"day": day}
    if not left:
        return _("Everything is written. It can close")
    text = ngettext(
        "%(n)s thing is left before it closes", "%(n)s things are left before it closes", left
    )
    return text % {"n": spelled_first(left)}


def _lead(partnership, left: int, today, *, steers: bool) -> str:
    if partnership.over:
        return _("It stays here for both sides to read, as it was written.")
    if partnership.phase != Phase.CLOSING:
        begins = _begins(partnership, today, steers)
        then = _("Then both sides say here what was reached, what each gained, and what goes on.")
        return f"{begins} {then}"
    ends = {"day": dates.say_day(partnership.ends_on)}
    last = (
        _("It ends on %(day)s.")
        if partnership.ends_on >= today
        else _("Its end was planned for %(day)s.")
    )
    what = _("Both sides can still change a word until it is closed.")
    if left:
        what = _("Ten minutes for each side’s leader.")
    return f"{what} {last % ends}"


def _begins(partnership, today, steers: bool) -> str:
    """Say when closing begins: 45 days before the end, and from then on when somebody begins it."""
    if not near_its_end(partnership, today):
        if steers:
            return _("45 days before the end, or when you decide to.")
        return _("45 days before the end, or when the facilitator begins it.")
    return _("When you decide to.") if steers else _("When the facilitator begins it.")
