"""Pages of dates and agendas: who meets what, what a press does, what each page costs."""

import datetime
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from accounts import links
from accounts.models import Purpose
from partnerships.models import Organization, Partnership, Phase, Side
from sessions_app import agenda_services
from sessions_app.models import AgendaBlock, Attendance, Session, SessionNote, SessionState
from tests.factories import NOW
from tests.factories_partnership import RosterEntryFactory, make_room
from tests.factories_sessions import DAY, AgendaBlockFactory, make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_day")]
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
ROOM = ["sessions", "series", "add"]
ONE = ["session", "move", "cancel", "pack", "agenda", "block_add", "pattern", "changes",
       "goes_out", "outcome"]  # fmt: skip
READ = ["session", "changes"]


@pytest.fixture
def room():
    return make_room(phase=Phase.ACTIVE)


@pytest.fixture
def session(room):
    return make_session(room, number=6)


def url(name, session, *more):
    return reverse(f"sessions_app:{name}", args=[session.pk, *more])


def codes(client, names, about):
    return {name: client.get(url(name, about)).status_code for name in names}


def test_the_facilitator_reads_every_page(room, session, enter):
    client = enter(room.facilitator)

    assert codes(client, ROOM, room.partnership) == dict.fromkeys(ROOM, 200)
    assert codes(client, ONE, session) == dict.fromkeys(ONE, 200)


def test_both_sides_compose_and_do_not_steer(room, session, enter):
    for side in (P, T):
        client = enter(room.implementer(side))

        assert codes(client, ROOM, room.partnership) == {"sessions": 200, "series": 403, "add": 403}
        assert codes(client, ONE, session) == {
            "session": 200, "move": 403, "cancel": 403, "pack": 404, "agenda": 200,
            "block_add": 200, "pattern": 200, "changes": 200, "goes_out": 200, "outcome": 200,
        }  # fmt: skip


def test_a_lead_of_the_program_steers_and_does_not_write(room, session, enter):
    client = enter(room.lead)

    assert codes(client, [*READ, "move", "cancel", "agenda", "pack"], session) == {
        "session": 200, "changes": 200, "move": 200, "cancel": 200, "agenda": 403, "pack": 404,
    }  # fmt: skip


def test_no_order_is_told_of_changes_that_are_not_there(room, session, enter):
    page = enter(room.facilitator).get(reverse("sessions_app:changes", args=[session.pk])).text

    assert "Nobody approves a change; everybody sees it." in page
    assert "The newest first" not in page


@pytest.mark.parametrize("who", ["officer", "stranger"])
def test_nobody_else_finds_them(room, session, enter, who):
    other = make_room(phase=Phase.ACTIVE)
    make_session(other)
    client = enter(room.officer if who == "officer" else other.decider(P))

    assert set(codes(client, ONE, session).values()) == {404}
    assert set(codes(client, ROOM, room.partnership).values()) == {404}


def test_the_join_link_is_behind_sign_in_and_gone_with_the_session(room, session, enter):
    assert session.join_url in enter(room.decider(P)).get(url("session", session)).text
    assert Client().get(url("session", session)).status_code == 302
    Session.objects.update(state=SessionState.CANCELLED, cancelled_because="Snow")

    assert session.join_url not in enter(room.decider(P)).get(url("session", session)).text


SLOT = {"week": "2", "weekday": "1", "day": "", "time": "3:30 pm", "minutes": "90",
        "zone": "America/Chicago",
        "start": "2027-04-01", "count": "6", "closed": "2027-06-01 to 2027-06-09",
        "mode": "virtual", "join_url": "https://meet.example/x", "place": ""}  # fmt: skip


@pytest.mark.parametrize(
    ("at", "told"), [("16:59", True), ("17:00", False), ("14:01", True), ("14:00", False)]
)
def test_a_date_says_which_other_session_of_the_facilitator_it_overlaps(
    room, enter, at, told, django_assert_max_num_queries
):
    other = make_room(phase=Phase.ACTIVE)
    hours = datetime.time.fromisoformat(at)
    day = {"local_date": datetime.date(2027, 5, 11), "local_time": hours}
    make_session(other, number=1, time_zone="America/Chicago", **day)
    said = f"Whoever facilitates meets {other.partnership.name} then"
    client = enter(room.facilitator)
    client.get(reverse("accounts:me"))

    not_theirs = said in client.get(url("series", room.partnership), SLOT).text
    Partnership.objects.update(facilitator=room.facilitator)
    with django_assert_max_num_queries(8):
        page = client.get(url("series", room.partnership), SLOT)

    assert (not_theirs, page.text.count(said)) == (False, int(told))


@pytest.mark.parametrize(
    ("typed", "told"),
    [("2027-05-11", 1), ("2027-05-12", 0), ("2027-05-32", 0), ("9999-12-31", 0), ("0001-01-01", 0)],
)
def test_after_a_mistake_the_overlap_is_that_of_the_day_that_was_typed(room, enter, typed, told):
    other = make_room(phase=Phase.ACTIVE)
    day = {"local_date": datetime.date(2027, 5, 11), "local_time": datetime.time(15, 30)}
    make_session(other, number=1, time_zone="America/Chicago", **day)
    Partnership.objects.update(facilitator=room.facilitator)
    dates = {f"day_{n}": "" for n in range(6)} | {"day_1": typed, "day_2": "2027-05-12"}

    page = enter(room.facilitator).post(url("save_series", room.partnership), {**SLOT, **dates})

    assert (page.status_code, page.text.count("Whoever facilitates meets")) == (422, told)


def test_dates_of_its_own_and_those_called_off_are_no_overlap(room, enter):
    day = {"local_date": datetime.date(2027, 5, 11), "local_time": datetime.time(15, 30)}
    make_session(room, number=1, time_zone="America/Chicago", **day)
    other = make_room(phase=Phase.ACTIVE)
    off = {"state": SessionState.CANCELLED, "cancelled_because": "Snow"}
    make_session(other, number=1, time_zone="America/Chicago", **day, **off)
    Partnership.objects.update(facilitator=room.facilitator)

    page = enter(room.facilitator).get(url("series", room.partnership), SLOT)

    assert "Tuesday 11 May 2027" in page.text
    assert "Whoever facilitates" not in page.text


def test_a_lead_reads_no_name_of_a_partnership_of_another_program(room, enter):
    other = make_room(phase=Phase.ACTIVE)
    Partnership.objects.update(facilitator=room.facilitator)
    day = {"local_date": datetime.date(2027, 5, 11), "local_time": datetime.time(15, 30)}
    make_session(other, number=1, time_zone="America/Chicago", **day)
    Organization.objects.filter(pk=other.organization(P).pk).update(short_name="Elsewhere")
    addresses = url("series", room.partnership), SLOT

    own, lead = (enter(who).get(*addresses).text for who in (room.facilitator, room.lead))

    assert "Whoever facilitates meets Elsewhere and " in own
    assert "Whoever facilitates has another session then: Tuesday 11 May" in lead
    assert "Elsewhere" not in lead


def test_a_slot_is_previewed_and_nothing_is_saved_before_the_press(room, enter):
    client, slot = enter(room.facilitator), SLOT

    shown = client.get(url("series", room.partnership), slot)

    assert Session.objects.count() == 0
    assert "Tuesday 13 April 2027" in shown.text
    assert "4:30 pm Eastern" in shown.text
    assert "Tuesday 8 June is not free. We propose this day instead." in shown.text
    dates = {f"day_{n}": str(row["day"].value()) for n, row in enumerate(shown.context["lines"])}
    answer = client.post(
        url("save_series", room.partnership), {**slot, **dates, "leave_5": "on"}, follow=True
    )

    assert [str(s.local_date) for s in Session.objects.order_by("starts_at")] == [
        "2027-04-13", "2027-05-11", "2027-06-15", "2027-07-13", "2027-08-10",
    ]  # fmt: skip
    assert "5 sessions are set." in answer.text


def test_a_second_press_of_the_same_form_sets_nothing_again(room, enter):
    client = enter(room.facilitator)
    sent = {"kind": "extra", "day": "2027-04-13", "time": "3:30 pm", "zone": "America/Chicago",
            "mode": "virtual", "form_key": str(uuid.uuid4())}  # fmt: skip

    first = client.post(url("add", room.partnership), sent)
    again = client.post(url("add", room.partnership), sent)

    assert (first.status_code, again.url) == (302, first.url)
    assert Session.objects.count() == 1


def test_the_hour_that_comes_twice_is_asked_for(room, enter):
    client = enter(room.facilitator)
    sent = {"kind": "extra", "day": "2027-11-07", "time": "1:30 am", "zone": "America/Chicago",
            "mode": "virtual", "second": "on"}  # fmt: skip

    assert "come twice" in client.post(url("add", room.partnership), {**sent, "kind": ""}).text
    client.post(url("add", room.partnership), sent)

    session = Session.objects.get()
    assert (session.fold, session.starts_at.hour) == (1, 7)


def test_a_move_tells_why_and_calling_off_can_be_undone(room, session, enter):
    client = enter(room.facilitator)
    when = {
        "day": "2027-03-25", "time": "3:30 pm", "zone": "America/Chicago", "mode": "virtual",
    }  # fmt: skip

    assert client.post(url("move", session), when).status_code == 422  # no reason
    client.post(url("move", session), {**when, "because": "Testing week."})
    session.refresh_from_db()
    client.post(url("cancel", session), {"because": "Snow."})

    assert str(session.local_date) == "2027-03-25"
    assert "Snow." in client.get(url("session", session)).text
    client.post(url("bring_back", session))
    session.refresh_from_db()
    assert session.state == SessionState.PLANNED


def composer_form(page, **changes):
    """Return what the composer's form sends, as it stands on the page."""
    sent = {}
    for row in page.context["rows"]:
        sent[f"minutes-{row['pk']}"] = row["minutes"]
        sent[f"version-{row['pk']}"] = row["version"]
    return {**sent, **changes}


def test_the_composer_says_what_holds_and_what_waits(room, session, enter):
    page = enter(room.facilitator).get(url("agenda", session))

    assert [(c.sentence, c.holds) for c in page.context["checks"]] == [
        ("The minutes add up to 90.", True),
        ("Lakeview’s update comes right after the welcome.", True),
        ("Both sides lead a block.", True),
        ("55 minutes serve an objective; we ask for 45.", True),
        ("Block 4 waits for Beacon’s answers.", False),
    ]
    assert "Goes out Thursday 11 March, 8:00 am unless someone changes it." in page.text
    assert "By the end:" in page.text


def test_one_form_saves_minutes_and_moves(room, session, enter):
    client = enter(room.implementer(P))
    page = client.get(url("agenda", session))
    rows = page.context["rows"]

    sent = composer_form(page, down=rows[3]["pk"], **{f"minutes-{rows[4]['pk']}": 30})
    answer = client.post(url("arrange", session), sent)

    assert answer.url.endswith(f"?moved={rows[3]['pk']}#block-{rows[3]['pk']}")
    now = {b.pk: (b.order, b.minutes) for b in agenda_services.blocks_of(session.agenda)}
    assert (now[rows[3]["pk"]], now[rows[4]["pk"]]) == ((5, 20), (4, 30))
    shown = client.get(url("changes", session)).text
    assert "Lakeview coaching lead" in shown


def test_rival_minutes_meet_on_a_page_that_keeps_both(room, session, enter):
    client = enter(room.implementer(P))
    page = client.get(url("agenda", session))
    block = AgendaBlock.objects.get(pk=page.context["rows"][4]["pk"])
    block.minutes = 35
    agenda_services.change_block(
        session, block, ["minutes"], expected=1, by=room.facilitator, now=NOW
    )

    answer = client.post(
        url("arrange", session), composer_form(page, **{f"minutes-{block.pk}": 20})
    )

    assert answer.status_code == 409
    assert (">35<" in answer.text, ">20<" in answer.text) == (True, True)
    mine = {**dict(answer.context["carried"]), "version": answer.context["current"].version}
    mine |= {"settle": "minutes", "pick-minutes": "mine", "mine-minutes": "20"}
    assert client.post(answer.context["path"], mine).status_code == 302
    block.refresh_from_db()
    assert block.minutes == 20


def test_a_stale_block_shows_both_texts(room, session, enter):
    client = enter(room.implementer(P))
    block = agenda_services.blocks_of(session.agenda)[4]
    form = {"title": block.title, "text": "Two tables.", "minutes": 25, "purpose": "apply",
            "lead": block.lead_id, "objective": block.objective_id, "version": 1}  # fmt: skip
    block.text = "Three tables."
    agenda_services.change_block(
        session, block, ["text"], expected=1, by=room.implementer(T), now=NOW
    )

    answer = client.post(url("block", session, block.pk), form)

    assert answer.status_code == 409
    assert "Three tables." in answer.text
    assert "Two tables." in answer.text


def test_a_block_names_nobody_from_outside(room, session, enter):
    stranger = make_room().decider(P)
    block = agenda_services.blocks_of(session.agenda)[4]
    form = {"title": "X", "minutes": 25, "purpose": "apply", "lead": stranger.pk, "version": 1}

    answer = enter(room.facilitator).post(url("block", session, block.pk), form)

    assert answer.status_code == 422
    block.refresh_from_db()
    assert block.title != "X"


def test_a_block_of_another_agenda_is_not_found(room, session, enter):
    foreign = AgendaBlockFactory()
    client = enter(room.facilitator)

    assert client.get(url("block", session, foreign.pk)).status_code == 404
    assert client.post(url("block_remove", session, foreign.pk)).status_code == 404


def test_the_note_is_the_facilitator_s_alone(room, session, enter):
    client = enter(room.facilitator)
    saving = {"HTTP_X_AUTOSAVE": "1"}

    first = client.post(url("note", session), {"words": "ZQ-note", "version": 0}, **saving)
    stale = client.post(url("note", session), {"words": "Other", "version": 0}, **saving)

    assert (first.text, first.headers["X-Version"]) == ("Saved 10:00 am", "1")
    assert stale.status_code == 409
    assert "ZQ-note" in client.get(url("agenda", session)).text
    assert "ZQ-note" in client.get(url("pack", session)).text
    for user in (room.implementer(P), room.implementer(T), room.lead):
        other = enter(user)
        assert other.post(url("note", session), {"words": "x"}).status_code == 404
        for name in ("session", "changes", "agenda"):
            assert "ZQ-note" not in other.get(url(name, session)).text
    assert SessionNote.objects.get().words == "ZQ-note"


def test_the_calendar_file_reads_back_and_holds_no_link_to_join(room, session, enter):
    answer = enter(room.decider(T)).get(url("calendar", session))

    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (event["UID"], event.decoded("DTSTART")) == (session.uid, session.starts_at)
    assert session.join_url not in answer.text


# -- do you come? ---------------------------------------------------------------------------------
def open_link(client, session, user):
    until = session.starts_at
    _link, path = links.make(
        user=user, purpose=Purpose.RSVP, about=session, now=NOW, expires_at=until
    )
    return client.get(path, follow=True)


def answer_of(session, user):
    return Attendance.objects.get(session=session, user=user).answer


def test_one_says_by_link_whether_one_comes_without_signing_in(room, session):
    client, user = Client(), room.decider(P)

    page = open_link(client, session, user)
    assert user.name not in page.text
    answer = client.post(url("coming", session), {"answer": "no"}, follow=True)

    assert answer_of(session, user) == "no"
    assert Attendance.objects.get(session=session, user=user).by_link
    assert "cannot come" in answer.text


def test_a_scanner_changes_nothing(room, session):
    client, user = Client(), room.decider(P)
    page = open_link(client, session, user)

    client.head(url("coming", session))
    client.get(url("coming", session) + "?answer=yes")
    pressed = client.post(url("coming", session), {})

    assert pressed.status_code == 422
    assert "checked" not in page.text
    assert answer_of(session, user) == "none"


def test_another_browser_with_the_same_link_reads_no_answer(room, session):
    user = room.decider(P)
    Attendance.objects.filter(user=user).update(answer="yes", answered_at=NOW)

    page = open_link(Client(), session, user)

    assert "So far" not in page.text
    assert "will come" not in page.text


def test_without_link_or_place_there_is_no_page(session, enter):
    stranger = make_room().decider(P)

    assert Client().get(url("coming", session)).status_code == 404
    assert enter(stranger).get(url("coming", session)).status_code == 404
    assert enter(stranger).post(url("coming", session), {"answer": "yes"}).status_code == 404


def test_after_it_began_nobody_answers_any_more(room, session):
    client = Client()
    open_link(client, session, room.decider(P))
    Session.objects.update(starts_at=NOW - datetime.timedelta(hours=1))

    assert client.post(url("coming", session), {"answer": "yes"}).status_code == 409


# -- what a page costs ----------------------------------------------------------------------------
@pytest.mark.parametrize("many", [False, True], ids=["few", "many"])
@pytest.mark.parametrize(
    ("name", "most"),
    [("session", 8), ("agenda", 8), ("changes", 8), ("sessions", 8), ("goes_out", 8), ("pack", 12),
     ("series", 8), ("coming", 8), ("block", 8)],
)  # fmt: skip
def test_a_page_costs_the_same_for_few_and_many(
    room, session, enter, many, name, most, django_assert_max_num_queries
):
    if many:
        for side in (P, T):
            seat = {"partnership": room.partnership, "organization": room.organization(side)}
            for _n in range(6):
                entry = RosterEntryFactory(**seat, side=side)
                Attendance.objects.create(session=session, user=entry.user, side=side)
        for number in range(1, 6):
            past = DAY - datetime.timedelta(days=28 * (6 - number))
            held = make_session(room, number=number, local_date=past, state=SessionState.HELD)
            held.attendance.update(came=True, spoke=True)
    client = enter(room.facilitator)
    about = room.partnership if name in ROOM else session
    blocks = [session.agenda.blocks.last().pk] if name == "block" else []

    client.get(reverse("accounts:me"))  # the first page of a visit also notes the visit
    with django_assert_max_num_queries(most):
        assert client.get(url(name, about, *blocks)).status_code == 200
