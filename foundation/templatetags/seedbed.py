"""Small words for templates. Nothing is computed in a template; the thinking is in modules."""

import uuid

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from foundation import dates, numbers
from foundation.conflicts import BASE, base_of
from foundation.once import FIELD

register = template.Library()


@register.simple_tag
def form_key():
    """Write the hidden one-time key of a form; `once` reads it."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, uuid.uuid4())


@register.simple_tag
def base(form):
    """Write what the row of a form said when the page was made; `conflicts` reads it."""
    said = base_of(form)
    return format_html('<input type="hidden" name="{}" value="{}">', BASE, said) if said else ""


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
def spelled(count):
    """Say a count within a sentence: "three", or "12"."""
    return numbers.spelled(count)


@register.filter
def spelled_first(count):
    """Say a count that begins a sentence: "Three", or "12"."""
    return numbers.spelled_first(count)


@register.filter
def clock(moment):
    """Say the local time of a moment: "3:30 pm"."""
    return dates.say_clock(timezone.localtime(moment)) if moment else ""


@register.filter
def long_day(moment):
    """Say a date with its year: "Thursday 11 March 2027"."""
    if not moment:
        return ""
    local = timezone.localtime(moment) if hasattr(moment, "hour") else moment
    return dates.say_day(local, year=True)


@register.filter
def short_day(moment):
    """Say a date with a short weekday: "Thu 11 Mar"."""
    if not moment:
        return ""
    local = timezone.localtime(moment) if hasattr(moment, "hour") else moment
    return date_format(local, "D j M")


@register.filter
def at(values, index):
    """Return one of a list's values."""
    return values[index]


@register.filter
def is_marked_optional(field):
    """Say whether a field is the optional one among required ones; else nothing is marked.

    A form names in `one_of` fields of which one is needed: none of them is optional.
    """
    if field.field.required or field.name in getattr(field.form, "one_of", ()):
        return False
    return any(other.field.required for other in field.form.visible_fields())


@register.simple_tag(takes_context=True)
def address_with(context, called="", to=None, **changes):
    """Return this page's address with query values changed; None takes one out.

    `called` is the name of one more of them that a template is told, `to` its value.
    """
    query = context["request"].GET.copy()
    for name, value in (changes | ({called: to} if called else {})).items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"?{query.urlencode()}"


ONLY_MINE = ("/account/", "/walk-in/", "/me/", "/mailbox/")


@register.simple_tag(takes_context=True)
def stay_here(context):
    """Return this page's address if another person may be shown the same page, else ""."""
    request = context.get("request")
    if request is None or request.method != "GET" or not context["user"].is_authenticated:
        return ""
    return "" if request.path.startswith(ONLY_MINE) else request.get_full_path()
