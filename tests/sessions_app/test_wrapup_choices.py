"""Two tabs that chose otherwise on the page after a session: nobody's choice goes silently."""

import pytest

from foundation import clock
from sessions_app.models import ContextUpdate, NotHere, ParkedItem, SessionNote
from tests.factories_around import P, T, held, promise, room_of
from tests.factories_sessions import LearningObjectiveFactory

from .tabs import AFTER, Tab, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: AFTER)
    room, session = room_of(number=6)
    held(room, session)
    return room, session


def both(room):
    """Return two values that two tabs give a promise, by field: (box, column, first, second)."""
    aim = room.partnership.objectives.get()
    other = LearningObjectiveFactory(partnership=room.partnership, order=2, short="Keep it")
    room.partnership.sessions.get().objectives.add(other)
    return {
        "owner": ("owner_id", str(room.decider(P).pk), str(room.facilitator.pk)),
        "due": ("due_on", "2027-05-20", "2027-05-27"),
        "serves": ("objective_id", str(aim.pk), str(other.pk)),
    }


def settled(tab, page, name, pick):
    """Send the page of a stale save with one choice made, as a browser does."""
    [one] = page.context["asked"]
    assert one.name == name
    posted = {"mine": one.mine_posted, "theirs": one.theirs_posted}
    chosen = {
        **dict(page.context["carried"]), "version": page.context["current"].version,
        "base": page.context["base"], "settle": name, f"pick-{name}": pick,
        **{f"{kind}-{name}": values for kind, values in posted.items() if values},
    }  # fmt: skip
    return tab.client.post(url(tab.session), chosen)


@pytest.mark.parametrize("pick", ["theirs", "mine"])
@pytest.mark.parametrize("box", ["owner", "due", "serves"])
def test_who_by_when_and_what_for_are_asked_where_both_tabs_chose(made, box, pick):
    room, session = made
    row, given = promise(session, room.implementer(P)), both(room)
    column, first, second = given[box]
    one, two = Tab(room, session), Tab(room, session)
    one.saves_itself({f"{box}-{row.pk}": first, f"action-{row.pk}": "Theirs"})

    page = two.press(**{f"{box}-{row.pk}": second})

    row.refresh_from_db()
    assert (page.status_code, str(getattr(row, column))) == (409, first)
    [asked] = page.context["asked"]
    assert (asked.text, asked.label.startswith("Promise 1, ")) == (None, True)
    assert not {str(asked.theirs), str(asked.mine)} & {first, second}  # said in words
    assert settled(two, page, f"{box}-{row.pk}", pick).status_code == 302
    row.refresh_from_db()
    assert str(getattr(row, column)) == {"theirs": first, "mine": second}[pick]
    assert row.text == "Theirs"


def test_the_side_of_a_promise_follows_who_made_it(made):
    room, session = made
    row = promise(session, room.implementer(P))
    one, two = Tab(room, session), Tab(room, session)

    one.saves_itself({f"owner-{row.pk}": str(room.decider(T).pk)})
    two.press(**{f"action-{row.pk}": "Translate all cards"})

    row.refresh_from_db()
    assert (row.owner, row.side, row.text) == (room.decider(T), T, "Translate all cards")


@pytest.mark.parametrize("pick", ["theirs", "mine"])
def test_where_an_item_goes_is_asked(made, pick):
    room, session = made
    Tab(room, session).press(parked__new0="Pay for substitutes", to__new0="plan")
    row = ParkedItem.objects.get()
    name = f"to-{row.pk}"
    one, two = Tab(room, session), Tab(room, session)
    one.saves_itself({name: "", "drifted": "yes"})

    page = two.press(**{name: "next"})

    [asked] = page.context["asked"]
    assert (asked.theirs, asked.mine) == ("stays parked until the next session", "next session")
    settled(two, page, name, pick)
    row.refresh_from_db()
    assert row.destination == {"theirs": "open", "mine": "next"}[pick]
    assert SessionNote.objects.get().drifted is True


def test_whether_it_drifted_is_asked_where_both_tabs_said_otherwise(made):
    room, session = made
    one, two = Tab(room, session), Tab(room, session)
    one.saves_itself({"drifted": "yes"})

    page = two.press(drifted="no")

    [asked] = page.context["asked"]
    assert (asked.theirs, asked.mine) == ("We drifted", "Yes, it stayed")
    assert SessionNote.objects.get().drifted is True
    settled(two, page, "drifted", "mine")
    assert SessionNote.objects.get().drifted is False


def test_what_was_ticked_of_news_stays_where_only_words_meet(made):
    room, session = made
    Tab(room, session).press(update__new0="The board said yes.", plan__new0="on")
    row = ContextUpdate.objects.get()
    one, two = Tab(room, session), Tab(room, session)
    name, words = f"plan-{row.pk}", f"update-{row.pk}"
    del one.fields[name]
    one.saves_itself({words: "The board said no."})

    assert two.press(**{words: "The board said yes at last."}).status_code == 409
    row.refresh_from_db()
    assert (row.words, row.changes_plan) == ("The board said no.", False)


def test_what_the_other_tab_chose_stays_where_only_words_were_asked(made):
    room, session = made
    row = promise(session, room.implementer(P))
    name = f"action-{row.pk}"
    one, two = Tab(room, session), Tab(room, session)
    one.saves_itself({name: "Theirs", f"due-{row.pk}": "2027-05-20"})

    page = two.press(**{name: "Mine"})
    settled(two, page, name, "mine")

    row.refresh_from_db()
    assert (row.text, row.due_on.isoformat()) == ("Mine", "2027-05-20")


def test_what_stands_in_the_way_of_an_idea_is_asked(made):
    room, session = made
    Tab(room, session).press(not_here__new0="Pay for substitutes")
    row = NotHere.objects.get()
    one, two = Tab(room, session), Tab(room, session)
    one.saves_itself({f"sort-{row.pk}": "time"})

    page = two.press(**{f"sort-{row.pk}": "people"})

    [asked] = page.context["asked"]
    assert (asked.theirs, asked.mine) == ("Time", "People")
    settled(two, page, f"sort-{row.pk}", "mine")
    assert NotHere.objects.get().kind == "people"
