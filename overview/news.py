"""What the mail after a session says of other rooms: that there is something to read, no word."""

from django.utils.translation import ngettext

from notifications import rules
from partnerships.models import Partnership
from pulse import released


def since(partnership_id, since) -> list[str]:
    """Return a sentence where something was shared back since `since` (domain 3, row 44)."""
    n = released.shared_back(partnership_id, since)
    if not n:
        return []
    text = ngettext(
        "One thing changes after the midpoint talks. Who does what by when is on the partnership’s"
        " page: %(url)s",
        "%(n)d things change after the midpoint talks. Who does what by when is on the"
        " partnership’s page: %(url)s",
        n,
    )
    return [text % {"n": n, "url": rules.address(Partnership(pk=partnership_id))}]
