"""How facts of the directory are written."""

from django import template

register = template.Library()


@register.filter
def dollars(amount: int) -> str:
    """Write whole US dollars as "$11,300,000"."""
    return f"${amount:,}"
