"""The number of a brief in its series: given once, when it is published (domain 0.15)."""

import time

import pytest
from django.urls import reverse

from insights import briefs
from insights.models import Brief
from partnerships.models import Side
from tests import factories_insights as make
from tests.factories import NOW
from tests.factories_insights import published, signed
from tests.rivals import together

T = Side.THOUGHT_PARTNER


def another(room, lesson, **fields):
    row = make.BriefFactory(partnership=room.partnership, **fields)
    make.BriefLineFactory(brief=row, insight=lesson)
    return row


@pytest.mark.django_db
def test_a_series_is_counted_and_no_number_comes_again(room, enter, client, brief, lesson):
    first, second = published(brief, room), published(another(room, lesson), room)
    other = published(another(room, lesson, series="Question of the month"), room)
    briefs.withhold(second, why="A number was wrong.", by=room.decider(T), now=NOW)
    third = published(another(room, lesson, series="insights Brief"), room)
    briefs.take_up(second, by=room.facilitator, now=NOW)
    form = enter(room.facilitator).get(reverse("insights:brief_edit", args=[second.pk])).text
    again = published(second, room)
    client.logout()

    assert [row.number for row in (first, second, other, third, again)] == [1, 2, 1, 3, 2]
    assert ('name="title"' in form, 'name="series"' in form) == (True, False)
    for address in (reverse("insights:shelf"), again.get_public_url()):
        assert "<bdi>Insights brief no. 2</bdi>" in client.get(address).text


@pytest.mark.django_db(transaction=True)
def test_two_published_at_the_same_moment_get_two_numbers(room, brief, lesson, monkeypatch):
    rows, numbered = [brief, another(room, lesson)], briefs._number

    def slowly(row):
        number = numbered(row)
        time.sleep(0.2)  # the other one asks for its number in between
        return number

    monkeypatch.setattr(briefs, "_number", slowly)
    for row in rows:
        briefs.send(row, by=room.facilitator, now=NOW)
        signed(row, room, T)

    together(2, lambda n: signed(rows[n], room, Side.PARTNER))

    assert list(Brief.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
