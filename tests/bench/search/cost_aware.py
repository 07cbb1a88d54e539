#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What seeking the most improvement per second is worth: the best result against the time that trials took.

    cost_aware.py --attune "build/release/bin/attune-cli serve" --seeds 0:10

How long a trial takes depends on its settings by a factor of 30: on a hyperparameter that also matters for the result ("cheap" where the
best settings are quick, "dear" where they are among the slowest) or on one that hardly does. Prints, for each, the log10 of the regret after a quarter and a half
of the time that 60 average trials take: with it minus without it, mean over seeds and a 95 % bootstrap interval. Below 0: it helps.
"""
import argparse
import os
import sys

import numpy as np

sys.path[:0] = [os.getcwd(), os.path.dirname(os.path.abspath(__file__))]
from optimizers import Attune, ServeProcess
from problems import problems

SPREAD, TRIALS = 30.0, 60


class CostAware(Attune):
    def __init__(self, problem, seed, command, is_aware):
        self.dims = problem.dims
        study = {"attune": 1, "command": ["true"],
                 "hyperparameters": [{"name": f"x{i}", "type": "continuous", "min": 0, "max": 1, "scaling": "linear"}
                                     for i in range(len(problem.dims))],
                 "metrics": [{"name": "y", "pattern": "y=(.*)"}], "objective": {"metric": "y", "direction": "minimize"},
                 "search": {"strategy": "bayesian", "costAware": is_aware}}
        ServeProcess.__init__(self, study, seed, command)


def seconds(kind, x, best):
    """From 1 to 30: by the first hyperparameter, quick or slow where it is best."""
    far = abs(x[0] - best[0]) / max(best[0], 1 - best[0])
    share = {"cheap": far, "dear": 1 - far, "apart": x[-1]}[kind]
    return SPREAD ** share


def regrets(problem, kind, best, command, seed, is_aware):
    rng, optimizer = np.random.RandomState(seed), CostAware(problem, seed, command, is_aware)
    total = TRIALS * np.mean([SPREAD ** u for u in np.linspace(0, 1, 101)])
    marks, found, used, lowest, trials = [0.25, 0.5], [], 0.0, np.inf, 0
    while len(found) < len(marks) and trials < 4 * TRIALS:
        token, x = optimizer.ask()
        took = seconds(kind, x, best)
        while len(found) < len(marks) and used + took > marks[len(found)] * total:
            found.append(lowest)
        y, true = problem.evaluate(x, rng)
        optimizer.call({"tell": token, "value": y, "seconds": took})
        used, lowest, trials = used + took, min(lowest, true), trials + 1
    optimizer.close()
    found += [lowest] * (len(marks) - len(found))
    return [np.log10(max((r - problem.fopt) / problem.scale, 1e-6)) for r in found]


def argmin(problem):
    """Where a local search from the best of many points ends."""
    rng = np.random.RandomState(1)
    x = min((rng.rand(len(problem.dims)) for _ in range(20000)), key=problem.f)
    width = 0.1
    for _ in range(4000):
        other = np.clip(x + width * rng.randn(len(x)), 0, 1)
        x, width = (other, width * 1.1) if problem.f(other) < problem.f(x) else (x, max(1e-6, width * 0.98))
    return x


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--attune", required=True)
    parser.add_argument("--seeds", default="0:10")
    parser.add_argument("--problems", default="hartmann6,rosenbrock5,levy8")
    args = parser.parse_args()
    first, last = map(int, args.seeds.split(":"))
    everything, bootstrap = problems(), np.random.RandomState(0)
    for name in args.problems.split(","):
        best = argmin(everything[name])
        for kind in ("cheap", "dear", "apart"):
            runs = [[regrets(everything[name], kind, best, args.attune, seed, aware) for aware in (True, False)] for seed in range(first, last)]
            difference = np.array([np.subtract(aware, plain) for aware, plain in runs])
            line = []
            for mark in range(difference.shape[1]):
                d = difference[:, mark]
                means = [np.mean(d[bootstrap.randint(len(d), size=len(d))]) for _ in range(2000)]
                line.append(f"{np.mean(d):+.2f} [{np.percentile(means, 2.5):+.2f}, {np.percentile(means, 97.5):+.2f}]")
            print(f"{name:12s} {kind:6s}", "  ".join(line), flush=True)


if __name__ == "__main__":
    main()
