"""Two who were proposed and said no, or who are kept apart, are not suggested to each other."""

from datetime import timedelta

import pytest
from django.urls import reverse

from matching import candidates
from matching.models import Application, WishKind
from tests import factories_matching as forms
from tests import factories_proposals as make
from tests import factories_rounds as rounds
from tests.factories import NOW
from tests.reading import settled, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
LATER = NOW + timedelta(hours=1)


def refused():
    """Return (facilitator, application, offer that said no, another offer) of one round."""
    round = forms.OpenRoundFactory()
    by = forms.facilitator(round.program)
    application = rounds.asks(round, "Fox", rounds.TOPIC, by=by)
    offer = rounds.shares(round, "Prairie", rounds.TOPIC)
    other = rounds.shares(round, "Beacon", rounds.TOPIC, depth=3)
    make.pair(application=application, offer=offer)
    proposal = make.drafted(review=make.reviewed(application, offer))
    make.proposals.send(proposal=proposal, by=by, now=NOW)
    make.say(proposal, make.P)
    make.say(proposal, make.T, "decline")
    return by, Application.objects.get(pk=application.pk), offer, other


def page_of(application, by):
    found = candidates.for_matching(Application.objects.all(), by, NOW.date()).get(
        pk=application.pk
    )
    return candidates.load(found, forms.fresh(by), now=NOW)


def test_a_pair_that_said_no_is_not_proposed_again_by_the_board():
    by, application, offer, other = refused()

    run = rounds.solved(application.round, by, now=LATER)

    assert rounds.proposed(run) == {"Fox": "Beacon"}
    assert run.report["vetoes"] == 1


def test_whoever_knows_better_keeps_them_together_after_the_no():
    by, application, offer, _other = refused()
    rounds.wished(application, offer, WishKind.PIN, by=by, now=LATER)

    run = rounds.solved(application.round, by, now=LATER + timedelta(hours=1))

    assert rounds.proposed(run) == {"Fox": "Prairie"}


def test_a_wish_from_before_the_no_does_not_outlive_it():
    round = forms.OpenRoundFactory()
    by = forms.facilitator(round.program)
    application = rounds.asks(round, "Fox", rounds.TOPIC, by=by)
    offer = rounds.shares(round, "Prairie", rounds.TOPIC)
    rounds.wished(application, offer, WishKind.PIN, by=by, now=NOW - timedelta(days=1))
    make.pair(application=application, offer=offer)
    proposal = make.drafted(review=make.reviewed(application, offer))
    make.proposals.send(proposal=proposal, by=by, now=NOW)
    make.say(proposal, make.P, "decline")
    make.say(proposal, make.T)

    run = rounds.solved(round, by, now=LATER)

    assert rounds.proposed(run) == {"Fox": None}


def test_the_candidates_show_the_no_and_look_at_somebody_else_first(client):
    by, application, offer, _other = refused()

    page = page_of(application, by)
    said = words(
        settled(client, by).get(reverse("matching:candidates", args=[application.pk])).text
    )

    assert page.chosen.said == "Beacon"
    assert [one.said for one in page.willing] == ["Beacon", "Prairie"]
    assert not page.willing[1].first
    assert "It was proposed, and is not proceeding since Monday 8 March." in said


def test_looked_at_itself_it_says_so_and_fills_no_button(client):
    by, application, offer, _other = refused()
    address = reverse("matching:candidates", args=[application.pk])

    page = settled(client, by).get(address, {"with": offer.pk})

    assert "Prairie is not for proposing now" in words(page.text)
    assert "btn--wide btn--line" in page.text


def test_today_asks_for_another_candidate_not_for_the_same_proposal(client):
    by, _application, _offer, _other = refused()

    said = words(settled(client, by).get(reverse("home")).text)

    assert "They are ready for a partner." in said
    assert "Your first choice can be proposed." not in said


def test_a_pair_kept_apart_on_the_board_is_not_the_strongest_candidate(client):
    round, by, (application, *_rest), (prairie, _beacon) = rounds.small()
    before = page_of(application, by)
    rounds.wished(application, prairie, WishKind.VETO, words="Its place is promised.")

    page = page_of(application, by)
    said = words(
        settled(client, by).get(reverse("matching:candidates", args=[application.pk])).text
    )

    assert (before.chosen.said, page.chosen.said) == ("Prairie", "Beacon")
    assert "Kept apart on the board: Its place is promised." in said


def test_the_board_tells_with_whom_it_is_not_proceeding(client):
    by, application, _offer, _other = refused()
    rounds.solved(application.round, by, now=LATER)

    said = words(
        settled(client, by).get(reverse("matching:round", args=[application.round_id])).text
    )

    assert "Not proceeding with Prairie" in said
    assert "First choice by judgment: Prairie" not in said
