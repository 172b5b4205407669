"""What happens to applications, readings, replies, offers and arrivals."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from foundation.errors import AlreadyMoved, Refused, Stale
from foundation.models import Transition
from foundation.states import move
from instruments import services as sheets
from instruments.models import SheetState
from matching import interest
from matching.models import (
    APPLICATION_MOVES,
    ARRIVAL_MOVES,
    OFFER_MOVES,
    Application,
    ApplicationState,
    Arrival,
    ArrivalState,
    Offer,
    OfferState,
    Reading,
    Reply,
    RuleSet,
    Worry,
)
from matching.services import applications, arrivals, offers, readings
from partnerships.models import Initiative, Membership, Organization, RoundState
from tests import factories_matching as make
from tests.factories import NOW, TODAY, MembershipFactory, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


# -- states: the whole grid ------------------------------------------------------------------------
@pytest.mark.parametrize("old", ApplicationState)
@pytest.mark.parametrize("new", ApplicationState)
def test_an_application_moves_only_along_the_map(old, new):
    application, by = make.in_state(old), UserFactory()
    screened = {
        "submitted_at": NOW, "submitted_by": by, "answer_by": TODAY, "screened_at": NOW,
        "screened_by": by, "kind_fits": True, "work_is_active": True,
    }  # fmt: skip

    if new in APPLICATION_MOVES[old]:
        move(application, new, moves=APPLICATION_MOVES, by=by, now=NOW, **screened)
        assert [(t.old, t.new, t.by) for t in Transition.objects.about(application)] == [
            (old, new, by)
        ]
    else:
        with pytest.raises(AlreadyMoved):
            move(application, new, moves=APPLICATION_MOVES, by=by, now=NOW, **screened)
        assert not Transition.objects.about(application).exists()


@pytest.mark.parametrize("old", OfferState)
@pytest.mark.parametrize("new", OfferState)
def test_an_offer_moves_only_along_the_map(old, new):
    offer = make.OfferFactory(state=old)

    if new in OFFER_MOVES[old]:
        move(offer, new, moves=OFFER_MOVES, by=None, now=NOW)
        assert Offer.objects.get(pk=offer.pk).state == new
    else:
        with pytest.raises(AlreadyMoved):
            move(offer, new, moves=OFFER_MOVES, by=None, now=NOW)


@pytest.mark.parametrize("old", ArrivalState)
@pytest.mark.parametrize("new", ArrivalState)
def test_an_arrival_moves_only_along_the_map(old, new):
    arrival = make.ArrivalFactory(state=old, organization=OrganizationFactory())

    if new in ARRIVAL_MOVES[old]:
        move(arrival, new, moves=ARRIVAL_MOVES, by=None, now=NOW)
        assert Arrival.objects.get(pk=arrival.pk).state == new
    else:
        with pytest.raises(AlreadyMoved):
            move(arrival, new, moves=ARRIVAL_MOVES, by=None, now=NOW)


# -- constraints, each violated once ---------------------------------------------------------------
@pytest.mark.parametrize(
    ("state", "broken", "name"),
    [
        ("assessing", {"state": "elsewhere"}, "application_state_known"),
        ("submitted", {"submitted_by": None}, "application_sent_has_who_and_when"),
        ("submitted", {"answer_by": None}, "application_sent_has_who_and_when"),
        ("assessing", {"screened_by": None}, "application_screened_has_who_and_when"),
        ("assessing", {"kind_fits": None}, "application_screened_has_who_and_when"),
        ("ready", {"initiative": None}, "application_ready_has_initiative"),
        ("draft", {"stage": "somewhere"}, "application_stage_known"),
        ("draft", {"educators": "parents"}, "application_educators_known"),
    ],
)
def test_the_database_refuses_half_an_application(state, broken, name):
    application = make.in_state(state)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(**broken)


def test_one_open_form_an_organization_and_round():
    application = make.ApplicationFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        make.ApplicationFactory(round=application.round, organization=application.organization)


def test_an_initiative_is_once_in_a_round():
    one = make.in_state("ready")

    with pytest.raises(IntegrityError), transaction.atomic():
        make.ApplicationFactory(round=one.round, initiative=one.initiative)


@pytest.mark.parametrize("factory", [make.ApplicationFactory, make.OfferFactory])
def test_the_database_refuses_a_listed_organization(factory):
    listed = OrganizationFactory(enrolled_at=None)

    with pytest.raises(IntegrityError, match="listed organization"), transaction.atomic():
        factory(organization=listed)


@pytest.mark.parametrize("model", [Reading, Reply])
def test_a_row_is_about_one_thing(model):
    both = {"application": make.in_state("ready"), "offer": make.OfferFactory()}
    by = UserFactory()
    row = {
        Reading: {"place": "first", "reader": by, "created_at": NOW, "changed_at": NOW},
        Reply: {
            "result": "ready", "words": "x", "next_step": "x", "next_on": TODAY, "by": by,
            "at": NOW,
        },
    }[model]  # fmt: skip

    for about in (both, {}):
        with pytest.raises(IntegrityError, match="of_one_thing"), transaction.atomic():
            model.objects.create(**row, **about)


@pytest.mark.parametrize("again", ["place", "reader"])
def test_a_reader_reads_once_and_a_place_has_one_reader(again):
    application = make.answered()
    first = make.first(application)
    other = {"place": "second", "reader": UserFactory()} | {again: getattr(first, again)}

    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.create(application=application, created_at=NOW, changed_at=NOW, **other)


def test_a_reading_has_a_known_place():
    with pytest.raises(IntegrityError, match="reading_place_known"), transaction.atomic():
        Reading.objects.create(
            application=make.in_state("ready"), place="third", reader=UserFactory(),
            created_at=NOW, changed_at=NOW,
        )  # fmt: skip


def test_a_reply_against_the_rule_has_a_reason():
    with pytest.raises(IntegrityError, match="against_the_rule"), transaction.atomic():
        Reply.objects.create(
            application=make.in_state("ready"), result="ready", by_rule="talk", words="x",
            next_step="x", next_on=TODAY, by=UserFactory(), at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("make_row", "broken"),
    [
        (lambda: make.OfferFactory(), {"state": "x"}),
        (lambda: make.OfferFactory(), {"places": 0}),
        (lambda: make.ArrivalFactory(), {"state": "x"}),
        (lambda: make.ArrivalFactory(), {"state": "in"}),
    ],
)
def test_the_database_refuses_unknown_words(make_row, broken):
    row = make_row()

    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**broken)


def test_rules_stay_between_one_and_four():
    program = make.OpenRoundFactory().program

    with pytest.raises(IntegrityError, match="levels_1_to_4"), transaction.atomic():
        RuleSet.objects.create(program=program, ready_level=5, created_at=NOW, changed_at=NOW)


def test_one_worry_a_person_with_a_writer():
    offer, by = make.OfferFactory(), UserFactory()
    Worry.objects.create(offer=offer, created_by=by, created_at=NOW, changed_at=NOW)

    for who in (by, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            Worry.objects.create(offer=offer, created_by=who, created_at=NOW, changed_at=NOW)


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


# -- readings --------------------------------------------------------------------------------------
def test_the_facilitators_reading_lies_ready_when_the_answers_are_signed_off():
    application = make.answered()

    reading = make.first(application)

    assert (reading.reader, reading.finished_at) == (application.facilitator, None)
    assert make.levels_sheet(reading).voice == "levels"


def test_a_reading_is_not_finished_before_all_nine():
    application = make.answered()
    eight = {key: level for key, level in make.READY.items() if key != "R9"}

    with pytest.raises(Refused):
        make.rate(make.first(application), eight)

    assert make.first(application).finished_at is None


def test_a_gap_is_noted_talked_through_and_never_averaged():
    application = make.read()
    make.second(application, {**make.PREPARE, "R8": 4, "R4": 2})
    assert application.apart == ["R8"]
    with pytest.raises(Refused, match="two steps apart"):
        make.reply(application)

    readings.talk_through(
        subject=application, words="The calendar needs the board.", by=application.facilitator,
        now=NOW,
    )  # fmt: skip
    sent = make.reply(application)

    assert application.apart == []
    assert sent.levels["R8"] == 2
    assert sorted(
        make.levels_sheet(r).answers.get(item__key="R8").level
        for r in Reading.objects.of(application)
    ) == [2, 4]


def test_a_new_gap_after_the_talk_needs_another():
    application = make.read()
    reading = make.second(application, {**make.PREPARE, "R8": 4})
    by = application.facilitator
    readings.talk_through(subject=application, words="Agreed.", by=by, now=NOW)
    sheet = make.levels_sheet(reading)
    readings.take_up_again(
        reading=reading, sheet=sheet, why="I misread.", by=reading.reader, now=NOW
    )

    make.rate(reading, {**make.PREPARE, "R5": 3})

    application.refresh_from_db()
    assert application.apart == ["R5"]


def test_there_is_nothing_to_talk_through_without_a_gap():
    application = make.read()

    with pytest.raises(Refused):
        readings.talk_through(subject=application, words="x", by=UserFactory(), now=NOW)


def test_a_place_is_taken_once():
    application = make.answered()
    make.second(application)

    for who in (make.facilitator(application.round.program), application.facilitator):
        with pytest.raises(Refused):
            readings.start(subject=application, reader=who, place="second", by=who, now=NOW)


def test_the_note_of_a_reader_is_cleaned_and_kept():
    reading = make.first(make.answered())

    readings.keep_note(reading=reading, note="seen\x00 it", by=reading.reader, now=LATER)

    reading.refresh_from_db()
    assert (reading.note, reading.version) == ("seen it", 2)


# -- the reply -------------------------------------------------------------------------------------
def test_a_reply_moves_the_state_and_keeps_what_it_was_decided_on():
    application = make.read()

    sent = make.reply(application)

    application.refresh_from_db()
    assert (application.state, sent.by_rule, sent.levels) == (
        "preparing",
        "preparing",
        make.PREPARE,
    )
    assert sent.rule == {
        "ready_level": 3, "unclear_level": 2, "will_level": 2, "able_level": 3,
        "build_level": 2, "ready_mean": "2.75",
    }  # fmt: skip


def test_a_ready_organization_gets_its_initiative_into_the_directory_without_candid_words():
    application = make.read(make.READY)

    make.reply(application, "ready")

    made = Initiative.objects.get()
    application.refresh_from_db()
    assert application.initiative == made
    assert (made.title, made.stage, made.challenge, made.doing) == (
        "new teacher retention", "exploring", "", "",
    )  # fmt: skip


def test_a_reply_needs_a_finished_reading():
    application = make.answered()

    with pytest.raises(Refused):
        make.reply(application)

    application.refresh_from_db()
    assert application.state == "assessing"


def test_a_result_against_the_rule_needs_a_reason_that_is_kept():
    application = make.read()
    with pytest.raises(Refused):
        make.reply(application, "ready", override_reason=" ")

    sent = make.reply(application, "ready", override_reason="They have since found the cause.")

    assert (sent.result, sent.by_rule, sent.override_reason) == (
        "ready", "preparing", "They have since found the cause.",
    )  # fmt: skip


def test_a_reason_without_an_override_is_dropped():
    sent = make.reply(make.read(), override_reason="left from before")

    assert sent.override_reason == ""


def test_the_programs_own_rule_decides():
    application = make.read(make.READY)
    RuleSet.objects.create(
        program=application.round.program, ready_level=4, created_at=NOW, changed_at=NOW
    )

    with pytest.raises(Refused):
        make.reply(application, "ready")


def test_prepared_organizations_are_read_again_with_nothing_to_fill_in():
    application = make.read()
    make.reply(application)
    application.refresh_from_db()

    readings.read_again(subject=application, by=application.facilitator, now=LATER)
    make.rate(make.first(application), make.READY)
    make.reply(application, "ready")

    application.refresh_from_db()
    assert application.state == "ready"
    assert make.words_of(application).state == SheetState.SIGNED_OFF
    assert [r.result for r in application.reply_set.order_by("at", "result")][-2:] == [
        "preparing", "ready",
    ]  # fmt: skip


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

    assert offer.state == "asked"


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
    round = make.OpenRoundFactory()
    given = {"name": "New", "title": "Director", "organization_name": "Elm", "round": round}

    one = arrivals.note(email="New@elm.example", now=NOW, **given)
    two = arrivals.note(email="new@ELM.example", now=LATER, **given)

    assert one == two


def test_a_declined_person_is_not_let_in():
    OrganizationFactory(name=make.ArrivalFactory.organization_name)
    arrival = make.ArrivalFactory()
    arrivals.begin(arrival=arrival, by=arrival.user, now=NOW)

    arrivals.decline(arrival=arrival, by=UserFactory(), now=NOW)

    assert (arrival.state, Membership.objects.count()) == ("declined", 0)
