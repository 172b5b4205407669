"""What an act needs of one pair: its rows, found by name, so that a play can go on another day."""

import random
from dataclasses import dataclass
from functools import cached_property

from accounts.models import User
from partnerships.models import Partnership, RosterEntry, Side
from sessions_app.models import Session, SessionKind, SessionState

from .calendar import Calendar
from .pairs import Pair

P, T = Side.PARTNER, Side.THOUGHT_PARTNER


@dataclass
class Room:
    """One pair in the play. `round` is set before the first act: the round it belongs to."""

    pair: Pair
    calendar: Calendar
    seed: int = 1
    round: object = None

    @cached_property
    def partnership(self) -> Partnership:
        rows = Partnership.objects.with_room()
        return rows.get(initiative__title=self.pair.initiative, round=self.round)

    @cached_property
    def people(self) -> dict:
        """Return the address before the @ of each seat to its person."""
        found = User.objects.in_bulk([seat.email for seat in self.pair.seats], field_name="email")
        return {seat.key: found[seat.email] for seat in self.pair.seats}

    @cached_property
    def facilitator(self) -> User:
        return User.objects.get(email=f"{self.pair.facilitator}@seedbed.example")

    def lead(self, side: str) -> User:
        """Return who leads day to day on `side`."""
        return self.people[self.pair.seat(side, "leads").key]

    def decider(self, side: str) -> User:
        return self.people[self.pair.seat(side, "decides").key]

    def owner(self, key: str) -> User:
        """Return who "p" and "t" stand for in words.toml, else the person of a seat."""
        return self.lead({"p": P, "t": T}[key]) if key in "pt" else self.people[key]

    def fresh(self) -> Partnership:
        """Return the partnership as it stands now."""
        self.__dict__.pop("partnership", None)
        return self.partnership

    def session(self, number: int) -> Session:
        """Return session `number` as it stands now; 0 is the kickoff."""
        rows = Session.objects.select_related("agenda").exclude(state=SessionState.CANCELLED)
        which = {"number": number} if number else {"kind": SessionKind.KICKOFF}
        found = rows.get(partnership=self.partnership, **which)
        found.partnership = self.partnership
        return found

    def seats(self) -> list[RosterEntry]:
        rows = RosterEntry.objects.standing().filter(partnership=self.partnership)
        return sorted(rows.select_related("user"), key=lambda entry: entry.user.email)

    def likely(self, share: float, *what) -> bool:
        """Say whether something happens; the same `what` with the same seed says the same."""
        chance = random.Random(":".join(map(str, (self.seed, self.pair.key, *what))))
        return chance.random() < share
