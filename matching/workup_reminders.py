"""The message rule of a preparation (message calendar, row 6)."""

import datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications import rules
from partnerships.models import Membership

from . import authority, workup_asks
from .models import RootCauseWorkup, WorkupState

QUIET = datetime.timedelta(days=7)  # who wrote within it needs no reminder
OPEN = datetime.timedelta(days=14)


@rules.register
class PreparationStep(rules.Rule):
    """Every fourteen days, three times at most, who asked for a partner reads the next step.

    After ninety days the facilitator decides; Today says so (asks of the room).
    """

    name = "matching.preparation"
    rows = (6,)
    who = gettext_lazy("partner staff")
    ask = True
    minutes = 15
    skipped = gettext_lazy("The facilitator asks when you meet; after ninety days you decide.")
    screen = gettext_lazy("The page of the preparation, and two of the nine answers.")

    AFTER = tuple(datetime.timedelta(days=days) for days in (14, 28, 42))

    def due(self, now):
        for workup in _waiting(now):
            for number, after in enumerate(self.AFTER):
                at = workup.since + after
                if now - OPEN < at <= now + rules.AHEAD:
                    yield _reminder(workup, number, at)

    def stopped(self, message, now):
        """Say why the next step needs no mail any more."""
        rows = workup_asks.waiting().filter(application=message.context_id)
        rows = rows.select_related("application__organization")
        workup: RootCauseWorkup | None = rows.first()
        if workup is None:
            return _over(message.context_id)
        if workup.changed_at > now - QUIET and workup.state == WorkupState.DRAFT:
            return _("Somebody wrote in it this week.")
        return authority.left(message.person, workup.application.organization, now)


def _over(application):
    rows = RootCauseWorkup.objects.filter(application=application)
    if rows.filter(state=WorkupState.ACCEPTED).exists():
        return _("The preparation is accepted.")
    return _("The preparation ended before it was accepted.")


def _waiting(now):
    """Those whose sender is still there."""
    rows = workup_asks.waiting().select_related(
        "application__organization", "application__round", "application__facilitator",
        "application__submitted_by",
    )  # fmt: skip
    there = Membership.objects.on(now.date()).filter(
        user=OuterRef("application__submitted_by"),
        organization=OuterRef("application__organization"),
    )
    return rows.filter(Exists(there)).iterator(chunk_size=500)


def _reminder(workup, number, at):
    application, person = workup.application, workup.application.submitted_by
    subject, body = rules.text(
        "matching/mail/preparation.txt",
        own=application.organization.said,
        name=application.name,
        facilitator=application.facilitator,
    )
    return rules.Due(
        key=f"workup:{workup.pk}:{workup.since:%Y%m%d}:{number}:{person.pk}",
        person=person,
        subject=subject,
        body=body,
        at=at,
        why=_("The preparation waits for its next step."),
        about=application,
        expires_at=at + OPEN,
        links={"read": rules.Link("answer", _("Open the preparation"))},
        reply_to=application.facilitator,
    )
