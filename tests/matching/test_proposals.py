"""The services of a proposal: what may be proposed, sealed answers, outcomes, messages, time."""

import contextlib
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from foundation.errors import AlreadyMoved, Refused, Stale
from foundation.models import Signature, Transition
from matching import authority, deadlines, reminders
from matching.models import (
    PROPOSAL_MOVES,
    AlignmentReview,
    Consent,
    MatchProposal,
    Offer,
    ProposalState,
)
from matching.services import consent, proposals, reviews
from notifications import planner, rules
from notifications.models import Message
from partnerships.models import Membership, Organization, Partnership, Phase
from tests import factories_matching as forms
from tests import factories_proposals as make
from tests.factories import NOW, MembershipFactory
from tests.factories_proposals import P, T

pytestmark = pytest.mark.django_db
S = ProposalState
DAY = timedelta(days=1)
ASK_WHO = "may decide for it yet. Ask them who decides, first."


def steer(proposal):
    return {"proposal": proposal, "by": proposal.application.facilitator, "now": NOW}


# -- what may be proposed --------------------------------------------------------------------------
def test_a_judged_pair_becomes_a_proposal_and_goes_to_both_sides():
    proposal = make.drafted()
    assert (proposal.state, Message.objects.count()) == ("drafted", 0)

    proposals.send(**steer(proposal))

    fresh = make.again(proposal)
    assert (fresh.state, fresh.turn, fresh.application.state) == ("sent", 1, "proposed")
    people = {(row.side, row.user_id) for row in fresh.people.filter(decides=True)}
    assert people == {(side, make.who(fresh, side).pk) for side in (P, T)}
    asked = {(m.person_id, m.kind, m.minutes) for m in Message.objects.all()}
    assert asked == {(make.who(fresh, side).pk, "consent", 5) for side in (P, T)}


@pytest.mark.parametrize(
    ("lacks", "sentence"),
    [
        ({"level_a": 1, "level_c": 1}, "None of the three ways fits much or fully."),
        ({"level_a": None, "level_c": None}, "None of the three ways of fitting is judged yet."),
        ({"shareable": 0}, "Nothing is known yet that may be shared on this."),
        ({"shareable": None}, "Nothing is known yet that may be shared on this."),
        ({"benefit": 0}, "It is not known yet what each side gains."),
    ],
)
def test_what_the_judgment_lacks_needs_a_reason_that_is_kept(lacks, sentence):
    application, offer, _people = make.pair()
    review = make.reviewed(application, offer, **lacks)

    with pytest.raises(Refused, match=sentence.replace(".", r"\.")):
        make.drafted(review=review)
    kept = make.drafted(review=review, override="Both asked for it by name.")

    assert kept.override_reason == "Both asked for it by name."


def test_a_reason_that_was_not_needed_is_not_kept():
    application, offer, _people = make.pair()

    kept = make.drafted(review=make.reviewed(application, offer), override="Just so.")

    assert kept.override_reason == ""


def unenroll(application, offer):
    Organization.objects.filter(pk=offer.organization_id).update(enrolled_at=None)
    offer.organization.refresh_from_db()


def nobody_decides(application, offer):
    Membership.objects.filter(organization=application.organization).update(leads=False)


def not_willing(application, offer):
    offer.state = "talk"


def places_taken(application, offer):
    other = make.ready(round=application.round, organization=forms.OrganizationFactory())
    make.decider(other.organization)
    make.worker(other.organization)
    proposal = make.drafted(review=make.reviewed(other, offer))
    proposals.send(proposal=proposal, by=other.facilitator, now=NOW)


def another_stands(application, offer):
    second = make.willing(application.round, said="Stonebridge")
    make.decider(second.organization)
    make.worker(second.organization)
    proposal = make.drafted(review=make.reviewed(application, second))
    proposals.send(proposal=proposal, by=application.facilitator, now=NOW)
    application.refresh_from_db()


@pytest.mark.parametrize(
    ("happens", "sentence"),
    [
        (unenroll, "Prairie is listed, not enrolled. Invite it to join first."),
        (
            nobody_decides,
            "Nobody at Cedarbrook may decide for it yet. Ask them who decides, first.",
        ),
        (not_willing, "Prairie is not found willing and able yet."),
        (places_taken, "The places of Prairie in this round are taken."),
        (another_stands, "Another proposal stands for Cedarbrook, or it is not ready."),
    ],
)
def test_each_obstacle_has_its_sentence(happens, sentence):
    application, offer, _people = make.pair()
    assert proposals.obstacles(application, offer, NOW) == []

    happens(application, offer)

    assert proposals.obstacles(application, offer, NOW) == [sentence]


@pytest.mark.parametrize("happens", [nobody_decides, places_taken])
def test_what_changed_since_it_was_written_stops_the_sending(happens):
    application, offer, _people = make.pair()
    proposal = make.drafted(review=make.reviewed(application, offer))
    happens(application, offer)

    with pytest.raises(Refused):
        proposals.send(proposal=proposal, by=application.facilitator, now=NOW)

    assert make.again(proposal).state == "drafted"
    assert not Message.objects.filter(context_id=proposal.pk).exists()


def test_a_second_draft_for_the_same_organization_is_refused():
    proposal = make.drafted()

    with pytest.raises(Refused, match="Another proposal stands"):
        make.drafted(review=proposal.review)


def test_whoever_facilitates_belongs_to_neither():
    application, offer, _people = make.pair()
    review = make.reviewed(application, offer)
    insider = MembershipFactory(organization=offer.organization).user

    with pytest.raises(Refused, match="neither of the two"):
        make.drafted(review=review, facilitator=insider)


@pytest.mark.parametrize("ends_on", [date(2027, 10, 30), date(2028, 5, 2)])
def test_a_length_outside_six_to_twelve_months_is_refused(ends_on):
    with pytest.raises(Refused, match="six to twelve months"):
        make.drafted(ends_on=ends_on)


def test_the_shortest_length_is_six_months():
    assert make.drafted(ends_on=date(2027, 10, 31)).state == "drafted"


def test_who_does_not_decide_cannot_be_named_to_decide():
    application, offer, people = make.pair()
    review = make.reviewed(application, offer)
    plain = make.worker(application.organization)
    wrong = [(plain, P, True, True), (people[T], T, True, True)]

    with pytest.raises(Refused, match="does not decide for Cedarbrook"):
        proposals.draft(
            review=review, values=make.values(application), people=wrong, override_reason="",
            by=application.facilitator, now=NOW,
        )  # fmt: skip

    assert not MatchProposal.objects.exists()


def test_a_sent_page_stays_as_it_is():
    proposal = make.sent()

    with pytest.raises(Refused, match="its words stay"):
        proposals.change(
            **steer(proposal), values=make.values(proposal.application), people=[], expected=1
        )


def test_two_people_change_a_draft_and_neither_text_is_lost():
    proposal = make.drafted()
    given = {
        "values": make.values(proposal.application, purpose="Mine"),
        "people": make.named(proposal.application, proposal.offer),
    }
    proposals.change(**steer(proposal), **given, expected=1)

    with pytest.raises(Stale):
        proposals.change(**steer(make.again(proposal)), **given, expected=1)

    assert (make.again(proposal).purpose, proposal.people.count()) == ("Mine", 4)


# -- the judgment ----------------------------------------------------------------------------------
def test_a_new_first_choice_takes_the_place_of_the_other():
    application, offer, _people = make.pair()
    second = make.willing(application.round, said="Stonebridge")
    make.reviewed(application, offer)

    make.reviewed(application, second)

    judged = dict(AlignmentReview.objects.values_list("offer", "judgment"))
    assert judged == {offer.pk: "reserve", second.pk: "first"}


def test_a_judgment_of_two_rounds_is_refused():
    application, _offer, _people = make.pair()

    with pytest.raises(Refused, match="not in the same round"):
        make.reviewed(application, make.willing(forms.OpenRoundFactory(), said="Away"))


def test_a_stale_judgment_is_caught():
    application, offer, _people = make.pair()
    make.reviewed(application, offer)

    with pytest.raises(Stale):
        reviews.judge(
            application=application, offer=offer, values={**make.JUDGED, "in_short": "Other"},
            expected=0, by=application.facilitator, now=NOW,
        )  # fmt: skip


# -- the answers -----------------------------------------------------------------------------------
def test_two_yeses_make_one_partnership_in_the_same_moment():
    proposal = make.sent()
    make.say(proposal, P)
    assert Partnership.objects.count() == 0

    make.say(proposal, T)

    fresh = make.again(proposal)
    made = Partnership.objects.get()
    assert (fresh.state, fresh.application.state, fresh.partnership) == ("matched", "matched", made)
    assert made.phase == Phase.FORMING
    seats = {(row.side, row.decides, row.implements) for row in made.roster.all()}
    assert seats == {(side, *roles) for side in (P, T) for roles in ((True, False), (False, True))}
    assert made.lead(P) == fresh.application.organization
    assert made.facilitator == fresh.facilitator
    signed = {(s.side, s.by_id, s.cleared_at) for s in Signature.objects.about(proposal)}
    assert signed == {(side, make.who(proposal, side).pk, None) for side in (P, T)}
    assert proposals.obstacles(fresh.application, fresh.offer, NOW) != []


GRID = [
    ("accept", "accept", "matched", "matched"),
    ("accept", "conditions", "sent", "proposed"),
    ("conditions", "accept", "sent", "proposed"),
    ("conditions", "conditions", "sent", "proposed"),
    ("accept", "decline", "not_proceeding", "ready"),
    ("decline", "accept", "not_proceeding", "ready"),
    ("conditions", "decline", "not_proceeding", "ready"),
    ("decline", "conditions", "not_proceeding", "ready"),
    ("decline", "decline", "not_proceeding", "ready"),
]


@pytest.mark.parametrize(("one", "two", "state", "application"), GRID)
def test_every_pair_of_answers_has_its_outcome(one, two, state, application):
    proposal = make.sent()

    for side, answer in ((P, one), (T, two)):
        said = "Names stay here." if answer == "conditions" else ""
        make.say(proposal, side, answer, conditions=said)

    fresh = make.again(proposal)
    assert (fresh.state, fresh.application.state) == (state, application)
    assert Partnership.objects.count() == (state == "matched")
    assert fresh.answered_at == NOW
    with pytest.raises(Refused):
        make.say(proposal, P, "accept")


@pytest.mark.parametrize("answer", ["accept", "decline", "conditions"])
def test_one_answer_decides_nothing_and_can_be_changed(answer):
    proposal = make.sent()
    said = "Names stay here." if answer == "conditions" else ""
    make.say(proposal, P, answer, conditions=said)

    again = make.say(proposal, P, "decline", reason="The board said no.")

    fresh = make.again(proposal)
    assert (fresh.state, fresh.answered_at, fresh.application.state) == ("sent", None, "proposed")
    assert (again.answer, again.conditions, Consent.objects.count()) == ("decline", "", 1)
    assert not Signature.objects.about(proposal).filter(cleared_at=None).exists()
    assert Transition.objects.about(proposal).count() == 1


def test_a_second_person_of_a_side_does_not_overwrite_unseen():
    proposal = make.sent()
    colleague = make.decider(proposal.application.organization).user
    make.say(proposal, P)

    with pytest.raises(Refused, match="A colleague has answered"):
        make.say(proposal, P, "decline", by=colleague, expected=0)
    make.say(proposal, P, "accept", by=colleague)

    standing = Signature.objects.about(proposal).get(cleared_at=None)
    assert (standing.by, Consent.objects.get().by) == (colleague, colleague)


def test_who_does_not_decide_cannot_answer():
    proposal = make.sent()
    plain = make.worker(proposal.application.organization).user
    other = make.who(proposal, T)

    for person in (plain, other, proposal.application.facilitator):
        with pytest.raises(Refused, match="Only who decides for Cedarbrook"):
            make.say(proposal, P, by=person)

    assert not Consent.objects.exists()


def test_authority_ends_with_its_day():
    proposal = make.sent()
    person = make.who(proposal, P)
    Membership.objects.filter(user=person).update(until=NOW.date())

    with pytest.raises(Refused, match="Only who decides"):
        make.say(proposal, P)


def test_what_is_signed_is_what_was_read():
    proposal = make.sent()

    with pytest.raises(Refused, match="The page has changed"):
        make.say(proposal, P, seen="0" * 64)

    assert not Consent.objects.exists()


def test_conditions_without_words_are_refused():
    with pytest.raises(Refused, match="Write what has to be settled"):
        make.say(make.sent(), P, "conditions")


def test_settled_words_are_shown_to_both_and_both_answer_once_more():
    proposal = make.sent()
    make.say(proposal, P, "conditions", conditions="Sessions after 3 pm.")
    make.say(proposal, T)
    before = make.again(proposal)

    consent.settle(**steer(before), words="Sessions begin at 3:30 pm.")

    fresh = make.again(proposal)
    assert (fresh.turn, fresh.answered_at, fresh.state) == (2, None, "sent")
    assert fresh.content(T)["settled"] == "Sessions begin at 3:30 pm."
    assert not Signature.objects.about(proposal).filter(cleared_at=None).exists()
    requests = Message.objects.filter(kind="consent", key__contains=":turn2:")
    assert {m.person for m in requests} == {make.who(proposal, side) for side in (P, T)}
    make.say(proposal, T, now=NOW + DAY)
    assert Partnership.objects.count() == 0
    make.say(proposal, P, now=NOW + DAY)
    assert make.again(proposal).state == "matched"
    assert Consent.objects.filter(turn=1).count() == 2


@pytest.mark.parametrize("words", ["", "  "])
def test_nothing_is_settled_without_words(words):
    proposal = make.sent()
    make.say(proposal, P, "conditions", conditions="x")
    make.say(proposal, T)

    with pytest.raises(Refused):
        consent.settle(**steer(make.again(proposal)), words=words)


def test_nothing_is_settled_before_both_have_answered():
    proposal = make.sent()
    make.say(proposal, P, "conditions", conditions="x")

    with pytest.raises(Refused):
        consent.settle(**steer(make.again(proposal)), words="Something")


def test_what_holds_up_the_founding_does_not_undo_the_second_yes():
    proposal = make.sent()
    make.say(proposal, P)
    gone = Membership.objects.filter(organization=proposal.offer.organization, leads=False).get()
    Membership.objects.filter(pk=gone.pk).update(until=NOW.date())

    make.say(proposal, T)

    fresh = make.again(proposal)
    assert (fresh.state, Consent.objects.count(), Partnership.objects.count()) == ("sent", 2, 0)
    assert "is not at Prairie any more" in fresh.held_up_by
    with pytest.raises(Refused):
        consent.found_now(**steer(fresh))
    Membership.objects.filter(pk=gone.pk).update(until=None)
    consent.found_now(**steer(fresh))
    assert make.again(proposal).state == "matched"


def test_founding_by_hand_needs_two_yeses():
    proposal = make.sent()
    make.say(proposal, P)
    make.say(proposal, T, "conditions", conditions="x")

    with pytest.raises(Refused, match="Both sides have to say yes"):
        consent.found_now(**steer(make.again(proposal)))


# -- states ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("state", S)
def test_each_state_moves_only_where_the_map_says(state):
    def attempt(act):
        with transaction.atomic():
            proposal = make.in_state(state)
            with contextlib.suppress(Refused, AlreadyMoved):
                act(proposal)
            reached = make.again(proposal).state
            transaction.set_rollback(True)
        return reached

    last = NOW + 15 * DAY
    acts = [
        lambda p: proposals.send(**steer(p)),
        lambda p: proposals.withdraw(**steer(p), why="A mistake."),
        lambda p: proposals.expire_due(last),
        lambda p: [make.say(p, P), make.say(p, T)],
        lambda p: [make.say(p, P), make.say(p, T, "decline")],
    ]
    reached = {attempt(act) for act in acts} - {state}

    assert reached == PROPOSAL_MOVES[state]


def test_a_withdrawal_frees_the_place_and_the_organization():
    proposal = make.sent()
    make.say(proposal, P)

    proposals.withdraw(**steer(proposal), why="The director moved away.")

    fresh = make.again(proposal)
    assert (fresh.state, fresh.application.state) == ("withdrawn", "ready")
    assert proposals.obstacles(fresh.application, fresh.offer, NOW) == []
    mails = Message.objects.exclude(state__in=["superseded", "stopped"])
    assert not any("moved away" in f"{m.subject} {m.body}" for m in mails)
    assert not Message.objects.filter(kind="consent", state="queued").exists()


def test_a_withdrawn_draft_tells_nobody():
    proposal = make.drafted()

    proposals.withdraw(**steer(proposal), why="Another idea.")

    assert (make.again(proposal).state, Message.objects.count()) == ("withdrawn", 0)
    assert make.again(proposal).application.state == "ready"


# -- time ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("zone", "ends"),
    [
        ("Pacific/Honolulu", datetime(2027, 3, 23, 10, tzinfo=UTC)),
        ("America/New_York", datetime(2027, 3, 23, 4, tzinfo=UTC)),  # clocks changed on the 14th
        ("Pacific/Kiritimati", datetime(2027, 3, 23, 10, tzinfo=UTC)),
    ],
)
def test_fourteen_days_end_at_midnight_where_the_person_is(zone, ends):
    asked = datetime(2027, 3, 8, 15, tzinfo=UTC)

    assert deadlines.until(asked, zone) == ends


def test_an_evening_in_honolulu_counts_from_its_own_day():
    asked = datetime(2027, 3, 9, 6, tzinfo=UTC)  # Monday 8 March, 8 pm in Honolulu

    until = deadlines.until(asked, "Pacific/Honolulu")

    assert until == datetime(2027, 3, 23, 10, tzinfo=UTC)
    assert deadlines.last_day(until, "Pacific/Honolulu") == date(2027, 3, 22)


def test_honolulu_answers_until_its_own_midnight_and_not_a_second_longer():
    proposal = make.sent(zones={P: "Pacific/Honolulu", T: "America/New_York"})
    midnight = datetime(2027, 3, 23, 10, tzinfo=UTC)
    eastern = datetime(2027, 3, 23, 4, tzinfo=UTC)
    assert (proposal.partner_until, proposal.thought_partner_until) == (midnight, eastern)

    with pytest.raises(Refused, match="The fourteen days are over"):
        make.say(proposal, T, now=eastern)
    make.say(proposal, P, now=midnight - timedelta(seconds=1))
    with pytest.raises(Refused, match="The fourteen days are over"):
        make.say(proposal, P, "decline", now=midnight)

    assert proposals.expire_due(midnight - timedelta(seconds=1)) == 0
    assert proposals.expire_due(midnight) == 1
    assert proposals.expire_due(midnight) == 0
    assert make.again(proposal).state == "expired"
    with pytest.raises(Refused, match="The fourteen days are over"):
        make.say(proposal, T, now=midnight + DAY)


def test_two_answers_in_time_are_never_expired():
    proposal = make.sent()
    make.say(proposal, P, "conditions", conditions="x")
    make.say(proposal, T)

    assert proposals.expire_due(NOW + 30 * DAY) == 0


def test_the_planner_lets_it_end():
    proposal = make.sent()

    planner.plan(NOW + 16 * DAY)

    assert make.again(proposal).state == "expired"


# -- messages --------------------------------------------------------------------------------------
def due(now):
    return sorted((d.at, d.person.pk) for d in reminders.ConsentRequest().due(now))


def test_who_has_not_answered_is_asked_again_after_four_and_nine_days():
    proposal = make.sent()
    person = make.who(proposal, T)
    make.say(proposal, P)

    found = due(NOW + 3 * DAY)

    days = (timedelta(0), 4 * DAY, 9 * DAY)
    assert found == [(NOW + after, person.pk) for after in days]
    make.say(proposal, T)
    assert due(NOW + 3 * DAY) == []


def test_nobody_is_asked_again_once_it_ended_or_is_to_be_settled():
    ended, settling = make.sent(), make.sent()
    proposals.withdraw(**steer(ended), why="x")
    make.say(settling, P, "conditions", conditions="x")
    make.say(settling, T)

    assert due(NOW) == []


def test_the_planned_request_is_the_one_that_was_sent():
    make.sent()

    planner.plan(NOW)
    planner.plan(NOW)

    assert sorted(Message.objects.values_list("key", flat=True).distinct()) == sorted(
        Message.objects.values_list("key", flat=True)
    )
    assert Message.objects.filter(kind="consent").count() == 4  # now and day 4, each side


def test_a_reminder_stops_without_saying_what_was_answered():
    proposal = make.sent()
    planner.plan(NOW)
    message = Message.objects.filter(person=make.who(proposal, P)).latest("planned_for")
    rule = reminders.ConsentRequest()
    assert rule.stopped(message, NOW) == ""

    make.say(proposal, P, "decline")
    message.refresh_from_db()

    assert rule.stopped(message, NOW) == "Answered."
    proposals.withdraw(**steer(proposal), why="x")
    assert rule.stopped(message, NOW) == "The proposal ended."
    assert message.stopped_because == "Answered."


def test_the_outcome_goes_to_both_sides_and_the_facilitator():
    proposal = make.sent()
    make.say(proposal, P)
    make.say(proposal, T)

    told = {m.person_id for m in Message.objects.filter(kind="notice")}

    both = {make.who(proposal, side).pk for side in (P, T)}
    assert told == {*both, proposal.application.facilitator_id}


@pytest.mark.parametrize("how", ["decline", "expired", "withdrawn"])
def test_the_words_of_not_proceeding_are_the_same_whatever_ended_it(how):
    proposal = make.sent()
    make.say(proposal, P)
    if how == "decline":
        make.say(proposal, T, "decline")
    elif how == "expired":
        proposals.expire_due(NOW + 16 * DAY)
    else:
        proposals.withdraw(**steer(proposal), why="x")

    told = Message.objects.get(kind="notice", person=make.who(proposal, P))

    assert told.subject == "The proposed match for Cedarbrook is not proceeding"
    assert told.body == (
        "The match we proposed for Cedarbrook is not proceeding. This says nothing about your work,"
        " and nothing you wrote is lost.\n\nThere is nothing for you to do."
        f" {proposal.application.facilitator} writes to you about what comes next; you can answer"
        " this mail at any time."
    )


def test_a_request_names_the_day_the_price_and_not_the_other_side():
    proposal = make.sent(zones={P: "Pacific/Honolulu"})

    asked = Message.objects.get(person=make.who(proposal, P))

    assert asked.subject == "By Monday 22 March: one page to read for Cedarbrook"
    assert "5 minutes" in asked.body
    assert "Prairie" not in asked.subject + asked.body
    assert asked.expires_at == proposal.partner_until


def test_the_ask_has_its_price():
    prices = {price.rule: (price.who, price.minutes) for price in rules.prices()}

    assert prices["matching.consent"] == ("leader", 5)


# -- nothing of one side's answer anywhere ---------------------------------------------------------
SECRET = "ZQ-only-for-the-facilitator"


def everything(*, but=()):
    """Return all rows of all models as text."""
    found = []
    for model in apps.get_models():
        if model._meta.label not in but:
            found += [json.dumps(row, default=str) for row in model.objects.values()]
    return "\n".join(found)


@pytest.mark.parametrize("answer", ["accept", "decline", "conditions"])
@pytest.mark.parametrize("then", ["nothing", "answered", "withdrawn", "expired"])
def test_words_of_an_answer_are_written_in_one_place_only(answer, then):
    proposal = make.sent()
    conditions = f"{SECRET} first" if answer == "conditions" else ""
    make.say(proposal, P, answer, conditions=conditions, reason=f"{SECRET} reason")
    if then == "answered":
        make.say(proposal, T)
    elif then == "withdrawn":
        proposals.withdraw(**steer(proposal), why="x")
    elif then == "expired":
        proposals.expire_due(NOW + 16 * DAY)
    planner.plan(NOW)

    assert SECRET in everything()
    assert SECRET not in everything(but={"matching.Consent"})


def test_history_does_not_name_who_said_no():
    proposal = make.sent()
    make.say(proposal, P)
    make.say(proposal, T, "decline")

    rows = Transition.objects.about(proposal).filter(new="not_proceeding")

    assert [(row.by, row.why) for row in rows] == [(None, "")]


# -- constraints -----------------------------------------------------------------------------------
def broken(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def test_each_constraint_of_a_proposal_holds():
    proposal = make.drafted()
    row = MatchProposal.objects.filter(pk=proposal.pk)

    broken(lambda: row.update(state="odd"))
    broken(lambda: row.update(state="sent"))
    broken(lambda: row.update(state="matched", sent_at=NOW, asked_at=NOW, partner_until=NOW,
                              thought_partner_until=NOW))  # fmt: skip
    broken(lambda: row.update(ends_on=proposal.starts_on))
    broken(lambda: row.update(turn=0))
    broken(lambda: MatchProposal.objects.create(
        application=proposal.application, offer=proposal.offer, review=proposal.review,
        created_at=NOW, changed_at=NOW, **make.values(proposal.application),
    ))  # fmt: skip


def test_each_constraint_of_people_and_answers_holds():
    proposal = make.sent()
    decides = proposal.people.get(side=P, decides=True)
    works = proposal.people.get(side=P, decides=False)
    make.say(proposal, P)
    row = Consent.objects.filter(proposal=proposal)

    broken(lambda: proposal.people.filter(pk=works.pk).update(user=decides.user))
    broken(lambda: proposal.people.filter(pk=works.pk).update(decides=True))
    broken(lambda: proposal.people.filter(pk=works.pk).update(side="odd"))
    broken(lambda: row.update(answer="perhaps"))
    broken(lambda: row.update(side="odd"))
    broken(lambda: row.update(answer="conditions"))
    broken(lambda: row.update(conditions="x"))
    broken(lambda: Consent.objects.create(
        proposal=proposal, side=P, by=decides.user, answer="decline", answered_at=NOW,
        created_at=NOW, changed_at=NOW,
    ))  # fmt: skip


def test_each_constraint_of_a_judgment_holds():
    application, offer, _people = make.pair()
    review = make.reviewed(application, offer)
    row = AlignmentReview.objects.filter(pk=review.pk)

    for name in ("level_a", "level_b", "level_c", "shareable", "benefit"):
        broken(lambda name=name: row.update(**{name: 4, "evidence_b": "x"}))
    for mode in "abc":
        broken(lambda mode=mode: row.update(**{f"level_{mode}": 2, f"evidence_{mode}": ""}))
    broken(lambda: row.update(judgment="odd"))
    broken(lambda: make.ReviewFactory(application=application, offer=offer))
    facts = make.about(application, "residency")
    broken(lambda: type(facts).objects.filter(pk=facts.pk).update(work="odd"))


# -- who sees --------------------------------------------------------------------------------------
def test_only_those_who_decide_see_their_own_side_s_answer():
    proposal = make.sent()
    make.say(proposal, P)
    facilitator = proposal.application.facilitator
    seen = {
        "own": make.who(proposal, P),
        "own colleague": make.worker(proposal.application.organization).user,
        "other": make.who(proposal, T),
        "facilitator": facilitator,
        "another facilitator": forms.facilitator(proposal.application.round.program),
        "lead": forms.facilitator(proposal.application.round.program, "facilitation_lead"),
        "officer": forms.facilitator(proposal.application.round.program, "program_officer"),
    }

    counts = {
        name: Consent.objects.visible_to(forms.fresh(user)).count() for name, user in seen.items()
    }

    assert counts == {
        "own": 1, "own colleague": 0, "other": 0, "facilitator": 1, "another facilitator": 0,
        "lead": 1, "officer": 0,
    }  # fmt: skip


def test_a_lead_who_belongs_to_one_side_reads_neither():
    proposal = make.sent()
    make.say(proposal, T)
    lead = forms.facilitator(proposal.application.round.program, "facilitation_lead")
    MembershipFactory(organization=proposal.application.organization, user=lead)
    lead = forms.fresh(lead)

    assert Consent.objects.visible_to(lead).count() == 0
    assert not MatchProposal.objects.in_care_of(lead).exists()
    assert not AlignmentReview.objects.visible_to(lead).exists()


def test_deciders_are_those_of_the_day():
    application, _offer, people = make.pair()
    gone = make.decider(application.organization, until=NOW.date())
    left = make.decider(application.organization, user__is_active=False)

    found = set(authority.deciders(application.organization, NOW.date()))

    assert found == {people[P]}
    assert found.isdisjoint({gone, left})
    assert Offer.objects.count() == 1
