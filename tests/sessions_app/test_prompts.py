"""What the facilitator alone reads around a block: prompts, what shifted, how it was a side."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from foundation import clock
from notifications.models import Message
from partnerships.models import Partnership
from sessions_app import after, prompts, ratings
from sessions_app.models import BlockKind, ExitRating, Session, SessionNote, SessionState
from tests.factories import UserFactory
from tests.factories_around import BEGINS, MINUTE, P, T, held, load, room_of, run, wrap
from tests.factories_sessions import make_session
from tests.reading import as_, read, settled, words

pytestmark = pytest.mark.django_db
FOLDED = "Prompts for this block"
AFTER = BEGINS + timedelta(days=1, hours=2)


@pytest.fixture
def made(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: BEGINS + MINUTE)
    return room_of(number=6)


@pytest.fixture
def two(made, monkeypatch):
    """The session that was held, and the next one."""
    room, session = made
    following = make_session(room, number=7, local_date=session.local_date + timedelta(weeks=4))
    held(room, session)
    monkeypatch.setattr(clock, "now", lambda: AFTER)
    return room, session, following


def look(who, address):
    return read(Client(), who, address)


def url(name, about):
    return reverse(f"sessions_app:{name}", args=[about.pk])


# -- prompts (domain 0.38) -------------------------------------------------------------------------
@pytest.mark.parametrize("kind", BlockKind.values)
def test_every_kind_of_block_has_three_prompts_that_name_nobody_wrongly(made, kind):
    room, _session = made
    found = prompts.of(kind, room.partnership)

    assert [what for what, _say in found][:3] == ["Ask", "A quiet side", "From claim to case"]
    assert not [say for _what, say in found if "{" in say]


def test_a_prompt_names_both_organizations_and_a_kind_that_is_none_has_none(made):
    room, _session = made

    assert "Lakeview first" in dict(prompts.of("welcome", room.partnership))["Ask"]
    assert prompts.of("dance", room.partnership) == []


def test_the_facilitator_reads_them_folded_and_stays_where_they_were_opened(made):
    room, session = made
    started = run(room, session, BEGINS)

    page = look(room.facilitator, url("live", session))

    assert page.count(FOLDED) == 1
    assert f'id="prompts-{started.block_id}" hx-preserve="true">' in page  # not open
    assert "What would make these minutes worth it" in page
    assert FOLDED in look(room.facilitator, url("live_now", session))


def test_nobody_else_reads_a_prompt_anywhere(made):
    room, session = made
    run(room, session, BEGINS)
    pages = [url(name, session) for name in ("live", "screen", "live_now", "session", "agenda")]

    for who in (room.decider(P), room.implementer(T), room.lead):
        for page in pages:
            assert FOLDED not in as_(who).get(page).text
    assert FOLDED not in look(room.facilitator, url("screen", session))
    assert FOLDED not in look(room.facilitator, url("session", session))


def test_the_pack_folds_them_and_prints_them_when_asked(made):
    room, session = made

    folded = look(room.facilitator, url("pack", session))
    opened = look(room.facilitator, url("pack", session) + "?prompts=open")

    assert (folded.count(FOLDED), opened.count(FOLDED)) == (8, 8)
    assert (folded.count("<details"), folded.count(" open>")) == (opened.count("<details"), 0)
    assert opened.count(" open>") == 8
    said = ("Print one page", "Print two sheets")
    assert [words in folded for words in said] == [True, False]
    assert [words in opened for words in said] == [False, True]


# -- view shifted, stuck on (domain 0.38) ----------------------------------------------------------
def thought(room, session, **lines):
    seat = session.attendance.exclude(side="facilitation").first()
    sent = {"version": load(session).version, f"came-{seat.pk}": "on", **lines}
    return as_(room.facilitator).post(url("wrapup", session), sent)


def test_two_lines_are_kept_for_the_next_pack(two):
    room, session, following = two
    page = look(room.facilitator, url("wrapup", session))
    assert 'name="shifted"' in page
    assert "<details" in page[: page.index('name="shifted"')].rpartition("</details>")[2]

    thought(room, session, shifted="ZQ-shifted", stuck="ZQ-stuck", send="1")

    note = SessionNote.objects.get()
    assert (note.shifted, note.stuck, note.created_by) == (
        "ZQ-shifted",
        "ZQ-stuck",
        room.facilitator,
    )
    pack = words(look(room.facilitator, url("pack", following)))
    assert "View shifted ZQ-shifted Stuck on ZQ-stuck" in pack
    assert "ZQ-" not in look(room.facilitator, url("pack", session))


def test_nobody_else_and_no_mail_reads_them(two):
    room, session, following = two
    thought(room, session, shifted="ZQ-shifted", stuck="ZQ-stuck", send="1")

    names = ["session", "notes", "live", "agenda", "changes"]
    for who in (room.decider(P), room.implementer(T), room.lead, room.officer):
        for about in (session, following):
            for name in [*names, "pack", "wrapup"]:
                assert "ZQ-" not in as_(who).get(url(name, about)).text, (who, name)
        assert "ZQ-" not in as_(who).get(reverse("partnership", args=[room.partnership.pk])).text
    assert Message.objects.filter(rule="sessions.after").count() == 4
    assert "ZQ-" not in "".join(f"{m.subject} {m.body} {m.why}" for m in Message.objects.all())


def test_who_takes_over_reads_none_of_their_predecessors_thoughts(two):
    room, session, following = two
    thought(room, session, stuck="ZQ-stuck", send="1")
    other = UserFactory()
    Partnership.objects.update(facilitator=other)

    assert "ZQ-" not in look(other, url("pack", following))


def test_the_notes_go_without_them(two):
    room, session, following = two

    assert thought(room, session, send="1").url == reverse("home")
    assert "from last time" not in look(room.facilitator, url("pack", following))


# -- how it was for each side (domain 0.35) --------------------------------------------------------
def rate(session, person, **given):
    seat = session.attendance.get(user=person)
    after.rate(seat, **{"applied": None, "shared": None, "line": "", **given}, now=AFTER)


@pytest.fixture
def rated(two):
    room, session, following = two
    wrap(room, session)
    rate(session, room.decider(P), applied=5, shared=2, line="ZQ-line")
    rate(session, room.implementer(P), applied=3, shared=2)
    return room, load(session), following


def test_each_side_stands_alone_and_one_that_said_nothing_is_not_heard(rated):
    room, session, _following = rated

    both = ratings.by_side(room.fresh(), [session.pk], room.facilitator)[session.pk]

    told = [(side.side, side.told, side.applied, side.shared, side.lines) for side in both]
    assert told == [
        (P, "2 of 2 answered", "1 × “5, very much”; 1 × “3, somewhat”", "2 × “2”", ["ZQ-line"]),
        (T, "Not heard", "", "", []),
    ]


def test_the_facilitator_reads_it_by_side_and_without_a_name(rated):
    room, session, following = rated
    shown = words(look(room.facilitator, url("ratings", room.partnership)))

    assert "2 of 2 answered" in shown
    assert "Not heard" in shown
    assert "3.5" not in shown
    assert room.decider(P).name not in shown
    assert "How it was for each side" in look(room.facilitator, url("session", session))
    pack = words(look(room.facilitator, url("pack", following)))
    assert "How last time was, by side" in pack
    assert "2 of 2 answered" in pack


def test_no_side_no_lead_and_no_officer_reads_it(rated):
    room, session, following = rated
    for who in (room.decider(P), room.decider(T), room.lead):
        assert as_(who).get(url("ratings", room.partnership)).status_code == 403
        for name in ("session", "notes"):
            page = look(who, url(name, session))
            assert "ZQ-line" not in page
            assert url("ratings", room.partnership) not in page
    assert as_(room.officer).get(url("ratings", room.partnership)).status_code == 404
    assert set(ExitRating.objects.visible_to(room.decider(P)).values_list("user", flat=True)) == {
        room.decider(P).pk
    }
    assert not ExitRating.objects.visible_to(room.lead).exists()


def test_a_facilitator_of_one_side_reads_none_and_the_neutral_person_all(rated):
    room, session, following = rated
    neutral = UserFactory()
    Partnership.objects.update(facilitator_kind="internal", neutral_person=neutral)

    assert as_(room.facilitator).get(url("ratings", room.partnership)).status_code == 403
    for page in (url("pack", following), url("session", session)):
        assert "2 of 2 answered" not in look(room.facilitator, page)
    assert "ZQ-line" in look(neutral, url("ratings", room.partnership))
    assert "neutral person" in look(room.decider(T), url("after", session))


def test_both_questions_are_asked_and_what_was_said_before_stays(rated):
    room, session, _following = rated
    page = as_(room.decider(P)).get(url("after", session))

    assert "How much of it could you apply to your setting?" in page.text
    assert "How openly did people share what mattered" in page.text
    assert page.context["form"].initial == {"applied": 5, "shared": 2, "line": "ZQ-line"}


def test_before_anybody_was_asked_the_page_says_so(made):
    room, _session = made

    assert "by side and without names" in look(room.facilitator, url("ratings", room.partnership))


@pytest.mark.parametrize("name", ["ratings", "pack", "live"])
def test_a_page_costs_the_same_for_one_session_and_many(rated, name, cost):
    room, session, following = rated
    about = {"ratings": room.partnership, "pack": following, "live": session}[name]
    client = settled(Client(), room.facilitator)
    few = cost(client, url(name, about))
    for n in range(10):
        past = make_session(
            room, kind="extra", local_date=session.local_date - timedelta(weeks=n + 1),
            state=SessionState.WRAPPED_UP, notes_sent_at=AFTER,
        )  # fmt: skip
        Session.objects.filter(pk=past.pk).update(number=None)
        for person in (room.decider(P), room.decider(T)):
            rate(past, person, applied=4, shared=4)

    assert cost(client, url(name, about)) == few
    assert few <= (12 if name == "pack" else 8)
