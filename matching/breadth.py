"""Notices a challenge told as a broad label with no cause (domain 0.22). It warns, never blocks.

Our rule, editable: the lists below are all there is to it.
"""

import re

FEWEST_WORDS = 12
BROAD_LABELS = (
    "teacher retention",
    "teacher shortage",
    "teacher recruitment",
    "educator effectiveness",
    "professional development",
    "student achievement",
    "school climate",
    "teacher quality",
    "instructional quality",
    "principal pipeline",
    "teacher pipeline",
    "teacher diversity",
    "turnover",
    "burnout",
)
CAUSES = (
    "because", "due to", "caused by", "cause", "causes", "root cause", "reason", "reasons",
    "since", "as a result", "stems from", "driven by", "lies behind", "we found", "we learned",
    "they told us", "interviews show", "data show", "survey shows",
)  # fmt: skip


def names_a_cause(text: str) -> bool:
    """Say whether `text` gives a reason in any of the usual words."""
    spoken = " ".join(re.findall(r"[\w']+", text.casefold()))
    return any(f" {cause} " in f" {spoken} " for cause in CAUSES)


def is_broad(title: str, challenge: str) -> bool:
    """Say whether the challenge is a label so far: short, or a known label, and no cause given.

    Nothing written yet is not broad, unless the title is a known label.
    """
    if not (title.strip() or challenge.strip()) or names_a_cause(challenge):
        return False
    if challenge.strip() and len(re.findall(r"\w+", challenge)) < FEWEST_WORDS:
        return True
    told = f"{title} {challenge}".casefold()
    return any(label in told for label in BROAD_LABELS)
