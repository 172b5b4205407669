"""One thing asked of one person: the row of a home, with its price and what skipping does."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, order=True)
class Ask:
    """A row of a home. `rank` orders by consequence: 0 hurts people today, 9 can wait.

    `post` says that the button acts at `url` by itself; otherwise it opens the page that does.
    `minutes` is the price; `skipped` says what happens instead when nobody acts. `out` is the page
    where one says "not me", "not now" or asks a colleague; it takes `?way=` one of these.
    `colleague` is the page where a colleague is asked to do it too, where there is no `out`.
    `start` is the page that begins it, where `url` says once more what a home says with `out`.
    Until the day `until` it rests: something was done, and `why` says what is waited for.
    """

    rank: int
    due: datetime
    where: str = field(compare=False)
    sentence: str = field(compare=False)
    why: str = field(compare=False)
    button: str = field(compare=False)
    url: str = field(compare=False)
    minutes: int = field(compare=False, default=2)
    post: bool = field(compare=False, default=False)
    who_sees: str = field(compare=False, default="")
    skipped: str = field(compare=False, default="")
    out: str = field(compare=False, default="")
    colleague: str = field(compare=False, default="")
    start: str = field(compare=False, default="")
    until: date | None = field(compare=False, default=None)
