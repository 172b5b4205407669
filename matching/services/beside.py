"""Writing what stands beside: where else to look, what a side weighs, calls, origins."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from foundation import audit
from foundation.errors import AlreadyMoved, Refused
from foundation.stale import save_version
from matching.models import SideCall


@transaction.atomic
def keep(*, form, by, now: datetime) -> None:
    """Write the row of a VersionedForm, a new one or the version that was read.

    Raises Stale when it changed since, Refused when somebody wrote the same one first.
    """
    row = form.instance
    if not row._state.adding:
        save_version(row, list(form.Meta.fields), expected=form.expected, by=by, now=now)
        audit.record("changed", row, by=by, now=now, fields=list(form.Meta.fields))
        return
    row.created_at = row.changed_at = now
    row.created_by = row.changed_by = by
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        text = _("A colleague wrote this at the same moment. Open the page again, then add yours.")
        raise Refused(text) from None
    audit.record("written", row, by=by, now=now, fields=list(form.Meta.fields))


@transaction.atomic
def retire(*, referral, by, now: datetime) -> None:
    """Take a place off the list; answers that named it keep it. Raises AlreadyMoved."""
    rows = type(referral).objects.filter(pk=referral.pk, retired_at=None)
    if not rows.update(retired_at=now):
        raise AlreadyMoved
    audit.record("retired", referral, by=by, now=now)


@transaction.atomic
def log_call(*, proposal, side: str, on: date, note: str, by, now: datetime) -> SideCall:
    """Keep that one side was called alone after the match (row 11). Raises Refused the second time.

    `note` is read by those who look after the proposal, and by nobody of either side.
    """
    try:
        with transaction.atomic():
            call = SideCall.objects.create(
                proposal=proposal, side=side, on=on, note=note, by=by, at=now
            )
    except IntegrityError:
        raise Refused(_("This call is kept already.")) from None
    audit.record("called", call, by=by, now=now)
    return call
