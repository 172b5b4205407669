"""Who may do what with a flag about roles (domain 0.21). Neither side, no officer, ever."""

from .models import FlagState
from .models.standing import standing
from .permissions import SIDES, holds_talks, place_of


def has_a_stake(user, partnership) -> bool:
    """On a side, or of one of the two organizations that lead it."""
    leads = {organization.pk for side in SIDES if (organization := partnership.lead(side))}
    of_one = bool(leads & standing(user).organizations.keys())
    return of_one or bool(place_of(user, partnership).side)


def may_read_flags(user, partnership) -> bool:
    """Who hears each side alone, and the leads of the program."""
    reads = holds_talks(user, partnership)
    if not reads:
        place = place_of(user, partnership)
        reads = place.oversees and not place.facilitates  # not from inside, where another hears
    return reads and not has_a_stake(user, partnership)


def may_raise_flag(user, partnership) -> bool:
    """Who hears each side alone, until it is over."""
    holds = holds_talks(user, partnership) and not partnership.over
    return holds and not has_a_stake(user, partnership)


def may_keep_flag(user, flag) -> bool:
    """Note the talk, change the words, set it aside: one query."""
    return flag.state == FlagState.RAISED and type(flag).objects.kept_by(user).filter(
        pk=flag.pk
    ).exists()  # fmt: skip
