"""Replies as those who look after a subject read them: each level in the words of its item."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, OuterRef, Subquery

from instruments.models import Item, Sheet, SheetState, Voice
from instruments.reading import ANSWERED

from .models import Reply


@dataclass(frozen=True)
class Told:
    """A reply with `read_as`, the levels in words, and why it went `against` our rule.

    `read_as` holds (title of the item, text of its level), in the order asked.
    """

    reply: Reply
    read_as: list[tuple[str, str]]
    against: str


@dataclass(frozen=True)
class Nine:
    """The nine answers, never a word of them.

    `sheet` is None or says its `pk`, whether it is `signed_off`, and the `progress` (answered,
    asked) before that; `texts` maps (key, level) to (title of the item, text), in the order asked.
    """

    sheet: dict | None = None
    texts: dict = field(default_factory=dict)


def nine(subject) -> Nine:
    """Return how far the nine answers about `subject` are and what its levels say; one query.

    Whoever looks after the subject learns how far it is before it is signed off (trust row 9).
    """
    item = "instrument_version__items"
    sheets = Sheet.objects.about(subject).filter(voice=Voice.WORDS)
    told = sheets.annotate(n=Count("answers", filter=ANSWERED)).filter(pk=OuterRef("pk"))
    asked: Any = Item.objects.filter(instrument_version=OuterRef("instrument_version")).order_by()
    asked = asked.values("instrument_version").annotate(n=Count("pk"))
    rows = list(
        sheets.order_by("pk", f"{item}__order", f"{item}__anchors__level").values_list(
            "pk", "state", Subquery(told.values("n")), Subquery(asked.values("n")),
            f"{item}__key", f"{item}__anchors__level", f"{item}__title", f"{item}__anchors__text",
        )
    )  # fmt: skip
    if not rows:
        return Nine()
    pk, state, answered, of, *_rest = rows[0]
    done = state == SheetState.SIGNED_OFF
    sheet = {"pk": pk, "signed_off": done, "progress": None if done else (answered, of or 0)}
    texts = {(key, level): (title, text) for *_, key, level, title, text in rows if text}
    return Nine(sheet, texts)


def told(subject, texts: dict, *, whole: bool) -> list[Told]:
    """Return the replies to `subject`, newest first; `texts` are of `nine`. One query.

    `whole` says whether the reader may know what was decided on (permissions.may_read_levels);
    without it each is told as the organization reads it.
    """
    rows = subject.reply_set.order_by("-at")
    if not whole:
        return [Told(reply, [], "") for reply in rows]
    return [Told(reply, _read_as(reply, texts), reply.override_reason) for reply in rows]


def _read_as(reply, texts):
    return [
        (title, _low(text))
        for (key, level), (title, text) in texts.items()
        if reply.levels.get(key) == level
    ]


def _low(text):
    return text[:1].lower() + text[1:]
