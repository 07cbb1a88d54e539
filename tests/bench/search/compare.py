#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs optimizers side by side and appends one JSON line per (problem, optimizer, seed).

    compare.py --optimizers random,optuna-gp --attune attune="build/release/bin/attune-cli serve" --seeds 0:5 --out results.jsonl

--attune may be given several times, to compare builds. Every optimizer sees the same noise for a problem and seed, and has one thread.
Each line: problem, family, optimizer, seed, regret of the best observed after each trial, of Attune every 10 trials the regrets of the
trial it reports and of the best observed, seconds per ask, crashes, duplicates.
"""
import argparse
import heapq
import importlib
import json
import os
import sys
import time
import warnings

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
warnings.filterwarnings("ignore")
import numpy as np

sys.path[:0] = [os.getcwd(), os.path.dirname(os.path.abspath(__file__))]
from optimizers import OPTIMIZERS, Attune


def run(problem, make, argument, seed, trials, workers):
    """Runs `trials` trials on `workers` simulated workers whose durations are log-normal and the same for every optimizer."""
    rng, durations = np.random.RandomState(1000 + seed), np.random.RandomState(2000 + seed)
    optimizer = make(problem, seed, argument)
    best_seen, best_true = np.inf, None
    regrets, seconds, crashes, seen, duplicates = [], [], 0, set(), 0
    running, clock, launched, truths, reported = [], 0.0, 0, {}, []
    try:
        while len(regrets) < trials:
            while launched < trials and len(running) < workers:
                start = time.perf_counter()
                token, x = optimizer.ask()
                seconds.append(time.perf_counter() - start)
                key = tuple(round(float(v), 9) for v in x)
                duplicates += key in seen
                seen.add(key)
                heapq.heappush(running, (clock + durations.lognormal(0.0, 0.7), launched, token, x))
                launched += 1
            clock, _, token, x = heapq.heappop(running)
            observed, true = problem.evaluate(x, rng)
            optimizer.tell(token, x, observed)
            if observed is None:
                crashes += 1
            elif observed < best_seen:
                best_seen, best_true = observed, true
            if hasattr(optimizer, "reported"):
                truths[token] = true
            if truths and best_true is not None and len(regrets) % 10 == 9:
                reported.append([float(f"{(truths[trial] - problem.fopt) / problem.scale:.6g}") for trial in optimizer.reported()])
            regrets.append(None if best_true is None else float(f"{(best_true - problem.fopt) / problem.scale:.6g}"))
    finally:
        optimizer.close()
    return dict(problem=problem.name, family=problem.family, seed=seed, workers=workers, regret=regrets, reported=reported, crashes=crashes,
                duplicates=duplicates, seconds=[float(f"{s:.4g}") for s in seconds])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", default="problems", help="Python module with problems()")
    parser.add_argument("--problems", default="all")
    parser.add_argument("--optimizers", default="random")
    parser.add_argument("--attune", action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--seeds", default="0:5")
    parser.add_argument("--trials", type=int, default=100)
    parser.add_argument("--workers", type=int, default=1, help="simulated asynchronous workers")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    everything = importlib.import_module(args.set).problems()
    chosen = list(everything) if args.problems == "all" else args.problems.split(",")
    optimizers = {name: OPTIMIZERS[name] for name in args.optimizers.split(",") if name}
    optimizers.update({entry.split("=", 1)[0]: (Attune, entry.split("=", 1)[1]) for entry in args.attune})
    first, last = map(int, args.seeds.split(":"))
    for name in chosen:
        for seed in range(first, last):
            for label, (make, argument) in optimizers.items():
                if label == "optuna-cma" and any(d[0] == "k" for d in everything[name].dims):
                    continue
                try:
                    result = dict(optimizer=label, **run(everything[name], make, argument, seed, args.trials, args.workers))
                except Exception as error:
                    print(name, label, seed, "failed:", repr(error)[:300], flush=True)
                    continue
                with open(args.out, "a") as out:
                    out.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
