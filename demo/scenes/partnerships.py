"""Two invented pairs: one has signed and meets for its kickoff, one is still forming."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import User
from demo.people import CENTER, DOORS
from foundation import signatures
from partnerships import charter_services, partnership_services, roster_services
from partnerships.models import (
    Initiative,
    Membership,
    Organization,
    Partnership,
    Phase,
    Program,
    Round,
    RoundState,
    Side,
    Term,
)

P, T = Side.PARTNER, Side.THOUGHT_PARTNER
Level = Membership.Level
SIGNED_BEFORE = timedelta(days=3)
MATCHED_BEFORE = timedelta(days=24)
LASTS = timedelta(days=290)


@dataclass(frozen=True)
class Seat:
    """Somebody on a side: the address before the @, a title, what they do."""

    key: str
    title: str
    side: str
    decides: bool = False
    implements: bool = False
    level: str = Level.MIDDLE


@dataclass(frozen=True)
class Pair:
    """A match of two invented organizations, as the scene plays it."""

    partner: tuple[str, str]
    thought_partner: tuple[str, str]
    topic: tuple[str, str]
    initiative: str
    challenge: str
    purpose: str
    benefits: dict
    seats: list[Seat]
    sentence: str = ""
    signs: bool = False


LAKEVIEW = Pair(
    partner=("Lakeview Unified School District", "Lakeview"),
    thought_partner=("Beacon Teacher Residency", "Beacon"),
    topic=("mentor_training", "Training of mentors"),
    initiative="Feedback for residents from prepared host teachers",
    challenge="Residents get feedback days after the lesson, and from few host teachers.",
    purpose="Every resident at Lakeview gets useful feedback in the lesson, every week",
    benefits={
        P: "Our first twelve host teachers know how to give feedback in the lesson, and we know "
        "what to ask of the next twelve.",
        T: "We see whether our way of preparing host teachers holds in a district four times our "
        "size, and write down what has to change.",
    },
    seats=[
        Seat("lakeview.coaching", "Coaching lead", P, implements=True),
        Seat("lakeview.superintendent", "Superintendent", P, decides=True, level=Level.EXECUTIVE),
        Seat("lakeview.principal", "Principal", P, implements=True),
        Seat("beacon.lead", "Program lead", T, implements=True),
        Seat("beacon.director", "Director", T, decides=True, level=Level.EXECUTIVE),
    ],
    sentence="Both sides have signed; the kickoff is being planned at Lakeview.",
    signs=True,
)
RIDGEWAY = Pair(
    partner=("Ridgeway County Schools", "Ridgeway"),
    thought_partner=("Alder Institute", "Alder"),
    topic=("principal_residency", "Principal residencies"),
    initiative="A first year for new principals that they do not spend alone",
    challenge="Four of nine new principals left within two years.",
    purpose="New principals at Ridgeway have somebody to think with in their first year",
    benefits={P: "A plan for the first hundred days that our principals helped to write.", T: ""},
    seats=[
        Seat("ridgeway.director", "Director of leadership", P, decides=True, implements=True),
        Seat("alder.lead", "Program lead", T, decides=True),
    ],
)


def set_stage(*, now: datetime) -> None:
    """Play both matches through the services; a second time changes nothing.

    The people of the doors and their program must be there (demo.people.ensure).
    """
    around = _round(now)
    for pair in (LAKEVIEW, RIDGEWAY):
        _play(pair, around, now)


def _round(now) -> Round:
    program = Program.objects.get(name="Educator Partnerships Program")
    found, _made = Round.objects.get_or_create(
        program=program,
        name="First round",
        defaults={
            "opens_on": (now - timedelta(days=120)).date(),
            "closes_on": (now - timedelta(days=60)).date(),
            "places": 12,
            "state": RoundState.MATCHED,
            "created_at": now,
            "changed_at": now,
        },
    )
    return found


def _play(pair, around, now):
    partner = _organization(pair.partner, now)
    thought_partner = _organization(pair.thought_partner, now)
    initiative, _made = Initiative.objects.get_or_create(
        organization=partner,
        title=pair.initiative,
        defaults={
            "challenge": pair.challenge,
            "stage": Initiative.Stage.DESIGNING,
            "created_at": now,
            "changed_at": now,
        },
    )
    if Partnership.objects.filter(initiative=initiative).exists():
        return
    matched = now - MATCHED_BEFORE
    organizations = {P: partner, T: thought_partner}
    people = {seat.key: _person(seat, organizations[seat.side], now) for seat in pair.seats}
    starts = (now + timedelta(days=9)).date()
    partnership = partnership_services.found(
        round=around, initiative=initiative, thought_partner=thought_partner, partner=partner,
        facilitator=_by_key("facilitator"), purpose=pair.purpose, topic=_topic(*pair.topic),
        people=[
            (people[s.key], organizations[s.side], s.side, s.title, s.decides, s.implements)
            for s in pair.seats
        ],
        starts_on=starts, ends_on=starts + LASTS, by=None, now=matched,
    )  # fmt: skip
    _write(partnership, pair, people, matched + timedelta(days=6))
    if pair.signs:
        _agree(partnership, pair, people, now - SIGNED_BEFORE)


def _write(partnership, pair, people, at):
    """Each side writes what it hopes to gain; some say yes to their part."""
    for side, words in pair.benefits.items():
        if not words:
            continue
        charter = partnership.charter
        charter.refresh_from_db()
        name = "benefit_partner" if side == P else "benefit_thought_partner"
        setattr(charter, name, words)
        author = next(people[s.key] for s in pair.seats if s.side == side)
        charter_services.edit(
            charter, [name], expected=charter.version, side=side, by=author, now=at
        )
    for entry in partnership.roster.exclude(user__email__startswith="lakeview.principal"):
        roster_services.accept(entry, by=entry.user, now=at)


def _agree(partnership, pair, people, at):
    """The side that shares keeps its list, both sign, the facilitator opens the kickoff."""
    deciders = {s.side: people[s.key] for s in pair.seats if s.decides}
    sharing = partnership.organizations.filter(side=T).values("organization")
    charter = partnership.charter
    charter.refresh_from_db()
    charter_services.keep_proposed(partnership, sharing, by=deciders[T], now=at)
    for side in (T, P):
        seen = signatures.digest(charter_services.text(charter))
        charter_services.sign(charter, side=side, seen=seen, by=deciders[side], now=at)
    by = partnership.facilitator
    partnership_services.move_phase(partnership=partnership, new=Phase.KICKOFF, by=by, now=at)
    partnership_services.say_where_it_stands(
        partnership=partnership, sentence=pair.sentence, by=by, now=at
    )


def _organization(names, now):
    name, short_name = names
    found, _made = Organization.objects.get_or_create(
        name=name,
        defaults={
            "short_name": short_name, "enrolled_at": now, "created_at": now, "changed_at": now,
        },
    )  # fmt: skip
    return found


def _person(seat, organization, now) -> User:
    user = User.objects.invite(
        email=f"{seat.key}@seedbed.example", name=seat.title, time_zone="America/Chicago", now=now
    )
    Membership.objects.get_or_create(
        organization=organization,
        user=user,
        defaults={"title": seat.title, "level": seat.level, "since": now.date()},
    )
    return user


def _by_key(key) -> User:
    door = next(p for p in DOORS if p.key == key and p.organization == CENTER)
    return User.objects.get_by_natural_key(door.email)


def _topic(slug, label):
    found, _made = Term.objects.get_or_create(
        vocabulary=Term.Vocabulary.TOPIC, slug=slug, defaults={"label": label}
    )
    return found
