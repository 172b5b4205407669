"""The leader's word on a form: by a link of their own, or typed with how it was given."""

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts import links
from foundation.errors import AlreadyMoved, Refused
from matching import asks as matching_asks
from matching.models import Endorsement
from matching.services import hands
from notifications.models import Message
from tests import factories_matching as make
from tests.factories import NOW, UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "head@elm.example"
SAID = {"name": "Superintendent", "answer": "backs", "words": "We stand behind it."}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def text(response):
    return " ".join(response.content.decode().split())


def asked(form=None):
    form = form or make.ApplicationFactory(**make.WRITTEN)
    by = make.member(form.organization)
    return hands.ask_leader(application=form, email=ADDRESS, name="Superintendent", by=by, now=NOW)


def open_link(client, endorsement, user=None):
    until = NOW + hands.LINK_STANDS
    leader = user or endorsement.leader
    _link, path = links.make(
        user=leader, purpose="answer", about=endorsement, now=NOW, expires_at=until
    )
    return client.get(path, follow=True)


def held():
    """A form that was sent and has a facilitator, not screened yet."""
    form = make.submitted()
    form.facilitator = make.facilitator(form.round.program)
    form.save()
    return form


def test_the_leader_gets_one_mail_with_a_link_and_no_word_of_the_form(client):
    form = make.ApplicationFactory(**make.WRITTEN)
    client.force_login(make.member(form.organization))
    page = reverse("matching:ask_leader", args=[form.pk])

    client.post(page, {"name": "Superintendent", "email": ADDRESS})
    again = client.post(page, {"name": "Principal", "email": "other@elm.example"})

    mail = Message.objects.get()
    assert (mail.person.email, again.status_code) == (ADDRESS, 403)
    assert form.challenge not in mail.body
    own = text(client.get(form.get_absolute_url()))
    assert "Superintendent was asked by mail" in own


def test_one_choice_by_link_without_signing_in(client):
    endorsement = asked()
    page = open_link(client, endorsement)
    before = text(page)

    nothing = client.post(endorsement.get_absolute_url(), {"answer": "", "words": ""})
    scanned = Endorsement.objects.get().answer
    client.post(endorsement.get_absolute_url(), {"answer": "backs", "words": "Yes."})

    assert (page.status_code, " checked" in before) == (200, False)
    assert endorsement.application.challenge not in before
    assert (nothing.status_code, scanned) == (422, "")
    kept = Endorsement.objects.get()
    assert (kept.answer, kept.words, kept.answered_at, kept.told) == ("backs", "Yes.", NOW, "")
    assert kept.changed_by == endorsement.leader


def test_opening_changes_nothing_and_a_second_browser_reads_nothing_back(
    client, django_assert_num_queries
):
    endorsement = asked()
    hands.endorse(
        endorsement=endorsement, answer="talk", words="CANARY", by=endorsement.leader, now=NOW
    )

    shown = text(open_link(client, endorsement))

    assert ("CANARY" in shown, "You answered" in shown) == (False, False)
    client.post(endorsement.get_absolute_url(), {"answer": "backs", "words": ""})
    kept = Endorsement.objects.get()
    assert (kept.answer, kept.words) == ("backs", "CANARY")
    assert "CANARY" not in text(client.get(endorsement.get_absolute_url()))


def test_what_was_typed_for_a_leader_is_not_kept_as_their_own_words(client):
    endorsement = asked()
    Endorsement.objects.update(**SAID, told="On the phone", answered_at=NOW)
    open_link(client, endorsement)

    client.post(endorsement.get_absolute_url(), {"answer": "talk", "words": ""})

    kept = Endorsement.objects.get()
    assert (kept.answer, kept.words, kept.told) == ("talk", "", "")


def test_without_the_leaders_own_link_the_page_opens_nothing(client):
    endorsement = asked()
    page = endorsement.get_absolute_url()

    visitor = client.get(page).status_code
    someone_elses = open_link(client, endorsement, user=UserFactory()).status_code
    sent = client.post(page, {"answer": "backs"}).status_code

    assert (visitor, someone_elses, sent) == (404, 404, 404)
    assert Endorsement.objects.get().answer == ""


def test_after_the_form_was_read_the_answer_stays(client):
    form = held()
    endorsement = asked(form)
    make.loading.load_instruments(now=NOW)
    make.screen(form)
    endorsement = Endorsement.objects.select_related("application").get()

    with pytest.raises(AlreadyMoved):
        hands.endorse(
            endorsement=endorsement, answer="backs", words="", by=endorsement.leader, now=NOW
        )


def test_the_facilitator_types_it_with_how_it_was_given(client):
    form = held()
    client.force_login(make.fresh(form.facilitator))
    page = reverse("matching:type_leader", args=[form.pk])

    without = client.post(page, SAID)
    client.post(page, {**SAID, "told": "On the phone, Monday"})

    shown = text(client.get(form.get_absolute_url()))
    assert without.status_code == 422
    assert "How it was given: On the phone, Monday" in shown
    assert "We stand behind it." in shown
    client.force_login(make.member(form.organization))
    assert "How it was given: On the phone, Monday" in text(client.get(form.get_absolute_url()))


def test_what_was_typed_in_between_is_not_overwritten(client):
    form = held()
    client.force_login(make.fresh(form.facilitator))
    page = reverse("matching:type_leader", args=[form.pk])
    client.post(page, {**SAID, "told": "On the phone"})
    read = client.get(page).context["form"]["version"].value()
    first = client.post(page, {**SAID, "told": "By letter", "version": read})

    second = client.post(page, {**SAID, "told": "In a talk", "version": read})

    assert (first.status_code, second.status_code) == (302, 409)
    assert "By letter" in text(second)
    assert "In a talk" in text(second)
    assert Endorsement.objects.get().told == "By letter"


def test_the_leaders_own_answer_takes_the_place_of_what_was_typed_and_not_the_other_way():
    form = held()
    endorsement = asked(form)
    typed = hands.type_leader(
        application=form, told="On the phone", expected=1, by=form.facilitator, now=NOW, **SAID
    )
    hands.endorse(endorsement=typed, answer="talk", words="Later.", by=endorsement.leader, now=NOW)

    with pytest.raises(Refused, match="own link"):
        hands.type_leader(
            application=form, told="By letter", expected=3, by=form.facilitator, now=NOW, **SAID
        )
    kept = Endorsement.objects.get()
    assert (kept.answer, kept.words, kept.told) == ("talk", "Later.", "")


@pytest.mark.parametrize(
    "broken",
    [{"answer": "yes", "answered_at": NOW}, {"answer": "backs"}, {"leader": None}],
    ids=["unknown", "without a time", "neither link nor told"],
)
def test_the_database_refuses_half_an_answer(broken):
    made = asked()

    with pytest.raises(IntegrityError), transaction.atomic():
        Endorsement.objects.filter(pk=made.pk).update(**broken)


def test_a_leader_who_signs_in_is_asked_on_today_until_they_answered(client):
    endorsement = asked()
    leader = endorsement.leader
    before = matching_asks.for_participant(leader, NOW)
    client.force_login(leader)
    page = client.get(before[0].url)
    home = text(client.get("/", follow=True))
    hands.endorse(endorsement=endorsement, answer="backs", words="", by=leader, now=NOW)

    assert [ask.sentence for ask in before] == ["Say whether you back the form."]
    assert page.status_code == 200
    assert "Say whether you back the form." in home
    assert matching_asks.for_participant(leader, NOW) == []


def test_the_mail_of_a_form_without_a_title_names_the_organization():
    form = make.ApplicationFactory(**make.WRITTEN | {"title": ""})
    asked(form)

    assert Message.objects.get().subject == f"Do you back the form of {form.organization.said}?"
