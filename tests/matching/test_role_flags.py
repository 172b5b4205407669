"""Flags about roles before a match: on the facilitator's page, on Today, and carried along."""

from datetime import timedelta

import pytest
from django.urls import reverse

from matching import asks
from matching.models import ApplicationState
from partnerships.models import Phase, RoleFlag
from tests import factories_matching as make
from tests.factories import NOW, MembershipFactory
from tests.factories_partnership import PartnershipFactory
from tests.factories_roles import WEEK, flag_on
from tests.reading import as_, read, settled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
DAY = timedelta(days=1)


def raised(application, client, **more):
    url = reverse("matching:role_flag_raise", args=[application.pk])
    return client.post(url, {"kind": "shopping", "seen": "They ask for files.", **more})


def sentences(user, now):
    return [ask.url for ask in asks.for_facilitator(user, now) if "flag" in ask.sentence]


def test_a_facilitator_raises_one_and_reads_it_on_the_page_of_the_form(client):
    form = make.assessing()

    answer = raised(form, as_(form.facilitator, client))

    flag = RoleFlag.objects.get()
    assert answer.headers["Location"] == flag.get_absolute_url()
    assert (flag.organization, flag.initiative) == (form.organization, None)
    assert "They ask for files." in read(client, form.facilitator, form.get_absolute_url())
    assert "They ask for files." in read(client, form.facilitator, flag.get_absolute_url())


def test_neither_its_people_nor_the_second_reader_meet_it(client):
    form = make.read()
    flag = flag_on(form, seen="ZQ-CANARY")
    second = make.second(form).reader
    own = MembershipFactory(organization=form.organization).user
    for person in (second, own):
        assert "ZQ-CANARY" not in read(client, person, form.get_absolute_url())
        assert client.get(flag.get_absolute_url()).status_code == 404
        assert raised(form, client).status_code == 403


def test_a_lead_reads_it_and_raises_none(client):
    form = make.assessing()
    flag = flag_on(form)
    lead = make.facilitator(form.round.program, "facilitation_lead")

    text = read(client, lead, flag.get_absolute_url())

    assert flag.seen in text
    assert "Once you have talked" not in text
    assert raised(form, client).status_code == 403


@pytest.mark.parametrize(
    "state", [ApplicationState.MATCHED, ApplicationState.WITHDRAWN, ApplicationState.INELIGIBLE]
)
def test_none_is_raised_on_a_form_that_is_over(client, state):
    form = make.in_state(state)
    person = make.facilitator(form.round.program)
    type(form).objects.filter(pk=form.pk).update(facilitator=person)

    assert raised(form, as_(person, client)).status_code == 403


def test_it_stands_on_today_after_a_week_until_the_talk_is_noted():
    form = make.assessing()
    flag = flag_on(form)
    flag_on(form, kind="solving", now=NOW + DAY)
    late = NOW + WEEK + 2 * DAY

    assert sentences(form.facilitator, NOW + WEEK - DAY) == []
    assert sentences(form.facilitator, late) == [flag.get_absolute_url()]
    RoleFlag.objects.update(state="set_aside")
    assert sentences(form.facilitator, late) == []


def test_a_form_found_ready_takes_its_flags_along_into_the_partnership(client):
    form = make.read()
    flag = flag_on(form)

    make.reply(form, "ready", override_reason="They know why.")

    flag.refresh_from_db()
    form.refresh_from_db()
    assert flag.initiative == form.initiative
    partnership = PartnershipFactory(initiative=form.initiative, phase=Phase.ACTIVE)
    assert RoleFlag.objects.visible_to(partnership.facilitator).of(partnership).get() == flag
    assert RoleFlag.objects.kept_by(partnership.facilitator).get() == flag
    address = reverse("partnerships:role_flags", args=[partnership.pk])
    assert address in read(client, partnership.facilitator, flag.get_absolute_url())


def test_once_matched_the_application_s_facilitator_reads_and_writes_no_more():
    form = make.read()
    flag = flag_on(form)
    type(form).objects.filter(pk=form.pk).update(
        state=ApplicationState.MATCHED, initiative=PartnershipFactory().initiative
    )
    person = make.fresh(form.facilitator)

    assert RoleFlag.objects.visible_to(person).get() == flag
    assert not RoleFlag.objects.kept_by(person).exists()


def test_whoever_facilitates_from_inside_does_not_read_what_came_before():
    form = make.read()
    flag_on(form)
    make.reply(form, "ready", override_reason="They know why.")
    form.refresh_from_db()
    PartnershipFactory(
        initiative=form.initiative, facilitator=form.facilitator, facilitator_kind="internal",
        neutral_person=make.facilitator(form.round.program),
    )  # fmt: skip

    assert not RoleFlag.objects.visible_to(make.fresh(form.facilitator)).exists()


@pytest.mark.parametrize("many", [1, 9])
def test_the_page_of_the_form_costs_eight_at_most(client, django_assert_max_num_queries, many):
    form = make.read()
    for _number in range(many):
        flag = flag_on(form)
        RoleFlag.objects.filter(pk=flag.pk).update(state="set_aside")
    settled(client, form.facilitator)

    with django_assert_max_num_queries(8):
        client.get(form.get_absolute_url())
