"""The board of the spring round: three more who are ready, one pair kept apart, solved twice."""

from datetime import datetime, timedelta

from accounts.models import User
from demo.scenes import matching as forms
from demo.scenes import pairs
from matching.models import Application, MatchRun, Offer
from matching.round_weights import USUAL
from matching.services import round_wishes, runs
from partnerships.models import Initiative, Round

WORDS = {
    "why_now": "The plan for next year is written this spring.",
    "hoped_for": "How somebody else began, and what they would not do again.",
    "people_and_time": "A director and two principals, every second Thursday.",
    "leader": "Superintendent",
    "leader_agrees": True,
    "educators": Initiative.Educators.TEACHERS,
    "stage": Initiative.Stage.DESIGNING,
}
ASKING = [
    ("Willow Bend Schools", "Willow Bend", "Talent director", {
        **WORDS,
        "title": "residents in our own elementary schools",
        "doing": "Five residents beside experienced teachers from August.",
        "challenge": "Half of our new teachers have never led a class for a year.",
    }, ["residency"], ["charter", "elementary"]),
    ("Harper Creek District", "Harper Creek", "Director of staffing", {
        **WORDS,
        "title": "filling secondary science posts",
        "doing": "Shared posts between three small secondary schools.",
        "challenge": "Nine science posts were empty in September.",
    }, ["hiring_staffing"], ["secondary"]),
    ("Sugar Grove Schools", "Sugar Grove", "Leadership coach", {
        **WORDS,
        "title": "coaching for principals in their first year",
        "doing": "A coach visits each new principal twice a month.",
        "challenge": "New principals are alone with their budget.",
        "educators": Initiative.Educators.PRINCIPALS,
    }, ["principal_prep_dev"], []),
]  # fmt: skip
APART = "Prairie’s second place is promised to a neighbor of Willow Bend."
FIRST = {**USUAL, "deep": 10, "same": 3}


def set_stage(*, now: datetime) -> None:
    """Play the board once, after the scene of the pairs; again changes nothing."""
    round = Round.objects.get(name=forms.ROUND)
    if MatchRun.objects.filter(round=round).exists():
        return
    by = User.objects.get(email="facilitator@seedbed.example")
    willow, *_others = [_asks(round, asking, by, now) for asking in ASKING]
    runs.solve(round=round, asked=runs.Asked(FIRST), by=by, now=now - timedelta(hours=2))
    prairie = Offer.objects.get(round=round, organization__name="Prairie Teaching Fellows")
    round_wishes.wish(
        application=willow, offer=prairie, kind="veto", because="unseen", words=APART, by=by,
        now=now - timedelta(hours=1),
    )  # fmt: skip
    runs.solve(round=round, asked=runs.Asked(), by=by, now=now)


def _asks(round, asking, by, now):
    name, said, title, words, topics, contexts = asking
    form = forms._send(forms._form(round, (name, said, title, words), now), now)
    forms._screen(form, by, now)
    pairs._ready(form, "Superintendent", topics, contexts, now)
    return Application.objects.get(pk=form.pk)
