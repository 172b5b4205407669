"""Two people at the same moment, on connections of their own."""

import pytest

from accounts import services as accounts
from accounts.models import User
from foundation import signatures
from foundation.errors import AlreadyMoved, Refused
from foundation.models import Signature, Transition
from partnerships import charter_services, partnership_services, roster_services
from partnerships.models import Charter, Partnership, Phase, RosterEntry, Side
from tests.factories import NOW, ProgramRoleFactory
from tests.factories_partnership import make_room
from tests.rivals import together

pytestmark = pytest.mark.django_db(transaction=True)
P, T = Side.PARTNER, Side.THOUGHT_PARTNER


def sign(room, side, seen):
    charter = Charter.objects.get(pk=room.charter.pk)
    return charter_services.sign(charter, side=side, seen=seen, by=room.decider(side), now=NOW)


def test_both_sides_sign_at_once_and_the_charter_is_signed():
    room = make_room()
    seen = signatures.digest(charter_services.text(room.charter))

    together(2, lambda n: sign(room, (P, T)[n], seen))

    assert Charter.objects.get().signed_at == NOW
    assert Signature.objects.filter(cleared_at=None).count() == 2


def test_two_deciders_of_a_side_leave_one_signature():
    room = make_room()
    seen = signatures.digest(charter_services.text(room.charter))

    together(4, lambda n: sign(room, P, seen))

    assert Signature.objects.count() == 1


def test_an_edit_and_a_signature_never_leave_a_signature_under_other_words():
    room = make_room()
    seen = signatures.digest(charter_services.text(room.charter))

    def act(number):
        if number == 0:
            return sign(room, T, seen)
        charter = Charter.objects.get(pk=room.charter.pk)
        charter.in_scope = "Other words."
        return charter_services.edit(
            charter, ["in_scope"], expected=1, side=P, by=room.decider(P), now=NOW
        )

    results = together(2, act)

    assert not Signature.objects.filter(cleared_at=None).exists()
    assert isinstance(results[0], Refused | Signature)
    assert Charter.objects.get().in_scope == "Other words."


def test_of_two_moves_one_wins():
    room = make_room(phase=Phase.ACTIVE)

    def act(number):
        partnership = Partnership.objects.get(pk=room.partnership.pk)
        if number:
            return partnership_services.pause(partnership=partnership, why="x", by=None, now=NOW)
        return partnership_services.end_early(partnership=partnership, why="x", by=None, now=NOW)

    results = together(2, act)

    lost = [row for row in results if isinstance(row, AlreadyMoved)]
    assert Transition.objects.count() + len(lost) == 2
    assert Partnership.objects.get().phase in {Phase.PAUSED, Phase.ENDED_EARLY}


def test_nobody_leaves_at_the_moment_they_are_handed_a_partnership():
    room = make_room()
    to = ProgramRoleFactory(program=room.partnership.round.program).user

    def act(number):
        if number:
            return accounts.deactivate(User.objects.get(pk=to.pk), None, NOW)
        partnership = Partnership.objects.get(pk=room.partnership.pk)
        return partnership_services.hand_over(
            partnership=partnership, to=to, because="x", by=None, now=NOW
        )

    results = together(2, act)

    assert sum(isinstance(row, Refused) for row in results) == 1
    assert Partnership.objects.get().facilitator.is_active


def test_a_person_added_twice_at_once_is_on_the_roster_once():
    room = make_room()

    def act(number):
        return roster_services.add_person(
            partnership=room.partnership, organization=room.organization(P),
            email="new@lakeview.example", name="New", title="Coach",
            part=RosterEntry.Part.IMPLEMENTER, by=None, now=NOW,
        )  # fmt: skip

    results = together(3, act)

    assert RosterEntry.objects.filter(user__email="new@lakeview.example").count() == 1
    assert sum(isinstance(row, Refused) for row in results) == 2
