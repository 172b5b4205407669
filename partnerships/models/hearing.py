"""Who hears each side alone: the one home of that rule (domain 0.62)."""

from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _


class FacilitatorKind(models.TextChoices):
    EXTERNAL = "external", _("from outside both organizations")
    INTERNAL = "internal", _("from one of the two organizations")


def hearer(kind: str) -> str:
    """Return the field that names who hears each side alone, by the kind of facilitator."""
    return "neutral_person" if kind == FacilitatorKind.INTERNAL else "facilitator"


def holder_name(ref: str = "") -> Case:
    """Return in SQL the name of who hears each side of the partnership at `ref` alone."""
    held = [
        When(**{f"{ref}facilitator_kind": kind}, then=F(f"{ref}{hearer(kind)}__name"))
        for kind in FacilitatorKind
    ]
    return Case(*held)


def _of(kind: FacilitatorKind, user, ref: str) -> Q:
    return Q(**{f"{ref}facilitator_kind": kind, f"{ref}{hearer(kind)}": user})


def neutral_in(user, ref: str = "") -> Q:
    """Return the condition that `user` is the neutral person, and needed, at `ref`."""
    return _of(FacilitatorKind.INTERNAL, user, ref)


def hears(user, ref: str = "") -> Q:
    """Return the condition that `user` hears each side of the partnership at `ref` alone.

    It is the facilitator, or the neutral person where the facilitator belongs to a side; then the
    facilitator reads nothing of it.
    """
    return _of(FacilitatorKind.EXTERNAL, user, ref) | neutral_in(user, ref)
