"""A pulse round for tests: a partnership at its middle, with forms, talks and themes as asked."""

from datetime import timedelta

from partnerships.models import Partnership, Phase, Side
from pulse import answers, rounds, themes
from pulse.models import PulseForm, PulseRound, PulseTheme

from .factories import NOW, UserFactory
from .factories_partnership import make_room

P, T = Side.PARTNER, Side.THOUGHT_PARTNER
MIDDLE = {
    "starts_on": NOW.date() - timedelta(days=135),
    "ends_on": NOW.date() + timedelta(days=135),
}


def make_round(*, internal=False, open_=True, **also):
    """Return (room, round) of a partnership whose middle is today; `room.holder` reads answers."""
    if internal:
        also |= {"facilitator_kind": "internal", "neutral_person": UserFactory(name="Neutral")}
    room = make_room(phase=also.pop("phase", Phase.ACTIVE), signed=True, **(MIDDLE | also))
    room.holder = room.partnership.neutral_person if internal else room.facilitator
    if not open_:
        return room, None
    made = rounds.open_round(partnership=room.partnership, by=room.facilitator, now=NOW)
    room.partnership = Partnership.objects.with_room().get(pk=room.partnership.pk)
    return room, fresh(made)


def fresh(round) -> PulseRound:
    return PulseRound.objects.with_sides().get(pk=round.pk)


def answer(round, person, *, side=P, talk=False, by_link=False, **said) -> PulseForm:
    """Answer as `person`; values are a rating, or (rating, words, consent)."""
    form, _made = PulseForm.objects.get_or_create(
        round=round, person=person, defaults={"side": side}
    )
    filled = {
        key: answers.Said(*value) if isinstance(value, tuple) else answers.Said(value)
        for key, value in said.items()
    }
    today = round.opens_on
    answers.save(form=form, said=filled, talk=talk, today=today, by_link=by_link)
    return form


def talks_held(round, *sides) -> PulseRound:
    """Note that the talks of `sides`, of both if none is named, were held; nobody has a voice."""
    round.conversations.filter(side__in=sides or (P, T)).update(state="held", starts_at=NOW)
    return fresh(round)


def make_theme(round, *, side=P, text="Bring examples", about="change", sent=True) -> PulseTheme:
    """Write a theme and, if asked, send it to its side (somebody of it must have answered)."""
    by = round.holder
    theme = themes.draft(round=round, side=side, text=text, about=about, by=by, now=NOW)
    if sent:
        themes.send(theme=theme, by=by, now=NOW)
    return theme


def release(theme, *people, now=NOW) -> PulseTheme:
    for person in people:
        themes.say_yes(theme=theme, person=person, named=True, sure=True, now=now)
    theme.refresh_from_db()
    return theme
