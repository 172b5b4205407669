"""Writing a proposal: what does not hold is said beside its field, and nothing written is lost."""

import pytest
from django.urls import reverse

from matching.models import MatchProposal
from tests import factories_matching as forms
from tests import factories_proposals as make
from tests.factories import NOW, MembershipFactory, UserFactory
from tests.reading import settled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
MINE = "My page, written for an hour."
SHORT = "A partnership lasts six to twelve months. Choose other dates."


def written(page, **more):
    """Return what the form of `page` would send, with somebody chosen for each seat."""
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields}
    data = {name: "" if value is None else value for name, value in data.items()}
    for name in [name for name in data if name.endswith(("_decides", "_implements"))]:
        data[name] = form.fields[name].choices[-1][0]
    return {**data, "brief_partner": MINE, **more}


def send(client, review, **more):
    address = reverse("matching:propose", args=[review.pk])
    asked = settled(client, review.application.facilitator).get(address)
    return client.post(address, written(asked, **more))


def beside_its_field(answer, field, said):
    """Say whether `said` stands beside `field`, with what was written still there."""
    form = answer.context["form"]
    kept = form["brief_partner"].value() == MINE and MINE in answer.text
    return (answer.status_code, form.errors) == (422, {field: [said]}) and kept


def judged(**more):
    application, offer, _people = make.pair()
    return make.reviewed(application, offer, **more)


def test_wrong_dates_are_told_beside_them(client):
    answer = send(client, judged(), ends_on="2027-06-01")

    assert beside_its_field(answer, "ends_on", SHORT)
    assert not MatchProposal.objects.exists()


def test_a_missing_reason_is_asked_for_beside_its_field(client):
    answer = send(client, judged(shareable=0))

    (said,) = answer.context["form"].errors["override_reason"]
    assert said.endswith("Say why you propose it all the same.")
    assert beside_its_field(answer, "override_reason", said)


def test_who_belongs_to_both_organizations_is_named_for_one_side(client):
    review = judged()
    both = [review.application.organization, review.offer.organization]
    dual = UserFactory(name="Ana Ruiz")
    seats = [MembershipFactory(organization=one, user=dual).pk for one in both]
    seated = {"partner_implements": seats[0], "thought_partner_implements": seats[1]}

    answer = send(client, review, **seated)

    said = "Ana Ruiz is named for the other side too. Name somebody else here."
    assert beside_its_field(answer, "partner_implements", said)
    assert not MatchProposal.objects.exists()


def test_a_draft_with_wrong_dates_keeps_what_was_written(client):
    proposal = make.drafted()
    address = reverse("matching:change_proposal", args=[proposal.pk])
    asked = settled(client, proposal.application.facilitator).get(address)

    answer = client.post(address, written(asked, ends_on="2029-06-01"))

    assert beside_its_field(answer, "ends_on", SHORT)
    assert MatchProposal.objects.get().ends_on == proposal.ends_on


def test_what_changed_meanwhile_is_told_above_the_form_with_all_that_was_written(client):
    review = judged()
    address = reverse("matching:propose", args=[review.pk])
    asked = settled(client, review.application.facilitator).get(address)
    type(review.offer).objects.update(state="talk")

    answer = client.post(address, written(asked))

    assert beside_its_field(answer, "__all__", "Prairie is not found willing and able yet.")


def test_who_left_one_of_both_long_ago_may_facilitate_and_who_is_of_one_may_not(client):
    review = judged()
    program, offer = review.application.round.program, review.offer
    former, insider = (forms.facilitator(program) for _each in range(2))
    long_ago = NOW.date().replace(year=2020)
    MembershipFactory(
        organization=offer.organization, user=former, since=long_ago.replace(year=2019),
        until=long_ago,
    )  # fmt: skip
    MembershipFactory(organization=offer.organization, user=insider)

    answer = send(client, review, facilitator=former.pk)

    assert (answer.status_code, MatchProposal.objects.get().facilitator) == (302, former)
    page = client.get(reverse("matching:propose", args=[review.pk]), follow=True)
    offered = page.context["form"].fields["facilitator"].queryset
    assert (former in offered, insider in offered) == (True, False)
