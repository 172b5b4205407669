"""A query whose SQL is written once answers as the queryset does, for whatever values."""

import datetime
import uuid

import pytest
from django.db.models import DateField, UUIDField

from foundation.compiled import Compiled
from partnerships.models import Membership
from partnerships.models.standing import standing
from tests.factories import TODAY, MembershipFactory

pytestmark = pytest.mark.django_db
MARKS = {"user": (UUIDField(), uuid.UUID(int=1)), "day": (DateField(), datetime.date.min)}


def titles(user, day):
    return Membership.objects.on(day).filter(user=user).order_by("title").values_list("title")


def test_each_call_asks_with_its_own_values_and_one_query(django_assert_num_queries):
    compiled = Compiled(titles, **MARKS)
    first = MembershipFactory(title="Principal", since=TODAY, until=None)
    second = MembershipFactory(title="Coach", since=TODAY, until=None)
    before = TODAY - datetime.timedelta(days=1)

    with django_assert_num_queries(3):
        assert compiled(user=first.user_id, day=TODAY) == [("Principal",)]
        assert compiled(user=second.user_id, day=TODAY) == [("Coach",)]
        assert compiled(user=second.user_id, day=before) == []


def test_the_sql_is_written_once():
    written = []

    def build(user, day):
        written.append((user, day))
        return titles(user, day)

    compiled = Compiled(build, **MARKS)
    for _time in range(3):
        compiled(user=uuid.uuid4(), day=TODAY)

    assert written == [(uuid.UUID(int=1), datetime.date.min)]


def test_an_argument_the_query_does_not_ask_for_is_refused():
    compiled = Compiled(lambda user, day: titles(user, TODAY), **MARKS)

    with pytest.raises(ValueError, match="day"):
        compiled(user=uuid.uuid4(), day=TODAY)


def test_where_a_person_stands_is_told_for_each_day():
    last = TODAY + datetime.timedelta(days=3)
    member = MembershipFactory(since=TODAY, until=last, administers=True)
    where = {day: standing(member.user, day=day) for day in (TODAY, last + (last - TODAY))}

    assert list(where[TODAY].organizations) == [member.organization_id]
    assert where[TODAY].administers == {member.organization_id}
    assert not where[last + (last - TODAY)].organizations
