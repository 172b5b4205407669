"""Beside a match: where else to look, what a side weighs, the two calls, where work comes from."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from foundation.errors import AlreadyMoved, Refused
from matching import suits
from matching.models import GivenReferral, Origin, Referral, SideCall, Weighing
from matching.services import beside
from partnerships.models import Role
from tests import factories_matching as forms
from tests import factories_proposals as make
from tests.factories import NOW, TODAY, ProgramFactory
from tests.factories_proposals import P, T

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
DAY = timedelta(days=1)
PLACE = {
    "kind": "help", "name": "Open workshops", "helps_with": "Schools that begin.",
    "url": "https://workshops.example/", "source": "Its web page", "as_of": TODAY.isoformat(),
}  # fmt: skip


def url(name, *args):
    return reverse(f"matching:{name}", args=args)


def place(program, **more):
    given = {**PLACE, "as_of": TODAY, "created_at": NOW, "changed_at": NOW, **more}
    return Referral.objects.create(program=program, **given)


# -- where else to look ----------------------------------------------------------------------------
def test_the_list_starts_empty_and_a_lead_adds_to_it(client):
    program = ProgramFactory()
    client.force_login(forms.facilitator(program, Role.FACILITATION_LEAD))
    page = url("referrals", program.pk)
    assert "Nobody can be named yet.</b>" in client.get(page).text

    bare = client.post(page, {**PLACE, "source": ""})
    added = client.post(page, PLACE)
    twice = client.post(page, {**PLACE, "name": "OPEN workshops"})

    assert (bare.status_code, added.status_code, twice.status_code) == (422, 302, 422)
    assert Referral.objects.get().source == "Its web page"
    assert "It is on the list already." in twice.text


def test_a_facilitator_reads_the_list_and_adds_nothing(client):
    program = ProgramFactory()
    place(program)
    client.force_login(forms.facilitator(program))

    page = client.get(url("referrals", program.pk)).text

    assert "Open workshops" in page
    assert "Put it on the list" not in page
    assert client.post(url("referrals", program.pk), PLACE).status_code == 403


def test_a_stale_change_shows_both_texts(client):
    row = place(ProgramFactory())
    client.force_login(forms.facilitator(row.program, Role.FACILITATION_LEAD))
    client.post(url("referral", row.pk), {**PLACE, "name": "Theirs", "version": 1})

    late = client.post(url("referral", row.pk), {**PLACE, "name": "Mine", "version": 1})

    assert late.status_code == 409
    assert "Theirs" in late.text
    assert "Mine" in late.text


def test_a_no_names_places_and_the_organization_reads_them_there(client):
    form = forms.submitted()
    by = forms.facilitator(form.round.program)
    type(form).objects.filter(pk=form.pk).update(facilitator=by)
    named, other = place(form.round.program), place(form.round.program, name="Not for them")
    place(form.round.program, name="Old", retired_at=NOW)
    client.force_login(by)
    assert "Old" not in client.get(url("screen", form.pk)).text

    client.post(url("screen", form.pk), {
        "kind_fits": "no", "work_is_active": "yes", "words": "We help schools with a plan.",
        "try_instead": "The open workshops", "next_on": TODAY + DAY, "referrals": [named.pk],
    })  # fmt: skip

    client.force_login(form.submitted_by)
    page = client.get(form.get_absolute_url()).text
    assert "Open workshops" in page
    assert "https://workshops.example/" in page
    assert other.name not in page
    assert list(GivenReferral.objects.values_list("referral", flat=True)) == [named.pk]


def test_a_yes_names_no_place():
    form = forms.assessing()
    assert form.state == "assessing"

    assert not GivenReferral.objects.exists()


def test_what_is_taken_off_stays_in_answers_and_can_be_added_anew():
    row = place(ProgramFactory())
    by = {"by": forms.facilitator(row.program, Role.FACILITATION_LEAD), "now": NOW}
    beside.retire(referral=row, **by)

    with pytest.raises(AlreadyMoved):
        beside.retire(referral=row, **by)

    place(row.program)
    assert [one.retired_at is None for one in Referral.objects.order_by("retired_at")].count(
        True
    ) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        place(row.program)


# -- a side weighs ---------------------------------------------------------------------------------
def test_a_side_weighs_for_itself_alone(client):
    proposal = make.sent()
    page = url("weigh", proposal.pk)
    client.force_login(make.who(proposal, P))

    answer = client.post(page, {"advantages": "ZQ-weighed", "costs": "Two days"})

    assert answer.status_code == 302
    assert "ZQ-weighed" in client.get(page).text
    for person in (make.who(proposal, T), proposal.application.facilitator):
        client.force_login(person)
        for address in (page, proposal.get_absolute_url(), reverse("home")):
            assert "ZQ-weighed" not in client.get(address).text
    assert not Weighing.objects.visible_to(proposal.application.facilitator).exists()


def test_who_works_there_and_does_not_decide_weighs_nothing(client):
    proposal = make.sent()
    client.force_login(forms.member(proposal.application.organization))

    assert client.get(url("weigh", proposal.pk)).status_code == 403


def test_two_deciders_who_weigh_at_once_lose_nothing(client):
    proposal = make.sent()
    client.force_login(make.who(proposal, P))
    page = url("weigh", proposal.pk)
    client.post(page, {"advantages": "Theirs"})

    late = client.post(page, {"advantages": "Mine"})

    assert late.status_code == 409
    assert "Theirs" in late.text
    assert Weighing.objects.get().advantages == "Theirs"


# -- the two calls ---------------------------------------------------------------------------------
def matched():
    proposal = make.sent()
    make.say(proposal, P)
    make.say(proposal, T)
    return make.again(proposal)


def test_both_calls_are_kept_once_and_read_by_no_side(client):
    proposal = matched()
    client.force_login(proposal.application.facilitator)
    assert "Prairie has not been called yet." in client.get(proposal.get_absolute_url()).text

    given = {"on": TODAY.isoformat(), "note": "ZQ-hopes"}
    first = client.post(url("call", proposal.pk, T), given)
    client.post(url("call", proposal.pk, T), given)
    tomorrow = client.post(url("call", proposal.pk, P), {"on": (TODAY + DAY).isoformat()})

    assert (first.status_code, tomorrow.status_code, SideCall.objects.count()) == (302, 422, 1)
    assert "ZQ-hopes" in client.get(proposal.get_absolute_url()).text
    for side in (P, T):
        client.force_login(make.who(proposal, side))
        assert "ZQ-hopes" not in client.get(proposal.get_absolute_url()).text
        assert client.get(url("call", proposal.pk, side)).status_code == 403


def test_the_second_note_of_a_call_is_refused_in_a_sentence():
    proposal = matched()
    given = {"on": TODAY, "note": "", "by": proposal.application.facilitator, "now": NOW}
    beside.log_call(proposal=proposal, side=P, **given)

    with pytest.raises(Refused, match="kept already"):
        beside.log_call(proposal=proposal, side=P, **given)


def test_no_call_before_a_match_and_no_third_side(client):
    proposal = make.sent()
    client.force_login(proposal.application.facilitator)

    assert client.get(url("call", proposal.pk, P)).status_code == 403
    assert client.get(url("call", matched().pk, "sponsor")).status_code == 404


# -- where it comes from ---------------------------------------------------------------------------
def test_where_it_comes_from_is_kept_and_read_by_the_organization(client):
    form = make.ready()
    client.force_login(form.facilitator)
    page = url("origin", form.pk)
    half = client.post(page, {"checked_with": "Superintendent"})

    answer = client.post(page, {
        "start": "policy", "goals": "Fewer leave.", "exchange": "on", "other_motive": "A new law",
        "checked_with": "Superintendent", "checked_on": TODAY.isoformat(),
    })  # fmt: skip

    assert (half.status_code, answer.status_code) == (422, 302)
    assert [str(word) for word in Origin.objects.get().motives] == [
        "To exchange what they know", "A new law",
    ]  # fmt: skip
    client.force_login(forms.member(form.organization))
    shown = client.get(form.get_absolute_url()).text
    for said in ("A policy or a mandate asks for it", "Fewer leave.", "A new law"):
        assert said in shown, said
    assert client.get(page).status_code == 403


def test_a_check_needs_who_and_when_in_the_database_too():
    form = make.ready()
    with pytest.raises(IntegrityError), transaction.atomic():
        Origin.objects.create(application=form, checked_with="x", created_at=NOW, changed_at=NOW)


# -- what suits ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("goal", "months", "hours", "value", "best"),
    [
        ("solve", 9, 8, "high", "pair"),
        ("exchange", 12, 3, "some", "community"),
        ("exchange", 1, 1, "low", "talk"),
        ("design", 18, 20, "high", "design"),
        ("spread", 24, 20, "high", "network"),
    ],
)
def test_the_kind_with_least_against_it_stands_first(goal, months, hours, value, best):
    advice = suits.advise(goal=goal, months=months, hours=hours, value=value)

    assert advice[0].kind.key == best
    assert advice[0].speaks_against == ()
    assert len(advice) == len(suits.KINDS)


def test_too_few_months_and_hours_are_said_in_numbers():
    advice = suits.advise(goal="solve", months=3, hours=2, value="low")
    pair = next(one for one in advice if one.kind.key == "pair")

    assert pair.speaks_against == (
        "It needs 6 months or more; there are 3.",
        "It asks about 6 hours a month; they have 2.",
        "The topic is only good to know, so this is much effort for it.",
    )


def test_the_advisor_answers_from_its_address_and_keeps_nothing(client):
    form = make.ready()
    client.force_login(form.facilitator)
    empty = client.get(url("suits")).text
    odd = client.get(url("suits"), {"goal": "x", "months": "abc", "hours": -1}).text
    said = {"goal": "solve", "months": 9, "hours": 8, "value": "high"}

    page = client.get(url("suits"), said).text

    assert "Answer the four questions." in empty
    assert "There is a problem" in odd
    assert page.index("A thought partnership of two") < page.index("One conversation between peers")
    client.force_login(forms.member(form.organization))
    assert client.get(url("suits")).status_code == 403
