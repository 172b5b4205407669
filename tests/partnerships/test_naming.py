"""A person whose name is their title is said once in the choices of forms."""

import pytest
from django.template.loader import render_to_string

from matching.seats import Seats
from partnerships.models import Membership, RosterEntry, Side
from partnerships.naming import titled
from tests import factories_matching as make
from tests.factories import NOW, MembershipFactory, UserFactory
from tests.squeezed import squeezed


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


@pytest.mark.parametrize(
    ("name", "title", "said"),
    [
        ("Chief of schools", "Chief of schools", "<bdi>Chief of schools</bdi>"),
        ("Ada Long", "Coach", "<bdi>Ada Long</bdi>, <bdi>Coach</bdi>"),
    ],
)
def test_who_can_sign_is_said_once_too(name, title, said):
    entry = RosterEntry(user=UserFactory.build(name=name), title=title)

    assert squeezed(render_to_string("partnerships/titled.html", {"entry": entry})) == said


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


@pytest.mark.django_db
def test_who_wrote_the_form_may_do_the_work_though_they_keep_the_page():
    form, offer = (
        make.ApplicationFactory(created_by=UserFactory(name="Ada Long")),
        make.OfferFactory(),
    )
    keeps = {"organization": form.organization, "administers": True}
    MembershipFactory(user=form.created_by, title="Coach", **keeps)
    MembershipFactory(user__name="Bo Wide", title="Clerk", **keeps)

    choices = Seats(form, offer, NOW.date()).choices(Side.PARTNER, "implements")

    assert [said for _key, said in choices] == ["Ada Long, Coach"]
