"""The cut-offs of a program: kept once, and never over somebody else's."""

import uuid

import pytest
from django.urls import reverse

from foundation.errors import Stale
from matching.models import RuleSet
from matching.services import cut_offs
from partnerships.models import Role
from tests import factories_matching as make
from tests.factories import NOW, ProgramFactory, UserFactory
from tests.reading import settled

pytestmark = pytest.mark.django_db
LEVELS = {
    "ready_level": 3, "ready_mean": "2.80", "unclear_level": 2, "will_level": 2, "able_level": 3,
    "build_level": 2,
}  # fmt: skip


def test_the_form_sent_twice_has_one_effect_the_first_time_and_later(client):
    program = ProgramFactory()
    page = reverse("matching:rules", args=[program.pk])
    settled(client, make.facilitator(program, Role.FACILITATION_LEAD))
    for version, mean in (("", "2.80"), ("1", "2.90")):
        sent = {**LEVELS, "ready_mean": mean, "version": version, "form_key": uuid.uuid4()}

        answers = [client.post(page, sent) for _again in range(2)]

        assert [(one.status_code, one.headers.get("Location")) for one in answers] == [
            (302, page), (302, page),
        ]  # fmt: skip
    kept = RuleSet.objects.get()
    assert (kept.version, str(kept.ready_mean)) == (2, "2.90")


def test_of_two_first_saves_at_once_the_second_is_told():
    program, by = ProgramFactory(), UserFactory()
    both = [RuleSet.of(program), RuleSet.of(program)]
    both[1].able_level = 4
    cut_offs.keep(both[0], ["able_level"], expected=0, by=by, now=NOW)

    with pytest.raises(Stale) as told:
        cut_offs.keep(both[1], ["able_level"], expected=0, by=by, now=NOW)

    assert [clash[1:] for clash in told.value.clashes] == [("able_level", 3, 4)]
    assert RuleSet.objects.get().able_level == 3
