#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Optuna on the learning curves of ../multi_fidelity.cpp: the same tables, simulated workers and lines of JSON.

    multi_fidelity.py --strategies optuna-tpe-hyperband --seeds 0:10 --out results.jsonl curves/*.csv

Samplers and pruners run with their defaults; the pruners know the least and the most epochs and the factor 3, as Attune does.
Numbers are ordered (levels of an integer), words are categories.
"""
import argparse
import csv
import heapq
import json
import os
import warnings

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
warnings.filterwarnings("ignore")
import optuna
from optuna.distributions import CategoricalDistribution, IntDistribution


def is_number(text):
    try:
        float(text)
        return True
    except ValueError:
        return False


class Table:
    """Losses of every setting of a grid after each epoch. A setting is a tuple of texts."""

    def __init__(self, path):
        self.name = os.path.splitext(os.path.basename(path))[0]
        header, *rows = csv.reader(open(path))
        count = header.index("seconds")
        self.choices = {name: list(dict.fromkeys(row[i] for row in rows)) for i, name in enumerate(header[:count])}
        self.seconds = {tuple(row[:count]): float(row[count]) for row in rows}
        self.losses = {tuple(row[:count]): [float(cell) for cell in row[count + 1:]] for row in rows}
        self.epochs = len(header) - count - 1
        self.best = min(losses[-1] for losses in self.losses.values())

    def distributions(self):
        return {name: IntDistribution(0, len(choices) - 1) if all(map(is_number, choices)) else CategoricalDistribution(choices)
                for name, choices in self.choices.items()}

    def setting(self, params):
        return tuple(choices[params[name]] if isinstance(params[name], int) else params[name] for name, choices in self.choices.items())


def strategies():
    samplers, pruners = optuna.samplers, optuna.pruners
    halving = lambda _: pruners.SuccessiveHalvingPruner(min_resource=1, reduction_factor=3)
    hyperband = lambda epochs: pruners.HyperbandPruner(min_resource=1, max_resource=epochs, reduction_factor=3)
    median = lambda _: pruners.MedianPruner()
    never = lambda _: pruners.NopPruner()
    return {
        "optuna-random": (samplers.RandomSampler, never),
        "optuna-tpe": (samplers.TPESampler, never),
        "optuna-tpe-median": (samplers.TPESampler, median),
        "optuna-random-asha": (samplers.RandomSampler, halving),
        "optuna-tpe-asha": (samplers.TPESampler, halving),
        "optuna-random-hyperband": (samplers.RandomSampler, hyperband),
        "optuna-tpe-hyperband": (samplers.TPESampler, hyperband),
    }


def run(table, sampler, pruner, seed, budget, workers):
    """One study. Its name matters: Hyperband draws brackets with it. Of equal times the older trial comes first."""
    study = optuna.create_study(study_name=f"{table.name} {seed}", sampler=sampler(seed=seed), pruner=pruner(table.epochs))
    distributions = table.distributions()
    running, clock, used, latest = [], 0.0, 0, {}
    completed, ended, final, leader, seen = 0, [], [], [], set()
    while used < budget:
        while len(running) < workers:
            trial = study.ask(distributions)
            setting = table.setting(trial.params)
            seen.add(setting)
            heapq.heappush(running, (clock + table.seconds[setting], trial.number, 1, setting, trial))
        clock, number, epoch, setting, trial = heapq.heappop(running)
        used += 1
        loss, eventual = table.losses[setting][epoch - 1], table.losses[setting][-1]
        trial.report(loss, epoch)
        latest[number] = (loss, number, eventual)
        if not leader or leader[-1][1] != min(latest.values())[2]:
            leader.append([used, min(latest.values())[2]])
        if epoch < table.epochs and not trial.should_prune():
            heapq.heappush(running, (clock + table.seconds[setting], number, epoch + 1, setting, trial))
            continue
        ended.append(used)
        if epoch < table.epochs:
            study.tell(trial, state=optuna.trial.TrialState.PRUNED)
            continue
        study.tell(trial, loss)
        completed += 1
        if not final or loss < final[-1][1]:
            final.append([used, loss])
    return dict(table=table.name, seed=seed, budget=budget, workers=workers, best=table.best, completed=completed,
                repeats=len(study.trials) - len(seen), ended=ended, final=final, leader=leader)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", nargs="+")
    parser.add_argument("--strategies", default=",".join(strategies()))
    parser.add_argument("--seeds", default="0:10")
    parser.add_argument("--budget", type=int, default=1080, help="epochs of all trials together")
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    first, end = map(int, args.seeds.split(":"))
    for path in args.tables:
        table = Table(path)
        for seed in range(first, end):
            for name in args.strategies.split(","):
                result = run(table, *strategies()[name], seed, args.budget, args.workers)
                with open(args.out, "a") as out:
                    out.write(json.dumps(dict(strategy=name, **result)) + "\n")


if __name__ == "__main__":
    main()
