"""What the close-out can say by itself, from what is known. Pure."""

from django.utils.translation import gettext as _


def suggested(facts) -> str:
    """Return a first sentence about the goal, made of the objectives that were judged."""
    judged = [row for row in facts.objectives if not row.open]
    if not judged:
        return ""
    return " ".join(
        _("%(short)s: %(became)s.") % {"short": row.short.rstrip("."), "became": row.word}
        for row in judged
    )
