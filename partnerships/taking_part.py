"""Which organizations take part in a program: in a partnership, or as the rooms above know it."""

from collections.abc import Callable, Iterable

from django.db.models import Exists, OuterRef, Q

from .models import PartnershipOrganization

_known: list[Callable] = []


def know(rows: Callable) -> None:
    """Register `rows(programs)`: rows with an `organization` that takes part in one of these."""
    _known.append(rows)


def in_one_of(programs: Iterable) -> Q:
    """Return the condition on organizations that take part in one of `programs` (their ids).

    It goes on when a partnership ends: who looks after a program looks after its past too.
    """
    found = PartnershipOrganization.objects.filter(partnership__round__program__in=programs)
    condition = Q(Exists(found.filter(organization=OuterRef("pk"))))
    for rows in _known:
        condition |= Q(Exists(rows(programs).filter(organization=OuterRef("pk"))))
    return condition
