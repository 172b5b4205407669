"""How well one initiative and one organization that could share fit each other. Pure, no database.

Three ways of fitting, each from 0 to 3 with its evidence; the best counts, never an average
(domain 2.2, 0.26 to 0.28): A the same kind of initiative for a like purpose, B the same setting
with the thought partner further on, C deep expertise in the topic. What nobody knows is unknown,
never zero, and comes with the one thing to ask. The suggestions are ours; people decide.
"""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .wording import listed

LEVELS = {
    0: gettext_lazy("not"),
    1: gettext_lazy("a little"),
    2: gettext_lazy("much"),
    3: gettext_lazy("fully"),
}
UNKNOWN = gettext_lazy("not known")
MODES = {
    "a": gettext_lazy("Same initiative"),
    "b": gettext_lazy("Same setting, further on"),
    "c": gettext_lazy("Deep on the topic"),
}
FULLY = 3
ENOUGH = 2  # propose only if the best of the three is at least this (domain 2.2)
AT_LEAST = 1  # and what may be shared, and both gains, are at least this
STALE = datetime.timedelta(days=365)  # a claim nobody confirmed for twelve months

_ORDER = ("exploring", "problem_analysed", "designing", "piloting", "implementing", "refining")
# Who rebuilds is designing again, and has run it before: where it stands depends on the side.
NEEDS = {stage: n for n, stage in enumerate(_ORDER)} | {"redesigning": 2}
KNOWS = {stage: n for n, stage in enumerate(_ORDER)} | {"redesigning": 5}


@dataclass(frozen=True)
class Topic:
    """A topic with the slugs of its parents."""

    slug: str
    label: str
    parents: frozenset[str] = frozenset()

    def near(self, other: "Topic") -> bool:
        """True where one lies in the other, or both in the same."""
        mine, theirs = {self.slug, *self.parents}, {other.slug, *other.parents}
        return bool(mine & theirs)


@dataclass(frozen=True)
class Initiative:
    """What is being designed or run; "" where nobody said."""

    title: str
    stage: str
    stage_word: str = ""
    work: str = ""
    educators: str = ""
    delivery: str = ""
    topics: frozenset[Topic] = frozenset()
    contexts: frozenset[tuple[str, str]] = frozenset()  # (slug, label)
    source: str = ""


@dataclass(frozen=True)
class Claim:
    """What an organization says it knows deeply. `confirmed` is None while only drafted."""

    words: str
    topic: Topic
    depth: int
    years: int | None = None
    sites: int | None = None
    confirmed: datetime.date | None = None


@dataclass(frozen=True)
class Award:
    """A documented award on a topic, with the year its source gives."""

    topic: Topic
    year: int | None = None


@dataclass(frozen=True)
class Party:
    """One organization as the page compares it; `zone` is the UTC offset of who decides there."""

    said: str
    kind: str = ""
    sector: str = ""
    state: str = ""
    days_to_decide: int | None = None
    zone: datetime.timedelta | None = None
    gain: str = ""  # its own words on what it hopes for
    load: int = 0  # partnerships in which it shares already
    may_share: int | None = None  # O2 as read, 1 to 4
    agreed: str = ""  # the note agreed with it on what may be shared
    initiatives: tuple[Initiative, ...] = ()
    claims: tuple[Claim, ...] = ()
    awards: tuple[Award, ...] = ()


@dataclass(frozen=True)
class Found:
    """One way of fitting: `level` 0 to 3 or None for unknown, why, and what to ask.

    With a question open, the answer may put the level anywhere from `low` to `high`.
    """

    level: int | None
    evidence: tuple[str, ...] = ()
    ask: str = ""
    lowest: int = 0
    highest: int = FULLY

    @property
    def word(self) -> str:
        return str(UNKNOWN if self.level is None else LEVELS[self.level])

    @property
    def low(self) -> int:
        """The level if what is asked turns out worst."""
        return self.lowest if self.ask or self.level is None else self.level

    @property
    def high(self) -> int:
        """The level if what is asked turns out best."""
        return self.highest if self.ask or self.level is None else self.level


def of(party) -> dict[str, str]:
    """Return what a sentence about `party` needs."""
    return {"said": party.said}


def best(levels) -> int | None:
    """Return the best known of `levels`, or None when nothing is known."""
    known = [level for level in levels if level is not None]
    return max(known) if known else None


def unmet(levels, shareable: int | None, benefit: int | None) -> list[str]:
    """Return why a pair may not be proposed yet, a sentence each; [] when it may (domain 2.2)."""
    reasons = []
    strongest = best(levels)
    if strongest is None:
        reasons.append(_("None of the three ways of fitting is judged yet."))
    elif strongest < ENOUGH:
        reasons.append(_("None of the three ways fits much or fully."))
    if shareable is None or shareable < AT_LEAST:
        reasons.append(_("Nothing is known yet that may be shared on this."))
    if benefit is None or benefit < AT_LEAST:
        reasons.append(_("It is not known yet what each side gains."))
    return reasons


# -- A: the same kind of initiative for a like purpose --------------------------------------------
def same_initiative(mine: Initiative, offers: Party) -> Found:
    """Mode A (0.26): a topic in common, for the same educators, in the same kind of work."""
    if not mine.topics:
        return Found(None, ask=_("Which topics is the initiative about?"))
    told = [theirs for theirs in offers.initiatives if theirs.topics]
    if not told:
        text = _("What has %(said)s run itself, and on which topics?")
        return Found(None, ask=text % of(offers))
    judged = [(_likeness(mine, theirs), theirs) for theirs in told]
    level, theirs = max(judged, key=lambda pair: (pair[0], pair[1].title))
    if level == 0:
        return Found(0, (_("Nothing that %(said)s has run is close to it.") % of(offers),))
    return Found(level, _why_alike(mine, theirs, offers))


def _likeness(mine, theirs) -> int:
    exact = {t.slug for t in mine.topics} & {t.slug for t in theirs.topics}
    near = any(one.near(other) for one in mine.topics for other in theirs.topics)
    if not (exact or near):
        return 0
    same = [_agree(mine.work, theirs.work), _agree(mine.educators, theirs.educators)]
    level = (2 if exact else 1) - (False in same)
    return level + (1 if exact and all(same) else 0)


def _agree(one: str, other: str) -> bool | None:
    """True or False where both said, None where one did not; "both" agrees with either."""
    if not (one and other):
        return None
    return one == other or "both" in (one, other)


def _why_alike(mine, theirs, offers):
    shared = sorted(_shared_labels(mine, theirs))
    lines = [
        _("%(said)s: “%(title)s” (%(stage)s).")
        % {**of(offers), "title": theirs.title, "stage": theirs.stage_word.partition(":")[0]}
    ]
    if shared:
        lines.append(_("Both are about: %(topics)s.") % {"topics": listed(shared)})
    else:
        lines.append(_("The topics are neighbors, not the same."))
    if _agree(mine.educators, theirs.educators) is False:
        lines.append(_("It is for other educators."))
    if mine.delivery and mine.delivery.lower() == theirs.delivery.lower():
        lines.append(_("Both are delivered the same way: %(how)s.") % {"how": mine.delivery})
    return tuple(lines)


def _shared_labels(mine, theirs):
    slugs = {topic.slug for topic in theirs.topics}
    return {topic.label for topic in mine.topics if topic.slug in slugs}


# -- B: the same setting, further on --------------------------------------------------------------
def same_setting(asks: Party, mine: Initiative, offers: Party) -> Found:
    """Mode B (0.27): a setting in common, and the thought partner at least one stage ahead."""
    if not mine.contexts:
        return Found(None, ask=_("In which setting is it: rural, urban, elementary, …?"))
    told = [theirs for theirs in offers.initiatives if theirs.contexts]
    if not told:
        return Found(None, ask=_("In which settings has %(said)s done its work?") % of(offers))
    judged = [(_nearness(asks, mine, offers, theirs), theirs) for theirs in told]
    level, theirs = max(judged, key=lambda pair: (pair[0], pair[1].title))
    return Found(level, _why_near(mine, theirs, offers))


def _nearness(asks, mine, offers, theirs) -> int:
    shared, ahead = len(mine.contexts & theirs.contexts), stages_ahead(mine, theirs)
    if not shared or ahead < 1:
        return 0
    strong = shared > 1 or (asks.kind != "" and asks.kind == offers.kind)
    useful = ahead <= 2  # one or two stages ahead helps most
    return 1 + strong + useful


def stages_ahead(mine: Initiative, theirs: Initiative) -> int:
    """Return how many stages the thought partner's is ahead; below 1 it cannot lead the way."""
    return KNOWS[theirs.stage] - NEEDS[mine.stage]


def _why_near(mine, theirs, offers):
    shared = sorted(label for _slug, label in mine.contexts & theirs.contexts)
    ahead = stages_ahead(mine, theirs)
    if not shared:
        return (_("The settings have nothing in common that we know of."),)
    lines = [_("Both work here: %(contexts)s.") % {"contexts": listed(shared)}]
    if ahead < 1:
        lines.append(_("%(said)s is not further on with it.") % of(offers))
    else:
        text = ngettext("%(said)s is one stage ahead.", "%(said)s is %(n)s stages ahead.", ahead)
        lines.append(text % {**of(offers), "n": ahead})
    return tuple(lines)


# -- C: deep expertise in the topic ---------------------------------------------------------------
def deep_expertise(mine: Initiative, offers: Party, today: datetime.date) -> Found:
    """Mode C (0.28): a claim on the topic with its evidence; twelve months old, it counts less.

    Without a claim, documented awards on the topic are a start: one a little, more of them much.
    """
    if not mine.topics:
        return Found(None, ask=_("Which topics is the initiative about?"))
    if not offers.claims:
        return _documented(mine, offers)
    judged = [(_depth(mine, claim, today), claim) for claim in offers.claims]
    level, claim = max(judged, key=lambda pair: (pair[0], pair[1].words))
    if not any(topic.near(claim.topic) for topic in mine.topics):
        return Found(0, (_("What %(said)s knows deeply is another topic.") % of(offers),))
    stale = _stale(claim, today)
    ask = _("Is it still true: “%(claim)s”?") % {"claim": claim.words} if stale else ""
    return Found(level, _why_deep(claim, stale), ask, highest=min(level + 1, FULLY))


def _documented(mine, offers):
    text = _("What does %(said)s know deeply, and from how many places?") % of(offers)
    on = sorted(
        (award for award in offers.awards if award.topic.slug in {t.slug for t in mine.topics}),
        key=lambda award: (award.year or 0, award.topic.label),
    )
    if not on:
        return Found(None, ask=text)
    level = min(len({award.year for award in on}), ENOUGH)
    return Found(level, tuple(dict.fromkeys(_why_awarded(one) for one in on)), text, level)


def _why_awarded(award):
    if award.year is None:
        return _("A documented award on %(topic)s.") % {"topic": award.topic.label}
    told = {"topic": award.topic.label, "year": award.year}
    return _("A documented award of %(year)s on %(topic)s.") % told


def _depth(mine, claim, today) -> int:
    if not any(topic.near(claim.topic) for topic in mine.topics):
        return 0
    exact = any(topic.slug == claim.topic.slug for topic in mine.topics)
    return max(0, claim.depth - 1 - (not exact) - bool(_stale(claim, today)))


def _stale(claim, today) -> str:
    if claim.confirmed is None:
        return _("It has not confirmed this yet.")
    if today - claim.confirmed > STALE:
        return _("It confirmed this more than twelve months ago.")
    return ""


def _why_deep(claim, stale):
    lines = [_("“%(claim)s”, on %(topic)s.") % {"claim": claim.words, "topic": claim.topic.label}]
    if claim.years:
        text = ngettext("One year of work.", "%(n)s years of work.", claim.years)
        lines.append(text % {"n": claim.years})
    if claim.sites:
        text = ngettext("In one place.", "In %(n)s places.", claim.sites)
        lines.append(text % {"n": claim.sites})
    return tuple([*lines, stale] if stale else lines)
