"""What our rules suggested for a pair when it was judged, kept so that it can be worked out again.

Beside the levels stand the facts they came from and the version of the method (trust W17): so that
one can tell later what was suggested, what a person judged, and whether the rules have changed.
Facts only: no organization is named and no sentence of anybody is kept twice. Pure, no database.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from .alignment import Award, Claim, Initiative, Party, Topic
from .fit import Fit, fit

METHOD = "1"  # raised, with the old one kept in METHODS, when the same facts may give other levels
WAYS = ("a", "b", "c")
NAMES = {key: f"level_{key}" for key in WAYS} | {"shareable": "shareable", "benefit": "benefit"}


def keep(asks: Party, initiative: Initiative, offers: Party, today: datetime.date) -> dict:
    """Return what is stored with a judgment: `method`, `suggested` levels, `suggested_from`."""
    facts = {
        "day": today.isoformat(),
        "asks": _party(asks),
        "initiative": _initiative(initiative),
        "offers": _party(offers),
    }
    return {"method": METHOD, "suggested": METHODS[METHOD](facts), "suggested_from": facts}


def recompute(method: str, facts: Mapping[str, Any]) -> dict[str, int | None]:
    """Work the levels out again from `facts` as they were kept, by the method of then.

    Raises KeyError for a method that this release does not know.
    """
    return METHODS[method](facts)


def levels(found: Fit) -> dict[str, int | None]:
    """Return the three ways by their key, what may be shared and what both gain."""
    return {**found.levels, "shareable": found.shareable, "benefit": found.benefit}


def _by_the_rules_of_1(facts):
    asks, offers = (_party_of(facts[side]) for side in ("asks", "offers"))
    day = datetime.date.fromisoformat(facts["day"])
    return levels(fit(asks, _initiative_of(facts["initiative"]), offers, today=day))


METHODS = {"1": _by_the_rules_of_1}


# -- to JSON and back: everything that a level may depend on, and nothing else --------------------
def _party(party):
    return {
        "kind": party.kind,
        "names_a_gain": bool(party.gain),
        "may_share": party.may_share,
        "has_agreed": bool(party.agreed),
        "initiatives": [_initiative(one) for one in party.initiatives],
        "claims": [
            {"topic": _topic(one.topic), "depth": one.depth,
             "confirmed": one.confirmed.isoformat() if one.confirmed else None}
            for one in party.claims
        ],
        "awards": [{"topic": _topic(one.topic), "year": one.year} for one in party.awards],
    }  # fmt: skip


def _party_of(kept):
    return Party(
        said="",
        kind=kept["kind"],
        gain="yes" if kept["names_a_gain"] else "",
        may_share=kept["may_share"],
        agreed="yes" if kept["has_agreed"] else "",
        initiatives=tuple(_initiative_of(one) for one in kept["initiatives"]),
        claims=tuple(
            Claim("", _topic_of(one["topic"]), one["depth"], confirmed=_day(one["confirmed"]))
            for one in kept["claims"]
        ),
        awards=tuple(Award(_topic_of(one["topic"]), one["year"]) for one in kept["awards"]),
    )


def _initiative(one):
    return {
        "stage": one.stage,
        "work": one.work,
        "educators": one.educators,
        "topics": sorted((_topic(topic) for topic in one.topics), key=lambda kept: kept["slug"]),
        "contexts": sorted(slug for slug, _label in one.contexts),
    }


def _initiative_of(kept):
    return Initiative(
        title="",
        stage=kept["stage"],
        work=kept["work"],
        educators=kept["educators"],
        topics=frozenset(_topic_of(topic) for topic in kept["topics"]),
        contexts=frozenset((slug, slug) for slug in kept["contexts"]),
    )


def _topic(topic):
    return {"slug": topic.slug, "parents": sorted(topic.parents)}


def _topic_of(kept):
    return Topic(kept["slug"], kept["slug"], frozenset(kept["parents"]))


def _day(text):
    return datetime.date.fromisoformat(text) if text else None
