"""Several hands on one form: who wrote, who is asked, the time offered, the leader, evidence."""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts import links
from accounts.models import PersonalLink
from foundation.dates import say_when
from foundation.errors import AlreadyMoved, Refused, Stale
from foundation.stale import save_version
from matching import notices, typed_addresses
from matching.models import (
    Application,
    ApplicationState,
    AskedColleague,
    Endorsement,
    Evidence,
    Hand,
    OfferedTime,
    Reading,
)
from partnerships import membership_services
from partnerships.models import Membership

LINK_STANDS = timedelta(days=21)


def note_hands(*, application, fields, by, now: datetime) -> None:
    """Keep who wrote these answers of the form last; call it where they are saved."""
    for name in fields:
        if not Hand.objects.filter(application=application, field=name).update(by=by, at=now):
            one = Hand(application=application, field=name, by=by, at=now)
            Hand.objects.bulk_create([one], ignore_conflicts=True)


@transaction.atomic
def ask_colleague(*, subject, person, by, now: datetime) -> AskedColleague:
    """Ask one of the organization's people, by one mail, to write too.

    Raises Refused for somebody who does not belong to it today, or who was asked before.
    """
    here = Membership.objects.on(now.date()).filter(organization=subject.organization_id)
    if not here.filter(user=person).exists():
        raise Refused(_("This person does not belong to your organization here. Add them first."))
    try:
        with transaction.atomic():
            asked = AskedColleague.objects.create(
                **{subject._meta.model_name: subject}, person=person, by=by, at=now
            )
    except IntegrityError:
        raise Refused(
            _("%(who)s was asked before. One mail is enough.") % {"who": person}
        ) from None
    notices.tell_colleague(asked, now=now)
    return asked


@transaction.atomic
def add_colleague(*, subject, email: str, name: str, title: str, by, now: datetime):
    """Let somebody into the organization by their address, and ask them to write too.

    Raises Refused and ValidationError as `membership_services.invite` does, Reached when as many
    addresses were written to as may be.
    """
    typed_addresses.count_one(subject, by=by, now=now)
    place = {"title": title, "level": Membership.Level.FRONT_LINE}
    row = membership_services.invite(
        subject.organization, email=email, name=name, by=by, now=now, **place
    )
    return ask_colleague(subject=subject, person=row.user, by=by, now=now)


def offer_time(*, application, role: str, hours: int, by, now: datetime) -> OfferedTime:
    """Put a role with its hours a month on the list. Raises Refused once the form was sent."""
    _require_draft(application)
    try:
        with transaction.atomic():
            return OfferedTime.objects.create(
                application=application, role=role, hours=hours, by=by, at=now
            )
    except IntegrityError:
        raise Refused(_("This role is on the list. Take it off first.")) from None


def take_off_time(*, row: OfferedTime) -> None:
    """Take a role off the list; twice is the same. Raises Refused once the form was sent."""
    _require_draft(row.application)
    OfferedTime.objects.filter(pk=row.pk).delete()


def _require_draft(application):
    if Application.objects.get(pk=application.pk).state != ApplicationState.DRAFT:
        raise Refused(_("This form was sent, so its words stay as they are."))


@transaction.atomic
def ask_leader(*, application, email: str, name: str, by, now: datetime) -> Endorsement:
    """Send the leader a personal link to say whether they back the form (domain 0.19).

    Raises Refused when a leader was asked or has spoken, ValidationError for no address, Reached
    when as many addresses were written to as may be.
    """
    typed_addresses.count_one(application, by=by, now=now)
    leader = _leader(email, name, now)
    made = _endorsement(application, name=name, leader=leader, by=by, now=now)
    notices.ask_leader(made, by=by, until=now + LINK_STANDS, now=now)
    return made


@transaction.atomic
def correct_leader(
    *, endorsement, email: str, name: str, expected: int, by, now: datetime
) -> Endorsement:
    """Ask at another address instead, by a new mail; the link that went before opens nothing.

    `expected` is the version that was read. Raises Refused once there is an answer, which stays;
    ValidationError for no address or the one that was written to; Stale; Reached.
    """
    found = Endorsement.objects.select_related("leader", "application__organization").get(
        pk=endorsement.pk
    )
    if found.answer:
        raise Refused(answered(found))
    leader = _leader(email, name, now)
    if leader == found.leader:
        raise ValidationError(_same_address(found))
    typed_addresses.count_one(found.application, by=by, now=now)
    found.name, found.leader = name, leader
    try:
        save_version(found, ["name", "leader"], expected=expected, by=by, now=now)
    except Stale as error:
        raise Stale(error.current, _by_address(error.clashes), error.fields) from None
    links.revoke(PersonalLink.objects.about(found), now=now)
    notices.ask_leader(found, by=by, until=now + LINK_STANDS, now=now)
    return found


def answered(endorsement) -> str:
    """Return the sentence for whoever would ask another leader after one has answered."""
    return _(
        "%(who)s has answered by now, and that stays. If somebody else speaks for your"
        " organization, tell the facilitator."
    ) % {"who": endorsement.name}


def _leader(email, name, now):
    leader = get_user_model().objects.invite(email=email, name=name, now=now)
    if not leader.is_active:
        raise Refused(_("This person has left. Name somebody who is there."))
    return leader


def _same_address(found):
    return _(
        "We wrote to this address already, %(at)s, and a second mail does not go there. Ask them"
        " to look among unwanted mail, or to sign in with this address: it waits on their Today."
    ) % {"at": say_when(found.changed_at)}


def _by_address(clashes):
    """Both texts of a stale save as people read them: two addresses, not two names of people."""
    return [
        (_("Their work e-mail"), name, theirs.email, mine.email)
        if name == "leader"
        else (label, name, theirs, mine)
        for label, name, theirs, mine in clashes
    ]


@transaction.atomic
def type_leader(
    *, application, name: str, answer: str, words: str, told: str, expected: int, by, now: datetime
) -> Endorsement:
    """Keep what a leader said, with how it reached who types it; a leader's own answer stays.

    `expected` is the version that was read, 0 for none. Raises Refused without how it was told, or
    once the leader answered; Stale.
    """
    if not told.strip():
        raise Refused(_("Say how it reached you: on the phone, in a letter, in a talk."))
    said = {"answer": answer, "words": words, "told": told, "answered_at": now}
    found = Endorsement.objects.filter(application=application).first()
    if found is None:
        return _endorsement(application, name=name, by=by, now=now, **said)
    if found.answer and not found.told:
        raise Refused(_("The leader has answered by their own link. That stays."))
    for key, value in {"name": name, **said}.items():
        setattr(found, key, value)
    save_version(found, ["name", *said], expected=expected, by=by, now=now)
    return found


def endorse(*, endorsement, answer: str, words: str | None, by, now: datetime) -> None:
    """Keep the leader's own answer. Words that are None stay. Raises AlreadyMoved after screening.

    It takes the place of what was typed for them.
    """
    if endorsement.application.screened_at is not None:
        raise AlreadyMoved(_("The form has been read by now. Write to the facilitator instead."))
    endorsement.answer, endorsement.answered_at, endorsement.told = answer, now, ""
    fields = ["answer", "answered_at", "told"]
    if words is not None:
        endorsement.words, fields = words, [*fields, "words"]
    save_version(endorsement, fields, expected=endorsement.version, by=by, now=now)


def _endorsement(application, *, by, now, **said):
    written = {"created_at": now, "created_by": by, "changed_at": now, "changed_by": by}
    try:
        with transaction.atomic():
            return Endorsement.objects.create(application=application, **said, **written)
    except IntegrityError:
        raise Refused(_("A leader was asked already. The form’s page says who.")) from None


def add_evidence(
    *, reading: Reading, item: str, kind: str, words: str, url: str, document: str, now: datetime
) -> Evidence:
    """Keep what a reader holds a level of `item` against; it stays with their reading."""
    return Evidence.objects.create(
        reading=reading, item=item, kind=kind, words=words, url=url, document=document, at=now
    )
