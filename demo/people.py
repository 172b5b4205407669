"""The people of the demonstration: roles of invented organizations, never a person's name."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from demo import places
from partnerships.models import Membership, Organization, Program, ProgramRole, Role

CENTER = "Mid-Plains Partnership Center"
PROGRAM = "Educator Partnerships Program"

KEEPERS = {"beacon.lead", "lakeview.coaching"}  # who looks after their organization's page


@dataclass(frozen=True)
class Person:
    """`key` is the address before the @, `finds` the one sentence at the door."""

    key: str
    title: str
    organization: str
    short_name: str
    role: str
    picture: str
    time_zone: str
    finds: str | Promise
    level: str = Membership.Level.MIDDLE

    @property
    def email(self) -> str:
        return f"{self.key}@seedbed.example"

    @property
    def label(self) -> str:
        """What the bar calls this person, e.g. "Beacon program lead"."""
        return self.title if self.role else f"{self.short_name} {self.title.lower()}"


FUNDED = (
    "Paid for by the sponsor under award 0000-00-DEMO, an invented number. What stands here is the"
    " view of those who wrote it and not of the sponsor."
)
DOORS = [
    Person("facilitator", "Facilitator", CENTER, "Mid-Plains Center", Role.FACILITATOR,
           "facilitator", "America/Chicago", _("Who runs the sessions between two organizations.")),
    Person("beacon.lead", "Program lead", "Beacon Teacher Residency", "Beacon", "",
           "thought_partner", "America/New_York", _("Has done the work and shares it.")),
    Person("lakeview.coaching", "Coaching lead", "Lakeview Unified School District", "Lakeview", "",
           "partner", "America/Chicago", _("Is doing the work now and applies it.")),
    Person("lakeview.superintendent", "Superintendent", "Lakeview Unified School District",
           "Lakeview", "", "leader", "America/Chicago",
           _("Decides what three people's time is worth."), Membership.Level.EXECUTIVE),
    Person("officer", "Program officer", "The sponsor", "The sponsor", Role.PROGRAM_OFFICER,
           "officer", "America/New_York", _("Reads the program on one sheet.")),
]  # fmt: skip


@transaction.atomic
def ensure(*, now: datetime) -> None:
    """Make the people of the doors, their organizations and the program; again changes nothing."""
    program, _made = Program.objects.get_or_create(
        name=PROGRAM,
        defaults={
            "sponsor": "The sponsor",
            "boilerplate": FUNDED,
            "created_at": now,
            "changed_at": now,
        },
    )
    for person in DOORS:
        user = User.objects.invite(
            email=person.email, name=person.title, time_zone=person.time_zone, now=now
        )
        organization, _made = Organization.objects.get_or_create(
            name=person.organization,
            defaults={
                "short_name": person.short_name,
                "enrolled_at": now,
                **places.of(person.organization),
                "created_at": now,
                "changed_at": now,
            },
        )
        Membership.objects.get_or_create(
            organization=organization,
            user=user,
            defaults={
                "title": person.title,
                "level": person.level,
                "since": now.date(),
                "leads": person.level == Membership.Level.EXECUTIVE,
                "administers": person.key in KEEPERS,
            },
        )
        if person.role:
            ProgramRole.objects.get_or_create(
                program=program, user=user, role=person.role, defaults={"since": now.date()}
            )
