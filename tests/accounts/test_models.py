"""One person, one address, whatever its capitals."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from accounts.models import User
from tests.factories import NOW, UserFactory
from tests.rivals import together

pytestmark = pytest.mark.django_db


def invite(email, name="Somebody"):
    return User.objects.invite(email=email, name=name, now=NOW)


def test_who_names_an_address_that_was_only_typed_gives_it_its_name():
    typed = User.objects.invite(email="kim@school.example", name="", now=NOW)

    named = User.objects.invite(email="Kim@school.example", name="Kim Lee", now=NOW)
    again = User.objects.invite(email="kim@school.example", name="Somebody", now=NOW)

    assert (str(typed), str(named), str(again), again.pk) == (
        "someone", "Kim Lee", "Kim Lee", typed.pk,
    )  # fmt: skip


def test_capitals_do_not_make_a_second_person():
    first = invite(" Coach@School.Example ")

    assert invite("coach@school.example") == invite("COACH@SCHOOL.EXAMPLE") == first
    assert list(User.objects.values_list("email", "joined_at")) == [("coach@school.example", NOW)]
    assert User.objects.get_by_natural_key("Coach@SCHOOL.example") == first
    assert not first.has_usable_password()


def test_the_database_refuses_a_case_variant():
    UserFactory(email="coach@school.example")

    with pytest.raises(IntegrityError, match="user_email_once"):
        UserFactory(email="Coach@School.Example")


@pytest.mark.parametrize(
    "email",
    ["", "x", "@school.example", "a b@school.example", "\u0130@school.example",
     "a\u200b@school.example", "a@\uff53chool.example", "a@sch\u043eol.example",
     "a@school.example\nBcc: b@school.example"],
)  # fmt: skip
def test_what_only_looks_like_an_address_is_refused(email):
    with pytest.raises(ValidationError):
        invite(email)

    assert not User.objects.exists()


@pytest.mark.parametrize("email", ["o'neil+seed@sub.school.example", "a.b-c_d@x-y.example"])
def test_odd_but_plain_addresses_are_taken(email):
    assert invite(email).email == email


def test_who_left_is_inactive():
    with pytest.raises(IntegrityError, match="user_who_left_is_inactive"):
        UserFactory(left_at=NOW)


def test_somebody_who_left_comes_back_as_left():
    gone = UserFactory(email="a@school.example", is_active=False, left_at=NOW)

    assert invite("A@school.example") == gone
    assert not invite("a@school.example").is_active


def test_no_flag_of_django_opens_anything():
    person = UserFactory()

    assert not person.has_perm("partnerships.view_program")
    assert not person.has_module_perms("partnerships")
    assert not hasattr(person, "is_superuser")
    assert not hasattr(person, "is_staff")


def test_a_person_is_called_what_colleagues_write():
    assert (str(UserFactory(name="Kim")), UserFactory(name="Kim").get_full_name()) == ("Kim", "Kim")
    assert str(User(name="")) == "someone"


@pytest.mark.django_db(transaction=True)
def test_two_invitations_at_once_make_one_person():
    results = together(6, lambda number: invite(f"{'Aa'[number % 2]}@school.example").pk)

    assert set(results) == {User.objects.get().pk}, results
    assert User.objects.get().joined_at < NOW + timedelta(seconds=1)
