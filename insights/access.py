"""What the room tells the rooms below it when all are loaded."""

from django.urls import reverse

from accounts import links
from foundation import access
from notifications import planner
from sessions_app import after_parts, taking_back

from . import drafting, permissions, verdicts


def register() -> None:
    """Draft lessons and begin their use each minute; verdicts by link and in the After mail."""
    planner.each_minute(drafting.draft_due)
    planner.each_minute(verdicts.begin_use)
    after_parts.add(verdicts.parts_after)
    taking_back.when_taken_back(drafting.let_go)
    links.lead("answer", "insights.insight", _verdict_page)
    for kind in ("insight", "brief"):
        access.register(
            f"insights.{kind}",
            visible=getattr(permissions, f"visible_{kind}s"),
            may=getattr(permissions, f"may_on_{kind}"),
        )


def _verdict_page(link):
    return reverse("insights:verdict_by_link", args=[link.context_id])
