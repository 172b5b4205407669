"""How often who keeps a form can make Seedbed write to an address they type.

One limit for every way, a leader or a colleague: nobody uses a form to send mail to any number of
addresses. One address counts for the form it was typed on, for good, and for thirty days for the
person who typed it, on whatever form.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext as _

from foundation import audit
from foundation.errors import Refused
from foundation.models import AuditEvent

VERB = "wrote_to_typed_address"
WITHIN = timedelta(days=30)


class Reached(Refused):
    """As many addresses as one form, or one person, may name were written to."""

    def __init__(self):
        super().__init__(
            _(
                "%(n)s addresses were written to already, so no mail goes to another one from"
                " here. A colleague can start at “Tell us about your initiative” with the name of"
                " your organization. What a leader tells you, pass on to the facilitator, who"
                " notes it with how it was told."
            )
            % {"n": settings.TYPED_ADDRESSES}
        )


def reached(subject, *, by, now: datetime) -> bool:
    """Say whether no further address goes from `subject`, or from this person; one query."""
    typed = AuditEvent.objects.filter(verb=VERB)
    here = Q(context_kind=subject._meta.label_lower, context_id=subject.pk)
    found = typed.filter(here | Q(by=by, at__gt=now - WITHIN))
    rows = list(found.values_list("context_id", "by", "at"))
    on_form = sum(key == subject.pk for key, _by, _at in rows)
    by_person = sum(who == by.pk and at > now - WITHIN for _key, who, at in rows)
    return max(on_form, by_person) >= settings.TYPED_ADDRESSES


def count_one(subject, *, by, now: datetime) -> None:
    """Count a mail to a typed address; call it in the transaction that writes the mail, first.

    Of two who take the last one at the same moment, one does. Raises Reached.
    """
    for rows, key in ((type(subject).objects, subject.pk), (get_user_model().objects, by.pk)):
        rows.select_for_update(no_key=True).get(pk=key)
    if reached(subject, by=by, now=now):
        raise Reached
    audit.record(VERB, subject, by=by, now=now, fields=["email"])
