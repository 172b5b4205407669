"""What the pages of a facilitator open with: where a form stands, and what the desk asks for."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from matching import care_finding, desk_words
from matching.models import Application
from matching.models import ApplicationState as A
from matching.models import ProposalState as S
from tests import factories_proposals as make
from tests import factories_workups as workups
from tests.factories import TODAY
from tests.reading import settled, words

IN = {"signed_off": True, "progress": None}


def form(state, **more):
    return Application(state=state, answer_by=TODAY, **more)


@pytest.mark.parametrize(
    ("found", "sheet", "heading", "lead"),
    [
        (form(A.SUBMITTED), None, "An answer is due by Monday 8 March",
         "Nobody looks after it yet."),
        (form(A.ASSESSING), {"signed_off": False, "progress": (0, 9)},
         "The nine answers are not begun yet", "You read the words when they sign them off."),
        (form(A.ASSESSING), {"signed_off": False, "progress": (4, 9)},
         "4 of 9 answers are written", "You read the words when they sign them off."),
        (form(A.ASSESSING), IN, "Their nine answers are in",
         "Read them beside the levels, then reply."),
        (form(A.ASSESSING, apart=["R8"]), IN, "In one item the two readers are two steps apart",
         "The reply waits until they have talked."),
        (form(A.ASSESSING, apart=["R1", "R8"]), IN,
         "In two items the two readers are two steps apart",
         "The reply waits until they have talked."),
        (form(A.NOT_NOW), IN, "Not now", ""),
    ],
)  # fmt: skip
def test_a_form_opens_with_where_it_stands(found, sheet, heading, lead):
    assert care_finding.of(found, sheet, None) == care_finding.Finding(heading, lead)


def test_the_desk_opens_with_what_is_due_and_who_waits():
    late = form(A.SUBMITTED)
    soon = Application(state=A.SUBMITTED, answer_by=TODAY + timedelta(days=2))
    apart = form(A.ASSESSING, apart=["R8"])

    assert desk_words.lead([late, soon, apart, form(A.READY), form(A.NOT_NOW)]) == (
        "Two wait for a first answer, the next by Monday 8 March. Two readers have to talk about"
        " one form. One is ready and has no partner yet."
    )
    assert desk_words.lead([form(A.MATCHED)]) == ""


@pytest.mark.django_db
def test_a_proposed_pair_is_named_and_what_is_done_is_not_the_filled_button(client):
    proposal = make.in_state(S.SENT)

    said = (
        settled(client, proposal.application.facilitator)
        .get(proposal.application.get_absolute_url())
        .text
    )

    assert "A partner is proposed" in said
    assert "Cedarbrook and Prairie." in words(said)


@pytest.mark.django_db
def test_who_prepares_is_led_on_to_the_preparation(client):
    found = workups.prepared().application

    said = settled(client, found.facilitator).get(found.get_absolute_url()).text

    assert "Prepare first" in words(said)
    assert re.findall(r'class="btn"[^>]*>([^<]+)<', said) == ["Open the preparation"]


@pytest.mark.django_db
@pytest.mark.usefixtures("tests_day")
def test_those_without_a_partner_are_counted_and_what_helps_is_of_their_last_answer(client):
    found = workups.prepared().application
    step = found.reply_set.get(result="preparing").next_step
    address = reverse("matching:second_round", args=[found.round_id])

    said = words(settled(client, found.facilitator).get(address).text)

    assert "One is without a partner" in said
    assert "less than a day" in said
    assert "What lies behind it is being found out first." in said
    assert step in said
    assert "Open the preparation" in said


@pytest.mark.django_db
def test_the_only_one_who_may_decide_is_chosen_already(client):
    application, offer, people = make.pair()
    review = make.reviewed(application, offer)
    address = reverse("matching:propose", args=[review.pk])
    settled(client, application.facilitator)

    page = client.get(address).text
    empty = words(client.post(address, {"purpose": "To learn."}).text)

    chosen = re.findall(r'value="([^"]+)"[^>]*checked', page)
    assert {str(one.pk) for one in people.values()} <= set(chosen)
    assert "This needs an answer." in empty
    assert "This field is required." not in empty


@pytest.mark.django_db
def test_what_nobody_answered_in_time_is_not_called_open(client):
    proposal = make.in_state(S.EXPIRED)
    settled(client, proposal.application.facilitator)

    said = words(client.get(proposal.get_absolute_url()).text)

    assert "No answer" in said
    assert "Open until" not in said


@pytest.mark.django_db
def test_the_page_of_who_prepares_stays_within_eight(client, django_assert_max_num_queries):
    found = workups.prepared().application
    address = settled(client, found.facilitator) and found.get_absolute_url()

    with django_assert_max_num_queries(8):
        client.get(address)
