"""Who leaves Seedbed leaves programs and organizations too, and gets no more mail."""

import pytest

from accounts import services
from foundation.errors import Refused
from notifications.models import Message
from partnerships.models import Membership, ProgramRole, Role
from tests.factories import NOW, MembershipFactory, ProgramRoleFactory, UserFactory
from tests.factories_notifications import make_message

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def test_roles_and_memberships_end_on_the_day_and_nobody_elses():
    person, colleague = UserFactory(), UserFactory()
    for user in (person, colleague):
        MembershipFactory(user=user)
        ProgramRoleFactory(user=user, role=Role.PROGRAM_OFFICER)

    services.deactivate(person, None, NOW)

    for model in (Membership, ProgramRole):
        ends = dict(model.objects.values_list("user", "until"))
        assert ends == {person.pk: TODAY, colleague.pk: None}


def test_what_waits_for_them_is_stopped_and_what_went_stays():
    person, colleague = UserFactory(), UserFactory()
    made = {
        (user, state): make_message(person=user, state=state)
        for user in (person, colleague)
        for state in ("queued", "held")
    }

    services.deactivate(person, None, NOW)

    states = dict(Message.objects.values_list("pk", "state"))
    assert states == {
        message.pk: "stopped" if user == person else state
        for (user, state), message in made.items()
    }
    stopped = Message.objects.filter(person=person).values_list("stopped_because", flat=True)
    assert set(stopped) == {"This person has left."}


def test_the_last_administrator_hands_the_program_over_first():
    role = ProgramRoleFactory(role=Role.ADMINISTRATOR)
    member = MembershipFactory(user=role.user)

    with pytest.raises(Refused):
        services.deactivate(role.user, None, NOW)

    member.refresh_from_db()
    role.user.refresh_from_db()
    assert (member.until, role.user.is_active) == (None, True)
