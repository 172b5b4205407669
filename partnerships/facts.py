"""The facts on an organization's page: a few of each kind, newest first, and whether more exist."""

import datetime
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


def of(organization: Organization, day: datetime.date) -> dict[str, Few]:
    """Return grants, expertise as of `day`, initiatives and documented relations: four queries."""
    claims = organization.expertise.select_related("topic").with_age(day)
    relations = DocumentedRelation.objects.of(organization)
    return {
        "grants": _few(organization.grants.order_by("-fiscal_year", "id")),
        "expertise": _few(claims.order_by("-depth", "id")),
        "initiatives": _few(organization.initiatives.order_by("-year", "title", "id")),
        "relations": _few(relations.order_by("-year", "expert_name", "id")),
    }


def _few(rows) -> Few:
    found = list(rows[: SHOWN + 1])
    return Few(found[:SHOWN], len(found) > SHOWN)
