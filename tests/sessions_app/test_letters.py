"""The letter to the leader of a side that fell silent: what it says, to whom, once."""

import datetime

import pytest

from foundation.errors import Refused
from foundation.models import AuditEvent
from notifications import mail, outbox, rules
from notifications.models import Message
from partnerships.models import Partnership, RosterEntry, Side
from sessions_app import letters
from tests.factories import NOW
from tests.factories_letters import asked, loaded, send, stalled, today_of
from tests.factories_partnership import RosterEntryFactory
from tests.factories_sessions import SessionFactory

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
DAY = datetime.timedelta(days=1)


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
