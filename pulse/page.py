"""What a round's pages show, each to whom it may. Read inside `foundation.actor`."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation import pictures_gaps
from partnerships.models import RosterEntry, Side
from partnerships.permissions import SIDES

from . import calculations, guide, questions
from .calculations import Band
from .models import PulseForm, PulseTheme, PulseVoice, TalkState, ThemeState

SHAPES = {
    TalkState.TO_BOOK: "empty", TalkState.BOOKED: "doing", TalkState.HELD: "done",
    TalkState.DECLINED: "empty", ThemeState.DRAFTED: "empty", ThemeState.WITH_SIDE: "doing",
    ThemeState.RELEASED: "done", ThemeState.WITHHELD: "empty",
}  # fmt: skip


@dataclass(frozen=True)
class Form:
    """One answered form without its words."""

    pk: object
    person: object
    side: str
    talk: bool
    by_link: bool
    ratings: dict


@dataclass(frozen=True)
class Talk:
    """One side's panel: its talk, and what the guide asks."""

    row: object
    side: str
    name: str
    shape: str
    deeper: list
    answered: int
    people: list  # (name, word, shape, form or None)


@dataclass(frozen=True)
class Theme:
    """One line of a side's themes."""

    row: PulseTheme
    word: str
    shape: str
    source: str


@dataclass(frozen=True)
class Measure:
    """A headline measure of one side, in words with its band."""

    name: str
    side: str
    sentence: str
    shape: str


@dataclass(frozen=True)
class Held:
    """The whole page of the holder."""

    heading: str
    lead: str
    talks: list
    picture: dict | None
    sealed: bool
    measures: list
    themes: list  # (side, name, [Theme])


def held(round, today) -> Held:
    """Return the holder's page of a round loaded `with_talks()`: three queries."""
    room = round.partnership
    names = {side: room.lead(side).said for side in SIDES}
    forms = _forms(round)
    seats = list(RosterEntry.objects.standing().filter(partnership=room).select_related("user"))
    rows = {talk.side: talk for talk in round.talks}
    said = {side: calculations.side(form.ratings for form in forms[side]) for side in SIDES}
    open_ = all(said[side].forms for side in SIDES) or not round.in_window(today)
    talks = [_talk(rows[side], names[side], forms[side], seats) for side in SIDES]
    heading, lead = _finding(names, said, talks, open_, round)
    return Held(
        heading=heading,
        lead=lead,
        talks=talks,
        picture=_picture(names, said, talks) if open_ and _rated(said) else None,
        sealed=not open_ and any(said[side].forms for side in SIDES),
        measures=_measures(names, said) if open_ else [],
        themes=_themes(round, names, today),
    )


def _forms(round) -> dict:
    """Return side to its answered forms with their ratings; one query, no words."""
    rows = PulseForm.objects.filter(round=round, answered=True).order_by("pk")
    columns = ("pk", "person", "side", "talk", "by_link", "answers__question", "answers__rating")
    forms: dict = {}
    for pk, person, side, talk, by_link, question, rating in rows.values_list(*columns):
        form = forms.setdefault(pk, Form(pk, person, side, talk, by_link, {}))
        if rating:
            form.ratings[question] = rating
    return {side: [form for form in forms.values() if form.side == side] for side in SIDES}


def _talk(row, name, forms, seats) -> Talk:
    own = {form.person: form for form in forms}
    people = [
        (seat.user, *_answered(own.get(seat.user_id)), own.get(seat.user_id))
        for seat in seats
        if seat.side == row.side
    ]
    deeper = guide.deeper(row.side, [form.ratings for form in forms])[:3]
    answered = sum(form is not None for *_said, form in people)
    return Talk(row, row.side, name, SHAPES[row.state], deeper, answered, people)


def _answered(form):
    if form is None:
        return _("Nothing yet"), "empty"
    word = _("Rather talks") if form.talk else _("Has answered")
    return (_("%(word)s, by link") % {"word": word} if form.by_link else word), "done"


# -- what it comes to, in words -------------------------------------------------------------------
def _rated(said) -> bool:
    return any(said[side].means for side in SIDES)


def _pairs(said):
    """Yield (question, thought partner's mean, partner's mean) of what both sides rate."""
    for question in questions.compared():
        means = [
            said[side].means.get(question.key) for side in (Side.THOUGHT_PARTNER, Side.PARTNER)
        ]
        yield question, *means


def _finding(names, said, talks, open_, round):
    if not open_ or not _rated(said):
        return _before(talks, round)
    apart = [q for q, one, other in _pairs(said) if calculations.apart(one, other)]
    heading = _worth(names, said)
    if any(question.key == "needed_now" for question in apart):
        heading = _("%(worth)s They do not see the same sessions.") % {"worth": heading}
    return heading, _how_far(apart)


def _worth(names, said):
    value = calculations.mutual_value(*(said[side] for side in SIDES))
    if value is None:
        return _("One side alone has rated it.")
    low = [names[s] for s in SIDES if said[s].means["we_gain"] < calculations.LOW]
    if low:
        return _("%(name)s does not gain enough.") % {"name": _(" and ").join(low)}
    if calculations.band(value) == Band.STRENGTH:
        return _("Both sides value it.")
    return _("Both sides gain something. Talk about more.")


def _how_far(apart):
    if not apart:
        return _("No statement differs by a point or more.")
    count = len(apart)
    text = ngettext(
        "%(n)d of nine statements differs by a point or more.",
        "%(n)d of nine statements differ by a point or more.",
        count,
    ) % {"n": count}
    trust = any(question.trust for question in apart)
    about = _("Trust is among them.") if trust else _("None is about trust.")
    return f"{text} {about}"


def _before(talks, round):
    if round.untold and not round.open:
        text = _("The partnership ended before both talks were noted.")
        return text, _("What was written stays here.")
    waiting = [talk.name for talk in talks if talk.row.state == TalkState.TO_BOOK]
    if len(waiting) == len(SIDES):
        return _("The midpoint talks are not booked."), _("Each side gets its own half hour.")
    if waiting:
        text = _("The talk with %(name)s is not booked.") % {"name": waiting[0]}
        return text, _("The other one stands.")
    if all(talk.row.state == TalkState.HELD for talk in talks):
        return _("Both talks were held."), _("Write down what was said as themes.")
    if not round.untold:
        return _("Nothing is left to book."), _("Write down what was said as themes.")
    booked = [talk.name for talk in talks if talk.row.state == TalkState.BOOKED]
    if len(booked) == 1:
        text = _("The talk with %(name)s has its day.") % {"name": booked[0]}
        return text, _("The guides below fit one page each.")
    return _("Both talks have their day."), _("The guides below fit one page each.")


def _measures(names, said):
    rows = []
    for side, other in (SIDES, SIDES[::-1]):
        mean = said[side].responsiveness
        if mean is not None:
            rows.append(Measure(names[side], side, _responsive(mean), _shape(mean)))
        gap = calculations.gap_on_value(said[side], said[other])
        if gap is not None and abs(gap) >= calculations.GAP:
            rows.append(Measure(names[side], side, _perceived(gap, names[other]), "heed"))
    return rows


def _responsive(mean):
    return {
        Band.STRENGTH: _("The sessions answer what they need now: a strength."),
        Band.TALK: _(
            "The sessions answer only part of what they need now: ask in the talk what is missing."
        ),
        Band.ACT: _(
            "The sessions do not answer what they need now: agree in the talk on what changes."
        ),
    }[calculations.band(mean)]


def _shape(mean):
    return {Band.STRENGTH: "done", Band.TALK: "doing", Band.ACT: "heed"}[calculations.band(mean)]


def _perceived(gap, other):
    if gap < 0:
        return _("%(other)s thinks they gain more than they say themselves.") % {"other": other}
    return _("They gain more than %(other)s thinks.") % {"other": other}


def _picture(names, said, talks) -> dict:
    rows = [
        pictures_gaps.Pair(question.short, one, other, _in_words(one, other))
        for question, one, other in _pairs(said)
    ]
    return {"pairs": rows, "names": names, "notes": _counted(said, talks, names)}


def _in_words(one, other):
    if one is None or other is None:
        return _("One side only")
    if not calculations.flagged(one, other):
        return _("Close")
    return _("Talk about it") if calculations.apart(one, other) else _("Low: act on it")


def _counted(said, talks, names):
    count = sum(said[side].cannot_say for side in SIDES)
    if not count:
        return ""
    text = ngettext(
        "“Cannot say” (%(n)d time) is left out and counted.",
        "“Cannot say” (%(n)d times) is left out and counted.",
        count,
    )
    return text % {"n": count}


# -- themes ---------------------------------------------------------------------------------------
def _themes(round, names, today):
    rows = list(PulseTheme.objects.filter(round=round).order_by("created_at", "pk"))
    sealed = round.sealed(today)
    return [
        (side, names[side],
         [_line(t, names[side], names[other] if sealed else "") for t in rows if t.side == side])
        for side, other in (SIDES, SIDES[::-1])
    ]  # fmt: skip


def _line(theme, name, later: str) -> Theme:
    """`later` names the other side where its own talk comes first."""
    word = theme.get_state_display()
    source = {
        ThemeState.DRAFTED: _("You alone see it. Send it to %(name)s when the words fit."),
        ThemeState.WITH_SIDE: _("%(name)s sees the wording and may ask for other words."),
        ThemeState.RELEASED: _("Seen by both sides.") if not later else _released_later(later),
        ThemeState.WITHHELD: _("%(name)s asked that it go no further."),
    }[ThemeState(theme.state)] % {"name": name}
    if theme.state == ThemeState.WITH_SIDE:
        word = _("Waits for %(name)s") % {"name": name}
    if theme.asked_words:
        source = _("%(name)s asks for other words: “%(words)s”") % {
            "name": name, "words": theme.asked_words,
        }  # fmt: skip
    return Theme(theme, word, SHAPES[theme.state], source)


def _released_later(other) -> str:
    return _("Let travel. %(other)s reads it once both talks are over.") % {"other": other}


def waits(round) -> str:
    """Name the sides whose talk nobody has noted, of a round loaded `with_talks()`."""
    names = (round.partnership.lead(talk.side).said for talk in round.untold)
    return _(" and ").join(names)


def completion(round) -> list:
    """Return (organization, answered, on the roster) a side, for whoever may count (row 47).

    Who answered and left is counted in neither.
    """
    seats = RosterEntry.objects.standing().filter(partnership=round.partnership_id)
    own = PulseForm.objects.filter(
        round=round, person=OuterRef("user"), side=OuterRef("side"), answered=True
    )
    rows = list(seats.annotate(in_=Exists(own)).values_list("side", "in_"))
    sides, answered = [side for side, _in in rows], [side for side, in_ in rows if in_]
    return [(round.partnership.lead(s).said, answered.count(s), sides.count(s)) for s in SIDES]


@dataclass(frozen=True)
class Themes:
    """What somebody who sees the inside of the partnership reads of its themes."""

    waiting: list  # for this person's word
    agreed: list  # this person said yes, and somebody of the side has not
    shown: list  # (theme, organization) that was let travel


def themes_for(user, side: str, round, today) -> Themes:
    """Return the themes `user` of `side` ("" for none) decides about and reads; one query."""
    mine = PulseTheme.objects.visible_to(user).filter(round=round).values("pk")
    shown = PulseTheme.objects.filter(round__partnership=round.partnership).open_to(side, today)
    said = PulseVoice.objects.filter(theme=OuterRef("pk"), person=user)
    rows = PulseTheme.objects.filter(Q(pk__in=shown.values("pk")) | Q(pk__in=mine))
    rows = rows.annotate(said=Exists(said)).order_by("released_on", "pk")
    with_side = [theme for theme in rows if theme.state == ThemeState.WITH_SIDE]
    lead = round.partnership.lead
    return Themes(
        waiting=[theme for theme in with_side if not theme.said],
        agreed=[theme for theme in with_side if theme.said],
        shown=[(t, lead(t.side).said) for t in rows if t.state == ThemeState.RELEASED],
    )
