"""Goal and objectives: signed by both sides, changed in the open; the gate to the sessions."""

from datetime import timedelta

import pytest
from django.urls import reverse

from foundation import signatures
from foundation.errors import Refused, Stale
from foundation.models import Signature, Transition
from partnerships import asks, kickoff_services, map_services, phases, plan_services
from partnerships.models import (
    FocusArea,
    Goal,
    LearningObjective,
    Partnership,
    Phase,
    PlanItem,
    Side,
)
from partnerships.plan_pages import goal_page
from tests.factories import NOW, TODAY
from tests.factories_kickoff import (
    FocusAreaFactory,
    GoalFactory,
    LearningObjectiveFactory,
    PlanItemFactory,
    written_room,
)
from tests.factories_partnership import make_room
from tests.rivals import together

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
LATER = NOW + timedelta(days=2)


@pytest.fixture
def room():
    return written_room()


def url(name, room, *more):
    return reverse(f"partnerships:{name}", args=[room.partnership.pk, *more])


def seen():
    return signatures.digest(plan_services.text(Goal.objects.get()))


def sign(room, side, now=NOW, words=None):
    return plan_services.sign(
        room.partnership, side=side, seen=words or seen(), by=room.decider(side), now=now
    )


def sign_all(room, now=NOW):
    for side in (P, T):
        sign(room, side, now)


def edit(room, words="Another goal.", *, side=P, expected=1, now=LATER, **also):
    goal = Goal(partnership=room.partnership, text=words)
    by = room.decider(side) if side else room.facilitator
    return plan_services.edit_goal(
        goal, ["text"], expected=expected, side=side, by=by, now=now, **also
    )


def page_of(room, user):
    partnership = Partnership.objects.with_plan(user).get(pk=room.partnership.pk)
    return goal_page(partnership, user)


def standing():
    return set(signatures.standing(Goal.objects.get()).values_list("side", flat=True))


# -- goal and objectives --------------------------------------------------------------------------
def test_the_goal_is_made_when_it_is_first_written():
    room = make_room(signed=True, phase=Phase.KICKOFF)

    edit(room, "Ours.")

    goal = Goal.objects.get()
    assert (goal.text, goal.version, goal.changed_by) == ("Ours.", 2, room.decider(P))


def test_both_signatures_settle_it(room):
    sign(room, T)
    one = Goal.objects.get().signed_at
    sign(room, P, LATER)

    assert (one, Goal.objects.get().signed_at, standing()) == (None, LATER, {P, T})


@pytest.mark.parametrize("without", [Goal, LearningObjective])
def test_nobody_signs_half_a_plan(room, without):
    without.objects.filter(partnership=room.partnership).delete()

    with pytest.raises(Refused, match="First both sides write"):
        sign(room, P, words="x")


def test_an_edit_of_an_objective_clears_both_signatures_and_shows_the_difference(room):
    sign_all(room)
    row = LearningObjective.objects.get()
    row.able_to = "choose two routines"

    cleared = plan_services.save_objective(
        row, ["able_to"], expected=1, side=T, by=room.decider(T), now=LATER
    )

    page = page_of(room, room.decider(P))
    start = "Choose one feedback routine: by 30 June 2027 Lakeview’s residency team will be able to"
    assert (cleared, standing(), Goal.objects.get().signed_at) == (2, set(), None)
    assert page.changed == [
        ("Learning objective", "-", f"{start} choose the feedback routine its host teachers use."),
        ("Learning objective", "+", f"{start} choose two routines."),
    ]
    assert (page.may_sign, page.cleared.cleared_because) == (True, "The text changed.")
    (ask,) = asks.for_participant(room.decider(P), LATER)
    assert ask.sentence == "Read the goal once more and sign again for Lakeview"
    assert ask.button == "Read and sign again"


def test_the_same_words_clear_nothing(room):
    sign_all(room)

    assert edit(room, "Every resident gets feedback in the lesson, every week.") == 0
    assert standing() == {P, T}


def test_wording_keeps_the_signatures_and_the_other_side_can_reopen(room):
    sign_all(room)
    cleared = edit(room, "Each resident, each week.", wording_only=True)

    pages = [page_of(room, room.decider(side)) for side in (P, T)]
    assert (cleared, standing()) == (0, {P, T})
    assert [page.may_reopen for page in pages] == [False, True]
    assert ("Goal", "+", "Each resident, each week.") in pages[1].changed

    plan_services.reopen(room.partnership, by=room.decider(T), now=LATER)
    assert (standing(), Goal.objects.get().signed_at) == (set(), None)


def test_words_that_changed_meanwhile_are_not_signed(room):
    before = seen()
    edit(room)

    with pytest.raises(Refused, match="changed while you were reading"):
        sign(room, T, words=before)
    assert standing() == set()


def test_a_fifth_objective_waits(room):
    for n in (2, 3, 4):
        LearningObjectiveFactory(partnership=room.partnership, order=n)
    fifth = LearningObjective(partnership=room.partnership, by_date=TODAY)

    with pytest.raises(Refused, match="Four objectives"):
        plan_services.save_objective(fifth, [], expected=0, side=P, by=room.decider(P), now=NOW)
    assert page_of(room, room.facilitator).full


def test_a_dropped_objective_leaves_text_and_map_and_makes_room(room):
    sign_all(room)
    row = LearningObjective.objects.get()
    item = PlanItemFactory(partnership=room.partnership, serves=[row])

    cleared = plan_services.drop_objective(row, side=P, by=room.decider(P), now=LATER)
    moved = Transition.objects.about(row).get()

    assert (cleared, list(item.objectives.all())) == (2, [])
    assert (moved.old, moved.new, moved.by) == ("open", "dropped", room.decider(P))
    assert list(plan_services.text(Goal.objects.get())) == ["goal", "measures"]
    with pytest.raises(Refused, match="judged already"):
        plan_services.drop_objective(row, side=P, by=room.decider(P), now=LATER)


def test_a_stale_goal_overwrites_nothing(room):
    edit(room, "Theirs.")

    with pytest.raises(Stale) as caught:
        edit(room, "Mine.", side=T)

    assert [clash[1:] for clash in caught.value.clashes] == [("text", "Theirs.", "Mine.")]


def test_after_the_end_nothing_changes(room):
    Partnership.objects.update(phase=Phase.CLOSED, ended_at=NOW)

    for attempt in (lambda: edit(room), lambda: sign(room, P)):
        with pytest.raises(Refused, match="over"):
            attempt()


def test_goal_and_objective_are_written_and_signed_in_the_browser(enter):
    room = make_room(signed=True, phase=Phase.KICKOFF)
    client = enter(room.decider(P))
    client.post(url("goal_edit", room), {"text": "Ours.", "measures": "", "version": "1"})
    sent = {"by_date": "2027-06-30", "who": "We", "able_to": "choose", "short": "Choose"}
    client.post(url("objective_add", room), sent)
    page = client.get(url("goal", room))
    client.post(url("goal_sign", room), {"seen": page.context["page"].seen})

    assert "By 30 June 2027 We will be able to choose." in page.text.replace("\n", "")
    assert standing() == {P}
    row = LearningObjective.objects.get()
    client.post(url("objective", room, row.pk), {**sent, "short": "Pick", "version": "1"})
    assert (LearningObjective.objects.get().short, standing()) == ("Pick", set())
    client.post(url("objective_drop", room, row.pk))
    assert LearningObjective.objects.get().state == "dropped"


def test_an_objective_falls_while_people_work_together(room, enter):
    sent = {"by_date": "2028-06-30", "who": "We", "able_to": "choose", "short": "Choose"}

    answer = enter(room.facilitator).post(url("objective_add", room), sent)

    assert answer.context["form"].errors == {
        "by_date": ["Choose a day between 1 March 2027 and 1 December 2027, "
                    "while you work together."]
    }  # fmt: skip


def test_who_does_not_decide_does_not_sign(room, enter):
    client = enter(room.implementer(P))

    assert client.post(url("goal_sign", room), {"seen": seen()}).status_code == 403
    assert Signature.objects.about(Goal.objects.get()).count() == 0


# -- the gates ------------------------------------------------------------------------------------
def unmet(room):
    return phases.unmet(room.fresh(), Phase.ACTIVE, now=NOW)


def test_three_things_stand_between_kickoff_and_sessions():
    ahead = [g.name for g in phases.all_gates() if (g.old, g.new) == ("kickoff", "active")]

    assert ahead[:3] == ["focus_areas", "goal", "session_map"]


def test_the_way_to_the_sessions_in_sentences():
    room = make_room(signed=True, phase=Phase.KICKOFF)
    said = [unmet(room)]
    FocusAreaFactory(partnership=room.partnership, chosen=True)
    GoalFactory(partnership=room.partnership)
    said.append(unmet(room))
    aim = LearningObjectiveFactory(partnership=room.partnership)
    map_services.lay(room.partnership, by=room.facilitator, now=NOW)
    sign(room, P)
    said.append(unmet(room))
    sign(room, T)
    PlanItem.objects.get(number=1).objectives.set([aim])
    said.append(unmet(room))

    lacks_map = "The session map says what each month should accomplish."
    assert said == [
        [
            "One to three focus areas are chosen from what is needed.",
            "Both sides write the goal of the partnership.",
            lacks_map,
        ],
        ["At least one learning objective says what the goal comes down to.", lacks_map],
        [
            "Beacon signs the goal with its objectives.",
            "A session serves “Choose one feedback routine”.",
        ],
        [],
    ]


# -- rivals ---------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_two_sides_sign_at_the_same_moment():
    room, sides = written_room(), (P, T)

    together(2, lambda n: sign(room, sides[n]))

    assert (standing(), Goal.objects.get().signed_at) == ({P, T}, NOW)


@pytest.mark.django_db(transaction=True)
def test_an_edit_and_a_signature_never_both_stand():
    room = written_room()
    words = seen()

    results = together(2, lambda n: edit(room) if n else sign(room, P, words=words))

    signed_first = not isinstance(results[0], Exception)
    assert (standing(), Goal.objects.get().text) == (set(), "Another goal.")
    assert results[1] == (1 if signed_first else 0)


@pytest.mark.django_db(transaction=True)
def test_four_rivals_choose_at_most_three():
    room = written_room()
    areas = [FocusAreaFactory(partnership=room.partnership) for _n in range(5)]

    together(5, lambda n: kickoff_services.choose(areas[n], by=room.facilitator, now=NOW))

    assert FocusArea.objects.filter(chosen=True).count() == 3


# -- the end of the thread -------------------------------------------------------------------------
def test_where_an_objective_is_used_ends_no_signature_and_may_be_taken_back(client):
    room = written_room(phase=Phase.ACTIVE)
    sign(room, P)
    aim = LearningObjective.objects.get()
    client.force_login(room.decider(T))
    address = url("objective_use", room, aim.pk)

    kept = client.post(address, {"in_use": "In two schools", "version": aim.version})

    page = client.get(kept.url).content.decode()
    assert "In use: <bdi>In two schools</bdi>" in page
    assert Signature.objects.about(Goal.objects.get()).get().cleared_at is None
    client.post(address, {"in_use": "", "version": aim.version + 1})
    assert LearningObjective.objects.get().in_use == ""


@pytest.mark.parametrize("phase", [Phase.FORMING, Phase.KICKOFF])
def test_nothing_is_in_use_before_they_meet(client, phase):
    room = written_room(phase=phase)
    client.force_login(room.decider(P))
    aim = LearningObjective.objects.get()

    refused = client.post(url("objective_use", room, aim.pk), {"in_use": "Now", "version": 1})

    assert (refused.status_code, LearningObjective.objects.get().in_use) == (403, "")
    assert "Where it is used" not in client.get(url("goal", room)).content.decode()


def test_two_who_say_where_it_is_used_at_once_read_both_texts(client):
    room = written_room(phase=Phase.ACTIVE)
    aim = LearningObjective.objects.get()
    address = url("objective_use", room, aim.pk)
    for side, words in ((P, "In two schools"), (T, "In three schools")):
        client.force_login(room.decider(side))
        last = client.post(address, {"in_use": words, "version": aim.version})

    page = last.content.decode()
    assert last.status_code == 409
    assert "In two schools" in page
    assert "In three schools" in page
    assert LearningObjective.objects.get().in_use == "In two schools"


def test_a_line_too_long_for_the_picture_is_told_beside_the_field(client):
    room = written_room(phase=Phase.ACTIVE)
    client.force_login(room.decider(P))
    aim = LearningObjective.objects.get()

    again = client.post(url("objective_use", room, aim.pk), {"in_use": "x" * 81, "version": 1})

    assert "x" * 81 in again.content.decode()
    assert again.context["form"].errors.keys() == {"in_use"}
