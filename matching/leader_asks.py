"""What a leader who was asked for their word on a form reads on Today."""

from django.db.models import CharField, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.asks import Ask
from partnerships.asks_names import said_of

from .models import ApplicationState, Endorsement

MARK = "endorsement"
UNREAD = (ApplicationState.DRAFT, ApplicationState.SUBMITTED)


def rows(user):
    """Return (kind, id, organization, initiative, moment) of what waits for the word of `user`."""
    open_still = Endorsement.objects.filter(
        leader=user, answer="", application__state__in=UNREAD, application__screened_at=None
    )
    return open_still.values_list(
        Value(MARK, output_field=CharField()), "pk",
        said_of("application__organization"),
        "application__title", "changed_at",
    )  # fmt: skip


def of_leader(row) -> Ask:
    """Return the Ask of one of these rows (domain 0.19)."""
    _kind, pk, said, title, at = row
    return Ask(
        2,
        at,
        f"{said}, {title}" if title else said,
        _("Say whether you back the form."),
        _("A partnership holds where a leader stands behind it."),
        _("Read it and answer"),
        reverse("matching:endorse", args=[pk]),
        minutes=2,
        who_sees=_("Your colleagues and the program’s facilitators."),
        skipped=_("The form goes on, and the facilitator asks you when you talk."),
    )
