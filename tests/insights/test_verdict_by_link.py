"""The verdict by personal link: changed where it was written, read by nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts import links
from insights.models import Verdict
from partnerships.models import Side
from tests import factories_insights as make
from tests.factories import NOW

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER


@pytest.fixture
def by_link(client, room, lesson):
    _link, path = links.make(
        user=room.implementer(P), purpose="answer", about=lesson, now=NOW,
        expires_at=NOW + timedelta(days=4000),
    )  # fmt: skip
    return path


def page_of(lesson):
    return reverse("insights:verdict_by_link", args=[lesson.pk])


def test_a_scanner_that_presses_every_button_changes_nothing(client, by_link, lesson):
    client.get(by_link, follow=True)
    client.head(page_of(lesson))

    answer = client.post(page_of(lesson), {"choice": "", "why": "", "here_changed": ""})

    assert (answer.status_code, Verdict.objects.count()) == (422, 0)
    assert 'id="id_choice_error"' in answer.text


def test_by_link_a_verdict_is_given_and_changed_where_it_was_written(client, by_link, lesson):
    client.get(by_link, follow=True)
    client.post(page_of(lesson), {"choice": "park", "why": "ZQ-why"})
    again = client.get(page_of(lesson)).text
    client.post(page_of(lesson), {"choice": "adapt", "here_changed": "Spanish"})

    verdict = Verdict.objects.get()
    assert (verdict.choice, verdict.by_link) == ("adapt", True)
    assert "ZQ-why" in again


def test_the_same_link_elsewhere_shows_no_words_and_no_case(client, by_link, lesson, room):
    client.get(by_link, follow=True)
    client.post(page_of(lesson), {"choice": "park", "why": "ZQ-why"})
    other = type(client)()

    text = other.get(by_link, follow=True).text

    assert "ZQ-why" not in text
    assert room.implementer(P).name not in text
    assert lesson.example not in text


def test_a_choice_made_elsewhere_keeps_the_words_and_reads_none(client, by_link, lesson):
    client.get(by_link, follow=True)
    client.post(page_of(lesson), {"choice": "park", "why": "ZQ-why", "sketch": "ZQ-sketch"})
    other = type(client)()
    other.get(by_link, follow=True)

    other.post(page_of(lesson), {"choice": "adapt", "why": "Now", "version": 1})
    answer = other.get(page_of(lesson))

    verdict = Verdict.objects.get()
    assert (verdict.choice, verdict.why, verdict.sketch) == ("adapt", "Now", "ZQ-sketch")
    assert "ZQ-" not in answer.text


def test_what_a_colleague_answered_is_not_overwritten_by_link(client, by_link, lesson, room):
    make.VerdictFactory(insight=lesson, created_by=room.decider(P), here_changed="ZQ-theirs")
    client.get(by_link, follow=True)

    mine = "We would need host teachers first."
    answer = client.post(page_of(lesson), {"choice": "park", "why": mine})

    assert "has answered already" in answer.text
    assert mine in answer.text
    assert "ZQ-" not in answer.text
    assert Verdict.objects.get().choice == "adapt"


def test_without_a_link_nothing_is_there(client, lesson):
    assert client.get(page_of(lesson)).status_code == 404


def test_a_link_of_the_wrong_side_is_lost(client, lesson, room):
    _link, path = links.make(
        user=room.implementer(T), purpose="answer", about=lesson, now=NOW,
        expires_at=NOW + timedelta(days=4000),
    )  # fmt: skip

    assert client.get(path, follow=True).status_code == 404
