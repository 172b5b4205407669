"""Who got what: figures from five up, never one that another gives away; nothing about people."""

import dataclasses
from datetime import timedelta

import pytest
from django.urls import reverse

from foundation import states
from matching import fairness, fairness_facts
from matching.fairness import Case, Line
from matching.models import APPLICATION_MOVES, Application
from matching.models import ApplicationState as A
from partnerships.models import Role, Term
from tests import factories_matching as forms
from tests import factories_proposals as make
from tests.factories import NOW, OrganizationFactory
from tests.factories_partnerships import term


def case(
    *settings, state="MI", kind="District", sector="Public", ready=True, proposed=False,
    matched=False, waited=10,
):  # fmt: skip
    settings = settings or ("Rural",)
    return Case(settings, state, kind, sector, ready, proposed, matched, waited)


def told(lines):
    return [(line.name, line.applied, *line.figures[1:]) for line in lines]


def test_a_group_of_five_has_figures_and_one_of_four_none():
    cases = [case("Rural") for _ in range(5)] + [case("Urban") for _ in range(4)]

    assert fairness.lines(cases, "settings") == [
        Line("Rural", 5, 5, None, None, 10), Line("Urban", None, None, None, None, None),
    ]  # fmt: skip


def test_a_count_whose_rest_is_small_is_held_back_too():
    cases = [case(proposed=n < 18, matched=n < 6) for n in range(20)]

    (line,) = fairness.lines(cases, "settings")

    assert line.figures == [20, 20, None, 6]  # 20 - 18 would be two organizations


def test_small_groups_stand_last_in_the_order_of_their_names():
    cases = [case(state=name) for name in ("TX", "AK", "TX", "MI", "MI", "MI", "MI", "MI")]

    assert [line.name for line in fairness.lines(cases, "state")] == ["MI", "AK", "TX"]


def test_who_is_in_two_settings_counts_in_both():
    cases = [case("Rural", "Charter") for _ in range(6)]

    assert [(line.name, line.applied) for line in fairness.lines(cases, "settings")] == [
        ("Charter", 6), ("Rural", 6),
    ]  # fmt: skip


def test_half_waited_longer_is_told_from_five_who_waited():
    few = [case(waited=n if n < 4 else None) for n in range(9)]
    many = [case(waited=n) for n in (1, 2, 9, 30, 90)]

    assert [fairness.lines(rows, "state")[0].waited for rows in (few, many)] == [None, 9]


def test_nothing_about_people_can_be_counted():
    assert [field.name for field in dataclasses.fields(Case)] == [
        "settings", "state", "kind", "sector", "ready", "proposed", "matched", "waited",
    ]  # fmt: skip


# -- by sector -------------------------------------------------------------------------------------
def test_a_sector_of_five_has_figures_and_one_of_four_none():
    cases = [case() for _ in range(5)]
    cases += [case(kind="College", sector="Higher education") for _ in range(4)]

    assert fairness.sectors(cases) == [
        Line("Public", 5, 5, None, None, 10),
        Line("Higher education", None, None, None, None, None),
    ]


def test_a_sector_never_tells_what_is_held_back_for_one_of_its_kinds():
    cases = [case() for _ in range(8)] + [case(kind="State agency") for _ in range(3)]

    (line,) = fairness.sectors(cases)

    assert line == Line("Public", None, None, None, None, None, given_away=True)


def test_a_later_figure_is_held_back_where_the_kinds_beside_it_would_tell_it():
    cases = [case(ready=n < 5) for n in range(10)]
    cases += [case(kind="State agency", ready=n < 3) for n in range(10)]  # 3: held back for it

    (line,) = fairness.sectors(cases)
    apart = [one for one in cases if one.kind == "District"]

    assert [one.ready for one in fairness.lines(cases, "kind")] == [5, None]
    assert line.ready is None  # 8 - 5 would be three organizations
    assert fairness.sectors(apart)[0].ready == 5


def test_small_kinds_that_are_five_together_are_told_as_a_sector():
    cases = [case() for _ in range(3)] + [case(kind="State agency") for _ in range(3)]

    assert told(fairness.sectors(cases)) == [("Public", 6, 6, None, None)]


# -- from the database ----------------------------------------------------------------------------
def found_ready(days, round, *, state="MI", matched=None):
    organization = OrganizationFactory(state=state)
    form = make.ready(round=round, organization=organization)
    Application.objects.filter(pk=form.pk).update(state=A.ASSESSING)
    form.refresh_from_db()
    moves = {"moves": APPLICATION_MOVES, "by": None}
    states.move(form, A.READY, **moves, now=NOW - timedelta(days=days))
    if matched is not None:
        states.move(form, A.PROPOSED, **moves, now=NOW - timedelta(days=matched))
        states.move(form, A.MATCHED, **moves, now=NOW - timedelta(days=matched))
    return form


@pytest.mark.django_db
def test_cases_are_read_with_their_waiting():
    round = forms.OpenRoundFactory()
    lead = forms.facilitator(round.program, Role.FACILITATION_LEAD)
    found_ready(30, round, matched=10)
    waits = found_ready(12, round, state="")
    make.about(waits, "residency", contexts=["rural"])
    forms.ApplicationFactory(round=round)  # a draft, which nobody counts
    rural = Term.objects.get(vocabulary="context", slug="rural").label
    type(waits.organization).objects.filter(pk=waits.organization_id).update(type=term("district"))

    cases = sorted(fairness_facts.cases(lead, round.program, NOW), key=lambda one: one.waited)

    assert [(one.settings, one.state, one.ready, one.matched, one.waited) for one in cases] == [
        ((rural,), "not said yet", True, False, 12),
        (("not said yet",), "MI", True, True, 20),
    ]
    assert [one.sector for one in cases] == ["Public", "not said yet"]


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 12])
def test_the_page_stays_within_eight(client, django_assert_max_num_queries, size):
    round = forms.OpenRoundFactory()
    for number in range(size):
        found_ready(number, round)
    client.force_login(forms.facilitator(round.program, Role.FACILITATION_LEAD))
    client.get(reverse("home"))

    with django_assert_max_num_queries(8):
        page = client.get(reverse("matching:fairness", args=[round.program_id])).text

    assert ("Fewer than 5 asked" in page) == (size == 1)
    assert "By sector" in page


@pytest.mark.django_db
def test_nobody_has_asked_yet(client):
    round = forms.OpenRoundFactory()
    client.force_login(forms.facilitator(round.program, Role.FACILITATION_LEAD))

    page = client.get(reverse("matching:fairness", args=[round.program_id])).text

    assert "Nobody has sent a form in this program yet." in page
