"""Nobody falls off the page: carried into a later round, put in the line, let go kindly."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from foundation import states
from foundation.errors import AlreadyMoved, Refused
from foundation.models import AuditEvent, Transition
from matching import second_round
from matching.models import APPLICATION_MOVES, AlignmentReview, Application, Carry, Reply
from matching.models import ApplicationState as A
from matching.services import proposals, readings
from matching.services import second_round as services
from notifications.models import Message
from partnerships.models import Role, RoundState
from tests import factories_matching as forms
from tests import factories_proposals as make
from tests.factories import NOW, TODAY, OrganizationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
DAY = timedelta(days=1)
WORDS = {"words": "No place is free.", "next_step": "We write to you", "next_on": TODAY + DAY}


def url(name, *args):
    return reverse(f"matching:{name}", args=args)


def later(round, **more):
    given = {"state": RoundState.DRAFT, "closes_on": date(2038, 4, 30), **more}
    return forms.OpenRoundFactory(program=round.program, **given)


def by(application):
    return {"by": application.facilitator, "now": NOW}


def lead_of(round):
    return forms.facilitator(round.program, Role.FACILITATION_LEAD)


def found_ready(days_ago, **more):
    """Return an application that was found ready `days_ago`, with the history row of it."""
    form = make.ready(**more)
    Application.objects.filter(pk=form.pk).update(state=A.ASSESSING)
    form.refresh_from_db()
    now = NOW - days_ago * DAY
    states.move(form, A.READY, moves=APPLICATION_MOVES, by=form.facilitator, now=now)
    return form


# -- carried --------------------------------------------------------------------------------------
def test_the_same_form_goes_on_with_all_that_was_written():
    form = forms.read(levels=forms.READY)
    forms.reply(form, "ready")
    form.refresh_from_db()
    before = Transition.objects.about(form).count(), Reply.objects.count()
    out_of, into = form.round, later(form.round)

    kept = services.carry(application=form, into=into, **by(form))

    again = Application.objects.get()
    assert (again.pk, again.round, again.state, again.title) == (form.pk, into, A.READY, form.title)
    assert (Transition.objects.about(form).count(), Reply.objects.count()) == before
    assert list(Carry.objects.values_list("application", "out_of", "into")) == [
        (form.pk, out_of.pk, into.pk)
    ]
    assert AuditEvent.objects.about(again).filter(verb="carried").count() == 1
    told = Message.objects.get(rule="", key__startswith=f"carry:{kept.pk}")
    assert told.person == form.submitted_by
    assert into.name in told.body


def test_who_waits_for_a_place_is_ready_again_in_the_new_round():
    form = make.ready()
    services.wait(application=form, **WORDS, **by(form))

    services.carry(application=form, into=later(form.round), **by(form))

    assert Application.objects.get().state == A.READY


@pytest.mark.parametrize("state", [A.DRAFT, A.SUBMITTED, A.PROPOSED, A.MATCHED, A.WITHDRAWN])
def test_only_who_is_without_a_partner_is_carried(state):
    form = forms.in_state(state)

    with pytest.raises(AlreadyMoved):
        services.carry(application=form, into=later(form.round), by=form.submitted_by, now=NOW)

    assert not Carry.objects.exists()


@pytest.mark.parametrize("which", ["same", "earlier", "over", "foreign"])
def test_only_a_later_round_of_the_same_program_takes_it(which):
    form = make.ready()
    round = {
        "same": lambda: form.round,
        "earlier": lambda: later(form.round, closes_on=form.round.closes_on),
        "over": lambda: later(form.round, state=RoundState.MATCHED),
        "foreign": lambda: forms.OpenRoundFactory(closes_on=date(2038, 4, 30)),
    }[which]()

    with pytest.raises(Refused, match="closes later"):
        services.carry(application=form, into=round, **by(form))

    assert Application.objects.get().round == form.round


def test_an_initiative_that_asks_there_already_stays_where_it_is():
    form = make.ready()
    into = later(form.round)
    other = make.ready(round=into, organization=form.organization)
    Application.objects.filter(pk=other.pk).update(initiative=form.initiative)

    with pytest.raises(Refused, match="asks in that round already"):
        services.carry(application=form, into=into, **by(form))

    form.refresh_from_db()
    assert (form.round_id == into.pk, Carry.objects.count()) == (False, 0)


@pytest.mark.parametrize("service", ["carry", "release"])
def test_a_written_proposal_is_never_lost_on_the_way(service):
    proposal = make.drafted()
    form = proposal.application
    more = {"into": later(form.round)} if service == "carry" else WORDS

    with pytest.raises(Refused, match="written for it and not sent"):
        getattr(services, service)(application=form, **more, **by(form))

    proposal.refresh_from_db()
    assert (proposal.state, Application.objects.get().state) == ("drafted", A.READY)


def test_a_judgment_of_the_old_round_is_kept_and_proposes_nothing():
    application, offer, _people = make.pair()
    review = make.reviewed(application, offer)
    services.carry(application=application, into=later(application.round), **by(application))

    with pytest.raises(Refused, match="of an earlier round"):
        make.drafted(review=AlignmentReview.objects.get(pk=review.pk))


# -- waits, or is let go --------------------------------------------------------------------------
def test_a_place_in_the_line_is_told_kindly_and_counted(client):
    form = found_ready(24)
    person = forms.member(form.organization)

    services.wait(application=form, **WORDS, **by(form))

    client.force_login(person)
    page = client.get(form.get_absolute_url()).text
    assert "Waiting for a place" in page
    assert "No place is free." in page
    assert "You have waited 24 days for a partner." in page
    assert "the facilitator takes the one that has waited longer" in page
    assert Message.objects.filter(person=person).count() == 1


@pytest.mark.parametrize("state", [A.READY, A.WAITLISTED, A.PREPARING, A.TALK])
def test_who_is_let_go_reads_a_kind_word_and_the_way_back(client, state):
    form = forms.in_state(state)
    Application.objects.filter(pk=form.pk).update(facilitator=form.submitted_by)

    services.release(application=form, **WORDS, by=form.submitted_by, now=NOW)

    client.force_login(forms.member(form.organization))
    page = client.get(form.get_absolute_url()).text
    assert form.state == A.NOT_NOW
    for said in (
        "Not now",
        "No place is free.",
        "We write to you",
        "Asking again",
        url("interest"),
    ):
        assert said in page, said


def test_who_was_let_go_may_be_read_again():
    form = forms.read(levels=forms.READY)
    forms.reply(form, "ready")
    form.refresh_from_db()
    services.release(application=form, **WORDS, **by(form))

    readings.read_again(subject=form, **by(form))

    assert Application.objects.get().state == A.ASSESSING


def test_who_is_proposed_is_not_let_go():
    proposal = make.sent()
    form = proposal.application

    with pytest.raises(AlreadyMoved):
        services.release(application=form, **WORDS, **by(form))

    assert not Reply.objects.filter(result=A.NOT_NOW).exists()


# -- the lead's page ------------------------------------------------------------------------------
def test_the_longest_waiting_stands_first_with_why_and_what_helps(client):
    late = found_ready(3, organization=OrganizationFactory(short_name="Latecomer"))
    round = late.round
    first = found_ready(40, round=round, organization=OrganizationFactory(short_name="Earliest"))
    forms.in_state(A.MATCHED, round=round, organization=OrganizationFactory(short_name="Gone"))
    offer = make.willing(round)
    make.pair(application=first, offer=offer)
    proposal = make.drafted(review=make.reviewed(first, offer))
    proposals.send(proposal=proposal, **by(first))
    proposals.withdraw(proposal=proposal, why="x", **by(first))
    client.force_login(lead_of(round))

    page = client.get(url("second_round", round.pk)).text

    assert page.index("Earliest") < page.index("Latecomer")
    assert "Gone" not in page
    for said in ("40 days", "3 days", "A proposal did not go ahead.",
                 "Nobody has been proposed to it yet.", "1 place is free in this round",
                 "There is no later round"):  # fmt: skip
        assert said in page, said


def test_who_got_what_is_offered_to_leads_alone(client):
    form = found_ready(3)
    fairness = url("fairness", form.round.program_id)

    for person, offered in ((lead_of(form.round), True), (form.facilitator, False)):
        client.force_login(person)
        page = client.get(url("second_round", form.round_id))
        assert (fairness in page.text) is offered
        assert (client.get(fairness).status_code == 200) is offered


def test_no_free_place_leads_to_asking_more_organizations(client):
    form = found_ready(3)
    client.force_login(lead_of(form.round))

    page = client.get(url("second_round", form.round_id)).text

    assert "Nobody who is open to share has a free place." in page
    assert url("invite", form.round_id) in page


def test_nobody_without_a_partner_leads_back_to_the_desk(client):
    round = forms.OpenRoundFactory()
    client.force_login(lead_of(round))

    page = client.get(url("second_round", round.pk)).text

    assert "Everybody who asked in this round has a partner" in page
    assert url("desk") in page


def test_the_page_never_shows_an_organization_of_the_lead(client):
    form = found_ready(3, title="Ownfield’s residency")
    lead = lead_of(form.round)
    make.worker(form.organization, user=lead)
    client.force_login(lead)

    assert form.title not in client.get(url("second_round", form.round_id)).text


@pytest.mark.parametrize("size", [2, 60])
def test_the_page_stays_within_eight(client, django_assert_max_num_queries, size):
    round = forms.OpenRoundFactory()
    by_ = forms.facilitator(round.program)
    for number in range(size):
        found_ready(number, round=round, facilitator=by_, organization=OrganizationFactory())
    client.force_login(lead_of(round))
    client.get(reverse("home"))

    with django_assert_max_num_queries(8):
        page = client.get(url("second_round", round.pk))

    assert page.text.count("Carry into") == 0
    assert ("after=" in page.text) == (size > 25)


def test_pages_go_on_in_the_order_of_waiting():
    round = forms.OpenRoundFactory()
    by_ = forms.facilitator(round.program)
    for days in (5, 30, 10):
        found_ready(days, round=round, facilitator=by_, organization=OrganizationFactory())
    lead = lead_of(round)

    rows = second_round.unmatched(lead, round).order_by(*second_round.BY_WAIT)

    assert [(NOW - row.waits_from).days for row in rows] == [30, 10, 5]


def test_a_form_is_carried_by_hand_from_page_to_page(client):
    form = found_ready(3)
    into = later(form.round, name="Autumn round")
    client.force_login(lead_of(form.round))
    assert url("carry", form.pk) in client.get(url("second_round", form.round_id)).text

    refused = client.post(url("carry", form.pk), {"into": ""})
    answer = client.post(url("carry", form.pk), {"into": into.pk})

    assert (refused.status_code, answer.status_code) == (422, 302)
    assert Application.objects.get().round == into


@pytest.mark.parametrize(("name", "state"), [("wait", A.WAITLISTED), ("release", A.NOT_NOW)])
def test_a_kind_word_is_drafted_and_sent(client, name, state):
    form = found_ready(3)
    client.force_login(lead_of(form.round))
    draft = client.get(url(name, form.pk)).context["form"]
    given = {field: draft[field].value() for field in ("words", "next_step", "next_on")}
    early = client.post(url(name, form.pk), {**given, "next_on": TODAY - DAY})

    answer = client.post(url(name, form.pk), given)

    form.refresh_from_db()
    assert (early.status_code, answer.status_code, form.state) == (422, 302, state)
    assert "This day has gone by" in early.text
    assert Reply.objects.get().words == given["words"]
