"""Pages before and after a session: who opens them, what a link may do, what all of them cost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts import links
from sessions_app.models import (
    Action,
    ContextUpdate,
    ExitRating,
    PutOff,
    Reflection,
)
from tests.factories_around import (
    BEFORE,
    BEGINS,
    P,
    T,
    decide,
    held,
    promise,
    room_of,
    wrap,
    written,
)
from tests.reading import as_

pytestmark = pytest.mark.django_db
MOST = 8  # SQL of a page
AFTER = BEGINS + timedelta(days=1, hours=2)


@pytest.fixture
def made():
    return room_of()


def path(name, session, *more):
    return reverse(f"sessions_app:{name}", args=[session.pk, *more])


def by_link(user, purpose, about, now=BEFORE):
    """Return a browser that opened a personal link, as from a mail."""
    _link, address = links.make(
        user=user, purpose=purpose, about=about, now=now, expires_at=now + timedelta(days=20)
    )
    client = Client()
    assert client.get(address, follow=True).status_code == 200
    return client, address


@pytest.mark.parametrize(("side", "name"), [(T, "did"), (P, "update")])
def test_a_home_leads_straight_to_the_first_question(made, at, side, name):
    room, session = made

    home = as_(room.implementer(side)).get(reverse("home")).text

    assert f'href="{path("question", session, name)}#words"' in home
    assert f'href="{path("ask", session)}"' not in home


def test_by_link_two_lines_are_in_the_agenda_and_another_browser_sees_none(made, at):
    room, session = made
    lead = room.implementer(T)
    phone, address = by_link(lead, "answer", session)
    page = phone.get(path("ask", session)).content.decode()
    assert "Start, two lines are enough" in page
    assert lead.name not in page

    answer = phone.post(path("question", session, "did"), {"words": "ZQ-two lines."})

    assert answer.url == path("question", session, "happened")
    row = Reflection.objects.get()
    assert (row.did, row.author, row.by_link) == ("ZQ-two lines.", lead, True)
    agenda = as_(room.facilitator).get(path("session", session)).content.decode()
    assert "ZQ-two lines." in agenda
    assert "ZQ-two lines." in phone.get(path("ask", session)).content.decode()
    other = Client()
    for seen in [other.get(address, follow=True), other.get(path("question", session, "did"))]:
        text = seen.content.decode()
        assert "ZQ-" not in text
        assert lead.name not in text
    refused = other.post(path("question", session, "did"), {"words": "Somebody else."})
    assert refused.status_code == 409
    assert Reflection.objects.get().did == "ZQ-two lines."


@pytest.mark.parametrize("way", ["not_me", "not_now"])
def test_who_puts_off_in_another_browser_reads_no_word(made, at, way):
    room, session = made
    lead = room.implementer(T)
    phone, address = by_link(lead, "answer", session)
    phone.post(path("question", session, "did"), {"words": "ZQ-two lines."})
    other = Client()
    other.get(address, follow=True)

    page = other.post(path("put_off", session), {"way": way}, follow=True)

    assert (page.status_code, "ZQ-" in page.content.decode()) == (200, False)
    assert "ZQ-" not in other.get(path("question", session, "did")).content.decode()
    assert "ZQ-" in phone.get(path("ask", session)).content.decode()


def test_autosave_says_when_in_the_persons_zone_and_keeps_the_version(made, at):
    room, session = made
    phone, _address = by_link(room.implementer(P), "answer", session)
    url = path("question", session, "update")

    first = phone.post(url, {"words": "New board"}, headers={"X-Autosave": "1"})
    again = phone.post(
        url, {"words": "New board, new date", "version": first["X-Version"]},
        headers={"X-Autosave": "1"},
    )  # fmt: skip

    assert (first.content.decode(), first["X-Version"], again["X-Version"]) == (
        "Saved 3:30 pm", "1", "2",
    )  # fmt: skip
    assert ContextUpdate.objects.get().words == "New board, new date"


def test_the_other_sides_question_is_not_there(made, at):
    room, session = made
    client = as_(room.implementer(P))

    assert client.get(path("question", session, "did")).status_code == 404
    assert client.get(path("question", session, "update")).status_code == 200


@pytest.fixture
def every_link(made, at):
    """Every page that a link opens, with the session wrapped up and things to answer."""
    room, session = made
    lead = room.implementer(T)
    action = promise(session, lead, side=T, text="ZQ-action")
    pages = [("ask", session, "answer", session), ("report", action, "report_done", action)]
    seat = session.attendance.get(user=lead)
    pages.append(("after", session, "answer", seat))
    return room, session, lead, pages


STATE = (Reflection, ContextUpdate, PutOff, ExitRating, Action)


def everything():
    return [list(model.objects.order_by("pk").values_list()) for model in STATE]


def test_a_scanner_changes_nothing_and_the_link_still_works(every_link, at):
    room, session, lead, pages = every_link
    for name, obj, purpose, about in pages:
        if name == "after":
            wrap(room, held(room, session))
            at(AFTER)
        scanner, address = by_link(lead, purpose, about)
        before = everything()
        extra = [("put_off", session), *(("question", session, q) for q in ("did", "transfers"))]
        asked = [reverse(f"sessions_app:{name}", args=[obj.pk])]
        if name == "ask":
            asked += [path(n, s, *more) for n, s, *more in extra]
            asked += [f"{path('put_off', session)}?way={way}" for way in PutOff.Way.values]
        for url in asked:
            scanner.head(url)
            form = scanner.get(url)
            assert form.status_code == 200
            text = form.content.decode()
            assert "checked" not in text
            assert " selected" not in text.replace('value="" selected', "")
            assert (lead.name in text, "ZQ-" in text) == (False, False)
            for data in ({}, {"words": "", "version": ""}, {"stop": "1"}, {"way": "", "state": ""},
                         {"line": "", "result": ""}):  # fmt: skip
                assert scanner.post(url, data).status_code in {405, 409, 422}, (url, data)
        assert everything() == before
        assert Client().get(address, follow=True).status_code == 200


def test_rating_again_in_another_browser_keeps_the_line_and_shows_it_to_none(every_link, at):
    room, session, lead, _pages = every_link
    wrap(room, session)
    at(AFTER)
    seat = session.attendance.get(user=lead)
    mine, address = by_link(lead, "answer", seat, now=AFTER)
    mine.post(path("after", session), {"applied": "4", "shared": "3", "line": "ZQ-line"})
    other = Client()
    assert "what you leave empty stays" in other.get(address, follow=True).text

    other.post(path("after", session), {"applied": "2", "line": ""})

    assert ExitRating.objects.values_list("applied", "shared", "line").get() == (2, 3, "ZQ-line")
    assert "ZQ-line" not in other.get(path("after", session)).text
    assert "ZQ-line" in mine.get(path("after", session)).text
    mine.post(path("after", session), {"applied": "4", "line": ""})
    assert ExitRating.objects.values_list("shared", "line").get() == (None, "")


def test_three_ways_out_by_link(made, at):
    room, session = made
    phone, _address = by_link(room.implementer(T), "answer", session)
    mate = room.decider(T)

    form = phone.get(path("put_off", session)).content.decode()
    assert ("Superintendent" in form, mate.name in form) == (True, False)
    bad = phone.post(path("put_off", session), {"way": "colleague", "colleague": ""})
    good = phone.post(path("put_off", session), {"way": "colleague", "colleague": str(mate.pk)})

    assert (bad.status_code, good.status_code) == (422, 302)
    assert PutOff.objects.values_list("way", "colleague").get() == ("colleague", mate.pk)
    assert mate.messages.filter(rule="sessions.before_reflection").count() == 1
    asked = phone.get(path("ask", session)).text
    assert "Your colleague is asked now" in asked
    assert "two lines" not in asked


@pytest.mark.parametrize("way", PutOff.Way.values)
def test_the_way_out_that_was_pressed_stands_first_and_is_chosen_where_signed_in(made, at, way):
    room, session = made
    page = f"{path('put_off', session)}?way={way}"
    phone, _address = by_link(room.implementer(T), "answer", session)

    asked = as_(room.implementer(T)).get(path("ask", session)).text
    mine, by_phone = as_(room.implementer(T)).get(page), phone.get(page)

    assert f'href="{page}"' in asked
    first = [answer.context["form"].fields["way"].choices[0][0] for answer in (mine, by_phone)]
    assert first == [way, way]
    assert (mine.text.count(" checked"), by_phone.text.count(" checked")) == (1, 0)


def test_without_a_link_nobody_gets_in(made, at):
    room, session = made
    action = promise(session, room.implementer(P))
    names = ("ask", "put_off", "after")
    urls = [path(name, session) for name in names] + [path("question", session, "did")]
    for url in [*urls, reverse("sessions_app:report", args=[action.pk])]:
        assert Client().get(url).status_code == 404
        assert as_(room.officer).get(url).status_code == 404
        assert Client().post(url, {"words": "x", "state": "done"}).status_code in {404, 405}
    assert (Reflection.objects.count(), Action.objects.get().state) == (0, "open")


def test_done_by_link_is_said_without_the_words(made, at):
    room, session = made
    action = promise(session, room.implementer(P), text="ZQ-action")
    phone, _address = by_link(action.owner, "report_done", action)
    url = reverse("sessions_app:report", args=[action.pk])
    assert "ZQ-" not in phone.get(url).content.decode()

    phone.post(url, {"state": "done", "result": ""})

    action.refresh_from_db()
    assert (action.state, action.by_link) == ("done", True)


def test_the_facilitator_types_after_a_call_and_never_over_their_own_words(made, at):
    room, session = made
    client = as_(room.facilitator)
    sent = {"did": "As they told it.", "happened": "", "transfers": "", "version": 1}
    empty = client.post(path("typed", session), sent | {"did": ""})
    assert (empty.status_code, [*empty.context["form"].errors]) == (422, ["did"])
    assert client.post(path("typed", session), sent).status_code == 302
    row = Reflection.objects.get()
    assert (row.author, row.typed_by_facilitator) == (room.implementer(T), True)
    Reflection.objects.all().delete()
    written(session, room.implementer(T), did="Own words.")

    assert client.post(path("typed", session), sent).status_code == 409
    assert as_(room.implementer(T)).get(path("typed", session)).status_code == 403


def test_no_page_costs_more_with_more_in_it(made, at, cost):
    room, session = made
    held(room, session)
    wrap(room, session)
    at(AFTER)
    facilitator, member = as_(room.facilitator), as_(room.implementer(T))
    asked = [
        (facilitator, path("live", session)), (member, path("screen", session)),
        (facilitator, path("live_now", session)), (facilitator, path("notes", session)),
        (facilitator, path("wrapup", session)), (member, path("after", session)),
        (member, path("ask", session)), (member, path("question", session, "did")),
        (member, path("put_off", session)), (member, reverse("sessions_app:asked")),
    ]  # fmt: skip
    for client, url in asked:
        client.get(url)
    small = [cost(client, url) for client, url in asked]
    for n in range(10):
        decide(session, f"Decision {n}")
        promise(session, room.implementer(T), side=T, text=f"Promise {n}")

    assert [cost(client, url) for client, url in asked] == small
    assert max(small) <= MOST, small


@pytest.mark.parametrize("ahead", [True, False])
def test_who_types_reads_whether_they_can_still_correct_it(made, at, ahead):
    room, session = made
    at(BEGINS - timedelta(days=2 if ahead else 0, minutes=5))

    page = as_(room.facilitator).get(path("typed", session)).text

    assert ("They read it now and can correct it;" in page, "They read it now; both" in page) == (
        ahead, not ahead,
    )  # fmt: skip
