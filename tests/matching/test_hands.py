"""Several hands on one form: who wrote, who is asked to write too, and the time offered."""

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from foundation.errors import Refused
from instruments import presence
from instruments.models import Writing
from matching import interest
from matching.models import AskedColleague, Hand, OfferedTime
from matching.services import applications, hands
from notifications.models import Message
from partnerships.models import Membership
from tests import factories_matching as make
from tests.factories import NOW, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def form():
    made = make.ApplicationFactory(**make.WRITTEN)
    made.writer = make.member(made.organization)
    return made


def url(name, row, *more, kind=None):
    before = [kind] if kind else []
    return reverse(f"matching:{name}", args=[*before, row.pk, *more])


def text(response):
    return " ".join(response.content.decode().split())


def save(form, by, expected=1, **said):
    fresh = type(form).objects.get(pk=form.pk)
    for name, value in said.items():
        setattr(fresh, name, value)
    page = interest.BY_KEY["problem"]
    applications.save_page(application=fresh, page=page, expected=expected, by=by, now=NOW)


# -- who wrote which answer ------------------------------------------------------------------------
def test_each_answer_keeps_whose_hand_it_was(form):
    anna, ben = UserFactory(), UserFactory()
    save(form, anna, challenge="They leave in year two.", data_sources="An exit survey.")

    save(form, ben, expected=2, challenge="They leave in year three.")

    kept = Hand.objects.filter(application=form).order_by("field").values_list("field", "by")
    assert list(kept) == [("challenge", ben.pk), ("data_sources", anna.pk)]


def test_the_page_names_the_hands_of_its_own_answers_and_who_writes_there_now(client, form):
    save(form, UserFactory(name="Anna"), challenge="They leave in year two.")
    ben = UserFactory(name="Ben")
    presence.touch(about=form, place="problem", by=ben, now=NOW)
    presence.touch(about=make.ApplicationFactory(), place="reasons", by=ben, now=NOW)
    client.force_login(form.writer)

    there, elsewhere = (text(client.get(url("write", form, p))) for p in ("problem", "reasons"))

    assert "<bdi>Anna</bdi>, today" in there or "<bdi>Anna</bdi>, Monday" in there
    assert "<bdi>Ben</bdi> is writing here now." in there
    assert ("<bdi>Anna" in elsewhere, "<bdi>Ben" in elsewhere) == (False, False)


def test_a_sign_of_life_is_for_those_who_write_it(client, form):
    other = make.member(OrganizationFactory())
    found = {}
    for name, person in (("writer", form.writer), ("stranger", other)):
        client.force_login(person)
        found[name] = client.post(url("here", form, "problem")).status_code
    client.force_login(form.writer)

    assert found == {"writer": 200, "stranger": 404}
    assert client.post(url("here", form, "no-page")).status_code == 404
    assert list(Writing.objects.values_list("person", "place")) == [(form.writer.pk, "problem")]
    client.post(url("write", form, "problem"), {"challenge": "Pay.", "version": 1})
    assert not Writing.objects.exists()


# -- a colleague -----------------------------------------------------------------------------------
def test_a_colleague_is_asked_by_one_mail(client, form):
    colleague = make.member(form.organization)
    client.force_login(form.writer)
    page = url("colleagues", form, kind="applications")

    client.post(page, {"person": colleague.pk})
    with pytest.raises(Refused, match="One mail is enough"):
        hands.ask_colleague(subject=form, person=colleague, by=form.writer, now=NOW)

    mail = Message.objects.get(person=colleague)
    assert (mail.reply_to, mail.context_id) == (form.writer, form.pk)
    assert f"{form.writer} asks you to write with them" in mail.subject
    assert AskedColleague.objects.get().by == form.writer
    assert f"<bdi>{colleague}</bdi>" in text(client.get(page))
    assert "Asked " in text(client.get(page))


def test_nobody_outside_the_organization_is_asked(client, form):
    other = make.member(OrganizationFactory())
    client.force_login(form.writer)

    answer = client.post(url("colleagues", form, kind="applications"), {"person": other.pk})

    assert (answer.status_code, Message.objects.count()) == (404, 0)
    with pytest.raises(Refused):
        hands.ask_colleague(subject=form, person=other, by=form.writer, now=NOW)


@pytest.mark.parametrize("sent", [{}, {"person": ""}, {"person": "somebody"}])
def test_whom_no_page_ever_named_is_nobody(client, form, sent):
    client.force_login(form.writer)

    assert client.post(url("colleagues", form, kind="applications"), sent).status_code == 404


@pytest.mark.parametrize(("decides", "status"), [(True, 302), (False, 403)])
def test_an_address_is_let_in_by_who_lets_people_in(client, form, decides, status):
    Membership.objects.filter(user=form.writer).update(leads=decides)
    client.force_login(form.writer)
    said = {"name": "New Coach", "email": "coach@elm.example", "title": "Coach"}

    answer = client.post(url("colleague_new", form, kind="applications"), said)

    assert answer.status_code == status
    let_in = Membership.objects.filter(user__email="coach@elm.example", title="Coach")
    assert let_in.count() == AskedColleague.objects.count() == int(decides)


def test_the_nine_questions_of_an_offer_take_several_hands_too(client):
    make.loading.load_instruments(now=NOW)
    offer = make.OfferFactory()
    writer, colleague = make.member(offer.organization), make.member(offer.organization)
    client.force_login(writer)

    client.post(url("colleagues", offer, kind="offers"), {"person": colleague.pk})

    assert AskedColleague.objects.get().offer == offer


# -- people and time -------------------------------------------------------------------------------
def test_roles_and_hours_stand_on_a_list_until_the_form_is_sent(client, form):
    client.force_login(form.writer)
    page = url("time", form)
    client.post(page, {"role": "Coaching lead", "hours": 6})
    client.post(page, {"role": "Principal", "hours": 2})

    twice = client.post(page, {"role": "Principal", "hours": 9})
    first = OfferedTime.objects.get(role="Principal")
    client.post(url("time_off", form, first.pk))

    assert twice.status_code == 409
    assert list(OfferedTime.objects.values_list("role", "hours")) == [("Coaching lead", 6)]
    assert '<bdi>Coaching lead</bdi></th><td data-label="Hours a month:">6</td>' in text(
        client.get(url("send", form))
    )
    applications.submit(application=form, expected=1, by=form.writer, now=NOW)
    assert client.post(page, {"role": "Dean", "hours": 1}).status_code == 403
    assert '<bdi>Coaching lead</bdi></th><td data-label="Hours a month:">6</td>' in text(
        client.get(form.get_absolute_url())
    )


@pytest.mark.parametrize("hours", [0, -1, 401, "abc", ""])
def test_hours_that_no_month_holds_are_told(client, form, hours):
    client.force_login(form.writer)

    answer = client.post(url("time", form), {"role": "Coach", "hours": hours})

    assert (answer.status_code, OfferedTime.objects.count()) == (422, 0)


@pytest.mark.parametrize("hours", [0, 401])
def test_the_database_refuses_such_hours(form, hours):
    row = OfferedTime(application=form, role="Coach", hours=hours, by=form.writer, at=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


# -- what pages cost -------------------------------------------------------------------------------
@pytest.mark.parametrize("count", [1, 6])
def test_pages_stay_within_eight(client, form, count, django_assert_max_num_queries):
    for n in range(count):
        colleague = make.member(form.organization)
        presence.touch(about=form, place="problem", by=colleague, now=NOW)
        hands.ask_colleague(subject=form, person=colleague, by=form.writer, now=NOW)
        hands.offer_time(application=form, role=f"Role {n}", hours=2, by=form.writer, now=NOW)
    save(form, colleague, challenge="They leave.")
    client.force_login(form.writer)
    pages = [
        form.get_absolute_url(), url("write", form, "problem"), url("time", form),
        url("send", form), url("colleagues", form, kind="applications"),
    ]  # fmt: skip

    for page in pages:
        client.get(page)
        with django_assert_max_num_queries(8, info=page):
            assert client.get(page).status_code == 200
