"""The interest form as short pages: which question is on which page, and what is needed to send."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MINUTES = 12  # domain 2.3, peers: under twelve


@dataclass(frozen=True)
class Page:
    """One page of the form; `needed` must be written before it can be sent."""

    key: str
    title: str | Promise
    fields: tuple[str, ...]
    needed: tuple[str, ...]


PAGES = (
    Page(
        "initiative",
        _("Tell us what you are doing"),
        ("title", "doing", "stage", "educators", "owner"),
        ("title", "doing", "stage"),
    ),
    Page(
        "problem",
        _("Say what problem it answers"),
        ("challenge", "requested_by", "in_local_plan", "data_sources"),
        ("challenge",),
    ),
    Page("reasons", _("Say why now"), ("why_now", "hoped_for"), ("why_now", "hoped_for")),
    Page(
        "people",
        _("Name who would take part"),
        ("people_and_time", "leader", "leader_agrees", "preferred_dates"),
        ("people_and_time", "leader"),
    ),
)
BY_KEY = {page.key: page for page in PAGES}
FIELDS = tuple(field for page in PAGES for field in page.fields)
NEEDED = tuple(field for page in PAGES for field in page.needed)


def after(page: Page) -> Page | None:
    """Return the page that follows, or None after the last one."""
    return dict(zip(PAGES, PAGES[1:], strict=False)).get(page)


def missing(application, page: Page | None = None) -> list[str]:
    """Return the needed fields that are still empty, of one page or of all."""
    return [name for name in (page.needed if page else NEEDED) if not getattr(application, name)]


def begun(application, page: Page) -> bool:
    """Say whether anything is written on `page`."""
    return any(getattr(application, name) for name in page.fields)


def answers(found) -> list:
    """Return (page, [(label, answer, missing)], what was left empty and may be) for all pages."""
    gaps = set(missing(found))
    return [(page, *_of_page(found, page, gaps)) for page in PAGES]


def _of_page(found, page, gaps):
    rows, empty = [], []
    for name in page.fields:
        label, said = _label(found, name), _said(found, name)
        if said or name in gaps:
            rows.append((label, said, name in gaps))
        else:
            empty.append(label)
    return rows, empty


def _label(found, name):
    return found._meta.get_field(name).verbose_name


def _said(found, name):
    if name == "leader_agrees":
        return gettext("Yes") if found.leader_agrees else ""
    shown = getattr(found, f"get_{name}_display", None)
    return shown() if shown and getattr(found, name) else getattr(found, name)
