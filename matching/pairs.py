"""The page of one application: who asks, who could share, and what is known of each pair."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.contrib.humanize.templatetags.humanize import ordinal
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.dates import say_day
from foundation.numbers import spelled

from . import alignment, criteria, suggested, unknowns
from .criteria import Quote
from .fit import Fit, order, why_not
from .models import AlignmentReview, Judgment, OfferState
from .suggestions import Suggestion, worth_asking

SHOWN = 5
COMPARED = 2  # with one candidate there is no order


@dataclass
class Candidate:
    """One organization that could share, beside the one that asks."""

    offer: Any  # an offer of `_offers`
    party: alignment.Party
    fit: Fit
    review: AlignmentReview | None
    asks: alignment.Party
    initiative: alignment.Initiative
    quotes: dict[tuple, Quote] = field(default_factory=dict)  # (of the one that shares, key)
    looked_at: bool = False
    could_stand: tuple[int, int] = (0, 0)  # best and worst place once the unknown is known

    @property
    def url(self) -> str:
        """The same page with this candidate looked at."""
        return f"?with={self.offer.pk}"

    @property
    def said(self) -> str:
        return self.party.said

    @property
    def levels(self) -> dict[str, int | None]:
        """The facilitator's judgment where there is one, else what we suggest."""
        return self.review.levels if self.review else self.fit.levels

    @property
    def modes(self) -> list[tuple[str, int | None, str]]:
        """Return (name, level, the level in a word) of the three ways."""
        return [(str(name), self.levels[key], _word(self.levels[key]))
                for key, name in alignment.MODES.items()]  # fmt: skip

    @property
    def beside(self) -> list["Beside"]:
        """What was suggested when it was judged, beside what was written; [] before that."""
        if self.review is None or not self.review.method:
            return []
        today = suggested.levels(self.fit)
        found = suggested.NAMES.items()
        return [_beside(self.review, key, name, today[key]) for key, name in found]

    def suggestion(self, today) -> dict:
        """What the rules say of the pair now, to be kept with the judgment (trust W17)."""
        return suggested.keep(self.asks, self.initiative, self.party, today)

    @property
    def shareable(self) -> int | None:
        judged = self.review.shareable if self.review else None
        return self.fit.shareable if judged is None else judged

    @property
    def lines(self) -> list[criteria.Line]:
        """The eight things it is judged on, with both sides' words where they are loaded."""
        return criteria.lines(
            self.asks, self.initiative, self.party, self.fit,
            judged=self.review, said=self.quotes,
        )  # fmt: skip

    @property
    def standing(self) -> unknowns.Standing:
        """Where it stands; what the facilitator judged is not open any more."""
        judged = self.review.levels if self.review else {}
        known = {key: level for key, level in judged.items() if level is not None}
        open_to = {**known, "shareable": self.review.shareable} if self.review else {}
        return unknowns.Standing(
            key=self.offer.pk, said=self.said, levels=self.levels, shareable=self.shareable,
            low={**self.fit.low, **known}, high={**self.fit.high, **known},
            questions=tuple(q for q in self.fit.questions if open_to.get(q.about) is None),
            whom=_whom(self.said, self.offer.decider),
        )  # fmt: skip

    @property
    def range(self) -> str:
        """Between which words its best way may lie, or ""."""
        return self.standing.range

    @property
    def quote(self) -> Quote | None:
        """Its own words on why its work succeeds, else on what it can show."""
        return self.quotes.get((True, "O4")) or self.quotes.get((True, "O5"))

    @property
    def own_words(self) -> list[Quote]:
        """What it answered, in the order of the questions; one answer to several stands once."""
        once: dict[str, Quote] = {}
        for (theirs, key), quote in sorted(self.quotes.items()):
            if theirs and key.startswith("O"):
                once.setdefault(quote.words, quote)
        return list(once.values())

    @property
    def line(self) -> str:
        return (self.review.in_short if self.review else "") or self.fit.line

    @property
    def ruled_out(self) -> str:
        """Why the pair is not for proposing whatever the facts say, or ""."""
        if self.offer.refused_at:
            day = say_day(timezone.localdate(self.offer.refused_at))
            return _("It was proposed, and is not proceeding since %(day)s.") % {"day": day}
        if self.offer.kept_apart:
            return _("Kept apart on the board: %(words)s") % {"words": self.offer.kept_apart}
        return ""

    @property
    def first(self) -> bool:
        chosen = bool(self.review and self.review.judgment == Judgment.FIRST)
        return chosen and not self.offer.refused_at

    @property
    def judged(self) -> str:
        if self.offer.refused_at:
            return _("Not proceeding")
        if self.offer.kept_apart:
            return _("Kept apart on the board")
        return self.review.get_judgment_display() if self.review else _("Not judged yet")

    @property
    def speaks_for(self) -> list[str]:
        return _lines(self.review, "speaks_for", self.fit.speaks_for)

    @property
    def speaks_against(self) -> list[str]:
        said = _lines(self.review, "speaks_against", self.fit.speaks_against)
        return [self.ruled_out, *said] if self.ruled_out else said

    @property
    def unknown(self) -> list[str]:
        return _lines(self.review, "unknown", self.fit.unknown)

    @property
    def changes_mind(self) -> list[str]:
        return _lines(self.review, "changes_mind", ())

    @property
    def unmet(self) -> list[str]:
        """Why it cannot be proposed yet; an unjudged pair is judged first."""
        if self.review is None:
            return [_("Write your judgment of the pair first.")]
        review = self.review
        return alignment.unmet(review.levels.values(), review.shareable, review.benefit)

    @property
    def has_place(self) -> bool:
        return self.offer.taken < self.offer.places

    @property
    def willing(self) -> bool:
        return self.offer.state == OfferState.WILLING

    @property
    def order(self) -> tuple:
        places: dict[str, int] = {Judgment.FIRST: 0, Judgment.NOT_NOW: 2}
        judged = places.get(self.review.judgment, 1) if self.review else 1
        if self.ruled_out:
            judged = places[Judgment.NOT_NOW]
        facts = order(self.levels, self.shareable)
        closed = sum(level is not None for level in self.levels.values())  # the unknown may yet fit
        return (judged, not self.has_place, facts, closed, self.said, str(self.offer.pk))


@dataclass(frozen=True)
class Beside:
    """One level in words: suggested then, written by a person; `newer` where today's differs."""

    name: str
    suggested: str
    wrote: str
    differs: bool
    newer: str


@dataclass
class Candidates:
    """The page of one application: who asks, who could share, which of them is looked at."""

    application: Any
    asks: alignment.Party
    initiative: alignment.Initiative
    willing: list[Candidate]
    others: list[Candidate]  # asked, but not willing or not yet
    suggested: list[Suggestion] = field(default_factory=list)
    chosen: Candidate | None = None
    asked_for: str = ""
    quote: Quote | None = None
    turn: unknowns.Turn | None = None

    @property
    def shown(self) -> list[Candidate]:
        return self.willing[:SHOWN]

    @property
    def heading(self) -> str:
        if self.chosen is None:
            return _("Nobody is open to share in this round yet")
        said, count = self.chosen.said, len(self.shown)
        if self.chosen.ruled_out:
            return _("%(said)s is not for proposing now") % {"said": said}
        if count == 1:
            return _("%(said)s is the only candidate so far") % {"said": said}
        if self.chosen is not self.willing[0]:
            return _("%(said)s, beside the others") % {"said": said}
        if (alignment.best(self.chosen.levels.values()) or 0) < alignment.ENOUGH:
            return _("None of the candidates stands out yet")
        return _("%(said)s is the strongest of %(n)s") % {"said": said, "n": spelled(count)}

    @property
    def stage(self) -> str:
        """The stage in a word, without its explanation."""
        return self.initiative.stage_word.partition(":")[0]

    @property
    def topics(self) -> list[str]:
        return sorted(topic.label for topic in self.initiative.topics)

    @property
    def alternatives(self) -> list["Alternative"]:
        """The candidates beside the chosen one, each compared with it line by line."""
        rest = [other for other in self.shown if other is not self.chosen]
        return [self._beside(other.said, self.reason_against(other), other.lines) for other in rest]

    @property
    def suggestions(self) -> list[Suggestion]:
        """The few of the directory that nobody asked in this round and that are worth asking."""
        return worth_asking(self.suggested)

    @property
    def why_not_asked(self) -> "Alternative | None":
        """Return the comparison with the organization somebody asked about, or None."""
        if not self.asked_for:
            return None
        wanted = self.asked_for.casefold()
        for other in [*self.willing, *self.others]:
            if wanted in {other.said.casefold(), other.offer.organization.name.casefold()}:
                return self._beside(other.said, self.reason_against(other), other.lines)
        for one in self.suggested:
            if wanted in {one.said.casefold(), one.organization.name.casefold()}:
                return self._outside(one)
        unknown = _("No other organization of this name is found. Write its full name.")
        look = f"{reverse('partnerships:organizations')}?{urlencode({'q': self.asked_for})}"
        return Alternative(self.asked_for, unknown, url=look, link=_("Look in the directory"))

    def _outside(self, one):
        if one.enrolled:
            first = _("Nobody has asked it in this round.")
        else:
            first = _("It is listed and not enrolled: nobody there can be asked yet.")
        lines = criteria.lines(self.asks, self.initiative, one.party, one.fit)
        link = one.organization.get_absolute_url()
        return self._beside(one.said, f"{first} {self._compared(one)}".strip(), lines, link)

    def _compared(self, one):
        if self.chosen is None:
            return ""
        return why_not(self.chosen.party, self.chosen.fit, one.party, one.fit)

    def _beside(self, said, sentence, theirs, url=""):
        if self.chosen is None or said == self.chosen.said:
            return Alternative(said, sentence, url=url)
        names = {"first": self.chosen.said, "second": said}
        return Alternative(said, sentence, criteria.beside(self.chosen.lines, theirs, **names), url)

    @property
    def most_open(self) -> unknowns.Standing | None:
        """Who could still come first, though no single answer changes the order."""
        if self.turn is not None:
            return None
        return unknowns.most_open([one.standing for one in self.willing])

    @property
    def turn_url(self) -> str:
        """Where the answer to the one question is written down."""
        if self.turn is None:
            return ""
        if self.turn.key is None:
            return reverse("matching:about", args=[self.application.pk])
        about = next(one for one in self.willing if one.offer.pk == self.turn.key)
        if self.turn.question.about == "shareable":
            return about.offer.get_absolute_url()
        return about.offer.organization.get_absolute_url()

    @property
    def where_it_could_stand(self) -> str:
        """Return between which places the chosen one may end up, or "" where it cannot move."""
        if self.chosen is None or len(self.willing) < COMPARED:
            return ""
        first, last = self.chosen.could_stand
        if first == last:
            return ""
        text = _("By the facts %(said)s could come %(first)s or, at the worst, %(last)s.")
        said = self.chosen.said
        return text % {"said": said, "first": ordinal(first), "last": ordinal(last)}

    def reason_against(self, other: Candidate) -> str:
        """Return why `other` is not proposed instead, as a sentence."""
        if not other.willing:
            return _not_willing(other.offer)
        if other.ruled_out:
            return other.ruled_out
        if not other.has_place:
            return _("Its places in this round are taken.")
        if other.review and other.review.in_short:
            return other.review.in_short
        if self.chosen is None or other is self.chosen:
            return _("Nothing speaks against it that we know of.")
        return why_not(self.chosen.party, self.chosen.fit, other.party, other.fit)


@dataclass(frozen=True)
class Alternative:
    """Why not this one: in a sentence, and line by line beside the one looked at."""

    said: str
    sentence: str
    rows: list[criteria.Row] = field(default_factory=list)
    url: str = ""
    link: str = ""  # what the address leads to, its facts unless something is said


def _beside(review, key, name, today):
    then, wrote = review.suggested[key], getattr(review, name)
    label = alignment.MODES.get(key) or review._meta.get_field(name).verbose_name
    newer = "" if today == then else _word(today)
    return Beside(str(label), _word(then), _word(wrote), then != wrote, newer)


def _whom(said: str, decider: str | None) -> str:
    return _("%(said)s (%(who)s)") % {"said": said, "who": decider} if decider else said


def _word(level):
    return str(alignment.UNKNOWN if level is None else alignment.LEVELS[level])


def _lines(review, name, suggested) -> list[str]:
    written = getattr(review, name).splitlines() if review else []
    return [line.strip() for line in written if line.strip()] or list(suggested)


def _not_willing(offer) -> str:
    return {
        OfferState.ASKED: _("It has not answered yet whether it is open to share."),
        OfferState.ANSWERED: _("It has answered; its reading is not finished."),
        OfferState.BUILD_FIRST: _("It wants to share; something has to be settled before it can."),
        OfferState.TALK: _("A talk with it comes first."),
        OfferState.WITHDRAWN: _("It said not this time."),
    }[OfferState(offer.state)]
