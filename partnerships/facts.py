"""The facts on an organization's page: a few of each kind, newest first, and whether more exist."""

from dataclasses import dataclass

from .models import DocumentedRelation, Organization

SHOWN = 25


@dataclass(frozen=True)
class Few:
    """At most 25 rows; `more` says that the list page has others."""

    rows: list
    more: bool

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)


def of(organization: Organization) -> dict[str, Few]:
    """Return grants, expertise, initiatives and documented relations, in four queries."""
    relations = DocumentedRelation.objects.of(organization)
    return {
        "grants": _few(organization.grants.order_by("-fiscal_year", "id")),
        "expertise": _few(organization.expertise.select_related("topic").order_by("-depth", "id")),
        "initiatives": _few(organization.initiatives.order_by("-year", "title", "id")),
        "relations": _few(relations.order_by("-year", "expert_name", "id")),
    }


def _few(rows) -> Few:
    found = list(rows[: SHOWN + 1])
    return Few(found[:SHOWN], len(found) > SHOWN)
