"""What an application is about: chosen by one, and not overwritten by who had the page open."""

import pytest
from django.urls import reverse

from matching import unknowns
from matching.fit import Question
from matching.models import MatchFacts
from partnerships.models import Role
from tests import factories_matching as forms
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


def test_only_who_may_say_it_is_led_to_where_the_answer_is_written_down(client, monkeypatch):
    """The one question that would change the order is about the initiative itself."""
    asked = unknowns.Turn(
        Question("contexts", "Where?", False), None, "Elm", ("It stays.",), 1, True
    )
    monkeypatch.setattr(unknowns, "one_question", lambda *_given: asked)
    application = make.ready()
    for said in ("Prairie", "Stonebridge"):
        make.willing(application.round, said=said)
    lead = forms.facilitator(application.round.program, Role.FACILITATION_LEAD)
    about = reverse("matching:about", args=[application.pk])
    address = reverse("matching:candidates", args=[application.pk])

    led = {}
    for person in (application.facilitator, lead):
        client.force_login(person)
        page = client.get(address)
        assert page.context["page"].turn_url == about
        led[person] = about in page.text, client.get(about).status_code

    assert led == {application.facilitator: (True, 200), lead: (False, 403)}
