"""What the second half of the room registers: where links lead, what each minute does."""

from django.urls import reverse

from accounts import links
from accounts.models import Purpose
from notifications import planner

from . import live
from .models import Attendance


def register() -> None:
    """Say where links lead, and that forgotten sessions close themselves."""
    links.lead(Purpose.ANSWER, "sessions_app.session", _to("ask"))
    links.lead(Purpose.ANSWER, "sessions_app.attendance", _after)
    links.lead(Purpose.REPORT_DONE, "sessions_app.action", _to("report"))
    links.lead(Purpose.ANSWER, "sessions_app.question", _to("thread_answer"))
    planner.each_minute(live.close_forgotten)


def _to(name):
    return lambda link: reverse(f"sessions_app:{name}", args=[link.context_id])


def _after(link):
    seat = Attendance.objects.filter(pk=link.context_id).values_list("session", flat=True).first()
    return reverse("sessions_app:after", args=[seat or link.context_id])
