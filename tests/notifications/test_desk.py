"""The mail desk: what each reader sees of a message, and what can be done with it."""

import datetime
import uuid

import pytest
from django.urls import reverse

from foundation import access
from foundation.models import AuditEvent, Transition
from notifications.models import Message, MessageKind, State, Suppression
from tests.factories import MembershipFactory
from tests.factories_notifications import KIND, NOW, make_message, make_person

pytestmark = pytest.mark.django_db
DESK = "/mail/"
DAY = datetime.timedelta(days=1)
CANARY = "canary-words-of-the-mail"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """It is Tuesday 9 March 2027 for every request."""
    monkeypatch.setattr("foundation.clock.now", lambda: NOW)


def open_desk(client, user, query=""):
    client.force_login(user)
    return client.get(DESK + query)


def act(client, user, message, name, **data):
    client.force_login(user)
    address = reverse(f"notifications:{name}", args=[message.pk])
    return client.post(address, {"form_key": str(uuid.uuid4()), **data})


def test_the_desk_shows_a_message_as_its_reader_gets_it(client, facilitator, about):
    message = make_message(
        about=about, body=f"{CANARY}\n\n{{{{link:answer}}}}\n\nhttp://localhost:8000/secret/token"
    )

    page = open_desk(client, facilitator).content.decode()

    assert CANARY in page
    assert message.subject in page
    assert "personal link, not shown here" in page
    assert "/secret/token" not in page
    assert "link:answer" not in page


@pytest.mark.parametrize("kind", [MessageKind.PULSE, MessageKind.CODE])
def test_nobody_reads_pulse_mails_and_codes_there(client, facilitator, about, kind):
    make_message(about=about, kind=kind, body=CANARY, subject="Half an hour, just you and me")

    page = open_desk(client, facilitator).content.decode()

    assert "Half an hour, just you and me" in page
    assert CANARY not in page


def test_an_administrator_sees_that_it_goes_not_what_it_says(client, administrator, about):
    message = make_message(about=about, body=CANARY)

    page = open_desk(client, administrator).content.decode()

    assert message.subject in page
    assert CANARY not in page
    assert "You see when it goes and what became of it, not what it says." in page


def test_a_stranger_sees_nothing_of_it(client, facilitator, about):
    message = make_message(about=about, body=CANARY)
    stranger = make_person("Facilitator elsewhere")

    listed = open_desk(client, stranger).content.decode()
    opened = open_desk(client, stranger, f"?m={message.pk}")

    assert message.subject not in listed
    assert opened.status_code == 404


def test_a_person_sees_own_messages_and_may_not_steer_them(client, right, about):
    person = make_person()
    message = make_message(person=person, about=about, body=CANARY, due_at=NOW + DAY)

    page = open_desk(client, person).content.decode()

    assert CANARY in page
    assert "Send it now" not in page
    assert act(client, person, message, "send").status_code == 403
    assert Message.objects.get().due_at == NOW + DAY


def test_words_in_a_mail_are_never_markup(client, facilitator, about):
    make_message(about=about, subject="<b>x</b>", body="<script>alert(1)</script>")

    page = open_desk(client, facilitator).content.decode()

    assert "<script>alert" not in page
    assert "<b>x</b>" not in page


def test_each_filter_lists_its_own(client, facilitator, about):
    made = {
        "Due": make_message(about=about, subject="Due"),
        "Held": make_message(about=about, subject="Held", state=State.HELD),
        "Doubt": make_message(about=about, subject="Doubt", state=State.IN_DOUBT),
        "Failed": make_message(about=about, subject="Failed", state=State.FAILED),
        "Stopped": make_message(about=about, subject="Stopped", state=State.STOPPED),
        "Old": make_message(about=about, subject="Old", due_at=NOW - 30 * DAY, state=State.HELD),
    }

    def listed(show):
        rows = open_desk(client, facilitator, f"?show={show}").context["desk"].rows
        return {row.first.subject for row, _chosen in rows}

    assert listed("week") == set(made) - {"Old"}
    assert listed("coming") == {"Due"}
    assert listed("waiting") == {"Held", "Doubt", "Old"}
    assert listed("failed") == {"Failed"}
    assert listed("stopped") == {"Stopped"}


def test_what_goes_after_this_week_is_seen_beforehand_the_next_first(client, facilitator, about):
    make_message(about=about, subject="In two weeks", due_at=NOW + 14 * DAY)
    make_message(about=about, subject="In ten days", due_at=NOW + 10 * DAY)

    desk = open_desk(client, facilitator, "?show=coming").context["desk"]

    assert [row.first.subject for row, _chosen in desk.rows] == ["In ten days", "In two weeks"]
    assert ("coming", "Still to go", 2) in [(k, str(v), n) for k, v, n in desk.filters]


def test_the_lead_counts_what_the_filters_list(client, facilitator, about):
    make_message(about=about, subject="Due")
    make_message(about=about, subject="Held", state=State.HELD)
    make_message(about=about, subject="Failed", state=State.FAILED)

    desk = open_desk(client, facilitator).context["desk"]

    assert desk.lead == "Three messages this week. One waits for you. One could not be delivered."


def test_the_same_message_to_several_people_is_one_row(client, facilitator, about):
    for name in ("First", "Second", "Third"):
        make_message(about=about, person=make_person(name), state=State.SENT)
    failed = make_message(about=about, person=make_person("Fourth"), state=State.FAILED, tries=2)

    desk = open_desk(client, facilitator).context["desk"]

    ((row, _chosen),) = desk.rows
    assert (row.who, row.state) == ("4 people", "Failed after 2 tries, 1 of 4")
    assert desk.shown.message == failed
    assert len(desk.shown.others) == 3


def test_one_persons_messages_are_found_by_a_part_of_the_name(client, facilitator, about):
    make_message(about=about, person=make_person("Lakeview principal"), subject="Theirs")
    make_message(about=about, person=make_person("Beacon lead"), subject="Others")

    rows = open_desk(client, facilitator, "?show=person&name=principal").context["desk"].rows

    assert [row.first.subject for row, _chosen in rows] == ["Theirs"]


def test_an_empty_desk_says_what_comes(client, facilitator):
    page = open_desk(client, facilitator).content.decode()

    assert "the mail about what you look after, and your own. There is none yet." in page
    assert "once an organization writes a form, or is asked to share" in page


def test_an_empty_week_is_no_empty_desk(client, facilitator, about):
    make_message(about=about, state=State.SENT, due_at=NOW - 14 * DAY)
    page = open_desk(client, facilitator).content.decode()
    assert "Nothing went out this week, and nothing is due." in page

    make_message(about=about, due_at=NOW + 14 * DAY)
    page = open_desk(client, facilitator).content.decode()
    assert "Nothing went out this week. 1 message is still to go." in page
    assert "?show=coming" in page.partition("See what goes next")[0].rpartition("<a")[2]


@pytest.mark.parametrize("query", ["?m=nonsense", "?m=5c8e44e3-8128-4e1b-9745-1dd62b6ef18f"])
def test_an_unknown_message_is_not_found(client, facilitator, about, query):
    make_message(about=about)

    assert open_desk(client, facilitator, query).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "?show=nonsense",
        "?after=nonsense",
        "?show=person&person=x",
        "?show=person&name=a%00",
    ],
)
def test_a_made_up_query_is_read_kindly(client, facilitator, about, query):
    make_message(about=about)

    assert open_desk(client, facilitator, query).status_code == 200


def test_a_line_names_the_organization_of_whom_it_is_for(client, facilitator, about):
    person = MembershipFactory(organization__short_name="Lakeview", user__name="Kim").user
    make_message(about=about, person=person, subject="One")
    make_message(about=about, person=make_person(name="Ira Alone"), subject="Two")

    page = open_desk(client, facilitator, "").content.decode()

    assert "Kim, Lakeview" in page
    assert "Ira Alone," not in page


@pytest.mark.parametrize("count", [10, 1000])
def test_the_desk_costs_the_same_at_any_size(
    client, facilitator, about, count, django_assert_num_queries
):
    person = make_person()
    template = make_message(about=about, person=person)
    fields = {
        field.attname: getattr(template, field.attname)
        for field in Message._meta.fields
        if field.name not in {"id", "key", "subject"}
    }
    Message.objects.bulk_create(
        Message(key=f"many:{number}", subject=f"Number {number}", **fields)
        for number in range(count - 1)
    )
    client.force_login(facilitator)

    client.get(DESK)  # the first request of a minute notes it in the session

    # session, person, standing; list, organizations, counts, share of the week; a room adds one to
    # answer "may"
    with django_assert_num_queries(7):
        assert client.get(DESK).status_code == 200


def test_the_room_of_a_message_is_asked_once(client, facilitator, about, monkeypatch):
    make_message(about=about)
    room, asked = access._kinds[KIND], []
    may = lambda user, action, key: asked.append(action) or room.may(user, action, key)  # noqa: E731
    monkeypatch.setitem(access._kinds, KIND, access.Kind(room.visible, may))

    assert "Send it now" in open_desk(client, facilitator).content.decode()

    assert asked == ["read_messages"]


# -- what a person does ---------------------------------------------------------------------------
def test_sending_now_brings_it_forward(client, facilitator, about):
    message = make_message(about=about, due_at=NOW + DAY, waits_because="Two went already.")

    answer = act(client, facilitator, message, "send", show="week")

    message.refresh_from_db()
    assert (message.state, message.due_at, message.at_once) == (State.QUEUED, NOW, True)
    assert message.waits_because == ""
    assert answer.url == f"/mail/?m={message.pk}&show=week#m"
    assert AuditEvent.objects.about(message).get().verb == "send_now"


@pytest.mark.parametrize("state", [State.HELD, State.FAILED, State.IN_DOUBT, State.BOUNCED])
def test_what_did_not_go_by_itself_goes_by_hand(client, administrator, about, state):
    message = make_message(about=about, state=state, tries=6)

    act(client, administrator, message, "send")

    message.refresh_from_db()
    assert (message.state, message.tries, message.at_once) == (State.QUEUED, 0, True)
    assert Transition.objects.about(message).get().by == administrator


def test_what_is_held_waits_and_what_is_let_go_never_goes(client, facilitator, about):
    held, gone = make_message(about=about), make_message(about=about)

    act(client, facilitator, held, "hold")
    act(client, facilitator, gone, "let_go")

    held.refresh_from_db()
    gone.refresh_from_db()
    assert (held.state, held.waits_because) == (State.HELD, "Facilitator holds it.")
    assert (gone.state, gone.stopped_because) == (State.STOPPED, "Facilitator let it go.")


def test_what_has_gone_cannot_be_stopped(client, facilitator, about):
    message = make_message(about=about, state=State.SENT)

    assert act(client, facilitator, message, "let_go").status_code == 409
    assert Message.objects.get().state == State.SENT


def test_lifting_opens_the_address_and_sends(client, facilitator, about):
    message = make_message(about=about, state=State.SUPPRESSED)
    closed = Suppression.objects.create(address=message.person.email, because="x", since=NOW)

    act(client, facilitator, message, "lift")

    closed.refresh_from_db()
    message.refresh_from_db()
    assert (closed.lifted_at, closed.lifted_by) == (NOW, facilitator)
    assert message.state == State.QUEUED
    assert AuditEvent.objects.about(closed).get().verb == "lift"


def test_lifting_what_nothing_closes_is_refused(client, facilitator, about):
    message = make_message(about=about, state=State.SUPPRESSED)

    assert act(client, facilitator, message, "lift").status_code == 409
    assert Message.objects.get().state == State.SUPPRESSED


@pytest.mark.parametrize("name", ["send", "hold", "let_go", "lift"])
def test_a_stranger_can_do_nothing(client, right, about, name):
    message = make_message(about=about)

    assert act(client, make_person("Stranger"), message, name).status_code == 404
    assert not Transition.objects.exists()


@pytest.mark.parametrize("name", ["send", "hold", "let_go", "lift"])
def test_opening_an_address_changes_nothing(client, facilitator, about, name):
    message = make_message(about=about)
    client.force_login(facilitator)

    answer = client.get(reverse(f"notifications:{name}", args=[message.pk]))

    assert answer.status_code == 405
    assert Message.objects.get().state == State.QUEUED


def test_doubt_is_told_loudly(client, facilitator, about):
    make_message(about=about, state=State.IN_DOUBT, error="It may have arrived.")

    trouble = open_desk(client, facilitator).context["desk"].trouble

    assert trouble["heading"] == "Nobody knows whether Coaching lead received a message"
    assert trouble["text"].startswith("It may have arrived. Ask this person")


def test_the_same_message_to_several_people_is_one_line_and_what_was_written_last_is_on_top(
    client, facilitator, about
):
    for number in range(6):
        at = {"written_at": NOW + datetime.timedelta(seconds=number // 4)}
        subject = "The last" if number > 3 else ("Dates", "Notes")[number % 2]
        make_message(about=about, subject=subject, **at)

    newest = open_desk(client, facilitator).context["desk"].rows
    coming = open_desk(client, facilitator, "?show=coming").context["desk"].rows

    assert [(row.first.subject, row.who) for row, _chosen in newest] == [
        ("The last", "2 people"), ("Notes", "2 people"), ("Dates", "2 people"),
    ]  # fmt: skip
    assert [row.first.subject for row, _chosen in coming] == ["Dates", "Notes", "The last"]


def test_two_messages_to_one_person_are_two_lines(client, facilitator, about):
    person = make_person()
    for _time in range(2):
        make_message(about=about, person=person, subject="There is an answer")

    rows = open_desk(client, facilitator).context["desk"].rows

    assert [row.who for row, _chosen in rows] == [person.name, person.name]
