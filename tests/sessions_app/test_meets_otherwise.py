"""Another place, way to meet or link to join of a session whose time stays."""

import pytest
from django.urls import reverse

from notifications.models import Message, MessageKind
from partnerships.models import Phase
from sessions_app.models import Attendance, Session, SessionKind
from tests.factories_partnership import make_room
from tests.factories_sessions import make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_day")]
LINK = "https://video.example/new"


@pytest.fixture
def room():
    return make_room(phase=Phase.ACTIVE)


def change(enter, room, session, **said):
    """Send the form as its page draws it, with what `said` changes."""
    client = enter(room.facilitator)
    address = reverse("sessions_app:move", args=[session.pk])
    form = client.get(address).context["form"]
    drawn = {name: form[name].value() or "" for name in form.fields if name != "second"}
    drawn["time"] = form.fields["time"].prepare_value(drawn["time"])
    answer = client.post(address, drawn | said)
    session.refresh_from_db()
    return answer


def told():
    return Message.objects.filter(kind=MessageKind.INVITATION)


def test_a_new_link_stands_on_the_page_and_in_no_mail(room, enter):
    session = make_session(room, join_url="https://video.example/old")
    session.attendance.update(answer=Attendance.Answer.YES)
    before = told().count()

    answer = change(enter, room, session, join_url=LINK)

    assert answer.url == session.get_absolute_url()
    assert (session.join_url, told().count()) == (LINK, before)
    assert LINK in enter(room.implementer("partner")).get(answer.url).text
    assert set(session.attendance.values_list("answer", flat=True)) == {"yes"}


def test_from_video_into_one_room_is_told_with_the_reason_and_the_place(room, enter):
    session = make_session(room)
    session.attendance.update(answer=Attendance.Answer.YES)
    when = session.starts_at

    unsaid = change(enter, room, session, mode="in_person", place="12 Elm Street")
    assert "Write why in a sentence" in unsaid.context["form"].errors["because"][0]
    assert "12 Elm Street" in unsaid.text
    change(enter, room, session, mode="in_person", place="12 Elm Street", because="We can meet.")

    assert (session.mode, session.place, session.starts_at) == ("in_person", "12 Elm Street", when)
    mail = told().filter(person=room.implementer("partner")).latest("written_at")
    assert f"{room.facilitator} writes: We can meet." in mail.body
    assert "LOCATION:12 Elm Street" in mail.calendar_text
    assert set(session.attendance.values_list("answer", flat=True)) == {"none"}


def test_a_kickoff_that_turns_to_video_says_why_not_in_person(enter):
    room = make_room(phase=Phase.KICKOFF)
    kickoff = make_session(
        room, kind=SessionKind.KICKOFF, number=None, mode=Session.Mode.IN_PERSON, place="Room 2"
    )
    video = {"mode": "virtual", "place": "", "because": "Snow."}

    refused = change(enter, room, kickoff, **video)
    assert "mode_reason" in refused.context["form"].errors
    change(enter, room, kickoff, **video, mode_reason="The pass is closed.")

    assert (kickoff.mode, kickoff.mode_reason) == ("virtual", "The pass is closed.")


def test_a_zone_in_which_nobody_lives_any_more_stays_the_one_it_was_agreed_in(room, enter):
    session = make_session(room, time_zone="America/Detroit")
    when = session.starts_at

    change(enter, room, session, place="12 Elm Street", mode="in_person", because="We can meet.")

    assert (session.place, session.starts_at, session.zone) == (
        "12 Elm Street", when, "America/Detroit",
    )  # fmt: skip


def test_nothing_changed_is_said_and_nobody_is_mailed(room, enter):
    session = make_session(room)
    before = told().count()

    answer = change(enter, room, session)

    assert "Nothing was changed." in answer.text
    assert (told().count(), session.version) == (before, 1)
