"""How facts of the directory are written."""

from django import template

register = template.Library()


@register.filter
def dollars(amount: int) -> str:
    """Write whole US dollars as "$11,300,000"."""
    return f"${amount:,}"


@register.filter
def years(reported: str) -> str:
    """Write the years of a source as "2013, 2015", whatever stands between them there."""
    return ", ".join(year.strip() for year in reported.split(";"))
