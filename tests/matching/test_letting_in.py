"""An organization that is here already lets people in: what they read, who answers, by which mail.

And what a visitor typed on the public page, until the code proves that the address is theirs.
"""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from accounts.models import User
from foundation.clock import now as clock_now
from matching import asks
from matching.models import Application, Arrival
from matching.services import arrivals
from notifications.models import Message
from partnerships.models import Membership
from tests import factories_matching as make
from tests.factories import NOW, MembershipFactory, OrganizationFactory, UserFactory
from tests.factories_partnership import make_room

pytestmark = pytest.mark.django_db
GO_ON, ASK, OURS = (reverse(f"matching:{name}") for name in ("go_on", "interest", "ours"))
ELM = "Elm Valley Unified School District"
DIRECTOR = "director@elm-valley.example"
TYPED = {"email": DIRECTOR, "name": "Director", "organization": ELM, "title": "Director"}


@pytest.fixture(autouse=True)
def _no_limits_left_over():
    cache.clear()


@pytest.fixture
def known():
    made = OrganizationFactory(name=ELM, short_name="Elm Valley")
    made.keeper = MembershipFactory(organization=made, administers=True).user
    return made


@pytest.fixture
def arrival():
    """A wish of somebody who signed in, not begun."""
    return make.ArrivalFactory()


def text(response):
    return " ".join(response.content.decode().split())


def heading(client, page=GO_ON):
    return re.search(r"<h1[^>]*>(.*?)</h1>", text(client.get(page)))[1].strip()


def waits(client, arrival):
    client.force_login(arrival.user)
    client.post(GO_ON)
    arrival.refresh_from_db()
    return arrival


def facilitating(arrival, known):
    room = make_room(phase="active", facilitator=arrival.user)
    room.partnership.organizations.filter(side="partner").update(organization=known)
    return "Whoever facilitates or hears each side alone sits on neither."


def gone(arrival, known):
    type(arrival.user).objects.update(is_active=False)
    type(known.keeper).objects.filter(pk=known.keeper.pk).update(is_active=True)
    return "This person has left."


@pytest.mark.parametrize("meanwhile", [facilitating, gone])
def test_who_left_or_facilitates_between_its_sides_is_not_let_in(client, known, arrival, meanwhile):
    arrival = waits(client, arrival)
    why = meanwhile(arrival, known)
    client.force_login(known.keeper)

    answer = client.post(reverse("matching:let_in", args=[arrival.pk]))

    arrival.refresh_from_db()
    assert (answer.status_code, arrival.state) == (409, "waiting")
    assert why in text(answer)
    assert not Membership.objects.filter(user=arrival.user).exists()


# -- what the person reads -------------------------------------------------------------------------
def test_nobody_reads_that_they_are_in_before_they_are(client, known, arrival):
    client.force_login(arrival.user)

    before = text(client.get(GO_ON))
    asked = client.post(GO_ON, follow=True)

    assert heading(client) == "We ask Elm Valley to let you in"
    assert ("You are in" in before, "Start the form" in before) == (False, False)
    assert "This organization is here already" in before
    assert "Ask to be let in" in before
    assert asked.redirect_chain == [(arrival.get_absolute_url(), 302)]
    assert not Application.objects.exists()


def test_the_waiting_page_says_who_answers_what_is_kept_and_names_nobody(client, known, arrival):
    waits(client, arrival)

    said = text(client.get(GO_ON))

    assert "Whoever looks after the organization’s page" in said
    assert "If it is no, your Today says so; no mail goes." in said
    for kept in (ELM, arrival.title, arrival.user.email, arrival.round.name):
        assert kept in said
    assert (known.keeper.name in said, known.keeper.email in said) == (False, False)


def test_today_and_our_application_lead_to_the_waiting_page(client, known, arrival):
    waits(client, arrival)

    home, ours = text(client.get(reverse("home"), follow=True)), client.get(OURS)

    assert "Waiting to be let in" in home
    assert arrival.get_absolute_url() in home
    assert "Tell us about your initiative" not in home.split("<footer")[0]
    assert (ours.status_code, ours.url) == (302, arrival.get_absolute_url())


def test_beside_another_form_the_list_names_what_waits(client, known, arrival):
    form = make.ApplicationFactory(title="New coaches")
    MembershipFactory(organization=form.organization, user=arrival.user)
    waits(client, arrival)

    said = text(client.get(OURS))

    assert (arrival.get_absolute_url() in said, form.get_absolute_url() in said) == (True, True)


def test_who_began_a_form_and_asks_to_come_back_is_led_to_the_waiting_page(client, known, arrival):
    form = make.ApplicationFactory(organization=known, created_by=arrival.user)
    others = make.ApplicationFactory(organization=known)
    client.force_login(arrival.user)
    before = client.get(form.get_absolute_url()).status_code
    waits(client, arrival)

    led = client.get(form.get_absolute_url())

    assert before == 404
    assert (led.status_code, led.url) == (302, arrival.get_absolute_url())
    assert client.get(others.get_absolute_url()).status_code == 404


def test_another_persons_wish_is_not_found(client, known, arrival):
    client.force_login(UserFactory())

    codes = [client.get(f"{GO_ON}?wish={key}").status_code for key in (arrival.pk, "x", "")]

    assert codes == [404, 404, 404]


def test_who_keeps_the_page_is_not_led_into_a_form_they_do_not_read(client, known):
    draft = make.ApplicationFactory(organization=known, created_by=make.member(known))
    wish = make.ArrivalFactory(user=known.keeper, round=draft.round)
    client.force_login(known.keeper)

    shown, sent = heading(client), client.post(GO_ON)

    assert shown == "A colleague has begun this form"
    assert (sent.status_code, Arrival.objects.get(pk=wish.pk).state) == (409, "started")


def test_a_member_is_in_at_once(client, known):
    draft = make.ApplicationFactory(organization=known)
    make.ArrivalFactory(user=make.member(known), round=draft.round)
    client.force_login(Arrival.objects.get().user)

    assert heading(client) == "You are in. Start your form"
    assert client.post(GO_ON).url == draft.get_absolute_url()


# -- who is asked, and the answer ------------------------------------------------------------------
def test_the_keeper_finds_it_on_today_and_from_the_people_and_one_press_lets_in(
    client, known, arrival
):
    waits(client, arrival)
    client.force_login(known.keeper)
    page = reverse("matching:arrivals")
    home = text(client.get(reverse("home"), follow=True))
    people = text(client.get(reverse("partnerships:people", args=[known.pk])))

    client.post(reverse("matching:let_in", args=[arrival.pk]))

    assert (page in home, page in people) == (True, True)
    form, told = Application.objects.get(), Message.objects.get()
    assert (told.person, told.context_id) == (arrival.user, form.pk)
    client.force_login(make.fresh(arrival.user))
    assert client.get(form.get_absolute_url()).status_code == 200


def test_who_kept_the_page_before_and_came_back_as_a_member_lets_nobody_in(client, known, arrival):
    waits(client, arrival)
    Membership.objects.filter(user=known.keeper).update(until=clock_now().date())
    MembershipFactory(organization=known, user=known.keeper, since=clock_now().date())
    client.force_login(make.fresh(known.keeper))

    page = text(client.get(reverse("matching:arrivals")))
    answer = client.post(reverse("matching:let_in", args=[arrival.pk]))

    assert (str(arrival.user) in page, answer.status_code) == (False, 404)


def test_who_only_takes_part_is_not_sent_to_the_requests_of_others(client, known):
    client.force_login(make.member(known))

    people = text(client.get(reverse("partnerships:people", args=[known.pk])))

    assert reverse("matching:arrivals") not in people


def test_a_no_is_read_on_today_and_no_mail_goes(client, known, arrival):
    waits(client, arrival)
    client.force_login(known.keeper)

    client.post(reverse("matching:decline", args=[arrival.pk]))

    client.force_login(make.fresh(arrival.user))
    home = text(client.get(reverse("home"), follow=True))
    assert ("Not let in" in home, Message.objects.count()) == (True, 0)
    assert heading(client, arrival.get_absolute_url()) == "Not let in this time"


def test_a_no_does_not_stand_there_for_ever(known, arrival):
    arrivals.begin(arrival=arrival, by=arrival.user, now=clock_now())
    arrivals.decline(arrival=arrival, by=known.keeper, now=clock_now())
    lines = [
        asks.own(make.fresh(arrival.user), clock_now() + asks.datetime.timedelta(days=days))[1]
        for days in (29, 31)
    ]

    assert [len(found) for found in lines] == [1, 0]


# -- what a visitor typed --------------------------------------------------------------------------
def type_in(client, **other):
    round = other.pop("round", None) or make.OpenRoundFactory()
    return client.post(ASK, {**TYPED, "round": round.pk, **other})


def prove(client, answer):
    code = re.search(r"^\s*(\d{6})\s*$", mail.outbox[-1].body, re.MULTILINE)[1]
    return client.post(answer.url, {"code": code})


def begun_before(**other):
    return make.ArrivalFactory(user=UserFactory(email=DIRECTOR), **other)


def test_who_only_types_an_address_changes_nothing_that_was_begun_under_it(client):
    begun = begun_before(organization_name="Oak Schools")
    before = Arrival.objects.values().get()

    type_in(client)

    assert Arrival.objects.values().get() == before
    assert "Oak" not in text(client.get(ASK))
    own = asks.for_participant(make.fresh(begun.user), clock_now())
    assert [ask.where for ask in own] == ["Oak Schools"]


def test_who_proves_it_goes_on_with_what_they_typed_and_may_take_the_earlier_one(client):
    begun = begun_before(organization_name="Oak Schools")

    onward = prove(client, type_in(client))
    shown = text(client.get(onward.url))
    earlier = text(client.get(begun.get_absolute_url()))

    assert (onward.url, ELM in shown, "Oak Schools" in shown) == (GO_ON, True, True)
    assert begun.get_absolute_url() in shown
    assert ("Oak Schools" in earlier, ELM in earlier) == (True, False)
    assert Arrival.objects.get().organization_name == "Oak Schools"


def test_starting_the_later_one_takes_the_place_of_the_earlier(client, known):
    begun_before(organization_name="Oak Schools")
    prove(client, type_in(client))

    answer = client.post(GO_ON)

    kept = Arrival.objects.get()
    assert (kept.organization_name, kept.state) == (ELM, "waiting")
    assert answer.url == kept.get_absolute_url()
    assert "typed_wish" not in client.session


def test_what_waits_already_goes_on_waiting_with_the_new_round(client, known):
    first = begun_before()
    arrivals.begin(arrival=first, by=first.user, now=clock_now())
    later = make.OpenRoundFactory(name="Autumn")
    prove(client, type_in(client, round=later, title="Dean"))

    client.post(GO_ON)

    kept = Arrival.objects.get()
    assert (kept.pk, kept.state, kept.round, kept.title) == (first.pk, "waiting", later, "Dean")


def test_what_was_typed_for_one_address_is_not_offered_to_another(client):
    type_in(client)
    client.force_login(UserFactory())

    assert client.get(GO_ON).url == ASK
    assert ELM not in text(client.get(ASK))


def test_who_signs_in_otherwise_finds_what_they_typed_on_the_start_page(client):
    type_in(client)
    client.force_login(Arrival._meta.get_field("user").related_model.objects.get(email=DIRECTOR))

    assert f'value="{ELM}"' in text(client.get(ASK))


def test_a_visitor_corrects_a_mistyped_address_where_it_was_typed_for_half_an_hour(client):
    code_page = f"http://testserver{type_in(client).url}"
    left = client.post(reverse("account_logout"), {"next": ASK}, headers={"referer": code_page})

    shown = text(client.get(left.url))
    elsewhere = text(client.__class__().get(ASK))
    with time_machine.travel(clock_now() + timedelta(minutes=31), tick=False):
        late = text(client.get(ASK))

    assert left.url == ASK
    assert (f'value="{DIRECTOR}"' in shown, f'value="{ELM}"' in shown) == (True, True)
    assert (DIRECTOR in late, DIRECTOR in elsewhere) == (False, False)


def test_the_name_is_the_one_its_person_typed_not_a_strangers(client, known):
    client.post(ASK, {**TYPED, "name": "Rascal", "round": make.OpenRoundFactory().pk})
    client.logout()
    prove(client, type_in(client))
    before = text(client.get(GO_ON))

    client.post(GO_ON)

    assert ("<bdi>Director</bdi> (" in before, "<bdi>Rascal</bdi> (" in before) == (True, False)
    assert str(Arrival.objects.get().user) == "Director"


def test_a_stranger_names_nobody_for_who_lets_them_in_later(client):
    client.post(ASK, {**TYPED, "name": "Rascal", "round": make.OpenRoundFactory().pk})

    user = User.objects.invite(email=DIRECTOR, name="Dr. Ames", now=NOW)

    assert str(user) == "Dr. Ames"


def test_whom_nobody_named_says_it_with_the_wish(client):
    round = make.OpenRoundFactory()
    user = User.objects.invite(email=DIRECTOR, name="", now=NOW)
    client.force_login(user)
    said = {"organization": ELM, "title": "Director", "round": round.pk}

    without, named = client.post(ASK, said), client.post(ASK, {**said, "name": "Dr. Ames"})

    user.refresh_from_db()
    assert (without.status_code, named.status_code, str(user)) == (422, 302, "Dr. Ames")
    assert 'name="name"' not in client.get(ASK).text


def test_who_is_known_somewhere_keeps_their_name(client, known):
    MembershipFactory(user=UserFactory(email=DIRECTOR, name="Dr. Ames"))
    prove(client, type_in(client))

    client.post(GO_ON)

    assert str(Arrival.objects.get().user) == "Dr. Ames"


def test_a_round_that_closed_meanwhile_starts_nothing(client):
    round = make.OpenRoundFactory()
    prove(client, type_in(client, round=round))
    type(round).objects.update(state="closed")

    assert (client.get(GO_ON).url, client.post(GO_ON).url) == (ASK, ASK)
    assert not Membership.objects.exists()


def test_an_address_with_other_letters_is_told_beside_the_field(client):
    answer = type_in(client, email="İrem@elm.example")

    assert (answer.status_code, len(mail.outbox)) == (422, 0)
    assert "Work e-mail" in text(answer)


# -- what it costs ---------------------------------------------------------------------------------
@pytest.mark.parametrize("many", [1, 6])
def test_the_pages_stay_within_eight(client, known, many, django_assert_max_num_queries):
    user = UserFactory(email=DIRECTOR)
    for number in range(many):
        make.ArrivalFactory(user=user, organization_name=f"Oak {number}")
        other = OrganizationFactory(name=f"Ash {number}")
        make.ArrivalFactory(
            user=user, organization_name=other.name, organization=other, state="waiting"
        )
    prove(client, type_in(client))
    client.get(GO_ON)
    wish = Arrival.objects.filter(state="waiting").first().get_absolute_url()

    for page in (GO_ON, wish, OURS):
        with django_assert_max_num_queries(8, info=page):
            client.get(page)
