#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares what bench_multi_fidelity and multi_fidelity.py wrote.

    score_multi_fidelity.py [--against random,hyperband-random,optuna-tpe-hyperband] [--trials 30] results.jsonl ...

For each table and strategy, medians over the seeds:
  best      the lowest final loss of the trials that ran to the end, once a quarter, half and all of the epochs are used
  leader    at the end: the final loss of the settings whose trial shows the lowest loss so far, whether it ran to the end or not
  trials    ended / of these run to the end
  after N   epochs used when N trials have ended, and the best then
  epochs to the final median of a reference: until the strategy's median is as good as the reference's at the end; of the reference
            itself in its own row. More than the budget: not reached.
Then over all tables
  regret    how far the best is above the lowest final loss of the table, as a share of the mean that the first reference has at the end, at
            most 10: means over tables and seeds at a quarter, half and all of the epochs, with 95 % intervals of the bootstrap over seeds
  as good   share of the seeds that with half of the epochs are as good as the reference of the same seed with all of them
  epochs    to the reference's final median, as a share of all epochs, and of those the reference itself needs: geometric means over the
            tables, or on how many it was reached where not on all
"""
import argparse
import json
import math
import random
from collections import defaultdict
from statistics import geometric_mean, mean, median, median_high

INFINITY = math.inf


def at(marks, epochs):
    """The value known when so many epochs are used."""
    return next((value for used, value in reversed(marks) if used <= epochs), INFINITY)


def number(value):
    return "-" if value == INFINITY else f"{value:.4g}"


def epochs_to(runs, target, budget):
    """Until the (upper) median over the runs is at most the target: the same as the median of when each run is there."""
    times = sorted(next((used for used, value in run["final"] if value <= target), INFINITY) for run in runs.values())
    return times[len(times) // 2]


def print_regrets(runs, names, reference):
    print(f"\nregret over all tables, as a share of {reference}'s at the end: at 1/4, 1/2, all of the epochs")
    units = {table: mean(at(run["final"], run["budget"]) - run["best"] for run in by_strategy[reference].values())
             for table, by_strategy in runs.items() if by_strategy.get(reference)}
    for name in names:
        rows = defaultdict(list)  # by seed, so that the bootstrap keeps the tables together
        for table, unit in units.items():
            for seed, run in runs[table].get(name, {}).items():
                rows[seed].append([min(10.0, (at(run["final"], run["budget"] * share) - run["best"]) / unit) for share in (0.25, 0.5, 1.0)])
        draw, cells = random.Random(1), []
        for i in range(3):
            by_seed = [[row[i] for row in each] for each in rows.values()]
            means = sorted(mean(sum(draw.choices(by_seed, k=len(by_seed)), [])) for _ in range(2000))
            interval = f" [{means[50]:.2f}, {means[1949]:.2f}]" if i > 0 else ""
            cells.append(f"{mean(sum(by_seed, [])):.2f}{interval}")
        print(f"  {name:24s}" + "   ".join(cells))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--against", default="random,hyperband-random,optuna-random-asha,optuna-tpe-hyperband")
    parser.add_argument("--trials", type=int, default=30)
    args = parser.parse_args()
    runs, names = defaultdict(lambda: defaultdict(dict)), {}  # by table, strategy, seed
    for path in args.files:
        for line in open(path):
            run = json.loads(line)
            runs[run["table"]][run["strategy"]][run["seed"]] = run
            names[run["strategy"]] = None
    references = [name for name in args.against.split(",") if name in names]
    needed = defaultdict(dict)  # by (strategy, reference), table
    for table, by_strategy in runs.items():
        any_run = next(iter(next(iter(by_strategy.values())).values()))
        budget = any_run["budget"]
        targets = {name: median_high(at(run["final"], budget) for run in by_strategy[name].values())
                   for name in references if name in by_strategy}
        print(f"\n{table}: {budget} epochs, {any_run['workers']} workers, lowest final loss {any_run['best']:.4g}")
        print(f"{'':24s}seeds   best at 1/4     1/2      all   leader  trials (to the end)  after {args.trials}: epochs, best"
              "   epochs to the final median of " + ", ".join(targets))
        for name, by_seed in by_strategy.items():
            all_runs = list(by_seed.values())
            best = [number(median(at(run["final"], budget * share) for run in all_runs)) for share in (0.25, 0.5, 1.0)]
            leader = number(median(at(run["leader"], budget) for run in all_runs))
            used = [run["ended"][args.trials - 1] if len(run["ended"]) >= args.trials else INFINITY for run in all_runs]
            then = [at(run["final"], epochs) for run, epochs in zip(all_runs, used)]
            for reference, target in targets.items():
                needed[name, reference][table] = epochs_to(by_seed, target, budget)
            print(f"{name:24s}{len(all_runs):5d}      {best[0]:>8s} {best[1]:>8s} {best[2]:>8s} {leader:>8s}"
                  f"{median(len(run['ended']) for run in all_runs):8.0f} ({median(run['completed'] for run in all_runs):.0f})"
                  f"       {number(median(used)):>6s}, {number(median(then))}    "
                  + ", ".join(number(needed[name, reference][table]).replace("-", f">{budget}") for reference in targets))
    if references:
        print_regrets(runs, names, references[0])
    print("\nover all tables: as good with half of the epochs; epochs to the reference's final median / all, / the reference's own")
    for name in names:
        cells = []
        for reference in references:
            pairs = [(run, by_strategy[reference][seed]) for by_strategy in runs.values() if reference in by_strategy
                     for seed, run in by_strategy.get(name, {}).items() if seed in by_strategy[reference]]
            if not pairs:
                continue
            wins = sum(at(run["final"], run["budget"] / 2) <= at(other["final"], other["budget"]) for run, other in pairs) / len(pairs)
            own = needed[reference, reference]
            reached = [(epochs, own[table]) for table, epochs in needed[name, reference].items() if epochs < INFINITY]
            tables = len(needed[name, reference])
            shares = [geometric_mean(epochs / pairs[0][0]["budget"] for epochs, _ in reached),
                      geometric_mean(epochs / theirs for epochs, theirs in reached)] if len(reached) == tables else []
            cells.append(f"{reference}: {100 * wins:.0f} %, "
                         + (" / ".join(f"{share:.2f}" for share in shares) or f"reached on {len(reached)} of {tables}"))
        print(f"  {name:24s}" + "   ".join(cells))


if __name__ == "__main__":
    main()
