"""How people of a simulated partnership behave."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Character:
    """Shares are probabilities from 0 to 1 that somebody does what they are asked.

    `ends` names what happens after the session that fixes the pair's calendar: "" goes on,
    "stalls", "pauses", "ends".
    """

    name: str
    reflects: float = 1.0
    updates: float = 0.9
    rates: float = 0.5
    keeps: float = 0.85  # promises
    answers: float = 0.8  # invitations
    verdicts: float = 0.9
    forms: float = 0.7  # the six minutes of the pulse check
    replies: float = 1.0  # quick questions between sessions
    ends: str = ""


BY_NAME = {
    character.name: character
    for character in (
        Character("good"),
        Character("one_sided", updates=0.0, keeps=0.4, rates=0.2),
        Character("stalled", updates=0.4, keeps=0.3, ends="stalls"),
        Character("paused", ends="pauses"),
        Character("leader_leaves", ends="ends"),
        Character(
            "skips_everything",
            reflects=0,
            updates=0,
            rates=0,
            keeps=0,
            answers=0,
            verdicts=0,
            forms=0,
            replies=0,
        ),
    )
}
