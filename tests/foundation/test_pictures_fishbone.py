"""Where the marks of a fishbone go."""

import pytest

from foundation.pictures import LETTER, NARROW, WIDE
from foundation.pictures_fishbone import Bone, fishbone, narrow_fishbone

SIX = [
    Bone("People", [("Nobody is trained", False)]),
    Bone("Time", [("The year is too full", True), ("Mondays", False)]),
    Bone("Money"),
    Bone("Rules", [("Chosen by years of service", False)]),
    Bone("Work"),
    Bone("Around", [("Next door pays more", False)]),
]
LONG = "a cause that is told in far more words than a bone of a fish has ever had room for " * 4


def test_bones_stand_above_and_below_the_spine_in_turn():
    drawn = fishbone("They leave", SIX)

    sides = [bone.y < drawn.spine for bone in drawn.bones]
    assert sides == [True, False] * 3
    assert [bone.to_y for bone in drawn.bones] == [drawn.spine] * 6
    assert drawn.bones[0].to_x == drawn.bones[1].to_x < drawn.bones[2].to_x < drawn.head_x


def test_a_dot_sits_on_its_bone_and_a_root_cause_is_marked():
    bone = fishbone("They leave", SIX).bones[1]

    assert [twig.chosen for twig in bone.twigs] == [True, False]
    for twig in bone.twigs:
        share = (twig.y - bone.y) / (bone.to_y - bone.y)
        assert twig.x == pytest.approx(bone.x + share * (bone.to_x - bone.x), abs=0.2)
        assert 0 < share < 1


@pytest.mark.parametrize("count", [0, 1, 2, 5, 6, 8])
@pytest.mark.parametrize("text", ["Short", LONG, "Onewordwithoutanyspace" * 9, "مدارس الوادي"])
def test_everything_stays_inside_and_nothing_overlaps(count, text):
    bones = [Bone(f"Bone {n}", [(text, n == 0), (text, False)]) for n in range(count)]

    drawn = fishbone(text, bones)

    assert drawn.head_y >= 0
    assert drawn.head_y + drawn.head_height <= drawn.height
    for bone in drawn.bones:
        assert bone.x - bone.name_width >= 0
        assert bone.x < WIDE - 216
        lines = [line for twig in bone.twigs for line in twig.lines]
        ys = [y for y, _line in lines]
        assert ys == sorted(ys)
        assert len(set(ys)) == len(ys)
        assert all(0 < y < drawn.height for y in ys)
        for twig in bone.twigs:
            assert all(twig.words_x - len(line) * LETTER > -60 for _y, line in twig.lines)


def test_long_causes_are_cut_with_a_mark():
    twig = fishbone("x", [Bone("Time", [(LONG, False)])]).bones[0].twigs[0]

    assert len(twig.lines) == 3
    assert twig.lines[-1][1].endswith("…")


def test_on_a_phone_everything_stands_in_one_column():
    drawn = narrow_fishbone("They leave", SIX)

    lines = [y for bone in drawn.bones for twig in bone.twigs for y, _line in twig.lines]
    assert drawn.width == NARROW
    assert lines == sorted(lines)
    assert max(lines) < drawn.height
    assert all(bone.name_width <= NARROW - 26 for bone in drawn.bones)
