"""What was thought not to fit and what was changed to fit: who writes, who reads, what is lost."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from foundation import clock
from foundation.errors import Refused
from notifications.models import Message
from partnerships.models import Partnership, Phase
from sessions_app import catching, wrapup
from sessions_app.models import Adaptation, Decision, NotHere
from tests.factories_around import BEGINS, MINUTE, P, T, held, load, room_of, run, wrap
from tests.factories_sessions import make_session
from tests.reading import as_, read, settled, words

pytestmark = pytest.mark.django_db
AFTER = BEGINS + timedelta(days=1, hours=2)
MOST = 8  # SQL of a page


@pytest.fixture
def made(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: AFTER)
    return room_of(number=6)


@pytest.fixture
def out(made):
    """Notes that went, and an idea about Lakeview's setting."""
    room, session = made
    wrap(room, held(room, session))
    return room, load(session), idea(session)


def idea(session, text="Peer visits", side=P, **also):
    return NotHere.objects.create(
        session=session, side=side, idea=text, created_at=BEGINS, changed_at=BEGINS, **also
    )


def changed(session, text="The feedback card", side=P, **also):
    return Adaptation.objects.create(
        session=session, side=side, original=text, change="Half a page", created_at=BEGINS,
        changed_at=BEGINS, **also,
    )  # fmt: skip


def look(who, address):
    return read(Client(), who, address)


def url(name, about):
    return reverse(f"sessions_app:{name}", args=[about.pk])


def catch(room, session, text, key, kind="not_here", **also):
    now = BEGINS + 30 * MINUTE
    catching.keep(session, kind, text, key=key, by=room.facilitator, now=now, **also)


def test_an_idea_is_caught_once_and_moves_with_its_kind(made):
    room, session = made
    run(room, session)
    key = uuid.uuid4()

    catch(room, session, "Peer visits", key)
    catch(room, session, "Peer visits in pairs", key, side=T)

    assert NotHere.objects.values_list("idea", "side").get() == ("Peer visits in pairs", T)
    caught = catching.everything(wrapup.gather(session, room.facilitator))
    assert [(one.label, one.words) for one in caught] == [("Not here", "Peer visits in pairs")]
    catch(room, session, "Peer visits in pairs", key, kind="decision")
    assert (NotHere.objects.count(), Decision.objects.count()) == (0, 1)


def test_an_idea_of_no_side_is_about_the_partners_setting(made):
    room, session = made
    catch(room, session, "Peer visits", uuid.uuid4())

    assert NotHere.objects.get().side == P
    with pytest.raises(Refused):
        catch(room, session, "x" * 401, uuid.uuid4())


def test_the_page_after_a_session_says_what_it_takes(made):
    room, session = made
    run(room, session)
    row = idea(session)
    client = as_(room.facilitator)
    page = client.get(url("wrapup", session))
    assert page.context["form"].not_here[0]["text"].value() == "Peer visits"
    sent = {
        "version": session.version, f"not_here-{row.pk}": "Peer visits", f"whose-{row.pk}": P,
        f"sort-{row.pk}": "time", f"barrier-{row.pk}": "No free period",
        f"condition-{row.pk}": "A substitute once a month", f"at-not_here-{row.pk}": "1",
        "not_here-new0": "A coach of their own", "whose-new0": T,
    }  # fmt: skip

    assert client.post(url("wrapup", session), sent).status_code == 302

    row.refresh_from_db()
    assert (row.kind, row.barrier, row.condition) == (
        "time", "No free period", "A substitute once a month",
    )  # fmt: skip
    assert NotHere.objects.exclude(pk=row.pk).values_list("idea", "side").get() == (
        "A coach of their own", T,
    )  # fmt: skip
    wrong = client.post(url("wrapup", session), {**sent, f"sort-{row.pk}": "weather"})
    assert (wrong.status_code, "No free period" in wrong.text) == (422, True)


def test_the_sides_read_it_when_the_notes_went_and_the_officer_never(made):
    room, session = made
    run(room, session)
    row = idea(session)
    people = (room.facilitator, room.decider(P), room.decider(T), room.officer)
    seen = [as_(who).get(url("not_here", row)).status_code for who in people]
    assert seen == [200, 404, 404, 404]
    assert "Peer visits" not in look(room.decider(P), url("session", session))

    wrap(room, session)

    for who in (room.facilitator, room.decider(P), room.decider(T), room.lead):
        assert "Peer visits" in look(who, url("session", session))
        assert "Peer visits" in look(who, url("notes", session))
        assert "Peer visits" in look(who, url("not_here_yet", room.partnership))
    for page in (url("not_here", row), url("not_here_yet", room.partnership)):
        assert as_(room.officer).get(page).status_code == 404
    assert "Peer visits" not in "".join(f"{m.subject} {m.body}" for m in Message.objects.all())


def test_the_side_concerned_completes_it_and_the_other_reads(out):
    room, session, row = out
    sent = {"idea": "Peer visits", "condition": "A free period", "tried": "", "version": 1}

    assert as_(room.implementer(P)).post(url("not_here", row), sent).url == url("session", session)

    row.refresh_from_db()
    assert (row.condition, row.version, row.changed_by) == ("A free period", 2, room.implementer(P))
    assert as_(room.implementer(T)).post(url("not_here", row), sent).status_code == 403
    other = words(look(room.implementer(T), url("not_here", row)))
    assert ("What would have to be true here A free period" in other, "Keep it" in other) == (
        True, False,
    )  # fmt: skip


def test_who_was_slower_sees_both_texts(out):
    room, _session, row = out
    NotHere.objects.filter(pk=row.pk).update(tried="Their words", version=2)
    sent = {"idea": "Peer visits", "tried": "My words", "version": 1}

    late = as_(room.facilitator).post(url("not_here", row), sent)

    assert late.status_code == 409
    assert ("Their words" in late.text, "My words" in late.text) == (True, True)
    row.refresh_from_db()
    assert row.tried == "Their words"


def test_before_the_notes_went_only_the_wrap_up_writes_it(made):
    room, session = made
    run(room, session)
    row = idea(session)
    client = as_(room.facilitator)

    assert client.post(url("not_here", row), {"idea": "Other", "version": 1}).status_code == 403
    assert client.get(url("not_here_add", session)).status_code == 403


def test_a_side_writes_one_down_about_its_own_setting(out):
    room, session, _row = out
    client, key = as_(room.implementer(T)), str(uuid.uuid4())
    sent = {"idea": "A <b>blog</b>", "kind": "people", "side": P, "form_key": key}

    for _twice in range(2):
        assert client.post(url("not_here_add", session), sent).url == url("session", session)

    assert NotHere.objects.filter(idea="A <b>blog</b>").values_list("side").get() == (T,)
    assert "<b>blog" not in client.get(url("session", session)).text
    asked = as_(room.facilitator).post(url("not_here_add", session), {"idea": "Kept"})
    assert (asked.status_code, "Kept" in asked.text) == (422, True)
    assert "This needs an answer." in asked.text


def test_what_deserves_a_second_try_stands_first(out):
    room, session, _row = out
    idea(session, "Tried", condition="Money", tried="With less")
    first = idea(session, "Waits", condition="A bus")

    page = as_(room.decider(T)).get(url("not_here_yet", room.partnership))

    assert [row.idea for row in page.context["page"]][0] == "Waits"
    assert [(waits, len(rows)) for waits, rows in page.context["groups"]] == [(True, 1), (False, 2)]
    assert "What deserves a second try" in page.text
    NotHere.objects.filter(pk=first.pk).update(tried="A car")
    page = as_(room.decider(T)).get(url("not_here_yet", room.partnership))
    assert "What was thought not to work here" in page.text


def test_the_list_goes_on_in_pages_without_a_gap(out):
    room, session, _row = out
    for n in range(60):
        idea(session, f"Idea {n:02}", condition="A bus" if n % 2 else "")
    client, address, seen = as_(room.decider(P)), url("not_here_yet", room.partnership), []

    after = ""
    while True:
        page = client.get(address, {"after": after}).context["page"]
        seen += [row.idea for row in page]
        after = page.after
        if not after:
            break

    assert (len(seen), len(set(seen))) == (61, 61)
    assert {text[-1] in "13579" for text in seen[:30]} == {True}


def test_nothing_yet_is_said_with_the_next_step(made):
    room, _session = made
    page = look(room.decider(P), url("not_here_yet", room.partnership))

    assert "No idea was thought not to work here" in page
    assert url("sessions", room.partnership) in page


def test_a_change_of_a_method_is_written_by_either_side(made):
    room, session = made
    client = as_(room.implementer(T))
    sent = {"original": "The card", "change": "Half a page", "reason": "", "result": ""}

    assert client.post(url("adapted_add", session), sent).status_code == 302

    row = Adaptation.objects.get()
    assert (row.side, row.change, row.created_by) == (T, "Half a page", room.implementer(T))
    for who in (room.decider(P), room.facilitator):
        assert "The card" in look(who, url("session", session))
    other = {**sent, "result": "Nobody reads it", "version": 1}
    assert as_(room.decider(P)).post(url("adapted", row), other).status_code == 403
    assert as_(room.decider(T)).post(url("adapted", row), other).status_code == 302
    assert as_(room.facilitator).post(url("adapted", row), other).status_code == 409
    assert as_(room.officer).get(url("adapted", row)).status_code == 404
    assert "Nobody reads it" in words(look(room.decider(P), url("adapted", row)))
    empty = client.post(url("adapted_add", session), {"original": "Only this"})
    assert (empty.status_code, "Only this" in empty.text) == (422, True)


def test_a_change_that_the_facilitator_wrote_is_the_facilitators(made):
    room, session = made
    row = changed(session, side="")

    sent = {"original": "The card", "change": "Other", "version": 1}

    assert as_(room.decider(P)).post(url("adapted", row), sent).status_code == 403
    assert as_(room.facilitator).post(url("adapted", row), sent).status_code == 302


def test_a_partnership_that_is_over_is_read_and_not_written(out):
    room, session, row = out
    mine = changed(session)
    Partnership.objects.update(phase=Phase.CLOSED, ended_at=AFTER)
    client = as_(room.implementer(P))

    for name, about in (("not_here", row), ("adapted", mine)):
        assert client.get(url(name, about)).status_code == 200
        assert client.post(url(name, about), {"version": 1}).status_code == 403
    for name in ("not_here_add", "adapted_add"):
        assert client.get(url(name, session)).status_code == 403
    assert "Write one down" not in client.get(url("session", session)).text


@pytest.mark.parametrize("who", ["facilitator", "partner"])
def test_no_page_costs_more_with_more_on_it(out, who, cost):
    room, session, row = out
    mine = changed(session)
    person = room.facilitator if who == "facilitator" else room.decider(P)
    client = settled(Client(), person)
    pages = [url("session", session), url("not_here", row), url("adapted", mine),
             url("not_here_yet", room.partnership), url("not_here_add", session),
             url("adapted_add", session), url("notes", session)]  # fmt: skip
    few = [cost(client, page) for page in pages]
    for n in range(12):
        idea(session, f"Idea {n}", condition="A bus")
        changed(session, f"Card {n}")
        make_session(room, number=7 + n, local_date=session.local_date + timedelta(weeks=4 + n))

    assert [cost(client, page) for page in pages] == few
    assert max(few) <= MOST, dict(zip(pages, few, strict=True))


def test_the_page_after_a_session_costs_the_same_for_one_and_many(made, cost):
    room, session = made
    run(room, session)
    idea(session)
    client = settled(Client(), room.facilitator)
    few = cost(client, url("wrapup", session))
    for n in range(12):
        idea(session, f"Idea {n}")

    assert (cost(client, url("wrapup", session)), few <= MOST) == (few, True)
