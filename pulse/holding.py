"""Who holds what is said in the talks."""

from django.db.models import Q

from partnerships.models import Partnership

Kind = Partnership.FacilitatorKind


def holds(user, ref: str = "") -> Q:
    """Return the condition that `user` holds the pulse of the partnership at `ref`.

    It is the facilitator, or the neutral person where the facilitator belongs to a side
    (domain 0.62); then the facilitator reads nothing of it.
    """
    facilitator = {f"{ref}facilitator_kind": Kind.EXTERNAL, f"{ref}facilitator": user}
    neutral = {f"{ref}facilitator_kind": Kind.INTERNAL, f"{ref}neutral_person": user}
    return Q(**facilitator) | Q(**neutral)
