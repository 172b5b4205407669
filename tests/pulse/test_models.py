"""What the database refuses, each rule violated once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, models, transaction

from pulse import models as pulse
from pulse.models import (
    PulseAnswer,
    PulseConversation,
    PulseForm,
    PulseNote,
    PulseRound,
    PulseSnapshot,
    PulseTally,
    PulseTheme,
    PulseVoice,
)
from tests.factories import NOW
from tests.factories_pulse import P, answer, make_round, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    room, made = make_round()
    person = room.implementer(P)
    answer(made, person, we_gain="4")
    made.theme = make_theme(made)
    PulseVoice.objects.create(theme=made.theme, person=person)
    PulseNote.objects.create(round=made, side=P, created_at=NOW, changed_at=NOW)
    PulseTally.objects.create(round=made, people=1, gaining=1)
    return made


@pytest.mark.parametrize(
    ("model", "wrong"),
    [
        (PulseRound, {"state": "lost"}),
        (PulseRound, {"closes_on": NOW.date() - timedelta(days=99)}),
        (PulseConversation, {"state": "lost"}),
        (PulseConversation, {"state": "booked", "starts_at": None}),
        (PulseConversation, {"side": "third"}),
        (PulseForm, {"side": "third"}),
        (PulseAnswer, {"rating": "6"}),
        (PulseAnswer, {"consent": "all"}),
        (PulseNote, {"side": "third"}),
        (PulseTheme, {"state": "lost"}),
        (PulseTheme, {"side": "third"}),
        (PulseTheme, {"about": "gossip"}),
        (PulseTheme, {"promise": "Soon."}),
        (PulseTheme, {"state": "released"}),
        (PulseTally, {"gaining": 2}),
    ],
)
def test_a_row_is_refused(row, model, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**wrong)


def again(model):
    twin = model.objects.first()
    twin.pk, twin._state.adding = None, True
    twin.pk = model._meta.pk.get_default()
    return twin


@pytest.mark.parametrize(
    "model", [PulseRound, PulseConversation, PulseForm, PulseAnswer, PulseNote, PulseVoice,
              PulseTally],
)  # fmt: skip
def test_there_is_one(row, model):
    with pytest.raises(IntegrityError), transaction.atomic():
        again(model).save(force_insert=True)


def test_a_snapshot_has_its_number_once(row):
    program = row.partnership.round.program
    said = {"program": program, "number": 1, "on": NOW.date(), "people": 5, "partnerships": 3}
    PulseSnapshot.objects.create(**said, share="most")

    with pytest.raises(IntegrityError), transaction.atomic():
        PulseSnapshot.objects.create(**said, share="few")


def test_no_time_stands_beside_an_answer_or_a_voice():
    for model in (PulseForm, PulseAnswer, PulseVoice, PulseTally):
        times = [f for f in model._meta.local_fields if isinstance(f, models.DateField)]
        assert times == [], model
        assert isinstance(model._meta.pk, models.UUIDField)


def test_every_model_of_the_room_is_unguessable():
    rooms = [
        m
        for m in vars(pulse).values()
        if isinstance(m, type) and m.__module__.startswith("pulse.models")
    ]
    keyed = [m for m in rooms if issubclass(m, models.Model)]

    assert len(keyed) == 11
    assert all(isinstance(model._meta.pk, models.UUIDField) for model in keyed)
