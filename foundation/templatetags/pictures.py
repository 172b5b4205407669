"""Pictures drawn on the server, each with the same facts in words under it."""

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from foundation import pictures

register = template.Library()
HERE = "components/pictures/"


@register.inclusion_tag(f"{HERE}path.html")
def path_picture(phases, stops, today, label):
    """Draw the path. Takes lists of pictures.Phase and pictures.Stop; `label` says it all."""
    ordered = sorted(stops, key=lambda stop: stop.on)
    said = _("Today, %(date)s") % {"date": date_format(today, "j F")}
    return {
        "wide": pictures.path(phases, stops, today, said=said),
        "tablet": pictures.path(phases, stops, today, width=pictures.TABLET, said=said),
        "narrow": pictures.path(phases, stops, today, width=pictures.NARROW, said=said),
        "said": said,
        "stops": ordered,
        "today": today,
        "label": label,
    }


@register.inclusion_tag(f"{HERE}mini_path.html")
def mini_path(held, planned, started=True, stalled=False):
    """Draw the path as a row of dots for a table: sessions held of planned."""
    drawing = pictures.mini_path(held, planned, started=started, stalled=stalled)
    return {"mini": drawing, "held": held, "planned": planned, "started": started}


@register.inclusion_tag(f"{HERE}nine_bars.html")
def nine_bars(readings, label, you="", second=""):
    """Draw items as two people read them. Takes pictures.Reading and the readers' names."""
    return {
        "wide": pictures.nine_bars(readings),
        "narrow": pictures.nine_bars(readings, narrow=True),
        "readings": readings,
        "label": label,
        "you": you,
        "second": second,
        "has_second": any(reading.second for reading in readings),
        "has_apart": any(row.apart for row in pictures.nine_bars(readings).rows),
    }


@register.inclusion_tag(f"{HERE}timeline.html")
def agenda_timeline(blocks, starts=None, width=730, elapsed=None, key=False, listed=True):
    """Draw an agenda. Takes pictures.Block and the aware local start; `width` is the room it has.

    `listed` puts the same as a list under it; leave it out where the agenda itself stands there.
    """
    total = sum(block.minutes for block in blocks)
    return {
        "wide": pictures.timeline(blocks, starts, width=width, elapsed=elapsed),
        "tablet": pictures.timeline(blocks, starts, width=pictures.TABLET, elapsed=elapsed),
        "narrow": pictures.timeline(blocks, starts, width=pictures.NARROW, elapsed=elapsed),
        "blocks": blocks,
        "total": total,
        "key": key,
        "listed": listed,
    }
