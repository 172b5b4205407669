"""Pages of a partnership: who meets what, and what a press does."""

import pytest
from django.urls import reverse

from foundation.models import Signature
from partnerships import partnership_services as services
from partnerships.models import Charter, Partnership, Phase, SharingBoundary, Side
from tests.factories import NOW, UserFactory
from tests.factories_partnership import (
    RosterEntryFactory,
    SharingBoundaryFactory,
    make_room,
    sign_both,
)

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
PAGES = ["charter", "boundaries", "roster"]


@pytest.fixture
def room():
    return make_room()


def url(name, room, *more):
    return reverse(f"partnerships:{name}", args=[room.partnership.pk, *more])


def front(room):
    return reverse("partnership", args=[room.partnership.pk])


def everybody(room):
    return [
        room.facilitator,
        room.lead,
        *(entry.user for entry in room.people.values()),
    ]


@pytest.mark.parametrize("signed", [True, False])
def test_everybody_inside_reads_every_page(room, enter, signed):
    if signed:
        sign_both(room)
    for user in everybody(room):
        client = enter(user)
        for address in [front(room), *(url(name, room) for name in PAGES)]:
            answer = client.get(address)
            assert answer.status_code == 200, (address, user)


def test_a_stranger_and_the_officer_find_nothing(room, enter):
    make_room()
    for user in (UserFactory(), room.officer):
        client = enter(user)
        for address in [front(room), *(url(name, room) for name in PAGES)]:
            assert client.get(address).status_code == 404
        assert room.partnership.purpose not in client.get(reverse("partnership_list")).text


def test_each_side_writes_its_own_benefit_and_not_the_others(room, enter):
    sent = {"benefit_partner": "Ours", "benefit_thought_partner": "Forged", "version": 1}

    enter(room.implementer(P)).post(url("benefit", room), sent)

    charter = Charter.objects.get()
    assert (charter.benefit_partner, charter.benefit_thought_partner) == ("Ours", "T gains")


@pytest.mark.parametrize("name", ["person_add", "person_replace"])
def test_who_cannot_join_is_said_beside_their_address_and_nothing_is_lost(room, enter, name):
    leader, entry = room.decider(P), room.people[P, "implementer"]
    typed = {"name": "Kim", "email": leader.email, "title": "Coach", "part": "implementer"}
    typed["organization"] = room.partnership.lead(P).pk
    more = [P] if name == "person_add" else [entry.pk]

    page = enter(leader).post(url(name, room, *more), typed)

    assert page.status_code == 422
    assert page.context["form"].errors == {"email": ["This person is already in this partnership."]}
    assert 'value="Kim"' in page.text


def test_a_stale_save_shows_both_texts(room, enter):
    Charter.objects.update(in_scope="Theirs", version=2)

    answer = enter(room.implementer(P)).post(
        url("charter_edit", room), {"in_scope": "Mine", "version": 1}
    )

    assert answer.status_code == 409
    assert "Theirs" in answer.text
    assert "Mine" in answer.text
    assert Charter.objects.get().in_scope == "Theirs"


def test_what_changed_while_reading_is_not_signed(room, enter):
    answer = enter(room.decider(P)).post(url("charter_sign", room), {"seen": "0" * 64})

    assert (answer.status_code, Signature.objects.count()) == (409, 0)


def test_a_closed_material_reads_do_not_ask(room, enter):
    SharingBoundary.objects.update(level=0)

    assert "Not shareable, do not ask" in enter(room.implementer(P)).get(url("charter", room)).text


@pytest.mark.parametrize(("person", "sees"), [("facilitator", True), ("lead", True), (P, False)])
def test_why_it_ended_is_for_the_facilitator_and_the_leads(room, enter, person, sees):
    services.end_early(partnership=room.partnership, why="ZQ-ending", by=None, now=NOW)
    user = room.decider(P) if person == P else getattr(room, person)

    assert ("ZQ-ending" in enter(user).get(front(room)).text) is sees


def test_why_it_is_paused_is_for_both_sides(room, enter):
    services.pause(partnership=room.partnership, why="ZQ-pause", by=None, now=NOW)

    assert "ZQ-pause" in enter(room.implementer(T)).get(front(room)).text


@pytest.mark.parametrize("name", ["pause", "end"])
def test_what_cannot_be_paused_or_ended_any_more_asks_for_no_reason(room, enter, name):
    given = {"partnership": room.partnership, "by": room.facilitator, "now": NOW}
    services.pause(**given, why="Storm")
    client = enter(room.facilitator)
    paused = client.get(url(name, room), follow=True)
    services.end_early(**given, why="Funds ended")
    ended = client.get(url(name, room), follow=True)

    said = "This has already moved on, so nothing was changed."
    assert (said in paused.text) is (name == "pause")
    assert ended.redirect_chain == [(front(room), 302)]
    assert said in ended.text


def test_the_facilitator_opens_the_kickoff_when_nothing_is_missing(room, enter):
    client = enter(room.facilitator)
    early = client.post(url("move", room), {"new": "kickoff"})
    sign_both(room)
    page = client.get(front(room)).text
    client.post(url("move", room), {"new": "kickoff"})

    assert early.status_code == 409
    assert "Go on to the kickoff" in page
    assert room.fresh().phase == Phase.KICKOFF


@pytest.mark.parametrize("size", [2, 12])
@pytest.mark.parametrize("name", ["front", *PAGES, "list"])
def test_a_page_asks_the_database_at_most_eight_times(enter, name, size, cost):
    room = make_room(signed=name == "charter")
    for n in range(size):
        SharingBoundaryFactory(
            partnership=room.partnership, organization=room.organization(T), material=f"M{n}"
        )
        RosterEntryFactory(partnership=room.partnership, organization=room.organization(P))
        other = make_room()
        Partnership.objects.filter(pk=other.partnership.pk).update(facilitator=room.decider(T))
    address = {"front": front(room), "list": reverse("partnership_list")}
    client = enter(room.decider(T))
    client.get(address["list"])  # the first page of a session writes it

    assert cost(client, address.get(name) or url(name, room)) <= 8


def test_two_who_write_where_it_stands_at_once_lose_nothing(room, enter):
    address = url("sentence", room)
    version = enter(room.facilitator).get(address).context["form"]["version"].value()
    client = enter(room.facilitator)

    first = client.post(address, {"sentence": "Two schools begin.", "version": version})
    second = client.post(address, {"sentence": "Three schools begin.", "version": version})

    assert (first.status_code, second.status_code) == (302, 409)
    assert ("Two schools begin." in second.text, "Three schools begin." in second.text) == (
        True, True,
    )  # fmt: skip
    assert room.fresh().sentence == "Two schools begin."


@pytest.mark.parametrize(("length", "status"), [(300, 302), (301, 422)])
def test_where_it_stands_is_one_sentence_on_an_officers_sheet(room, enter, length, status):
    sent = {"sentence": "x" * length, "version": room.partnership.version}

    answer = enter(room.facilitator).post(url("sentence", room), sent)

    assert answer.status_code == status
    assert room.fresh().sentence == ("x" * length if status == 302 else "")
