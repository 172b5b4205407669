"""Rows of several tables by one query are what each table alone would have given."""

import datetime

import pytest
from django.db.models import Exists, F, OuterRef, Subquery

from accounts.models import User
from foundation.gathering import Part, gathered
from matching.models import Application
from partnerships.models import Membership, Partnership, Round
from tests.factories import MembershipFactory, RoundFactory
from tests.factories_matching import ApplicationFactory
from tests.factories_partnership import make_room
from tests.factories_sessions import make_session

pytestmark = pytest.mark.django_db


def values(row, *more):
    names = [field.attname for field in row._meta.concrete_fields]
    return [getattr(row, name) for name in (*names, *more)]


def test_a_row_is_what_its_own_query_gives(django_assert_num_queries):
    session = make_session(make_room())
    member = Membership.objects.filter(user=OuterRef("pk"))
    tables = [
        (type(session).objects.annotate(day=F("partnership__starts_on")), "starts_at", ["day"]),
        (Partnership.objects.all(), "ends_on", []),
        (User.objects.annotate(is_member=Exists(member)), "joined_at", ["is_member"]),
        (Application.objects.all(), "answer_by", []),
    ]
    MembershipFactory()
    ApplicationFactory(apart=["R1", "R8"])
    ApplicationFactory()
    alone = [values(row, *more) for rows, at, more in tables for row in rows.order_by(at, "pk")]

    with django_assert_num_queries(1):
        found = gathered([
            Part(rows, at, lambda rows, more=more: [values(row, *more) for row in rows])
            for rows, at, more in tables
        ])  # fmt: skip

    assert sorted(found, key=str) == sorted(alone, key=str)
    assert len(found) > 5


def test_each_part_gives_its_first_rows_in_order():
    session = make_session(make_room())
    days = [session.local_date + datetime.timedelta(days=n) for n in (3, 1, 2)]
    for number, day in enumerate(days, start=8):
        make_session(make_room(), number=number, local_date=day)
    rows = type(session).objects.exclude(pk=session.pk)

    told = gathered([
        Part(rows, "starts_at", lambda rows: [row.local_date for row in rows], most=2),
        Part(rows.none(), "starts_at"),
        Part(rows.only("number"), "number", lambda rows: [row.number for row in rows]),
    ])  # fmt: skip

    assert told == [*sorted(days)[:2], 8, 9, 10]
    assert gathered([]) == []


def test_rows_too_wide_for_sqlite_are_refused_on_every_database():
    wide = User.objects.annotate(**{f"column_{n}": F("name") for n in range(60)})

    with pytest.raises(ValueError, match="columns of User: leave some out"):
        gathered([Part(wide, "joined_at")])


def test_what_is_looked_up_among_nothing_is_nothing():
    row = RoundFactory()
    nobody = Subquery(Round.objects.none().values("name")[:1])
    rows = Round.objects.annotate(other=nobody, there=Exists(Round.objects.none()), own=F("name"))

    (found,) = gathered([Part(rows, "opens_on")])

    assert (found.pk, found.other, bool(found.there), found.own) == (row.pk, None, False, row.name)
