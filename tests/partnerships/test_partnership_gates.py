"""Which gates exist, and what each says."""

import pytest
from django.urls import reverse

from partnerships import phases
from partnerships.models import Charter, Phase, SharingBoundary, Side
from partnerships.permissions import Place
from tests.factories import NOW
from tests.factories_partnership import make_room

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER


def test_exactly_four_things_stand_between_match_and_kickoff():
    ahead = [g.name for g in phases.all_gates() if (g.old, g.new) == ("forming", "kickoff")]

    assert ahead == ["people", "benefits", "boundaries", "charter"]


def test_a_name_is_taken_once():
    with pytest.raises(ValueError, match="registered twice"):
        phases.gate("people", old="x", new="y")(lambda partnership, now: [])


def test_a_new_partnership_hears_everything_in_order():
    room = make_room(benefits=False, decided=False)
    room.partnership.roster.update(decides=False, implements=False)

    assert phases.unmet(room.fresh(), Phase.KICKOFF, now=NOW) == [
        "Lakeview names somebody who can decide.",
        "Lakeview names somebody who does the work day to day.",
        "Beacon names somebody who can decide.",
        "Beacon names somebody who does the work day to day.",
        "Lakeview writes what it hopes to gain.",
        "Beacon writes what it hopes to gain.",
        "Beacon says what may be shared, and how far.",
        "Lakeview signs the charter.",
        "Beacon signs the charter.",
    ]


def test_a_signed_room_hears_nothing():
    assert phases.unmet(make_room(signed=True).fresh(), Phase.KICKOFF, now=NOW) == []


def test_a_list_that_only_the_other_side_decided_is_not_enough():
    room = make_room()
    SharingBoundary.objects.update(organization=room.organization(P))

    sentences = phases.unmet(room.fresh(), Phase.KICKOFF, now=NOW)

    assert "Beacon says what may be shared, and how far." in sentences


def test_other_moves_ask_other_gates():
    room = make_room(benefits=False)

    assert phases.unmet(room.fresh(), Phase.PAUSED, now=NOW) == []


def test_each_sentence_knows_its_button_and_who_can_press_it():
    room = make_room()
    Charter.objects.update(benefit_partner="")

    needs = phases.needs(room.fresh(), Phase.KICKOFF, now=NOW)

    benefit, *signatures = needs
    url = reverse("partnerships:benefit", args=[room.partnership.pk])
    assert (benefit.sentence, benefit.button, benefit.url) == (
        "Lakeview writes what it hopes to gain.", "Write the benefit", url,
    )  # fmt: skip
    assert [need.side for need in signatures] == [P, T]
    places = [Place(side=P), Place(side=T), Place(facilitates=True), Place(oversees=True)]
    assert [benefit.for_place(place) for place in places] == [True, False, False, False]


def test_the_facilitator_can_name_people_for_a_side():
    room = make_room()
    room.partnership.roster.filter(side=P).update(decides=False)

    first = phases.needs(room.fresh(), Phase.KICKOFF, now=NOW)[0]

    assert first.for_place(Place(facilitates=True))
    assert not first.for_place(Place(side=T))
