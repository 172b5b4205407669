"""What the people of a partnership know between them (domain 2.06, 2.09). Never a gate."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.asks import Ask

from .asks_names import where
from .models import Phase, RosterEntry

MARKS = ("knows_content", "knows_system")
MEETING = (Phase.ACTIVE, Phase.MIDPOINT)
BEFORE = (Phase.FORMING, Phase.KICKOFF)  # the charter is written, or is still fresh


@dataclass(frozen=True)
class Coverage:
    """Whether anybody is marked at all, and whether somebody knows each of the three."""

    told: bool
    content: bool
    system: bool
    design: bool

    @property
    def sentence(self) -> str:
        """What the roster says of it; "" while nobody is marked, which says nothing."""
        if not self.told:
            return ""
        if self.content and self.system:
            return _("Somebody knows the subject, and somebody the system around it.")
        if self.content:
            return _("Nobody is marked as knowing the system around the work.")
        if self.system:
            return _("Nobody is marked as knowing the subject itself.")
        return _("Nobody is marked as knowing the subject, or the system around it.")

    def advice(self, phase: str) -> list[str]:
        """Return what only the facilitator reads beside it."""
        lines = []
        if not self.told:
            lines.append(
                _("“Change” beside a name marks who knows the subject, and who knows the system.")
            )
        if self.gap:
            lines.append(
                _("A guest for one session can bring what is missing. Nothing waits for it.")
            )
        if self.told and not self.design and phase in BEFORE:
            lines.append(
                _("Nobody is marked as designing tools; it helps where you make some together.")
            )
        return lines

    @property
    def gap(self) -> bool:
        """One of the two is missing, as far as anybody said."""
        return self.told and not (self.content and self.system)


def coverage(entries) -> Coverage:
    """Return what `entries` of a roster, loaded before, know between them."""
    content, system, design = (
        any(getattr(entry, name) for entry in entries) for name in (*MARKS, "knows_design")
    )
    told = content or system or design
    return Coverage(told, content, system, design)


def columns(now: datetime.datetime) -> dict:
    """Annotate on partnerships what `of_partnership` reads, beside the names."""
    people = RosterEntry.objects.standing().filter(partnership=OuterRef("pk"))
    marked = people.filter(Q(knows_content=True) | Q(knows_system=True) | Q(knows_design=True))
    found = {name: Exists(people.filter(**{name: True})) for name in MARKS}
    return {"anybody_knows": Exists(marked), **found}


def of_partnership(row, user, now: datetime.datetime) -> list[Ask]:
    """Suggest a guest for one session to the facilitator, where something is missing (2.09)."""
    if row.facilitator_id != user.pk or row.phase not in MEETING:
        return []
    known = Coverage(row.anybody_knows, row.knows_content, row.knows_system, False)
    if not known.gap:
        return []
    return [
        Ask(
            rank=8,
            due=row.matched_at,
            where=where(row),
            minutes=3,
            sentence=known.sentence,
            why=_("A guest for one session can bring it. Or somebody who is in it knows it."),
            button=_("See who is in it"),
            url=reverse("partnerships:roster", args=[row.pk]),
            skipped=_("Nothing waits for it."),
        )  # fmt: skip
    ]
