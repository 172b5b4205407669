"""Who takes part in the play and what they say: read from pairs.toml and words.toml."""

import datetime
import random
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from partnerships.models import Membership, Side

from . import characters

HERE = Path(__file__).parent
SHARED = (
    "aims", "months", "reflections", "updates", "decisions", "lessons", "promises", "themes",
    "questions",
)  # fmt: skip
P, T = Side.PARTNER, Side.THOUGHT_PARTNER


@dataclass(frozen=True)
class Seat:
    """Somebody on a side: the address before the @, a title, and what they do there."""

    key: str
    title: str
    side: str
    does: str

    @property
    def email(self) -> str:
        return f"{self.key}@seedbed.example"

    @property
    def decides(self) -> bool:
        return self.does == "decides"

    @property
    def implements(self) -> bool:
        return not self.decides

    @property
    def level(self) -> str:
        level = Membership.Level
        return level.EXECUTIVE if self.decides else level.MIDDLE


@dataclass(frozen=True)
class Pair:
    """Two invented organizations, what they meet for, and when. Lists run session by session.

    Session number `at` lies `in_days` days from the day the program is played to; `late` says
    after how many days the notes of a session go where that is not the next day, `pulse_in` on
    which day the pulse check opens where that is not two weeks before the midpoint.
    """

    key: str
    round: str
    facilitator: str
    character: str
    zone: str
    clock: str
    partner: tuple
    thought_partner: tuple
    topic: str
    initiative: str
    challenge: str
    purpose: str
    gains_partner: str
    gains_thought_partner: str
    planned: int
    at: int
    in_days: int
    sentence: str
    goal: str
    measures: str
    need: str
    can_show: str
    seats: tuple
    aims: tuple
    months: tuple
    reflections: tuple
    updates: tuple
    decisions: tuple
    lessons: tuple
    promises: tuple
    themes: tuple
    questions: tuple
    brief: str = ""
    in_use: str = ""  # where the first aim is used, said after the fourth session
    still_open: tuple = ()
    pulse_in: int | None = None
    late: dict = field(default_factory=dict)

    @property
    def time(self) -> datetime.time:
        return datetime.time.fromisoformat(self.clock)

    @property
    def who(self) -> characters.Character:
        return characters.BY_NAME[self.character]

    def named(self, side: str) -> tuple[str, str]:
        """Return the name of a side's organization and what people call it."""
        return self.partner if side == P else self.thought_partner

    def seat(self, side: str, does: str) -> Seat:
        """Return who on `side` "leads" or "decides"."""
        return next(seat for seat in self.seats if (seat.side, seat.does) == (side, does))

    def lesson(self, did: str) -> dict:
        """Return setting, failed_where and the words of the verdict on it; {} of words unknown."""
        names = {"p": self.partner[1], "t": self.thought_partner[1]}
        return {name: text.format(**names) for name, text in lessons().get(did, {}).items()}

    def of(self, name: str, number: int):
        """Return what is said in session `number` of a list; lists begin again at their end."""
        said = getattr(self, name)
        return said[(number - 1) % len(said)]


@cache
def common() -> dict:
    """Return what people of any pair say."""
    return tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))


@cache
def lessons() -> dict:
    """Return what grows from three answers, by the first of them."""
    rows = tomllib.loads((HERE / "lessons.toml").read_text(encoding="utf-8"))["lesson"]
    return {row.pop("did"): row for row in rows}


def cast(seed: int = 1) -> list[Pair]:
    """Return the pairs of the demonstration; `seed` shuffles what they have in common."""
    text = (HERE / "pairs.toml").read_text(encoding="utf-8")
    return [pair(row, seed) for row in tomllib.loads(text)["pair"]]


def pair(row: dict, seed: int) -> Pair:
    """Return one pair from its row; what the row does not say comes from words.toml."""
    chance = random.Random(f"{seed}:{row['key']}")
    names = {"p": row["partner"][1], "t": row["thought_partner"][1]}
    words = {name: _said(common()[name], names) for name in SHARED}
    for name in ("reflections", "updates"):
        chance.shuffle(words[name])
    seats = tuple(Seat(*seat) for seat in row["seats"])
    late = {int(number): days for number, days in row.get("late", {}).items()}
    return Pair(**{**words, **row, "seats": seats, "late": late})


def _said(value, names):
    if isinstance(value, str):
        return value.format(**names)
    if isinstance(value, list):
        return [_said(one, names) for one in value]
    return value
