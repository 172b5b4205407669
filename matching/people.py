"""The facilitators of a program: who may look after a form, who may read it second."""

from django.contrib.auth import get_user_model

from partnerships.models import ProgramRole, Role

from .models import Reading


def facilitators(program, day):
    """Return the people who facilitate or lead facilitation in `program` on `day`, by name."""
    roles = [Role.FACILITATOR, Role.FACILITATION_LEAD]
    held = ProgramRole.objects.on(day).filter(program=program, role__in=roles)
    people = get_user_model().objects.filter(pk__in=held.values("user"), is_active=True)
    return people.order_by("name", "pk")


def possible_second_readers(subject, day):
    """Return the facilitators of its program who are not its own and not of the organization."""
    members = subject.organization.memberships.on(day).values("user")
    others = facilitators(subject.round.program, day).exclude(pk__in=members)
    return others.exclude(pk=subject.facilitator_id)


def second_reader(subject):
    """Return who was asked to read it too, whether or not they have finished; else None."""
    place = Reading.Place.SECOND
    asked = Reading.objects.of(subject).filter(place=place).select_related("reader").first()
    return asked.reader if asked else None
