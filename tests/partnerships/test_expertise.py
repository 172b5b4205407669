"""A claim is confirmed by its organization, and goes stale after twelve months."""

import datetime

import pytest
from django.urls import reverse

from foundation.models import Transition
from partnerships import expertise_asks, expertise_services
from partnerships.forms_directory import ExpertiseForm
from partnerships.models import Expertise, Role
from partnerships.models.directory import year_before
from tests.factories import NOW, TODAY, MembershipFactory, OrganizationFactory, ProgramRoleFactory
from tests.factories_partnerships import ExpertiseFactory, term
from tests.reading import as_

pytestmark = pytest.mark.django_db
A_YEAR_AGO = datetime.date(2026, 3, 8)  # twelve months before TODAY
DAY = datetime.timedelta(days=1)


def confirmed(on, **more):
    return ExpertiseFactory(state="confirmed", confirmed_on=on, **more)


def keeper(organization):
    return MembershipFactory(organization=organization, administers=True).user


@pytest.mark.parametrize(
    ("day", "before"),
    [("2027-03-08", "2026-03-08"), ("2028-02-29", "2027-02-28"), ("2027-01-01", "2026-01-01")],
)
def test_a_year_before_a_day(day, before):
    assert str(year_before(datetime.date.fromisoformat(day))) == before


def test_a_claim_goes_stale_the_day_after_twelve_months():
    last = confirmed(A_YEAR_AGO)
    old = confirmed(A_YEAR_AGO - DAY)
    drafted = ExpertiseFactory()
    rows = Expertise.objects

    assert list(rows.stale(TODAY)) == [old]
    assert set(rows.told("waiting", TODAY)) == {old, drafted}
    assert list(rows.told("current", TODAY)) == [last]
    assert {row.pk: row.aged for row in rows.with_age(TODAY)} == {
        last.pk: False, old.pk: True, drafted.pk: False
    }  # fmt: skip


def test_the_directory_says_how_old_a_claim_is_and_narrows_by_it(monkeypatch):
    now = datetime.datetime(2027, 3, 8, 15, tzinfo=datetime.UTC)
    monkeypatch.setattr("foundation.clock.now", lambda: now)
    confirmed(TODAY, claim="Fresh words")
    confirmed(A_YEAR_AGO - DAY, claim="Old words")
    client, url = as_(MembershipFactory().user), reverse("partnerships:expertise_list")

    everything = client.get(url).content.decode()
    waiting = client.get(url, {"confirmed": "waiting"}).content.decode()

    assert "confirmed more than a year ago" in everything
    assert "Saturday 7 March 2026" in everything
    assert ("Old words" in waiting, "Fresh words" in waiting) == (True, False)


def test_one_press_confirms_with_day_person_and_history():
    row = confirmed(A_YEAR_AGO - DAY)
    user = keeper(row.organization)

    response = as_(user).post(reverse("partnerships:expertise_confirm", args=[row.pk]), follow=True)

    row.refresh_from_db()
    assert row.confirmed_on > TODAY - datetime.timedelta(days=400)
    assert (row.state, row.confirmed_by) == ("confirmed", user)
    assert [(t.old, t.new, t.by) for t in Transition.objects.about(row)] == [
        ("confirmed", "confirmed", user)
    ]
    assert "is asked again in twelve months" in response.content.decode()
    assert user.name in response.content.decode()


def test_who_decides_confirms_and_others_read_no_button():
    row = confirmed(datetime.date(2020, 1, 1))
    leader = MembershipFactory(organization=row.organization, leads=True).user
    member = MembershipFactory(organization=row.organization).user
    elsewhere = keeper(OrganizationFactory())
    steer = ProgramRoleFactory(role=Role.FACILITATION_LEAD).user

    drawn = ["/confirm/" in as_(user).get(row.get_absolute_url()).content.decode()
             for user in (leader, member, elsewhere, steer)]  # fmt: skip

    assert drawn == [True, False, False, False]


def edited(row, **changes):
    values = {"topic": row.topic_id, "claim": row.claim, "depth": row.depth, "version": row.version}
    form = ExpertiseForm({**values, **changes}, instance=row)
    assert form.is_valid(), form.errors
    return form


@pytest.mark.parametrize(
    ("may_confirm", "changes", "told"),
    [
        (True, {"claim": "Other words"}, ("confirmed", TODAY)),
        (False, {"claim": "Other words"}, ("drafted", None)),
        (False, {"source": "https://a.example"}, ("confirmed", A_YEAR_AGO)),
    ],
    ids=["its own people", "somebody else", "the source only"],
)
def test_other_words_are_confirmed_only_by_who_may(may_confirm, changes, told):
    row = confirmed(A_YEAR_AGO)
    user = MembershipFactory(organization=row.organization).user

    expertise_services.edit(edited(row, **changes), by=user, now=NOW, may_confirm=may_confirm)

    row.refresh_from_db()
    assert (row.state, row.confirmed_on) == told


def test_what_its_own_people_add_is_confirmed_and_what_a_lead_adds_waits():
    organization = OrganizationFactory()
    url = reverse("partnerships:expertise_new", args=[organization.pk])
    sent = {"topic": term("civics").pk, "depth": 2}

    as_(keeper(organization)).post(url, {**sent, "claim": "Ours"})
    as_(ProgramRoleFactory(role=Role.FACILITATION_LEAD).user).post(url, {**sent, "claim": "Theirs"})

    assert dict(Expertise.objects.values_list("claim", "state")) == {
        "Ours": "confirmed", "Theirs": "drafted"
    }  # fmt: skip


def test_who_keeps_the_page_is_asked_and_nobody_else(django_assert_num_queries):
    row = confirmed(A_YEAR_AGO - DAY, claim="Pays residents from vacancies")
    confirmed(A_YEAR_AGO, organization=row.organization)
    user = keeper(row.organization)
    member = MembershipFactory(organization=row.organization).user

    (ask,) = expertise_asks.for_keeper(user, NOW)

    assert (ask.sentence, ask.url, ask.minutes) == (
        "Does this still hold? “Pays residents from vacancies”", row.get_absolute_url(), 1
    )  # fmt: skip
    assert expertise_asks.for_keeper(keeper(OrganizationFactory()), NOW) == []
    with django_assert_num_queries(1):  # where the person stands
        assert expertise_asks.for_keeper(member, NOW) == []


def test_the_row_stands_on_the_home_of_who_keeps_the_page():
    row = confirmed(datetime.date(2020, 1, 1), claim="Pays residents")

    page = as_(keeper(row.organization)).get(reverse("home")).content.decode()

    assert "Does this still hold?" in page
