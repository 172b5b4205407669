"""What each side gained so far: written from the midpoint on, beside hopes and the end (0.42)."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from foundation.errors import Refused
from partnerships import closing_services as services
from partnerships import permissions_closing
from partnerships.closing_facts import closing_facts
from partnerships.models import Benefit, Partnership, Phase, Role, Side
from tests.factories import NOW, ProgramRoleFactory, UserFactory
from tests.factories_closing import BenefitFactory, make_closing
from tests.factories_partnership import PartnershipFactory, make_room
from tests.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
DAY = datetime.timedelta(days=1)
ASKED = "Write what Lakeview has gained so far"


def halfway(phase=Phase.MIDPOINT, **more):
    return make_room(phase=phase, signed=True, **more)


def page(room):
    return reverse("partnerships:gain_so_far", args=[room.partnership.pk])


def front(client, room, user):
    client.force_login(user)
    return client.get(reverse("partnership", args=[room.partnership.pk])).text


def write(client, room, user, evidence="Two schools try it.", **more):
    client.force_login(user)
    return client.post(page(room), {"evidence": evidence, "kind": "", **more})


def test_a_side_writes_it_and_both_sides_read_it_beside_what_they_hoped_for(client):
    room = halfway()
    before = front(client, room, room.implementer(P))

    answer = write(client, room, room.implementer(P))

    row = Benefit.objects.get()
    assert (answer.status_code, row.side, row.point, row.expected) == (302, P, "so_far", "")
    assert ASKED in before
    for user in (room.implementer(P), room.decider(T), room.facilitator):
        text = words(front(client, room, user))
        assert "P gains Gained so far Two schools try it." in text
        assert ASKED not in text
    assert "Write what Beacon has gained so far" in front(client, room, room.decider(T))


@pytest.mark.parametrize(
    ("phase", "days", "may"),
    [
        (Phase.FORMING, 400, False), (Phase.KICKOFF, 400, False), (Phase.ACTIVE, -1, False),
        (Phase.ACTIVE, 0, True), (Phase.MIDPOINT, -9, True), (Phase.PAUSED, 9, False),
        (Phase.CLOSING, 9, False), (Phase.CLOSED, 9, False),
    ],
)  # fmt: skip
def test_it_can_be_written_from_the_midpoint_until_closing_begins(phase, days, may):
    partnership = Partnership(
        phase=phase, starts_on=datetime.date(2027, 1, 1), ends_on=datetime.date(2027, 9, 1)
    )

    day = partnership.midpoint + days * DAY

    assert permissions_closing.from_midpoint(partnership, day) is may


def test_it_is_refused_too_early_whoever_asks(client):
    room = make_room(phase=Phase.KICKOFF)
    row = Benefit(partnership=room.partnership, side=P, point="so_far", evidence="x")

    answer = write(client, room, room.implementer(P))

    with pytest.raises(Refused, match="from the midpoint on"):
        services.save_so_far(row, ["evidence"], expected=0, by=room.implementer(P), now=NOW)
    assert answer.status_code == 403
    assert ASKED not in front(client, room, room.implementer(P))
    assert not Benefit.objects.exists()


def test_nobody_writes_it_for_a_side(client):
    room = halfway()
    lead = ProgramRoleFactory(
        program=room.partnership.round.program, role=Role.FACILITATION_LEAD
    ).user

    answers = [
        write(client, room, user).status_code
        for user in (room.facilitator, lead, room.officer, UserFactory())
    ]

    assert answers == [403, 403, 404, 404]
    assert not Benefit.objects.exists()


def test_of_two_colleagues_who_write_at_once_the_second_reads_both_texts(client):
    room = halfway()
    write(client, room, room.implementer(P), "First")
    write(client, room, room.decider(P), "Theirs", version=1)

    late = write(client, room, room.implementer(P), "Mine", version=1)
    again = Benefit(partnership=room.partnership, side=P, point="so_far", evidence="New")

    assert late.status_code == 409
    assert ("Theirs" in late.text, "Mine" in late.text) == (True, True)
    with pytest.raises(Refused, match="A colleague wrote this"):
        services.save_so_far(again, ["evidence"], expected=0, by=room.decider(P), now=NOW)
    assert Benefit.objects.get().evidence == "Theirs"


def test_an_empty_text_is_refused_beside_its_field(client):
    answer = write(client, room := halfway(), room.implementer(P), "  ")

    assert "invalid" in answer.text
    assert not Benefit.objects.exists()


def test_the_database_keeps_one_a_side_that_expects_nothing():
    room = halfway()
    BenefitFactory(partnership=room.partnership, side=P, point="so_far")

    for wrong in ({"side": P}, {"side": T, "expected": "Much"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            BenefitFactory(partnership=room.partnership, point="so_far", **wrong)


# -- at the end -----------------------------------------------------------------------------------
def test_the_close_out_shows_it_beside_hope_and_end_and_still_asks_for_the_end(client):
    room = make_closing()
    BenefitFactory(partnership=room.partnership, side=P, point="so_far", evidence="On the way.")
    gain = Benefit(partnership=room.partnership, side=P, evidence="A card.")

    facts = closing_facts(Partnership.objects.get(pk=room.partnership.pk))
    client.force_login(room.decider(T))
    text = words(client.get(reverse("closing", args=[room.partnership.pk])).text)
    services.save_gain(gain, ["evidence"], expected=0, by=room.decider(P), now=NOW)

    assert (facts.of(P), facts.so_far_of(P), facts.so_far_of(T)) == ([], "On the way.", "")
    assert "Lakeview says what it gained, with one example." in text
    assert "Hoped for: P gains On the way: On the way. Nothing to show is written yet." in text
    assert gain.expected == "P gains"  # the first of the end, whatever was written on the way


def test_it_takes_nobody_off_the_list_of_what_the_end_asks(client):
    room = make_closing()
    BenefitFactory(partnership=room.partnership, side=T, point="so_far")
    Partnership.objects.update(starts_on=NOW.date() - 90 * DAY, ends_on=NOW.date() + 20 * DAY)

    client.force_login(room.decider(T))

    assert "Say what Beacon gained, and what goes on" in client.get(reverse("home")).text


@pytest.mark.parametrize("written", [0, 2])
def test_its_page_costs_the_same_at_two_sizes(client, django_assert_max_num_queries, written):
    room = halfway()
    for side in list(Side)[:written]:
        BenefitFactory(partnership=room.partnership, side=side, point="so_far", evidence="x" * 9000)
    client.force_login(room.decider(P))
    client.get(reverse("home"))

    for address in (page(room), reverse("partnership", args=[room.partnership.pk])):
        with django_assert_max_num_queries(8):
            assert client.get(address).status_code == 200


# -- the officer reads a count --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("both", "said"),
    [
        (2, "Too few to say yet in how many partnerships both sides have written a gain."),
        (3, "In three partnerships both sides have written what they gained."),
    ],
)
def test_the_officer_reads_in_how_many_both_have_written_and_no_word_of_it(client, both, said):
    room = halfway()
    rows = [room.partnership, *PartnershipFactory.create_batch(3, round=room.partnership.round)]
    for number, row in enumerate(rows):
        BenefitFactory(partnership=row, side=P, point="so_far", evidence="ZQ-gain")
        if number < both:
            BenefitFactory(partnership=row, side=T, evidence="ZQ-gain")
    other = halfway().partnership  # of another program
    for side in Side:
        BenefitFactory(partnership=other, side=side)
    client.force_login(room.officer)

    page = client.get(reverse("officer")).text

    assert said in page
    assert "ZQ-gain" not in page


def test_she_reads_counts_by_round_and_by_the_year_they_start(client):
    room = halfway(Phase.ACTIVE)
    first = room.partnership.round
    later = type(first).objects.create(
        program=first.program, name="Later", opens_on=first.opens_on + 400 * DAY, places=3,
        closes_on=first.closes_on + 400 * DAY, created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    for round_, year, phase in (
        (first, 2028, Phase.ACTIVE), (later, 2028, Phase.ACTIVE), (later, 2028, Phase.FORMING),
    ):  # fmt: skip
        PartnershipFactory(
            round=round_, phase=phase, starts_on=datetime.date(year, 1, 9),
            ends_on=datetime.date(year, 10, 9),
        )  # fmt: skip
    year = room.partnership.starts_on.year
    client.force_login(room.officer)

    text = words(client.get(reverse("officer")).text)

    rounds = f"{first.name} : 2 monthly sessions. Later : 1 forming, 1 monthly sessions."
    assert f"{rounds} By the year they start: 1 in {year}, 3 in 2028." in text
    assert "Four partnerships, 0 of 0 planned sessions held." in text
