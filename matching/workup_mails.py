"""The one notice of a preparation: the facilitator has read what was found."""

from datetime import datetime

from django.utils.translation import gettext as _

from notifications import outbox, rules
from notifications.models import MessageKind

from . import notices


def tell_reviewed(workup, *, now: datetime) -> None:
    """Tell who asked for a partner that their words were read; never what they say.

    Call it where the review is kept, in the same transaction.
    """
    application = workup.application
    subject, body = rules.text(
        "matching/mail/reviewed.txt",
        own=application.organization.said,
        name=application.name,
        facilitator=application.facilitator,
    )
    for person in notices.who_asked(application, now.date()):
        outbox.put(
            key=f"workup:{workup.pk}:{workup.version}:reviewed:{person.pk}",
            kind=MessageKind.NOTICE,
            person=person,
            subject=subject,
            body=body,
            why=_("The facilitator has read what was found in the preparation."),
            about=application,
            links={"read": rules.Link("answer", _("Read it and say how you see it"))},
            reply_to=application.facilitator,
            now=now,
        )
