"""Who may do what in a partnership. Rights come from the place a person holds in this one alone.

Sources: the authorization matrix, rows 18 to 24; a program lead reads and steers, never writes.
"""

from dataclasses import dataclass, field
from uuid import UUID

from .models import Partnership, Phase, Role, RosterEntry, Side
from .models.standing import standing

LEADING = {RosterEntry.Part.LEAD, RosterEntry.Part.SPONSOR}


@dataclass(frozen=True)
class Place:
    """What one person is in one partnership: on one side, its facilitator, a lead of its program.

    `side` is "" for who is on none; `organization` and `entry` are ids of their roster entry.
    """

    side: str = ""
    part: str = ""
    decides: bool = False
    implements: bool = False
    organization: UUID | None = None
    entry: UUID | None = None
    facilitates: bool = field(default=False)
    oversees: bool = field(default=False)

    @property
    def inside(self) -> bool:
        """True for the two sides and the facilitator: whoever works in it."""
        return bool(self.side) or self.facilitates

    @property
    def leads(self) -> bool:
        """True for who leads or decides on their own side."""
        return bool(self.side) and (self.decides or self.part in LEADING)


def place_of(user, partnership: Partnership) -> Place:
    """Return the place of `user`; at most one query a partnership, none after `with_room()`.

    Load the partnership with `with_sides()`: its program is asked for.
    """
    known = partnership.__dict__.setdefault("_places", {})
    if user.pk not in known:
        known[user.pk] = _read(user, partnership)
    return known[user.pk]


def _read(user, partnership) -> Place:
    programs = standing(user).programs(Role.FACILITATION_LEAD)
    roles = {
        "facilitates": partnership.facilitator_id == user.pk,
        "oversees": bool(programs) and partnership.round.program_id in programs,
    }
    entry = _entry(user, partnership)
    if entry is None:
        return Place(**roles)
    return Place(
        entry.side, entry.part, entry.decides, entry.implements, entry.organization_id, entry.pk,
        **roles,
    )  # fmt: skip


def _entry(user, partnership) -> RosterEntry | None:
    if getattr(partnership, "seat_for", None) == user.pk:  # loaded `with_plan(user)`
        return getattr(partnership, "seat", None)
    if "roster" in getattr(partnership, "_prefetched_objects_cache", {}):
        return next((e for e in partnership.people() if e.user_id == user.pk), None)
    return partnership.roster.standing().filter(user=user).first()


def side_of(user, partnership) -> str:
    """Return the side `user` is on, or ""."""
    return place_of(user, partnership).side


def may_read_inside(user, partnership) -> bool:
    """Both sides, the facilitator and the program's facilitation leads (row 18)."""
    place = place_of(user, partnership)
    return place.inside or place.oversees


def may_facilitate(user, partnership) -> bool:
    """Prepare and run what both sides do together: the facilitator alone."""
    return place_of(user, partnership).facilitates


def may_steer(user, partnership) -> bool:
    """Phases, pause, ending, handing over (row 24): the facilitator and the leads."""
    place = place_of(user, partnership)
    return place.facilitates or place.oversees


def may_lead(user, partnership, side: str) -> bool:
    """Speak for `side` day to day."""
    place = place_of(user, partnership)
    return place.leads and place.side == side


def may_name_people(user, partnership, side: str) -> bool:
    """Put people on a side's roster: whoever leads that side, and the facilitator."""
    if partnership.over:
        return False
    return may_lead(user, partnership, side) or may_facilitate(user, partnership)


def may_edit_charter(user, partnership) -> bool:
    """Anybody of the two sides, and the facilitator (row 20); a lead of the program reads."""
    return place_of(user, partnership).inside and not partnership.over


def may_write_benefit(user, partnership, side: str) -> bool:
    """Each side writes its own (domain 0.44); nobody writes it for them."""
    return place_of(user, partnership).side == side and not partnership.over


def may_sign_charter(user, partnership) -> bool:
    """A named decision maker of a side (row 21)."""
    place = place_of(user, partnership)
    return bool(place.side) and place.decides and not partnership.over


def may_write_plan(user, partnership) -> bool:
    """Winds, focus areas, goal, objectives, map: both sides and the facilitator (row 20)."""
    return may_edit_charter(user, partnership)


def may_say_use(user, partnership) -> bool:
    """Where an objective is used: both sides and the facilitator, once they meet monthly."""
    before = partnership.phase in (Phase.FORMING, Phase.KICKOFF)
    return may_write_plan(user, partnership) and not before


def may_write_section(user, partnership, side: str) -> bool:
    """A section of the workbook: the side that it belongs to, or the facilitator who asked them."""
    place = place_of(user, partnership)
    return (place.side == side or place.facilitates) and not partnership.over


def may_sign_plan(user, partnership) -> bool:
    """The goal with its objectives: a named decision maker of a side (row 21)."""
    return may_sign_charter(user, partnership)


def may_object(user, partnership) -> bool:
    """A change of the plan goes ahead unless somebody of a side says no."""
    return bool(place_of(user, partnership).side) and not partnership.over


def may_say_as_leader(user, partnership) -> bool:
    """The three statements of the charter: who decides for the sharing side (domain 0.33)."""
    place = place_of(user, partnership)
    return place.side == Side.THOUGHT_PARTNER and place.decides and not partnership.over


def may_rate_focus(user, partnership) -> bool:
    """Each side rates the list unseen until the monthly sessions begin (domain 0.53)."""
    early = partnership.phase in (Phase.FORMING, Phase.KICKOFF)
    return bool(place_of(user, partnership).side) and early


def holds_talks(user, partnership) -> bool:
    """Who hears each side alone: the facilitator, or the neutral person if they are of a side."""
    return partnership.talks_with_id == user.pk


def may_read_motives(user, partnership) -> bool:
    """Why each side comes: who hears each side alone, and the leads (domain 2.3, 3.04).

    Nobody of one of the two organizations, whatever their role. Load it `with_sides()`.
    """
    own = standing(user).organizations
    if any(row.organization_id in own for row in partnership.organizations.all()):
        return False
    return holds_talks(user, partnership) or place_of(user, partnership).oversees


def may_answer_check(user, partnership) -> bool:
    """One's own two answers after the kickoff (domain 0.51)."""
    return bool(place_of(user, partnership).side) and partnership.phase == Phase.ACTIVE


def may_open_check(user, partnership) -> bool:
    """The page of the two questions: who answers them, and who reads the answers."""
    asked = place_of(user, partnership).side or holds_talks(user, partnership)
    return bool(asked)


def may_edit_boundary(user, partnership, organization_id) -> bool:
    """Decision makers of the side that owns the material, nobody else (row 23)."""
    place = place_of(user, partnership)
    return place.decides and not partnership.over and organization_id in own(partnership, place)


def own(partnership, place: Place) -> set[UUID]:
    """Return the ids of the organizations on the side of `place`."""
    rows = partnership.organizations.all()
    return {row.organization_id for row in rows if place.side and row.side == place.side}


def may_read_ending(user, partnership) -> bool:
    """Why it ended early: the facilitator and the leads (design, mechanism 1)."""
    return may_steer(user, partnership)


VISIBLE = "read"
WORK = {"fill", "write"}
MAIL = {"list_messages", "read_messages"}


def mail_of(user, action: str):
    """Return the partnerships whose mail `user` may see at the desk.

    The facilitator reads it and steers it; the leads see that it goes (matrix, rows 57 to 59).
    """
    if not user.is_authenticated:
        return Partnership.objects.none()
    steered = Partnership.objects.steered_by(user)
    return steered if action == "list_messages" else steered.filter(facilitator=user)


def visible_ids(user, action: str):
    """Answer the access registry: ids of partnerships in which `user` may do `action`."""
    rows = Partnership.objects.visible_to(user)
    if action in WORK:
        rows = rows.inside(user)
    elif action in MAIL:
        rows = mail_of(user, action)
    elif action == "audit":
        rows = rows.steered_by(user)
    elif action != VISIBLE:
        rows = rows.none()
    return rows.values("pk")


def may(user, action: str, pk) -> bool:
    """Answer the access registry for one partnership."""
    return visible_ids(user, action).filter(pk=pk).exists()


SIDES = (Side.PARTNER, Side.THOUGHT_PARTNER)  # in the order pages tell them


def may_edit_questions(user, action, key) -> bool:
    """Answer for the room of question sets: administrators of any program change their words."""
    return standing(user).has(Role.ADMINISTRATOR)
