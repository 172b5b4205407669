"""Each home: what it says first, what it hides, what it costs."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from foundation import clock
from foundation.asks import Ask
from foundation.models import AuditEvent
from matching.models import ApplicationState
from overview import today
from overview.models import Snooze
from partnerships import partnership_services as services
from partnerships.models import ProgramRole, Role, Side
from sessions_app.models import Action
from tests import factories_matching
from tests.factories import NOW, ProgramRoleFactory, UserFactory
from tests.factories_closing import BenefitFactory, make_closing
from tests.factories_matching import OfferFactory
from tests.factories_partnership import (
    make_room,
    meeting_room,
)
from tests.factories_sessions import make_session
from tests.reading import read, words

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
DAY = datetime.timedelta(days=1)
HOME = reverse("home")


def ask(rank=3, minutes=4, days=0, **also):
    return Ask(
        rank=rank, due=NOW + days * DAY, where="Lakeview and Beacon", sentence=f"Sentence {rank}.",
        why="Why.", button="Do it", url=f"/do/{rank}/{days}/", minutes=minutes, **also,
    )  # fmt: skip


def arranged(asks, user, now):
    put_off = {row.key: row for row in today.resting(user, now)}
    return today.arrange(asks, put_off, now)


# -- Today, arranged ------------------------------------------------------------------------------
def test_at_most_five_by_consequence_and_what_they_cost():
    user = UserFactory()
    asks = [ask(rank, days=n) for n, rank in enumerate([3, 1, 4, 2, 5, 6, 7])]

    found = arranged(asks, user, NOW)

    assert [row.ask.rank for row in found.shown] == [1, 2, 3, 4, 5]
    assert found.lead == "Five things need you. About 20 minutes."
    assert [row.ask.rank for row in found.rest] == [6, 7]


def test_one_thing_is_told_in_the_singular():
    assert arranged([ask(minutes=1)], UserFactory(), NOW).lead == (
        "One thing needs you. About 1 minute."
    )


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([], ""),
        ([0, 3], "Two more can wait."),
        ([3, 9], "Two more can wait until Thursday 11 March."),
        ([1], "One more can wait until Tuesday 9 March."),
    ],
)
def test_what_can_wait_says_until_when(days, said):
    asks = [ask(0, days=-n) for n in range(5)] + [ask(8, days=n) for n in days]

    assert arranged(asks, UserFactory(), NOW).waiting(NOW.date()) == said


def test_until_when_is_told_in_the_readers_zone():
    asks = [ask(0, days=-n) for n in range(5)] + [ask(8, days=3)]
    found = arranged(asks, UserFactory(), NOW)

    with timezone.override("Pacific/Kiritimati"):  # fourteen hours on: it is the next day there
        assert found.waiting(NOW.date()) == "One more can wait until Friday 12 March."


def test_a_row_put_off_stays_away_until_its_day_or_until_it_matters_more():
    user, other = UserFactory(), UserFactory()
    today.put_off(ask(3), until=NOW.date() + 3 * DAY, why="They are away.", by=user, now=NOW)

    def shown(asked, who=user, day=0):
        return len(arranged([asked], who, NOW + day * DAY).shown)

    worse = Ask(**{**vars(ask(3)), "rank": 1})
    assert [shown(ask(3)), shown(ask(3), day=3), shown(worse), shown(ask(3), other)] == [0, 1, 1, 1]
    assert arranged([ask(3)], user, NOW).put_off[0].why == "They are away."


def test_putting_off_again_keeps_one_row():
    user = UserFactory()
    for why in ("A.", "B."):
        today.put_off(ask(), until=NOW.date() + DAY, why=why, by=user, now=NOW)

    assert [row.why for row in Snooze.objects.all()] == ["B."]


@pytest.mark.parametrize(("days", "why"), [(0, "A."), (31, "A."), (3, " ")])
def test_it_waits_for_a_reason_and_at_most_thirty_days(days, why):
    with pytest.raises(today.Refused):
        today.put_off(ask(), until=NOW.date() + days * DAY, why=why, by=UserFactory(), now=NOW)


EVENING = datetime.datetime(2027, 3, 9, 2, tzinfo=datetime.UTC)  # Monday 8 March, 8 pm Central


def test_in_the_evening_tomorrow_is_the_readers_own_and_comes_back_on_it():
    user, tomorrow = UserFactory(), datetime.date(2027, 3, 9)
    with timezone.override("America/Chicago"):
        today.put_off(ask(3), until=tomorrow, why="A.", by=user, now=EVENING)
        still = arranged([ask(3)], user, EVENING + datetime.timedelta(hours=2))
        back = arranged([ask(3)], user, EVENING + datetime.timedelta(hours=12))

    assert ([row.until for row in still.put_off], len(back.shown)) == ([tomorrow], 1)


# -- people of a side -----------------------------------------------------------------------------
def test_with_nothing_due_it_says_until_when_and_what_came_of_it(client):
    room = meeting_room()
    session = make_session(room, number=1, local_date=clock.now().date() + 40 * DAY)
    BenefitFactory(partnership=room.partnership, side=T, evidence="A sharper way to explain it.")
    BenefitFactory(partnership=room.partnership, side=P, evidence="A routine.")
    Action.objects.create(
        session=session, partnership=room.partnership, text="Show the plan.", side=T,
        owner=room.implementer(T), due_on=clock.now().date() + 30 * DAY, created_at=NOW,
        changed_at=NOW,
    )  # fmt: skip

    text = words(read(client, room.implementer(T), HOME))

    until = clock.now().date() + 23 * DAY  # a week before the promise is due
    assert f"Nothing needed from you until {until.day} {until:%B}" in text
    assert "You share, Lakeview applies it: Every resident gets useful feedback" in text
    assert "Gained: A sharper way to explain it." in text
    assert "Promised: Show the plan, by " in text
    assert "A routine." not in text


def test_a_pause_is_told_and_no_day_is_promised_in_it(client):
    room = meeting_room()
    make_session(room, number=1, local_date=clock.now().date() + 40 * DAY)
    before = words(read(client, room.implementer(T), HOME))
    services.pause(partnership=room.partnership, why="Flood.", by=room.facilitator, now=clock.now())

    text = words(read(client, room.implementer(T), HOME))

    said = "It is paused for now. Its page says why."
    assert (said in before, said in text) == (False, True)
    assert "Nothing needed from you today" in text
    assert "Nothing needed from you until" not in text


def test_the_one_thing_asked_says_its_minutes_and_who_reads_it(client):
    room = make_room(benefits=False)

    text = words(read(client, room.implementer(P), HOME))

    assert "One thing asked of you, three minutes" in text
    assert "Write what Lakeview hopes to gain" in text
    assert "Both sides and the facilitator read it, the sponsor never." in text
    assert "If you skip it:" in text


def in_both(elm, other):
    """Return one person who does the work in two rooms, in that of Elm Valley and in `other`."""
    person = elm.implementer(P)
    entry = other.people[P, "implementer"]
    entry.user = person
    entry.save()
    elm_valley = elm.organization(P)
    elm_valley.short_name = "Elm Valley"
    elm_valley.save()
    return person


def test_the_partnership_that_meets_next_comes_first(client):
    first, second = meeting_room(), meeting_room()
    person = in_both(first, second)
    make_session(first, number=1, local_date=clock.now().date() + 60 * DAY)
    make_session(second, number=1, local_date=clock.now().date() + 40 * DAY)

    text = words(read(client, person, HOME))

    assert text.index("Lakeview and Beacon") < text.index("Elm Valley and Beacon")
    assert "Your other partnerships Elm Valley and Beacon" in text


def test_purpose_and_date_are_those_of_the_partnership_that_asks(client):
    meets, asks = meeting_room(), make_room(benefits=False)
    person = in_both(asks, meets)
    asks.partnership.purpose = "New teachers stay."
    asks.partnership.save()
    make_session(meets, number=1, local_date=clock.now().date() + 40 * DAY)

    text = words(read(client, person, HOME))

    assert "Elm Valley and Beacon One thing asked of you" in text
    assert "Beacon shares, you apply it: New teachers stay." in text
    assert "Everything about Elm Valley and Beacon" in text
    assert "Your other partnerships Lakeview and Beacon" in text


def test_a_partnership_is_named_where_what_is_asked_is_about_something_else(client):
    room = meeting_room()
    person = room.implementer(P)
    factories_matching.member(room.organization(P), user=person)
    form = factories_matching.in_state(
        ApplicationState.DRAFT, organization=room.organization(P), created_by=person
    )

    text = words(read(client, person, HOME))

    assert f"{form.organization.said}, " in text.split("One thing asked")[0]
    assert "Lakeview and Beacon . Beacon shares, you apply it: " in text


def test_leaders_are_asked_ten_minutes_at_the_close(client):
    room = make_closing()

    text = words(read(client, room.decider(T), HOME))

    assert "One thing asked of you, 10 minutes" in text
    assert "Say what Beacon gained, and what goes on" in text
    assert "Say what" not in words(read(client, room.implementer(T), HOME))


@pytest.mark.parametrize("count", [1, 12])
def test_what_a_participants_home_costs(client, count, statements):
    rooms = [meeting_room() for _number in range(count)]
    person = rooms[0].implementer(P)
    for room in rooms[1:]:
        entry = room.people[P, "implementer"]
        entry.user = person
        entry.save()
    client.force_login(person)
    client.get(HOME)

    with statements() as asked:
        response = client.get(HOME)

    assert len(asked) <= 12
    assert len(response.content) < 60 * 1024


def test_somebody_without_anything_is_invited_to_tell(client):
    text = words(read(client, UserFactory(), HOME))

    assert "Nothing needed from you today" in text
    assert "Tell us about your initiative" in text


# -- officers and administrators ------------------------------------------------------------------
def test_an_officers_home_is_her_sheet(client):
    client.force_login(ProgramRoleFactory(role=Role.PROGRAM_OFFICER).user)

    response = client.get(HOME)

    assert response.url == reverse("officer")
    doors = re.findall(r'<ul class="nav">.*?</ul>', client.get(response.url).content.decode())[0]
    assert re.findall(r">([^<]+)</a>", doors)[:3] == ["Program", "Directory", "Programs"]


def test_an_administrators_five_lines(client):
    role = ProgramRoleFactory(role=Role.ADMINISTRATOR)

    text = words(read(client, role.user, HOME))

    assert "Five lines are left before the first answer" in text
    for line in ("1. Name the program", "2. Plan a round", "3. Add facilitators",
                 "4. Invite the first thought partner", "5. Open the form"):  # fmt: skip
        assert line in text
    ProgramRoleFactory(program=role.program, role=Role.FACILITATOR)
    assert "Four lines are left" in words(read(client, role.user, HOME))


@pytest.mark.usefixtures("tests_day")
@pytest.mark.parametrize("days", [0, -1])
def test_a_program_is_told_as_open_while_a_round_takes_forms(client, days):
    role = ProgramRoleFactory(role=Role.ADMINISTRATOR, program__sponsor="An office")
    ProgramRoleFactory(program=role.program, role=Role.FACILITATOR)
    last = timezone.localdate(clock.now()) + days * DAY
    OfferFactory(round__program=role.program, round__opens_on=last - 9 * DAY, round__closes_on=last)

    text = words(read(client, role.user, HOME))

    assert "3. Add facilitators added " in text
    said = ("The program is open", "open to organizations", "Organizations can write. ")
    assert [one in text for one in said] == [not days] * 3
    assert ("No round takes forms now" in text) is bool(days)


def roles_page(program):
    return reverse("partnerships:roles", args=[program.pk])


def test_a_role_is_given_and_ended_with_its_trace(client):
    role = ProgramRoleFactory(role=Role.ADMINISTRATOR)
    client.force_login(role.user)
    page = roles_page(role.program)

    client.post(page, {"name": "Somebody", "email": "new@school.example", "role": "facilitator"})

    given = ProgramRole.objects.get(user__email="new@school.example")
    assert (given.role, given.until) == (Role.FACILITATOR, None)
    client.post(reverse("partnerships:role_end", args=[role.program.pk, given.pk]))
    given.refresh_from_db()
    assert given.until == clock.now().date()
    events = AuditEvent.objects.about(role.program).order_by("at")
    assert [(e.verb, e.fields) for e in events] == [
        ("gave_role", ["facilitator"]), ("ended_role", ["facilitator"]),
    ]  # fmt: skip


def test_the_last_administrator_and_a_facilitator_at_work_keep_their_role(client):
    room = make_room()
    program = room.partnership.round.program
    admin = ProgramRoleFactory(program=program, role=Role.ADMINISTRATOR)
    client.force_login(admin.user)
    facilitating = program.roles.get(user=room.facilitator)

    for held_role in (admin, facilitating):
        client.post(reverse("partnerships:role_end", args=[program.pk, held_role.pk]))

    assert program.roles.filter(until=None, pk__in=[admin.pk, facilitating.pk]).count() == 2


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.ADMINISTRATOR, 200), (Role.PROGRAM_OFFICER, 403), (Role.FACILITATOR, 403),
     (Role.FACILITATION_LEAD, 403)],
)  # fmt: skip
def test_who_gives_roles(client, role, status):
    held_role = ProgramRoleFactory(role=role)
    client.force_login(held_role.user)
    elsewhere = ProgramRoleFactory(role=Role.FACILITATOR).program

    assert client.get(roles_page(held_role.program)).status_code == status
    assert client.get(roles_page(elsewhere)).status_code == 404
