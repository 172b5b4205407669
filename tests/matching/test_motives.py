"""Why each side comes: kept beside an offer, read together before the charter, never across."""

from dataclasses import dataclass

import pytest
from django.urls import reverse

from matching import motives
from matching.models import MatchProposal, Origin, Reasons
from partnerships.models import Partnership, Phase, Role
from tests import factories_matching as forms
from tests import factories_proposals as make
from tests.factories import NOW, MembershipFactory, UserFactory
from tests.factories_partnership import PartnershipOrganizationFactory, make_room
from tests.factories_proposals import P, T
from tests.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
STAMP = {"created_at": NOW, "changed_at": NOW}
SAID = {"exchange": "on", "other_motive": "A new law", "words": "ZQ-why\nWe learn by telling."}


def url(name, *args):
    return reverse(f"matching:{name}", args=args)


def offered():
    """Return a willing offer with its facilitator."""
    application = make.ready()
    return make.willing(application.round, facilitator=application.facilitator)


def matched(**kept):
    """Return a matched proposal whose two sides told why they come."""
    proposal = make.sent()
    Origin.objects.create(
        application=proposal.application, start="policy", goals="ZQ-goals", survive=True, **STAMP
    )
    Reasons.objects.create(
        offer=proposal.offer, exchange=True, words="ZQ-why", **STAMP, **kept
    )  # fmt: skip
    make.say(proposal, P)
    make.say(proposal, T)
    return make.again(proposal)


# -- beside an offer ------------------------------------------------------------------------------
def test_it_is_kept_beside_the_offer_and_read_by_the_organization(client):
    offer = offered()
    client.force_login(offer.facilitator)
    empty = client.get(offer.get_absolute_url()).text
    page = url("reasons", offer.pk)

    answer = client.post(page, SAID)

    assert answer.status_code == 302
    assert "Nothing is written down yet. They need not be asked for it." in empty
    assert [str(word) for word in Reasons.objects.get().motives] == [
        "To exchange what they know", "A new law",
    ]  # fmt: skip
    client.force_login(forms.member(offer.organization))
    shown = client.get(offer.get_absolute_url()).text
    for said in ("What you told us about why you come", "ZQ-why", "A new law"):
        assert said in shown, said
    assert client.get(page).status_code == 403


def test_nobody_else_reads_or_writes_it(client):
    offer = offered()
    Reasons.objects.create(offer=offer, words="ZQ-why", **STAMP)
    reader = forms.facilitator(offer.round.program)
    for user in (UserFactory(), MembershipFactory().user, reader):
        client.force_login(user)
        assert client.get(url("reasons", offer.pk)).status_code in (403, 404)
        assert "ZQ-why" not in client.get(offer.get_absolute_url()).text
        assert not Reasons.objects.visible_to(user).exists()


def test_a_second_reader_reads_answers_and_not_why_they_come(client):
    offer = offered()
    forms.loading.load_instruments(now=NOW)
    Reasons.objects.create(offer=offer, words="ZQ-why", **STAMP)
    reader = forms.second(offer).reader
    client.force_login(reader)

    page = client.get(offer.get_absolute_url())

    assert (page.status_code, "ZQ-why" in page.text) == (200, False)
    assert not Reasons.objects.visible_to(reader).exists()
    assert client.get(url("reasons", offer.pk)).status_code == 403


def test_of_two_who_write_the_second_reads_both_texts(client):
    offer = offered()
    client.force_login(offer.facilitator)
    page = url("reasons", offer.pk)
    client.post(page, {"words": "First"})
    client.post(page, {"words": "Theirs", "version": 1})

    late = client.post(page, {"words": "Mine", "version": 1})

    assert late.status_code == 409
    assert ("Theirs" in late.text, "Mine" in late.text) == (True, True)
    assert Reasons.objects.get().words == "Theirs"


def test_too_long_a_text_is_refused_beside_its_field_and_kept(client):
    offer = offered()
    client.force_login(offer.facilitator)

    answer = client.post(url("reasons", offer.pk), {"other_motive": "x" * 201})

    assert answer.status_code == 422
    assert "x" * 201 in answer.text
    assert not Reasons.objects.exists()


def test_a_withdrawn_offer_is_written_on_no_more(client):
    offer = offered()
    type(offer).objects.filter(pk=offer.pk).update(state="withdrawn")
    client.force_login(offer.facilitator)

    assert client.post(url("reasons", offer.pk), SAID).status_code == 403


# -- before the charter ---------------------------------------------------------------------------
def talk(client, proposal, user):
    client.force_login(user)
    return client.get(url("motives", proposal.partnership_id))


def test_the_facilitator_reads_both_with_what_to_ask(client):
    proposal = matched()
    partnership = proposal.partnership
    client.force_login(partnership.facilitator)
    charter = client.get(reverse("partnerships:charter", args=[partnership.pk])).text

    text = words(talk(client, proposal, partnership.facilitator).text)

    assert url("motives", partnership.pk) in charter
    for said in (
        "ZQ-why", "ZQ-goals", "A policy or a mandate asks for it", "To come through a change",
        "Cedarbrook comes through a change, Prairie does not.",
        "Prairie comes to exchange what it knows. Ask what it hopes to hear from Cedarbrook.",
    ):  # fmt: skip
        assert said in text, said


def test_a_lead_reads_it_and_no_side_does(client):
    proposal = matched()
    pages = [
        reverse(name, args=[proposal.partnership_id])
        for name in ("partnership", "partnerships:charter", "closing")
    ]
    lead = forms.facilitator(proposal.application.round.program, Role.FACILITATION_LEAD)
    assert "ZQ-why" in talk(client, proposal, lead).text

    for side, hidden in ((P, "ZQ-why"), (T, "ZQ-goals")):
        answer = talk(client, proposal, make.who(proposal, side))
        assert answer.status_code == 403
        for page in [*pages, proposal.get_absolute_url(), reverse("home")]:
            text = client.get(page).text
            assert hidden not in text, (side, page)
            assert url("motives", proposal.partnership_id) not in text


def test_a_stranger_and_a_former_facilitator_find_nothing(client):
    proposal = matched()

    for user in (UserFactory(), forms.facilitator(proposal.application.round.program)):
        assert talk(client, proposal, user).status_code == 404


def test_where_the_facilitator_is_of_a_side_the_neutral_person_reads_it(client):
    proposal = matched()
    neutral = UserFactory()
    Partnership.objects.update(facilitator_kind="internal", neutral_person=neutral)

    assert talk(client, proposal, proposal.partnership.facilitator).status_code == 403
    page = talk(client, proposal, neutral)
    assert "ZQ-why" in page.text
    key = proposal.partnership.pk
    assert reverse("partnerships:charter", args=[key]) not in page.text  # nothing opens there
    flags = client.get(reverse("partnerships:role_flags", args=[key])).text
    assert url("motives", key) in flags


@pytest.mark.parametrize("side", [P, T])
def test_a_lead_of_one_of_the_two_organizations_reads_nothing(client, side):
    proposal = matched()
    lead = forms.facilitator(proposal.application.round.program, Role.FACILITATION_LEAD)
    MembershipFactory(user=lead, organization=proposal.organization(side))

    answer = talk(client, proposal, lead)

    assert answer.status_code == 403
    assert not motives.how_it_began(proposal.partnership, lead)


def test_one_that_came_from_no_proposal_says_so(client):
    room = make_room()
    client.force_login(room.facilitator)

    text = client.get(url("motives", room.partnership.pk)).text

    assert "did not come from a form and an offer here" in text


@pytest.mark.parametrize("more", [0, 3])
def test_the_pages_stay_within_eight(client, django_assert_max_num_queries, more):
    proposal = matched()
    partnership = proposal.partnership
    for _number in range(more):
        MembershipFactory(organization=proposal.offer.organization)
        matched()
    client.force_login(partnership.facilitator)
    client.get(reverse("home"))

    for page in (
        url("motives", partnership.pk), url("reasons", proposal.offer.pk),
        reverse("partnerships:charter", args=[partnership.pk]),
    ):  # fmt: skip
        with django_assert_max_num_queries(8):
            client.get(page)


# -- what to ask ----------------------------------------------------------------------------------
@dataclass
class Named:
    said: str


def side(name, said, *reasons):
    kept = Reasons(**dict.fromkeys(reasons, True)) if reasons else None
    return motives.SideMotives(name, Named(said), kept, None)


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [
        (["exchange"], ["exchange"], ["Both come to exchange what they know."]),
        (["survive"], ["survive"], ["Both come through a change."]),
        (["expand"], ["survive"], ["Oak comes through a change, Elm does not.",
                                   "Elm wants to do more than it can alone."]),
        (["expand"], [], []),
        ([], ["expand"], []),
    ],
)  # fmt: skip
def test_what_both_have_and_what_one_has_alone_is_asked(one, two, said):
    points = motives.points(side(P, "Elm", *one), side(T, "Oak", *two))

    assert [point.startswith(start) for point, start in zip(points, said, strict=True)] == [
        True
    ] * len(said)


# -- at the end (domain 3.01) ---------------------------------------------------------------------
def closing(client, proposal, user):
    client.force_login(user)
    return client.get(reverse("closing", args=[proposal.partnership_id]))


@pytest.mark.parametrize("phase", [Phase.CLOSING, Phase.CLOSED])
def test_the_close_out_reads_back_how_it_began_to_who_told_it(client, phase):
    proposal = matched()
    ended = {"ended_at": NOW} if phase == Phase.CLOSED else {}
    Partnership.objects.update(phase=phase, **ended)

    for user in (proposal.partnership.facilitator, make.who(proposal, P)):
        text = words(closing(client, proposal, user).text)
        assert "What it was to reach ZQ-goals" in text
        assert "How it began A policy or a mandate asks for it" in text
        assert "ZQ-why" not in text
    assert "ZQ-goals" not in closing(client, proposal, make.who(proposal, T)).text


def test_another_organization_of_the_same_side_was_not_promised_to_whom_it_goes(client):
    proposal = matched()
    Partnership.objects.update(phase=Phase.CLOSING)
    second = PartnershipOrganizationFactory(
        partnership=proposal.partnership, side=P, is_lead=False
    ).organization
    user = make.who(proposal, P)
    proposal.partnership.roster.filter(user=user).update(organization=second)

    answer = closing(client, proposal, user)

    assert (answer.status_code, "ZQ-goals" in answer.text) == (200, False)


def test_nothing_is_read_back_before_there_is_something_to_judge(client):
    proposal = matched()

    assert "ZQ-goals" not in closing(client, proposal, make.who(proposal, P)).text


def test_where_nothing_was_kept_no_heading_stands(client):
    proposal = matched()
    Origin.objects.update(start="", goals="")
    Partnership.objects.update(phase=Phase.CLOSING)

    page = closing(client, proposal, proposal.partnership.facilitator).text

    assert "Where it came from" not in page
    assert MatchProposal.objects.filter(partnership=proposal.partnership).exists()


@pytest.mark.parametrize("gains", [1, 6])
def test_the_close_out_stays_within_eight(client, django_assert_max_num_queries, gains):
    proposal = matched()
    Partnership.objects.update(phase=Phase.CLOSING)
    for number in range(gains):
        proposal.partnership.benefits.create(side=P, evidence=f"Gain {number}", **STAMP)
    client.force_login(make.who(proposal, P))
    client.get(reverse("home"))

    with django_assert_max_num_queries(8):
        client.get(reverse("closing", args=[proposal.partnership_id]))
