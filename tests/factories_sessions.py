"""Sessions for tests, each with its agenda; people come from `factories_partnership.make_room`."""

import datetime
import uuid
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory

from foundation import clock
from partnerships.models import LearningObjective, Phase
from sessions_app.models import (
    Agenda,
    AgendaBlock,
    Attendance,
    BlockKind,
    BlockPurpose,
    Session,
    SessionKind,
)

from .factories import NOW
from .factories_partnership import PartnershipFactory, make_room

DAY = datetime.date(2027, 3, 18)  # a Thursday, ten days after NOW
TIME = datetime.time(15, 30)
ZONE = "America/Chicago"
STANDARD = [  # kind, minutes, purpose, serves an objective
    (BlockKind.WELCOME, 5, BlockPurpose.INFORM, False),
    (BlockKind.UPDATE, 10, BlockPurpose.INFORM, False),
    (BlockKind.ACTIONS, 10, BlockPurpose.INFORM, False),
    (BlockKind.MAIN, 20, BlockPurpose.LEARN, True),
    (BlockKind.GROUP, 25, BlockPurpose.APPLY, True),
    (BlockKind.TAKEAWAY, 10, BlockPurpose.LEARN, True),
    (BlockKind.PARKED, 5, BlockPurpose.DECIDE, False),
    (BlockKind.CLOSE, 5, BlockPurpose.DECIDE, False),
]


class LearningObjectiveFactory(DjangoModelFactory):
    class Meta:
        model = LearningObjective

    partnership = factory.SubFactory(PartnershipFactory)
    order = 1
    short = "Choose one feedback routine"
    who = "Lakeview’s residency team"
    able_to = "choose the routine its host teachers use"
    by_date = datetime.date(2027, 6, 10)
    created_at = NOW
    changed_at = NOW


class AgendaFactory(DjangoModelFactory):
    class Meta:
        model = Agenda

    minutes = 90
    template = "standard"
    created_at = NOW
    changed_at = NOW


class AgendaBlockFactory(DjangoModelFactory):
    class Meta:
        model = AgendaBlock

    agenda = factory.SubFactory(AgendaFactory)
    order = factory.Sequence(lambda n: n + 1)
    kind = BlockKind.OTHER
    title = "A block"
    minutes = 10
    purpose = BlockPurpose.INFORM
    created_at = NOW
    changed_at = NOW


def starts(day=DAY, time=TIME, zone=ZONE) -> datetime.datetime:
    """Return the moment of a wall time."""
    return datetime.datetime.combine(day, time, ZoneInfo(zone)).astimezone(datetime.UTC)


class SessionFactory(DjangoModelFactory):
    """The row and an empty agenda. `make_session` makes one with blocks and people."""

    class Meta:
        model = Session

    partnership = factory.SubFactory(PartnershipFactory, phase=Phase.ACTIVE)
    kind = SessionKind.MONTHLY
    number = None
    local_date = DAY
    local_time = TIME
    time_zone = ZONE
    minutes = 90
    join_url = "https://meet.school.example/abc"
    outcome = "Lakeview can decide which three classrooms try cards first"
    agenda = factory.SubFactory(AgendaFactory)
    uid = factory.LazyFunction(lambda: f"{uuid.uuid4()}@seedbed")
    created_at = NOW
    changed_at = NOW

    @factory.lazy_attribute
    def starts_at(self):
        return starts(self.local_date, self.local_time, str(self.time_zone))

    @factory.lazy_attribute
    def goes_out_at(self):
        return starts(self.local_date - datetime.timedelta(days=7), datetime.time(8),
                      str(self.time_zone))  # fmt: skip


def fill(session, *, leads=(), objective=None) -> list[AgendaBlock]:
    """Give the agenda its eight standard blocks, led in turn by `leads`; return them."""
    return [
        AgendaBlockFactory(
            agenda=session.agenda, order=order, kind=kind, title=str(kind.label), minutes=minutes,
            purpose=purpose, lead=leads[(order - 1) % len(leads)] if leads else None,
            objective=objective if serves else None, fixed=order < 3,
        )
        for order, (kind, minutes, purpose, serves) in enumerate(STANDARD, 1)
    ]  # fmt: skip


def invite(session, room) -> list[Attendance]:
    """Put the roster of `room` and its facilitator on the list of `session`."""
    people = [(entry.user, entry.side) for entry in room.people.values()]
    people.append((room.facilitator, "facilitation"))
    return [Attendance.objects.create(session=session, user=u, side=side) for u, side in people]


def make_session(room=None, **fields) -> Session:
    """Return a session of `room` (an active one is made) that holds, with everybody invited."""
    room = room or make_room(phase=Phase.ACTIVE)
    session = SessionFactory(partnership=room.partnership, **fields)
    objective = LearningObjective.objects.filter(partnership=room.partnership).first()
    objective = objective or LearningObjectiveFactory(partnership=room.partnership)
    session.objectives.add(objective)
    sides = [entry.user for entry in room.people.values()]
    fill(session, leads=[room.facilitator, *sides], objective=objective)
    invite(session, room)
    return session


def ahead(room, **also) -> Session:
    """Return the sixth session of a room, ten days from the clock's today."""
    day = clock.now().date() + datetime.timedelta(days=10)
    return make_session(room, number=6, local_date=day, **also)
