"""What was decided on stands with a reply for its facilitator and the leads, nobody else."""

import pytest

from matching.models import Application
from partnerships.models import Role
from tests import factories_matching as make
from tests.reading import read

pytestmark = pytest.mark.django_db
WHY = "Their leader asked me for a talk first."
LEVELS = "How their nine answers were read"


def replied(subject, result):
    """Send a reply against the rule, and return the unfinished reading of a second reader."""
    make.reply(subject, result, override_reason=WHY)
    return make.second(subject)


def offer():
    made = make.offered()
    make.answer(made)
    make.rate(make.first(made), make.WILLING)
    return made


@pytest.mark.parametrize("which", ["application", "offer"])
def test_a_second_reader_stays_blind_and_reads_no_reason_against_the_rule(client, which):
    subject = make.read() if which == "application" else offer()
    reading = replied(subject, "talk")
    lead = make.facilitator(subject.round.program, Role.FACILITATION_LEAD)

    second = read(client, reading.reader, subject.get_absolute_url())
    cares = [read(client, make.fresh(who), subject.get_absolute_url())
             for who in (subject.facilitator, lead)]  # fmt: skip

    assert "Let us find out together what lies behind it." in second
    assert WHY not in second
    assert LEVELS not in second
    assert all(WHY in page and LEVELS in page for page in cares)


def test_who_could_take_it_up_reads_neither_yet(client):
    form = make.read()
    replied(form, "talk")
    Application.objects.filter(pk=form.pk).update(facilitator=None)
    free = make.facilitator(form.round.program)

    page = read(client, free, form.get_absolute_url())

    assert WHY not in page
    assert LEVELS not in page
