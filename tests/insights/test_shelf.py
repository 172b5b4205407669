"""The public shelf: what anybody reads of a published brief, and nothing of any other."""

import pytest
from django.urls import reverse

from insights import brief_text
from insights.models import Brief, BriefLine, BriefState
from partnerships.models import Side
from tests import factories_insights as make
from tests.factories import NOW
from tests.factories_insights import published

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
B = BriefState
COUNTED = "Residents\nDecember: 1 of 6, before cards\nFebruary: 5 of 6\nOur own count."


def test_anybody_reads_a_published_brief_and_no_name_of_a_person(room, client, brief):
    row = published(brief, room)

    answer = client.get(row.get_public_url())

    assert answer.status_code == 200
    assert f'<link rel="canonical" href="http://localhost:8000{row.get_public_url()}">' in (
        answer.text
    )
    assert "Written under a grant. No endorsement." in answer.text
    names = [room.facilitator.name, *(entry.user.name for entry in room.people.values())]
    assert [name for name in names if name in answer.text] == []
    assert row.title in client.get(reverse("insights:shelf")).text


@pytest.mark.parametrize("topic", ["%00", "a%00b", "9" * 99, "%F0%9F%98%80"])
def test_a_made_up_topic_is_read_kindly(client, topic):
    assert client.get(f"{reverse('insights:shelf')}?topic={topic}").status_code == 200


@pytest.mark.parametrize("state", [B.DRAFTING, B.REVIEW, B.WITHHELD])
def test_nothing_of_an_unpublished_brief_is_public(room, client, brief, state):
    BriefLine.objects.update(text="ZQ-section")
    Brief.objects.update(
        state=state, title="ZQ-title", slug="zq", sent_at=NOW, answer_by=NOW.date()
    )

    pages = [client.get(reverse("insights:shelf")), client.get("/shelf/zq/"), client.get("/")]

    assert [page.status_code for page in pages] == [200, 404, 302]
    assert [page for page in pages if "ZQ-" in page.text] == []


def test_a_draft_lesson_of_a_published_partnership_is_in_no_public_byte(room, client, brief):
    make.InsightFactory(partnership=room.partnership, strategy="ZQ-draft", example="ZQ-case")
    make.VerdictFactory(insight=brief.standing_lines[0].insight, why="ZQ-why", here_changed="ZQ-h")
    row = published(brief, room)

    pages = client.get(row.get_public_url()).text + client.get(reverse("insights:shelf")).text

    assert "ZQ-" not in pages


def test_taken_off_the_shelf_it_is_not_found(room, enter, client, brief):
    row = published(brief, room)
    address = reverse("insights:brief_withhold", args=[row.pk])

    enter(room.decider(P)).post(address, {"why": "A number was wrong."})
    client.logout()

    gone, never = client.get(row.get_public_url()), client.get("/shelf/never-was/")
    assert (gone.status_code, never.status_code) == (404, 404)
    for page in (gone, never):  # nobody learns which it was
        assert "No brief stands at this address" in page.text
        assert "partnership you are not part of" not in page.text
        assert f'href="{reverse("insights:shelf")}"' in page.text


def test_the_shelf_is_searched_by_topic_and_says_when_it_is_empty(room, client, brief):
    empty = client.get(reverse("insights:shelf")).text
    row = published(brief, room)
    other = client.get(reverse("insights:shelf") + "?topic=elsewhere").text

    assert "A brief appears here once" in empty
    assert row.title not in other
    assert "Nothing on this topic yet." in other


def test_a_few_people_are_a_few_dots():
    figure = brief_text.figure(COUNTED)

    assert (figure.title, figure.source) == ("Residents", "Our own count.")
    assert [(row.label, row.reached, row.of, row.note) for row in figure.rows] == [
        ("December", 1, 6, "before cards"), ("February", 5, 6, ""),
    ]  # fmt: skip
    assert [full for _x, full in figure.rows[0].dots] == [True] + [False] * 5


@pytest.mark.parametrize("text", ["", "Only words", "T\nDecember: 7 of 6", "T\nMay: 5 of 40"])
def test_what_cannot_be_drawn_is_no_picture(text):
    assert brief_text.figure(text) is None
