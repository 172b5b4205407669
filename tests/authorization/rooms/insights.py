"""Lessons, verdicts and briefs of one partnership, tried by both sides and by strangers."""

from django.urls import reverse

from foundation import signatures
from insights import briefs
from insights.models import BriefState
from tests import factories_insights as make
from tests.authorization.world import SIDES, Try
from tests.factories import NOW

OTHER = {SIDES[0]: SIDES[1], SIDES[1]: SIDES[0]}
LEVEL = 3  # this partner may use it: below what a program officer reads


def build(world):
    """A draft, a complete and a shared lesson a side; a brief being written, read, withheld."""
    partnership = world.things["partnership", SIDES[0]]
    for side in SIDES:
        leader = world.sides["main", side].lead
        words = {"partnership": partnership, "side": side}
        for state in ("draft", "complete"):
            canary = world.canary(f"lesson_{state}", "strategy", side)
            world.things[f"lesson_{state}", side] = make.InsightFactory(
                **words, state=state, strategy=canary, level=LEVEL
            )
        world.things["lesson", side] = make.shared(
            partnership, side=side, approver=leader, level=LEVEL,
            strategy=world.canary("lesson", "strategy", side),
        )  # fmt: skip
        for state in ("drafting", "review", "withheld"):
            _brief(world, partnership, state, side)


def _brief(world, partnership, state, side):
    asked = {"sent_at": NOW, "answer_by": NOW.date()} if state == "review" else {}
    brief = make.BriefFactory(
        partnership=partnership, state=state, title=world.canary(f"brief_{state}", "title", side),
        **asked,
    )  # fmt: skip
    world.things[f"brief_{state}", side] = brief
    world.things[f"section_{state}", side] = make.BriefLineFactory(
        brief=brief, insight=world.things["lesson", side], quote="Their words.", quote_side=side,
        text=world.canary(f"section_{state}", "text", side),
    )  # fmt: skip


def lesson(name, key, data=None, *, other=False):
    """Return the builder of one request about a lesson; `other` takes that of the other side."""

    def attempt(world, side):
        whose = OTHER[side] if other else side
        row = world.things[key, whose]
        url = reverse(f"insights:{name}", args=[row.pk])
        if data is None:
            return Try("get", url, None, world.canary(key, "strategy", whose))
        return Try("post", url, data)

    return attempt


def room(name, data=None):
    """Return the builder of one request about the partnership's lessons."""

    def attempt(world, side):
        partnership = world.things["partnership", side]
        url = reverse(f"insights:{name}", args=[partnership.pk])
        if data is None:
            return Try("get", url, None, world.canary("lesson", "strategy", side))
        picks = {f"pick_{world.things['lesson', side].pk}": "on"}
        return Try("post", url, data | picks)

    return attempt


def brief(name, state, data=None, *, section=False):
    """Return the builder of one request about a brief, or about its section."""

    def attempt(world, side):
        row = world.things[f"brief_{state}", side]
        ids = [row.pk, *([world.things[f"section_{state}", side].pk] if section else [])]
        url = reverse(f"insights:{name}", args=ids)
        if data is None:
            return Try("get", url, None, world.canary(f"section_{state}", "text", side))
        return Try("post", url, data)

    return attempt


def signed(world, side):
    row = world.things["brief_review", side]
    assert row.state == BriefState.REVIEW
    seen = signatures.digest(briefs.text(row))
    return Try("post", reverse("insights:brief_sign", args=[row.pk]), {"seen": seen})


LESSON = {"strategy": "Other words", "kind": "practice", "level": "1", "version": "1"}
SECTION = {"order": "1", "heading": "New", "text": "New words", "version": "1"}
CELLS = {
    801: room("lessons"),
    802: lesson("insight", "lesson_draft"),
    803: lesson("edit", "lesson_draft", LESSON),
    804: lesson("insight", "lesson"),
    805: lesson("verdict", "lesson", {"choice": "adopt"}, other=True),
    806: lesson("approve", "lesson_complete", {"version": "1"}),
    807: lesson("share", "lesson_complete", {}),
    808: lesson("retire", "lesson_complete", {"why": "It changed."}),
    809: room("new", LESSON),
    810: room("assemble", {"title": "New brief"}),
    811: brief("brief", "drafting"),
    812: brief("brief_edit", "drafting", {"title": "New", "series": "Brief", "version": "1"}),
    813: brief("brief_line", "drafting", SECTION, section=True),
    814: brief("brief_withdraw", "drafting", {}, section=True),
    815: brief("brief_agree", "drafting", {}, section=True),
    816: brief("brief_send", "drafting", {}),
    817: signed,
    818: brief("brief_withhold", "review", {"why": "Not now."}),
    819: brief("brief_take_up", "withheld", {}),
}
