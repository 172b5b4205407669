"""The pages around a pair, as each person meets them: what they say and hide, their price."""

import re

import pytest
from django.urls import reverse

from accounts import links
from foundation import signatures
from matching import asks
from matching.models import AlignmentReview, Consent, MatchFacts, MatchProposal
from matching.services import proposals
from partnerships.models import Partnership
from partnerships.models.standing import standing
from tests import factories_matching as forms
from tests import factories_proposals as make
from tests.factories import NOW, OrganizationFactory
from tests.factories_proposals import P, T
from tests.reading import settled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]


def url(name, *args):
    return reverse(f"matching:{name}", args=args)


def text(response):
    return response.content.decode()


def compared():
    """Return a page's worth of facts: one who asks, two who could share, one listed."""
    application, offer, people = make.pair(
        application=make.ready(hoped_for="We do not know how to keep those rooms covered.")
    )
    make.about(application, "residency", contexts=["rural", "charter"])
    make.runs(offer.organization, "residency", contexts=["rural", "charter"])
    make.knows(offer.organization, "residency", claim="Residents paid from vacant posts")
    second = make.willing(application.round, said="Stonebridge")
    make.knows(second.organization, "hiring_staffing", depth=4, claim="Staffing models")
    listed = OrganizationFactory(name="Listed Residency", enrolled_at=None)
    make.knows(listed, "residency")
    return application, offer, second, people


# -- candidates ------------------------------------------------------------------------------------
def test_the_candidates_are_set_beside_each_other(client):
    application, offer, _second, _people = compared()

    page = text(settled(client, application.facilitator).get(url("candidates", application.pk)))

    assert "Prairie is the strongest of two" in page
    assert page.index("Prairie") < page.index("Stonebridge")
    assert "We do not know how to keep those rooms covered." in page
    for said in ("aria-label=\"fully\"", "Write your judgment", "Listed Residency",
                 "Listed, not enrolled: invite", "Both are about: Residencies"):  # fmt: skip
        assert said in page, said
    assert str(offer.pk) in page


def test_nobody_open_to_share_says_what_to_do(client):
    application = make.ready()

    page = text(settled(client, application.facilitator).get(url("candidates", application.pk)))

    assert "Nobody is open to share in this round yet" in page
    assert url("invite", application.round_id) in page


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("stonebridge", "Prairie fits better here: deep on the topic."),
        ("Nobody knows", "No other organization of this name is found. Write its full name."),
        ("listed residency", "It is listed and not enrolled: nobody there can be asked yet. Not"),
        ("Talker", "A talk with it comes first."),
        ("Away", "It said not this time."),
        ("Full", "Its places in this round are taken."),
        ("Fu\0ll", "Its places in this round are taken."),
    ],
)
def test_why_not_another_is_answered_in_a_sentence(client, asked, sentence):
    application, _offer, _second, _people = compared()
    make.willing(application.round, said="Talker", state="talk")
    make.willing(application.round, said="Away", state="withdrawn")
    full = make.willing(application.round, said="Full")
    busy = make.ready(round=application.round, organization=OrganizationFactory())
    make.pair(application=busy, offer=full)
    proposal = make.drafted(review=make.reviewed(busy, full))
    proposals.send(proposal=proposal, by=busy.facilitator, now=NOW)

    settled(client, application.facilitator)
    page = text(client.get(url("candidates", application.pk), {"why_not": asked}))

    assert sentence in page


def test_a_judgment_is_prefilled_kept_and_shown(client):
    application, offer, _second, _people = compared()
    settled(client, application.facilitator)
    page = url("review", application.pk, offer.pk)
    assert "Both are about: Residencies" in text(client.get(page))

    answer = client.post(page, {**make.JUDGED, "level_b": "", "worries": "Its director leaves."})

    kept = AlignmentReview.objects.get()
    assert (answer.status_code, kept.levels, kept.worries) == (
        302, {"a": 3, "b": None, "c": 1}, "Its director leaves.",
    )  # fmt: skip
    shown = text(client.get(answer.url))
    assert "Same initiative, two years further on." in shown
    assert "Write the two pages" in shown
    assert "Its director leaves." not in shown


def test_a_step_without_evidence_is_told_beside_the_field(client):
    application, offer, _second, _people = compared()
    settled(client, application.facilitator)

    answer = client.post(
        url("review", application.pk, offer.pk), {**make.JUDGED, "level_b": "", "evidence_a": " "}
    )

    assert (answer.status_code, AlignmentReview.objects.count()) == (422, 0)
    assert "Say what shows it, in a sentence." in text(answer)


def test_what_it_is_about_is_kept_beside_the_directory(client):
    application = make.ready()
    (topic,) = make.terms("topic", "residency")
    settled(client, application.facilitator)

    client.post(url("about", application.pk), {"topics": [topic.pk], "work": "preparation"})

    facts = MatchFacts.objects.get()
    assert (list(facts.topics.all()), facts.work) == ([topic], "preparation")
    assert not application.initiative.topics.exists()


def test_one_s_own_organization_is_not_compared(client):
    application, offer, _second, _people = compared()
    forms.MembershipFactory(organization=offer.organization, user=application.facilitator)
    settled(client, application.facilitator)

    page = client.get(url("candidates", application.pk)).context["page"]

    assert [one.said for one in page.willing] == ["Stonebridge"]
    assert client.get(url("review", application.pk, offer.pk)).status_code == 404


# -- the way to the proposal -----------------------------------------------------------------------
def filled(page):
    """Return what a browser would send of the form on `page`."""
    form = page.context["form"]
    given = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in given.items() if value is not None}


def test_the_draft_says_what_the_directory_says_and_nobody_s_own_words(client):
    application, offer, _second, _people = compared()
    review = make.reviewed(application, offer, in_short="ZQ-line", worries="ZQ-worry")
    settled(client, application.facilitator)

    form = client.get(url("propose", review.pk)).context["form"]

    for name in ("brief_partner", "brief_thought_partner", "purpose"):
        words = str(form[name].value())
        assert "ZQ-" not in words
        assert "keep those rooms covered" not in words
    assert "Residents paid from vacant posts" in form["brief_partner"].value()


def test_a_proposal_is_written_looked_over_and_sent(client):
    application, offer, _second, people = compared()
    review = make.reviewed(application, offer)
    settled(client, application.facilitator)
    page = client.get(url("propose", review.pk))
    seats = {f"{side}_{role}": str(people[side].pk) for side in (P, T)
             for role in ("decides", "implements")}  # fmt: skip

    answer = client.post(url("propose", review.pk), {**filled(page), **seats})

    made = MatchProposal.objects.get()
    assert answer.url == made.get_absolute_url()
    shown = text(client.get(answer.url))
    assert "Send to both sides" in shown
    assert "Prairie could be your partner" in text(client.get(answer.url, {"as": P}))
    assert "Cedarbrook could be your partner" in text(client.get(answer.url, {"as": T}))
    came_from = f"http://testserver{made.get_absolute_url()}?next=/"
    sent = client.post(url("send_proposal", made.pk), headers={"referer": came_from})
    assert sent.url == "/"
    made.refresh_from_db()
    assert made.state == "sent"
    assert "Both sides are reading" in text(client.get(answer.url))


def test_what_stands_in_the_way_is_said_instead_of_a_button(client):
    proposal = make.drafted()
    proposal.offer.state = "talk"
    proposal.offer.save()
    settled(client, proposal.application.facilitator)

    page = text(client.get(proposal.get_absolute_url()))

    assert "Prairie is not found willing and able yet." in page
    assert "Send to both sides" not in page


# -- the answer ------------------------------------------------------------------------------------
def answer_of(proposal, side, **more):
    return {
        "answer": "accept", "version": 0, "seen": signatures.digest(proposal.content(side)), **more,
    }  # fmt: skip


def test_nothing_is_chosen_beforehand_and_an_untouched_form_is_refused(client):
    proposal = make.sent()
    settled(client, make.who(proposal, P))
    page = client.get(proposal.get_absolute_url())
    assert " checked" not in text(page)

    answer = client.post(url("answer_proposal", proposal.pk), filled_answer(page))

    assert (answer.status_code, Consent.objects.count()) == (422, 0)
    assert "Prairie has done it." in text(answer)


def filled_answer(page):
    form = page.context["page"].form
    given = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in given.items() if value is not None}


def test_both_answer_and_find_their_partnership(client):
    proposal = make.sent()
    for side in (P, T):
        settled(client, make.who(proposal, side))
        given = {**filled_answer(client.get(proposal.get_absolute_url())), "answer": "accept"}
        client.post(url("answer_proposal", proposal.pk), given)

    made = Partnership.objects.get()
    page = text(client.get(proposal.get_absolute_url()))
    assert "You and Cedarbrook are partners" in page
    assert made.get_absolute_url() in page


@pytest.mark.parametrize("answer", ["accept", "conditions", "decline"])
def test_the_other_side_sees_the_same_page_whether_or_how_one_answered(client, answer):
    proposal = make.sent()
    settled(client, make.who(proposal, T))
    before = stable(client.get(proposal.get_absolute_url()))
    home = stable(client.get(reverse("home")))
    words = {"conditions": "ZQ-conditions"} if answer == "conditions" else {}
    make.say(proposal, P, answer, reason="ZQ-reason", **words)

    assert stable(client.get(proposal.get_absolute_url())) == before
    assert stable(client.get(reverse("home"))) == home


def stable(response):
    """Return a page without its one-time keys."""
    return re.sub(r'value="[0-9A-Za-z-]{36,}"|csrfmiddlewaretoken.*?>|"X-CSRFToken.*?}', "",
                  text(response))  # fmt: skip


@pytest.mark.parametrize("how", ["decline", "expired", "withdrawn"])
def test_who_said_yes_reads_the_same_whatever_ended_it(client, how):
    proposal = make.sent()
    make.say(proposal, P)
    if how == "decline":
        make.say(proposal, T, "decline", reason="ZQ-reason")
    elif how == "expired":
        proposals.expire_due(max(proposal.partner_until, proposal.thought_partner_until))
    else:
        proposals.withdraw(
            proposal=proposal, why="ZQ-why", by=proposal.application.facilitator, now=NOW
        )
    settled(client, make.who(proposal, P))

    page = text(client.get(proposal.get_absolute_url()))

    assert "<h1>Not proceeding</h1>" in page
    assert "ZQ-" not in page
    assert (
        "decline" not in page.lower().replace("declined", "decline") or "No, not this" not in page
    )


def test_who_was_too_late_reads_a_sentence(client):
    proposal = make.sent()
    proposals.expire_due(max(proposal.partner_until, proposal.thought_partner_until))
    settled(client, make.who(proposal, P))

    page = text(client.get(proposal.get_absolute_url()))
    late = client.post(url("answer_proposal", proposal.pk), answer_of(proposal, P))
    half = answer_of(proposal, P, answer="", reason="ZQ-words typed while the days ran out")
    assert "ZQ-words typed while" in text(client.post(url("answer_proposal", proposal.pk), half))

    assert "The fourteen days are over" in page
    assert (late.status_code, Consent.objects.count()) == (409, 0)
    assert "so nothing was kept" in text(late)


def test_the_facilitator_reads_conditions_and_settles_them(client):
    proposal = make.sent()
    make.say(proposal, P, "conditions", conditions="Sessions after 3 pm.", reason="Buses.")
    make.say(proposal, T)
    settled(client, proposal.application.facilitator)
    page = text(client.get(proposal.get_absolute_url()))
    assert "Sessions after 3 pm." in page
    assert "Buses." in page

    client.post(url("settle", proposal.pk), {"words": "Sessions begin at 3:30 pm."})

    settled(client, make.who(proposal, T))
    shown = text(client.get(proposal.get_absolute_url()))
    assert "Sessions begin at 3:30 pm." in shown
    assert "Sessions after 3 pm." not in shown


def test_a_colleague_without_authority_learns_only_that(client):
    proposal = make.sent()
    settled(client, make.worker(proposal.application.organization).user)

    page = client.get(proposal.get_absolute_url())

    assert page.status_code == 403
    assert "Prairie" not in text(page)


def test_the_link_of_the_mail_asks_for_sign_in_and_answers_nothing(client):
    proposal = make.sent()
    person = make.who(proposal, P)
    _link, path = links.make(
        user=person, purpose="answer", about=proposal, now=NOW, expires_at=proposal.partner_until
    )

    opened = client.get(path, follow=True)
    sent = client.post(url("answer_proposal", proposal.pk), answer_of(proposal, P))

    assert "/account/login/" in opened.redirect_chain[-1][0]
    assert "Prairie" not in text(opened)
    assert "/account/login/" in sent.url
    assert not Consent.objects.exists()


# -- what waits ------------------------------------------------------------------------------------
def said(found):
    return [(ask.sentence, ask.button, ask.minutes) for ask in found]


def waiting(user, now=NOW):
    user = forms.fresh(user)
    standing(user)
    return said(asks.for_facilitator(user, now)), said(asks.for_participant(user, now))


def test_what_waits_for_whom_on_the_way():
    application, offer, _people = make.pair()
    by = application.facilitator
    assert waiting(by)[0] == [("They are ready for a partner.", "Look at the candidates", 15)]

    review = make.reviewed(application, offer)
    assert waiting(by)[0] == [("Your first choice can be proposed.", "Write the proposal", 10)]

    proposal = make.drafted(review=review)
    found = ("The proposal is written and not sent.", "Look it over and send it", 5)
    assert waiting(by)[0] == [found]

    proposals.send(proposal=proposal, by=by, now=NOW)
    asked = [("A partner is proposed. Read one page and answer.", "Read and answer", 5)]
    assert waiting(by)[0] == []
    assert [waiting(make.who(proposal, side))[1] for side in (P, T)] == [asked, asked]
    missing = ("A proposal ends soon, and an answer is missing.", "See who has not answered", 5)
    late = make.again(proposal).partner_until - make.proposals.deadlines.SOON
    assert waiting(by, late)[0] == [missing]

    make.say(proposal, P, "conditions", conditions="x")
    assert [waiting(make.who(proposal, side))[1] for side in (P, T)] == [[], asked]
    make.say(proposal, T)
    left = ("Both have answered, and something is left to do.", "Read it and settle it", 15)
    assert waiting(by)[0] == [left]


def test_what_waits_costs_two_queries_and_one(django_assert_max_num_queries):
    proposal = make.sent()
    for user in (make.who(proposal, P), proposal.application.facilitator):
        user = forms.fresh(user)
        standing(user)
        with django_assert_max_num_queries(2):
            asks.for_facilitator(user, NOW)
        with django_assert_max_num_queries(1):
            asks.for_participant(user, NOW)


# -- prices ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("count", [1, 6])
def test_each_page_costs_at_most_eight_queries_at_two_sizes(
    client, django_assert_max_num_queries, count
):
    application, offer, _second, _people = compared()
    for number in range(count):
        other = make.willing(application.round, said=f"Other {number}")
        make.runs(other.organization, "residency", "mentor_training", contexts=["rural"])
        make.knows(other.organization, "residency")
    review = make.reviewed(application, offer)
    by = application.facilitator
    written = make.drafted(review=review)
    price(client, by, written, "care", django_assert_max_num_queries)
    proposals.send(proposal=written, by=by, now=NOW)
    price(client, by, written, "care", django_assert_max_num_queries)
    price(client, make.who(written, P), written, "side", django_assert_max_num_queries)
    make.say(written, P, "conditions", conditions="x")
    make.say(written, T)
    price(client, by, written, "settling", django_assert_max_num_queries)


def price(client, user, proposal, what, limit):
    application, review = proposal.application, proposal.review
    own = proposal.get_absolute_url()
    pages = {
        "side": [own],
        "settling": [own, url("settle", proposal.pk)],
        "care": [
            own, f"{own}?as=partner", url("candidates", application.pk),
            url("about", application.pk), url("review", application.pk, review.offer_id),
            url("withdraw_proposal", proposal.pk), url("propose", review.pk),
            url("change_proposal", proposal.pk), application.get_absolute_url(),
        ],
    }  # fmt: skip
    settled(client, user)
    for page in pages[what]:
        with limit(8, info=page) as caught:
            assert client.get(page).status_code == 200, page
        assert len(caught) > 2


def test_who_decides_finds_the_page_from_the_organization_s_own_pages(client):
    proposal = make.sent()
    for side, row in ((P, proposal.application), (T, proposal.offer)):
        settled(client, make.who(proposal, side))
        assert proposal.get_absolute_url() in text(client.get(row.get_absolute_url()))
        settled(client, make.worker(row.organization).user)
        assert proposal.get_absolute_url() not in text(client.get(row.get_absolute_url()))
