"""The sentence a page opens with: what its data say, before any table (a page answers first).

A view passes it as `finding`; `base.html` writes it before the lead. Each room's sentences stand in
its `findings.py`, made of rows that the page has at hand; "" where nothing can be said.
"""

from django.utils.translation import gettext as _

from .paging import Page


def of_page(page: Page, sentence: str) -> str:
    """Return `sentence`, which counts the rows of `page`, and say so where the list is longer."""
    if not sentence or (page.first and not page.after):
        return sentence
    return _("%(said)s Counted on this page alone.") % {"said": sentence}
