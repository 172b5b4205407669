"""Who may do what with a preparation. Pure: a person, a workup, a yes or no."""

from .models import ApplicationState, WorkupState
from .permissions import holds, may_read_again, writes


def preparing(workup) -> bool:
    """Its application waits for what is found; before and after that, words are only read."""
    return workup.application.state == ApplicationState.PREPARING


def may_write(user, workup) -> bool:
    """Its organization's people and its facilitator, together, until it is accepted."""
    together = writes(user, workup.application) or holds(user, workup.application)
    return together and preparing(workup) and workup.state != WorkupState.ACCEPTED


def may_review(user, workup) -> bool:
    """Its facilitator, while it is a draft."""
    draft = workup.state == WorkupState.DRAFT
    return holds(user, workup.application) and preparing(workup) and draft


def may_accept(user, workup) -> bool:
    """A person of its organization, once the facilitator has read it."""
    read = workup.state == WorkupState.REVIEWED
    return writes(user, workup.application) and preparing(workup) and read


def may_take_up(user, workup) -> bool:
    """Write on after it was accepted: those who write it."""
    together = writes(user, workup.application) or holds(user, workup.application)
    return together and preparing(workup) and workup.state == WorkupState.ACCEPTED


def may_return(user, workup) -> bool:
    """Read the nine answers again, once it is accepted: its facilitator."""
    accepted = workup.state == WorkupState.ACCEPTED
    return accepted and may_read_again(user, workup.application)
