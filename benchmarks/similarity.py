"""Prints, as JSON, how well texts alone find each other, on the labelled texts of FILE.

SEEDBED_MODE=test .venv/bin/python benchmarks/similarity.py [FILE.json]

The texts are invented (benchmarks/data/): 40 initiatives and 20 profiles in other words.
Gain 2 for the best, 1 for the others that are useful; nDCG at 5, beside plain BM25 in one run.
"""

import json
import math
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LABELS = ROOT / "benchmarks" / "data" / "similarity_labels.json"
sys.path.insert(0, str(ROOT))

from matching.ranking.likeness import WithModel  # noqa: E402
from matching.ranking.model import installed  # noqa: E402
from matching.ranking.words import Agreement, TextLikeness, stems  # noqa: E402


def gained(order, relevant):
    gain = {key: 2 if n == 0 else 1 for n, key in enumerate(relevant)}
    got = sum(gain.get(key, 0) / math.log2(n + 2) for n, key in enumerate(order[:5]))
    best = sorted(gain.values(), reverse=True)[:5]
    return got / sum(value / math.log2(n + 2) for n, value in enumerate(best))


def measured(labels, scores):
    keys = sorted(labels["profiles"])
    found = []
    for each in labels["initiatives"].values():
        values = scores(each["text"])
        order = [keys[n] for n in sorted(range(len(keys)), key=lambda n: (-values[n], keys[n]))]
        found.append(gained(order, each["relevant"]))
    return round(sum(found) / len(found), 3)


def main(file):
    labels = json.loads(file.read_text(encoding="utf-8"))
    texts = [labels["profiles"][key] for key in sorted(labels["profiles"])]
    plain, ours = Agreement([stems(text) for text in texts]), TextLikeness(texts)
    model = installed()
    return {
        "n": len(labels["initiatives"]),
        "ndcg_at_5": {
            "bm25": measured(labels, lambda text: plain.scores(stems(text))),
            "seedbed_without_model": measured(labels, ours.scores),
            "seedbed_with_model": measured(labels, WithModel(texts, model).scores)
            if model
            else "not installed",
        },
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]) if len(sys.argv) > 1 else LABELS), indent=1))
