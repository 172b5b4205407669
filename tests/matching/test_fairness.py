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


def one(cases, group="settings"):
    return fairness.tables(cases, [group])[0]


def test_a_group_of_five_has_figures_and_those_of_four_none():
    cases = [case(name) for name in ("Rural", "Urban", "Town") for _ in range(5)][:13]
    cases.append(case("Urban"))

    assert one(cases) == [
        Line("Urban", 6, 6, None, None, 10),
        Line("Rural", None, None, None, None, None),  # else 14 - 11 are three
        Line("Town", None, None, None, None, None),
    ]


def test_two_small_groups_that_are_five_together_keep_nobody_back():
    cases = [case("Rural") for _ in range(5)]
    cases += [case(name) for name in ("Urban", "Town") for _ in range(3)]

    assert [line.applied for line in one(cases)] == [5, None, None]


def test_a_count_whose_rest_is_small_is_held_back_too():
    cases = [case(proposed=n < 18, matched=n < 6) for n in range(20)]

    (line,) = one(cases)

    assert line.figures == [20, 20, None, 6]  # 20 - 18 would be two organizations


def test_small_groups_stand_last_in_the_order_of_their_names():
    cases = [case(state=name) for name in ("TX", "AK", "TX", "TX", "AK", *5 * ["MI"])]

    assert [line.name for line in one(cases, "state")] == ["MI", "AK", "TX"]


def test_why_a_group_has_no_figure_never_tells_its_size():
    """Eight asked: five and three, or four and four."""
    pages = [
        one([case(name) for name in names])
        for names in ([*5 * ["Rural"], *3 * ["Urban"]], [*4 * ["Rural"], *4 * ["Urban"]])
    ]

    assert pages[0] == pages[1] == [Line(name, *5 * [None]) for name in ("Rural", "Urban")]


def test_who_is_in_two_settings_counts_in_both():
    cases = [case("Rural", "Charter") for _ in range(6)]

    assert [(line.name, line.applied) for line in one(cases)] == [
        ("Charter", 6), ("Rural", 6),
    ]  # fmt: skip


def test_half_waited_longer_is_told_from_five_who_waited():
    few = [case(waited=n if n < 4 else None) for n in range(9)]
    many = [case(waited=n) for n in (1, 2, 9, 30, 90)]

    assert [one(rows, "state")[0].waited for rows in (few, many)] == [None, 9]


def test_nothing_about_people_can_be_counted():
    assert [field.name for field in dataclasses.fields(Case)] == [
        "settings", "state", "kind", "sector", "ready", "proposed", "matched", "waited",
    ]  # fmt: skip


# -- beside each other -----------------------------------------------------------------------------
def test_two_tables_never_give_away_what_one_holds_back():
    kinds = [case(kind="District", state=state) for state in 5 * ["MI"] + 3 * ["AK"]]
    cases = kinds + [case(kind=kind, state="AK") for kind in ("College", "Union") for _ in range(3)]

    kind, state = fairness.tables(cases, ["kind", "state"])

    assert told(kind)[0][:2] == ("District", 8)
    assert [line.applied for line in state] == [None, None]  # 8 - 5 would be three of Alaska
    assert [line.applied for line in one(cases, "state")] == [9, 5]


def test_a_sector_never_tells_what_is_held_back_for_one_of_its_kinds():
    cases = [case() for _ in range(8)] + [case(kind="State agency") for _ in range(3)]

    kinds, (line,) = fairness.tables(cases, ["kind", "sector"])

    assert (line.applied, [row.applied for row in kinds]) == (11, [None, None])


# -- the sentence it opens with --------------------------------------------------------------------
def line(name, applied, waited):
    return Line(name, applied, applied, None, None, waited)


def test_it_opens_with_who_waited_longest():
    lines = [line("Urban", 40, 12), line("Rural", 30, 41), line("Town", 25, None)]

    assert fairness.answer(lines) == (
        "Rural waited longest: half longer than 41 days, and Urban 12."
    )


def test_few_organizations_are_a_reason_to_ask_not_a_finding():
    said = fairness.answer([line("Urban", 40, 12), line("Rural", 6, 41)])

    assert said.endswith("These are few organizations: a reason to ask why, not a finding.")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "Too few have waited"),
        ([line("Rural", 30, 41)], "Too few have waited"),
        ([line("Rural", 30, 41), line("Urban", 30, 41)], "No setting waited longer"),
    ],
)
def test_where_nothing_is_found_the_sentence_says_so(lines, said):
    assert fairness.answer(lines).startswith(said)


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

    assert ("fewer than 5 asked" in page) == (size == 1)
    assert "By sector" in page
    assert "Too few have waited to compare settings" in page


@pytest.mark.django_db
def test_nobody_has_asked_yet(client):
    round = forms.OpenRoundFactory()
    client.force_login(forms.facilitator(round.program, Role.FACILITATION_LEAD))

    page = client.get(reverse("matching:fairness", args=[round.program_id])).text

    assert "Nobody has sent a form in this program yet." in page
