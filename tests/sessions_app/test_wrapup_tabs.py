"""The page after a session in two tabs: nothing that was written in either is overwritten."""

from uuid import uuid4

import pytest

from foundation import clock
from sessions_app import catching, note_services
from sessions_app.models import Action, Decision, NotHere, SessionNote
from tests.factories_around import P, decide, held, load, promise, room_of

from .tabs import AFTER, Tab, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: AFTER)
    room, session = room_of(number=6)
    held(room, session)
    return room, session


def caught(room, session, words, key, kind="decision"):
    catching.keep(session, kind, words, key=key, by=room.facilitator, now=AFTER)


@pytest.mark.parametrize("stood", [False, True])
def test_who_ticks_nobody_is_told_beside_what_they_typed_and_nothing_goes(made, stood):
    room, session = made
    session.attendance.update(came=stood)
    tab = Tab(room, session)
    tab.fields = {name: v for name, v in tab.fields.items() if not name.startswith("came-")}

    page = tab.press(notes="We met.", send="1")
    session.refresh_from_db()

    assert (page.status_code, session.notes_sent_at) == (422, None)
    assert "Tick who came first." in page.text
    assert "We met.</textarea>" in page.text


def test_words_that_both_tabs_changed_are_asked_for(made):
    room, session = made
    key = uuid4()
    caught(room, session, "We start", key)
    tab = Tab(room, session)
    caught(room, session, "We start in three schools in May", key)

    stale = tab.saves_itself({f"decision-{key}": "We start soon"})
    page = tab.press()

    assert (stale.status_code, page.status_code) == (409, 409)
    assert "you changed this elsewhere" in stale.text
    for words in ("We start in three schools in May", "We start soon"):
        assert words in page.text
    assert Decision.objects.get().text == "We start in three schools in May"
    name = f"decision-{key}"
    chosen = {
        **dict(page.context["carried"]), "version": page.context["current"].version,
        "base": page.context["base"], "settle": name, f"pick-{name}": "mine",
        f"mine-{name}": "We start soon", f"theirs-{name}": "We start in three schools in May",
    }  # fmt: skip
    assert tab.client.post(url(session), chosen).status_code == 302
    assert Decision.objects.get().text == "We start soon"


def test_what_one_tab_changed_goes_together_with_the_other(made):
    room, session = made
    key = uuid4()
    caught(room, session, "We start", key)
    other = decide(session, "Cards go out")
    tab = Tab(room, session)
    caught(room, session, "We start in May", key)

    assert tab.press(**{f"decision-{other.pk}": "Cards go out now"}).status_code == 302
    assert set(Decision.objects.values_list("text", flat=True)) == {
        "We start in May", "Cards go out now",
    }  # fmt: skip


def test_who_and_by_when_of_the_other_tab_stay_where_only_words_changed(made):
    room, session = made
    row = promise(session, room.implementer(P))
    tab = Tab(room, session)
    Action.objects.filter(pk=row.pk).update(owner=room.decider(P), version=2)

    assert tab.press(**{f"action-{row.pk}": "Translate all cards"}).status_code == 302
    row.refresh_from_db()
    assert (row.text, row.owner) == ("Translate all cards", room.decider(P))


def test_what_was_caught_since_the_page_was_opened_stays(made):
    room, session = made
    tab = Tab(room, session)
    caught(room, session, "Pay for substitutes", uuid4(), "not_here")

    assert tab.press(notes="We met.").status_code == 302
    assert NotHere.objects.get().idea == "Pay for substitutes"


@pytest.mark.parametrize(("words", "left"), [("We start", []), ("We do", ["We do"])])
def test_of_a_row_taken_out_elsewhere_only_what_was_changed_here_comes_back(made, words, left):
    room, session = made
    key = uuid4()
    caught(room, session, "We start", key)
    tab = Tab(room, session)
    caught(room, session, "", key)

    for _twice in range(2):
        assert tab.saves_itself({f"decision-{key}": words}).status_code == 200
    assert tab.press().status_code == 302
    assert list(Decision.objects.values_list("text", flat=True)) == left


def test_a_new_line_that_saves_itself_while_it_is_typed_is_one_row(made):
    room, session = made
    tab = Tab(room, session)

    for words in ("Bo", "Book", "Book rooms"):
        assert tab.saves_itself({"action-new0": words}).status_code == 200
    tab.saves_itself({"action-new0": ""})
    tab.saves_itself({"action-new0": "Book a hall"})
    assert tab.press().status_code == 302

    assert [row.text for row in session.actions.all()] == ["Book a hall"]


def test_a_page_that_saves_itself_is_no_rival_of_itself(made):
    room, session = made
    row = decide(session, "Cards")
    tab = Tab(room, session)

    for words in ("Cards go", "Cards go out"):
        assert tab.saves_itself({f"decision-{row.pk}": words, "own": words}).status_code == 200
    row.refresh_from_db()
    assert (row.text, row.version) == ("Cards go out", 3)
    assert SessionNote.objects.get().words == "Cards go out"


def test_the_own_note_written_elsewhere_is_not_overwritten(made):
    room, session = made
    tab = Tab(room, session)
    note_services.keep_note(
        session, "Ask the principal", by=room.facilitator, now=AFTER, expected=0
    )

    assert tab.press(notes="We met.").status_code == 302
    assert SessionNote.objects.get().words == "Ask the principal"
    late = Tab(room, session)
    version = SessionNote.objects.get().version
    note_services.keep_note(
        session, "Ask both principals", by=room.facilitator, now=AFTER, expected=version
    )

    page = late.press(own="Ask nobody")
    assert page.status_code == 409
    assert "Ask both principals" in page.text
    assert "Ask nobody" in page.text


def test_the_first_words_meet_only_where_both_tabs_changed_them(made):
    room, session = made
    one, two, three = Tab(room, session), Tab(room, session), Tab(room, session)
    one.press(notes="First tab.")

    assert two.press(own="Mine.").status_code == 302
    assert load(session).notes == "First tab."
    assert three.press(notes="Third tab.").status_code == 409
    assert load(session).notes == "First tab."


def test_a_refused_page_lists_no_digest_among_what_was_typed(made):
    room, session = made
    decide(session, "Cards in Spanish go out")
    session.attendance.filter(user=room.implementer(P)).update(came=True)
    tab = Tab(room, session)
    Tab(room, session).press(send="1")

    refused = tab.press(send="1", own="A note that is long enough")

    assert refused.status_code == 409
    assert "A note that is long enough" in refused.text
    assert not any("text:" in words for words in refused.context["typed"])


def test_a_new_decision_and_a_new_promise_serve_each_their_own(made):
    room, session = made
    aim = room.partnership.objectives.get()

    Tab(room, session).press(
        decision__new0="Cards in Spanish go out", settles__new0=str(aim.pk),
        action__new0="Book rooms", serves__new0="",
    )  # fmt: skip

    assert (Decision.objects.get().objective, Action.objects.get().objective) == (aim, None)


def test_a_tab_that_saves_itself_again_puts_no_old_words_back(made):
    room, session = made
    row = decide(session, "We start")
    one, two = Tab(room, session), Tab(room, session)
    two.saves_itself({f"decision-{row.pk}": "We start in May", "notes": "Theirs", "own": "ZQ-two"})

    for words in ("A", "A word", "A word more"):
        assert one.saves_itself({"parked-new0": words}).status_code == 200

    session.refresh_from_db()
    assert Decision.objects.get().text == "We start in May"
    assert (session.notes, SessionNote.objects.get().words) == ("Theirs", "ZQ-two")


def test_a_tab_that_saves_itself_again_puts_no_old_choice_back(made):
    room, session = made
    row = promise(session, room.implementer(P))
    one, two = Tab(room, session), Tab(room, session)
    two.saves_itself({f"due-{row.pk}": "2027-05-20", "drifted": "yes"})

    for words in ("A", "A word", "A word more"):
        assert one.saves_itself({"parked-new0": words}).status_code == 200

    row.refresh_from_db()
    assert (row.due_on.isoformat(), row.owner) == ("2027-05-20", room.implementer(P))
    assert SessionNote.objects.get().drifted is True
    for words in ("Translate all", "Translate all cards"):  # no rival of its own words either
        sent = {f"action-{row.pk}": words, "own": words}
        assert one.saves_itself(sent).status_code == 200
    row.refresh_from_db()
    assert (row.text, row.due_on.isoformat()) == ("Translate all cards", "2027-05-20")
    assert SessionNote.objects.get().words == "Translate all cards"


def test_what_was_taken_back_to_the_first_words_is_taken_back(made):
    room, session = made
    row = decide(session, "We start")
    one, two = Tab(room, session), Tab(room, session)
    name, first = f"decision-{row.pk}", one.fields.get("notes", "")
    one.saves_itself({name: "Wrong", "notes": "Wrong too"})
    two.saves_itself({"parked-new0": "Two"})

    assert one.saves_itself({name: "We start", "notes": first}).status_code == 200

    session.refresh_from_db()
    assert (Decision.objects.get().text, session.notes) == ("We start", first)


def test_ones_own_words_are_no_rival(made):
    room, session = made
    one, two = Tab(room, session), Tab(room, session)
    one.saves_itself({"notes": "N1", "own": "ZQ-own"})
    two.saves_itself({"parked-new0": "Two"})

    assert one.saves_itself({"notes": "N1 and more", "own": "ZQ-own more"}).status_code == 200


def test_a_line_taken_out_in_one_tab_does_not_come_back_from_the_other(made):
    room, session = made
    one = Tab(room, session)
    one.saves_itself({"decision-new0": "We start"})
    two = Tab(room, session)
    two.saves_itself({f"decision-{Decision.objects.get().pk}": ""})

    one.saves_itself({"own": "ZQ-own"})

    assert not Decision.objects.exists()


def test_a_tick_of_one_tab_stays_where_the_other_did_not_touch_it(made):
    room, session = made
    first, second, *_rest = session.attendance.order_by("pk").values_list("pk", flat=True)
    session.attendance.update(came=False, spoke=False)
    stale, other = Tab(room, session), Tab(room, session)

    other.press(**{f"came-{first}": "on", f"spoke-{first}": "on"})
    stale.saves_itself({f"came-{second}": "on"})
    stale.press(notes="We met.")

    told = dict(session.attendance.values_list("pk", "spoke"))
    came = set(session.attendance.filter(came=True).values_list("pk", flat=True))
    assert (came, told[first], told[second]) == ({first, second}, True, False)


def test_two_ticks_of_one_seat_in_two_tabs_both_count(made):
    room, session = made
    seat = session.attendance.get(user=room.decider(P))
    session.attendance.update(came=True, spoke=False)
    stale, other = Tab(room, session), Tab(room, session)

    other.press(**{f"spoke-{seat.pk}": "on"})
    del stale.fields[f"came-{seat.pk}"]
    assert stale.press().status_code == 302

    seat.refresh_from_db()
    assert (seat.came, seat.spoke) == (True, True), "whoever spoke came"


def test_a_tick_taken_away_again_is_taken_away(made):
    room, session = made
    first = session.attendance.order_by("pk").first().pk
    session.attendance.update(came=False, spoke=False)
    tab = Tab(room, session)

    tab.saves_itself({f"came-{first}": "on"})
    del tab.fields[f"came-{first}"]
    tab.saves_itself({})

    assert not session.attendance.filter(came=True).exists()


def test_what_the_page_ticked_by_itself_is_kept_with_the_first_save(made):
    room, session = made
    session.attendance.update(came=None, answer="yes")
    Tab(room, session).press(notes="We met.")
    assert not session.attendance.exclude(came=True).exists()
