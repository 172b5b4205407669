"""Who could take part on each side of a proposal: read once, offered as choices, checked again."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from partnerships.models import Membership, Organization, Side
from partnerships.naming import titled

ROLES = ("decides", "implements")


class Seats:
    """The people of both organizations on one day, in one query.

    Who only keeps a page takes no part, unless they wrote the form: the first of an organization
    keeps its page from then on (domain 2.3).
    """

    def __init__(self, application, offer, day: date):
        self.organizations: dict[str, Organization] = {
            Side.PARTNER: application.organization,
            Side.THOUGHT_PARTNER: offer.organization,
        }
        rows = Membership.objects.on(day).filter(
            Q(administers=False) | Q(leads=True) | Q(user__in=_writers(application)),
            organization__in=self.organizations.values(),
            user__is_active=True,
        )
        rows = rows.select_related("user").order_by("since", "user__name", "pk")
        self.rows = {str(row.pk): row for row in rows}

    def choices(self, side: str, role: str) -> list[tuple[str, str]]:
        """Return who may take `role` on `side`: to decide, one has to lead the organization."""
        organization = self.organizations[side]
        mine = [row for row in self.rows.values() if row.organization_id == organization.pk]
        fitting = [row for row in mine if row.leads or role != "decides"]
        return [(str(row.pk), titled(row)) for row in fitting]

    def without_authority(self) -> list[str]:
        """Return, a sentence each, where nobody may decide; no query of its own."""
        text = _("Nobody at %(said)s may decide for it yet. Ask them who decides, first.")
        return [
            text % {"said": organization.said}
            for side, organization in self.organizations.items()
            if not self.choices(side, "decides")
        ]

    def named(self, chosen: dict[str, str]) -> list[tuple]:
        """Return (membership, side, decides, implements) of a form's choices, a person once."""
        parts: dict = {}
        for side in Side.values:
            for role in ROLES:
                key = (chosen[f"{side}_{role}"], side)
                parts.setdefault(key, set()).add(role)
        return [
            (self.rows[key], side, "decides" in roles, "implements" in roles)
            for (key, side), roles in parts.items()
        ]

    def only(self) -> dict[str, str]:
        """Return the form's choices where only one person may take a part."""
        found = {}
        for side in self.organizations:
            for role in ROLES:
                fitting = self.choices(side, role)
                if len(fitting) == 1:
                    found[f"{side}_{role}"] = fitting[0][0]
        return found

    def of(self, people) -> dict[str, str]:
        """Return the form's choices for people already proposed."""
        held = {(row.organization_id, row.user_id): key for key, row in self.rows.items()}
        found: dict[str, str] = {}
        for person in people:
            key = held.get((self.organizations[person.side].pk, person.user_id), "")
            found |= {f"{person.side}_{role}": key for role in ROLES if getattr(person, role)}
        return found


def _writers(application) -> list:
    wrote = application.created_by_id, application.submitted_by_id
    return [person for person in wrote if person is not None]
