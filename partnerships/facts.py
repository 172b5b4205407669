"""The facts on an organization's page: a few of each kind, newest first, and whether more exist."""

import datetime
from dataclasses import dataclass

from django.db.models import F

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
        "grants": _few(organization.grants.order_by(_newest("fiscal_year"), "id")),
        "expertise": _few(claims.order_by("-depth", "id")),
        "initiatives": _few(organization.initiatives.order_by(_newest("year"), "title", "id")),
        "relations": _few(relations.order_by(_newest("year"), "expert_name", "id")),
    }


def _newest(name):
    """Newest first, and last what bears no year; databases disagree on that."""
    return F(name).desc(nulls_last=True)


def _few(rows) -> Few:
    found = list(rows[: SHOWN + 1])
    return Few(found[:SHOWN], len(found) > SHOWN)
