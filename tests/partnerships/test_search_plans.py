"""How the databases find rows among thousands: by an index, never by reading a whole table."""

import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode

from demo import servers
from partnerships.models import Expertise, Initiative, Organization, Term
from tests import factories_proposals as make
from tests import sweeping
from tests.factories import NOW
from tests.reading import settled

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("tests_day")]
COUNT = 3000
STAMP = {"created_at": NOW, "changed_at": NOW}
LARGE = ("partnerships_organization", "partnerships_initiative", "partnerships_expertise",
         "partnerships_initiative_topics", "partnerships_grant_topics")  # fmt: skip


@pytest.fixture
def full():
    """Fill the directory, each organization with an initiative; one in fifty is on the topic.

    Each is on several others: in a table too small the planner may read all rather than look up.
    """
    topic, other = make.terms("topic", "residency")[0], make.terms("topic", "civics")[0]
    others = [
        other,
        *Term.objects.filter(vocabulary="topic").exclude(pk__in=[topic.pk, other.pk])[:3],
    ]
    made = [Organization(name=f"Listed {n:05} Schools", **STAMP) for n in range(COUNT)]
    Organization.objects.bulk_create(made)
    plans = [
        Initiative(organization=row, title=f"Plan {n:05}", challenge="Nobody stays.",
                   stage="designing", **STAMP)
        for n, row in enumerate(made)
    ]  # fmt: skip
    Initiative.objects.bulk_create(plans)
    on = Initiative.topics.through
    on.objects.bulk_create(
        on(initiative=row, term=term)
        for n, row in enumerate(plans)
        for term in ([topic] if n % 50 == 0 else others)
    )
    Expertise.objects.bulk_create(
        Expertise(organization=row, claim=f"Claim {n:05}", depth=3, topic=other, **STAMP)
        for n, row in enumerate(made)
    )
    application = make.ready()
    make.about(application, "residency")
    if connection.vendor == "postgresql":
        sweeping.as_superuser("VACUUM ANALYZE")  # as the server does by itself in a while
    return application


def plans(client, url):
    """Open `url` and return how the database goes about each question it asks of the directory."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return [plan(one["sql"]) for one in asked if any(name in one["sql"] for name in LARGE)]


def plan(sql):
    """Return the lines of the plan of `sql`, as the database words them."""
    how = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN (COSTS OFF) "
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(servers.PLANNED_FOR_REAL)
        cursor.execute(how + sql)
        return [str(row[-1]) for row in cursor.fetchall()]


def read_whole(lines):
    """Return the lines of a plan that read a large table from end to end."""
    if connection.vendor == "sqlite":
        named = re.compile(r"SCAN (\w+)$")  # without "USING INDEX"; an alias is a large table too
        return [line for line in lines if named.search(line) and "CONSTANT" not in line]
    return [line for line in lines if re.search(rf"Seq Scan on ({'|'.join(LARGE)})\b", line)]


@pytest.fixture
def pages(full, client):
    """Return the addresses of a list, a later page of it and a search, of two lists."""
    settled(client, full.facilitator)
    found = {}
    for name in ("organizations", "initiatives"):
        url, after = reverse(f"partnerships:{name}"), ""
        for _page in range(3):
            after = client.get(url, {"after": after}).context["page"].after
        found |= {name: url, f"{name} after": f"{url}?{urlencode({'after': after})}",
                  f"{name} search": f"{url}?q=02042+plan" if name == "initiatives"
                  else f"{url}?q=02042+schools"}  # fmt: skip
    return found


ORDERED = {
    "organizations": "partnership_name_5b290f_idx",
    "initiatives": "partnership_title_66c4c3_idx",
}


def test_lists_later_pages_and_searches_read_no_table_whole(client, pages):
    for name, url in pages.items():
        for lines in plans(client, url):
            assert read_whole(lines) == [], (name, lines)


def test_a_later_page_begins_where_the_one_before_ended(client, pages):
    """By the index of its order, from the mark on: page 400 costs what page 2 costs."""
    for name, index in ORDERED.items():
        lines = [line for lines in plans(client, pages[f"{name} after"]) for line in lines]
        told = "\n".join(lines)
        assert index in told
        if connection.vendor == "sqlite":
            column = {"organizations": "name", "initiatives": "title"}[name]
            assert re.search(rf"SEARCH \w+ USING INDEX {index} \({column}>\?\)", told), told
        else:
            assert re.search(rf"{index}.*\n\s+Index Cond: .*>=", told), told
        assert "ORDER BY" not in told, told


def test_whom_nobody_has_asked_is_found_through_indexes(client, full):
    """On PostgreSQL it may choose to read a small table; here it is asked not to, and need not."""
    settled(client, full.facilitator)
    url = reverse("matching:candidates", args=[full.pk])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET enable_seqscan = off")
    try:
        asked = plans(client, url)
    finally:
        connection.close()

    assert asked
    for lines in asked:
        assert read_whole(lines) == [], lines


def test_pages_before_thousands_of_organizations_cost_eight_queries(client, full, pages):
    found = dict(pages)
    for name, about in (("desk", []), ("candidates", [full.pk]), ("invite", [full.round_id]),
                        ("round", [full.round_id]), ("second_round", [full.round_id])):  # fmt: skip
        found[name] = reverse(f"matching:{name}", args=about)

    for name, url in found.items():
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(url)
        assert answer.status_code == 200
        assert len(asked) <= 8, name
        assert len(answer.content) <= 60 * 1024, name


# -- the index of SQLite ---------------------------------------------------------------------------
def found(query):
    return sorted(Organization.objects.saying(query).values_list("name", flat=True))


def test_the_index_follows_what_is_written_changed_and_taken_away():
    row = Organization.objects.create(name='Élan "North" Schools', city="Oak Bluff", **STAMP)
    other = Organization.objects.create(name="Elm Academy", short_name="Elm", **STAMP)

    assert found("élan") == found("ÉLAN") == found("lan bluff") == [row.name]
    assert found('"North"') == [row.name]
    assert found("of oak") == []
    assert found("el") == [other.name] if connection.vendor == "sqlite" else True
    Organization.objects.filter(pk=other.pk).update(name="Birch Academy", short_name="")
    assert found("elm") == []
    assert found("birch aca") == ["Birch Academy"]
    Organization.objects.filter(pk=other.pk).delete()
    assert found("birch") == []


@pytest.mark.parametrize(
    "query", ['"', '""" OR 1', "NEAR(a b)", "name:x", "*", "a" * 5000, "ß ßß ßßß"]
)
def test_no_typed_sign_is_an_order_to_the_index(query):
    Organization.objects.create(name="Oak", **STAMP)

    assert found(query) == []
