"""What happens to a person as a whole."""

from datetime import datetime

from allauth.account.internal.stagekit import clear_login
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from foundation import audit

from . import links
from .models import PersonalLink, User

_when_leaving: list = []


def when_leaving(action) -> None:
    """Register `action(user, by=, now=)` of a higher room, run when a person is deactivated.

    It runs in the same transaction: end their memberships, cancel what is queued for them.
    """
    _when_leaving.append(action)


@transaction.atomic
def deactivate(user: User, by: User | None, now: datetime) -> bool:
    """Let nobody in as `user` from `now` on: sign-in, sessions and links end (trust K15).

    What they wrote stays. `by` is None when the app itself acts. Returns False when it was done.
    """
    standing = User.objects.filter(pk=user.pk, is_active=True)
    if not standing.update(is_active=False, left_at=now):
        return False
    user.is_active, user.left_at = False, now
    shut_out(user, now=now)
    for action in _when_leaving:
        action(user, by=by, now=now)
    audit.record("deactivated", user, by=by, now=now)
    return True


@transaction.atomic
def reactivate(user: User, *, by: User | None, now: datetime) -> bool:
    """Let somebody who was recorded as left by mistake sign in again; False when they can.

    What ended when they left stays ended: sessions, links, roles, mail that was stopped.
    """
    gone = User.objects.filter(pk=user.pk, is_active=False)
    if not gone.update(is_active=True, left_at=None):
        return False
    user.is_active, user.left_at = True, None
    audit.record("reactivated", user, by=by, now=now)
    return True


def start_over(request) -> None:
    """Forget a sign-in that waits for its code, so that the address given next gets one too.

    Who mistyped an address and went back would otherwise wait for a mail that nobody sends.
    """
    clear_login(request)


def shut_out(user: User, *, now: datetime) -> None:
    """End every session and personal link of `user`; they may sign in again if they still may."""
    links.revoke(PersonalLink.objects.filter(user=user), now=now)
    for session in UserSession.objects.filter(user=user):
        session.end()


def end_other_sessions(user: User, *, kept: str) -> None:
    """End the sessions of `user` in every browser but the one whose session key is `kept`."""
    for session in UserSession.objects.filter(user=user).exclude(session_key=kept):
        session.end()


@transaction.atomic
def forget_second_step(user: User, *, by: User | None, now: datetime) -> bool:
    """Take app, passkeys and spare codes off `user` and end their sessions.

    Whoever calls has made sure who asks: from now on the mailbox alone opens the door, until a new
    second step is set. Returns False when there was none.
    """
    if not Authenticator.objects.filter(user=user).delete()[0]:
        return False
    shut_out(user, now=now)
    audit.record("forgot_second_step", user, by=by, now=now)
    return True


def describe(user: User, *, name: str, time_zone) -> None:
    """Save what a person says of themselves, and nothing else of the row."""
    user.name, user.time_zone = name, time_zone
    user.save(update_fields=["name", "time_zone"])
