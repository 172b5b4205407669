"""The pages of a preparation: who writes, what is kept, what they cost."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from foundation.clock import now as clock_now
from matching.models import RootCauseWorkup
from tests import factories_matching as make

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
