"""What an application is about: chosen by one, and not overwritten by who had the page open."""

import pytest
from django.urls import reverse

from matching.models import MatchFacts
from tests import factories_proposals as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return make.ready()


def said(facts):
    facts.refresh_from_db()
    return sorted(term.slug for term in facts.topics.all()), facts.work


@pytest.mark.parametrize("before", [True, False], ids=["said_before", "nothing_said"])
def test_a_choice_made_meanwhile_is_not_overwritten(client, application, before):
    if before:
        make.about(application, work="preparation")
    client.force_login(application.facilitator)
    address = reverse("matching:about", args=[application.pk])
    opened = client.get(address).context["form"]["version"].value() or ""
    first, second = make.terms("topic", "residency"), make.terms("topic", "workforce_diversity")
    sent = {"topics": [first[0].pk], "work": "", "version": opened}
    taken = client.post(address, sent)

    late = client.post(address, {**sent, "topics": [second[0].pk], "work": "development"})
    settled = client.post(address, {
        "version": late.context["current"].version, "base": late.context["base"],
        "settle": ["topics", "work"], "pick-topics": "theirs", "pick-work": "mine",
        "theirs-topics": [first[0].pk], "mine-topics": [second[0].pk],
        "theirs-work": "", "mine-work": "development",
    })  # fmt: skip

    assert (taken.status_code, late.status_code, settled.status_code) == (302, 409, 302)
    assert all(str(term) in late.text for term in (*first, *second))
    assert said(MatchFacts.objects.get()) == (["residency"], "development")
