"""Small words for templates. Nothing is computed in a template; the thinking is in modules."""

import uuid

from django import template
from django.utils import timezone
from django.utils.html import format_html

from foundation import dates
from foundation.once import FIELD

register = template.Library()


@register.simple_tag
def form_key():
    """Write the hidden one-time key of a form; `once` reads it."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, uuid.uuid4())


@register.filter
def when(moment):
    """Say a moment in the reader's zone: "Thursday 11 March, 3:30 pm Central"."""
    return dates.say_when(moment) if moment else ""


@register.filter
def day(moment):
    """Say a date, or the local date of a moment: "Thursday 11 March"."""
    if not moment:
        return ""
    return dates.say_day(timezone.localtime(moment) if hasattr(moment, "hour") else moment)


@register.filter
def clock(moment):
    """Say the local time of a moment: "3:30 pm"."""
    return dates.say_clock(timezone.localtime(moment)) if moment else ""
