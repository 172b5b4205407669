"""Numbers that no form of ours sends: refused in words, never a broken page."""

import pytest
from django.urls import reverse

from partnerships.models import Phase
from sessions_app import live
from tests.factories_partnership import make_room
from tests.factories_sessions import make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_day")]
ENDLESS = "1" * 5000  # Python reads no number of so many digits


@pytest.fixture
def session():
    return make_session(make_room(phase=Phase.ACTIVE), number=6)


def post(enter, session, name, data):
    client = enter(session.partnership.facilitator)
    return client.post(reverse(f"sessions_app:{name}", args=[session.pk]), data)


def test_endless_minutes_of_a_block_are_refused(session, enter):
    block = session.agenda.blocks.first()

    sent = post(enter, session, "arrange", {f"minutes-{block.pk}": ENDLESS})

    assert sent.status_code == 422
    assert "a number from 1 to 480" in sent.content.decode()


def test_an_endless_version_of_a_block_is_a_stale_one(session, enter):
    block = session.agenda.blocks.first()
    data = {f"minutes-{block.pk}": "7", f"version-{block.pk}": ENDLESS}

    assert post(enter, session, "arrange", data).status_code == 409


def test_an_endless_version_of_the_own_note_is_none(session, enter):
    sent = post(enter, session, "note", {"words": "Ask first", "version": ENDLESS})

    assert sent.status_code == 302


def test_a_block_is_not_shortened_to_endless_minutes(session, enter):
    live.start(session, by=session.partnership.facilitator, now=session.starts_at)
    block = session.agenda.blocks.last()

    sent = post(enter, session, "live_shorten", {"minutes": ENDLESS, "block": str(block.pk)})

    assert sent.status_code == 404
