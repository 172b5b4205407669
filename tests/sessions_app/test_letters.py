"""The letter to the leader of a side that fell silent: when, to whom, once, and what it says."""

import datetime
import uuid

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from foundation import clock
from foundation.dates import say_day
from foundation.errors import Refused
from foundation.models import AuditEvent
from notifications import mail, outbox, rules
from notifications.models import Message, State
from overview import today
from overview.paths import OnPath
from partnerships.models import Partnership, Phase, RosterEntry, Side
from sessions_app import letters, rhythm
from sessions_app.models import Attendance, ExitRating, Question, SessionState
from tests.factories import NOW
from tests.factories_partnership import RosterEntryFactory, make_room
from tests.factories_sessions import SessionFactory
from tests.reading import read, settled, words

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
DAY = datetime.timedelta(days=1)
HOME = reverse("home")
BY = {"created_at": NOW, "changed_at": NOW}


def stalled(now=NOW, last=60, heard=5, **also):
    """A room whose last session is long ago; since then Beacon asked, and Lakeview was silent."""
    today = now.date()
    room = make_room(
        phase=Phase.ACTIVE, starts_on=today - 150 * DAY, ends_on=today + 150 * DAY, **also
    )
    Partnership.objects.filter(pk=room.partnership.pk).update(matched_at=now - 200 * DAY)
    room.session = SessionFactory(
        partnership=room.partnership, number=1, state=SessionState.WRAPPED_UP,
        local_date=today - last * DAY, notes_sent_at=now - last * DAY,
    )  # fmt: skip
    if heard is not None:
        asked(room, now - heard * DAY)
    return room


def asked(room, at, side=T):
    return Question.objects.create(
        partnership=room.partnership, side=side, words="How many?", created_at=at, changed_at=at,
        created_by=room.implementer(side),
    )  # fmt: skip


def loaded(room, now=NOW):
    return letters.rows(room.facilitator, now).get(pk=room.partnership.pk)


def silent(room, now=NOW):
    return rhythm.stall(loaded(room, now), now).silent


def send(room, text="Dear you,", now=NOW):
    page = letters.page(loaded(room, now), now)
    return letters.send(loaded(room, now), text, to=page.leader, by=room.facilitator, now=now)


def today_of(room, now=NOW):
    return letters.ask(rhythm.stall(loaded(room, now), now), now)


def address(room):
    return reverse("sessions_app:letter", args=[room.partnership.pk])


def live():
    """A room that stalled by the real clock, which pages are asked by."""
    return stalled(clock.now())


# -- who is silent --------------------------------------------------------------------------------
def test_a_side_is_silent_after_a_month_without_a_sign():
    assert silent(stalled(heard=29)) == [P]
    assert silent(stalled(heard=31)) == [P, T]


def came(room, who, at):
    Attendance.objects.create(session=room.session, user=who, side=P, came=True)
    type(room.session).objects.filter(pk=room.session.pk).update(starts_at=at)


def replied_to_the_invitation(room, who, at):
    Attendance.objects.create(session=room.session, user=who, side=P, answered_at=at)


def wrote(room, who, at):
    room.session.contextupdates.create(words="News.", side=P, created_by=who, sent_at=at, **BY)


def kept_a_promise(room, who, at):
    room.partnership.actions.create(
        session=room.session, text="Look.", owner=who, side=P, due_on=NOW.date(), state="done",
        done_at=at, changed_by=who, **BY,
    )  # fmt: skip


def asked_a_question(room, who, at):
    asked(room, at, side=P)


def answered_a_question(room, who, at):
    Question.objects.update(state="answered", answer="6.", answered_at=at, answered_by=who)


SIGNS = [
    came, replied_to_the_invitation, wrote, kept_a_promise, asked_a_question, answered_a_question,
]  # fmt: skip


@pytest.mark.parametrize("sign", SIGNS)
def test_each_sign_around_sessions_counts_by_whoever_gives_it(sign):
    room, at = stalled(), NOW - 47 * DAY
    before = loaded(room).partner_heard_at

    sign(room, room.implementer(P), at)

    assert (before, loaded(room).partner_heard_at) == (NOW - 200 * DAY, at)


@pytest.mark.parametrize("sign", [wrote, kept_a_promise, answered_a_question])
def test_what_somebody_else_did_for_a_side_is_no_sign_of_it(sign):
    room = stalled()

    sign(room, room.facilitator, NOW - 47 * DAY)

    assert loaded(room).partner_heard_at == NOW - 200 * DAY


def test_what_was_said_of_a_session_alone_to_the_facilitator_is_no_sign():
    room = stalled()
    ExitRating.objects.create(session=room.session, user=room.decider(P), applied=5, **BY)

    assert silent(room) == [P]


def test_who_never_met_counts_from_the_start_everywhere():
    room = stalled()
    room.session.delete()
    found = []
    for days in (44, 46):
        Partnership.objects.update(starts_on=NOW.date() - days * DAY)
        row = loaded(room)
        asked_of = rhythm.quiet(NOW) & Q(pk=row.pk)
        same = letters.rows(room.facilitator, NOW).filter(asked_of).exists()
        found.append((rhythm.stalled(row, NOW), same, OnPath(row, NOW).stalled))

    assert found == [(False,) * 3, (True,) * 3]
    assert rhythm.said_since(loaded(room)) == (
        "They have not met yet. The start was to be Thursday 21 January."
    )


# -- the row of Today -----------------------------------------------------------------------------
def test_the_row_offers_the_letter_and_the_page_offers_the_dates(client):
    room = stalled(heard=2)
    ask = today_of(room)

    assert (ask.rank, ask.button, ask.url) == (2, "Write to their leader", address(room))
    assert ask.sentence == (
        "No session since Thursday 7 January. Lakeview has been silent for 28 weeks."
    )
    assert ask.why == "Their leader has not been written to. A draft of four lines is ready."


def test_without_a_leader_or_with_two_silent_sides_the_row_offers_what_helps():
    nobody, both, neither = stalled(), stalled(heard=None), stalled()
    RosterEntry.objects.filter(partnership=nobody.partnership, side=P).update(decides=False)
    asked(neither, NOW - DAY, side=P)
    series = [
        reverse("sessions_app:series", args=[room.partnership.pk]) for room in (both, neither)
    ]

    rows = [today_of(room) for room in (nobody, both, neither)]

    assert [(row.button, row.url) for row in rows] == [
        ("See what helps", address(nobody)),
        ("Choose the dates", series[0]),
        ("Choose the dates", series[1]),
    ]
    assert "Nothing has come from either side for a month." in rows[1].sentence
    assert rows[2].sentence == "No session since Thursday 7 January."


def test_after_the_letter_the_row_rests_and_comes_back_once_with_the_dates():
    room = stalled()
    send(room)
    later = NOW + 14 * DAY
    asked(room, later - DAY)

    rests, back = today_of(room), today_of(room, later)

    assert (rests.button, rests.url) == ("Read the letter", address(room))
    assert (rests.until, rests.why) == (
        later.date(),
        "Their leader was written to on Monday 8 March.",
    )
    shown = [today.arrange([ask], room.facilitator, at).shown for ask, at in (
        (rests, NOW), (rests, later - DAY), (back, later),
    )]  # fmt: skip
    assert [len(rows) for rows in shown] == [0, 0, 1]
    assert (back.button, back.why) == (
        "Choose the dates",
        "Nothing has come since the letter of Monday 8 March. A call helps more now.",
    )


@pytest.mark.parametrize(
    ("state", "button", "why"),
    [
        (State.BOUNCED, "Choose the dates", "The letter of Monday 8 March did not arrive."),
        (State.STOPPED, "Write to their leader", "Their leader has not been written to."),
    ],
)
def test_a_letter_that_never_arrived_brings_the_row_back_at_once(state, button, why):
    room = stalled()
    send(room)
    Message.objects.update(state=state, stopped_because="Let go.", sent_at=NOW)

    ask = today_of(room)

    assert (ask.until, ask.button) == (None, button)
    assert ask.why.startswith(why)


def test_whoever_is_heard_from_or_met_is_no_row_of_a_letter():
    room = stalled()
    send(room)
    asked(room, NOW + DAY, side=P)
    heard = today_of(room, NOW + 2 * DAY)
    assert heard.until is None
    SessionFactory(partnership=room.partnership, state=SessionState.HELD, local_date=NOW.date())

    assert (heard.button, heard.why) == (
        "Choose the dates", "They have been heard from since the letter of Monday 8 March."
    )  # fmt: skip
    assert rhythm.stall(loaded(room, NOW + 40 * DAY), NOW + 40 * DAY) is None
    again = NOW + 60 * DAY
    asked(room, again - DAY)
    assert today_of(room, again).button == "Write to their leader"


# -- what it says, to whom ------------------------------------------------------------------------
def test_the_draft_names_the_leader_the_pair_and_the_day_and_nothing_else_of_them():
    room = stalled()
    page = letters.page(loaded(room), NOW)

    assert page.leader.user == room.decider(P)
    assert page.draft.subject == "Lakeview and Beacon: which days would suit you?"
    text = page.draft.words
    assert text.startswith(f"Dear {room.decider(P)},")
    assert "Lakeview and Beacon last met on Thursday 7 January" in text
    assert "90 minutes" in text
    assert "glad to find a date soon" in text  # true as well where the next one is months away
    assert text.endswith(str(room.facilitator))
    for word in ("silent", "partner ", "facilitator", "sponsor", "pulse", "answered", "missed",
                 "came", "weeks", "How many?", room.implementer(T).name):  # fmt: skip
        assert word not in text.lower()


def test_of_two_who_decide_the_one_who_backs_it_from_above_reads_it():
    room = stalled()
    RosterEntry.objects.filter(partnership=room.partnership, side=P).update(part="lead")
    above = RosterEntryFactory(
        partnership=room.partnership, organization=room.organization(P), side=P, decides=True,
        part=RosterEntry.Part.SPONSOR, created_at=NOW + DAY,
    )  # fmt: skip

    assert letters.page(loaded(room), NOW).leader == above


def test_nobody_writes_to_themselves():
    room = stalled()
    Partnership.objects.filter(pk=room.partnership.pk).update(facilitator=room.decider(P))
    room.facilitator = room.decider(P)

    assert letters.page(loaded(room), NOW).heading == "Nobody decides for Lakeview here"
    assert today_of(room).button == "See what helps"


# -- sending --------------------------------------------------------------------------------------
def test_the_letter_goes_through_the_outbox_with_its_reason_and_price():
    room = stalled()

    message = send(room, "Dear you,\n\nwhen?")

    assert (message.person, message.reply_to, message.body) == (
        room.decider(P), room.facilitator, "Dear you,\n\nwhen?",
    )  # fmt: skip
    assert (message.rule, message.exempt, message.minutes, message.kind) == (
        "sessions.letter", False, 2, "notice",
    )  # fmt: skip
    assert (
        message.why
        == "Written by hand, to the one who decides. No session since Thursday 7 January."
    )
    assert message.expires_at == NOW + 14 * DAY
    assert set(Message.objects.visible_to(room.lead)) == {message}
    for other in (room.decider(T), room.implementer(P), room.officer):
        assert not Message.objects.visible_to(other).exists()
    assert AuditEvent.objects.get(verb="wrote_letter").by == room.facilitator


def test_it_waits_for_the_morning_of_its_reader():
    night = NOW.replace(hour=4)  # 10 pm in Chicago

    assert send(stalled(night), now=night).due_at > night


def test_one_letter_a_stall():
    room = stalled()
    send(room)

    page = letters.page(loaded(room), NOW)
    entry = room.people[P, "decider"]
    with pytest.raises(Refused):
        letters.send(loaded(room), "Two", to=entry, by=room.facilitator, now=NOW)
    assert (page.draft, page.sent.body, Message.objects.count()) == (None, "Dear you,", 1)


def test_nothing_goes_to_somebody_who_was_not_on_the_page():
    room = stalled()
    with pytest.raises(Refused):
        letters.send(
            loaded(room), "Dear", to=room.people[T, "decider"], by=room.facilitator, now=NOW
        )

    assert not Message.objects.exists()


def test_a_letter_let_go_before_it_left_may_be_written_again():
    room = stalled()
    first = send(room)
    outbox.take_back(Message.objects.all(), now=NOW, because="Let go.")

    assert send(room, "Better.").pk != first.pk


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda room: None, ""),
        (lambda room: asked(room, NOW, side=P), "They have been heard from."),
        (
            lambda room: SessionFactory(partnership=room.partnership, local_date=NOW.date() + DAY),
            "A date is set, or they have met.",
        ),
        (
            lambda room: Partnership.objects.update(phase="paused", phase_before_pause="active"),
            "The monthly sessions are not running now.",
        ),
        (
            lambda room: RosterEntry.objects.filter(side=P).update(until=NOW.date()),
            "This person does not decide for that side any more.",
        ),
    ],
)
def test_right_before_it_goes_it_is_asked_whether_it_still_makes_sense(change, why):
    room = stalled()
    message = send(room)

    change(room)

    assert rules.get(message.rule).stopped(message, NOW) == why


def test_typed_placeholders_are_words_in_the_mail():
    message = send(stalled(), "Dear you, {{link:answer}}")

    built = mail.build(message, now=NOW)

    assert "Dear you, {{link:answer}}" in built.body
    assert "{{link:answer}}" in built.alternatives[0][0]


# -- pages ----------------------------------------------------------------------------------------
def test_read_changed_and_sent_with_one_press_it_leads_back_to_today(client):
    room = live()
    home = read(client, room.facilitator, HOME)
    assert f'href="{address(room)}?next=%2F"' in home
    page = read(client, room.facilitator, address(room) + "?next=/")
    assert page.count('class="btn"') == 1
    series = reverse("sessions_app:series", args=[room.partnership.pk])
    assert f'<a href="{series}?next=%2F">Choose the dates instead</a>' in page

    answer = client.post(
        address(room) + "?next=/",
        {"to": room.people[P, "decider"].pk, "words": "Dear you, when?"}, follow=True,
    )  # fmt: skip

    back = say_day(timezone.localdate(clock.now() + 14 * DAY, room.facilitator.time_zone))
    shown = words(answer.content.decode())
    assert answer.redirect_chain == [("/", 302)]
    assert "Your letter to Lakeview goes" in shown
    assert f"The row comes back on {back} if Lakeview stays silent and no date is set." in shown
    assert "Write to their leader" not in shown
    assert "One more can wait" in shown
    rest = words(read(client, room.facilitator, reverse("today_all")))
    assert f"Back on {back}: Their leader was written to on" in rest
    assert "Show it again" not in rest
    assert Message.objects.get(rule="sessions.letter").body == "Dear you, when?"
    assert "Dear you, when?" in read(client, room.facilitator, address(room))


def test_pressed_twice_one_letter_goes_and_the_second_words_are_kept(client):
    room = live()
    form = {"to": room.people[P, "decider"].pk, "words": "First.", "form_key": uuid.uuid4()}
    client.force_login(room.facilitator)

    answers = [client.post(address(room), form) for _n in range(2)]
    late = client.post(address(room), form | {"words": "Second.", "form_key": uuid.uuid4()})

    assert [answer.status_code for answer in answers] == [302, 302]
    assert late.status_code == 409
    shown = words(late.content.decode())
    assert ("First." in shown, "What you had typed" in shown, "Second." in shown) == (True,) * 3
    assert Message.objects.filter(rule="sessions.letter").count() == 1


def test_another_leader_meanwhile_is_named_before_anything_goes(client):
    room = live()
    client.force_login(room.facilitator)
    form = {"to": room.people[P, "decider"].pk, "words": "Dear old one,"}
    new = RosterEntryFactory(
        partnership=room.partnership, organization=room.organization(P), side=P, decides=True,
        part=RosterEntry.Part.SPONSOR,
    )  # fmt: skip
    RosterEntry.objects.filter(pk=form["to"]).update(until=clock.now().date())

    answer = client.post(address(room), form)

    shown = answer.content.decode()
    assert (answer.status_code, Message.objects.count()) == (422, 0)
    assert f"{new.user} decides for Lakeview now." in words(shown)
    assert "Dear old one," in shown
    assert client.post(address(room), form | {"to": new.pk}).status_code == 302


@pytest.mark.parametrize(("text", "said"), [("  ", "This needs an answer."), ("x" * 3001, "3000")])
def test_an_empty_or_endless_letter_does_not_go(client, text, said):
    room = live()
    client.force_login(room.facilitator)

    answer = client.post(address(room), {"to": room.people[P, "decider"].pk, "words": text})

    assert (answer.status_code, Message.objects.count()) == (422, 0)
    assert said in answer.content.decode()


def test_the_page_says_why_no_letter_goes_and_what_helps(client):
    room = live()
    RosterEntry.objects.filter(side=P).update(decides=False)
    nobody = words(read(client, room.facilitator, address(room)))
    Question.objects.all().delete()
    both = read(client, room.facilitator, address(room) + "?next=/")
    series = reverse("sessions_app:series", args=[room.partnership.pk])
    assert f'class="btn" href="{series}?next=%2F"' in both
    both = words(both)
    Partnership.objects.update(phase=Phase.CLOSING)
    none = words(read(client, room.facilitator, address(room)))

    assert "Nobody decides for Lakeview here" in nobody
    assert ("Name somebody" in nobody, "Choose the dates" in nobody) == (True, True)
    assert "Both sides have gone quiet" in both
    assert "Choose the dates" in both
    assert "No letter is needed now" in none
    for text in (nobody, both, none):
        assert "Send the letter" not in text


def test_only_the_facilitator_writes(client):
    room = live()
    found = {}
    for name, user in (
        ("side", room.decider(P)), ("lead", room.lead), ("officer", room.officer),
        ("stranger", make_room().facilitator), ("facilitator", room.facilitator),
    ):  # fmt: skip
        client.force_login(user)
        found[name] = client.get(address(room)).status_code

    assert found == {"side": 403, "lead": 403, "officer": 404, "stranger": 404, "facilitator": 200}


@pytest.mark.parametrize("many", [1, 6])
def test_pages_cost_the_same_for_one_and_many(client, many):
    room = live()
    for _n in range(many):
        RosterEntryFactory(partnership=room.partnership, organization=room.organization(P), side=P)
        asked(room, clock.now() - DAY)
    settled(client, room.facilitator)

    def cost(url):
        with CaptureQueriesContext(
            connection,
        ) as asked_for:
            assert client.get(url).status_code == 200
        return len(asked_for)

    before = cost(address(room)), cost(HOME)
    send(room, now=clock.now())

    assert before[0] <= 8
    assert before[1] <= 12
    assert (cost(address(room)) <= 8, cost(HOME) <= 12) == (True, True)
