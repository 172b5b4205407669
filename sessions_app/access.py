"""What the room tells the rooms below it when all are loaded."""

from django.urls import reverse

from accounts import links
from foundation import access
from notifications import planner
from partnerships import changes, meetings

from . import actions, invitations, permissions, publish, queries, series_services


def register() -> None:
    """Say who sees messages, where links lead, what is done each minute and when people change."""
    access.register("sessions_app.session", visible=permissions.visible_ids, may=permissions.may)
    links.lead(invitations.RSVP, "sessions_app.session", _coming)
    planner.each_minute(publish.publish_due)
    changes.when_changed(series_services.partnership_changed)
    changes.when_changed(actions.hand_on)
    meetings.know(held=queries.kickoff_held, ahead=queries.spans, kickoff_day=queries.kickoff_day)


def _coming(link):
    return reverse("sessions_app:coming", args=[link.context_id])
