"""Where the marks of a fishbone go: a problem at its head, what may lie behind it on its bones.

Pure geometry like `pictures`: plain values in, lengths in units of the drawing's box out. The same
words stand in full in the list under the picture.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from .pictures import LETTER, NARROW, WIDE

HEAD = 216  # the box of the problem at the right
LEAN = 54  # how far a bone leans towards the head
LINE, BETWEEN = 19, 10  # a line of words, and the gap between two causes
NAME, FOOT = 34, 22  # the box of a bone's name; room between the last cause and the spine
MOST_LINES = 3
HEAD_LINES = 6


@dataclass(frozen=True)
class Bone:
    """A group of causes; `causes` are pairs of a text and whether it was chosen as a root cause."""

    name: str
    causes: Sequence[tuple[str, bool]] = ()


@dataclass(frozen=True)
class Twig:
    """A cause as drawn: its dot, and its lines as (y, text)."""

    x: float
    y: float
    words_x: float
    lines: list[tuple[float, str]]
    chosen: bool


@dataclass(frozen=True)
class DrawnBone:
    """A bone from its name (`x`, `y`) to where it meets the spine (`to_x`, `to_y`)."""

    name: str
    x: float
    y: float
    to_x: float
    to_y: float
    name_width: float
    twigs: list[Twig]


@dataclass(frozen=True)
class Fishbone:
    """The whole picture; the spine runs from `tail` to `head_x` at the height `spine`."""

    width: int
    height: float
    spine: float
    tail: float
    head_x: float
    head_y: float
    head_height: float
    head_lines: list[tuple[float, str]]
    bones: list[DrawnBone]

    @property
    def head_width(self) -> float:
        """How wide the box of the problem is."""
        return round(self.width - self.head_x - 1, 1)


def fishbone(problem: str, bones: Sequence[Bone]) -> Fishbone:
    """Return the wide picture: bones above and below the spine, the problem at the right."""
    pairs = max((len(bones) + 1) // 2, 1)
    apart = (WIDE - HEAD - 24) / pairs
    letters = int((apart - 32) / LETTER)
    wrapped = [[(_wrapped(text, letters), chosen) for text, chosen in b.causes] for b in bones]
    above = max([_tall(one) for one in wrapped[0::2]], default=0)
    below = max([_tall(one) for one in wrapped[1::2]], default=0)
    lines = _wrapped(problem, 24, HEAD_LINES)
    head = len(lines) * 22 + 28
    spine = max(NAME + above + FOOT, head / 2 + 2)
    under = max(NAME + below + FOOT if len(bones) > 1 else 0, head / 2 + 2)
    drawn = [
        _bone(bone, causes, index, apart, spine, below if index % 2 else above)
        for index, (bone, causes) in enumerate(zip(bones, wrapped, strict=True))
    ]
    top = round(spine - head / 2, 1)
    return Fishbone(
        width=WIDE,
        height=round(spine + under, 1),
        spine=round(spine, 1),
        tail=4,
        head_x=WIDE - HEAD,
        head_y=top,
        head_height=head,
        head_lines=[(round(top + 32 + 22 * n, 1), line) for n, line in enumerate(lines)],
        bones=drawn,
    )


def _bone(bone, causes, index, apart, spine, tall) -> DrawnBone:
    """Draw one bone: even ones above the spine, odd ones below it, each pair further right."""
    lower = index % 2 == 1
    to_x = apart * (index // 2 + 1) + 6
    x = to_x - LEAN
    length = NAME + tall + FOOT
    y = spine + length - NAME / 2 if lower else spine - length + NAME / 2
    at = spine + FOOT if lower else spine - length + NAME + 4
    twigs = []
    for lines, chosen in causes:
        middle = at + LINE * len(lines) / 2
        on_bone = x + LEAN * (middle - y) / (spine - y)
        words = [(round(at + 14 + LINE * n, 1), line) for n, line in enumerate(lines)]
        dot, beside = round(on_bone, 1), round(on_bone - 14, 1)
        twigs.append(Twig(dot, round(middle, 1), beside, words, chosen))
        at += LINE * len(lines) + BETWEEN
    width = min(len(bone.name) * 8.4 + 20, apart - 12)
    top, foot = (round(x, 1), round(y, 1)), (round(to_x, 1), round(spine, 1))
    return DrawnBone(bone.name, *top, *foot, round(width, 1), twigs)


def narrow_fishbone(problem: str, bones: Sequence[Bone]) -> Fishbone:
    """Return the picture for a phone: the problem on top, the spine down the left side."""
    letters = int((NARROW - 46) / LETTER)
    lines = _wrapped(problem, 32, HEAD_LINES)
    head = len(lines) * 22 + 24
    at, drawn = float(head + 18), []
    for bone in bones:
        width = min(len(bone.name) * 8.4 + 20, NARROW - 30)
        begins, twigs = at, []
        at += NAME + 2
        for text, chosen in bone.causes:
            wrapped = _wrapped(text, letters)
            words = [(round(at + 14 + LINE * n, 1), line) for n, line in enumerate(wrapped)]
            twigs.append(Twig(32, round(at + 9, 1), 44, words, chosen))
            at += LINE * len(wrapped) + BETWEEN
        drawn.append(DrawnBone(bone.name, 26, round(begins + 14, 1), 10, begins, width, twigs))
        at += 8
    return Fishbone(
        width=NARROW, height=round(at, 1), spine=10, tail=round(at - 8, 1), head_x=1, head_y=1,
        head_height=head,
        head_lines=[(round(28 + 22 * n, 1), line) for n, line in enumerate(lines)],
        bones=drawn,
    )  # fmt: skip


def _tall(causes) -> float:
    return sum(LINE * len(lines) + BETWEEN for lines, _chosen in causes)


def _wrapped(text: str, letters: int, most: int = MOST_LINES) -> list[str]:
    lines = textwrap.wrap(text, max(letters, 8)) or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1][: letters - 1].rstrip()}…"]
    return lines
