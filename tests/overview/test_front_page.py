"""What the front page of a partnership says: its lead, its one filled button, what is folded."""

import datetime
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from foundation import pictures_thread
from overview import thread
from partnerships import partnership_services
from partnerships.models import Partnership, Phase, PlanChange, Side
from partnerships.plan_facts import Objective, PlanFacts
from sessions_app.models import Session, SessionKind
from tests.factories import NOW, ProgramRoleFactory, UserFactory
from tests.factories_closing import BenefitFactory
from tests.factories_kickoff import GoalFactory, LearningObjectiveFactory
from tests.factories_partnership import make_room
from tests.factories_partnerships import term
from tests.factories_sessions import make_session
from tests.reading import words

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
FILLED = re.compile(r'class="btn(?: btn--big| btn--wide)*"')


@pytest.fixture(autouse=True)
def still():
    with time_machine.travel(NOW, tick=False):
        yield


def read(room, person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get(reverse("partnership", args=[room.partnership.pk]))


def change(room, at):
    PlanChange.objects.create(
        partnership=room.partnership, after="Session 4 is about cards.", trigger="A storm.",
        advances="yes", stands_on=NOW.date(), created_at=at, changed_at=at,
    )  # fmt: skip


def asides(page):
    return {part.summary: part.aside for part in page.context["deeper"]}


def test_the_lead_begins_with_the_topic_as_it_is_written():
    room = make_room(phase=Phase.ACTIVE, topic=term("residency"))

    text = read(room, room.decider(P)).text

    label = room.partnership.topic.label
    assert f"{label}: Beacon shares what it has learned, Lakeview applies it in “" in text


def test_the_charter_is_signed_on_the_readers_day():
    room = make_room(phase=Phase.ACTIVE)
    late = datetime.datetime(2027, 3, 2, 4, 30, tzinfo=datetime.UTC)  # the evening before, there
    type(room.partnership.charter).objects.update(signed_at=late)

    aside = asides(read(room, room.decider(P)))["The charter"]

    assert aside == "signed by both sides on 1 March 2027"


def test_the_kickoff_stands_on_its_own_day_and_as_people_meet():
    room = make_room(phase=Phase.KICKOFF)
    before = words(read(room, room.decider(P)).text)
    make_session(
        room, kind=SessionKind.KICKOFF, number=None, local_date=NOW.date() + 9 * DAY,
        mode=Session.Mode.VIRTUAL, mode_reason="Snow.",
    )  # fmt: skip

    after = words(read(room, room.decider(P)).text)

    assert ("in person: planned" in before, "Around " in before) == (True, True)
    assert "Kickoff, Wednesday 17 March 2027, by video: planned" in after
    assert ("in person" in after, "Around " in after) == (False, False)
    assert after.count("17 March") >= 3  # on the path, as what comes next, and as the kickoff


def test_after_a_hand_over_the_sentence_is_not_told_as_the_new_ones_words():
    room = make_room(phase=Phase.ACTIVE)
    partnership_services.say_where_it_stands(
        partnership=room.partnership, sentence="On the plan.", by=room.facilitator, now=NOW
    )
    program = room.partnership.round.program
    successor = ProgramRoleFactory(program=program, user=UserFactory(name="Ana Successor")).user
    partnership_services.hand_over(
        partnership=room.partnership, to=successor, because="New region.", by=room.lead, now=NOW
    )

    text = read(room, room.decider(P)).text

    said = text[text.index("On the plan.") :]
    assert "The facilitator, Monday 8 March" in said
    assert "Ana Successor, " not in said


def test_why_it_was_handed_over_is_read_by_who_steers_it_for_a_month():
    room = make_room(phase=Phase.ACTIVE)
    program = room.partnership.round.program
    successor = ProgramRoleFactory(program=program, user=UserFactory(name="Ana Successor")).user
    partnership_services.hand_over(
        partnership=room.partnership, to=successor, because="ZQ-silent", by=room.lead, now=NOW
    )

    def tells(person):
        return "ZQ-silent" in read(room, person).text

    sides = [tells(room.decider(side)) for side in (P, T)]
    assert (tells(successor), tells(room.lead), sides) == (True, True, [False, False])
    assert f"Handed over by {room.facilitator.name} on " in words(read(room, successor).text)
    with time_machine.travel(NOW + 31 * DAY, tick=False):
        assert tells(successor) is False


def test_what_was_told_last_is_not_told_as_where_it_stands_once_it_is_over():
    room = make_room(phase=Phase.ACTIVE)
    partnership_services.say_where_it_stands(
        partnership=room.partnership, sentence="A new date.", by=room.facilitator, now=NOW
    )
    before = words(read(room, room.decider(P)).text)
    partnership_services.end_early(
        partnership=room.partnership, why="No money.", by=room.facilitator, now=NOW
    )
    after = words(read(room, room.decider(P)).text)

    assert ("Where it stands" in before, "Where it stands" in after) == (True, False)
    assert "Where it stood, as told last" in after


def test_the_agenda_ahead_is_the_one_filled_button():
    room = make_room(phase=Phase.ACTIVE)
    session = make_session(room, number=1)

    for person in (room.decider(P), room.implementer(T), room.facilitator):
        text = read(room, person).text
        assert FILLED.findall(text) == ['class="btn"']
        assert f'<a class="btn" href="{session.get_absolute_url()}">See the agenda</a>' in text


def test_a_side_reads_that_nothing_is_missing_and_who_goes_on():
    room = make_room(signed=True)

    text = words(read(room, room.decider(P)).text)

    assert "Everything is there, and the facilitator goes on from here." in text


def test_what_is_needed_goes_before_the_agenda():
    room = make_room(phase=Phase.PAUSED)
    make_session(room, number=1)

    text = read(room, room.facilitator).text

    assert FILLED.findall(text) == ['class="btn"']
    assert '<button class="btn">Go on where it was</button>' in text


def test_it_counts_what_each_side_gained_and_how_often_the_plan_changed():
    room, other = make_room(phase=Phase.CLOSING), make_room(phase=Phase.CLOSING)
    BenefitFactory(partnership=room.partnership, side=P, evidence="A routine.")
    BenefitFactory(partnership=room.partnership, side=P, evidence="A plan.", expected="")
    BenefitFactory(partnership=room.partnership, side=T, evidence="A sharper question.")
    change(room, NOW - datetime.timedelta(days=70))
    change(room, NOW)
    change(other, NOW)

    page, apart = read(room, room.decider(P)), read(other, other.decider(P))

    told = asides(page)
    assert told["What each side has gained"] == "Lakeview two lines, Beacon one line"
    assert told["The plan"] == (
        "kickoff, goal, session map; changed two times, the last in March 2027"
    )
    assert asides(apart)["What each side has gained"] == "nothing is written down yet"
    assert asides(apart)["The plan"] == ("kickoff, goal, session map; changed once, in March 2027")
    assert room.partnership.charter.benefit_partner in page.text
    assert reverse("closing", args=[room.partnership.pk]) in page.text


@pytest.mark.parametrize("phase", [Phase.FORMING, Phase.KICKOFF])
def test_before_they_meet_nothing_is_said_of_gains_or_changes(phase):
    told = asides(read(room := make_room(phase=phase), room.decider(P)))

    assert "What each side has gained" not in told
    assert told["The plan"] == "kickoff, goal, session map"


def test_the_foot_stays_short_and_keeps_what_steers_from_the_sides():
    room = make_room(phase=Phase.ACTIVE)

    theirs, ours = asides(read(room, room.decider(P))), asides(read(room, room.facilitator))

    assert set(ours) - set(theirs) == {"Who decides, and who does what", "Pause, end or hand over"}
    assert (len(theirs), len(ours)) == (8, 10)


def test_promises_say_who_shares_and_who_applies():
    room = make_room(phase=Phase.ACTIVE)
    session = make_session(room, number=1)
    room.partnership.actions.create(
        session=session, text="Translate the cards.", side=P, owner=room.decider(P),
        due_on=NOW.date(), created_at=NOW, changed_at=NOW,
    )  # fmt: skip

    text = read(room, room.decider(P)).text

    assert "<bdi>Lakeview applies</bdi>" in text
    assert "<bdi>Beacon shares</bdi>" in text


def test_an_objective_is_in_sessions_only_since_one_was_held():
    march, may = datetime.date(2027, 3, 1), datetime.date(2027, 5, 1)

    def use(held, *months, in_use=""):
        row = Objective(
            1, "Cards", "Lakeview", "use cards", NOW.date(), "open", in_use,
            list(enumerate(months, 1)),
        )  # fmt: skip
        facts = PlanFacts("Goal", None, set(), 1, 1, march, [row])
        assert thread.label(facts, NOW.date(), held).endswith(
            f"1 Cards: {thread.strands(facts, NOW.date(), held)[0].use}."
        )
        return thread.strands(facts, NOW.date(), held)[0].use

    january = datetime.date(2027, 1, 12)
    assert [
        use({1: (january, True)}, datetime.date(2027, 1, 1)),
        use({1: (january, False)}, datetime.date(2027, 1, 1)),
        use({}, datetime.date(2027, 1, 1), may),
        use({}, march),
        use({}),
        use({1: (january, True)}, march, in_use="Used in 2 schools"),
    ] == [
        "In sessions since January", "No session yet", "Begins in May", "Begins in March",
        "No session yet", "Used in 2 schools",
    ]  # fmt: skip


def test_a_month_that_passed_without_a_session_is_drawn_as_nothing():
    row = Objective(1, "C", "L", "x", NOW.date(), "open", "", [(n, NOW.date()) for n in (1, 2, 3)])
    facts = PlanFacts("Goal", None, set(), 1, 3, datetime.date(2027, 1, 1), [row])
    held = {1: (datetime.date(2027, 1, 12), True)}
    partnership = Partnership(starts_on=datetime.date(2026, 12, 8))

    columns = thread.columns(partnership, facts, NOW.date(), held)
    drawn = pictures_thread.thread(
        "Goal", columns, thread.strands(facts, NOW.date(), held), NOW.date()
    )

    assert [column.state for column in columns] == ["held", "held", "none", "next"]
    assert [bead.state for bead in drawn.strands[0].beads] == ["held", "next"]


def test_after_the_end_no_objective_begins_and_no_session_is_drawn_as_planned():
    row = Objective(1, "C", "L", "x", NOW.date(), "open", "", [(2, datetime.date(2027, 5, 1))])
    facts = PlanFacts("Goal", None, set(), 1, 2, datetime.date(2027, 4, 1), [row])
    partnership = Partnership(starts_on=datetime.date(2026, 12, 8), phase=Phase.ENDED_EARLY)

    columns = thread.columns(partnership, facts, NOW.date(), {})

    assert [column.state for column in columns] == ["held", "none", "none"]
    assert thread.strands(facts, NOW.date(), {}, over=True)[0].use == "No session was held"
    assert "Begins in" not in thread.label(facts, NOW.date(), {}, over=True)


def test_the_front_page_of_what_ended_says_so_of_each_objective():
    room = make_room(phase=Phase.ACTIVE)
    GoalFactory(partnership=room.partnership)
    LearningObjectiveFactory(partnership=room.partnership)
    assert "No session yet" in read(room, room.decider(P)).text

    Partnership.objects.filter(pk=room.partnership.pk).update(phase=Phase.ENDED_EARLY, ended_at=NOW)

    text = read(room, room.decider(P)).text
    assert "No session was held" in text
    assert "No session yet" not in text
