"""Two pairs at their middle: one whose talks nobody has booked, one that shares two themes."""

from dataclasses import replace
from datetime import datetime, timedelta

from foundation import signatures
from partnerships import kickoff_services, map_services, partnership_services, plan_services
from partnerships.models import FocusArea, Goal, LearningObjective, Partnership, Phase, Side
from pulse import answers, rounds, themes
from pulse.answers import Said
from pulse.models import Consent, PulseForm

from . import partnerships as scene
from .partnerships import LAKEVIEW, RIDGEWAY, Seat

P, T = Side.PARTNER, Side.THOUGHT_PARTNER
MIDWAY = timedelta(days=150)  # so long ago each began: its middle is in these days
UNBOOKED = replace(
    RIDGEWAY,
    initiative="Assistant principals who lead a team before they lead a school",
    challenge="Assistant principals handle discipline and buses, and meet no team of their own.",
    purpose="Assistant principals at Ridgeway lead one team of teachers through a year",
    benefits={
        P: "Four assistant principals who have led a team, and know what it took.",
        T: "We see whether our residency works without a full year’s release.",
    },
    seats=[
        Seat("ridgeway.director", "Director of leadership", P, decides=True),
        Seat("ridgeway.principal", "Principal", P, implements=True),
        Seat("alder.lead", "Program lead", T, decides=True),
        Seat("alder.coach", "Coach", T, implements=True),
    ],
    sentence="Four sessions were held; the middle is near.",
    signs=True,
)
SHARED = replace(
    LAKEVIEW,
    initiative="Co-teaching in a resident’s first semester",
    challenge="Residents watch for months before they teach a minute.",
    purpose="Residents at Lakeview teach from the first week, beside somebody",
    benefits={
        P: "Our principals know what a resident may do in the first week.",
        T: "We learn how our first semester fits a district with one host teacher a school.",
    },
    sentence="Both sides have said what should change in the second half.",
)


def set_stage(*, now: datetime) -> None:
    """Play both through the services; a second time changes nothing."""
    for pair, play in ((UNBOOKED, _unbooked), (SHARED, _shared)):
        if not Partnership.objects.filter(initiative__title=pair.initiative).exists():
            began = now - MIDWAY
            scene._play(pair, scene._round(now), began)
            play(_going(pair, began), now)


def _going(pair, at) -> Partnership:
    """Let both sides agree on goal and map, so that the monthly sessions begin."""
    rows = Partnership.objects.with_sides()
    room = rows.get(initiative__title=pair.initiative)
    by = room.facilitator
    area = FocusArea(partnership=room, need=pair.challenge, can_show="How we do it", why="Now.")
    kickoff_services.save_focus_area(area, [], expected=0, by=by, now=at)
    kickoff_services.choose(area, by=by, now=at)
    goal = Goal(partnership=room, text=pair.purpose, measures="We look each month.")
    plan_services.edit_goal(goal, ["text", "measures"], expected=1, side="", by=by, now=at)
    aim = LearningObjective(
        partnership=room, focus_area=area, short="Begin with one team", who=pair.partner[1],
        able_to="say what the first month asks of everybody", by_date=room.ends_on,
    )  # fmt: skip
    plan_services.save_objective(aim, [], expected=0, side="", by=by, now=at)
    for item in map_services.lay(room, by=by, now=at)[:1]:
        item.accomplish = "What the first month asks"
        map_services.write_month(item, ["accomplish"], [aim], expected=item.version, by=by, now=at)
    _sign(room, pair, at)
    partnership_services.move_phase(
        partnership=rows.get(pk=room.pk), new=Phase.ACTIVE, by=by, now=at
    )
    return rows.get(pk=room.pk)


def _sign(room, pair, at):
    for seat in room.roster.filter(decides=True):
        seen = signatures.digest(plan_services.text(Goal.objects.get(partnership=room)))
        plan_services.sign(room, side=seat.side, seen=seen, by=seat.user, now=at)


def _unbooked(room, now):
    rounds.open_round(partnership=room, by=room.facilitator, now=now - timedelta(days=3))


SAID = {
    P: {"we_gain": "4", "they_gain": "3", "needed_now": "3", "plan_changes": "4", "frankly": "4"},
    T: {"we_gain": "4", "they_gain": "5", "needed_now": "5", "plan_changes": "4", "frankly": "4"},
}
THEMES = {
    P: ("Bring us examples from schools with one host teacher", "Two such schools each session."),
    T: ("We learn late what the board has decided", "The update opens with the board."),
}


def _shared(room, now):
    """Both answer, both talk, and each lets one theme travel."""
    at, by = now - timedelta(days=12), room.facilitator
    made = rounds.open_round(partnership=room, by=by, now=at)
    for number, side in enumerate((P, T)):
        person = room.roster.filter(side=side, implements=True).order_by("created_at", "pk")[0].user
        form = PulseForm.objects.create(round=made, person=person, side=side)
        said = {key: Said(rating) for key, rating in SAID[side].items()}
        said["working"] = Said("", "We tell each other what did not work.", Consent.UNNAMED)
        answers.save(form=form, said=said, talk=False, today=at.date())
        talk = made.conversations.get(side=side)
        when = at + timedelta(days=3 + number)
        rounds.book(talk=talk, starts_at=when, place="", people=[person], by=by, now=at)
        rounds.held(talk=talk, by=by, now=when)
        _travels(made, side, person, when)


def _travels(made, side, person, at):
    text, change = THEMES[side]
    by = made.holder
    theme = themes.draft(round=made, side=side, text=text, about="change", by=by, now=at)
    themes.send(theme=theme, by=by, now=at)
    themes.say_yes(theme=theme, person=person, named=False, sure=True, now=at)
    on = (at + timedelta(days=20)).date()
    themes.promise(theme=theme, words=change, on=on, expected=1, by=by, now=at)
