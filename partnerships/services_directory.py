"""Writing to the directory and to programs: the row, its audit line, its history, together."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation import audit, stale, states
from foundation.errors import Refused, Stale

from .models import ROUND_MOVES, Organization, Program, ProgramRole, Role, Round, RoundState
from .models.standing import standing


@transaction.atomic
def add(form, *, by, now: datetime, **bound):
    """Write the new row of a valid ModelForm, with `bound` fields set, and return it."""
    row = form.save(commit=False)
    for name, value in bound.items():
        setattr(row, name, value)
    row.created_at = row.changed_at = now
    row.created_by = row.changed_by = by
    row.save(force_insert=True)
    form.save_m2m()
    audit.record("added", row, by=by, now=now, fields=form.changed_data)
    return row


@transaction.atomic
def edit(form, *, by, now: datetime):
    """Save what a valid VersionedForm changed. Raises Stale with both texts."""
    changed = [name for name in form.changed_data if name != "version"]
    many = {field.name for field in form.instance._meta.many_to_many}
    own = [name for name in changed if name not in many]
    try:
        stale.save_version(form.instance, own, expected=form.expected, by=by, now=now)
    except Stale as clash:
        clash.clashes += [_terms(form, clash.current, name) for name in changed if name in many]
        raise
    for name in changed:
        if name in many:
            getattr(form.instance, name).set(form.cleaned_data[name])
    if changed:
        audit.record("edited", form.instance, by=by, now=now, fields=changed)
    return form.instance


def _terms(form, current, name):
    theirs, mine = list(getattr(current, name).all()), list(form.cleaned_data[name])
    return str(form.fields[name].label), name, theirs, mine


@transaction.atomic
def enroll(organization: Organization, *, by, now: datetime) -> None:
    """Record that a listed organization joined. Raises Refused when it has already."""
    listed = Organization.objects.listed().filter(pk=organization.pk)
    if not listed.update(enrolled_at=now, version=F("version") + 1, changed_by=by, changed_at=now):
        raise Refused(_("This organization has already joined. Its page shows since when."))
    audit.record("enrolled", organization, by=by, now=now, fields=["enrolled_at"])


@transaction.atomic
def start_program(form, *, by, now: datetime) -> Program:
    """Make a program with its first round, and give its maker the role they hold elsewhere.

    An officer may not give roles: the administrators she works with administer this one too.
    """
    stamp = {"created_at": now, "changed_at": now, "created_by": by, "changed_by": by}
    program = Program.objects.create(name=form.cleaned_data["program"], **stamp)
    values = {name: form.cleaned_data[name] for name in ("name", "opens_on", "closes_on", "places")}
    Round.objects.create(program=program, **values, **stamp)
    administers = standing(by).has(Role.ADMINISTRATOR)
    role = Role.ADMINISTRATOR if administers else Role.PROGRAM_OFFICER
    ProgramRole.objects.create(program=program, user=by, role=role, since=now.date())
    if not administers:
        _bring_administrators(program, by, now)
    audit.record("added", program, by=by, now=now, fields=form.changed_data)
    return program


def _bring_administrators(program, officer, now):
    known = standing(officer).programs(Role.PROGRAM_OFFICER)
    held = ProgramRole.objects.on(now.date()).filter(program__in=known, role=Role.ADMINISTRATOR)
    for user in held.order_by("user").values_list("user", flat=True).distinct():
        ProgramRole.objects.create(
            program=program, user_id=user, role=Role.ADMINISTRATOR, since=now.date()
        )


def move_round(round_: Round, new: str, *, by, now: datetime) -> None:
    """Move a round to its next state, with history.

    Raises AlreadyMoved, and Refused for opening one whose last day has passed.
    """
    if new == RoundState.OPEN and round_.over(timezone.localdate(now)):
        raise Refused(_("Its last day has passed. Give it a later one, then open it."))
    states.move(round_, new, moves=ROUND_MOVES, by=by, now=now)
