"""Prints, as JSON, how well initiatives find their documented thought partners.

SEEDBED_MODE=test .venv/bin/python benchmarks/ranking.py [FOLDER]   (default demo/data)

A cohort (`detail_level=group`: one source describes all its members) counts once. The weights are
chosen on one half of the pairs and everything is reported on the other; the halves come from the
digest of the pair, so nobody picks them. The interval is of the difference to the best baseline.
What the parts are made of was settled with all pairs in sight; only the weights are held apart.
"""

import csv
import hashlib
import itertools
import json
import random
import sys
from collections import defaultdict
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from statistics import pvariance

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from matching.ranking import files  # noqa: E402
from matching.ranking.score import Part, Ranker, Weights  # noqa: E402
from matching.ranking.words import Agreement, stems  # noqa: E402

GRID = {
    "words": (1.0,),
    "ideas": (0.1, 0.2, 0.4),
    "topics": (0.25, 0.5, 0.75, 1.0),
    "settings": (0.15, 0.3, 0.45),
    "state": (0.0, 0.2, 0.4),
}
DRAWS = 10_000
NEAR = 0.01
ALIKE = ("words", "ideas", "topics", "settings")


@dataclass(frozen=True)
class Unit:
    """One documented relation: a pair, or a cohort with several members."""

    key: str
    relation: str
    cases: tuple  # (initiative, id of the documented thought partner)

    @property
    def first_half(self):
        return hashlib.sha256(self.key.encode()).digest()[0] % 2 == 0


def units(folder, initiatives, known):
    """Return the documented relations whose expert is known and whose partner has an initiative."""
    of_partner = defaultdict(list)
    with (folder / "partners.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            of_partner[row["partner_id"]].append(initiatives[row["initiative_row"]])
    found: dict[str, list] = defaultdict(list)
    relation = {}
    with (folder / "pairs.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["grantee_id"] not in known:
                continue
            parts = [row["grantee_id"], row["relationship_type"], row["topics"]]
            key = "|".join(parts) if row["detail_level"] == "group" else row["pair_id"]
            relation[key] = row["relationship_type"]
            found[key] += [(each, row["grantee_id"]) for each in of_partner[row["partner_id"]]]
    return [Unit(key, relation[key], tuple(found[key])) for key in sorted(found) if found[key]]


class Way:
    """A way of ordering thought partners; ranks are remembered by initiative."""

    def __init__(self, keys, scores):
        self.keys, self.scores, self.known = keys, scores, {}

    def ranks(self, unit):
        return [self._rank(initiative, wanted) for initiative, wanted in unit.cases]

    def _rank(self, initiative, wanted):
        if initiative.key not in self.known:
            values = [round(value, 9) for value in self.scores(initiative)]
            order = sorted(range(len(values)), key=lambda n: (-values[n], self.keys[n]))
            self.known[initiative.key] = {self.keys[n]: at for at, n in enumerate(order, 1)}
        return self.known[initiative.key][wanted]


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else 0.0


def reciprocal(way, unit):
    return mean(1 / rank for rank in way.ranks(unit))


def figures(way, found):
    def hit(most):
        return mean(mean(rank <= most for rank in way.ranks(unit)) for unit in found)

    return {
        "n": len(found),
        "mean_reciprocal_rank": round(mean(reciprocal(way, unit) for unit in found), 3),
        **{f"hit_at_{most}": round(hit(most), 3) for most in (1, 3, 5)},
    }


def baselines(known):
    keys = [each.key for each in known]
    texts = Agreement([stems(each.text) for each in known])
    both = Agreement([stems(with_topics(each)) for each in known])
    return {
        "bm25_texts": Way(keys, lambda each: texts.scores(stems(each.text))),
        "bm25_texts_and_topic_words": Way(keys, lambda each: both.scores(stems(with_topics(each)))),
        "topic_overlap": Way(keys, lambda each: [len(each.topics & o.topics) for o in known]),
    }


def with_topics(told):
    return f"{told.text} {' '.join(slug.replace('_', ' ') for slug in sorted(told.topics))}"


def ours(ranker, weights, remembered):
    names = [field.name for field in fields(Part)]

    def scores(initiative):
        if initiative.key not in remembered:
            remembered[initiative.key] = ranker.parts(initiative)
        parts = remembered[initiative.key]
        return [sum(getattr(weights, n) * getattr(part, n) for n in names) for part in parts]

    return Way([each.key for each in ranker.known], scores)


def chosen(ranker, found, remembered):
    """Return the weights for what `found` shows.

    Few pairs tell many weights apart: of those within 0.01 of the best, the one that lets its
    parts count most alike, and the state least.
    """
    tried = []
    for row in itertools.product(*GRID.values()):
        weights = Weights(**dict(zip(GRID, row, strict=True)))
        way = ours(ranker, weights, remembered)
        tried.append((mean(reciprocal(way, unit) for unit in found), weights))
    best = max(worth for worth, _ in tried)

    def uneven(weights):
        return pvariance([getattr(weights, name) for name in ALIKE]), weights.state

    return min((weights for worth, weights in tried if worth >= best - NEAR), key=uneven)


def interval(one, other, found):
    """Return the difference of mean reciprocal ranks and its paired bootstrap 95 % interval."""
    differences = [reciprocal(one, unit) - reciprocal(other, unit) for unit in found]
    dice = random.Random(2019)
    drawn = sorted(mean(dice.choices(differences, k=len(differences))) for _ in range(DRAWS))
    low, high = drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS) - 1]
    return {
        "difference": round(mean(differences), 3),
        "interval_95": [round(low, 3), round(high, 3)],
        "includes_0": low <= 0 <= high,
    }


def main(folder):
    known = sorted(files.thought_partners(folder / "grantees.csv"), key=lambda each: each.key)
    initiatives = {each.key: each for each in files.initiatives(folder / "partners.csv")}
    found = units(folder, initiatives, {each.key for each in known})
    ranker = Ranker(known, files.vocabulary())
    remembered: dict[str, list[Part]] = {}
    learned = [unit for unit in found if unit.first_half]
    held = [unit for unit in found if not unit.first_half]
    weights = chosen(ranker, learned, remembered)
    ways = {"seedbed": ours(ranker, weights, remembered), **baselines(known)}
    best = max(list(ways)[1:], key=lambda name: figures(ways[name], held)["mean_reciprocal_rank"])
    relations = sorted({unit.relation for unit in found})
    return {
        "thought_partners": len(known),
        "weights": {"chosen_on_first_half": asdict(weights), "shipped": asdict(Weights())},
        "second_half": {name: figures(way, held) for name, way in ways.items()},
        "against_best_baseline": {"baseline": best, **interval(ways["seedbed"], ways[best], held)},
        "first_half": {name: figures(way, learned) for name, way in ways.items()},
        "by_relation": {
            each: {
                name: figures(way, [u for u in held if u.relation == each])
                for name, way in ways.items()
            }
            for each in relations
        },
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "demo" / "data"
    print(json.dumps(main(folder), indent=1))
