"""Drafts of lessons from what people already said: a sent reflection, a lesson caught live.

Nobody is asked to write twice (domain 0.46). Called each minute; any number of callers at once make
each draft once, because a lesson names its reflection or capture uniquely.
"""

import re
from datetime import datetime

from django.db.models import F

from partnerships.models import RosterEntry, Side
from sessions_app.models import Capture, Reflection

from .models import Insight, InsightState

AT_ONCE = 200  # drafts a minute
SENTENCE = re.compile(r"(?<=[.!?])\s+")
LONGEST = Insight._meta.get_field("strategy").max_length or 0


def draft_due(now: datetime) -> int:
    """Draft what was sent or caught and has no lesson yet; return how many were new.

    A draft that nobody has touched follows its reflection, which stays changeable for some days.
    """
    sent = Reflection.objects.filter(sent_at__isnull=False).exclude(
        did="", happened="", transfers=""
    )
    fresh = sent.filter(insight=None).select_related("session").order_by("sent_at", "pk")[:AT_ONCE]
    caught = Capture.objects.filter(kind=Capture.Kind.INSIGHT, insight=None)
    words = caught.select_related("session").order_by("created_at", "pk")[:AT_ONCE]
    made = [from_reflection(row, now=now) for row in fresh]
    made += [from_capture(row, now=now) for row in words]
    _follow(now)
    return sum(made)


def from_reflection(reflection: Reflection, *, now: datetime) -> bool:
    """Draft a lesson from three answers; False when there was one."""
    side = _side_of(reflection.author_id, reflection.session.partnership_id)
    return _draft(
        reflection.session, reflection.author_id, now, side=side, reflection=reflection,
        **_texts(reflection),
    )  # fmt: skip


def from_capture(capture: Capture, *, now: datetime) -> bool:
    """Draft a lesson from words caught live; False when there was one."""
    side = capture.side or _side_of(capture.created_by_id, capture.session.partnership_id)
    strategy, rest = _sentence_of(capture.words)
    return _draft(
        capture.session, capture.created_by_id, now, side=side, capture=capture,
        strategy=strategy, example=rest,
    )  # fmt: skip


def _draft(session, author, now, **fields) -> bool:
    """Nothing is said of how far it may travel: it starts at "talk about it only"."""
    row = Insight(
        partnership_id=session.partnership_id, session=session, created_at=now,
        setting=_last_setting(session.partnership_id, fields["side"]),
        created_by_id=author, changed_at=now, changed_by_id=author, **fields,
    )  # fmt: skip
    source = {name: fields[name] for name in ("reflection", "capture") if name in fields}
    Insight.objects.bulk_create([row], ignore_conflicts=True)
    return Insight.objects.filter(pk=row.pk, **source).exists()


def _last_setting(partnership, side) -> str:
    """Return where the side's latest lesson came from: that rarely changes, and can be changed."""
    rows = Insight.objects.filter(partnership=partnership, side=side).exclude(setting="")
    return rows.order_by("-created_at", "-pk").values_list("setting", flat=True).first() or ""


def _follow(now):
    untouched = Insight.objects.filter(
        state=InsightState.DRAFT, version=1, reflection__changed_at__gt=F("changed_at")
    )
    for row in untouched.select_related("reflection")[:AT_ONCE]:
        still, told = Insight.objects.filter(pk=row.pk, version=1), row.reflection
        if told is not None:
            still.update(**_texts(told), changed_at=told.changed_at)


def _texts(reflection) -> dict:
    strategy, rest = _sentence_of(reflection.transfers)
    parts = [reflection.did, reflection.happened, rest]
    return {"strategy": strategy, "example": "\n\n".join(p.strip() for p in parts if p.strip())}


def _sentence_of(words: str) -> tuple[str, str]:
    """Return the first sentence, if it fits, and the rest: nothing is cut off."""
    first, *rest = SENTENCE.split(words.strip(), maxsplit=1)
    if len(first) > LONGEST:
        return "", words
    return first.rstrip("."), "".join(rest)


def _side_of(person, partnership) -> str:
    """Return whose lesson it is; words of nobody's side belong to the side that shares."""
    seats = RosterEntry.objects.filter(user=person, partnership=partnership)
    seat = seats.order_by(F("until").desc(nulls_first=True)).first()
    return seat.side if seat else Side.THOUGHT_PARTNER
