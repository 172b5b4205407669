"""What a partnership asks of a person today. One query for each of the two questions."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.asks import Ask
from foundation.gathering import Part, gathered
from foundation.models import Signature

from . import closing_asks, kickoff_asks
from .asks_names import names, where
from .models import (
    Charter,
    Partnership,
    PartnershipOrganization,
    Phase,
    RosterEntry,
    SharingBoundary,
    Side,
)
from .permissions import LEADING

MOST = 25  # rows looked at; a home shows fewer
WITHIN = datetime.timedelta(days=14)  # our rule: the charter is written two weeks after the match
WAITS = datetime.timedelta(days=28)  # domain 3, row 12: then the facilitator calls
BOTH = gettext_lazy("Both sides and the facilitator read it, the sponsor never.")


def for_facilitator(user, now: datetime.datetime) -> list[Ask]:
    """Return what waits for a facilitator: a kickoff that can begin, a charter nobody signs."""
    rows = Partnership.objects.filter(facilitator=user, phase__in=[Phase.FORMING, Phase.KICKOFF])
    rows = rows.select_related("charter", "goal").annotate(**names("pk"), **columns(now))
    found = [of_partnership(row, user, now) for row in rows.order_by("matched_at", "pk")[:MOST]]
    return sorted(ask for asks in found for ask in asks)


def columns(now: datetime.datetime) -> dict:
    """Annotate what `of_partnership` reads, beside the names, the charter and the goal."""
    return {**_people("pk"), **kickoff_asks.columns()}


def of_partnership(row, user, now: datetime.datetime) -> list[Ask]:
    """Return what one partnership with `columns` asks of its facilitator before it meets."""
    if row.facilitator_id != user.pk:
        return []
    if row.phase == Phase.KICKOFF:
        return [kickoff_asks.steer(row)]
    ask = _steer(row, now) if row.phase == Phase.FORMING else None
    return [ask] if ask else []


def _steer(row, now) -> Ask | None:
    place = where(row)
    if row.charter.signed_at and row.complete:
        return Ask(
            rank=2, due=_due(row), where=place, minutes=2,
            sentence=_("Everything is there for the kickoff."),
            why=_("People are named, both sides have signed. Go on, and plan the day."),
            button=_("Go to the partnership"), url=row.get_absolute_url(),
        )  # fmt: skip
    if now - row.matched_at < WAITS:
        return None
    return Ask(
        rank=4, due=_due(row), where=place, minutes=10,
        sentence=_("Four weeks after the match the kickoff still waits."),
        why=_("A call helps more than a mail. The page says what is missing, and from whom."),
        button=_("See what is missing"), url=row.get_absolute_url(),
    )  # fmt: skip


@dataclass(frozen=True)
class Seat:
    """One roster entry of the reader, with what their side still owes before the kickoff."""

    entry: RosterEntry
    side_name: str
    where: str

    @property
    def due(self) -> datetime.datetime:
        return _due(self.entry)

    def url(self, name: str) -> str:
        return reverse(f"partnerships:{name}", args=[self.entry.partnership_id])


def for_participant(user, now: datetime.datetime) -> list[Ask]:
    """Return what waits for a person of a side: the benefit, a name, the list, the signature."""
    return sorted(gathered(parts(user, now)))


def parts(user, now: datetime.datetime) -> list[Part]:
    """Return the same for a query that other rooms share."""
    rows = RosterEntry.objects.standing().filter(user=user, partnership__phase__in=OF_SEAT)
    rows = rows.annotate(
        **_of_partnership(), **names("partnership"), **_own_side(), **_signing(),
        **kickoff_asks.seat_columns(), **closing_asks.seat_columns(),
    )  # fmt: skip
    return [Part(rows, "matched_at", _of_seats)]


def _of_seats(rows):
    return filter(None, [OF_SEAT[row.phase](row) for row in rows])


def _forming(row) -> Ask | None:
    """Return the one thing that matters most now; the rest waits behind it."""
    seat = Seat(row, _own_name(row), where(row))
    for make in (_benefit, _name_people, _look_over, _sign, _accept):
        if ask := make(seat, row):
            return ask
    return None


def _own_name(row):
    return row.partner_said if row.side == Side.PARTNER else row.thought_partner_said


def _benefit(seat, row):
    if getattr(row, f"benefit_{row.side}").strip():
        return None
    return _ask(
        seat, 3, _("Write what %(name)s hopes to gain") % {"name": seat.side_name},
        _("Two lines are enough."), _("Write it"), seat.url("benefit"), 3,
    )  # fmt: skip


def _name_people(seat, row):
    if not (row.decides or row.part in LEADING) or (row.has_decider and row.has_implementer):
        return None
    sentence = (
        _("Name somebody at %(name)s who does the work day to day")
        if row.has_decider
        else _("Name somebody at %(name)s who can decide")
    )
    return _ask(
        seat, 3, sentence % {"name": seat.side_name},
        _("Name, work e-mail and role; they see the partnership when they sign in."),
        _("Name people"), seat.url("roster"), 2,
    )  # fmt: skip


def _look_over(seat, row):
    if row.side != Side.THOUGHT_PARTNER or not row.decides or row.has_shared:
        return None
    return _ask(
        seat, 3, _("Say what %(name)s may share, and how far") % {"name": seat.side_name},
        _("A list is there to start from. Keep it, or change what does not fit."),
        _("Look over the list"), seat.url("boundaries"), 5,
    )  # fmt: skip


def _sign(seat, row):
    written = row.benefit_partner.strip() and row.benefit_thought_partner.strip()
    if not row.decides or not written or not row.has_shared or row.side_signed:
        return None
    if row.side_signed_before:
        text = _("Read the charter once more and sign again for %(name)s")
        why = _("It changed after your side had signed. The page begins with what changed.")
        button = _("Read and sign again")
    else:
        text = _("Read the charter and sign for %(name)s")
        why = _("One page: what each side gains, what this is, what may be shared.")
        button = _("Read and sign")
    return _ask(seat, 2, text % {"name": seat.side_name}, why, button, seat.url("charter"), 5)


def _accept(seat, row):
    if row.accepted_at:
        return None
    return _ask(
        seat, 6, _("Say yes to your part"), _("Three lines say what it asks of you."),
        _("Read your part"), seat.url("roster"), 1,
        skipped=_("Nothing waits for it. Both sides see that you have not said yet."),
    )  # fmt: skip


def _ask(seat, rank, sentence, why, button, url, minutes, skipped="") -> Ask:
    return Ask(
        rank=rank, due=seat.due, where=seat.where, sentence=sentence, why=why,
        button=button, url=url, minutes=minutes, who_sees=str(BOTH),
        skipped=skipped or _("The kickoff waits, and the facilitator calls after four weeks."),
    )  # fmt: skip


def _due(row) -> datetime.datetime:
    return row.matched_at + WITHIN


OF_SEAT = {  # what one person is asked in each phase
    Phase.FORMING: _forming,
    Phase.KICKOFF: kickoff_asks.of_seat,
    Phase.CLOSING: closing_asks.of_seat,
}


# -- what one query brings along ------------------------------------------------------------------
def _people(ref) -> dict:
    """Annotate whether each side has a decision maker and an implementer."""
    standing = RosterEntry.objects.standing().filter(partnership=OuterRef(ref))
    complete = Q()
    for side in Side:
        for mark in ("decides", "implements"):
            complete &= Q(Exists(standing.filter(side=side, **{mark: True})))
    return {"complete": complete}


def _of_partnership() -> dict:
    """Annotate on roster entries the phase, the dates and the benefits of their partnership."""
    dates = ("phase", "matched_at", "starts_on", "ends_on")
    gains = ("benefit_partner", "benefit_thought_partner")
    return {name: F(f"partnership__{name}") for name in dates} | {
        name: F(f"partnership__charter__{name}") for name in gains
    }


def _own_side() -> dict:
    mates = RosterEntry.objects.standing().filter(
        partnership=OuterRef("partnership"), side=OuterRef("side")
    )
    return {
        "has_decider": Exists(mates.filter(decides=True)),
        "has_implementer": Exists(mates.filter(implements=True)),
    }


def _signing() -> dict:
    sharing = PartnershipOrganization.objects.filter(
        partnership=OuterRef("partnership"),
        side=Side.THOUGHT_PARTNER,  # of the boundary's row
    )
    shared = SharingBoundary.objects.filter(
        partnership=OuterRef("partnership"),
        organization__in=sharing.values("organization"),
        retired_at=None,
        decided_at__isnull=False,
    )
    signed = Signature.objects.filter(
        context_kind=Charter._meta.label_lower,
        context_id=OuterRef("partnership__charter"),
        side=OuterRef("side"),
    )
    return {
        "has_shared": Exists(shared),
        "side_signed": Exists(signed.filter(cleared_at=None)),
        "side_signed_before": Exists(signed),
    }
