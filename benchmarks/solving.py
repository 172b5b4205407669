"""Prints, as JSON, what solving a round costs and proves that the answer is the best.

SEEDBED_MODE=test .venv/bin/python benchmarks/solving.py

Invented rounds: places 1 to 5 at random, eight topics, 5 % of the pairs possible, each seen
alike by both sides or differently. Each runs in a process of its own, from CSV files as
`solve_round` reads them; CPU in seconds, memory of the whole process. The proof is made from
prices (see proof.py), with no solver, and its cost is not counted.
"""

import json
import multiprocessing
import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

ROUNDS = {"10,000 x 2,000": (10_000, 2_000), "2,000 x 400": (2_000, 400)}
SHARE = 0.05  # of all pairs are possible
GOALS = {"cpu_large": 3.0, "memory_mb": 500, "cpu_small": 0.1, "fair_loses_percent": 0.5}


def invented(partners, givers, *, alike, seed=2019):
    """Return (i, j, fit, benefit, places) of one round."""
    dice = np.random.default_rng(seed)
    needs, knows = (dice.dirichlet(np.full(8, 0.5), size=n) for n in (partners, givers))
    key = np.unique(dice.integers(0, partners * givers, size=int(partners * givers * SHARE)))
    i, j = key // givers, key % givers
    shared = np.einsum("ij,ij->i", needs[i], knows[j])
    fit, benefit = (np.rint(1000 * (0.6 * shared + 0.4 * dice.random(len(i)))) for _ in range(2))
    if alike:
        fit = benefit = np.rint((fit + benefit) / 2)
    places = dice.integers(1, 6, size=givers)
    return i, j, fit.astype(int), benefit.astype(int), places


def write(folder, i, j, fit, benefit, places):
    with (folder / "pairs.csv").open("w", encoding="utf-8") as file:
        file.write("partner,thought_partner,fit,benefit\n")
        rows = zip(i.tolist(), j.tolist(), fit.tolist(), benefit.tolist(), strict=True)
        file.writelines(f"P{a:05},T{b:05},{x},{y}\n" for a, b, x, y in rows)
    with (folder / "capacities.csv").open("w", encoding="utf-8") as file:
        file.write("thought_partner,places\n")
        file.writelines(f"T{n:05},{count}\n" for n, count in enumerate(places.tolist()))


def measured(folder, tries):
    """Read and solve, in a process of its own; the best of `tries`, for the machine is shared."""
    from matching.solving import files  # noqa: PLC0415 - its memory and time are what is measured
    from matching.solving.problem import build  # noqa: PLC0415
    from matching.solving.report import solve  # noqa: PLC0415

    reading, solving = [], []
    for _ in range(tries):
        began = time.process_time()
        read = files.read_round(folder / "pairs.csv", folder / "capacities.csv")
        reading.append(time.process_time() - began)
        began = time.process_time()
        problem = build(*read)
        report = solve(problem)
        solving.append(time.process_time() - began)
    memory = _memory()
    return {
        "pairs": len(problem.i),
        "cpu_read": round(min(reading), 3),
        "cpu_solve": round(min(solving), 3),
        "memory_mb": memory,
        "compared": report["compared"],
        **proved(problem, report["compared"]),
    }


def _memory():
    """The most this process held, in MB; what it held before it became itself is left out."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(each for each in status.read_text().splitlines() if "VmHWM" in each)
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024**2


def proved(problem, told):
    """Return what was proved of the stages, with how much the fair choice gives up."""
    from benchmarks import proof  # noqa: PLC0415
    from matching.solving import flow  # noqa: PLC0415

    net = flow.network(problem)
    weight, places = problem.weight, problem.places
    first = flow.most_served(net, np.ones(len(weight), dtype=bool))
    served = first.optimal_flow()
    least = flow.best_weakest(net, weight, served)

    def choice(chosen, kept):
        mask = np.zeros(len(weight), dtype=bool)
        mask[chosen] = True
        return proof.Choice(problem.i[kept], problem.j[kept], weight[kept], places, mask[kept])

    every = np.ones(len(weight), dtype=bool)
    total = choice(flow.best_total(problem, net, served), every)
    fair = choice(flow.best_total(problem, net, served, least), weight >= least)
    proof.most_served(total)
    proof.best_total(total)
    proof.best_total(fair)
    above = weight > least
    inside = np.zeros(net.nodes, dtype=bool)
    inside[np.array(flow.most_served(net, above).get_source_side_min_cut())] = True
    p, g = len(problem.partners), len(places)
    cut = proof.at_most(problem.i[above], problem.j[above], places, inside[:p], inside[p : p + g])
    if cut >= served:
        raise proof.Unproved("the weakest pair could be better")
    best, kept = (int(each.weight[each.chosen].sum()) for each in (total, fair))
    if (best, kept) != (told["best_total"]["total"], told["fair"]["total"]):
        raise proof.Unproved("the report tells another total")
    return {
        "percent_from_the_best": 0.0,
        "proved": ["most served", "best weakest pair", "best total", "best total of the fair"],
        "fair_loses_percent": round(100 * (best - kept) / best, 4),
    }


def main():
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, size in ROUNDS.items():
            for alike in (True, False):
                write(Path(folder), *invented(*size, alike=alike))
                tries = 3 if size[0] > 5_000 else 10
                with multiprocessing.get_context("spawn").Pool(1) as alone:
                    result = alone.apply(measured, (Path(folder), tries))
                found[f"{name}, {'one score' if alike else 'two scores'}"] = result
    return {"goals": GOALS, "rounds": found}


if __name__ == "__main__":
    print(json.dumps(main(), indent=1))
