"""Two people at one round in the same moment, on connections of their own."""

import pytest

from foundation.errors import AlreadyMoved, Refused
from matching.models import Application, MatchRun, Reply, RoundWish
from matching.round_weights import USUAL
from matching.services import applications, runs
from tests import factories_matching as forms
from tests import factories_rounds as rounds
from tests.factories import NOW
from tests.rivals import together

pytestmark = pytest.mark.django_db(transaction=True)


def named(results):
    return sorted(type(one).__name__ for one in results)


def test_two_who_solve_the_same_round_get_one_run():
    round, by, _asking, _offers = rounds.small()
    people = [by, forms.facilitator(round.program)]

    found = together(2, lambda n: rounds.solved(round, people[n]))

    assert named(found) == ["MatchRun", "MatchRun"]
    assert found[0].pk == found[1].pk
    assert list(MatchRun.objects.values_list("number", flat=True)) == [1]


def test_two_who_weigh_otherwise_get_a_run_each():
    round, by, _asking, _offers = rounds.small()
    people = [by, forms.facilitator(round.program)]
    weights = [{**USUAL, "deep": 1}, {**USUAL, "deep": 9}]

    found = together(2, lambda n: rounds.solved(round, people[n], weights=weights[n]))

    assert sorted(run.number for run in found) == [1, 2]
    assert [run.weights["deep"] for run in found] == [1, 9]
    assert all(runs.replay(run=run, by=by, now=NOW) for run in MatchRun.objects.all())


def test_a_pin_and_a_veto_of_one_pair_do_not_both_stand():
    _round, by, asking, offers = rounds.small()

    found = together(2, lambda n: rounds.wished(asking[0], offers[0], ("pin", "veto")[n], by=by))

    assert named(found) == ["Refused", "RoundWish"]
    assert RoundWish.objects.standing().count() == 1


def test_two_pins_of_one_who_asks_do_not_both_stand():
    _round, by, asking, offers = rounds.small()

    found = together(2, lambda n: rounds.wished(asking[0], offers[n], by=by))

    assert named(found) == ["Refused", "RoundWish"]


def test_two_pins_on_the_last_place_do_not_both_stand():
    _round, by, asking, offers = rounds.small()

    found = together(2, lambda n: rounds.wished(asking[n], offers[0], by=by))

    assert named(found) == ["Refused", "RoundWish"]


def test_a_withdrawal_and_the_reply_leave_one_story():
    """Whoever is second is told: nobody is answered who withdrew a moment before."""
    form = forms.read()
    by = forms.member(form.organization)

    def act(number):
        if number:
            return forms.reply(Application.objects.get(pk=form.pk))
        row = Application.objects.get(pk=form.pk)
        return applications.withdraw(application=row, by=by, now=NOW)

    found = together(2, act)

    form.refresh_from_db()
    replied = Reply.objects.filter(result="preparing")
    told = [one for one in found if isinstance(one, Refused | AlreadyMoved)]
    if form.state == "withdrawn":
        assert bool(told) != replied.exists()  # replied first and withdrawn then, or never
    else:
        assert (form.state, len(told)) == ("preparing", 1)
