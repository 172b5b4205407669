"""What the pages of lessons and briefs open with."""

import datetime
from types import SimpleNamespace as Row

import pytest

from foundation.paging import Page
from insights import findings

DRAFT, WAITS = {"shared_at": None}, {"shared_at": "a day"}
ADOPTED = WAITS | {"verdict": Row(choice="adopt")}
PARKED = WAITS | {"verdict": Row(choice="park")}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "No lesson stands here yet."),
        ([DRAFT, DRAFT], "Two lessons are being written; none is shared yet."),
        ([DRAFT, WAITS, PARKED], "One shared lesson waits for its verdict."),
        ([ADOPTED, PARKED, ADOPTED], "Two shared lessons are adopted or adapted."),
        ([PARKED], "Each shared lesson has its verdict, and none is taken up."),
    ],
)
def test_lessons_say_where_they_are(rows, said):
    assert findings.lessons(Page([Row(**row) for row in rows], "", True)) == said


def test_the_shelf_names_the_newest_brief():
    at = datetime.datetime(2026, 3, 5, 12, tzinfo=datetime.UTC)
    brief = Row(title="Coaching that lasts", published_at=at)

    assert findings.shelf(Page([brief], "", True)) == (
        "The newest is “Coaching that lasts”, of March 2026."
    )
    assert findings.shelf(Page([brief], "", False)) == findings.shelf(Page([], "", True)) == ""
