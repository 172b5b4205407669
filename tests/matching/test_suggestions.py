"""Whom else to ask: from thousands of organizations, by facts first and words second."""

import uuid

import pytest
from django.urls import reverse

from matching import candidates, directory, fit, suggestions, unknowns
from matching.models import Application
from partnerships.models import Expertise, Grant, Initiative, Organization, Role
from tests import factories_matching as forms
from tests import factories_proposals as make
from tests.factories import NOW, OrganizationFactory

pytestmark = pytest.mark.django_db


def listed(name, **more):
    return OrganizationFactory(name=name, short_name="", enrolled_at=None, **more)


def award(organization, topic, **more):
    row = Grant.objects.create(organization=organization, created_at=NOW, changed_at=NOW, **more)
    row.topics.set(make.terms("topic", topic))
    return row


def asking(*topics, contexts=(), **more):
    application = make.ready(**more)
    make.about(application, *topics, contexts=contexts)
    return application


def page(application, **more):
    found = candidates.for_matching(
        Application.objects.all(), application.facilitator, NOW.date()
    ).get(pk=application.pk)
    return candidates.load(found, application.facilitator, now=NOW, **more)


def said(found):
    return [one.said for one in found.suggestions]


def test_the_nearest_by_facts_come_first_and_words_decide_between_equals():
    application = asking("residency", contexts=["rural"], doing="Paid residents in vacant posts.")
    far = listed("A far one")
    make.runs(far, "writing_instruction", contexts=["urban"])
    near = listed("A near one")
    make.runs(near, "hiring_staffing", stage="designing")
    silent, spoken = listed("B like it"), listed("C like it, with the words")
    make.runs(silent, "residency", contexts=["rural"], doing="Something.")
    make.runs(spoken, "residency", contexts=["rural"], doing="Residents paid from vacant posts.")
    awarded = listed("D awarded")
    award(awarded, "residency", fiscal_year=2013)

    found = page(application)

    assert said(found) == ["C like it, with the words", "B like it", "D awarded", "A near one"]
    assert [one.why for one in found.suggestions[1:]] == [
        ["Same initiative: “Paid residencies” (Implementing). Both are about: Residencies.",
         "Same setting, further on: Both work here: Rural. B like it is 4 stages ahead."],
        ["Deep on the topic: A documented award of 2013 on Residencies."],
        ["Same initiative: “Paid residencies” (Designing). The topics are neighbors, not the"
         " same."],
    ]  # fmt: skip


def test_enrolled_and_listed_stand_in_one_list_and_say_which_they_are():
    application = asking("residency")
    enrolled = OrganizationFactory(name="Enrolled", short_name="")
    for row in (enrolled, listed("Listed")):
        make.runs(row, "residency")

    found = page(application).suggestions

    assert [(one.said, one.enrolled) for one in found] == [("Enrolled", True), ("Listed", False)]


def test_who_was_asked_who_asks_and_one_s_own_are_left_out():
    application = asking("residency")
    own = forms.MembershipFactory(user=application.facilitator).organization
    asked = make.willing(application.round, state="withdrawn").organization
    for row in (own, asked, application.organization):
        make.runs(row, "residency")
    make.runs(listed("Left"), "residency")

    assert [one.said for one in page(application).suggested] == ["Left"]


def test_without_a_topic_or_a_setting_nobody_is_suggested():
    application = make.ready()
    make.runs(listed("Listed"), "residency", contexts=["rural"])

    assert page(application).suggested == []


def test_an_organization_somebody_names_is_compared_however_far_it_is():
    application = asking("residency")
    make.runs(make.willing(application.round).organization, "residency")
    make.runs(listed("Far away"), "writing_instruction")

    told = page(application, asked_for="far AWAY").why_not_asked

    assert (told.said, told.sentence) == (
        "Far away",
        "It is listed and not enrolled: nobody there can be asked yet. Prairie fits better here:"
        " same initiative.",
    )
    assert [row.verdict for row in told.rows][:1] == ["Prairie is ahead."]


def test_the_same_facts_give_the_same_order_again():
    application = asking("residency", contexts=["rural"])
    for n in range(8):
        make.runs(listed(f"Listed {n}", pk=uuid.UUID(int=n + 1)), "residency")

    assert said(page(application)) == said(page(application)) == [f"Listed {n}" for n in range(5)]


def test_equal_candidates_stand_by_the_name_that_is_shown():
    application = asking("residency")
    for said, name in (("Beacon", "Zeta Schools"), ("Cedar", "Alpha Schools")):
        organization = OrganizationFactory(name=name, short_name=said)
        make.willing(application.round, organization=organization)
        make.runs(organization, "residency")

    assert [one.said for one in page(application).willing] == ["Beacon", "Cedar"]


@pytest.mark.parametrize("many", [200, 600])
def test_thousands_cost_no_more_queries_and_rows_than_a_few(
    many, monkeypatch, django_assert_num_queries
):
    application = asking("residency", contexts=["rural"])
    offer = make.willing(application.round)
    make.runs(offer.organization, "residency")
    _directory(many)
    found = candidates.for_matching(
        Application.objects.all(), application.facilitator, NOW.date()
    ).get(pk=application.pk)
    rows, group = [], directory._grouped
    monkeypatch.setattr(
        directory, "_grouped", lambda read, asked: rows.extend(read) or group(read, asked)
    )
    who = forms.fresh(application.facilitator)
    suggestions.standing(who)

    with django_assert_num_queries(4):
        page = candidates.load(found, who, now=NOW)

    assert len(page.suggested) == suggestions.RANKED
    assert len(page.suggestions) == suggestions.SHOWN
    assert len(rows) < 15 * suggestions.RANKED


def _directory(many):
    """Make `many` listed organizations, each with an initiative, a claim and an award."""
    dates = {"created_at": NOW, "changed_at": NOW}
    rows = Organization.objects.bulk_create(
        Organization(name=f"Listed {n:05}", **dates) for n in range(many)
    )
    runs = Initiative.objects.bulk_create(
        Initiative(organization=row, title="Residencies", stage="implementing", **dates)
        for row in rows
    )
    (topic,), (context,) = make.terms("topic", "residency"), make.terms("context", "rural")
    through = Initiative.topics.through
    through.objects.bulk_create(through(initiative=run, term=topic) for run in runs)
    through = Initiative.contexts.through
    through.objects.bulk_create(through(initiative=run, term=context) for run in runs)
    Expertise.objects.bulk_create(
        Expertise(organization=row, topic=topic, claim="Residents", depth=2, **dates)
        for row in rows
    )
    grants = Grant.objects.bulk_create(Grant(organization=row, **dates) for row in rows)
    through = Grant.topics.through
    through.objects.bulk_create(through(grant=grant, term=topic) for grant in grants)


@pytest.mark.parametrize(("asked", "many"), [(3, 20), (12, 160)])
def test_the_whole_page_takes_eight_queries_at_two_sizes(
    client, asked, many, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr("foundation.clock.now", lambda: NOW)
    application = asking("residency", contexts=["rural"])
    for n in range(asked):
        offer = make.willing(application.round, said=f"Asked {n}")
        make.runs(offer.organization, "residency")
    _directory(many)
    client.force_login(application.facilitator)
    client.get(reverse("home"))  # the session notes the first request of a minute
    address = reverse("matching:candidates", args=[application.pk])

    with django_assert_num_queries(8):
        found = client.get(address, {"why_not": "Listed 00007"})

    shown = found.content.decode()
    for said_there in ("Whom else to ask", "Asked 0 and Listed 00007, line by line"):
        assert said_there in shown, said_there


def test_the_page_of_what_it_is_about_is_offered_to_whoever_may_write_there_alone(
    client, monkeypatch
):
    question = fit.Question("contexts", "In which setting is it?", of_offers=False)
    turn = unknowns.Turn(question, None, "Cedarbrook", ("Prairie comes first.",), 1, first=True)
    monkeypatch.setattr(unknowns, "one_question", lambda *_known: turn)
    application = asking("residency")
    for name in ("Prairie", "Beacon"):
        make.willing(application.round, said=name)
    lead = forms.facilitator(application.round.program, Role.FACILITATION_LEAD)
    pages = [reverse(f"matching:{name}", args=[application.pk]) for name in ("candidates", "about")]

    for person, offered, answer in ((application.facilitator, True, 200), (lead, False, 403)):
        client.force_login(person)
        shown = client.get(pages[0]).content.decode()
        assert "Ask Cedarbrook:" in shown
        assert ("Where its answer is written down" in shown) == offered
        assert client.get(pages[1]).status_code == answer
