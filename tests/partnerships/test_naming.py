"""A person whose name is their title is said once in the choices of forms."""

import pytest

from matching.seats import Seats
from partnerships.models import Membership, Side
from partnerships.naming import titled
from tests import factories_matching as make
from tests.factories import NOW, MembershipFactory, UserFactory


@pytest.mark.parametrize(
    ("name", "title", "said"),
    [
        ("Director of staffing", "Director of staffing", "Director of staffing"),
        ("Director of staffing", "director of Staffing", "Director of staffing"),
        ("Ada Long", "Coach", "Ada Long, Coach"),
        ("Ada Long", "", "Ada Long"),
    ],
)
def test_a_name_that_is_the_title_is_said_once(name, title, said):
    row = Membership(user=UserFactory.build(name=name), title=title)

    assert titled(row) == said


@pytest.mark.django_db
def test_the_choices_of_a_proposal_say_it_once():
    form, offer = make.ApplicationFactory(), make.OfferFactory()
    for name in ("Director of staffing", "Ada Long"):
        MembershipFactory(
            organization=form.organization, user__name=name, title="Director of staffing"
        )

    choices = Seats(form, offer, NOW.date()).choices(Side.PARTNER, "implements")

    assert [said for _key, said in choices] == [
        "Ada Long, Director of staffing",
        "Director of staffing",
    ]
