"""Pages of issues: noted with a source and nothing else, planned, shared back, settled."""

from datetime import timedelta

import pytest
from django.urls import reverse

from pulse import page_issues
from pulse.models import PulseChange, PulseIssue
from tests.factories_issues import DUE, acting, make_issue, of, shared_back
from tests.factories_pulse import P, T, answer, make_round, make_theme, talks_held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
DAY = timedelta(days=1)
PLAN = {"change": "We start on time", "due_on": DUE.isoformat()}


@pytest.fixture
def held(enter):
    room, made = make_round()
    return room, made, enter(room.facilitator)


def url(name, row):
    return reverse(f"pulse:{name}", args=[row.pk])


def test_it_is_noted_from_a_theme_and_who_what_by_when_may_wait(held):
    room, made, client = held
    answer(made, room.implementer(P), we_gain="4")
    theme = make_theme(made)
    page = client.get(f"{url('issue_new', made)}?source={theme.pk}").text
    sent = {"source": theme.pk, "kind": "content", "severity": "2"}

    response = client.post(url("issue_new", made), sent)

    row = PulseIssue.objects.get()
    assert f'<option value="{theme.pk}" selected' in page
    assert response.url == row.get_absolute_url()
    assert (row.theme, row.kind, row.severity, row.state) == (theme, "content", 2, "open")
    assert "Nobody has said yet what will change" in client.get(row.get_absolute_url()).text


@pytest.mark.parametrize("source", ["", "notes:", "notes:nobody", "x", "00000000-0000-4000-8000"])
def test_a_source_that_is_none_is_said_beside_the_field(held, source):
    _room, made, client = held
    sent = {"source": source, "kind": "content", "severity": "2", **PLAN}

    response = client.post(url("issue_new", made), sent)

    assert response.status_code == 422
    assert "We start on time" in response.text
    assert PulseIssue.objects.count() == 0


def test_a_theme_of_another_partnership_is_no_source(held):
    _room, made, client = held
    other_room, other = make_round()
    answer(other, other_room.implementer(P), we_gain="4")
    sent = {"source": make_theme(other).pk, "kind": "content", "severity": "2"}

    assert client.post(url("issue_new", made), sent).status_code == 422
    assert PulseIssue.objects.count() == 0


def test_from_its_plan_to_its_end_on_one_page(held):
    room, made, client = held
    issue = make_issue(made, change="", owner=None, due_on=None)
    page = issue.get_absolute_url()
    plan = {"kind": "process", "severity": "2", "owner": room.decider(T).pk, "version": 1, **PLAN}

    client.post(page, plan)
    client.post(url("issue_move", issue), {"new": "acting"})
    waits = client.get(page).text
    talks_held(made)
    ready = client.get(page).text
    client.post(url("issue_share", issue), {})
    client.post(url("issue_move", issue), {"new": "resolved"})

    assert "Both talks come first" in waits
    assert "Share it with both sides" not in waits
    assert "Share it with both sides" in ready
    told = PulseChange.objects.get()
    assert (told.change, told.owner, told.state) == (
        "We start on time",
        room.decider(T),
        "resolved",
    )
    text = client.get(page).text
    assert "What happened so far" in text
    assert "Keep it" not in text
    assert client.post(page, plan).status_code == 403


def test_what_is_under_way_keeps_who_what_and_by_when(held):
    _room, made, client = held
    issue = acting(made)

    response = client.post(
        issue.get_absolute_url(), {"kind": "process", "severity": "1", "version": 1}
    )

    assert response.text.count("It is under way: this needs an answer.") >= 3
    assert "<h1" in response.text
    assert "We start on time" in response.text.partition("</h1>")[0]


def test_a_stale_save_shows_both_texts(held):
    room, made, client = held
    issue = make_issue(made)
    sent = {"kind": "process", "severity": "2", "owner": room.facilitator.pk, "version": 7,
            "change": "Mine", "due_on": DUE.isoformat()}  # fmt: skip

    response = client.post(issue.get_absolute_url(), sent)

    assert response.status_code == 409
    assert "Mine" in response.text
    assert "We start on time" in response.text


@pytest.mark.parametrize("new", ["", "open", "nonsense", "resolved"])
def test_a_move_that_is_none_is_refused_kindly(held, new):
    _room, made, client = held
    issue = make_issue(made)

    assert client.post(url("issue_move", issue), {"new": new}).status_code in (302, 409)
    issue.refresh_from_db()
    assert issue.state == "open"


def test_the_list_says_what_stands_and_begins_empty(held):
    _room, made, client = held
    empty = client.get(url("issues", made)).text
    shared_back(made, severity=3)
    make_issue(made, source=T, change="", owner=None, due_on=None)

    text = client.get(url("issues", made)).text

    assert "Nothing is noted yet." in empty
    assert "Serious: the partnership may break on it." in text
    assert "Under way, by Sunday 28 March" in text
    assert "Nobody looks after it yet." in text
    assert "Shared back on Monday 8 March." in text


def test_the_list_opens_with_what_nobody_looks_after_then_with_what_is_late(held):
    _room, made, client = held

    def said(today=DUE):
        return page_issues.finding(page_issues.lines(of(made), today), today)

    assert '<b dir="auto">Nothing is noted yet.</b>' in client.get(url("issues", made)).text
    alone = make_issue(made, source=T, owner=None, due_on=None)
    acting(made, source=T)
    assert said() == "Nobody looks after one thing that came up."
    PulseIssue.objects.filter(pk=alone.pk).update(owner=made.holder)
    assert said() == "Somebody looks after each thing that came up, and none is past its day."
    assert said(DUE + DAY) == "One is past its day."
