"""Who may do what with lessons and briefs. Sources: domain 2.3; the matrix, rows 35 to 37, 331 on.

Rights come from the place a person holds in this partnership; signing and approving never by link.
"""

from partnerships import permissions as room

from .models import OPEN_TO_EDITS, OUT, Brief, BriefState, Insight, InsightState, Level


def may_write(user, partnership) -> bool:
    """Write a lesson: anybody of a side, for their own, while it runs."""
    return bool(room.side_of(user, partnership)) and not partnership.over


def may_edit(user, insight) -> bool:
    """Its own side, and the facilitator who types for them, until it is no longer current."""
    place = room.place_of(user, insight.partnership)
    near = place.side == insight.side or place.facilitates
    current = insight.state != InsightState.SUPERSEDED
    return near and current and not insight.partnership.over


def may_share(user, insight) -> bool:
    """Put it before the other side: whoever may edit it, once it is complete."""
    return may_edit(user, insight) and insight.state == InsightState.COMPLETE


def may_approve(user, insight) -> bool:
    """Decide how far it travels: a decision maker of its own side (calendar row 49)."""
    place = room.place_of(user, insight.partnership)
    ready = insight.state not in (InsightState.DRAFT, InsightState.SUPERSEDED)
    return place.decides and place.side == insight.side and ready and insight.level > Level.L0


def may_judge(user, insight) -> bool:
    """Give the verdict: anybody of the other side, once it is shared (domain 0.37)."""
    side = room.side_of(user, insight.partnership)
    return side == insight.other_side and insight.state in OUT and not insight.partnership.over


def may_assemble(user, partnership) -> bool:
    """Write a brief: both sides and the facilitator, also after the close (calendar row 56)."""
    return room.place_of(user, partnership).inside


def may_edit_brief(user, brief) -> bool:
    """The same people, until it is published."""
    return may_assemble(user, brief.partnership) and brief.state in OPEN_TO_EDITS


def may_sign_brief(user, brief) -> bool:
    """A named decision maker of a side (design, mechanism 3); also after the close."""
    place = room.place_of(user, brief.partnership)
    return bool(place.side) and place.decides and brief.state == BriefState.REVIEW


def may_withdraw(user, brief) -> bool:
    """Take a section out: a decision maker of either side."""
    place = room.place_of(user, brief.partnership)
    return bool(place.side) and place.decides and brief.state in OPEN_TO_EDITS


def may_withhold(user, brief) -> bool:
    """Keep it from the shelf, or take it off: a decision maker of either side."""
    place = room.place_of(user, brief.partnership)
    return bool(place.side) and place.decides and brief.state != BriefState.WITHHELD


def may_take_up(user, brief) -> bool:
    """Write on at a brief that was withheld."""
    return may_assemble(user, brief.partnership) and brief.state == BriefState.WITHHELD


def may_agree_to_quote(user, line) -> bool:
    """Say that a quotation may be printed: the side whose words it holds."""
    side = room.side_of(user, line.brief.partnership)
    waiting = bool(line.quote) and line.quote_agreed_at is None
    return waiting and side == line.quote_side and line.brief.state in OPEN_TO_EDITS


def visible_insights(user, action: str):
    """Answer the access registry: ids of lessons about which `user` may do `action`."""
    return _visible(Insight.objects, user, action)


def visible_briefs(user, action: str):
    """Answer the access registry: ids of briefs about which `user` may do `action`."""
    return _visible(Brief.objects, user, action)


def _visible(rows, user, action):
    if action in room.MAIL:
        return rows.filter(partnership__in=room.mail_of(user, action)).values("pk")
    return (rows.visible_to(user) if action == "read" else rows.none()).values("pk")


def may_on_insight(user, action: str, pk) -> bool:
    """Answer the access registry for one lesson."""
    return visible_insights(user, action).filter(pk=pk).exists()


def may_on_brief(user, action: str, pk) -> bool:
    """Answer the access registry for one brief."""
    return visible_briefs(user, action).filter(pk=pk).exists()
