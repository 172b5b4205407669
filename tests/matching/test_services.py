"""Writing and screening applications, asking for offers, letting people in."""

from datetime import date, timedelta

import pytest

from foundation.errors import AlreadyMoved, Refused, Stale
from instruments import services as sheets
from matching import interest
from matching.models import (
    Application,
    Arrival,
    Reading,
    Worry,
)
from matching.services import applications, arrivals, offers, readings
from partnerships.models import Membership, Organization, RoundState
from tests import factories_matching as make
from tests.factories import NOW, TODAY, MembershipFactory, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


# -- writing and sending ---------------------------------------------------------------------------
def page(key):
    return interest.BY_KEY[key]


def write(application, key, expected, by=None, **values):
    row = Application.objects.get(pk=application.pk)
    for name, value in values.items():
        setattr(row, name, value)
    by = by or UserFactory()
    applications.save_page(application=row, page=page(key), expected=expected, by=by, now=LATER)
    return row.version


def test_two_people_on_two_pages_never_meet():
    application = make.ApplicationFactory()

    one = write(application, "initiative", 1, title="Coaching")
    two = write(application, "problem", 1, challenge="They leave.")

    application.refresh_from_db()
    assert (one, two, application.title, application.challenge) == (2, 3, "Coaching", "They leave.")


def test_two_people_on_one_page_see_both_texts():
    application = make.ApplicationFactory()
    write(application, "initiative", 1, title="Coaching")

    with pytest.raises(Stale) as stale:
        write(application, "initiative", 1, title="Induction")

    clashes = [(n, theirs, mine) for _label, n, theirs, mine in stale.value.clashes]
    assert clashes == [("title", "Coaching", "Induction")]
    application.refresh_from_db()
    assert application.title == "Coaching"


def test_one_person_goes_on_writing_one_page():
    application = make.ApplicationFactory()

    second = write(application, "initiative", 1, title="Co")
    third = write(application, "initiative", second, title="Coaching")

    assert third == 3


def test_nothing_is_written_after_it_was_sent():
    application = make.submitted()

    with pytest.raises(Refused):
        write(application, "initiative", 1, title="Other")

    application.refresh_from_db()
    assert application.title == make.WRITTEN["title"]


@pytest.mark.parametrize("missing", interest.NEEDED)
def test_a_form_with_a_gap_is_not_sent(missing):
    application = make.ApplicationFactory(**{**make.WRITTEN, missing: ""})

    with pytest.raises(applications.NotComplete) as refused:
        applications.submit(application=application, expected=1, by=UserFactory(), now=NOW)

    application.refresh_from_db()
    assert refused.value.fields == [missing]
    assert (application.state, application.submitted_at) == ("draft", None)


def test_sending_promises_the_fifth_working_day():
    application = make.submitted()

    assert (application.state, application.answer_by) == ("submitted", date(2027, 3, 15))
    assert application.submitted_at == NOW


@pytest.mark.parametrize(
    "closed", [{"state": RoundState.CLOSED}, {"closes_on": TODAY - timedelta(days=1)}]
)
def test_a_closed_round_takes_no_form(closed):
    application = make.ApplicationFactory(round=make.OpenRoundFactory(**closed), **make.WRITTEN)

    with pytest.raises(Refused):
        applications.submit(application=application, expected=1, by=UserFactory(), now=NOW)
    with pytest.raises(Refused):
        arrivals.start_form(
            organization=OrganizationFactory(), round=application.round, by=UserFactory(), now=NOW
        )


def test_words_that_changed_since_they_were_read_are_not_sent():
    application = make.ApplicationFactory(**make.WRITTEN)
    write(application, "initiative", 1, title="Other")

    with pytest.raises(Stale):
        applications.submit(application=application, expected=1, by=UserFactory(), now=NOW)

    application.refresh_from_db()
    assert application.state == "draft"


def test_withdrawing_has_a_way_back_until_it_was_screened():
    draft, sent, seen = make.ApplicationFactory(), make.submitted(), make.assessing()
    by = UserFactory()
    for one in (draft, sent, seen):
        applications.withdraw(application=one, by=by, now=NOW)

    applications.take_back(application=draft, by=by, now=NOW)
    applications.take_back(application=sent, by=by, now=NOW)

    assert (draft.state, sent.state) == ("draft", "submitted")
    with pytest.raises(Refused):
        applications.take_back(application=seen, by=by, now=NOW)


def test_a_draft_does_not_come_back_beside_another():
    draft, by = make.ApplicationFactory(), UserFactory()
    applications.withdraw(application=draft, by=by, now=NOW)
    make.ApplicationFactory(round=draft.round, organization=draft.organization)

    with pytest.raises(Refused):
        applications.take_back(application=draft, by=by, now=NOW)


# -- looking after, screening ----------------------------------------------------------------------
def test_one_of_two_facilitators_takes_it():
    application = make.submitted()
    rival = Application.objects.get(pk=application.pk)
    one, two = (make.facilitator(application.round.program) for _ in range(2))
    readings.assign(subject=application, facilitator=one, by=one, now=NOW)

    with pytest.raises(AlreadyMoved):
        readings.assign(subject=rival, facilitator=two, by=two, now=NOW)

    application.refresh_from_db()
    assert application.facilitator == one


def test_nobody_looks_after_the_form_of_the_own_organization():
    application = make.submitted()
    by = make.facilitator(application.round.program)
    MembershipFactory(organization=application.organization, user=by)

    with pytest.raises(Refused):
        readings.assign(subject=application, facilitator=make.fresh(by), by=by, now=NOW)


def test_a_new_facilitator_takes_the_unfinished_reading_over():
    application = make.answered()
    other = make.facilitator(application.round.program)

    readings.assign(subject=application, facilitator=other, by=other, now=NOW)

    assert make.first(application).reader == other


def test_a_second_reader_does_not_become_the_facilitator():
    application = make.answered()
    reader = make.second(application).reader

    with pytest.raises(Refused):
        readings.assign(subject=application, facilitator=reader, by=reader, now=NOW)


def test_answers_before_a_facilitator_are_read_once_there_is_one():
    application = make.assessing()
    application.facilitator = None
    application.save(update_fields=["facilitator"])
    make.answer(application)
    assert not Reading.objects.of(application).exists()

    by = make.facilitator(application.round.program)
    readings.assign(subject=application, facilitator=by, by=by, now=NOW)

    assert make.first(application).reader == by


@pytest.mark.parametrize(
    ("kind", "work", "state"),
    [
        (True, True, "assessing"),
        (True, False, "ineligible"),
        (False, True, "ineligible"),
        (False, False, "ineligible"),
    ],
)
def test_screening_asks_two_questions(kind, work, state):
    make.loading.load_instruments(now=NOW)
    application = make.submitted()
    by = make.facilitator(application.round.program)
    readings.assign(subject=application, facilitator=by, by=by, now=NOW)

    reply = applications.screen(
        application=application, kind_fits=kind, work_is_active=work, words="Dear all.",
        try_instead="The open workshops", next_on=TODAY, by=by, now=NOW,
    )  # fmt: skip

    assert (application.state, reply.result, reply.next_step) == (
        state,
        state,
        "The open workshops",
    )
    assert make.Sheet.objects.about(application).exists() is (state == "assessing")


# -- offers ----------------------------------------------------------------------------------------
def test_an_offer_is_asked_answered_and_read():
    offer = make.offered()
    make.answer(offer)
    make.rate(make.first(offer), make.WILLING)

    sent = make.reply(offer, "willing")

    offer.refresh_from_db()
    assert (offer.state, offer.answered_at, sent.offer) == ("willing", NOW, offer)


def test_a_listed_organization_is_not_asked():
    by = UserFactory()
    listed = OrganizationFactory(enrolled_at=None)

    with pytest.raises(Refused):
        offers.invite(organization=listed, round=make.OpenRoundFactory(), by=by, now=NOW)


def test_an_organization_is_asked_once_a_round():
    offer = make.offered()

    with pytest.raises(Refused):
        make.offered(round=offer.round, organization=offer.organization)


def test_answers_are_handed_over_once_and_an_offer_comes_back():
    offer = make.offered()
    make.answer(offer)
    by = offer.facilitator

    sheets.reopen(sheet=make.words_of(offer), by=by, now=NOW, why="One is missing.")
    sheets.sign_off(sheet=make.words_of(offer), by=by, now=NOW)
    offers.withdraw(offer=offer, by=by, now=NOW)
    offers.take_back(offer=offer, by=by, now=NOW)

    assert offer.state == "answered"


def test_each_person_has_their_own_worry():
    offer, one, two = make.OfferFactory(), UserFactory(), UserFactory()
    offers.save_worry(offer=offer, words="Our prices.", expected=0, by=one, now=NOW)
    offers.save_worry(offer=offer, words="Names.", expected=0, by=two, now=NOW)
    offers.save_worry(offer=offer, words="Our prices!", expected=1, by=one, now=NOW)

    with pytest.raises(Stale):
        offers.save_worry(offer=offer, words="Old.", expected=1, by=one, now=NOW)

    assert sorted(Worry.objects.values_list("words", flat=True)) == ["Names.", "Our prices!"]


# -- arrivals --------------------------------------------------------------------------------------
def test_a_new_organization_is_made_when_its_person_has_signed_in():
    arrival = make.ArrivalFactory()
    assert not Organization.objects.exists()

    application = arrivals.begin(arrival=arrival, by=arrival.user, now=NOW)

    made = Organization.objects.get()
    assert (made.name, made.enrolled) == ("Elm Valley Unified School District", True)
    assert application.organization == made
    held = Membership.objects.get()
    assert (held.user, held.administers, held.title) == (arrival.user, True, arrival.title)
    assert Arrival.objects.get().state == "in"


@pytest.mark.parametrize("enrolled", [NOW, None])
def test_nobody_joins_an_existing_organization_alone(enrolled):
    known = OrganizationFactory(name="elm valley unified SCHOOL district", enrolled_at=enrolled)
    arrival = make.ArrivalFactory()

    application = arrivals.begin(arrival=arrival, by=arrival.user, now=NOW)

    assert application is None
    assert (arrival.state, arrival.organization) == ("waiting", known)
    assert not Membership.objects.exists()


@pytest.mark.parametrize("enrolled", [NOW, None])
def test_who_is_let_in_gets_a_form(enrolled):
    known = OrganizationFactory(name=make.ArrivalFactory.organization_name, enrolled_at=enrolled)
    arrival = make.ArrivalFactory()
    arrivals.begin(arrival=arrival, by=arrival.user, now=NOW)

    application = arrivals.let_in(arrival=arrival, by=UserFactory(), now=LATER)

    known.refresh_from_db()
    assert (application.organization, known.enrolled) == (known, True)
    assert Membership.objects.get().user == arrival.user
    with pytest.raises(AlreadyMoved):
        arrivals.decline(arrival=arrival, by=UserFactory(), now=LATER)


def test_a_member_goes_straight_to_the_form_of_their_organization():
    known = OrganizationFactory(name=make.ArrivalFactory.organization_name)
    arrival = make.ArrivalFactory(user=make.member(known))

    application = arrivals.begin(arrival=arrival, by=arrival.user, now=NOW)
    again = arrivals.start_form(organization=known, round=arrival.round, by=arrival.user, now=NOW)

    assert (application.organization, again) == (known, application)
    with pytest.raises(AlreadyMoved):
        arrivals.begin(arrival=arrival, by=arrival.user, now=NOW)


def test_asking_twice_is_one_arrival():
    round, user = make.OpenRoundFactory(), UserFactory()
    given = {"title": "Director", "organization_name": "Elm", "round": round}

    one = arrivals.arrive(user=user, now=NOW, **given)
    two = arrivals.arrive(user=user, now=LATER, **given)

    assert one == two


def test_a_declined_person_is_not_let_in():
    OrganizationFactory(name=make.ArrivalFactory.organization_name)
    arrival = make.ArrivalFactory()
    arrivals.begin(arrival=arrival, by=arrival.user, now=NOW)

    arrivals.decline(arrival=arrival, by=UserFactory(), now=NOW)

    assert (arrival.state, Membership.objects.count()) == ("declined", 0)
