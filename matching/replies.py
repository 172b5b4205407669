"""Replies as those who look after a subject read them: each level in the words of its item."""

from dataclasses import dataclass

from instruments.models import Anchor, Sheet, Voice

from .models import Reply


@dataclass(frozen=True)
class Told:
    """A reply with `read_as`: (title of the item, text of its level), in the order asked."""

    reply: Reply
    read_as: list[tuple[str, str]]


def told(subject) -> list[Told]:
    """Return the replies to `subject`, newest first; two queries, one where none has levels."""
    replies = list(subject.reply_set.order_by("-at"))
    texts = list(_texts(subject)) if any(reply.levels for reply in replies) else []
    return [
        Told(reply, [(title, _low(text)) for key, level, title, text in texts
                     if reply.levels.get(key) == level])
        for reply in replies
    ]  # fmt: skip


def _texts(subject):
    versions = Sheet.objects.about(subject).filter(voice=Voice.WORDS).values("instrument_version")
    anchors = Anchor.objects.filter(item__instrument_version__in=versions)
    return anchors.order_by("item__order", "level").values_list(
        "item__key", "level", "item__title", "text"
    )


def _low(text):
    return text[:1].lower() + text[1:]
