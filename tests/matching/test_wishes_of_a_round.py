"""What people ask of a round: kept together, kept apart, let go; and what the database refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from foundation.errors import AlreadyMoved, Refused
from matching.models import RoundWish, RunRow
from matching.round_weights import USUAL
from matching.services import round_wishes
from tests import factories_matching as forms
from tests import factories_proposals as make
from tests import factories_rounds as rounds
from tests.factories import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def again(round, by, *, now=LATER, **asked):
    return rounds.solved(round, by, now=now, **{"weights": dict(USUAL), **asked})


# -- what people ask -------------------------------------------------------------------------------
def test_two_are_kept_together_and_apart_with_the_reason():
    round, by, asking, offers = rounds.small()
    row = rounds.solved(round, by).rows.exclude(offer=None).first()
    served = row.application
    alone = next(one for one in asking if one.pk != served.pk)
    other = next(offer for offer in offers if offer.pk != row.offer_id)

    pin = rounds.wished(served, other)
    rounds.wished(alone, row.offer, "veto", words="They compete for the same posts.")
    run = again(round, by)

    kept = run.rows.get(application=served)
    assert (kept.offer, kept.pinned) == (other, True)
    assert run.rows.get(application=alone).offer_id is None
    assert (pin.instead_of_id, pin.words, pin.because) == (
        row.offer_id, "They met in May.", "unseen",
    )  # fmt: skip


def test_a_pair_nobody_knows_to_fit_can_be_kept_together():
    round, by, asking, _offers = rounds.small()
    far = rounds.shares(round, "Far", rounds.OTHER)
    rounds.wished(asking[2], far)

    run = rounds.solved(round, by)

    assert rounds.proposed(run)["Oak"] == "Far"
    assert run.report["compared"]["fair"]["served"] == 3


def test_a_wish_let_go_stays_with_who_and_when():
    round, by, asking, offers = rounds.small()
    wish = rounds.wished(asking[0], offers[0])

    round_wishes.lift(wish=wish, by=by, now=LATER)

    kept = RoundWish.objects.get()
    assert (kept.words, kept.lifted_by, kept.lifted_at) == ("They met in May.", by, LATER)
    assert not rounds.solved(round, by).rows.filter(pinned=True).exists()
    with pytest.raises(AlreadyMoved):
        round_wishes.lift(wish=wish, by=by, now=LATER)
    rounds.wished(asking[0], offers[0], "veto")  # another may be asked for now


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ((0, 0, "pin"), (0, 1, "pin"), "kept with another"),
        ((0, 0, "pin"), (0, 0, "veto"), "asked for this pair"),
        ((0, 0, "veto"), (0, 0, "pin"), "asked for this pair"),
        ((0, 0, "pin"), (1, 0, "pin"), r"The places of Prairie \(1\) are all kept for others."),
    ],
)
def test_wishes_that_contradict_are_refused_in_a_sentence(first, second, sentence):
    _round, _by, asking, offers = rounds.small()
    rounds.wished(asking[first[0]], offers[first[1]], first[2])

    with pytest.raises(Refused, match=sentence):
        rounds.wished(asking[second[0]], offers[second[1]], second[2])

    assert RoundWish.objects.count() == 1


def test_a_pin_needs_one_who_is_willing_and_of_the_round():
    round, _by, asking, _offers = rounds.small()
    talks = make.willing(round, said="Talker", state="talk")
    elsewhere = make.willing(forms.OpenRoundFactory(), said="Elsewhere")

    with pytest.raises(Refused, match="Talker is not found willing"):
        rounds.wished(asking[0], talks)
    with pytest.raises(Refused, match="not of one round"):
        rounds.wished(asking[0], elsewhere, "veto")


def test_a_sent_proposal_that_took_the_last_place_contradicts_a_pin_by_name():
    round, by, asking, offers = rounds.small()
    rounds.wished(asking[1], offers[1])
    make.pair(application=asking[0], offer=offers[1])
    make.sent(review=make.reviewed(asking[0], offers[1]))

    with pytest.raises(Refused, match="Beacon has 0 places and 1 pins"):
        rounds.solved(round, by)


# -- walls -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "wrong",
    [
        {"words": ""}, {"because": "whim"}, {"kind": "some"}, {"lifted_at": NOW},
    ],
    ids=["no words", "no such reason", "no such kind", "lifted by nobody"],
)  # fmt: skip
def test_the_database_refuses_a_wish_without_its_reason(wrong):
    _round, by, asking, offers = rounds.small()
    given = {"kind": "veto", "because": "known", "words": "x", **wrong}

    with pytest.raises(IntegrityError), transaction.atomic():
        RoundWish.objects.create(application=asking[0], offer=offers[0], by=by, at=NOW, **given)


def test_the_database_refuses_a_row_half_proposed():
    round, by, _asking, _offers = rounds.small()
    row = rounds.solved(round, by).rows.exclude(offer=None).first()
    row.pk, row.fit, row._state.adding = None, None, True

    with pytest.raises(IntegrityError), transaction.atomic():
        RunRow.objects.create(
            run=row.run, application=row.application, offer=row.offer, possible=1, place=99
        )
