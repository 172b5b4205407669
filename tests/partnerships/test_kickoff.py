"""The kickoff: what each side writes before, the winds, the focus areas."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from foundation.errors import Refused, Stale
from foundation.models import AuditEvent
from partnerships import asks, roster_services
from partnerships import kickoff_services as services
from partnerships.models import (
    FocusArea,
    Goal,
    LearningObjective,
    Partnership,
    Phase,
    PlanChange,
    Side,
    Wind,
    WorkbookSection,
)
from tests.factories import NOW, UserFactory
from tests.factories_kickoff import (
    FocusAreaFactory,
    GoalFactory,
    LearningObjectiveFactory,
    PlanItemFactory,
    WindFactory,
)
from tests.factories_partnership import SharingBoundaryFactory, make_room

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
LATER = NOW + timedelta(hours=1)
READ = ["focus", "goal", "session_map"]


@pytest.fixture
def room():
    return make_room(signed=True, phase=Phase.KICKOFF)


def url(name, room, *more):
    return reverse(f"partnerships:{name}", args=[room.partnership.pk, *more])


def hub(room, name="kickoff"):
    return reverse(name, args=[room.partnership.pk])


def write(room, words, *, expected=1, by=None, now=NOW):
    by = by or room.implementer(P)
    return services.write_section(
        room.partnership, "challenge", words, expected=expected, by=by, now=now
    )


def test_a_section_is_written_and_its_author_is_kept(room):
    write(room, "Feedback comes days late.")

    found = WorkbookSection.objects.get()
    assert (found.words, found.changed_by, found.version) == (
        "Feedback comes days late.", room.implementer(P), 2,
    )  # fmt: skip
    assert AuditEvent.objects.about(found).values_list("verb", "fields").get() == (
        "wrote", ["words"],
    )  # fmt: skip


def test_the_second_who_starts_the_same_section_sees_both_texts(room):
    write(room, "Theirs.")

    with pytest.raises(Stale) as caught:
        write(room, "Mine.", by=room.facilitator, now=LATER)

    assert [clash[2:] for clash in caught.value.clashes] == [("Theirs.", "Mine.")]
    assert WorkbookSection.objects.get().words == "Theirs."


def test_each_side_writes_its_own_sections(room, enter):
    answers = {
        (side, key): enter(room.implementer(side)).get(url("section", room, key)).status_code
        for side in (P, T)
        for key in ("challenge", "synthesis")
    }

    assert answers == {
        (P, "challenge"): 200, (P, "synthesis"): 403,
        (T, "challenge"): 403, (T, "synthesis"): 200,
    }  # fmt: skip
    assert enter(room.facilitator).get(url("section", room, "unheard")).status_code == 404


def test_a_stale_save_answers_with_the_page_that_shows_both(room, enter):
    write(room, "Theirs.")

    answer = enter(room.implementer(P)).post(
        url("section", room, "challenge"), {"words": "Mine.", "version": "1"}
    )

    assert answer.status_code == 409
    assert "Theirs." in answer.text
    assert "Mine." in answer.text


def test_the_page_asks_three_sections_and_leaves_the_rest_deeper(room, enter):
    page = enter(room.implementer(P)).get(hub(room)).context["page"]

    assert [row.key for row in page.asked] == ["challenge", "context", "synthesis"]
    assert [row.key for row in page.deeper] == ["people", "past", "current"]
    assert (page.heading, page.filled) == (
        "Lakeview writes a few lines before you meet", "challenge",
    )  # fmt: skip


def test_fifteen_minutes_a_side_are_the_most(room, enter):
    page = enter(room.facilitator).get(hub(room)).context["page"]

    minutes = {
        side: sum(row.ask.minutes for row in page.asked if row.ask.side == side) for side in (P, T)
    }
    assert minutes == {P: 10, T: 10}


def test_a_wind_is_added_and_calms_down(room, enter):
    client = enter(room.implementer(T))
    sent = {"direction": "head", "text": "Four schools open", "kind": "time", "strength": "2"}
    client.post(url("wind_add", room), sent)
    wind = Wind.objects.get()

    client.post(url("wind", room, wind.pk), {**sent, "strength": "1", "version": "1"})

    wind.refresh_from_db()
    assert (wind.blowing, wind.strength, wind.version) == (False, 1, 2)
    assert "no longer" in client.get(hub(room)).text


def test_who_looks_after_a_wind_is_named_while_they_take_part(room, enter):
    client, owner = enter(room.facilitator), room.implementer(P)
    sent = {"direction": "head", "text": "No time", "kind": "time", "strength": "2"}
    stranger = client.post(url("wind_add", room), {**sent, "owner": UserFactory().pk})
    client.post(url("wind_add", room), {**sent, "owner": owner.pk})
    printed = reverse("kickoff_print", args=[room.partnership.pk])

    named = [client.get(address).text for address in (hub(room), printed)]
    roster_services.remove_person(room.people[P, "implementer"], by=room.facilitator, now=NOW)
    after = [client.get(address).text for address in (hub(room), printed)]

    told = f"{owner} looks after it"
    assert (stranger.status_code, Wind.objects.get().owner) == (422, owner)
    assert [told in page for page in named + after] == [True, True, False, False]


def test_nothing_is_preselected_in_a_new_wind(room, enter):
    page = enter(room.facilitator).get(url("wind_add", room)).text

    assert 'name="direction"' in page
    assert 'value="head" checked' not in page
    assert 'value="tail" checked' not in page


def test_a_focus_area_on_closed_material_cannot_be_chosen(room, enter):
    shut = SharingBoundaryFactory(
        partnership=room.partnership, organization=room.organization(T), material="Data", level=0
    )
    area = FocusAreaFactory(partnership=room.partnership, boundary=shut)

    with pytest.raises(Refused, match="“Data” is not shared"):
        services.choose(area, by=room.facilitator, now=NOW)

    page = enter(room.facilitator).get(url("focus", room)).text
    assert "cannot be chosen" in page
    assert url("focus_choose", room, area.pk) not in page
    assert not FocusArea.objects.get().chosen


def test_a_chosen_focus_area_does_not_move_to_closed_material(room):
    shut = SharingBoundaryFactory(
        partnership=room.partnership, organization=room.organization(T), level=0
    )
    area = FocusAreaFactory(partnership=room.partnership, chosen=True)
    area.boundary = shut

    with pytest.raises(Refused, match="is not shared"):
        services.save_focus_area(area, ["boundary"], expected=1, by=room.facilitator, now=NOW)


def test_three_are_chosen_and_a_fourth_waits(room):
    areas = [FocusAreaFactory(partnership=room.partnership) for _n in range(4)]
    for area in areas[:3]:
        services.choose(area, by=room.facilitator, now=NOW)

    with pytest.raises(Refused, match="Three focus areas"):
        services.choose(areas[3], by=room.facilitator, now=NOW)
    services.let_go(areas[1], by=room.facilitator, now=NOW)
    services.choose(areas[3], by=room.facilitator, now=NOW)

    chosen = FocusArea.objects.filter(chosen=True).order_by("order")
    assert [row.pk for row in chosen] == [areas[0].pk, areas[3].pk, areas[2].pk]


def test_a_line_is_written_and_chosen_in_the_browser(room, enter):
    client = enter(room.facilitator)
    client.post(url("focus_add", room), {"need": "N", "can_show": "C", "why": ""})
    area = FocusArea.objects.get()

    client.post(url("focus_choose", room, area.pk))
    client.post(url("focus_change", room, area.pk), {"need": "M", "can_show": "C", "version": "1"})

    area.refresh_from_db()
    assert (area.need, area.chosen) == ("M", True)
    client.post(url("focus_let_go", room, area.pk))
    assert not FocusArea.objects.get().chosen


def test_another_partnerships_material_is_not_offered(room, enter):
    other = make_room()
    answer = enter(room.facilitator).post(
        url("focus_add", room),
        {"need": "N", "can_show": "C", "why": "", "boundary": other.boundary.pk},
    )

    assert (answer.status_code, FocusArea.objects.count()) == (422, 0)


@pytest.mark.parametrize("phase", [Phase.CLOSED, Phase.ENDED_EARLY])
def test_after_the_end_nothing_is_written(room, phase):
    Partnership.objects.update(phase=phase, ended_at=NOW)
    area = FocusAreaFactory(partnership=room.partnership)
    wind = WindFactory(partnership=room.partnership)

    for attempt in (
        lambda: write(room, "Words."),
        lambda: services.choose(area, by=room.facilitator, now=NOW),
        lambda: services.save_wind(wind, ["text"], expected=1, by=room.facilitator, now=NOW),
    ):
        with pytest.raises(Refused, match="over"):
            attempt()


def sentences(user, question=asks.for_participant):
    return [ask.sentence for ask in question(user, NOW)]


def test_the_one_who_does_the_work_is_asked_for_a_section_then_for_nothing(room):
    before = sentences(room.implementer(T))
    services.write_section(
        room.partnership, "synthesis", "Two days.", expected=1, by=room.implementer(T), now=NOW
    )

    assert before == ["Write a few lines before the kickoff: what made our program work"]
    assert sentences(room.implementer(T)) == []
    assert sentences(room.decider(T)) == []


def test_who_decides_is_asked_to_sign_once_there_is_something_to_sign(room):
    GoalFactory(partnership=room.partnership)
    before = sentences(room.decider(P))
    LearningObjectiveFactory(partnership=room.partnership)

    assert (before, sentences(room.decider(P))) == ([], ["Read the goal and sign for Lakeview"])


def test_the_facilitator_hears_the_next_step(room, enter):
    said = [sentences(room.facilitator, asks.for_facilitator)]
    FocusAreaFactory(partnership=room.partnership, chosen=True)
    said.append(sentences(room.facilitator, asks.for_facilitator))
    goal = GoalFactory(partnership=room.partnership)
    aim = LearningObjectiveFactory(partnership=room.partnership)
    said.append(sentences(room.facilitator, asks.for_facilitator))
    Goal.objects.filter(pk=goal.pk).update(signed_at=NOW)
    said.append(sentences(room.facilitator, asks.for_facilitator))
    line = PlanItemFactory(partnership=room.partnership)
    said.append(sentences(room.facilitator, asks.for_facilitator))
    kickoff = enter(room.facilitator).get(hub(room, "kickoff")).text
    line.objectives.add(aim)
    said.append(sentences(room.facilitator, asks.for_facilitator))

    assert said == [
        ["The kickoff has no focus area yet."],
        ["The kickoff has no goal with objectives yet."],
        ["The goal waits for a signature."],
        ["The session map is not drawn yet."],
        ["No session of the map serves one of the objectives yet."],
        ["The kickoff has agreed everything."],
    ]
    assert "Drawn. A session is still to serve each objective." in kickoff


def everybody(room):
    return [room.facilitator, room.lead, *(entry.user for entry in room.people.values())]


@pytest.mark.parametrize("size", [0, 1])
def test_everybody_inside_reads_every_page(room, enter, size):
    fill(room, size)
    addresses = [
        *(hub(room, name) for name in ("kickoff", "kickoff_print", "partnership")),
        *(url(name, room) for name in READ),
    ]
    for user in everybody(room):
        for address in addresses:
            assert enter(user).get(address).status_code == 200, (address, user)


def test_a_workbook_promises_no_single_page(room, enter):
    page = enter(room.facilitator).get(hub(room, "kickoff_print")).text

    assert "Print the workbook" in page
    assert "Print one page" not in page


def fill(room, size):
    where = {"partnership": room.partnership}
    if size:
        GoalFactory(**where)
    aims = [LearningObjectiveFactory(**where, order=n + 1) for n in range(min(size, 4))]
    for n in range(size):
        WindFactory(**where)
        FocusAreaFactory(**where, boundary=room.boundary, chosen=n < 3, order=n + 1)
        item = PlanItemFactory(**where, number=n + 1, serves=aims[:2])
        PlanChange.objects.create(
            **where, item=item, after="A", trigger="T", advances="yes", stands_on=NOW.date(),
            created_at=NOW, changed_at=NOW, created_by=room.facilitator,
        )  # fmt: skip
    for key in WorkbookSection.Key.values[: size * 2]:
        WorkbookSection.objects.create(
            **where, key=key, words="W", created_at=NOW, changed_at=NOW,
            changed_by=room.facilitator,
        )  # fmt: skip


@pytest.mark.parametrize("size", [1, 9])
@pytest.mark.parametrize("phase", [Phase.KICKOFF, Phase.ACTIVE])
@pytest.mark.parametrize("name", ["kickoff", "kickoff_print", "partnership", *READ])
def test_a_page_asks_the_database_at_most_eight_times(enter, name, phase, size, cost):
    room = make_room(signed=True, phase=phase)
    fill(room, size)
    client = enter(room.decider(T))
    client.get(reverse("partnership_list"))  # the first page of a session writes it
    address = url(name, room) if name in READ else hub(room, name)

    assert cost(client, address) <= 8


@pytest.mark.parametrize(
    "broken",
    [
        lambda room: WindFactory(partnership=room.partnership, strength=4),
        lambda room: WindFactory(partnership=room.partnership, direction="side"),
        lambda room: WindFactory(partnership=room.partnership, kind="weather"),
        lambda room: FocusAreaFactory(partnership=room.partnership, chosen=True, order=4),
        lambda room: [
            FocusAreaFactory(partnership=room.partnership, chosen=True) for _n in range(2)
        ],
        lambda room: GoalFactory(partnership=room.partnership, reworded_side="left"),
        lambda room: LearningObjectiveFactory(partnership=room.partnership, order=5),
        lambda room: LearningObjectiveFactory(partnership=room.partnership, state="lost"),
        lambda room: [LearningObjectiveFactory(partnership=room.partnership) for _n in range(2)],
        lambda room: PlanItemFactory(partnership=room.partnership, number=13),
        lambda room: [PlanItemFactory(partnership=room.partnership) for _n in range(2)],
        lambda room: section(room, "weather"),
        lambda room: [section(room, "past") for _n in range(2)],
        lambda room: changed(room, advances="no"),
        lambda room: changed(room, advances="maybe"),
        lambda room: changed(room, objected_by=P),
    ],
)
def test_the_database_refuses(room, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        broken(room)


def section(room, key):
    return WorkbookSection.objects.create(
        partnership=room.partnership, key=key, created_at=NOW, changed_at=NOW
    )


def changed(room, **values):
    values = {"advances": "yes", **values}
    return PlanChange.objects.create(
        partnership=room.partnership, after="A", trigger="T", stands_on=NOW.date(),
        created_at=NOW, changed_at=NOW, **values,
    )  # fmt: skip


def test_dropped_objectives_leave_their_place(room):
    LearningObjectiveFactory(partnership=room.partnership, state=LearningObjective.State.DROPPED)

    assert LearningObjectiveFactory(partnership=room.partnership).order == 1
