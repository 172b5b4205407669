"""The day of the kickoff: chosen once, in one room, or with a reason why not."""

import datetime

import pytest
from django.urls import reverse

from foundation.errors import Refused
from notifications import planner
from notifications.models import Message, MessageKind
from partnerships import asks
from partnerships.models import Partnership, Phase, Side
from sessions_app import asks_work
from sessions_app import series_services as services
from sessions_app.models import Session, SessionKind, SessionState
from tests.factories import NOW
from tests.factories_around import BEGINS, P, T, held, room_of
from tests.factories_partnership import make_room
from tests.factories_sessions import DAY, TIME, ZONE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_day")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WHEN = {"day": "2027-03-18", "time": "9 am", "zone": "America/Chicago"}


@pytest.fixture
def room():
    return make_room(phase=Phase.KICKOFF).partnership


@pytest.fixture
def facilitator(client, room):
    client.force_login(room.facilitator, backend=BACKEND)
    return client


def page(room):
    return reverse("sessions_app:kickoff_day", args=[room.pk])


def hub(room):
    return reverse("kickoff", args=[room.pk])


def kept(room):
    fields = ("kind", "mode", "place", "mode_reason", "minutes", "number")
    return list(Session.objects.filter(partnership=room).values_list(*fields))


def test_the_day_is_chosen_in_one_room_and_everybody_is_invited(room, facilitator):
    led = facilitator.get(hub(room)).content.decode()
    form = facilitator.get(page(room)).context["form"]

    done = facilitator.post(page(room), {**WHEN, "mode": form["mode"].value(), "place": "Room 2"})

    assert page(room) in led
    assert done.url == hub(room)
    assert kept(room) == [("kickoff", "in_person", "Room 2", "", 360, None)]
    mails = Message.objects.filter(kind=MessageKind.INVITATION)
    assert mails.count() == room.roster.count() + 1
    after = facilitator.get(hub(room)).content.decode()
    assert "Room 2" in after
    assert page(room) not in after


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ({"mode": "virtual"}, []),
        (
            {"mode": "virtual", "mode_reason": "Roads are closed."},
            [("kickoff", "virtual", "", "Roads are closed.", 360, None)],
        ),
        (
            {"mode": "in_person", "mode_reason": "Roads are closed."},
            [("kickoff", "in_person", "", "", 360, None)],
        ),
    ],
)
def test_by_video_needs_a_reason(room, facilitator, given, stored):
    facilitator.post(page(room), {**WHEN, **given})

    assert kept(room) == stored


def test_a_second_kickoff_is_refused_in_words(room):
    by, when = room.facilitator, services.Date(DAY, TIME, ZONE)
    services.plan_series(room, [when], kind=SessionKind.KICKOFF, by=by, now=NOW)
    another = services.Date(DAY.replace(day=25), TIME, ZONE)

    with pytest.raises(Refused, match="has its day"):
        services.plan_series(room, [another], kind=SessionKind.KICKOFF, by=by, now=NOW)

    assert len(kept(room)) == 1


def test_the_sides_read_the_day_and_do_not_set_it(room, client):
    someone = room.roster.filter(side=Side.PARTNER).first().user
    client.force_login(someone, backend=BACKEND)

    codes = [client.get(url).status_code for url in (hub(room), page(room))]

    assert codes == [200, 403]
    assert page(room) not in client.get(hub(room)).content.decode()


def test_a_kickoff_that_was_called_off_does_not_return_beside_another(room, facilitator):
    def kickoff(day):
        dates = [services.Date(day, TIME, ZONE)]
        return services.plan_series(
            room, dates, by=room.facilitator, now=NOW, kind=SessionKind.KICKOFF, mode="in_person"
        )[0]

    first = kickoff(DAY)
    services.cancel(first, because="Snow", by=room.facilitator, now=NOW)
    alone = facilitator.get(first.get_absolute_url()).content.decode()
    second = kickoff(DAY + datetime.timedelta(days=5))
    back = reverse("sessions_app:bring_back", args=[first.pk])

    beside = facilitator.get(first.get_absolute_url()).content.decode()
    with pytest.raises(Refused, match="has its day"):
        services.bring_back(first, by=room.facilitator, now=NOW)

    assert back in alone
    assert back not in beside
    assert second.get_absolute_url() in beside
    first.refresh_from_db()
    assert first.state == SessionState.CANCELLED


def test_before_the_kickoff_nobody_is_asked_for_what_opens_a_session(client, at):
    """Its sections are asked instead; the minutes before it are spent on them."""
    room, session = room_of(kind=SessionKind.KICKOFF, number=None)
    Partnership.objects.update(phase=Phase.KICKOFF)
    week_before = BEGINS - datetime.timedelta(days=7)

    planner.plan(week_before)
    planner.plan(BEGINS - datetime.timedelta(days=3))

    mails = Message.objects.filter(kind__in=[MessageKind.BEFORE, MessageKind.REMINDER])
    assert set(mails.values_list("rule", flat=True)) == {"sessions.before"}
    assert mails.count() == 4
    assert "Nothing needs to be written" not in "".join(mails.values_list("body", flat=True))
    for person in (room.implementer(P), room.implementer(T)):
        assert asks_work.for_participant(person, week_before) == []
        client.force_login(person, backend=BACKEND)
        assert "/answer/" not in client.get(session.get_absolute_url()).text
    assert asks_work.for_facilitator(room.facilitator, week_before) == []
    client.force_login(room.facilitator, backend=BACKEND)
    typed = reverse("sessions_app:typed", args=[session.pk])
    assert typed not in client.get(session.get_absolute_url()).text
    assert "each side writes its sections" in client.get(typed).text


def test_once_the_kickoff_was_held_nobody_is_asked_to_write_before_it(client, at):
    room, session = room_of(kind=SessionKind.KICKOFF, number=None)
    Partnership.objects.update(phase=Phase.KICKOFF)
    person, page = room.implementer(T), hub(room.partnership)
    client.force_login(person, backend=BACKEND)

    before = [ask.sentence for ask in asks.for_participant(person, BEGINS)], client.get(page).text
    held(room, session)
    after = asks.for_participant(person, BEGINS), client.get(page)

    assert before[0] == ["Write a few lines before the kickoff: what made our program work"]
    assert "writes a few lines before you meet" in before[1]
    assert after[0] == []
    assert after[1].context["page"].heading == "You have met, and something is still to agree"
    assert after[1].context["page"].filled == reverse(
        "partnerships:focus", args=[room.partnership.pk]
    )


def test_the_agenda_of_a_kickoff_names_what_is_in_it(room, facilitator):
    facilitator.post(page(room), {**WHEN, "mode": "in_person", "place": "Our hall"})
    session = Session.objects.get(kind=SessionKind.KICKOFF)

    text = facilitator.get(reverse("sessions_app:agenda", args=[session.pk])).text

    assert "shows of its place and work comes right after the welcome." in text
    assert "’s update" not in text
    assert "Begin again from the pattern" in text
    assert "Use another pattern" not in text
