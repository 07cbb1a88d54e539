#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""How soon a trial meets all requirements, and how good the best that does is in the end: problems with bounds on metrics that are
active where the best is, one whose trials crash in most of the space, and such as have their best on a constraint between hyperparameters.

requirements.py --attune NAME=COMMAND ... --seeds 0:10 --trials 60 --workers 4 --out FILE    runs
requirements.py --show FILE                                                                  prints the table
"""
import argparse
import heapq
import json
import math
import statistics

import numpy as np

from optimizers import ServeProcess


def toy(x):
    """Gramacy et al. 2016: two bounds; the best, 0.599788, lies on the first."""
    return x[0] + x[1], [1.5 - x[0] - 2 * x[1] - 0.5 * math.sin(2 * math.pi * (x[0] ** 2 - 2 * x[1])), x[0] ** 2 + x[1] ** 2 - 1.5]


def vessel(x):
    """The pressure vessel (Coello and Mezura-Montes 2002), the thicknesses as reals: about 5885.33, three bounds active."""
    a, b, r, l = 0.0625 + 6 * x[0], 0.0625 + 6 * x[1], 10 + 190 * x[2], 10 + 190 * x[3]
    cost = 0.6224 * a * r * l + 1.7781 * b * r * r + 3.1661 * a * a * l + 19.84 * a * a * r
    return cost, [0.0193 * r - a, 0.00954 * r - b, 1e-4 * (1296000 - math.pi * r * r * l - 4 / 3 * math.pi * r ** 3)]


def spring(x):
    """The tension spring (Coello and Mezura-Montes 2002): about 0.012665, two of four bounds active."""
    d, w, n = 0.05 + 1.95 * x[0] ** 2, 0.25 + 1.05 * x[1], 2 + 13 * x[2]
    bounds = [1 - w ** 3 * n / (71785 * d ** 4), (4 * w * w - d * w) / (12566 * (w * d ** 3 - d ** 4) + 1e-12) + 1 / (5108 * d * d) - 1,
              1 - 140.45 * d / (w * w * n), (w + d) / 1.5 - 1]
    return (n + 2) * w * d * d, [max(-1e3, min(1e3, bound)) for bound in bounds]


PROBLEMS = {"toy": (toy, 2, 2, 0.599788), "vessel": (vessel, 4, 3, 5885.33), "spring": (spring, 3, 4, 0.012665)}


def simplex(dims):
    """The point nearest to a target, among those whose coordinates add up to 1 at most: on the face, some coordinates at 0."""
    target = np.linspace(0.9, 0.2, dims)
    low, high = 0.0, 1.0  # of what is taken off each, where something is left
    for _ in range(60):
        off = (low + high) / 2
        low, high = (off, high) if np.maximum(target - off, 0).sum() > 1 else (low, off)
    best = float(((np.maximum(target - high, 0) - target) ** 2).sum())
    return lambda x: float(((np.array(x) - target) ** 2).sum()), dims, [" + ".join(f"x{i}" for i in range(dims)) + " <= 1"], best


def memory():
    """As where a batch times a width must fit: the best of a wavy bowl lies where the product ends at 0.2."""
    value = lambda x: (x[0] - 0.9) ** 2 + (x[1] - 0.8) ** 2 + 0.1 * math.sin(9 * x[0])
    best = min(value((x, min(1.0, 0.2 / x))) for x in np.linspace(0.2, 1, 200001))
    return value, 2, ["x0 * x1 <= 0.2"], float(best)


CONSTRAINED = {"simplex4": simplex(4), "simplex6": simplex(6), "simplex8": simplex(8), "simplex12": simplex(12), "memory": memory()}


def island(seed):
    """Four reals: only a box of 2.6 % of the space runs through. The seed says where; the middle of the space is outside."""
    draws = np.random.default_rng(seed)
    low = np.full(4, 0.3)
    while np.all((low < 0.5) & (0.5 < low + 0.4)):
        low = draws.uniform(0, 0.6, 4)

    def value(x):
        inside = all(a <= c <= a + 0.4 for a, c in zip(low, x))
        return float(sum((c - a - 0.1) ** 2 for a, c in zip(low, x))) if inside else None
    return value


def run(name, command, problem, seed, trials, workers):
    constraints = []
    if problem == "island":
        evaluate, dims, bounds, best = island(seed), 4, 0, 0.0
    elif problem in CONSTRAINED:
        evaluate, dims, constraints, best = CONSTRAINED[problem]
        bounds = 0
    else:
        evaluate, dims, bounds, best = PROBLEMS[problem]
    study = {"attune": 1, "command": ["true"],
             "hyperparameters": [{"name": f"x{i}", "type": "continuous", "min": 0, "max": 1, "scaling": "linear"} for i in range(dims)],
             "metrics": [{"name": m, "pattern": m + "=(.*)"} for m in ["y"] + [f"c{i}" for i in range(bounds)]],
             "objective": {"metric": "y", "direction": "minimize"}, "requirements": [f"c{i} <= 0" for i in range(bounds)],
             "constraints": constraints,
             "search": {"strategy": "bayesian"}, "budget": {"trials": trials, "parallel": workers}}
    attune = ServeProcess(study, seed, command)
    durations = np.random.default_rng(1000 + seed)
    running, regret, least, clock = [], [], None, 0.0
    asked = 0
    while len(regret) < trials:
        while asked < trials and len(running) < workers:
            trial = attune.call({"ask": 1})["trials"][0]
            heapq.heappush(running, (clock + durations.uniform(0.5, 1.5), trial["trial"], trial["values"]))
            asked += 1
        clock, number, values = heapq.heappop(running)
        x = [values[f"x{i}"] for i in range(dims)]
        if bounds == 0:
            y, metrics = evaluate(x), []
        else:
            y, metrics = evaluate(x)
        if y is None:
            attune.call({"tell": number, "state": "failed"})
        else:
            attune.call({"tell": number, "value": y, "metrics": {f"c{i}": m for i, m in enumerate(metrics)}})
            if all(m <= 0 for m in metrics) and (least is None or y < least):
                least = y
        regret.append(None if least is None else least - best)
    attune.close()
    return {"optimizer": name, "problem": problem, "seed": seed, "workers": workers, "regret": regret}


def show(path):
    rows = [json.loads(line) for line in open(path)]
    for problem in dict.fromkeys(row["problem"] for row in rows):
        for name in dict.fromkeys(row["optimizer"] for row in rows):
            mine = [row for row in rows if row["problem"] == problem and row["optimizer"] == name]
            if not mine:
                continue
            first = [next((i + 1 for i, r in enumerate(row["regret"]) if r is not None), math.inf) for row in mine]
            end = [row["regret"][-1] for row in mine if row["regret"][-1] is not None]
            print(f"{problem:8s} {name:10s} {len(mine)} seeds: first allowed after {statistics.median(first):g} trials (median), "
                  f"{sum(f == math.inf for f in first)} never; regret at the end {statistics.median(end) if end else math.nan:.4g} (median), "
                  f"{max(end) if end else math.nan:.4g} (worst)")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--attune", action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--problems", default=",".join([*PROBLEMS, *CONSTRAINED, "island"]))
    parser.add_argument("--seeds", default="0:10")
    parser.add_argument("--trials", type=int, default=60)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--out", default="requirements.jsonl")
    parser.add_argument("--show")
    arguments = parser.parse_args()
    if arguments.show:
        return show(arguments.show)
    low, high = map(int, arguments.seeds.split(":"))
    with open(arguments.out, "a") as out:
        for problem in arguments.problems.split(","):
            for seed in range(low, high):
                for each in arguments.attune:
                    name, command = each.split("=", 1)
                    row = run(name, command, problem, seed, arguments.trials, arguments.workers)
                    out.write(json.dumps(row) + "\n")
                    out.flush()
    show(arguments.out)


if __name__ == "__main__":
    main()
