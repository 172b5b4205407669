"""Working out what lies behind a problem: written together, read, accepted, carried over."""

import pytest
from django.db import IntegrityError, transaction

from foundation.errors import AlreadyMoved, Refused, Stale
from foundation.models import Transition, Version
from instruments.models import SheetState
from instruments.reading import words as said
from matching import workup_content
from matching.models import Cause, PreparationSession, Why, WhyChain
from matching.models import RootCauseWorkup as Workup
from matching.services import readings, workups
from notifications.models import Message
from tests import factories_matching as make
from tests import factories_workups as work
from tests.factories import NOW, TODAY, UserFactory
from tests.rivals import together

pytestmark = pytest.mark.django_db


def history(workup):
    rows = Transition.objects.filter(context_id=workup.pk).order_by("at", "pk")
    return [(row.old, row.new) for row in rows]


def done(workup):
    return [step.key for step in workup_content.load(workup).steps if step.done]


# -- how it begins ---------------------------------------------------------------------------------
def test_prepare_first_opens_a_place_that_starts_from_the_form():
    workup = work.prepared(challenge="Teachers leave.", data_sources="Exit interviews.")

    assert (workup.state, workup.problem.what, workup.problem.effect) == (
        "draft", "Teachers leave.", "Exit interviews.",
    )  # fmt: skip


def test_another_result_opens_none():
    form = make.read(make.READY)

    make.reply(form, "ready")

    assert not Workup.objects.exists()


def test_prepare_first_a_second_time_goes_on_where_it_stood():
    workup = work.reviewed()
    work.accept(workup)
    form = workup.application
    readings.read_again(subject=form, by=form.facilitator, now=NOW)
    make.rate(make.first(form), make.PREPARE)
    form.refresh_from_db()

    make.reply(form)

    again = Workup.objects.get()
    assert (again.pk, again.state, again.accepted_by) == (workup.pk, "draft", None)
    assert again.causes.count() == 2


# -- writing together ------------------------------------------------------------------------------
def test_two_people_on_different_parts_never_meet():
    workup, other = work.prepared(), UserFactory()
    mine, theirs = work.fresh(workup), work.fresh(workup)

    work.problem(mine)
    theirs.solution.words = "A lighter year."
    work.save(theirs, theirs.solution, ["words"], other)

    found = work.fresh(workup)
    assert (found.problem.what, found.solution.words) == (
        work.PROBLEM["what"], "A lighter year.",
    )  # fmt: skip


def test_two_people_on_one_part_keep_both_texts():
    workup, other = work.prepared(), UserFactory()
    mine, theirs = work.fresh(workup), work.fresh(workup)
    work.problem(mine, what="Mine stands.")
    theirs.problem.what = "Theirs came second."

    with pytest.raises(Stale) as stale:
        work.save(theirs, theirs.problem, ["what"], other)

    clashes = [(name, here, sent) for _label, name, here, sent in stale.value.clashes]
    assert clashes == [("what", "Mine stands.", "Theirs came second.")]
    assert work.fresh(workup).problem.what == "Mine stands."


def test_two_people_at_one_new_why_keep_both_texts():
    workup = work.prepared()
    chain = work.chain(workup, depth=1)
    about = {"workup": workup, "chain": chain, "number": 1, "expected": 0}

    with pytest.raises(Stale):
        workups.save_why(
            **about, values={"because": "Other", "evidence": ""}, **work.by(UserFactory())
        )

    assert [why.because for why in chain.whys.all()] == ["Because of 1."]


def test_a_save_whose_reply_was_lost_and_ones_own_longer_words_go_through():
    workup = work.prepared()
    work.problem(workup, what="Eleven")
    again = work.fresh(workup).problem

    work.save(workup, again, ["what"], expected=1)  # the same once more
    again.what = "Eleven of 31 left."
    work.save(workup, again, ["what"], expected=1)  # written on, the answer with its version lost

    assert work.fresh(workup).problem.what == "Eleven of 31 left."


def test_each_change_makes_a_new_version_of_the_whole():
    workup = work.prepared()

    work.cause(workup)
    work.problem(workup)

    assert work.fresh(workup).version == 3


def test_what_is_set_aside_keeps_its_words_and_comes_back():
    workup = work.prepared()
    cause = work.cause(workup)
    by = work.by(UserFactory())

    workups.set_aside(workup=workup, part=cause, aside=True, **by)
    aside = workup_content.load(workup)
    workups.set_aside(workup=workup, part=cause, aside=False, **by)

    assert (aside.standing, aside.aside) == ([], [("cause", cause.pk, cause.text)])
    assert workup_content.load(workup).standing == [cause]


def test_four_sessions_are_the_most():
    workup = work.prepared()
    rows = [work.session(workup, days=-n) for n in range(1, 5)]

    with pytest.raises(Refused, match="Four sessions are the most"):
        work.session(workup)
    workups.set_aside(workup=workup, part=rows[1], aside=True, **work.by(None))
    fifth = work.session(workup)

    assert fifth.number == 2
    with pytest.raises(Refused, match="Four sessions"):
        workups.set_aside(workup=workup, part=rows[1], aside=False, **work.by(None))


# -- what is forbidden -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    "broken",
    [
        lambda w: Workup.objects.filter(pk=w.pk).update(state="nowhere"),
        lambda w: Workup.objects.filter(pk=w.pk).update(state="reviewed"),
        lambda w: Workup.objects.filter(pk=w.pk).update(accepted_at=NOW),
        lambda w: Cause.objects.update(chosen=True, evidence=""),
        lambda w: Cause.objects.update(text=""),
        lambda w: Cause.objects.update(bone="luck"),
        lambda w: WhyChain.objects.update(starts_from=""),
        lambda w: Why.objects.update(number=8),
        lambda w: PreparationSession.objects.update(number=5),
    ],
    ids=["state", "reviewed", "accepted", "root cause", "text", "bone", "chain", "why", "session"],
)
def test_bad_data_is_refused_by_the_database(broken):
    workup = work.prepared()
    work.chain(workup, depth=1)
    work.cause(workup)
    work.session(workup)

    with pytest.raises(IntegrityError), transaction.atomic():
        broken(workup)


# -- how far it is ---------------------------------------------------------------------------------
def test_each_step_is_done_by_its_own_words_and_no_others():
    workup = work.prepared()
    found = [done(workup)]
    work.problem(workup)
    found.append(done(workup))
    shallow = work.chain(workup, depth=2)
    work.chain(workup, depth=3, evidence="")
    found.append(done(workup))
    values = {"because": "Because of 3.", "evidence": "We asked."}
    about = {"workup": workup, "chain": shallow, "number": 3, "expected": 0}
    workups.save_why(**about, values=values, **work.by(None))
    found.append(done(workup))
    work.cause(workup, "One")
    root = work.cause(workup, "Two", chosen=True)
    found.append(done(workup))
    workup.solution.words, workup.solution.cause = "Try it.", root
    work.save(workup, workup.solution, ["words", "cause"])
    work.session(workup, result="")
    work.session(workup)
    found.append(done(workup))
    work.session(workup)
    found.append(done(workup))

    base = ["problem", "whys", "causes", "chosen"]
    assert found == [
        [], ["problem"], ["problem"], ["problem", "whys"], base, [*base, "solution"],
        [*base, "solution", "sessions"],
    ]  # fmt: skip


def test_a_solution_tied_to_a_cause_that_was_set_aside_is_not_tied():
    workup = work.complete()
    root = workup.causes.get(chosen=True)

    workups.set_aside(workup=workup, part=root, aside=True, **work.by(None))

    assert "solution" not in done(work.fresh(workup))


# -- reading it, accepting it ----------------------------------------------------------------------
def test_what_is_not_complete_is_not_reviewed():
    workup = work.prepared()

    with pytest.raises(Refused, match="Say what happens, to whom, where and how much"):
        work.review(workup)


def test_a_review_keeps_the_words_and_mails_who_asked_nothing_of_them():
    workup = work.complete()
    Message.objects.all().delete()

    work.review(workup, note="CANARY-NOTE")

    mail = Message.objects.get()
    assert history(workup) == [("draft", "reviewed")]
    assert Version.objects.about(workup).count() == 1
    assert mail.person == workup.application.submitted_by
    assert "CANARY" not in mail.subject + mail.body
    assert "Eleven of 31" not in mail.subject + mail.body


def test_a_change_after_the_review_makes_it_a_draft_and_says_why():
    workup = work.reviewed()

    work.cause(workup, "One more")

    row = Transition.objects.get(context_id=workup.pk, new="draft")
    assert work.fresh(workup).state == "draft"
    assert (row.old, row.why) == ("reviewed", "Changed after it was read.")


@pytest.mark.parametrize("verb", ["review", "accept"])
def test_what_changed_while_somebody_read_it_is_read_again(verb):
    workup = work.complete() if verb == "review" else work.reviewed()
    Workup.objects.filter(pk=workup.pk).update(version=workup.version + 1)

    with pytest.raises(Refused, match="Something changed while you were reading"):
        work.review(workup) if verb == "review" else work.accept(workup, {})

    assert work.fresh(workup).state == workup.state


def test_acceptance_carries_the_work_into_two_answers_and_overwrites_nothing():
    workup = work.reviewed()
    sheet = make.words_of(workup.application)
    before, kept = said(sheet), Version.objects.about(sheet).count()

    by = work.accept(workup)

    sheet.refresh_from_db()
    after = said(sheet)
    assert {key for key in after if after[key] != before[key]} == {"R1", "R5"}
    assert after["R5"].startswith(before["R5"] + "\n\nWhat we found when we prepared:\nEleven")
    assert "– The first year is too full. 29 of 41 interviews say so." in after["R5"]
    assert after["R1"].startswith(before["R1"] + "\n\nWhat we could try since we prepared: A")
    assert (sheet.state, sheet.signed_off_by) == (SheetState.SIGNED_OFF, by)
    assert Version.objects.about(sheet).count() == kept + 1
    assert Version.objects.about(sheet).order_by("number").first().content["R5"] == before["R5"]
    assert (workup.application.state, work.fresh(workup).accepted_by) == ("preparing", by)


def test_long_answers_are_never_cut_by_what_is_added():
    workup = work.reviewed()
    sheet = make.words_of(workup.application)
    long = "x" * 19_990
    sheet.answers.filter(item__key="R5").update(words=long)

    carried = work.carried(workup)

    assert (carried["R5"][:19_990], len(carried["R5"])) == (long, 20_000)


def test_carrying_twice_adds_nothing_twice():
    workup = work.reviewed()
    work.accept(workup)
    workups.take_up(workup=work.fresh(workup), **work.by(None))
    work.review(work.fresh(workup))

    again = work.carried(workup)

    assert again["R5"].count("What we found when we prepared") == 1


def test_open_answers_are_signed_off_first_and_nothing_is_half_done():
    workup = work.reviewed()
    sheet = make.words_of(workup.application)
    make.sheets.reopen(sheet=sheet, by=workup.application.facilitator, now=NOW, why="Look again.")

    with pytest.raises(Refused, match="Sign them off first"):
        work.accept(workup)

    assert work.fresh(workup).state == "reviewed"


def test_the_same_form_is_read_again_with_every_word_kept():
    workup = work.reviewed()
    form, count = workup.application, type(workup.application).objects.count()
    work.accept(workup)

    readings.read_again(subject=form, by=form.facilitator, now=NOW)
    make.rate(make.first(form), {**make.READY, "R5": 4})
    form.refresh_from_db()
    make.reply(form, "ready")

    form.refresh_from_db()
    assert (form.state, type(form).objects.count()) == ("ready", count)
    assert work.fresh(workup).state == "accepted"


def test_nothing_is_written_once_it_is_over_or_accepted():
    workup = work.reviewed()
    work.accept(workup)
    with pytest.raises(Refused, match="Take it up again"):
        work.cause(workup)
    form = workup.application
    readings.read_again(subject=form, by=form.facilitator, now=NOW)

    with pytest.raises(Refused, match="This preparation is over"):
        work.cause(workup)
    with pytest.raises(Refused, match="This preparation is over"):
        workups.take_up(workup=workup, **work.by(None))


def test_only_what_was_reviewed_is_accepted():
    workup = work.complete()

    with pytest.raises(AlreadyMoved):
        work.accept(workup, {})


def test_sessions_stand_in_the_order_of_their_days():
    workup = work.prepared()
    later, sooner = work.session(workup, days=9, result=""), work.session(workup, days=-3)

    met = workup_content.load(workup).met

    assert [row.pk for row in met] == [sooner.pk, later.pk]
    assert met[0].on < TODAY


@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_at_once_one_does():
    workup = work.reviewed()
    people = [make.member(workup.application.organization) for _number in range(2)]
    answers = work.carried(workup)

    results = together(2, lambda n: work.accept(work.fresh(workup), answers, people[n]))

    accepted = [result for result in results if not isinstance(result, Exception)]
    assert (len(accepted), work.fresh(workup).accepted_by) == (1, accepted[0])
    assert history(workup).count(("reviewed", "accepted")) == 1
