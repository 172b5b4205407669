"""What pages cost, what mails and homes say, and the sentence a program reads."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from foundation.errors import Refused
from notifications import planner, rules
from notifications.models import Message
from notifications.permissions import may_read_text
from partnerships import roster_services
from partnerships.models import Partnership, Phase
from pulse import asks, offers, released, rounds
from pulse.models import PulseSnapshot
from sessions_app.models import Session
from tests.factories import NOW
from tests.factories_issues import make_issue, shared_back
from tests.factories_partnership import RosterEntryFactory, put_in
from tests.factories_pulse import P, T, answer, make_round, make_theme, release, talks_held
from tests.factories_sessions import make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
WHICH = ["round", "guide", "answer", "of_side", "theme", "book", "issues", "issue", "issue_new"]
MOST = dict.fromkeys(WHICH, 8)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def grown(size):
    room, made = make_round()
    for side in (P, T):
        for _number in range(size):
            seat = RosterEntryFactory(
                partnership=room.partnership, organization=room.organization(side), side=side
            )
            answer(made, seat.user, side=side, we_gain="4", how=("", "Fine.", "alone"))
            make_theme(made, side=side)
            make_issue(made, source=side)
            shared_back(made, owner=seat.user)
    return room, made


@pytest.mark.parametrize("which", WHICH)
def test_a_page_costs_the_same_at_two_sizes(which, cost_to):
    counts = []
    for size in (1, 6):
        room, made = grown(size)
        respondent = made.forms.filter(side=P).first().person
        theme = made.themes.filter(side=P).first()
        who, address = {
            "round": (room.facilitator, made.get_absolute_url()),
            "guide": (room.facilitator, reverse("pulse:guide", args=[made.pk, P])),
            "book": (room.facilitator, reverse("pulse:book", args=[made.pk, P])),
            "answer": (respondent, reverse("pulse:answer", args=[made.pk])),
            "of_side": (respondent, made.get_absolute_url()),
            "theme": (respondent, theme.get_absolute_url()),
            "issues": (room.facilitator, reverse("pulse:issues", args=[made.pk])),
            "issue": (room.facilitator, made.issues.first().get_absolute_url()),
            "issue_new": (room.facilitator, reverse("pulse:issue_new", args=[made.pk])),
        }[which]
        counts.append(cost_to(who, address))

    assert counts[0] == counts[1]
    assert counts[0] <= MOST[which]


def test_the_holder_is_asked_to_open_then_to_book():
    room, _none = make_round(open_=False)
    first = asks.for_holder(room.facilitator, NOW)
    rounds.open_round(partnership=room.partnership, by=room.facilitator, now=NOW)
    second = asks.for_holder(room.facilitator, NOW)

    assert [a.sentence for a in first] == ["Nobody is asked yet about the first half."]
    assert [(a.sentence, a.why) for a in second] == [
        ("The midpoint talks are not booked.", "The window closes on Thursday 18 March."),
    ]


def test_a_facilitator_from_one_side_is_not_asked_to_book():
    room, _made = make_round(internal=True)

    assert asks.for_holder(room.facilitator, NOW) == []
    assert len(asks.for_holder(room.holder, NOW)) == 1


def test_a_participant_is_asked_once_and_then_for_their_theme():
    room, made = make_round()
    person = room.implementer(P)
    first = asks.for_participant(person, NOW)
    answer(made, person, we_gain="4")
    answered = asks.for_participant(person, NOW)
    theme = make_theme(made)
    waiting = asks.for_participant(person, NOW)
    release(theme, person)

    said = [[a.button for a in found] for found in (first, answered, waiting)]
    assert said == [["Answer, or just talk to me"], [], ["Read and decide"]]
    assert asks.for_participant(person, NOW) == []


def test_one_request_and_one_reminder_that_stops_for_whoever_answered():
    room, made = make_round()
    answer(made, room.implementer(P), we_gain="4")
    planner.plan(NOW)
    planner.plan(NOW + timedelta(days=2))

    rows = Message.objects.filter(kind="pulse")
    person = rows.filter(person=room.implementer(P))
    assert (
        sorted(rows.values_list("rule", flat=True))
        == ["pulse.reminder"] * 4 + ["pulse.request"] * 4
    )
    other = rows.filter(person=room.decider(P)).first()
    stop = {m.pk: rules.get(m.rule).stopped(m, NOW) for m in (*person, other)}
    assert {stop[m.pk] for m in person} == {"It is not needed any more."}
    assert stop[other.pk] == ""
    assert not any(may_read_text(room.facilitator, m) or may_read_text(room.lead, m) for m in rows)
    assert list(Message.objects.visible_to(room.lead)) == []


def test_nobody_is_asked_beforehand_after_the_talk_with_their_side():
    room, made = make_round()
    planner.plan(NOW)
    talks_held(made, P)
    over, ahead = room.decider(P), room.decider(T)

    asked = [[a.button for a in asks.for_participant(one, NOW)] for one in (over, ahead)]
    rows = Message.objects.filter(kind="pulse")
    stops = {m.person: rules.get(m.rule).stopped(m, NOW) for m in rows}

    assert asked == [[], ["Answer, or just talk to me"]]
    assert (stops[over], stops[ahead]) == ("It is not needed any more.", "")


def test_a_second_round_at_the_same_time_is_refused():
    room, _made = make_round()

    with pytest.raises(Refused, match="open already"):
        rounds.open_round(partnership=room.partnership, by=room.facilitator, now=NOW)


@pytest.mark.parametrize(
    ("phase", "says"),
    [
        (Phase.ACTIVE, "gets its own half hour"),
        (Phase.PAUSED, "Nothing is asked until it goes on."),
        (Phase.CLOSED, "No pulse check was held here"),
    ],
)
def test_before_a_check_the_page_promises_only_what_comes(phase, says):
    room, _none = make_round(open_=False)
    put_in(room.partnership, phase)
    client = Client()
    client.force_login(room.implementer(P), backend=BACKEND)
    page = client.get(reverse("pulse:of", args=[room.partnership.pk])).content.decode()

    assert says in page
    assert ("gets its own half hour" in page) == (phase == Phase.ACTIVE)


def test_two_sides_are_not_booked_next_to_each_other():
    room, made = make_round()
    when = NOW + timedelta(days=2)
    said = {"place": "", "by": room.facilitator, "now": NOW}
    first, second = made.conversations.get(side=P), made.conversations.get(side=T)
    rounds.book(talk=first, starts_at=when, people=[room.decider(P)], **said)
    Message.objects.update(state="sent", sent_at=NOW)
    later = when + timedelta(minutes=20)

    with pytest.raises(Refused, match="other side"):
        rounds.book(talk=second, starts_at=later, people=[room.decider(T)], **said)
    rounds.book(
        talk=first, starts_at=when + timedelta(days=1), people=[room.implementer(P)], **said
    )
    kinds = Message.objects.filter(state="queued").values_list("kind", "person")
    assert set(kinds) == {
        ("cancellation", room.decider(P).pk), ("invitation", room.implementer(P).pk),
    }  # fmt: skip


def test_offered_half_hours_are_work_time_for_everybody_and_apart():
    zones = ["America/Chicago", "America/Los_Angeles"]
    taken = NOW.replace(day=9, hour=19)  # 1 pm Central

    found = offers.half_hours(NOW, NOW.date() + timedelta(days=3), zones, [taken])

    assert [m.strftime("%a %H:%M") for m in found] == [
        "Tue 10:00", "Tue 15:30", "Wed 10:00", "Wed 13:00", "Wed 15:30", "Thu 10:00",
    ]  # fmt: skip


def half_hours_offered(room, made):
    client = Client()
    client.force_login(room.facilitator, backend=BACKEND)
    page = client.get(reverse("pulse:book", args=[made.pk, P]))
    return [value for value, _said in page.context["form"].fields["offered"].choices]


def test_no_half_hour_is_offered_in_which_they_sit_in_a_session():
    room, made = make_round()
    first = half_hours_offered(room, made)[0]
    begins = datetime.fromisoformat(first)
    make_session(room)

    told = []
    for minutes in (-30, -29, 0, 89, 90):
        Session.objects.update(starts_at=begins - timedelta(minutes=minutes), minutes=90)
        told.append(first in half_hours_offered(room, made))

    assert told == [True, False, False, False, True]


def test_a_program_reads_one_sentence_or_why_not():
    room, made = make_round()
    program = room.partnership.round.program
    before = released.program_sentence(program)
    pairs = [(room, made)]
    for _number in range(2):
        other, round = make_round(round=room.partnership.round)
        pairs.append((other, round))
    texts = []
    for other, round in pairs:
        for person in (other.implementer(P), other.decider(P)):
            answer(round, person, we_gain="5")
        rounds.close(round=talks_held(round), by=other.facilitator, now=NOW)
        texts.append(released.program_sentence(program))

    asked = (
        "Not shown yet. Five answers from three partnerships are needed, so that nobody can be"
        " picked out; "
    )
    assert (before, texts[1]) == (f"{asked}none is in yet.", f"{asked}the first are in, from two.")
    assert texts[2] == "Most of 6 people in three partnerships say they gain from it."
    assert PulseSnapshot.objects.count() == 1


def test_released_is_for_whoever_sees_the_inside():
    room, made = make_round()
    answer(made, room.implementer(P), we_gain="4")
    release(make_theme(made, about="value", text="It helps"), room.implementer(P))
    row, day = Partnership.objects.get(), NOW.date()
    people = (room.decider(P), room.decider(T), room.lead, room.officer)

    sealed = [released.themes(who, row, day) != [] for who in people]
    talks_held(made)
    shown = [released.themes(who, row, day) != [] for who in people]

    assert sealed == [True, False, False, False]
    assert shown == [True, True, True, False]
    assert released.values(room.decider(T), row, day) == [released.Value(P, "It helps")]


def test_who_answered_and_left_is_not_counted_among_those_who_stayed(enter):
    room, made = make_round()
    answer(made, room.implementer(P), we_gain="3")
    answer(made, room.decider(P), we_gain="3")
    entry = room.people[P, "implementer"]
    roster_services.remove_person(entry, by=room.decider(P), now=NOW)

    pages = [enter(who).get(made.get_absolute_url()).text for who in (room.lead, room.facilitator)]

    assert ["Lakeview: 1 of 1 answered" in page for page in pages] == [True, True]
