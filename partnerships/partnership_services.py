"""What happens to a partnership as a whole: founded, moved along its path, handed over."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation import audit, states, versions
from foundation.errors import Refused
from foundation.models import Transition
from foundation.stale import save_version

from . import changes, charter_text, neutral
from .lengths import stands_outside
from .models import (
    PHASE_MOVES,
    Charter,
    FacilitatorAssignment,
    Organization,
    Partnership,
    PartnershipOrganization,
    Phase,
    RosterEntry,
    SharingBoundary,
    Side,
)
from .phases import unmet

Part = RosterEntry.Part
Kind = Partnership.FacilitatorKind


class Named(NamedTuple):
    """One person of a match: who, for which organization, on which side, as what."""

    user: User
    organization: Organization
    side: str
    title: str
    decides: bool = False
    implements: bool = False


@dataclass(frozen=True)
class Match:
    """Both organizations and the people they named, as `found` was handed them."""

    thought_partner: Organization
    partner: Organization
    people: list[Named]

    def organizations(self):
        """Yield (organization, side, is_lead), each organization once, leads first."""
        seen = {self.thought_partner.pk, self.partner.pk}
        yield self.thought_partner, Side.THOUGHT_PARTNER, True
        yield self.partner, Side.PARTNER, True
        for person in self.people:
            if person.organization.pk not in seen:
                seen.add(person.organization.pk)
                yield person.organization, person.side, False


@transaction.atomic
def found(
    *, round, initiative, thought_partner, partner, facilitator, purpose, starts_on: date,
    ends_on: date, by, now: datetime, topic=None, people=(), why_this_length="",
    neutral_person=None,
) -> Partnership:  # fmt: skip
    """Found a partnership from a match, with its roster and a prefilled charter; return it.

    `people` are tuples as `Named`. `by` is None when two consents did it. Raises Refused, with a
    sentence, when a rule of domain 0.07, 0.09, 0.62 or trust K16, L25 does not hold.
    """
    match = Match(thought_partner, partner, [Named(*person) for person in people])
    _require_two(match, initiative)
    _require_length(starts_on, ends_on, why_this_length)
    _require_here(facilitator, _("%(who)s has left. Name somebody else."))
    _require_outside(match, facilitator, neutral_person, now)
    partnership = Partnership.objects.create(
        round=round, initiative=initiative, topic=topic, purpose=purpose,
        facilitator=facilitator, neutral_person=neutral_person,
        facilitator_kind=_kind(facilitator, [thought_partner, partner], neutral_person, now),
        starts_on=starts_on, ends_on=ends_on, length_reason=why_this_length,
        matched_at=now, **_authored(by, now),
    )  # fmt: skip
    _seat(partnership, match, by=by, now=now)
    _prefill(partnership, thought_partner, by=by, now=now)
    audit.record("founded", partnership, by=by, now=now)
    return partnership


def _authored(by, now):
    return {"created_at": now, "created_by": by, "changed_at": now, "changed_by": by}


def _require_two(match, initiative):
    both = [match.thought_partner, match.partner]
    if both[0].pk == both[1].pk:
        raise Refused(_("A partnership needs two organizations."))
    for organization in both:
        if not organization.enrolled:
            raise Refused(
                _("%(name)s is listed, not enrolled. Invite it first.")
                % {"name": organization.name}
            )
    if initiative.organization_id != match.partner.pk:
        raise Refused(
            _("The initiative belongs to another organization than %(name)s.")
            % {"name": match.partner.name}
        )


def _require_length(starts_on, ends_on, why):
    if not stands_outside(starts_on, ends_on) or why.strip():
        return
    raise Refused(_("A partnership lasts six to twelve months. Say why this one does not."))


def _require_here(person, sentence):
    """Refuse who has left, also since the row at hand was read (trust L25).

    The lock is on what leaving writes first: who is leaving now would else be found free of this.
    """
    rows = User.objects.select_for_update(no_key=True)
    if not rows.get(pk=person.pk).is_active:
        raise Refused(sentence % {"who": person})


def _require_outside(match, facilitator, neutral_person, now):
    """Nobody facilitates and sits on a side, whatever their organization (trust K16)."""
    seated = {person.user.pk for person in match.people}
    if facilitator.pk in seated:
        raise Refused(_("Whoever facilitates sits on neither side. Name somebody else."))
    if neutral_person is not None:
        neutral.require(
            neutral_person, facilitator=facilitator, seated=seated, now=now,
            organizations=[organization for organization, *_rest in match.organizations()],
        )  # fmt: skip


def _kind(facilitator, organizations, neutral_person, now) -> str:
    if not neutral.of_a_side(organizations, now.date()).filter(user=facilitator).exists():
        return Kind.EXTERNAL
    if neutral_person is None:
        raise Refused(str(neutral.NEEDED))
    _require_here(
        neutral_person,
        _("%(who)s, who would hear each side alone, has left. Name another neutral person."),
    )
    return Kind.INTERNAL


def part_of(*, decides: bool, implements: bool) -> str:
    """Return the part of somebody whom a match named only by what they do."""
    if decides:
        return Part.LEAD if implements else Part.SPONSOR
    return Part.IMPLEMENTER if implements else Part.OBSERVER


def _seat(partnership, match, *, by, now):
    for organization, side, is_lead in match.organizations():
        PartnershipOrganization.objects.create(
            partnership=partnership, organization=organization, side=side, is_lead=is_lead
        )
    for named in match.people:
        part = part_of(decides=named.decides, implements=named.implements)
        RosterEntry.objects.create(
            partnership=partnership, part=part, since=now.date(), **named._asdict(),
            **_authored(by, now),
        )  # fmt: skip
    FacilitatorAssignment.objects.create(
        partnership=partnership, user=partnership.facilitator, since=now
    )


def _prefill(partnership, thought_partner, *, by, now):
    words = {name: str(text) for name, text in charter_text.TEMPLATE.items()}
    charter = Charter.objects.create(partnership=partnership, **words, **_authored(by, now))
    proposed = [
        SharingBoundary(
            partnership=partnership, organization=thought_partner, material=str(material),
            detail=detail, level=level, **_authored(by, now),
        )
        for material, detail, level in charter_text.MATERIALS
    ]  # fmt: skip
    SharingBoundary.objects.bulk_create(proposed)
    versions.keep(charter, charter_text.content(charter, proposed), by=by, now=now)


@transaction.atomic
def move_phase(*, partnership, new: str, by, now: datetime, why: str = "") -> Transition:
    """Move along the path once every gate is open; return the history row.

    Raises Refused with the sentences of what is still needed, AlreadyMoved when a rival was first.
    Pausing, going on and ending early have services of their own.
    """
    if new in (Phase.PAUSED, Phase.ENDED_EARLY) or partnership.phase == Phase.PAUSED:
        raise Refused(_("Say why first: pausing and ending early keep a reason."))
    fresh = _locked(partnership)
    if fresh.phase == partnership.phase and (needed := unmet(fresh, new, now=now)):
        raise Refused(" ".join(needed))
    return _move(partnership, new, by=by, now=now, why=why)


def _locked(partnership) -> Partnership:
    """Read the row again, so that no gate judges what was loaded before."""
    return Partnership.objects.select_for_update(of=("self",)).with_sides().get(pk=partnership.pk)


def _move(partnership, new, *, by, now, why="", **also):
    if new in (Phase.CLOSED, Phase.ENDED_EARLY):
        also["ended_at"] = now
    with transaction.atomic():
        row = states.move(
            partnership, new, moves=PHASE_MOVES, field="phase", by=by, now=now, why=why, **also
        )
        changes.tell(partnership, by=by, now=now)
    return row


def pause(*, partnership, why: str, by, now: datetime) -> Transition:
    """Stop for a while; both sides read why. Raises Refused without a reason."""
    return _move(
        partnership, Phase.PAUSED, by=by, now=now, why=_reason(why),
        phase_before_pause=partnership.phase,
    )  # fmt: skip


def resume(*, partnership, by, now: datetime) -> Transition:
    """Go on in the phase it was paused in. Raises AlreadyMoved when it is not paused."""
    if partnership.phase != Phase.PAUSED:
        raise states.AlreadyMoved
    return _move(partnership, partnership.phase_before_pause, by=by, now=now, phase_before_pause="")


def end_early(*, partnership, why: str, by, now: datetime) -> Transition:
    """End before the path does; only the facilitator and the leads read why."""
    return _move(partnership, Phase.ENDED_EARLY, by=by, now=now, why=_reason(why))


def _reason(why: str) -> str:
    if not why.strip():
        raise Refused(_("Write why in a sentence. Nothing was changed."))
    return why


@transaction.atomic
def hand_over(
    *, partnership, to, because: str, by, now: datetime, neutral_person=None
) -> None:  # fmt: skip
    """Give the partnership to another facilitator; the former one loses access at once.

    `neutral_person` hears each side alone where `to` belongs to one; None keeps who is named. Of
    neither side, `to` hears both, and nobody else stays named.
    Raises Refused when `to` is on a side, belongs to one without a neutral person, or does not
    facilitate in this program, or has left as the neutral person has (trust K16, L25; domain 0.62).
    """
    fresh = _locked(partnership)
    _require_facilitator(fresh, to, now)
    hears = neutral_person or fresh.neutral_person
    kind = _kind(to, _organizations(fresh), hears, now)
    if kind == Kind.EXTERNAL:
        hears = None  # whoever facilitates hears both sides
    if hears:
        _require_neutral(fresh, hears, to, now)
    if fresh.facilitator_id == to.pk:
        raise Refused(_("This person facilitates it already."))
    FacilitatorAssignment.objects.filter(partnership=fresh, until=None).update(
        until=now, handed_over_because=_reason(because)
    )
    FacilitatorAssignment.objects.create(partnership=fresh, user=to, since=now)
    Partnership.objects.filter(pk=fresh.pk).update(
        facilitator=to, facilitator_kind=kind, neutral_person=hears, changed_at=now, changed_by=by
    )
    partnership.facilitator, partnership.facilitator_kind = to, kind
    partnership.neutral_person = hears
    partnership.__dict__.pop("_places", None)
    fields = ["facilitator"] + ["neutral_person"] * (hears != fresh.neutral_person)
    audit.record("handed_over", partnership, by=by, now=now, fields=fields)
    changes.tell(partnership, by=by, now=now)


@transaction.atomic
def name_neutral(*, partnership, person, by, now: datetime) -> None:
    """Let another neutral person hear each side alone; the former one reads nothing of it any more.

    Raises Refused for who is of a side, does not facilitate in this program or is named already,
    and where the facilitator is of no side: then nobody else hears them (domain 0.62).
    """
    fresh = _locked(partnership)
    if fresh.facilitator_kind != Kind.INTERNAL:
        raise Refused(_("Whoever facilitates is of neither side, and hears both. Nothing changed."))
    if fresh.neutral_person_id == person.pk:
        raise Refused(_("This person hears each side alone already."))
    _require_neutral(fresh, person, fresh.facilitator, now)
    _require_program(fresh, person, now)
    Partnership.objects.filter(pk=fresh.pk).update(
        neutral_person=person, changed_at=now, changed_by=by
    )
    partnership.neutral_person = person
    audit.record("named_neutral", partnership, by=by, now=now, fields=["neutral_person"])
    changes.tell(partnership, by=by, now=now)


def _organizations(partnership):
    return [row.organization for row in partnership.organizations.all()]


def _require_neutral(partnership, person, facilitator, now):
    seated = set(partnership.roster.standing().values_list("user", flat=True))
    neutral.require(
        person, facilitator=facilitator, organizations=_organizations(partnership), seated=seated,
        now=now,
    )  # fmt: skip


def _require_facilitator(partnership, to, now):
    if partnership.roster.standing().filter(user=to).exists():
        raise Refused(_("Whoever facilitates sits on neither side. Name somebody else."))
    _require_program(partnership, to, now)


def _require_program(partnership, person, now):
    _require_here(person, _("%(who)s has left. Name somebody else."))
    if not neutral.facilitators(partnership, now.date()).filter(pk=person.pk).exists():
        raise Refused(_("This person does not facilitate in this program yet."))


@transaction.atomic
def say_where_it_stands(
    *, partnership, sentence: str, by, now: datetime, expected: int | None = None
) -> None:
    """Save the facilitator's sentence: both sides read it now, officers after three days.

    `expected` is the version that was read while writing. Raises Stale with both texts.
    """
    fresh = _locked(partnership)
    shown = {"sentence_shown_at": now, "sentence_before": fresh.sentence_for_officers(now)}
    fresh.sentence = sentence
    read = fresh.version if expected is None else expected
    save_version(fresh, ["sentence"], expected=read, by=by, now=now)
    Partnership.objects.filter(pk=fresh.pk).update(**shown)
    for name, value in {"sentence": sentence, "version": fresh.version, **shown}.items():
        setattr(partnership, name, value)
    audit.record("said_where_it_stands", partnership, by=by, now=now, fields=["sentence"])
