"""Pairs without a story of their own, as many as wanted: for long plays, budgets and benchmarks."""

import random

from . import pairs

PLACES = (
    "Amber", "Birch", "Cedar", "Dove", "Elk", "Fern", "Grove", "Heron", "Iris", "Jasper", "Kestrel",
    "Linden", "Meadow", "North", "Orchard", "Poplar", "Quarry", "Robin", "Spruce", "Thistle",
)  # fmt: skip
ZONES = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles")
SIDES = {
    "partner": (("lead", "Induction lead", "leads"), ("head", "Superintendent", "decides"),
                ("staff", "Coach", "implements")),
    "thought_partner": (("lead", "Program lead", "leads"), ("head", "Director", "decides"),
                        ("staff", "Trainer", "implements")),
}  # fmt: skip


def cast(count: int, *, seed: int = 1, months: int = 12, characters=("good",)) -> list[pairs.Pair]:
    """Return `count` pairs whose lives of `months` months ended by the day they are played to.

    `characters` are given in turn; `months` counts from the kickoff to the close-out, 8 to 12.
    """
    return [_pair(number, seed, months, characters) for number in range(1, count + 1)]


def _pair(number, seed, months, characters) -> pairs.Pair:
    chance = random.Random(f"{seed}:{number}")
    place = f"{chance.choice(PLACES)} {number}"
    names = {"partner": f"{place} Schools", "thought_partner": f"{place} Fellows"}
    row = {
        "key": f"pair-{number}", "round": "last", "facilitator": "facilitator",
        "character": characters[number % len(characters)], "zone": chance.choice(ZONES),
        "clock": chance.choice(("10:00", "13:30", "15:30")),
        **{side: [name, name] for side, name in names.items()},
        "topic": "retention_induction", "initiative": f"A first year at {place} that people stay",
        "challenge": "New teachers meet five helpers and know none of them.",
        "purpose": f"New teachers at {place} have one steady person",
        "gains_partner": "We know what one steady person costs.",
        "gains_thought_partner": "We see our pairs in another place.",
        "planned": months - 2, "at": months - 2, "in_days": -60,
        "sentence": "On the plan.", "goal": "Each new teacher has one steady person for a year.",
        "measures": "A name beside each name in September and in May.",
        "need": "One person, not five", "can_show": "How pairs are made", "brief": "One person",
        "seats": [
            [f"{side.replace('_', '-')}-{number}.{key}", title, side, does]
            for side, people in SIDES.items() for key, title, does in people
        ],
    }  # fmt: skip
    return pairs.pair(row, seed)
