"""From the public page to a form: nothing is made before the address is proved (trust K17)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from accounts.services import describe
from foundation import audit, states
from foundation.errors import AlreadyMoved, Refused
from matching import notices
from matching.models import ARRIVAL_MOVES, Application, Arrival, ArrivalState
from matching.rounds import takes_forms
from partnerships import membership_services
from partnerships.models import Membership, Organization
from partnerships.models.standing import standing

FIRST_WORDS, MOST_NEAR = 2, 3  # of a typed name; organizations offered beside it


def arrive(*, user, title: str, organization_name: str, round, now: datetime) -> Arrival:
    """Keep the wish of a person whose address is proved, in place of one that has not begun.

    Who waits for that organization already goes on waiting in the same row, with the new round and
    title.
    """
    wish = {"organization_name": organization_name, "title": title, "round": round, "at": now}
    waiting = waiting_for(user, organization_name)
    if waiting is not None:
        waits = Arrival.objects.filter(pk=waiting.pk, state=ArrivalState.WAITING)
        if waits.update(**wish):
            waiting.refresh_from_db()
        return waiting
    begun = Arrival.objects.filter(user=user, state=ArrivalState.STARTED)
    earlier = begun.order_by("-at", "pk").first()
    if earlier and begun.filter(pk=earlier.pk).update(**wish):
        earlier.refresh_from_db()
        return earlier
    return Arrival.objects.create(user=user, **wish)


def waiting_for(user, organization_name: str) -> Arrival | None:
    """Return the wish of `user` that waits for the organization of this name, or None."""
    waits = Arrival.objects.filter(user=user, state=ArrivalState.WAITING)
    return waits.filter(organization__name__iexact=organization_name).first()


def door(arrival: Arrival, user) -> str:
    """Say what starting comes to: "new", "own", "ask" (others let in) or "taken"; one query.

    Taken: a colleague has begun the form of this round, and who only keeps the organization's page
    does not write on it (trust 9).
    """
    drafts = Application.objects.filter(
        organization=OuterRef("pk"), round=arrival.round_id, state="draft"
    )
    known = Organization.objects.filter(name__iexact=arrival.organization_name)
    found = known.annotate(taken=Exists(drafts.exclude(created_by=user))).first()
    if found is None:
        return "new"
    where = standing(user)
    if found.pk not in where.organizations:
        return "ask"
    return "taken" if found.taken and found.pk in where.administers else "own"


def near(organization_name: str, user) -> list[Organization]:
    """Return up to three organizations that hold the first words typed as a name; one query.

    For who wrote a short name, or mistyped the end of it, and would make a second one.
    """
    first = " ".join(organization_name.split()[:FIRST_WORDS])
    found = Organization.objects.visible_to(user).saying(first)
    return list(found.order_by("name", "pk")[:MOST_NEAR])


@transaction.atomic
def begin(*, arrival: Arrival, by, now: datetime, kind=None) -> Application | None:
    """Turn a wish into a form, once its person is signed in.

    A new organization is made, enrolled and of `kind` (a Term), with this person; an existing one
    is asked to let the person in, and None is returned. Raises AlreadyMoved when it was begun
    before.
    """
    if arrival.state == ArrivalState.WAITING:  # asked for again, and it waits already
        return None
    organization, made = _organization(arrival.organization_name, kind=kind, by=by, now=now)
    member = Membership.objects.on(now.date()).filter(organization=organization, user=by)
    if not made and not member.exists():
        waits = Arrival.objects.filter(user=by, state=ArrivalState.WAITING)
        if waits.filter(organization=organization).exists():  # the same wish, and it waits already
            Arrival.objects.filter(pk=arrival.pk, state=ArrivalState.STARTED).delete()
            return None
        also = {"organization": organization}
        states.move(arrival, ArrivalState.WAITING, moves=ARRIVAL_MOVES, by=by, now=now, **also)
        return None
    if made:
        _join(arrival, organization, administers=True, now=now)
    elif door(arrival, by) == "taken":
        raise Refused(_("A colleague has begun this form, and writes it with others."))
    return _settle(arrival, organization, by=by, now=now)


@transaction.atomic
def begin_typed(*, wish: Arrival, name: str, by, now: datetime, kind=None) -> Application | None:
    """Keep a wish that its person typed and proved (`typed_wish.of`), then begin it.

    They are called `name` from then on. Returns and raises as `begin` does.
    """
    describe(by, name=name, time_zone=by.time_zone)
    said = {"title": wish.title, "organization_name": wish.organization_name}
    kept = arrive(user=by, round=wish.round, now=now, **said)
    return begin(arrival=kept, kind=kind, by=by, now=now)


@transaction.atomic
def let_in(*, arrival: Arrival, by, now: datetime) -> Application:
    """Let the person write for the organization and tell them; a listed one is enrolled (0.02).

    Raises Refused for who has left meanwhile, or stands between its sides; AlreadyMoved.
    """
    organization = arrival.organization
    if organization is None:  # it asks for no organization that is here
        raise AlreadyMoved
    first = not organization.enrolled
    if first:
        Organization.objects.filter(pk=organization.pk).update(enrolled_at=now)
        audit.record("enrolled", organization, by=by, now=now, fields=["enrolled_at"])
    held = Membership.objects.on(now.date()).filter(organization=organization, user=arrival.user)
    if not held.exists():
        membership_services.require_free(organization, arrival.user)
        _join(arrival, organization, administers=first, now=now)
    application = _settle(arrival, organization, by=by, now=now)
    notices.tell_let_in(arrival, application, now=now)
    return application


def decline(*, arrival: Arrival, by, now: datetime) -> None:
    """Do not let the person write for the organization. Raises AlreadyMoved."""
    states.move(arrival, ArrivalState.DECLINED, moves=ARRIVAL_MOVES, by=by, now=now, settled_at=now)


def start_form(*, organization, round, by, now: datetime) -> Application:
    """Return the open form of `organization` in `round`, made if there is none.

    Raises Refused when the round does not take forms.
    """
    draft = Application.objects.filter(organization=organization, round=round, state="draft")
    if found := draft.first():
        return found
    if not takes_forms(round, now):
        raise Refused(_("This round is closed. The start page says which rounds are open."))
    try:
        with transaction.atomic():
            return Application.objects.create(
                organization=organization,
                round=round,
                created_at=now,
                created_by=by,
                changed_at=now,
                changed_by=by,
            )
    except IntegrityError:  # a colleague was a moment faster
        return draft.get()


def _organization(name, *, kind, by, now):
    same = Organization.objects.filter(name__iexact=name)
    if found := same.first():
        return found, False
    try:
        with transaction.atomic():
            made = Organization.objects.create(
                name=name,
                type=kind,
                enrolled_at=now,
                created_at=now,
                created_by=by,
                changed_at=now,
                changed_by=by,
            )
    except IntegrityError:
        return same.get(), False
    audit.record("enrolled", made, by=by, now=now, fields=["enrolled_at"])
    return made, True


def _join(arrival, organization, *, administers, now):
    Membership.objects.create(
        organization=organization,
        user=arrival.user,
        title=arrival.title,
        administers=administers,
        since=now.date(),
    )


def _settle(arrival, organization, *, by, now):
    states.move(
        arrival,
        ArrivalState.IN,
        moves=ARRIVAL_MOVES,
        by=by,
        now=now,
        organization=organization,
        settled_at=now,
    )
    return start_form(organization=organization, round=arrival.round, by=arrival.user, now=now)
