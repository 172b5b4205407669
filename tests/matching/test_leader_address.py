"""A leader's mistyped address is corrected: a new mail, the first link stops, an answer stays."""

import pytest
import time_machine
from django.urls import reverse

from accounts import links
from accounts.models import PersonalLink, User
from foundation.errors import Refused, Stale
from matching import asks
from matching.models import Endorsement
from matching.services import hands
from notifications.models import Message
from tests import factories_matching as make
from tests.factories import NOW, UserFactory

pytestmark = pytest.mark.django_db
TYPO, RIGHT = "haed@elm.example", "head@elm.example"
SAID = {"name": "Superintendent", "email": RIGHT, "version": 1}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def form(client):
    made = make.ApplicationFactory(**make.WRITTEN)
    made.writer = make.member(made.organization)
    hands.ask_leader(application=made, email=TYPO, name="Superintendent", by=made.writer, now=NOW)
    client.force_login(made.writer)
    return made


def page(form):
    return reverse("matching:correct_leader", args=[form.pk])


def text(response):
    return " ".join(response.content.decode().split())


def correct(form, email=RIGHT, expected=1, **more):
    given = {"name": "Superintendent", "by": form.writer, "now": NOW} | more
    return hands.correct_leader(
        endorsement=Endorsement.objects.get(application=form), email=email, expected=expected,
        **given,
    )  # fmt: skip


def link_to(endorsement):
    return links.make(
        user=endorsement.leader, purpose="answer", about=endorsement, now=NOW,
        expires_at=NOW + hands.LINK_STANDS,
    )[1]  # fmt: skip


# -- the way there ---------------------------------------------------------------------------------
def test_the_form_says_where_the_mail_went_and_leads_to_the_correction(client, form):
    own = text(client.get(form.get_absolute_url()))
    shown = text(client.get(page(form)))

    assert f"The mail is addressed to <bdi>{TYPO}</bdi>" in own
    assert f'href="{page(form)}"' in own
    assert f'value="{TYPO}"' in shown
    make.applications.submit(application=form, expected=1, by=form.writer, now=NOW)
    assert f'href="{page(form)}"' in text(client.get(form.get_absolute_url()))


def test_who_looks_after_the_form_reads_no_address(client, form):
    make.applications.submit(application=form, expected=1, by=form.writer, now=NOW)
    by = make.facilitator(form.round.program)
    make.readings.assign(subject=form, facilitator=by, by=by, now=NOW)
    client.force_login(make.fresh(by))

    care, change = client.get(form.get_absolute_url()), client.get(page(form))

    assert "Superintendent was asked by mail" in text(care)
    assert TYPO not in text(care)
    assert change.status_code == 403


# -- what a correction does ------------------------------------------------------------------------
def test_a_new_mail_goes_under_a_new_key_and_the_first_one_never_leaves(client, form):
    answer = client.post(page(form), SAID, follow=True)

    first, second = Message.objects.order_by("person__email", "key").reverse()
    if first.person.email != TYPO:
        first, second = second, first
    stands = Endorsement.objects.get()
    assert (first.person.email, first.state) == (TYPO, "stopped")
    assert (second.person.email, second.state) == (RIGHT, "queued")
    assert first.key != second.key
    assert (stands.leader.email, stands.version, stands.changed_by) == (RIGHT, 2, form.writer)
    assert f"The mail is addressed to <bdi>{RIGHT}</bdi>" in text(answer)


def test_the_first_link_opens_nothing_from_then_on(client, form):
    first = Endorsement.objects.select_related("leader").get()
    path = link_to(first)
    client.logout()
    before = client.get(path, follow=True).status_code
    correct(form)

    opened_before, anew = client.get(first.get_absolute_url()), client.get(path, follow=True)
    sent = client.post(first.get_absolute_url(), {"answer": "backs"})

    assert before == 200
    assert (opened_before.status_code, anew.status_code, sent.status_code) == (404, 404, 404)
    assert PersonalLink.objects.standing(NOW).count() == 0
    assert Endorsement.objects.get().answer == ""


def test_a_link_made_while_the_address_was_corrected_opens_nothing_either(client, form):
    first = Endorsement.objects.select_related("leader").get()
    correct(form)
    path = link_to(first)  # handed over at that moment
    client.logout()

    assert client.get(path, follow=True).status_code == 404


def test_the_right_leader_answers_and_the_wrong_one_is_asked_nothing_any_more(client, form):
    wrong = User.objects.get(email=TYPO)
    moved = correct(form)
    client.logout()
    client.get(link_to(moved), follow=True)

    client.post(moved.get_absolute_url(), {"answer": "backs", "words": "Yes."})

    assert Endorsement.objects.get().answer == "backs"
    assert asks.for_participant(wrong, NOW) == []


def test_the_page_of_the_leader_names_who_asked_last(client, form):
    colleague = make.member(form.organization)
    colleague.name = "Ben"
    colleague.save()
    moved = correct(form, by=colleague)
    client.force_login(moved.leader)

    assert "Ben asks for a partner" in text(client.get(moved.get_absolute_url()))
    mail = Message.objects.get(person=moved.leader)
    assert (mail.reply_to, "Ben asks for a partner" in mail.body) == (colleague, True)


# -- what is refused -------------------------------------------------------------------------------
def test_the_address_that_was_written_to_is_refused_with_what_can_be_done(client, form):
    answer = client.post(page(form), SAID | {"email": TYPO.upper()})

    assert answer.status_code == 422
    assert "We wrote to this address already, " in text(answer)
    assert "unwanted mail" in text(answer)
    assert Message.objects.count() == 1


@pytest.mark.parametrize("told", ["", "On the phone"])
def test_an_answer_is_not_replaced(client, form, told):
    before = client.get(page(form)).status_code
    Endorsement.objects.update(answer="backs", told=told, answered_at=NOW)

    seen, sent = client.get(page(form)), client.post(page(form), SAID)

    assert (before, seen.status_code, sent.status_code) == (200, 409, 409)
    assert "Superintendent has answered by now, and that stays." in text(sent)
    assert (Endorsement.objects.get().leader.email, Message.objects.count()) == (TYPO, 1)
    assert f'href="{page(form)}"' not in text(client.get(form.get_absolute_url()))


def test_an_answer_given_after_the_page_was_opened_is_not_replaced(form):
    Endorsement.objects.update(answer="backs", answered_at=NOW)

    with pytest.raises(Refused, match="that stays"):
        correct(form)


def test_an_answer_given_at_the_same_moment_is_not_replaced(form, monkeypatch):
    stands = Endorsement.objects.select_related("application", "leader").get()

    def answered_meanwhile(*args, **kwargs):
        hands.endorse(endorsement=stands, answer="talk", words="", by=stands.leader, now=NOW)

    monkeypatch.setattr(hands.typed_addresses, "count_one", answered_meanwhile)

    with pytest.raises(Stale):
        correct(form)

    assert Endorsement.objects.get().leader.email == TYPO


def test_of_two_who_correct_it_the_later_reads_both_addresses(client, form):
    correct(form, email="hed@elm.example", by=UserFactory(name="Ben"))

    lost = client.post(page(form), SAID)
    mine = client.post(page(form), SAID | {"version": 2})

    assert lost.status_code == 409
    assert "Ben changed this" in text(lost)
    assert ("hed@elm.example" in text(lost), RIGHT in text(lost)) == (True, True)
    assert mine.status_code == 302
    assert Endorsement.objects.get().leader.email == RIGHT


@pytest.mark.parametrize("email", ["", "nobody", "head@elm", "İ@elm.example", "x" * 300])
def test_what_is_no_address_is_told_beside_it(client, form, email):
    answer = client.post(page(form), SAID | {"email": email})

    assert answer.status_code == 422
    assert (Endorsement.objects.get().leader.email, Message.objects.count()) == (TYPO, 1)


def test_somebody_who_left_is_not_asked(form):
    UserFactory(email=RIGHT, is_active=False)

    with pytest.raises(Refused, match="has left"):
        correct(form)


def test_without_a_leader_who_was_asked_there_is_nothing_to_correct(client):
    plain, typed = make.ApplicationFactory(), make.submitted()
    by = make.facilitator(typed.round.program)
    hands.type_leader(
        application=typed, name="Head", answer="backs", words="", told="By letter", expected=0,
        by=by, now=NOW,
    )  # fmt: skip
    found = []
    for one in (plain, typed):
        client.force_login(make.member(one.organization))
        found.append(client.get(page(one)).status_code)

    assert found == [403, 403]


def test_once_the_form_was_read_nothing_is_corrected(client, form):
    make.applications.submit(application=form, expected=1, by=form.writer, now=NOW)
    by = make.facilitator(form.round.program)
    make.loading.load_instruments(now=NOW)
    make.readings.assign(subject=form, facilitator=by, by=by, now=NOW)
    make.screen(form)

    assert client.post(page(form), SAID).status_code == 403


# -- a form without a title ------------------------------------------------------------------------
def test_without_a_title_the_leader_is_asked_for_what_the_organization_wants_to_do(client, form):
    type(form).objects.update(title="")
    stands = Endorsement.objects.get()
    client.force_login(stands.leader)

    said = text(client.get(stands.get_absolute_url()))

    assert f"Do you back what {form.organization.said} wants to do?" in said
    assert "your initiative" not in said


@pytest.mark.parametrize("others", [1, 6])
def test_its_page_costs_eight_at_most(client, form, others, django_assert_max_num_queries):
    for number in range(others):
        correct(form, email=f"head{number}@elm.example", expected=number + 1)
    client.get(page(form))

    with django_assert_max_num_queries(8):
        assert client.get(page(form)).status_code == 200
