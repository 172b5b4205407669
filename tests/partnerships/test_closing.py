"""The close-out: who writes what, what is kept, and what stands before the end."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from foundation.errors import Refused, Stale
from foundation.models import Transition
from partnerships import closing_services as services
from partnerships import partnership_services, phases
from partnerships.closing_facts import closing_facts
from partnerships.models import Benefit, CarryOn, CloseOut, LearningObjective, Phase, Side
from tests.factories import NOW
from tests.factories_closing import (
    BenefitFactory,
    CarryOnFactory,
    CloseOutFactory,
    make_closing,
)
from tests.factories_kickoff import LearningObjectiveFactory
from tests.factories_partnership import PartnershipFactory, make_room

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
State = LearningObjective.State
ALL_LEFT = [
    "Say what became of “Choose one feedback routine”.",
    "Say whether the goal was reached, and what shows it.",
    "Lakeview says what it gained, with one example.",
    "Beacon says what it gained, with one example.",
    "Say what came about that neither could have done alone.",
    "Name what goes on and who holds it, or say why nothing does.",
]


def own(sentences):
    """Leave out what rooms above ask."""
    return [sentence for sentence in sentences if sentence in ALL_LEFT]


def who(user):
    return {"by": user, "now": NOW}


# -- what stands before the end -------------------------------------------------------------------
def test_these_gates_stand_before_the_end():
    names = [g.name for g in phases.all_gates() if (g.old, g.new) == ("closing", "closed")]

    assert {"judged", "gained", "alone", "goes_on"} <= set(names)


def test_an_empty_close_out_hears_everything_in_order():
    room = make_closing()

    assert own(phases.unmet(room.fresh(), Phase.CLOSED, now=NOW)) == ALL_LEFT


def test_a_written_one_hears_nothing():
    room = make_closing(written=True)

    assert own(phases.unmet(room.fresh(), Phase.CLOSED, now=NOW)) == []


def test_why_nothing_goes_on_is_enough():
    room = make_closing(written=True)
    CarryOn.objects.all().delete()
    CloseOut.objects.update(nothing_continues="The grant is over.")

    assert own(phases.unmet(room.fresh(), Phase.CLOSED, now=NOW)) == []


def test_it_does_not_close_while_something_is_left():
    room = make_closing(written=True)
    Benefit.objects.filter(side=T).delete()

    with pytest.raises(Refused, match="Beacon says what it gained"):
        partnership_services.move_phase(
            partnership=room.partnership, new=Phase.CLOSED, **who(room.facilitator)
        )


def test_facts_cost_one_query(django_assert_num_queries):
    room = make_closing(written=True)
    partnership = type(room.partnership).objects.select_related("close_out").get()

    with django_assert_num_queries(1):
        facts = closing_facts(partnership)
        again = closing_facts(partnership)

    assert facts is again
    assert [row.short for row in facts.objectives] == ["Choose one feedback routine"]
    assert [(row.side, row.evidence) for row in facts.of(T)] == [(T, "thought_partner has a card.")]
    assert [(row.what, row.holder) for row in facts.carried] == [
        ("The feedback routine in all schools", "Lakeview’s coaching lead")
    ]


# -- what is kept ---------------------------------------------------------------------------------
def test_an_objective_is_judged_with_what_shows_it():
    room = make_closing()
    objective = LearningObjective.objects.get()

    services.judge(
        objective, state=State.MET, because="Seen in May.", expected=1, **who(room.decider(P))
    )

    objective.refresh_from_db()
    row = Transition.objects.about(objective).get()
    assert (objective.state, objective.judged_because) == (State.MET, "Seen in May.")
    assert (row.old, row.new, row.by) == ("open", "met", room.decider(P))


def test_a_judgement_can_change_until_the_end():
    make_closing(written=True)
    room = make_closing(written=True)
    objective = room.partnership.objectives.get()

    services.judge(
        objective, state=State.PARTLY, because="Not in June.", expected=1, **who(room.facilitator)
    )

    assert room.partnership.objectives.get().state == State.PARTLY


def test_one_let_go_stays_so_when_another_took_its_place():
    room = make_closing()
    gone = LearningObjectiveFactory(
        partnership=room.partnership, state=State.DROPPED, judged_because="No time."
    )

    with pytest.raises(Refused, match="taken its place"):
        services.judge(gone, state=State.MET, because="After all.", expected=1,
                       **who(room.facilitator))  # fmt: skip


def test_a_judgement_without_evidence_is_refused():
    room = make_closing()

    with pytest.raises(Refused, match="Say what shows it"):
        services.judge(
            LearningObjective.objects.get(), state=State.MET, because=" ", expected=1,
            **who(room.facilitator),
        )  # fmt: skip


def test_of_two_who_judge_the_second_reads_both_texts():
    room = make_closing()
    first, second = (room.partnership.objectives.get() for _turn in range(2))
    services.judge(first, state=State.MET, because="A.", expected=1, **who(room.decider(P)))

    with pytest.raises(Stale) as clash:
        services.judge(second, state=State.PARTLY, because="B.", expected=1, **who(room.decider(T)))

    assert clash.value.clashes == [("Evidence", "judged_because", "A.", "B.")]


def test_the_first_gain_keeps_what_was_hoped_for_and_the_next_does_not():
    room = make_closing()
    for words in ("A card.", "A friend."):
        gain = Benefit(partnership=room.partnership, side=T, evidence=words)
        services.save_gain(gain, ["evidence"], expected=0, **who(room.decider(T)))

    rows = Benefit.objects.order_by("-expected").values_list("side", "expected", "evidence")

    assert list(rows) == [(T, "T gains", "A card."), (T, "", "A friend.")]


def test_nothing_is_written_before_closing_begins():
    room = make_closing(phase=Phase.ACTIVE)

    with pytest.raises(Refused, match="has not begun"):
        services.write(room.partnership, {"could_not_alone": "A."}, expected=1,
                       **who(room.facilitator))  # fmt: skip
    assert CloseOut.objects.count() == 0


# -- constraints ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("close_out_goal_known", lambda p: CloseOutFactory(partnership=p, goal_judged="x",
                                                           goal_because="y")),
        ("close_out_onward_known", lambda p: CloseOutFactory(partnership=p, onward="x")),
        ("close_out_goal_has_evidence", lambda p: CloseOutFactory(partnership=p,
                                                                  goal_judged="met")),
        ("benefit_side_known", lambda p: BenefitFactory(partnership=p, side="x")),
        ("benefit_kind_known", lambda p: BenefitFactory(partnership=p, kind="x")),
        ("benefit_has_evidence", lambda p: BenefitFactory(partnership=p, evidence="")),
        ("carry_on_has_a_holder", lambda p: CarryOnFactory(partnership=p, holder="")),
    ],
)  # fmt: skip
def test_the_database_refuses(name, make):
    partnership = PartnershipFactory()

    with pytest.raises(IntegrityError, match=name):
        make(partnership)


def test_what_was_hoped_for_stands_once_a_side():
    partnership = PartnershipFactory()
    BenefitFactory(partnership=partnership, expected="A.")
    BenefitFactory(partnership=partnership, expected="")

    with pytest.raises(IntegrityError):
        BenefitFactory(partnership=partnership, expected="B.")


# -- pages ----------------------------------------------------------------------------------------
def address(room, name, *more):
    return reverse(f"partnerships:{name}", args=[room.partnership.pk, *more])


def test_the_page_says_what_is_left_and_opens_its_forms(client):
    room = make_closing()
    client.force_login(room.decider(P))

    text = client.get(reverse("closing", args=[room.partnership.pk])).content.decode()

    assert all(sentence.replace("’", "’") in text for sentence in ALL_LEFT)
    assert "Close the partnership" not in text
    for name, more in [
        ("closing_write", []), ("closing_judge", [room.partnership.objectives.get().pk]),
        ("closing_gain_add", [P]), ("closing_carried_add", []),
    ]:  # fmt: skip
        assert client.get(address(room, name, *more)).status_code == 200, name


def test_a_side_writes_everything_and_the_facilitator_closes(client):
    room = make_closing()
    objective = room.partnership.objectives.get()
    client.force_login(room.decider(P))
    client.post(address(room, "closing_judge", objective.pk),
                {"state": "met", "judged_because": "Seen in May.", "version": 1})  # fmt: skip
    client.post(address(room, "closing_gain_add", P), {"evidence": "A routine.", "kind": ""})
    client.post(address(room, "closing_carried_add"), {"what": "It", "holder": "The lead"})
    client.post(address(room, "closing_write"), {
        "goal_judged": "met", "goal_because": "Seen.", "could_not_alone": "A language.",
        "onward": "end", "version": 1,
    })  # fmt: skip
    client.force_login(room.facilitator)
    client.post(address(room, "closing_gain_add", T), {"evidence": "A card.", "kind": "transfer"})
    client.post(address(room, "closing_no_lesson"), {"no_insight_reason": "None.", "version": 2})
    partnership_services.move_phase(
        partnership=room.fresh(), new=Phase.CLOSED, **who(room.facilitator)
    )

    text = client.get(reverse("closing", args=[room.partnership.pk])).content.decode()

    assert "What this partnership reached" in text
    assert all(w in text for w in ["Seen in May.", "A routine.", "A language.", "A card.", "None."])
    assert client.get(address(room, "closing_write")).status_code == 403


def test_what_shows_it_is_kept_before_the_goal_is_judged(client):
    room = make_closing()
    client.force_login(room.decider(P))
    page = address(room, "closing_write")
    suggested = client.get(page).context["form"].initial["goal_because"]

    client.post(page, {"goal_because": suggested, "version": 1})
    untouched = CloseOut.objects.get().goal_because
    client.post(page, {"goal_because": "Two schools use it.", "version": 2})

    assert (untouched, CloseOut.objects.get().goal_because) == ("", "Two schools use it.")


def test_who_may_write_what(client):
    room = make_closing()
    cases = [
        (room.decider(P), "closing_gain_add", [P], 200),
        (room.decider(P), "closing_gain_add", [T], 403),
        (room.facilitator, "closing_gain_add", [T], 200),
        (room.decider(T), "closing_no_lesson", [], 403),
        (room.facilitator, "closing_no_lesson", [], 200),
        (room.lead, "closing_write", [], 403),
        (room.officer, "closing_write", [], 404),
        (make_room().facilitator, "closing_write", [], 404),
        (room.decider(P), "closing_gain_add", ["nobody"], 404),
    ]

    answers = []
    for user, name, more, _status in cases:
        client.force_login(user)
        answers.append(client.get(address(room, name, *more)).status_code)

    assert answers == [status for *_case, status in cases]


@pytest.mark.parametrize("rows", [1, 40])
def test_what_the_pages_cost(client, django_assert_max_num_queries, rows):
    room = make_closing(written=True)
    for _n in range(rows):
        BenefitFactory(partnership=room.partnership)
        CarryOnFactory(partnership=room.partnership)
    client.force_login(room.decider(P))
    pages = [
        reverse("closing", args=[room.partnership.pk]), address(room, "closing_write"),
        address(room, "closing_judge", room.partnership.objectives.get().pk),
        address(room, "closing_gain_add", P), address(room, "closing_carried_add"),
    ]  # fmt: skip

    client.get(pages[0])  # the first page of a session keeps its data once
    for page in pages:
        with django_assert_max_num_queries(8):
            assert client.get(page).status_code == 200, page
