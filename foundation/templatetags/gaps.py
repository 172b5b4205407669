"""How far two sides lie apart, drawn on the server with the same as a table."""

from django import template

from foundation import pictures_gaps

register = template.Library()


@register.inclusion_tag("components/pictures/gaps.html")
def gaps_picture(pairs, label, thought_partner, partner, note=""):
    """Draw pictures_gaps.Pair rows; `label` says it all, the names head both columns.

    `note` is a further sentence under the picture.
    """
    return {
        "wide": pictures_gaps.gaps(pairs),
        "narrow": pictures_gaps.gaps(pairs, narrow=True),
        "pairs": pairs,
        "label": label,
        "thought_partner": thought_partner,
        "partner": partner,
        "note": note,
        "has_apart": any(pair.apart for pair in pairs),
    }
