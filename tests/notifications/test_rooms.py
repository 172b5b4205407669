"""What the rooms above answer when the mail desk asks whose messages a person may see."""

import pytest

from foundation import access
from matching.models import Application
from notifications.models import Message
from tests import factories_matching as make
from tests.factories import NOW, MembershipFactory, ProgramRoleFactory, UserFactory
from tests.factories_notifications import make_message

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    """A form that was sent, in the care of a facilitator of its program."""
    form = make.ApplicationFactory(round=make.OpenRoundFactory(), **make.WRITTEN)
    role = ProgramRoleFactory(program=form.round.program)
    sent = {
        "state": "submitted",
        "submitted_at": NOW,
        "submitted_by": form.facilitator or role.user,
    }
    sent |= {"answer_by": NOW.date(), "facilitator": role.user}
    Application.objects.filter(pk=form.pk).update(**sent)
    form.refresh_from_db()
    return form


def test_its_facilitator_sees_messages_about_a_form(application):
    message = make_message(about=application)

    assert list(Message.objects.visible_to(application.facilitator)) == [message]
    assert access.may(application.facilitator, "read_messages", message)


def test_the_organizations_own_people_see_the_form_and_not_the_mail(application):
    message = make_message(about=application)
    colleague = MembershipFactory(organization=application.organization).user

    assert Application.objects.visible_to(colleague).get() == application
    assert not Message.objects.visible_to(colleague).exists()
    assert not access.may(colleague, "read_messages", message)


@pytest.mark.parametrize("action", ["read_messages", "list_messages"])
def test_no_kind_shows_its_messages_to_a_stranger(application, action):
    stranger = UserFactory()

    shown = {kind: list(asked.visible(stranger, action)) for kind, asked in access.kinds().items()}

    assert {kind: ids for kind, ids in shown.items() if ids} == {}
