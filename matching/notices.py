"""Notices to people of an organization: an answer is there, a way in is open.

No mail says what the answer is: it is read on the page, after sign-in.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from instruments.models import Sheet, Voice
from notifications import outbox, rules
from notifications.models import MessageKind
from partnerships.models import Membership

from .models import Application, Reply

ANSWERED = "matching.answered"  # the rule that says whether it is still news


def tell_answered(reply, *, now: datetime) -> None:
    """Tell who sent the form or signed the nine answers off that `reply` is there (domain 0.08).

    Call it where the reply is made, in the same transaction.
    """
    subject = reply.application or reply.offer
    own, label = subject.organization.said, _("Read the answer")
    why = _("The facilitator has answered.")
    for person in who_asked(subject, now.date()):
        key = f"reply:{reply.pk}:{person.pk}"
        _tell(
            key, person, "answered", now,
            about=subject, label=label, why=why, own=own, rule=ANSWERED,
        )  # fmt: skip


def answer_of(message):
    """Return the reply that a mail of `tell_answered` is about."""
    replies = Reply.objects.select_related("application", "offer")
    return replies.filter(pk=message.key.split(":")[1]).first()


def tell_let_in(arrival, application: Application, *, now: datetime) -> None:
    """Tell a person that they may write for an organization now."""
    own, label = application.organization.said, _("Open the form")
    why = _("They asked to write for an organization, and were let in.")
    key = f"arrival:{arrival.pk}:in"
    _tell(key, arrival.user, "let_in", now, about=application, label=label, why=why, own=own)


def tell_carried(carry, *, now: datetime) -> None:
    """Tell who sent the form that it goes on into another round, with nothing to fill in again."""
    form = carry.application
    label, why = _("See where it stands"), _("It goes on into a later round.")
    for person in who_asked(form, now.date()):
        _tell(
            f"carry:{carry.pk}:{person.pk}", person, "carried", now,
            about=form, label=label, why=why, own=form.organization.said, into=carry.into.name,
        )  # fmt: skip


def tell_colleague(asked, *, now: datetime) -> None:
    """Tell a colleague, once, that somebody asks them to write on a form or its nine answers."""
    subject = asked.application or asked.offer
    own, label = subject.organization.said, _("Open what they are writing")
    why = _("A colleague asked them to write too.")
    _tell(
        f"colleague:{asked.pk}", asked.person, "colleague", now,
        about=subject, label=label, why=why, own=own, who=asked.by, reply_to=asked.by,
    )  # fmt: skip


def ask_leader(endorsement, *, by, until: datetime, now: datetime) -> None:
    """Ask a leader, once an address, whether they back the form; the link stands `until` then.

    What has not left for an address that was corrected since never goes.
    """
    form, first = endorsement.application, f"endorsement:{endorsement.pk}"
    outbox.supersede(first, now=now, because=_("It goes to another address instead."))
    corrected = f":{endorsement.version}" if endorsement.version > 1 else ""
    subject, body = rules.text(
        "matching/mail/endorse.txt",
        own=form.organization.said,
        title=form.title,
        round=form.round.name,
        who=by,
        until=until,
    )
    outbox.put(
        key=first + corrected,
        kind=MessageKind.NOTICE,
        person=endorsement.leader,
        subject=subject,
        body=body,
        why=_("A colleague asks the leader for their word."),
        about=form,
        links={"read": rules.Link("answer", _("Read it and answer"), endorsement, until)},
        reply_to=by,
        now=now,
    )


def who_asked(subject, day):
    """Return who sent it, while they are there; else its leaders, else who takes part."""
    here = Membership.objects.on(day).filter(organization=subject.organization_id)
    here = list(here.select_related("user").order_by("since", "pk"))
    wrote = [member.user for member in here if member.user_id == _writer(subject)]
    leaders = [member.user for member in here if member.leads and not member.administers]
    return wrote or leaders or [member.user for member in here if not member.administers]


def _writer(subject):
    if isinstance(subject, Application):
        return subject.submitted_by_id
    signed = Sheet.objects.about(subject).filter(voice=Voice.WORDS)
    return signed.values_list("signed_off_by", flat=True).first()


def _tell(key, person, name, now, *, about, label, why, own, reply_to=None, rule="", **more):
    subject, body = rules.text(
        f"matching/mail/{name}.txt",
        own=own,
        name=about.name,
        round=about.round.name,
        facilitator=about.facilitator,
        **more,
    )
    outbox.put(
        key=key,
        kind=MessageKind.NOTICE,
        person=person,
        subject=subject,
        body=body,
        why=why,
        about=about,
        links={"read": rules.Link("answer", label)},
        reply_to=reply_to or about.facilitator,
        rule=rule,
        now=now,
    )
