"""Drafts of lessons from what people already said: a sent reflection, a lesson caught live.

Nobody is asked to write twice (domain 0.46). Called each minute; any number of callers at once make
each draft once, because a lesson names its reflection or capture uniquely.
"""

import re
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils.translation import gettext as _

from foundation.errors import Refused
from partnerships.models import RosterEntry, Side
from sessions_app.models import Capture, Reflection, SessionState

from .models import Insight, InsightState

AT_ONCE = 200  # drafts a minute
QUIET = timedelta(minutes=5)  # a line saved while it is typed is not a lesson yet
SENTENCE = re.compile(r"(?<=[.!?])\s+")
LONGEST = Insight._meta.get_field("strategy").max_length or 0
UNTOUCHED = Q(state=InsightState.DRAFT, version=1, supersedes=None)


def draft_due(now: datetime) -> int:
    """Draft what was sent or caught and has no lesson yet; return how many were new.

    Words caught live are drafted once the notes went, or once they stood for some minutes. A draft
    that nobody has touched follows its source, which stays changeable for a while.
    """
    sent = Reflection.objects.filter(sent_at__isnull=False).exclude(
        did="", happened="", transfers=""
    )
    fresh = sent.filter(insight=None).select_related("session").order_by("sent_at", "pk")[:AT_ONCE]
    said = Q(session__state=SessionState.WRAPPED_UP) | Q(changed_at__lte=now - QUIET)
    caught = Capture.objects.filter(said, kind=Capture.Kind.INSIGHT, insight=None)
    words = caught.select_related("session").order_by("created_at", "pk")[:AT_ONCE]
    made = [from_reflection(row, now=now) for row in fresh]
    made += [from_capture(row, now=now) for row in words]
    _follow_reflections()
    _follow_captures()
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
    return _draft(
        capture.session, capture.created_by_id, now, capture=capture, **_caught(capture)
    )  # fmt: skip


def let_go(captures) -> None:
    """Delete the drafts of `captures`, a queryset, that nobody touched.

    Raises Refused where somebody went on writing: words of a lesson are not lost by another page.
    """
    lessons = Insight.objects.filter(capture__in=captures)
    lessons.filter(UNTOUCHED).delete()
    if lessons.exists():
        raise Refused(
            _("Somebody went on writing this as a lesson. Change it there, or say that it no longer"
              " holds.")
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


def _follow_reflections():
    untouched = Insight.objects.filter(UNTOUCHED, reflection__changed_at__gt=F("changed_at"))
    for row in untouched.select_related("reflection")[:AT_ONCE]:
        if told := row.reflection:
            _bring_up(row, told, _texts(told))


def _follow_captures():
    """Words that were called something else meanwhile are no lesson any more."""
    untouched = Insight.objects.filter(UNTOUCHED, capture__isnull=False)
    untouched.exclude(capture__kind=Capture.Kind.INSIGHT).delete()
    later = untouched.filter(capture__changed_at__gt=F("changed_at"))
    for row in later.select_related("capture__session")[:AT_ONCE]:
        if told := row.capture:
            _bring_up(row, told, _caught(told))


def _bring_up(row, told, texts):
    Insight.objects.filter(pk=row.pk, version=1).update(**texts, changed_at=told.changed_at)


def _caught(capture) -> dict:
    strategy, rest = _sentence_of(capture.words)
    side = capture.side or _side_of(capture.created_by_id, capture.session.partnership_id)
    return {"side": side, "strategy": strategy, "example": rest}


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
