"""What the lead starts from when an organization finds no partner in a round. No database."""

from django.utils.translation import gettext as _

from .wording import Draft


def draft(result: str, *, title: str) -> Draft:
    """Return the draft for `result`: "waitlisted" or "not_now". The organization reads it."""
    named = {"title": title}
    if result == "waitlisted":
        return Draft(
            _("You are ready, and no thought partner with a free place fits “%(title)s” just now."
              " You keep your place in the line, with nothing to fill in again.") % named,
            _("We tell you whether a place has come free"), 20,
        )  # fmt: skip
    return Draft(
        _("We looked for a partner for “%(title)s” and have found none that would help you enough."
          " This says nothing about your work. Your words are kept, and you can ask again in any"
          " later round.") % named,
        _("Ask again when the next round opens"), 60,
    )  # fmt: skip
