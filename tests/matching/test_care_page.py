"""The facilitator's page of one application leads on to the proposal that stands for it."""

import re

import pytest
from django.urls import reverse

from instruments.models import Sheet, SheetState, Voice
from matching.models import OfferedTime, ProposalState
from matching.services import second_round
from tests import factories_matching as forms
from tests import factories_proposals as make
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db
FILLED = re.compile(r'class="btn"[^>]*>([^<]+)<')


def read(client, proposal, user=None):
    client.force_login(user or proposal.application.facilitator)
    return client.get(proposal.application.get_absolute_url()).text


@pytest.mark.parametrize(
    ("state", "button"),
    [
        (ProposalState.DRAFTED, "Open the proposal"),
        (ProposalState.SENT, "Open the proposal"),
        (ProposalState.MATCHED, "Open the proposal"),
        (ProposalState.NOT_PROCEEDING, "Look at the candidates"),
        (ProposalState.WITHDRAWN, "Look at the candidates"),
    ],
)
def test_one_filled_button_goes_on(client, state, button):
    proposal = make.in_state(state)

    text = read(client, proposal)

    assert FILLED.findall(text) == [button]
    assert (proposal.get_absolute_url() in text) == (button == "Open the proposal")


def test_its_own_people_read_nothing_of_a_draft(client):
    proposal = make.drafted()

    text = read(client, proposal, make.who(proposal, make.P))

    assert "Open the proposal" not in text
    assert str(proposal.pk) not in text
    assert proposal.offer.organization.said not in text


@pytest.mark.parametrize("state", ["not_proceeding", "expired", "withdrawn"])
def test_what_ended_leads_its_facilitator_on_and_names_the_pair_to_a_side(client, state):
    proposal = make.in_state(ProposalState(state))
    client.force_login(proposal.application.facilitator)
    care = client.get(proposal.get_absolute_url()).text
    client.force_login(make.who(proposal, make.P))
    side = client.get(proposal.get_absolute_url()).text

    assert FILLED.findall(care) == ["Look at the candidates"]
    assert "Cedarbrook is ready for another proposal." in care
    assert "<bdi>Cedarbrook and Prairie</bdi>" in side
    assert "ready for another" not in side


def test_what_ended_long_ago_does_not_lead_on_once_another_stands(client):
    proposal = make.in_state(ProposalState.WITHDRAWN)
    make.drafted(review=proposal.review)
    type(proposal.application).objects.update(state="proposed")
    client.force_login(proposal.application.facilitator)

    assert FILLED.findall(client.get(proposal.get_absolute_url()).text) == []


@pytest.mark.parametrize("more", [1, 4])
@pytest.mark.parametrize(
    "state",
    ["assessing", "ready", "drafted", "sent", "matched", "talk", "waitlisted", "not_now"],
)
def test_the_page_stays_within_eight_in_every_state(
    client, tests_day, django_assert_max_num_queries, state, more
):
    form = read_and_replied(state)
    by = form.facilitator
    for n in range(more):
        OfferedTime.objects.create(application=form, role=f"Coach {n}", hours=4, by=by, at=NOW)
    client.force_login(forms.fresh(by))
    client.get(reverse("home"))  # the session notes the first request of a minute

    with django_assert_max_num_queries(8):
        text = client.get(form.get_absolute_url()).text

    assert "How their nine answers were read" in text
    assert "Coach 0" in text
    assert ("Open the proposal" in text) == (state in {"drafted", "sent", "matched"})


def read_and_replied(state):
    """Return a form that was read and replied to, and then came to `state`."""
    form = forms.read()
    if state in {"talk", "not_now", "waitlisted"}:
        forms.second(form, {**forms.PREPARE, "R8": 4})  # a gap of two steps, talked through
        forms.talk(form, R8="They have the data of three years.")
        result = "ready" if state == "waitlisted" else state
        forms.reply(form, result, override_reason="They asked.")
        return waits_in_line(form) if state == "waitlisted" else form
    forms.reply(form)
    if state == "preparing":
        return form
    if state == "assessing":
        type(form).objects.filter(pk=form.pk).update(state=state)
        sheets = Sheet.objects.about(form).filter(voice=Voice.WORDS)
        sheets.update(state=SheetState.OPEN, signed_off_at=None, signed_off_by=None)
        return form
    ready = state == "ready"
    proposed = make.ready() if ready else make.in_state(ProposalState(state)).application
    Sheet.objects.about(form).update(context_id=proposed.pk)
    form.reply_set.update(application=proposed)
    return proposed


def waits_in_line(form):
    """Put a ready form on the waiting list."""
    said = {"words": "No place is free.", "next_step": "We look again", "next_on": TODAY}
    second_round.wait(application=form, by=form.facilitator, now=NOW, **said)
    return form


@pytest.mark.parametrize("more", [1, 4])
@pytest.mark.parametrize("state", ["talk", "waitlisted", "not_now", "preparing"])
def test_its_own_page_stays_within_eight_too(client, django_assert_max_num_queries, state, more):
    form = read_and_replied(state)
    by = forms.member(form.organization)
    for n in range(more):
        OfferedTime.objects.create(application=form, role=f"Coach {n}", hours=4, by=by, at=NOW)
    client.force_login(forms.fresh(by))
    client.get(reverse("home"))

    with django_assert_max_num_queries(8):
        text = client.get(form.get_absolute_url()).text

    assert "Coach 0" in text


def test_a_proposal_with_an_organization_of_the_reader_is_said_to_stand_and_not_linked(client):
    proposal = make.drafted()
    form, by = proposal.application, proposal.application.facilitator
    address = reverse("matching:candidates", args=[form.pk])
    client.force_login(by)
    before = client.get(address).text
    forms.member(proposal.offer.organization, user=by)
    another = make.willing(form.round, said="Beacon")

    client.force_login(forms.fresh(by))
    after = client.get(f"{address}?with={another.pk}").text

    assert "Open the proposal" in before
    assert "They have a proposal already. Somebody else looks after it." in after
    assert str(proposal.pk) not in after
    assert "Write your judgment" not in after
