"""A partnership that stalled, and what is asked of its facilitator."""

import datetime

from django.urls import reverse

from foundation import clock
from partnerships.models import Partnership, Phase, Side
from sessions_app import letters, rhythm
from sessions_app.models import Question, SessionState
from tests.factories import NOW
from tests.factories_partnership import make_room
from tests.factories_sessions import SessionFactory

P, T = Side.PARTNER, Side.THOUGHT_PARTNER
DAY = datetime.timedelta(days=1)


def stalled(now=NOW, last=60, heard=5, **also):
    """A room whose last session is long ago; since then Beacon asked, and Lakeview was silent."""
    today = now.date()
    room = make_room(
        phase=Phase.ACTIVE, starts_on=today - 150 * DAY, ends_on=today + 150 * DAY, **also
    )
    Partnership.objects.filter(pk=room.partnership.pk).update(matched_at=now - 200 * DAY)
    room.session = SessionFactory(
        partnership=room.partnership, number=1, state=SessionState.WRAPPED_UP,
        local_date=today - last * DAY, notes_sent_at=now - last * DAY,
    )  # fmt: skip
    if heard is not None:
        asked(room, now - heard * DAY)
    return room


def asked(room, at, side=T):
    return Question.objects.create(
        partnership=room.partnership, side=side, words="How many?", created_at=at, changed_at=at,
        created_by=room.implementer(side),
    )  # fmt: skip


def loaded(room, now=NOW):
    return letters.rows(room.facilitator, now).get(pk=room.partnership.pk)


def silent(room, now=NOW):
    return rhythm.stall(loaded(room, now), now).silent


def send(room, text="Dear you,", now=NOW):
    page = letters.page(loaded(room, now), now)
    return letters.send(loaded(room, now), text, to=page.leader, by=room.facilitator, now=now)


def today_of(room, now=NOW):
    return letters.ask(rhythm.stall(loaded(room, now), now), now)


def address(room):
    return reverse("sessions_app:letter", args=[room.partnership.pk])


def live():
    """A room that stalled by the real clock, which pages are asked by."""
    return stalled(clock.now())
