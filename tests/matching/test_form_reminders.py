"""Reminders around forms and after a match: whom, when, how often, and what stops them."""

import json
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from foundation.dates import say_day
from matching import reminders_forms as rows
from matching.models import Application, Offer
from matching.services import applications, beside
from notifications import planner
from notifications.models import Message
from partnerships import membership_services
from partnerships.models import Round, RoundState
from tests import factories_matching as forms
from tests import factories_proposals as make
from tests.factories import NOW, TODAY
from tests.factories_proposals import P, T

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def at(rule, now):
    return sorted(((one.at - NOW).days, one.person) for one in rule().due(now))


# -- row 1 -----------------------------------------------------------------------------------------
def begun(**more):
    form = forms.ApplicationFactory(**more)
    person = forms.member(form.organization)
    Application.objects.filter(pk=form.pk).update(created_by=person)
    return form, person


def test_a_form_begun_is_reminded_of_after_three_and_ten_days():
    _form, person = begun()

    assert at(rows.FinishForm, NOW) == [(3, person)]
    assert at(rows.FinishForm, NOW + 5 * DAY) == [(3, person), (10, person)]
    assert at(rows.FinishForm, NOW + 14 * DAY) == []


def test_the_last_reminder_comes_three_days_before_the_round_closes():
    form, person = begun()
    Round.objects.filter(pk=form.round_id).update(closes_on=TODAY + 8 * DAY)

    assert at(rows.FinishForm, NOW) == [(5, person)]  # day 3 would come two days before it


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Honolulu"])
def test_what_a_mail_asks_by_a_day_its_link_opens_until_that_day_is_over(zone):
    form, person = begun()
    type(person).objects.filter(pk=person.pk).update(time_zone=zone)
    asked = forms.assessing()
    type(person).objects.filter(pk=asked.submitted_by_id).update(time_zone=zone)

    (finish,) = rows.FinishForm().due(NOW)
    nine = next(iter(rows.AnswerReadiness().due(NOW + 3 * DAY)))

    for mail, day in ((finish, form.round.closes_on), (nine, TODAY + 14 * DAY)):
        assert mail.expires_at == datetime.combine(day + DAY, time(), ZoneInfo(zone))
        assert f"By {say_day(day)}" in mail.subject


@pytest.mark.parametrize("why", ["sent", "closed", "left"])
def test_a_form_that_was_sent_or_closed_is_not_reminded_of(why):
    form, person = begun(**forms.WRITTEN)
    planner.plan(NOW)
    message = Message.objects.get(rule="matching.finish_form")
    assert rows.FinishForm().stopped(message, NOW) == ""

    if why == "sent":
        applications.submit(application=form, expected=1, by=person, now=NOW)
    elif why == "closed":
        Round.objects.update(state=RoundState.CLOSED)
    else:
        type(person).objects.filter(pk=person.pk).update(is_active=False)

    assert at(rows.FinishForm, NOW) == []
    stopped = {"sent": "The form was sent.", "closed": "The round has closed.", "left": ""}
    assert rows.FinishForm().stopped(message, NOW) == stopped[why]


@pytest.mark.parametrize(
    ("rule", "name"), [(rows.AnswerReadiness, "readiness"), (rows.AnswerOpenness, "openness")]
)
def test_a_mail_prices_nine_questions_as_their_pages_do(rule, name):
    known = settings.BASE_DIR / "instruments" / "data" / f"{name}.json"

    assert rule.minutes == json.loads(known.read_text())["minutes"]


# -- rows 4 and 7 ----------------------------------------------------------------------------------
def test_nine_questions_are_reminded_of_twice_and_stop_with_the_answer():
    form = forms.assessing()

    assert at(rows.AnswerReadiness, NOW + 3 * DAY) == [
        (4, form.submitted_by), (9, form.submitted_by),
    ]  # fmt: skip
    planner.plan(NOW + 3 * DAY)
    message = Message.objects.filter(rule="matching.answer_readiness").first()
    forms.answer(form)

    assert at(rows.AnswerReadiness, NOW + 3 * DAY) == []
    said = rows.AnswerReadiness().stopped(message, NOW)
    assert said == "The nine questions are answered."


def test_nine_questions_that_are_not_asked_any_more_are_no_answer():
    form = forms.assessing()
    planner.plan(NOW + 3 * DAY)
    message = Message.objects.filter(rule="matching.answer_readiness").first()
    applications.withdraw(application=form, by=form.submitted_by, now=NOW)

    said = rows.AnswerReadiness().stopped(message, NOW)
    assert said == "The nine questions are not asked any more."


def test_who_decides_is_asked_to_share_at_once_and_twice_again():
    offer = forms.offered()
    leader = make.decider(offer.organization).user
    make.worker(offer.organization)

    assert at(rows.AnswerOpenness, NOW + 4 * DAY) == [(7, leader), (10, leader)]
    assert at(rows.AnswerOpenness, NOW) == [(0, leader), (7, leader)]  # a Tuesday, not a Saturday
    Offer.objects.update(state="withdrawn")
    assert at(rows.AnswerOpenness, NOW) == []


def test_who_is_asked_to_share_after_tuesday_to_thursday_morning_is_asked_at_once():
    offer = forms.offered()
    leader = make.decider(offer.organization).user
    asked = NOW + 3 * DAY + timedelta(hours=3)  # Thursday 11 March, noon Central
    Offer.objects.update(created_at=asked)

    planner.plan(asked)

    first = Message.objects.filter(person=leader, rule="matching.answer_openness").earliest(
        "due_at"
    )
    assert first.due_at == asked


def test_no_mail_holds_a_word_that_somebody_wrote():
    begun(challenge="ZQ-candid", title="ZQ-title")
    forms.assessing(challenge="ZQ-candid", title="ZQ-title")
    make.decider(forms.offered().organization)

    for now in (NOW, NOW + 4 * DAY):
        planner.plan(now)

    sent = Message.objects.filter(kind="reminder")
    assert {one.rule for one in sent} == {
        "matching.finish_form", "matching.answer_readiness", "matching.answer_openness",
    }  # fmt: skip
    assert not [one for one in sent if "ZQ-" in one.subject + one.body]


# -- row 11 ----------------------------------------------------------------------------------------
def test_the_facilitator_is_reminded_until_both_sides_were_called():
    proposal = make.sent()
    make.say(proposal, P)
    make.say(proposal, T)
    proposal = make.again(proposal)
    by = {"by": proposal.application.facilitator, "now": NOW}

    assert at(rows.CallBoth, NOW) == [(2, by["by"])]
    beside.log_call(proposal=proposal, side=P, on=TODAY, note="ZQ-worry", **by)
    (due,) = rows.CallBoth().due(NOW)
    assert "ZQ-worry" not in due.subject + due.body
    planner.plan(NOW)
    message = Message.objects.get(rule="matching.call_both")
    beside.log_call(proposal=proposal, side=T, on=TODAY, note="", **by)

    assert at(rows.CallBoth, NOW) == []
    assert rows.CallBoth().stopped(message, NOW) == "Both were called."


def test_nobody_is_asked_to_call_while_it_is_only_proposed():
    make.sent()

    assert at(rows.CallBoth, NOW) == []


# -- who left --------------------------------------------------------------------------------------
def leave(person, organization):
    """End a place as the organization's keeper does."""
    keeper = forms.member(organization, administers=True)
    row = organization.memberships.get(user=person)
    membership_services.end(row, by=keeper, now=NOW + DAY)


def test_a_form_of_somebody_who_left_is_reminded_of_to_who_decides():
    form, person = begun()
    leader = make.decider(form.organization).user
    planner.plan(NOW)
    message = Message.objects.get(rule="matching.finish_form", person=person)
    leave(person, form.organization)
    (due,) = rows.FinishForm().due(NOW + 2 * DAY)

    assert due.person == leader
    assert due.key != message.key
    assert "begun in" in due.body
    assert "You began" not in due.body
    said = rows.FinishForm().stopped(message, NOW + 2 * DAY)
    assert said == f"They are not at {form.organization.said} any more."


@pytest.mark.parametrize("rule", [rows.AnswerReadiness, rows.AnswerOpenness])
def test_nine_questions_wait_for_nobody_who_left(rule):
    readiness = rule is rows.AnswerReadiness
    subject = forms.assessing() if readiness else forms.offered()
    leader = make.decider(subject.organization).user
    person = subject.submitted_by if readiness else leader
    planner.plan(NOW + 3 * DAY)
    message = Message.objects.filter(rule=rule.name, person=person).first()
    assert rule().stopped(message, NOW) == ""
    leave(person, subject.organization)

    assert rule().stopped(message, NOW + 2 * DAY).endswith("any more.")
