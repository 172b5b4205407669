"""Two pairs of the spring round: one is judged and can be proposed, one is with both sides."""

from dataclasses import dataclass, field
from datetime import datetime

from accounts.models import User
from demo import places
from demo.scenes import matching as forms
from foundation import signatures
from matching import briefs, candidates
from matching.models import (
    Application,
    ApplicationState,
    MatchProposal,
    Offer,
    OfferState,
    Reading,
)
from matching.seats import Seats
from matching.services import consent, offers, proposals, readings, reviews
from partnerships.models import Expertise, Initiative, Membership, Organization, Round, Side, Term

READY_WORDS = {
    "R1": "Eight residents in five schools from August. The people director owns the plan.",
    "R2": "The chief wrote to the board about it, and two days a month are set aside.",
    "R3": "A year of planning and one pilot with two residents.",
    "R4": "Our principals asked for Fridays free, so seminars moved to Wednesday.",
    "R5": "Residents could not live on the stipend. Eleven of twenty told us so when they left.",
    "R6": "The rooms are not covered on seminar days. We have no plan for it yet.",
    "R7": "We would ask what has to change for small schools.",
    "R8": "We can change our own staffing plan within a month.",
    "R9": "The chief, the people director, two principals, every second Wednesday.",
}
READY_LEVELS = dict.fromkeys(READY_WORDS, 3)
SHARING = {
    "O1": "Our director and our board know, and the director takes part.",
    "O2": "The staffing sheet may be shown; names of schools stay here.",
    "O3": "Staff may share what is on the list without asking.",
    "O4": "We paid fourteen residents from substitute and aide lines. The first year failed: we"
    " counted on vacancies that were filled by October.",
    "O5": "Our budget sheet of three years, and the calendar of covered rooms.",
    "O6": "A rural district used it with two changes.",
    "O7": "We lost four residents in the first year and wrote down why.",
    "O8": "The coordinator, two hours every second week.",
    "O9": "We want to see whether it works in small schools.",
}


@dataclass(frozen=True)
class Sharer:
    """An organization that could share: its directory facts and its words."""

    name: str
    said: str
    title: str
    decides: str
    initiative: dict
    topics: list
    contexts: list
    claim: tuple  # words, topic, depth
    days: int
    words: dict = field(default_factory=dict)


PRAIRIE = Sharer(
    "Prairie Teaching Fellows", "Prairie", "Program director", "Executive director",
    {"title": "Residents paid from existing posts", "stage": Initiative.Stage.IMPLEMENTING,
     "work": Initiative.Work.PREPARATION, "educators": Initiative.Educators.TEACHERS},
    ["residency"], ["charter", "elementary"],
    ("Residents paid from substitute and aide lines", "residency", 4), 30, SHARING,
)  # fmt: skip
STONEBRIDGE = Sharer(
    "Stonebridge University", "Stonebridge", "Staffing researcher", "Dean of education",
    {"title": "Staffing models for hard-to-staff schools", "stage": Initiative.Stage.REFINING,
     "educators": Initiative.Educators.TEACHERS},
    ["hiring_staffing", "mentor_training"], ["secondary"],
    ("Staffing models in six districts", "residency", 4), 14,
    {**SHARING, "O4": "Six districts changed their staffing with our models; none placed a"
     " resident."},
)  # fmt: skip
JUDGED = {
    **dict.fromkeys(reviews.WRITTEN, ""),
    "in_short": "It did the same thing for the same reason two years ago, and says openly what went"
    " wrong.",
    "judgment": "first",
    "level_a": 3,
    "evidence_a": "Both pay residents from posts that exist.",
    "level_b": 2,
    "evidence_b": "Both are charter networks; Prairie runs it, Cedarbrook designs it.",
    "level_c": 3,
    "evidence_c": "Residents paid from substitute and aide lines, three years of figures.",
    "shareable": 2,
    "shareable_words": "The staffing sheet may be shown; names of schools stay there.",
    "benefit": 2,
    "benefit_words": "Prairie wants to see it work in small schools.",
    "speaks_for": "Same initiative for the same purpose: residents paid from posts that exist.\n"
    "Prairie is implementing, Cedarbrook designing: one useful stage apart.\n"
    "Prairie names its own failed year and shares the figures.\n"
    "Both name a gain. Prairie wants to see it work in small schools.",
    "speaks_against": "Prairie takes about 30 days to approve material, Cedarbrook five.\n"
    "Prairie’s district is ten times larger. Rules on aides may differ.",
    "unknown": "May Prairie show its staffing sheet, or only talk about it?\n"
    "Will Cedarbrook’s finance lead take part?",
    "changes_mind": "If Prairie may only talk about the sheet, Stonebridge becomes the better"
    " partner.",
}
WHY = ("Stonebridge has changed staffing in six districts without new money.",)
RESERVE = {
    **JUDGED,
    "in_short": "Strong on staffing models, has not placed a resident.",
    "judgment": "reserve",
    "level_a": 1,
    "level_b": 1,
    "speaks_for": "Deep on staffing in six districts.",
    "speaks_against": "It has not placed a resident itself.",
    "unknown": "",
    "changes_mind": "",
}
FOX_HOLLOW = ("Fox Hollow School District", "Fox Hollow", "Director of people", {
    "title": "a second adult in every first-year room",
    "doing": "Two schools share the posts of three vacant aides.",
    "stage": Initiative.Stage.PILOTING,
    "challenge": "First-year teachers are alone with their class from the first day.",
    "why_now": "The budget for next year is written in March.",
    "hoped_for": "How other districts moved posts without new money.",
    "people_and_time": "The people director and two principals, Mondays.",
    "leader": "Superintendent",
    "leader_agrees": True,
})  # fmt: skip


def set_stage(*, now: datetime) -> None:
    """Play both pairs once, after the scene of the round; again changes nothing."""
    round = Round.objects.get(name=forms.ROUND)
    if Offer.objects.filter(organization__name=PRAIRIE.name, round=round).exists():
        return
    by = User.objects.get(email="facilitator@seedbed.example")
    prairie, stonebridge = (_shares(round, sharer, by, now) for sharer in (PRAIRIE, STONEBRIDGE))
    Offer.objects.filter(pk=stonebridge.pk).update(places=2)
    _half_known(now)
    cedarbrook = Application.objects.get(organization__short_name="Cedarbrook", round=round)
    _ready(cedarbrook, "Chief of schools", ["residency"], ["charter", "elementary"], now)
    _judge(cedarbrook, stonebridge, RESERVE, now)
    _judge(cedarbrook, prairie, JUDGED, now)
    fox = forms._send(forms._form(round, FOX_HOLLOW, now), now)
    forms._screen(fox, by, now)
    _ready(fox, "Superintendent", ["hiring_staffing"], ["secondary"], now)
    _propose(fox, stonebridge, now)


def _shares(round, sharer, by, now):
    organization, _made = Organization.objects.get_or_create(
        name=sharer.name,
        defaults={
            "short_name": sharer.said, "enrolled_at": now, "created_at": now, "changed_at": now,
            **places.of(sharer.name),
        },
    )  # fmt: skip
    Organization.objects.filter(pk=organization.pk).update(days_to_decide=sharer.days)
    member = _person(organization, sharer.title, now)
    _person(organization, sharer.decides, now, leads=True)
    _facts(organization, sharer, now)
    offer = offers.invite(organization=organization, round=round, by=by, now=now)
    offer = Offer.objects.get(pk=offer.pk)
    forms._answer(offer, sharer.words, now, by=member)
    forms._rate(Reading.objects.of(offer).get(), forms.OFFER_LEVELS, now)
    _reply(offer, OfferState.WILLING, "The staffing sheet may be shown; names stay there.", now)
    return Offer.objects.get(pk=offer.pk)


def _half_known(now):
    """Beacon has run the like, but nobody wrote where, and its claim is not confirmed."""
    beacon = Organization.objects.get(name="Beacon Teacher Residency")
    run = Initiative.objects.create(
        organization=beacon, title="Residents paid by a grant", created_at=now, changed_at=now,
        stage=Initiative.Stage.IMPLEMENTING, work=Initiative.Work.PREPARATION,
    )  # fmt: skip
    run.topics.set(_terms("topic", ["residency"]))
    Expertise.objects.create(
        organization=beacon, claim="A year of residency with a mentor beside each resident",
        topic=_terms("topic", ["residency"])[0], depth=4, years=6, created_at=now, changed_at=now,
    )  # fmt: skip


def _facts(organization, sharer, now):
    run = Initiative.objects.create(
        organization=organization, **sharer.initiative, created_at=now, changed_at=now
    )
    run.topics.set(_terms("topic", sharer.topics))
    run.contexts.set(_terms("context", sharer.contexts))
    words, topic, depth = sharer.claim
    Expertise.objects.create(
        organization=organization, claim=words, topic=_terms("topic", [topic])[0], depth=depth,
        years=4, sites=6, state=Expertise.State.CONFIRMED, confirmed_on=now.date(),
        created_at=now, changed_at=now,
    )  # fmt: skip


def _ready(application, leader, topics, contexts, now):
    """Answer, read, reply "ready", and say what it is about."""
    Organization.objects.filter(pk=application.organization_id).update(days_to_decide=5)
    _person(application.organization, leader, now, leads=True)
    _person(application.organization, "Residency coordinator", now)
    forms._answer(application, READY_WORDS, now)
    forms._rate(Reading.objects.of(application).get(), READY_LEVELS, now)
    application.refresh_from_db()
    _reply(application, ApplicationState.READY, "", now)
    application.refresh_from_db()
    reviews.say_what_it_is_about(
        application=application, topics=_terms("topic", topics),
        contexts=_terms("context", contexts), work=Initiative.Work.PREPARATION,
        by=application.facilitator, now=now,
    )  # fmt: skip


def _reply(subject, result, agreed_note, now):
    readings.reply(
        subject=subject, result=result, words="Thank you for your answers.",
        next_step="We tell you whom we found", next_on=forms.working_days_after(now.date(), 15),
        agreed_note=agreed_note, override_reason="", by=subject.facilitator, now=now,
    )  # fmt: skip


def _judge(application, offer, values, now):
    by = application.facilitator
    rows = Application.objects.filter(pk=application.pk)
    asking = candidates.for_matching(rows, by, now.date()).get()
    one = candidates.load(asking, by, now=now, chosen=offer.pk).chosen
    return reviews.judge(
        application=application, offer=offer, values=values, expected=0, by=by, now=now,
        suggested=one.suggestion(now.date()) if one else None,
    )  # fmt: skip


def _propose(application, offer, now):
    """Write, send, and let the side that shares say yes; the other has not answered yet."""
    review = _judge(application, offer, {**RESERVE, "judgment": "first"}, now)
    starts_on, ends_on = briefs.dates(now.date())
    pair = briefs.Pair("Fox Hollow", offer.organization.said, application.title, "piloting", WHY)
    proposal = proposals.draft(
        review=review, people=_people(application, offer, now), override_reason="",
        values={
            "purpose": briefs.purpose(pair), "starts_on": starts_on, "ends_on": ends_on,
            "brief_partner": briefs.for_partner(pair, starts_on, ends_on),
            "brief_thought_partner": briefs.for_thought_partner(pair, starts_on, ends_on),
            "facilitator": application.facilitator,
        },
        by=application.facilitator, now=now,
    )  # fmt: skip
    proposals.send(proposal=proposal, by=application.facilitator, now=now)
    proposal = MatchProposal.objects.with_parties().get(pk=proposal.pk)
    side = Side.THOUGHT_PARTNER
    consent.answer(
        proposal=proposal, side=side, answer="accept", conditions="", reason="", expected=0,
        seen=signatures.digest(proposal.content(side)),
        by=proposal.people.get(side=side, decides=True).user, now=now,
    )  # fmt: skip


def _people(application, offer, now):
    """Of each side who decides and one who does the work."""
    sides = {application.organization_id: Side.PARTNER, offer.organization_id: Side.THOUGHT_PARTNER}
    parts = {}
    for row in Seats(application, offer, now.date()).rows.values():
        parts[row.organization_id, row.leads] = row
    return [(row, sides[key], leads, not leads) for (key, leads), row in parts.items()]


def _person(organization, title, now, *, leads=False):
    key = f"{organization.said}.{title}".lower().replace(" ", ".")
    user = User.objects.invite(
        email=f"{key}@seedbed.example", name=title, time_zone="America/Chicago", now=now
    )
    Membership.objects.get_or_create(
        organization=organization, user=user,
        defaults={"title": title, "leads": leads, "since": now.date()},
    )  # fmt: skip
    return user


def _terms(vocabulary, slugs):
    return list(Term.objects.filter(vocabulary=vocabulary, slug__in=slugs))
