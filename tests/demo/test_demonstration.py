"""The demonstration: played once, advanced later, true to the people who walk in."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.db.models import Q
from django.test import override_settings

from accounts.models import User
from demo import finds
from demo.people import DOORS
from demo.scenes import matching, pairs
from demo.simulator import program
from foundation.models import Transition
from insights.models import BriefLine, Insight
from notifications.models import Message, State
from overview import facilitator, participant
from partnerships.models import (
    RUNNING,
    Organization,
    Partnership,
    PartnershipOrganization,
    Phase,
    RosterEntry,
)
from sessions_app.models import Session

pytestmark = [  # it stands on SQLite wherever it stands
    pytest.mark.django_db, pytest.mark.whole, pytest.mark.own, pytest.mark.timeout(600),
]  # fmt: skip
NOW = datetime(2026, 11, 23, 16, tzinfo=UTC)  # a Monday, 10:00 am Central
DAY = timedelta(days=1)


class Undone(Exception):
    """Takes the play back when the module ends."""


@pytest.fixture(scope="module", autouse=True)
def played(django_db_setup, django_db_blocker):
    """Play the demonstration once for all tests of this module."""
    with django_db_blocker.unblock():
        try:
            with override_settings(DEMO_MAILBOXES=True), transaction.atomic():
                program.advance(NOW)
                matching.set_stage(now=NOW)
                pairs.set_stage(now=NOW)
                connection.check_constraints()  # else at the end of every test anew
                yield
                raise Undone
        except Undone:
            pass


def by_door(key):
    return User.objects.get(email=f"{key}@seedbed.example")


def followed():
    return Partnership.objects.get(
        initiative__title="Feedback for residents from prepared host teachers"
    )


def counts():
    return [model.objects.count() for model in (Partnership, Session, Message, Transition)]


def test_a_second_start_at_the_same_moment_changes_nothing():
    before = counts()

    program.advance(NOW)
    matching.set_stage(now=NOW)
    pairs.set_stage(now=NOW)

    assert counts() == before


def test_two_rounds_hold_a_dozen_partnerships_in_every_phase():
    rows = Partnership.objects.filter(round__name__in=program.ROUNDS.values())

    assert rows.count() == 13
    assert rows.values("round").distinct().count() == 2
    assert set(rows.values_list("phase", flat=True)) == set(Phase)


def test_what_comes_after_is_played_by_the_next_start():
    held = followed().sessions.held().count()

    program.advance(NOW + 20 * DAY)

    assert followed().sessions.held().count() == held + 1
    assert not Session.objects.to_come(NOW + 21 * DAY).filter(partnership__phase="closed").exists()


def test_a_person_who_was_quicker_is_left_alone():
    last = Partnership.objects.get(phase=Phase.CLOSING)
    assert last.initiative.organization.short_name.startswith("Marlow")
    Partnership.objects.filter(pk=last.pk).update(phase=Phase.ENDED_EARLY, ended_at=NOW)

    program.advance(NOW + 60 * DAY, only={"marlow"})

    last.refresh_from_db()
    assert last.phase == Phase.ENDED_EARLY


def test_no_mail_is_handed_over_and_none_of_the_past_waits():
    assert mail.outbox == []
    waits = Message.objects.filter(state=State.QUEUED, due_at__lt=NOW)
    assert list(waits) == []
    addresses = User.objects.values_list("email", flat=True)
    assert [one for one in addresses if not one.endswith(".example")] == []


def test_simulated_conduct_touches_no_listed_organization():
    with_conduct = PartnershipOrganization.objects.values("organization")

    assert not Organization.objects.filter(pk__in=with_conduct, enrolled_at=None).exists()
    assert not RosterEntry.objects.filter(organization__enrolled_at=None).exists()


def test_today_begins_with_five_different_rows():
    user = by_door("facilitator")

    desk = facilitator.desk(user, after="", now=NOW, local=NOW.date())

    shown = [str(row.ask.sentence) for row in desk.today.shown]
    assert len(shown) == len(set(shown)) == 5
    assert "waiting for the notes" in shown[0]
    assert len([row for row in desk.rows if row.row.phase in RUNNING]) == 5
    assert [row.word for row in desk.rows if row.stalled] == ["Stalled"]


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("beacon.lead", "Three short answers"),
        ("lakeview.coaching", "What changed since last time?"),
        ("lakeview.superintendent", "Read a brief and sign"),
    ],
)
def test_each_side_is_asked_for_its_own_thing(key, says):
    ask = participant.home(by_door(key), NOW).ask

    assert ask is not None
    assert str(ask.sentence).startswith(says)


def test_each_door_says_what_waits_behind_it(settings, tmp_path):
    settings.DATA_DIR = tmp_path

    kept = finds.keep(now=NOW)

    assert finds.kept() == kept
    assert set(kept) == {door.key for door in DOORS}
    assert kept["officer"].endswith("planned sessions held.")
    assert len(set(kept.values())) == len(DOORS)


def test_where_it_stands_was_said_after_the_last_quarter_not_at_the_kickoff():
    partnership = followed()

    fourth = Session.objects.get(partnership=partnership, number=4)
    assert partnership.sentence_shown_at > fourth.starts_at


def test_each_invented_organization_says_what_it_is_and_where():
    rows = Organization.objects.exclude(enrolled_at=None)

    without = rows.filter(Q(type=None) | Q(state="") | Q(city=""))
    assert list(without.values_list("name", flat=True)) == []
    assert rows.values("type").distinct().count() >= 6


def test_each_lesson_of_a_brief_has_a_setting_and_an_echo_of_its_own():
    told = list(BriefLine.objects.exclude(insight=None).values_list("elsewhere", flat=True))
    settings_said = list(Insight.objects.exclude(setting="").values_list("setting", flat=True))

    assert len(told) >= 6
    assert [one for one, times in Counter(told).items() if one and times > 1] == []
    assert len(set(settings_said)) > len(settings_said) / 2
