"""The words of a charter as one document: what is signed, what is compared, how it is told.

Pure: keys and codes, so that the digest of a text is the same in every language.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.versions import difference

from .models import BoundaryLevel, SharingBoundary, Side

BENEFITS: dict[str, str] = {
    Side.PARTNER: "benefit_partner",
    Side.THOUGHT_PARTNER: "benefit_thought_partner",
}
COMMON = ["could_not_alone", "in_scope", "out_of_scope", "norms", "if_people_leave"]
SECTIONS = ["benefit_partner", "benefit_thought_partner", *COMMON]
HEADINGS = {
    "could_not_alone": gettext_lazy("What neither could do alone"),
    "in_scope": gettext_lazy("What this is"),
    "out_of_scope": gettext_lazy("What this is not"),
    "norms": gettext_lazy("How we work"),
    "if_people_leave": gettext_lazy("If somebody leaves"),
}
BOUNDARY = "boundary:"
CODES = ("material", "detail", "level", "commercial", "terms")


def content(charter, boundaries) -> dict[str, str]:
    """Return the whole text by key, in reading order; `boundaries` are those in force."""
    return {**{name: getattr(charter, name) for name in SECTIONS}, **shared(boundaries)}


def shared(boundaries) -> dict[str, str]:
    """Return what may be shared by key, in reading order; `boundaries` are those in force."""
    text = {}
    for row in sorted(boundaries, key=lambda b: (str(b.organization_id), b.material, str(b.pk))):
        text[f"{BOUNDARY}{row.organization_id}:{row.pk}"] = "\n".join(
            str(getattr(row, name)) for name in CODES
        )
    return text


def heading(key: str, names: dict) -> str:
    """Return what a reader calls the section `key`.

    `names` gives the organization's name for each side and, as text, for each organization's id.
    """
    for side, name in BENEFITS.items():
        if key == name:
            return _("What %(name)s hopes to gain") % {"name": names[side]}
    if key.startswith(BOUNDARY):
        name = names.get(key.split(":")[1], "")
        return _("What %(name)s may share") % {"name": name}
    return str(HEADINGS[key])


def boundary_line(stored: str) -> str:
    """Tell a boundary of a kept text in one sentence: "Coaching guide (the steps): Talk ..."."""
    if not stored:
        return ""
    material, detail, level, commercial, terms = [*stored.split("\n", 4), "", "", "", ""][:5]
    words = _("%(material)s (%(detail)s): %(level)s") % {
        "material": material,
        "detail": dict(SharingBoundary.Detail.choices).get(detail, detail),
        "level": dict(BoundaryLevel.choices).get(int(level), level),
    }
    sold = _("usually sold") if commercial == "True" else ""
    return ". ".join(part for part in (words, sold, terms) if part)


def changes(old: dict, new: dict, names: dict) -> list[tuple[str, str, str]]:
    """Return (heading, sign, line) for each line that differs; sign is "-" or "+"."""
    before, after = _told(old), _told(new)
    return [(heading(key, names), sign, line) for key, sign, line in difference(before, after)]


def _told(text: dict) -> dict:
    return {
        key: boundary_line(value) if key.startswith(BOUNDARY) else value
        for key, value in text.items()
    }


TEMPLATE = {  # prefilled when a partnership is founded; each side changes what does not fit
    "in_scope": gettext_lazy(
        "A thought partnership: one narrow question at a time, answered from experience.\n"
        "One session of 90 minutes a month, and a short preparation."
    ),
    "out_of_scope": gettext_lazy(
        "Not technical assistance: nobody builds, trains or decides for the other side.\n"
        "Nobody is evaluated here."
    ),
    "norms": gettext_lazy(
        "We say what did not work as plainly as what did.\n"
        "What was said about people stays with the people who heard it.\n"
        "A plan changes when either side says why."
    ),
    "if_people_leave": gettext_lazy(
        "Whoever leaves names the next person and talks with them once before going.\n"
        "The facilitator tells both sides within a week."
    ),
}
MATERIALS = [  # (kind of material, how much of it, level): a careful start
    (gettext_lazy("How the program is built"), SharingBoundary.Detail.PRINCIPLE, BoundaryLevel.L1),
    (gettext_lazy("What did not work"), SharingBoundary.Detail.IDEA, BoundaryLevel.L1),
    (gettext_lazy("Templates and forms"), SharingBoundary.Detail.TEMPLATE, BoundaryLevel.L2),
    (gettext_lazy("Training materials"), SharingBoundary.Detail.STEPS, BoundaryLevel.L2),
    (gettext_lazy("Data about people"), SharingBoundary.Detail.DATA, BoundaryLevel.L0),
]
