"""A plan that stands changes in the open: focus areas and objectives, with their history."""

from datetime import timedelta

import pytest
from django.urls import reverse

from foundation import signatures
from foundation.errors import Refused
from partnerships import focus_changes, kickoff_services, map_services, plan_services
from partnerships.models import FocusArea, Goal, LearningObjective, Phase, PlanChange, Side
from tests.factories import NOW
from tests.factories_kickoff import (
    FocusAreaFactory,
    GoalFactory,
    LearningObjectiveFactory,
    PlanItemFactory,
)
from tests.factories_partnership import make_room

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
TODAY = NOW.date()
STANDS = TODAY + timedelta(days=7)
SAID = {"trigger": "A new board", "advances": "yes", "reasoning": ""}
FORMER = "Feedback in the lesson\nHow host teachers are prepared\nWe work on it."
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def room():
    return make_room(signed=True, phase=Phase.ACTIVE)


@pytest.fixture
def area(room):
    return FocusAreaFactory(partnership=room.partnership, chosen=True)


def change(room, area, now=NOW, **values):
    row = FocusArea.objects.get(pk=area.pk)
    for name, value in values.items():
        setattr(row, name, value)
    return focus_changes.change_focus(
        row, expected=row.version, said=SAID, stands_on=STANDS, by=room.implementer(P), now=now
    )


def object_to(room, row, today=TODAY):
    return map_services.object_to(
        row, side=T, words="Not yet", by=room.implementer(T), now=NOW, today=today
    )


def words(area):
    row = FocusArea.objects.get(pk=area.pk)
    return row.need, row.can_show, row.chosen


def test_a_change_keeps_both_texts_who_and_why(room, area):
    change(room, area, need="Feedback the same day")

    row = PlanChange.objects.get()
    assert (row.before, row.after, row.trigger, row.stands_on, row.created_by, row.what) == (
        FORMER, FORMER.replace("in the lesson", "the same day"), "A new board", STANDS,
        room.implementer(P), "Feedback the same day",
    )  # fmt: skip
    assert words(area) == ("Feedback the same day", "How host teachers are prepared", True)


def test_an_objection_brings_words_and_choice_back(room, area):
    FocusAreaFactory(partnership=room.partnership, chosen=True, order=2)
    row = change(room, area, need="Something else", chosen=False)

    object_to(room, row)

    assert words(area) == ("Feedback in the lesson", "How host teachers are prepared", True)


def test_an_objection_leaves_a_later_change_alone(room, area):
    first = change(room, area, need="Second words")
    change(room, area, now=NOW + timedelta(hours=1), need="Third words")

    assert "those words stay" in object_to(room, first)

    assert words(area)[0] == "Third words"


def test_an_objection_never_leaves_none_to_work_on(room, area):
    other = FocusAreaFactory(partnership=room.partnership)
    chosen = change(room, other, chosen=True, need="Other words")
    change(room, area, chosen=False)

    stays = object_to(room, chosen)

    assert words(other)[::2] == ("Feedback in the lesson", True)
    assert "only one that is chosen" in stays


def test_an_objection_is_kept_where_three_others_were_chosen_since(room, area):
    for order in (2, 3):
        FocusAreaFactory(partnership=room.partnership, chosen=True, order=order)
    dropped = change(room, area, chosen=False, need="Other words")
    change(room, FocusAreaFactory(partnership=room.partnership), chosen=True)

    stays = object_to(room, dropped)

    dropped.refresh_from_db()
    assert (dropped.objected_by, dropped.objection) == (T, "Not yet")
    assert words(area)[::2] == ("Feedback in the lesson", False)
    assert "stays on the list" in stays
    assert FocusArea.objects.filter(chosen=True).count() == 3


def test_an_objection_chooses_nothing_that_rests_on_closed_material_by_now(room, area):
    FocusAreaFactory(partnership=room.partnership, chosen=True, order=2)
    FocusArea.objects.filter(pk=area.pk).update(boundary=room.boundary)
    dropped = change(room, area, chosen=False)
    type(room.boundary).objects.update(level=0)

    assert "not shared any more" in object_to(room, dropped)
    assert words(area)[2] is False


@pytest.mark.usefixtures("tests_day")
def test_the_page_says_what_an_objection_did_not_bring_back(enter, room, area):
    chosen = change(room, FocusAreaFactory(partnership=room.partnership), chosen=True)
    change(room, area, chosen=False)
    address = reverse("partnerships:change_object", args=[room.partnership.pk, chosen.pk])

    page = enter(room.implementer(T)).post(address, {"words": "Not yet"}, follow=True)

    assert "Your objection stands. It is the only one that is chosen by now" in page.text


def test_the_last_focus_area_stays(room, area):
    with pytest.raises(Refused):
        change(room, area, chosen=False)

    assert (words(area)[2], PlanChange.objects.count()) == (True, 0)


def test_a_fourth_is_refused(room, area):
    for order in (2, 3):
        FocusAreaFactory(partnership=room.partnership, chosen=True, order=order)
    fourth = FocusAreaFactory(partnership=room.partnership)

    with pytest.raises(Refused):
        change(room, fourth, chosen=True)


def test_closed_material_is_not_chosen(room, area):
    type(room.boundary).objects.update(level=0)
    other = FocusAreaFactory(partnership=room.partnership, boundary=room.boundary)

    with pytest.raises(Refused):
        change(room, other, chosen=True)


def test_the_same_words_are_no_change(room, area):
    with pytest.raises(Refused):
        change(room, area)


@pytest.mark.parametrize("verb", ["choose", "let_go"])
def test_nothing_changes_silently_once_it_stands(room, area, verb):
    other = FocusAreaFactory(partnership=room.partnership)
    row = other if verb == "choose" else area

    with pytest.raises(Refused):
        getattr(kickoff_services, verb)(row, by=room.facilitator, now=NOW)
    assert [words(area)[2], words(other)[2]] == [True, False]


def test_words_are_not_saved_silently_either(room, area):
    area.need = "Silent"
    with pytest.raises(Refused):
        kickoff_services.save_focus_area(area, ["need"], expected=1, by=room.facilitator, now=NOW)
    assert words(area)[0] == "Feedback in the lesson"


def test_the_page_asks_why_and_the_other_side_reads_and_objects(enter, room, area):
    address = reverse("partnerships:focus_change", args=[room.partnership.pk, area.pk])
    sent = {"need": "Feedback the same day", "can_show": area.can_show, "chosen": "on"}
    client = enter(room.implementer(P))

    without = client.post(address, sent | {"version": 1})
    answer = client.post(address, sent | SAID | {"version": 1})

    assert (without.status_code, answer.status_code) == (422, 302)
    on_map = enter(room.implementer(T)).get(
        reverse("partnerships:session_map", args=[room.partnership.pk])
    )
    stop = reverse(
        "partnerships:change_object", args=[room.partnership.pk, PlanChange.objects.get().pk]
    )
    read = on_map.content.decode()
    assert ("Feedback the same day" in read, stop in read) == (True, True)


# -- objectives -----------------------------------------------------------------------------------
@pytest.fixture
def aim(room):
    goal = GoalFactory(partnership=room.partnership)
    aim = LearningObjectiveFactory(partnership=room.partnership)
    seen = signatures.digest(plan_services.text(goal))
    for side in Side:
        plan_services.sign(room.partnership, side=side, seen=seen, by=room.decider(side), now=NOW)
    return aim


def post_aim(enter, room, aim, **more):
    values = {
        "by_date": "2027-06-30", "who": aim.who, "short": aim.short, "version": 1,
        "able_to": "choose two routines",
    }  # fmt: skip
    address = reverse("partnerships:objective", args=[room.partnership.pk, aim.pk])
    return enter(room.implementer(P)).post(address, values | more).status_code


def test_a_changed_objective_is_recorded_and_both_sides_sign_again(enter, room, aim):
    before = aim.sentence

    assert post_aim(enter, room, aim, **SAID) == 302

    row = PlanChange.objects.get()
    now_said = LearningObjective.objects.get().sentence
    assert (row.before, row.after, row.objective, row.trigger) == (
        before, now_said, aim, "A new board",
    )  # fmt: skip
    assert Goal.objects.get().signed_at is None
    with pytest.raises(Refused):
        object_to(room, row)


@pytest.mark.parametrize("name", ["measure", "short"])
def test_what_is_not_in_its_sentence_is_recorded_with_its_reason_too(enter, room, aim, name):
    before = aim.sentence if name == "measure" else f"{aim.sentence}\n{aim.short}"
    same = {"able_to": aim.able_to, "by_date": aim.by_date.isoformat()}

    assert post_aim(enter, room, aim, **SAID, **same, **{name: "Notes of the host"}) == 302

    row = PlanChange.objects.get()
    assert (row.before, row.after) == (before, f"{aim.sentence}\nNotes of the host")
    assert (row.trigger, Goal.objects.get().signed_at) == ("A new board", None)


def test_a_reason_without_a_change_is_not_lost_in_silence(enter, room, aim):
    same = {"able_to": aim.able_to, "by_date": aim.by_date.isoformat(), "measure": aim.measure}

    assert post_aim(enter, room, aim, **SAID, **same) == 409

    assert (PlanChange.objects.count(), Goal.objects.get().signed_at) == (0, NOW)


def test_a_changed_objective_says_why(enter, room, aim):
    assert post_aim(enter, room, aim) == 422
    assert (PlanChange.objects.count(), Goal.objects.get().signed_at) == (0, NOW)


def test_wording_alone_needs_no_reason_and_keeps_the_signatures(enter, room, aim):
    assert post_aim(enter, room, aim, wording_only="on") == 302
    assert (PlanChange.objects.count(), Goal.objects.get().signed_at) == (0, NOW)


def post_drop(enter, room, aim, **sent):
    address = reverse("partnerships:objective_drop", args=[room.partnership.pk, aim.pk])
    return enter(room.implementer(P)).post(address, sent)


def test_an_objective_leaves_a_plan_that_stands_with_a_reason_and_its_months_are_kept(
    enter, room, aim
):
    item = PlanItemFactory(partnership=room.partnership, number=4, serves=[aim])
    before = aim.sentence

    page = post_drop(enter, room, aim)
    aim.refresh_from_db()
    assert (page.context["form"].errors.keys(), aim.state) == ({"trigger", "advances"}, "open")

    post_drop(enter, room, aim, **SAID)
    aim.refresh_from_db()
    row = PlanChange.objects.get()
    assert (row.before, row.after, row.objective, row.trigger, row.created_by) == (
        f"{before}\nSession 4", "Off the plan.", aim, "A new board", room.implementer(P),
    )  # fmt: skip
    assert (aim.state, list(item.objectives.all()), Goal.objects.get().signed_at) == (
        "dropped", [], None,
    )  # fmt: skip


def test_before_it_is_taken_off_a_page_asks_and_changes_nothing(enter, room, aim):
    client = enter(room.implementer(P))
    here = [room.partnership.pk, aim.pk]
    address = reverse("partnerships:objective_drop", args=here)

    assert address in client.get(reverse("partnerships:objective", args=here)).text
    assert aim.sentence in client.get(address).text
    aim.refresh_from_db()
    assert aim.state == "open"


def test_an_objective_joins_a_plan_that_stands_with_a_reason(enter, room, aim):
    address = reverse("partnerships:objective_add", args=[room.partnership.pk])
    given = {"by_date": "2027-06-30", "who": "We", "able_to": "choose", "short": "New"}
    client = enter(room.implementer(P))

    page = client.post(address, given | {"wording_only": "on"})
    assert page.context["form"].errors.keys() == {"trigger", "advances"}
    client.post(address, given | SAID)

    new = LearningObjective.objects.get(short="New")
    row = PlanChange.objects.get()
    assert (row.before, row.after, row.objective, row.advances) == ("", new.sentence, new, "yes")
    assert Goal.objects.get().signed_at is None
    on_map = client.get(reverse("partnerships:session_map", args=[room.partnership.pk]))
    assert "A new board" in on_map.text


def test_objectives_come_and_go_no_other_way_once_the_plan_stands(room, aim):
    who = {"side": P, "by": room.implementer(P), "now": NOW}
    new = LearningObjective(partnership=room.partnership, by_date=TODAY)

    with pytest.raises(Refused, match="The plan stands"):
        plan_services.drop_objective(aim, **who)
    with pytest.raises(Refused, match="The plan stands"):
        plan_services.save_objective(new, [], expected=0, **who)
