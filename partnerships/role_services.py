"""A flag about roles is raised, changed, talked through or set aside. Nobody is mailed."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from foundation import audit, states
from foundation.errors import AlreadyMoved, Refused
from foundation.stale import save_version

from .models import FLAG_MOVES, FlagState, RoleFlag
from .rows import authored


@transaction.atomic
def raise_flag(*, kind: str, seen: str, organization, initiative, about, by, now: datetime):
    """Raise a flag on `about`, an application or a partnership; return it (domain 0.21).

    Raises Refused without words, or while one of this kind waits for its talk.
    """
    flag = RoleFlag(
        context_kind=about._meta.label_lower, context_id=about.pk, organization=organization,
        initiative=initiative, kind=kind, seen=seen, **authored(by, now),
    )  # fmt: skip
    if not seen.strip():
        raise Refused(_("Say what you saw or heard. One line is enough."))
    try:
        with transaction.atomic():
            flag.save(force_insert=True)
    except IntegrityError:
        raise Refused(
            _("This is raised already and waits for its talk. Add to what was seen there.")
        ) from None
    audit.record("raised", flag, by=by, now=now)
    return flag


@transaction.atomic
def change(flag: RoleFlag, fields: list[str], *, expected: int, by, now: datetime) -> None:
    """Save what was seen, until the talk. Raises Stale with both texts, AlreadyMoved after it."""
    _require_waiting(flag)
    save_version(flag, fields, expected=expected, by=by, now=now)
    audit.record("changed", flag, by=by, now=now, fields=fields)


@transaction.atomic
def note_talk(
    flag: RoleFlag, *, talked_on: date, present: str, agreed: str, by, now: datetime
) -> None:
    """Note who talked, when and what was agreed. Raises Refused, AlreadyMoved when it was noted."""
    if not present.strip() or not agreed.strip():
        raise Refused(_("Say who talked, and what was agreed."))
    states.move(
        flag, FlagState.TALKED, moves=FLAG_MOVES, by=by, now=now, talked_on=talked_on,
        present=present, agreed=agreed, changed_at=now, changed_by=by,
    )  # fmt: skip


@transaction.atomic
def set_aside(flag: RoleFlag, *, why: str, by, now: datetime) -> None:
    """Let it go without a talk, for a reason. Raises Refused without one, AlreadyMoved."""
    if not why.strip():
        raise Refused(_("Write why in a sentence. Nothing was changed."))
    also = {"changed_at": now, "changed_by": by}
    states.move(flag, FlagState.SET_ASIDE, moves=FLAG_MOVES, by=by, now=now, why=why, **also)


def take_along(about, initiative) -> None:
    """Let flags raised on `about` before it had an initiative belong to that one from now on."""
    rows = RoleFlag.objects.about(about).filter(initiative=None)
    rows.update(initiative=initiative)


def _require_waiting(flag):
    rows = RoleFlag.objects.select_for_update().filter(pk=flag.pk, state=FlagState.RAISED)
    if not rows.exists():
        raise AlreadyMoved
