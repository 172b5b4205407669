"""What the pages of lessons and briefs tell, gathered with few queries."""

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import signatures, versions
from foundation.models import Signature, Transition, Version
from partnerships import permissions as room
from partnerships.signed_pages import SideRow, own_name, standing_by_side

from . import brief_text, permissions
from .checking import checks, travel_problem
from .models import BriefState, Choice, Insight, InsightState, Level

VERDICTS = {
    Choice.ADOPT: gettext_lazy("We adopt it as it is"),
    Choice.ADAPT: gettext_lazy("We adapt it"),
    Choice.PARK: gettext_lazy("We park it for now"),
    Choice.REJECT: gettext_lazy("It does not fit us"),
}


def lesson_page(insight, user) -> dict:
    """Return what insight.html shows `user`, of a lesson loaded with `whole()`; one query.

    Two more where it no longer holds.
    """
    partnership = insight.partnership
    place = room.place_of(user, partnership)
    inside = place.inside or place.oversees
    public = _brief_of(insight)
    return {
        "insight": insight,
        "partnership": partnership,
        "owner": partnership.lead(insight.side),
        "other": partnership.lead(insight.other_side),
        "inside": inside,
        "verdict": getattr(insight, "verdict", None) if inside else None,
        "steps": trail(insight, public, inside=inside),
        **_ended(insight, user, inside),
        "checks": checks(insight),
        "portability": portability(insight),
        "travel": travel_sentence(insight),
        "without_yes": without_yes(insight),
        "problem": travel_problem(insight),
        "brief": public if inside or (public and public.state == BriefState.PUBLISHED) else None,
        "may_edit": permissions.may_edit(user, insight),
        "may_share": permissions.may_share(user, insight) and insight.level > Level.L0,
        "may_approve": permissions.may_approve(user, insight) and insight.waits_for_yes,
        "may_judge": permissions.may_judge(user, insight),
    }


def _ended(insight, user, inside) -> dict:
    """Say why a lesson no longer holds, and the one in its place to whoever reads that one too."""
    if insight.state != InsightState.SUPERSEDED:
        return {}
    moved = Transition.objects.about(insight).filter(new=InsightState.SUPERSEDED)
    newer = Insight.objects.visible_to(user).filter(pk=insight.superseded_by_id).first()
    return {"newer": newer, "no_longer": moved.order_by("-at").first() if inside else None}


def _brief_of(insight):
    lines = insight.brief_lines.filter(withdrawn_at=None).select_related("brief")
    line = lines.exclude(brief__state=BriefState.WITHHELD).order_by("-created_at").first()
    return line.brief if line else None


def trail(insight, brief=None, *, inside=True) -> list[tuple[str, bool]]:
    """Return where a lesson is, in words (screens, insight).

    Whether it is in use is what the other side made of it: told `inside` alone.
    """
    owner = insight.partnership.lead(insight.side).said
    other = insight.partnership.lead(insight.other_side).said
    drafted = date_format(timezone.localtime(insight.created_at), "j M")
    out = insight.shared_at is not None
    shared = _("Shared")
    if insight.session and out and insight.shared_at >= insight.session.starts_at:
        shared = _("Shared in %(session)s") % {"session": insight.session.name.lower()}
    in_use = (_("In use at %(name)s") % {"name": other}, insight.state == InsightState.USED)
    return [
        (_("Drafted %(day)s") % {"day": drafted}, True),
        (_("Complete"), insight.has_three and insight.state != InsightState.DRAFT),
        (_("Approved by %(name)s") % {"name": owner}, insight.approved_at is not None),
        (shared, out),
        *([in_use] if inside else []),
        (_("Public"), bool(brief and brief.state == BriefState.PUBLISHED)),
    ]


def portability(insight) -> list[tuple[str, list[str]]]:
    """Return the three columns of "Will it work elsewhere?", each a list of lines."""
    rows = [
        (_("Must hold"), insight.must_hold),
        (_("May vary"), insight.may_vary),
        (_("Failed where"), insight.failed_where),
    ]
    return [(head, [line for line in text.splitlines() if line.strip()]) for head, text in rows]


def travel_sentence(insight) -> str:
    """Say how far a lesson may travel now, and what its side proposes."""
    said = Level(insight.reach).label
    if insight.level > insight.reach:
        return _("Now: %(now)s. Proposed, and waiting for a yes of its own side: %(wish)s.") % {
            "now": said,
            "wish": insight.get_level_display(),
        }
    return f"{said}."


def without_yes(insight) -> str:
    """Say how far a lesson goes while its leader does not decide (calendar row 49)."""
    if insight.approved_at is None:
        return _("Without your yes it is talked about and goes no further.")
    return _("Without your yes it stays as it is: %(now)s.") % {"now": Level(insight.reach).label}


def brief_page(brief, user) -> dict:
    """Return what brief.html shows `user`, of a brief loaded with `whole()`; one query."""
    partnership, lines = brief.partnership, with_names(brief, brief.standing_lines)
    place = room.place_of(user, partnership)
    text = brief_text.content(brief, lines)
    known = _signatures(brief)
    standing = standing_by_side(known)
    sides = [_side(partnership, side, standing.get(side), place) for side in room.SIDES]
    reopened = known and not standing and brief.state == BriefState.REVIEW
    unsigned = bool(lines) and place.side not in standing
    may_sign, mine = permissions.may_sign_brief(user, brief) and unsigned, own_name(sides)
    return {
        "brief": brief,
        "partnership": partnership,
        "lines": lines,
        "taken_out": [line for line in brief.lines.all() if line.withdrawn_at],
        "authors": authors(brief),
        "minutes": brief_text.minutes(text),
        "figure": brief_text.figure(brief.counted),
        "sides": sides,
        "mine": mine,
        "seen": signatures.digest(text),
        "changed": _changed(known, place, text),
        "cleared": known[0] if reopened else None,
        "heading": brief_heading(brief, sides, mine if may_sign else ""),
        "may_sign": may_sign,
        "may_edit": permissions.may_edit_brief(user, brief),
        "may_withdraw": permissions.may_withdraw(user, brief),
        "may_withhold": permissions.may_withhold(user, brief),
        "may_take_up": permissions.may_take_up(user, brief),
        "quotes": {line.pk for line in lines if permissions.may_agree_to_quote(user, line)},
    }


def with_names(brief, lines) -> list:
    """Return `lines`, each knowing what the side of its lesson and the other are called."""
    for line in lines:
        line.owner_name = brief.partnership.lead(line.insight.side).said
        line.elsewhere_name = brief.partnership.lead(line.insight.other_side).said
    return lines


def authors(brief) -> list[str]:
    """Return the names of the lead organizations: the partner first, as people say it."""
    return [brief.partnership.lead(side).name for side in room.SIDES]


def _side(partnership, side, signature, place):
    signers = [entry for entry in partnership.people(side) if entry.decides]
    return SideRow(side, partnership.lead(side).said, signers, signature, side == place.side)


def _signatures(brief) -> list[Signature]:
    """Return all signatures under `brief`, newest first, with the `content` signed."""
    kept = Version.objects.about(brief).filter(at__lte=OuterRef("at")).order_by("-number")
    rows = Signature.objects.about(brief).annotate(content=Subquery(kept.values("content")[:1]))
    return list(rows.select_related("by").order_by("-at", "-cleared_at"))


def _changed(known, place, text):
    """Compare with what the reader's side signed last; for the facilitator, any side."""
    mine = [row for row in known if place.side in ("", row.side)]
    if not mine or mine[0].digest == signatures.digest(text):
        return []
    signed = dict(mine[0].content or {})
    if signatures.digest(signed) != mine[0].digest:
        return []
    rows = versions.difference(signed, text)
    return [(brief_text.about(key, signed | text), sign, line) for key, sign, line in rows
            if not key.endswith(":number")]  # fmt: skip


def brief_heading(brief, sides, signs_for="") -> str:
    """Say where a brief stands, in a sentence; to who may sign now, what is asked of them."""
    if signs_for:
        return _("Read it, then sign for %(name)s") % {"name": signs_for}
    missing = [row.name for row in sides if row.signature is None]
    if brief.state == BriefState.PUBLISHED:
        return _("It is on the shelf, for everybody")
    if brief.state == BriefState.WITHHELD:
        return _("It is not published")
    if brief.state == BriefState.DRAFTING:
        return _("It is being written")
    if len(missing) == 1:
        return _("It waits for the signature of %(name)s") % {"name": missing[0]}
    return _("Both leaders are reading it")
