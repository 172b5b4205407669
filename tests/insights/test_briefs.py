"""Briefs: assembled, signed, published, withdrawn; what the public page holds and what not."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from foundation import signatures
from foundation.errors import AlreadyMoved, Refused
from foundation.models import Signature
from insights import asks, briefs, reminders, sheet
from insights.models import BRIEF_MOVES, Brief, BriefLine, BriefState, Insight
from notifications.models import Message
from partnerships.models import Side
from tests import factories_insights as make
from tests.factories import NOW, UserFactory
from tests.factories_insights import published, published_by_both, signed

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
B = BriefState
LATER = NOW + timedelta(days=8)


def test_a_brief_is_written_from_ticked_lessons_in_the_order_given(room, enter, lesson):
    make.VerdictFactory(insight=lesson)
    second = make.shared(
        room.partnership, approver=room.decider(T), strategy="Agree the signal", level=2
    )
    sent = {
        "title": "What hosts need", "lead": "Two lessons.", f"pick_{lesson.pk}": "on",
        f"order_{lesson.pk}": "2", f"pick_{second.pk}": "on", f"order_{second.pk}": "1",
    }  # fmt: skip

    enter(room.facilitator).post(reverse("insights:assemble", args=[room.partnership.pk]), sent)

    lines = list(BriefLine.objects.order_by("order"))
    assert [line.insight for line in lines] == [second, lesson]
    assert lines[1].elsewhere == "We made the cards in both languages."
    assert Brief.objects.get().boilerplate == "Written under a grant. No endorsement."


def test_only_lessons_that_their_owner_approved_are_offered(room, enter, lesson):
    make.shared(room.partnership, strategy="ZQ-not approved")

    page = enter(room.facilitator).get(reverse("insights:assemble", args=[room.partnership.pk]))

    assert lesson.strategy in page.text
    assert "ZQ-" not in page.text


@pytest.mark.parametrize("why", ["not approved", "closed", "level 0"])
def test_a_lesson_that_may_not_travel_is_refused_with_a_sentence(room, lesson, why):
    changes = {
        "not approved": {"approved_at": None, "approved_by": None, "approved_level": None},
        "closed": {"boundary": room.boundary},
        "level 0": {"state": "complete", "level": 0},
    }
    type(room.boundary).objects.update(level=0)
    Insight.objects.update(**changes[why])
    picks = list(Insight.objects.select_related("boundary"))
    row = Brief(partnership=room.partnership, title="A title")

    with pytest.raises(Refused) as refused:
        briefs.assemble(row, picks, by=room.facilitator, now=NOW)

    assert ("closed in the charter" in str(refused.value)) is (why == "closed")


def test_material_that_left_the_charter_closes_no_brief(room, lesson):
    type(room.boundary).objects.update(level=0, retired_at=NOW)
    Insight.objects.update(boundary=room.boundary)
    picks = list(Insight.objects.select_related("boundary"))
    row = Brief(partnership=room.partnership, title="A title")

    briefs.assemble(row, picks, by=room.facilitator, now=NOW)
    briefs.send(row, by=room.facilitator, now=NOW)

    assert published_by_both(row, room).state == B.PUBLISHED


def test_material_closed_meanwhile_keeps_a_brief_from_the_shelf(room, brief):
    briefs.send(brief, by=room.facilitator, now=NOW)
    type(room.boundary).objects.update(level=0)
    Insight.objects.update(boundary=room.boundary)

    with pytest.raises(Refused, match="closed in the charter"):
        signed(brief, room, T)


def test_two_signatures_publish_and_one_does_not(room, brief):
    briefs.send(brief, by=room.facilitator, now=NOW)
    signed(brief, room, T)
    after_one = Brief.objects.get().state
    signed(brief, room, P)

    row = Brief.objects.get()
    assert (after_one, row.state, row.published_at) == (B.REVIEW, B.PUBLISHED, NOW)
    assert row.slug == "what-host-teachers-need-before-a-resident-arrives"


def test_the_page_asks_who_may_sign_and_tells_the_others_whose_turn_it_is(room, enter, brief):
    briefs.send(brief, by=room.facilitator, now=NOW)

    def opens(person):
        return enter(person).get(brief.get_absolute_url()).text.partition("<h1")[2][:900]

    before = opens(room.decider(T)), opens(room.facilitator)
    signed(brief, room, T)

    assert "Read it, then sign for Beacon" in before[0]
    assert 'href="#sign"' in before[0]
    assert "Both leaders are reading it" in before[1]
    assert "It waits for the signature of" in opens(room.decider(T))


def test_an_edit_clears_the_signatures_and_shows_what_changed(room, enter, brief):
    briefs.send(brief, by=room.facilitator, now=NOW)
    signed(brief, room, T)
    line = brief.standing_lines[0]
    line.text = "ZQ-other words"

    cleared = briefs.edit_line(line, ["text"], expected=1, by=room.facilitator, now=LATER)

    page = enter(room.decider(T)).get(brief.get_absolute_url()).text
    assert (cleared, signatures.standing(brief).count()) == (1, 0)
    assert "<ins" in page
    assert "Both leaders sign again" in page
    buttons = [asks.for_participant(room.decider(side), LATER)[0].button for side in (T, P)]
    assert buttons == ["Read and sign again", "Read and sign"]
    assert f"<b><bdi>{line.heading}: The lesson</bdi></b>" in page


def test_words_that_changed_while_reading_are_not_signed(room, brief):
    briefs.send(brief, by=room.facilitator, now=NOW)

    with pytest.raises(Refused):
        signed(brief, room, T, seen="0" * 64)

    assert Signature.objects.count() == 0


@pytest.mark.parametrize("side", [P, T])
def test_either_side_takes_a_section_out_and_both_sign_again(room, enter, brief, side):
    briefs.send(brief, by=room.facilitator, now=NOW)
    signed(brief, room, T)
    ids = [brief.pk, brief.standing_lines[0].pk]

    answer = enter(room.decider(side)).post(reverse("insights:brief_withdraw", args=ids))

    assert (answer.status_code, signatures.standing(brief).count()) == (302, 0)
    assert (BriefLine.objects.get().withdrawn_side, briefs.text(brief).get("lead")) == (
        side, "Three lessons from one year.",
    )  # fmt: skip


def test_what_was_emptied_while_it_is_read_is_not_signed(room, enter, brief):
    briefs.send(brief, by=room.facilitator, now=NOW)
    client, ids = enter(room.decider(P)), [brief.pk, brief.standing_lines[0].pk]
    client.post(reverse("insights:brief_withdraw", args=ids))

    page = client.get(brief.get_absolute_url()).text
    with pytest.raises(Refused, match="No section is left"):
        signed(brief, room, P)

    assert reverse("insights:brief_sign", args=[brief.pk]) not in page
    assert "there is nothing to sign" in page
    sentences = [ask.sentence for ask in asks.for_participant(room.decider(T), NOW)]
    assert [one for one in sentences if "brief" in one] == []
    assert list(reminders.Publication().due(NOW)) == []
    assert (Signature.objects.count(), Brief.objects.get().state) == (0, B.REVIEW)


def test_a_name_written_in_while_it_is_read_is_not_signed(room, enter, brief):
    briefs.send(brief, by=room.facilitator, now=NOW)
    named = f"As {room.facilitator.name} says"
    sent = {"title": named, "lead": "x", "series": brief.series, "version": brief.version}
    enter(room.facilitator).post(reverse("insights:brief_edit", args=[brief.pk]), sent)
    brief.refresh_from_db()

    with pytest.raises(Refused, match="names organizations, not people"):
        signed(brief, room, T)

    assert (Signature.objects.count(), Brief.objects.get().title) == (0, named)


ACTS = {
    B.REVIEW: lambda row, room: briefs.send(row, by=room.facilitator, now=NOW),
    B.WITHHELD: lambda row, room: briefs.withhold(row, why="No", by=room.decider(P), now=NOW),
    B.DRAFTING: lambda row, room: briefs.take_up(row, by=room.facilitator, now=NOW),
}


@pytest.mark.parametrize("old", list(B))
@pytest.mark.parametrize("new", list(ACTS))
def test_the_grid_of_states(room, brief, old, new):
    values = {"state": old, "slug": "a", "published_at": NOW, "sent_at": NOW, "number": 1}
    Brief.objects.update(**values, answer_by=NOW.date())
    row = Brief.objects.get()

    if new in BRIEF_MOVES[old]:
        ACTS[new](row, room)
        assert Brief.objects.get().state == new
    else:
        with pytest.raises((AlreadyMoved, Refused)):
            ACTS[new](row, room)
        assert Brief.objects.get().state == old


def test_what_is_published_is_not_edited(room, brief):
    row = published(brief, room)
    row.title = "Other"

    with pytest.raises(Refused):
        briefs.edit(row, ["title"], expected=1, by=room.facilitator, now=NOW)


def test_a_quotation_is_printed_only_once_its_side_agreed(room, client, brief):
    BriefLine.objects.update(quote="ZQ-quote", quote_side=P, quote_said="Host teacher, Lakeview")
    line = BriefLine.objects.select_related("brief").get()
    without = client.get(published(brief, room).get_public_url()).text
    Brief.objects.update(state=B.DRAFTING)
    briefs.agree_to_quote(line, by=room.implementer(P), now=NOW)
    signatures.clear(brief, because="again", now=NOW)
    brief.refresh_from_db()
    with_quote = client.get(published(brief, room).get_public_url()).text

    assert ("ZQ-quote" in without, "ZQ-quote" in with_quote) == (False, True)
    assert "Host teacher, Lakeview" not in without


@pytest.mark.parametrize("words", ["New", ""])
def test_new_words_of_a_quotation_are_agreed_to_again(room, brief, words):
    BriefLine.objects.update(quote="Old", quote_side=P, quote_agreed_at=NOW,
                             quote_agreed_by=room.implementer(P))  # fmt: skip
    line = BriefLine.objects.select_related("brief").get()
    line.quote = words

    briefs.edit_line(line, ["quote"], expected=1, by=room.facilitator, now=NOW)

    assert BriefLine.objects.get().quote_agreed_at is None


def test_a_brief_that_names_a_person_does_not_go_to_the_leaders(room, brief):
    BriefLine.objects.update(text=f"As {room.implementer(T).name} said.")

    with pytest.raises(Refused, match="names organizations, not people"):
        briefs.send(brief, by=room.facilitator, now=NOW)


def test_signatures_are_late_once_the_readers_own_day_is_over(room, brief):
    evening = datetime.combine(NOW.date() + timedelta(days=1), time(1), UTC)
    sent = {"state": B.REVIEW, "sent_at": NOW, "answer_by": NOW.date()}
    Brief.objects.update(**sent)

    with timezone.override("America/Chicago"):
        said = [
            [ask for ask in asks.for_facilitator(room.facilitator, evening + timedelta(hours=more))
             if ask.button == "Open the brief"]
            for more in (0, 5)
        ]  # fmt: skip

    assert [len(found) for found in said] == [0, 1]


def test_both_leaders_are_asked_once_and_reminded_until_their_side_signed(room, brief):
    briefs.send(brief, by=room.facilitator, now=NOW)
    asked = {message.person for message in Message.objects.all()}
    signed(brief, room, T)
    again = list(reminders.Publication().due(NOW))
    texts = [message.subject + message.body for message in Message.objects.all()]

    assert asked == {room.decider(T), room.decider(P)}
    assert [(due.person, due.at) for due in again] == [(room.decider(P), NOW + timedelta(days=7))]
    assert all(brief.standing_lines[0].text not in text for text in texts)
    assert "\n\n" in Message.objects.first().body


def test_who_signed_before_the_request_left_is_not_asked_any_more(room, brief):
    briefs.send(brief, by=room.facilitator, now=NOW)

    signed(brief, room, T)

    states = {m.person: (m.state, m.stopped_because) for m in Message.objects.all()}
    assert states[room.decider(T)] == ("stopped", "This side has answered.")
    assert states[room.decider(P)] == ("queued", "")


def test_a_reminder_stops_when_the_side_signed_or_the_brief_is_withheld(room, brief):
    briefs.send(brief, by=room.facilitator, now=NOW)
    message = Message.objects.get(person=room.decider(T))
    before = reminders.Publication().stopped(message, LATER)
    signed(brief, room, T)
    after = reminders.Publication().stopped(message, LATER)
    room.partnership.roster.filter(user=room.decider(T)).update(decides=False)
    gone = reminders.Publication().stopped(message, LATER)
    briefs.withhold(brief, why="No", by=room.decider(P), now=NOW)

    assert gone == "This person does not decide for this side any more."
    assert (before, after) == ("", "This side has answered.")
    assert "not waiting" in reminders.Publication().stopped(message, LATER)


def test_what_stands_on_homes(room, brief, lesson, django_assert_num_queries):
    make.InsightFactory(partnership=room.partnership)
    briefs.send(brief, by=room.facilitator, now=NOW)
    people = {
        "P decides": room.decider(P), "P works": room.implementer(P), "T decides": room.decider(T),
        "stranger": UserFactory(),
    }  # fmt: skip
    found = {}
    for name, user in people.items():
        with django_assert_num_queries(1):
            waits = asks.for_participant(user, NOW)
            found[name] = [ask.button for ask in waits]
    with django_assert_num_queries(1):
        facilitator = asks.for_facilitator(room.facilitator, LATER + timedelta(days=9))

    assert found == {
        "P decides": ["Read and sign", "Give the verdict"], "P works": ["Give the verdict"],
        "T decides": ["Read and sign", "Read and decide"], "stranger": [],
    }  # fmt: skip
    assert [ask.button for ask in facilitator] == ["Open the brief", "Put it before Lakeview"]


def test_the_officers_sheet_knows_what_is_public_and_what_comes_next(room, brief, lesson):
    program = room.partnership.round.program
    briefs.send(brief, by=room.facilitator, now=NOW)
    coming = sheet.told(program)
    signed(brief, room, T)
    signed(brief, room, P)
    public = sheet.told(program)

    assert [line.text for line in coming.coming] == ["Lakeview and Beacon"]  # no title before both
    assert (coming.public, public.coming) == ([], [])
    assert public.public[0].url.startswith("/shelf/what-host-teachers")


def test_the_officers_sheet_promises_no_brief_that_was_emptied(room, brief, lesson):
    briefs.send(brief, by=room.facilitator, now=NOW)
    brief.lines.update(withdrawn_at=NOW, withdrawn_side=T)

    assert sheet.told(room.partnership.round.program).coming == []


BAD = [
    {"state": "odd"}, {"state": "published", "published_at": NOW, "number": 1},
    {"state": "published", "published_at": NOW, "slug": "a"}, {"state": "review"},
]  # fmt: skip


@pytest.mark.parametrize("values", BAD)
def test_the_database_refuses_a_brief(brief, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Brief.objects.update(**values)


BAD_LINES = [
    {"quote": "Words", "quote_side": ""}, {"quote_agreed_at": NOW}, {"withdrawn_at": NOW},
]  # fmt: skip


@pytest.mark.parametrize("values", BAD_LINES)
def test_the_database_refuses_a_section(brief, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        BriefLine.objects.update(**values)


def test_two_briefs_have_two_addresses(room, brief):
    published(brief, room)
    second = make.BriefFactory(partnership=room.partnership)
    make.BriefLineFactory(brief=second, insight=brief.standing_lines[0].insight)

    other = published(second, room)

    assert other.slug == f"what-host-teachers-need-before-a-resident-arrives-{other.pk.hex[:8]}"
    with pytest.raises(IntegrityError), transaction.atomic():
        Brief.objects.update(slug="same")


def quoted(brief, said):
    values = {"quote": "I put it in my plan.", "quote_said": said, "quote_side": P}
    BriefLine.objects.filter(brief=brief).update(**values)


def test_a_quotation_names_nobody_either_before_anybody_agreed_to_it(room, brief):
    quoted(brief, f"{room.implementer(P).name} Lee")
    type(room.implementer(P)).objects.filter(pk=room.implementer(P).pk).update(
        name=f"{room.implementer(P).name} Lee"
    )
    with pytest.raises(Refused, match="names organizations, not people"):
        briefs.send(Brief.objects.get(pk=brief.pk), by=room.facilitator, now=NOW)
    with pytest.raises(Refused, match="names organizations, not people"):
        briefs.agree_to_quote(BriefLine.objects.get(), by=room.decider(P), now=NOW)


def test_who_is_called_by_their_role_alone_may_be_quoted_by_it(room, brief):
    seat = room.partnership.roster.get(user=room.implementer(P))
    type(seat).objects.filter(pk=seat.pk).update(title="Host teacher")
    type(seat.user).objects.filter(pk=seat.user_id).update(name="Host teacher")
    BriefLine.objects.update(text="As a host teacher of Lakeview said.")

    briefs.send(Brief.objects.get(pk=brief.pk), by=room.facilitator, now=NOW)

    assert Brief.objects.get(pk=brief.pk).state == B.REVIEW


def test_a_lesson_that_no_longer_holds_keeps_its_brief_from_the_shelf(room, brief):
    briefs.send(brief, by=room.facilitator, now=NOW)
    signed(brief, room, P)
    Insight.objects.update(state="superseded")

    with pytest.raises(Refused, match="no longer holds"):
        signed(brief, room, T)
    assert Brief.objects.get().state == B.REVIEW
