"""Lessons: what was said becomes one, the other side tries it, both leaders let some out."""

import datetime

from foundation import signatures
from insights import briefs, drafting, services, verdicts
from insights.models import Brief, Choice, Insight, InsightState, Level, Verdict

from .room import P, Room, T

VERDICT = (
    "choice", "why", "here_changed", "sketch", "first_used_where", "what_happened", "condition",
)  # fmt: skip
FAR = Level.L4  # approved so far, a lesson may be told to anybody


def draft(room: Room, *, now: datetime.datetime) -> None:
    """The planner's minute that makes drafts of what was written and caught."""
    drafting.draft_due(now)


def complete(room: Room, *, number: int, now: datetime.datetime) -> None:
    """Whoever wrote the three answers adds where they come from, and the leader lets it travel."""
    draft(room, now=now)
    insight = _of_session(room, number).filter(state=InsightState.DRAFT).first()
    said = insight and _words(room, insight)
    if not said:
        return
    insight.setting, insight.failed_where = said["setting"], said["failed_where"]
    insight.level = FAR if number % 2 else Level.L2
    fields = ["setting", "failed_where", "level"]
    services.edit(insight, fields, expected=insight.version, by=room.lead(T), now=now)
    insight.refresh_from_db()
    services.approve(insight, expected=insight.version, by=room.decider(T), now=now)
    services.share(insight, by=room.lead(T), now=now)


def _words(room: Room, insight: Insight) -> dict:
    """Return what belongs to this lesson; {} where a person wrote it: it waits for people."""
    did = insight.reflection.did if insight.reflection else ""
    return room.pair.lesson(did)


def _of_session(room, number):
    rows = Insight.objects.filter(partnership=room.partnership, session__number=number)
    return rows.exclude(reflection=None)


def give_verdict(room: Room, *, number: int, now: datetime.datetime) -> None:
    """The other side says what it makes of it, in words that belong to this lesson."""
    insight = _of_session(room, number).awaiting_verdict().first()
    said = insight and _words(room, insight)
    if not said or not room.likely(room.pair.who.verdicts, "verdict", number):
        return
    words = {name: text for name, text in said.items() if name in VERDICT}
    used = now.date() if said["choice"] != Choice.PARK else None
    verdict = Verdict(insight=insight, first_used_on=used, **words)
    verdicts.give(verdict, expected=0, by=room.lead(P), now=now, by_link=True)


def assemble(room: Room, *, now: datetime.datetime) -> None:
    """The facilitator writes a brief of two approved lessons and puts it before both leaders."""
    picks = list(
        Insight.objects.filter(partnership=room.partnership, level=FAR)
        .approved().reviewed().select_related("boundary", "verdict").order_by("completed_at", "pk")
    )  # fmt: skip
    if not picks:
        return
    brief = Brief(partnership=room.partnership, title=room.pair.brief, lead=room.pair.purpose)
    briefs.assemble(brief, picks[:3], by=room.facilitator, now=now)
    briefs.send(brief, by=room.facilitator, now=now)


def publish(room: Room, *, now: datetime.datetime) -> None:
    """Both leaders read it and sign; with the second name it is on the public shelf."""
    brief = Brief.objects.filter(partnership=room.partnership, state="review").first()
    if brief is None:
        return
    for side in (P, T):
        seen = signatures.digest(briefs.text(brief))
        briefs.sign(brief, side=side, seen=seen, by=room.decider(side), now=now)
        brief.refresh_from_db()
