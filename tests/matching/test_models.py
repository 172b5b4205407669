"""Applications, offers and arrivals: moves along the map, constraints of the database."""

import pytest
from django.db import IntegrityError, transaction

from foundation.errors import AlreadyMoved
from foundation.models import Transition
from foundation.states import move
from matching.models import (
    APPLICATION_MOVES,
    ARRIVAL_MOVES,
    OFFER_MOVES,
    Application,
    ApplicationState,
    Arrival,
    ArrivalState,
    Offer,
    OfferState,
    Reading,
    Reply,
    RuleSet,
    Worry,
)
from tests import factories_matching as make
from tests.factories import NOW, TODAY, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


# -- states: the whole grid ------------------------------------------------------------------------
@pytest.mark.parametrize("old", ApplicationState)
@pytest.mark.parametrize("new", ApplicationState)
def test_an_application_moves_only_along_the_map(old, new):
    application, by = make.in_state(old), UserFactory()
    screened = {
        "submitted_at": NOW, "submitted_by": by, "answer_by": TODAY, "screened_at": NOW,
        "screened_by": by, "kind_fits": True, "work_is_active": True,
    }  # fmt: skip

    if new in APPLICATION_MOVES[old]:
        move(application, new, moves=APPLICATION_MOVES, by=by, now=NOW, **screened)
        assert [(t.old, t.new, t.by) for t in Transition.objects.about(application)] == [
            (old, new, by)
        ]
    else:
        with pytest.raises(AlreadyMoved):
            move(application, new, moves=APPLICATION_MOVES, by=by, now=NOW, **screened)
        assert not Transition.objects.about(application).exists()


@pytest.mark.parametrize("old", OfferState)
@pytest.mark.parametrize("new", OfferState)
def test_an_offer_moves_only_along_the_map(old, new):
    offer = make.OfferFactory(state=old)

    if new in OFFER_MOVES[old]:
        move(offer, new, moves=OFFER_MOVES, by=None, now=NOW)
        assert Offer.objects.get(pk=offer.pk).state == new
    else:
        with pytest.raises(AlreadyMoved):
            move(offer, new, moves=OFFER_MOVES, by=None, now=NOW)


@pytest.mark.parametrize("old", ArrivalState)
@pytest.mark.parametrize("new", ArrivalState)
def test_an_arrival_moves_only_along_the_map(old, new):
    arrival = make.ArrivalFactory(state=old, organization=OrganizationFactory())

    if new in ARRIVAL_MOVES[old]:
        move(arrival, new, moves=ARRIVAL_MOVES, by=None, now=NOW)
        assert Arrival.objects.get(pk=arrival.pk).state == new
    else:
        with pytest.raises(AlreadyMoved):
            move(arrival, new, moves=ARRIVAL_MOVES, by=None, now=NOW)


# -- constraints, each violated once ---------------------------------------------------------------
@pytest.mark.parametrize(
    ("state", "broken", "name"),
    [
        ("assessing", {"state": "elsewhere"}, "application_state_known"),
        ("submitted", {"submitted_by": None}, "application_sent_has_who_and_when"),
        ("submitted", {"answer_by": None}, "application_sent_has_who_and_when"),
        ("assessing", {"screened_by": None}, "application_screened_has_who_and_when"),
        ("assessing", {"kind_fits": None}, "application_screened_has_who_and_when"),
        ("ready", {"initiative": None}, "application_ready_has_initiative"),
        ("draft", {"stage": "somewhere"}, "application_stage_known"),
        ("draft", {"educators": "parents"}, "application_educators_known"),
    ],
)
def test_the_database_refuses_half_an_application(state, broken, name):
    application = make.in_state(state)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(**broken)


def test_one_open_form_an_organization_and_round():
    application = make.ApplicationFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        make.ApplicationFactory(round=application.round, organization=application.organization)


def test_an_initiative_is_once_in_a_round():
    one = make.in_state("ready")

    with pytest.raises(IntegrityError), transaction.atomic():
        make.ApplicationFactory(round=one.round, initiative=one.initiative)


@pytest.mark.parametrize("factory", [make.ApplicationFactory, make.OfferFactory])
def test_the_database_refuses_a_listed_organization(factory):
    listed = OrganizationFactory(enrolled_at=None)

    with pytest.raises(IntegrityError, match="listed organization"), transaction.atomic():
        factory(organization=listed)


@pytest.mark.parametrize("model", [Reading, Reply])
def test_a_row_is_about_one_thing(model):
    both = {"application": make.in_state("ready"), "offer": make.OfferFactory()}
    by = UserFactory()
    row = {
        Reading: {"place": "first", "reader": by, "created_at": NOW, "changed_at": NOW},
        Reply: {
            "result": "ready", "words": "x", "next_step": "x", "next_on": TODAY, "by": by,
            "at": NOW,
        },
    }[model]  # fmt: skip

    for about in (both, {}):
        with pytest.raises(IntegrityError, match="of_one_thing"), transaction.atomic():
            model.objects.create(**row, **about)


@pytest.mark.parametrize("again", ["place", "reader"])
def test_a_reader_reads_once_and_a_place_has_one_reader(again):
    application = make.answered()
    first = make.first(application)
    other = {"place": "second", "reader": UserFactory()} | {again: getattr(first, again)}

    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.create(application=application, created_at=NOW, changed_at=NOW, **other)


def test_a_reading_has_a_known_place():
    with pytest.raises(IntegrityError, match="reading_place_known"), transaction.atomic():
        Reading.objects.create(
            application=make.in_state("ready"), place="third", reader=UserFactory(),
            created_at=NOW, changed_at=NOW,
        )  # fmt: skip


def test_a_reply_against_the_rule_has_a_reason():
    with pytest.raises(IntegrityError, match="against_the_rule"), transaction.atomic():
        Reply.objects.create(
            application=make.in_state("ready"), result="ready", by_rule="talk", words="x",
            next_step="x", next_on=TODAY, by=UserFactory(), at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("make_row", "broken"),
    [
        (lambda: make.OfferFactory(), {"state": "x"}),
        (lambda: make.OfferFactory(), {"places": 0}),
        (lambda: make.ArrivalFactory(), {"state": "x"}),
        (lambda: make.ArrivalFactory(), {"state": "in"}),
    ],
)
def test_the_database_refuses_unknown_words(make_row, broken):
    row = make_row()

    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**broken)


def test_rules_stay_between_one_and_four():
    program = make.OpenRoundFactory().program

    with pytest.raises(IntegrityError, match="levels_1_to_4"), transaction.atomic():
        RuleSet.objects.create(program=program, ready_level=5, created_at=NOW, changed_at=NOW)


def test_one_worry_a_person_with_a_writer():
    offer, by = make.OfferFactory(), UserFactory()
    Worry.objects.create(offer=offer, created_by=by, created_at=NOW, changed_at=NOW)

    for who in (by, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            Worry.objects.create(offer=offer, created_by=who, created_at=NOW, changed_at=NOW)
