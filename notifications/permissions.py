"""Who may do what with a message. Loading through `visible_to` comes first."""

from foundation import access

from .models import NEVER_SHOWN, Message


def may_read_text(user, message: Message) -> bool:
    """The recipient, and whoever may read messages about its object; never code or pulse mails."""
    if message.kind in NEVER_SHOWN:
        return False
    return message.person_id == user.pk or access.may(user, "read_messages", message)


def may_steer(user, message: Message) -> bool:
    """Whoever may read or list the messages about its object may send, hold or stop it."""
    return access.may(user, "read_messages", message) or access.may(user, "list_messages", message)
