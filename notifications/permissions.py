"""Who may do what with a message. Loading through `visible_to` comes first."""

from foundation import access

from .models import NEVER_SHOWN, Message


def rights(user, message: Message) -> tuple[bool, bool]:
    """Return whether `user` reads its text and whether they send, hold or stop it.

    The text: its recipient, and whoever may read messages about its object; never of code or pulse
    mails. The rest: whoever may read or list those messages. The owner of the object is asked once
    by whoever may read them.
    """
    reads = access.may(user, "read_messages", message)
    text = message.kind not in NEVER_SHOWN and (reads or message.person_id == user.pk)
    return text, reads or access.may(user, "list_messages", message)


def may_read_text(user, message: Message) -> bool:
    """Say whether `user` reads what it says (see `rights`)."""
    return rights(user, message)[0]


def may_steer(user, message: Message) -> bool:
    """Say whether `user` may send, hold or stop it (see `rights`)."""
    return rights(user, message)[1]
