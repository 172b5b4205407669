"""The pages of a preparation: who writes, what is kept, what they cost."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from foundation.clock import now as clock_now
from matching.models import Cause, RootCauseWorkup
from tests import factories_matching as make
from tests import factories_workups as work

pytestmark = pytest.mark.django_db
PROBLEM = {"what": "Eleven of 31 left.", "who": "Second-year teachers.", "where": "Two schools.",
           "how_much": "A third a year.", "effect": ""}  # fmt: skip


def url(name, workup, *more):
    return reverse(f"matching:{name}", args=[workup.application_id, *more])


def text(response):
    return response.content.decode()


def enter(client, workup, who="own"):
    application = workup.application
    people = {"own": lambda: make.member(application.organization),
              "facilitator": lambda: application.facilitator}  # fmt: skip
    user = make.fresh(people[who]())
    client.force_login(user)
    return user


def test_from_prepare_first_to_the_same_form_read_again(client):
    form = make.read()
    make.reply(form)
    workup = RootCauseWorkup.objects.get(application=form)
    enter(client, workup)
    own = text(client.get(form.get_absolute_url()))
    assert url("workup", workup) in own

    client.post(url("workup_part", workup, "problem"), {**PROBLEM, "version": 1})
    chain, number = uuid.uuid4(), 1
    started = client.post(url("workup_row", workup, "chain", chain), {"starts_from": "They leave"})
    assert started.url == url("workup_why", workup, chain, 1)
    for number in (1, 2, 3):
        said = {"because": f"Because {number}", "evidence": f"Counted {number}"}
        client.post(url("workup_why", workup, chain, number), said)
    causes = [uuid.uuid4(), uuid.uuid4()]
    for n, cause in enumerate(causes):
        said = {"text": f"Cause {n}", "bone": "time", "evidence": "41 interviews"}
        chosen = {"chosen": "on"} if n == 0 else {}
        client.post(url("workup_row", workup, "cause", cause), {**said, **chosen})
    solution = {"words": "A lighter first year", "cause": causes[0], "sign": "", "version": 1}
    client.post(url("workup_part", workup, "solution"), solution)
    for days in (9, 2):
        said = {"on": clock_now().date() - timedelta(days=days), "result": "Read interviews"}
        client.post(url("workup_row", workup, "session", uuid.uuid4()), said)
    page = text(client.get(url("workup", workup)))
    assert "One root cause found" in page
    assert "6 of 6 steps done" in page

    enter(client, workup, "facilitator")
    workup.refresh_from_db()
    said = {"note": "The interviews convinced me.", "version": workup.version}
    assert client.post(url("workup_review", workup), said).status_code == 302

    enter(client, workup)
    asked = client.get(url("workup_accept", workup))
    workup.refresh_from_db()
    answers = {name: asked.context["form"].initial[name] for name in ("R1", "R5")}
    assert answers["R5"].startswith("Pay, probably. R5\n\nWhat we found when we prepared:")
    sent = {**answers, "version": workup.version}
    assert client.post(url("workup_accept", workup), sent).status_code == 302

    enter(client, workup, "facilitator")
    assert "Read the nine answers again" in text(client.get(url("workup", workup)))
    client.post(reverse("matching:read_again", args=["applications", form.pk]))
    form.refresh_from_db()
    board = text(client.get(reverse("matching:board", args=["applications", form.pk])))
    assert form.state == "assessing"
    assert "Cause 0. 41 interviews" in board


# -- what is written, and what is kept -------------------------------------------------------------
def test_words_are_saved_while_they_are_written_and_by_a_new_row_too(client):
    workup = work.prepared()
    enter(client, workup)
    cause, saves = uuid.uuid4(), {"headers": {"X-Autosave": "1"}}
    page = url("workup_row", workup, "cause", cause)

    half = client.post(page, {"text": "The year is"}, **saves)
    first = client.post(page, {"text": "The year is", "bone": "time"}, **saves)
    more = {"text": "The year is too full", "bone": "time", "version": first["X-Version"]}
    second = client.post(page, more, **saves)

    assert (half.status_code, text(half)) == (
        422, "Not saved yet: something on this page still needs an answer.",
    )  # fmt: skip
    assert (text(first)[:6], first["X-Version"], second["X-Version"]) == ("Saved ", "1", "2")
    assert Cause.objects.get().text == "The year is too full"


def test_a_colleague_at_the_same_words_sees_both_texts(client):
    workup = work.prepared()
    work.problem(workup, what="Theirs stands.")
    enter(client, workup)
    sent = {**PROBLEM, "what": "Mine came second.", "version": 1}

    page = client.post(url("workup_part", workup, "problem"), sent)
    line = client.post(
        url("workup_part", workup, "problem"), sent, headers={"X-Autosave": "1"}
    )  # fmt: skip

    assert page.status_code == line.status_code == 409
    assert "Theirs stands." in text(page)
    assert "Mine came second." in text(page)
    assert "Press the button to see both texts." in text(line)


def test_a_form_sent_twice_keeps_one_cause(client):
    workup = work.prepared()
    enter(client, workup)
    page = url("workup_row", workup, "cause", uuid.uuid4())
    said = {"text": "Pay", "bone": "money", "form_key": uuid.uuid4()}

    answers = [client.post(page, said).status_code for _number in range(2)]

    assert (answers, Cause.objects.count()) == ([302, 302], 1)


@pytest.mark.parametrize(
    ("kind", "said", "told"),
    [
        ("cause", {"text": "Pay", "bone": "money", "chosen": "on"}, "A root cause needs a line"),
        ("cause", {"text": "Pay", "bone": "luck"}, "Choose one of those shown here."),
        (
            "cause",
            {"text": "x" * 301, "bone": "money"},
            "There is room for 300 characters; this has 301.",
        ),
        ("session", {"on": "2037-01-04", "result": "Met"}, "This day has not come yet"),
        ("session", {"on": "0026-01-04"}, "Check the year"),
        ("chain", {"starts_from": " "}, "This needs an answer."),
    ],
)
def test_what_cannot_be_kept_is_told_beside_it(client, kind, said, told):
    workup = work.prepared()
    enter(client, workup)

    page = client.post(url("workup_row", workup, kind, uuid.uuid4()), said)

    assert page.status_code == 422
    assert told in text(page)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("workup_part", ("nothing",)),
        ("workup_row", ("nothing", uuid.UUID(int=1))),
        ("workup_add", ("nothing",)),
        ("workup_why", (uuid.UUID(int=1), 1)),
    ],
)
def test_what_does_not_exist_is_not_found(client, name, more):
    workup = work.prepared()
    enter(client, workup)

    assert client.get(url(name, workup, *more)).status_code == 404


def test_a_row_of_another_preparation_is_not_found(client):
    workup, other = work.prepared(), work.prepared()
    row, chain = work.cause(other), work.chain(other, depth=1)
    enter(client, workup)

    found = [
        client.get(url("workup_row", workup, "cause", row.pk)).status_code,
        client.post(url("workup_aside", workup, "cause", row.pk)).status_code,
        client.get(url("workup_why", workup, chain.pk, 1)).status_code,
        client.get(url("workup", other)).status_code,
    ]

    assert found == [404] * 4
    row.refresh_from_db()
    assert row.set_aside_at is None


@pytest.mark.parametrize("number", [0, 8])
def test_a_chain_has_seven_whys_at_most(client, number):
    workup = work.prepared()
    chain = work.chain(workup, depth=1)
    enter(client, workup)

    assert client.get(url("workup_why", workup, chain.pk, number)).status_code == 404


def test_a_cause_can_start_from_a_why(client):
    workup = work.prepared()
    why = work.chain(workup, depth=1).whys.get()
    enter(client, workup)

    page = client.get(url("workup_add", workup, "cause"), {"why": why.pk}, follow=True)
    odd = client.get(url("workup_add", workup, "cause"), {"why": "x"}, follow=True)

    assert page.context["form"].initial["text"] == "Because of 1."
    assert (odd.status_code, odd.context["form"].initial.get("text")) == (200, "")


def test_each_why_stands_under_those_before_it(client):
    workup = work.prepared()
    chain = work.chain(workup, depth=2)
    enter(client, workup)

    page = text(client.get(url("workup_why", workup, chain.pk, 3)))

    assert "And why is that?" in page
    assert page.index("Because of 1.") < page.index("Because of 2.")


# -- one thing to do -------------------------------------------------------------------------------
def next_of(client, workup):
    found = client.get(url("workup", workup)).context["page"].next
    return (found.button, found.url) if found else None


def test_the_one_thing_to_do_is_the_first_step_that_is_open(client):
    workup = work.prepared()
    enter(client, workup)
    asked = [next_of(client, workup)]
    work.problem(workup)
    asked.append(next_of(client, workup))
    chain = work.chain(workup, depth=1)
    asked.append(next_of(client, workup))

    assert asked == [
        ("Describe the problem", url("workup_part", workup, "problem")),
        ("Ask why", url("workup_add", workup, "chain")),
        ("Ask why", url("workup_why", workup, chain.pk, 2)),
    ]


def test_who_has_nothing_to_do_is_asked_nothing(client):
    workup = work.complete()
    lead = make.facilitator(workup.application.round.program, make.Role.FACILITATION_LEAD)
    enter(client, workup)
    asked = [next_of(client, workup)]
    client.force_login(lead)
    asked.append(next_of(client, workup))
    page = text(client.get(url("workup", workup)))

    assert asked == [None, None]
    assert "Change" not in page.partition("<main")[2].partition("</main>")[0]


@pytest.mark.usefixtures("tests_day")
def test_the_empty_page_says_what_will_be_there(client):
    workup = work.prepared()
    enter(client, workup)

    page = text(client.get(url("workup", workup)))

    assert "Here stands a fishbone" in page
    assert "Add the first cause" in page
    assert "None is noted yet." in page
    assert "names a day: Tuesday 16 March, <bdi>Two hours with the exit interviews</bdi>." in page


@pytest.mark.usefixtures("tests_day")
def test_a_day_of_the_answer_that_went_by_is_not_named_as_one_to_come(client):
    workup = work.prepared()
    enter(client, workup)
    workup.application.reply_set.update(next_on=make.TODAY - timedelta(days=1))

    page = text(client.get(url("workup", workup)))

    assert "None has a day yet." in page
    assert "names a day" not in page


def test_the_picture_and_its_list_say_the_same(client):
    workup = work.complete()
    enter(client, workup)

    page = text(client.get(url("workup", workup)))

    assert page.count("The first year is too full.") >= 3  # picture, list, row
    assert "Chosen as a root cause." in page


def test_nobody_meets_a_level_or_a_score(client):
    workup = work.reviewed()
    enter(client, workup)

    pages = [text(client.get(url(name, workup))) for name in ("workup", "workup_accept")]

    for word in ("Broad label", "Several guesses", "R5 at", "level"):
        assert [word in page.partition("<main")[2] for page in pages] == [False, False], word


# -- prices ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("size", [1, 4])
@pytest.mark.parametrize("who", ["own", "facilitator"])
def test_every_page_stays_within_eight_queries(client, django_assert_max_num_queries, size, who):
    workup = work.complete()
    for number in range(size):
        chain = work.chain(workup, depth=size)
        work.cause(workup, f"Cause {number}")
    work.review(work.fresh(workup)) if who == "own" else None
    user = enter(client, workup, who)
    client.get(reverse("home"))  # the session notes the first request of a minute
    pages = [
        url("workup", workup), url("workup_part", workup, "problem"),
        url("workup_part", workup, "solution"), url("workup_why", workup, chain.pk, 1),
        url("workup_row", workup, "cause", workup.causes.first().pk),
        url("workup_accept" if who == "own" else "workup_review", workup),
        workup.application.get_absolute_url(),
    ]  # fmt: skip

    for page in pages:
        with django_assert_max_num_queries(8, info=page):
            assert client.get(page).status_code == 200, (page, user)
