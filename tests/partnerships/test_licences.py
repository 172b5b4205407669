"""Whether an open license is required follows from the date of the competition."""

import datetime

import pytest
from django.urls import reverse

from partnerships import licences
from tests.factories import MembershipFactory
from tests.factories_partnerships import GrantFactory

LAST, FIRST = datetime.date(2017, 2, 21), datetime.date(2017, 2, 22)


@pytest.mark.parametrize(
    ("announced_on", "last_year", "terms", "applies", "begins"),
    [
        (LAST, 2018, None, False, "No open license is required: its competition"),
        (FIRST, 2016, None, True, "What it pays for must be openly licensed"),
        (None, 2016, None, False, "No open license is required: an award of fiscal year 2016"),
        (None, 2017, None, None, "Not known"),
        (None, None, None, None, "Not known"),
        (FIRST, 2017, False, False, "The grant’s own terms do not require"),
        (LAST, 2017, True, True, "The grant’s own terms require"),
    ],
    ids=["last day", "first day", "2016", "2017", "nothing", "exception", "own terms"],
)
def test_the_rule(announced_on, last_year, terms, applies, begins):
    found = licences.rule(announced_on=announced_on, last_year=last_year, terms=terms)

    assert (found.applies, found.source) == (applies, "2 CFR 3474.20; 82 FR 7376")
    assert found.sentence.startswith(begins)


def test_terms_that_differ_from_the_date_are_told_as_an_exception():
    found = licences.rule(announced_on=FIRST, last_year=None, terms=False)
    agreed = licences.rule(announced_on=FIRST, last_year=None, terms=True)

    assert found.sentence.endswith("the terms make an exception.")
    assert agreed.sentence == "The grant’s own terms require an open license."


@pytest.mark.django_db
def test_the_last_of_several_years_counts():
    grant = GrantFactory(fiscal_year=2013, year_as_reported="2013;2018")

    assert grant.licence.applies is None


@pytest.mark.django_db
def test_the_page_of_a_grant_says_it_with_its_source(client):
    client.force_login(MembershipFactory().user)
    grant = GrantFactory(announced_on=FIRST)

    page = client.get(reverse("partnerships:grant", args=[grant.pk])).content.decode()

    assert "announced on Wednesday 22 February 2017, after Tuesday 21 February 2017." in page
    assert "2 CFR 3474.20; 82 FR 7376" in page
