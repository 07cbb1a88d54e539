#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs optimizers on problems of several objectives and appends one JSON line per (problem, optimizer, seed).

    multi_objective.py --attune "build/release/bin/attune-cli serve" --seeds 0:3 --trials 60 --out front.jsonl
    multi_objective.py --table front.jsonl

Each line: problem, optimizer, seed, the dominated volume (up to 1.1 in every objective) after every 10 trials as a share of what can
be dominated, and seconds per ask. ZDT1 and ZDT2: Zitzler, Deb and Thiele 2000, with 6 variables; DTLZ2: Deb et al. 2005, with 3
objectives and 5 variables; "cdtlz2" is its convex form (Deb and Jain 2014), "bowls" three bowls of 4 variables with their centres apart (shares of
the whole cube, since their front's volume has no closed form). "digits": validation loss after 27 epochs against the seconds of training, real neural networks (curves/digits.csv, 6
hyperparameters as equal parts of [0, 1], both objectives on a logarithmic scale from the least to the most). One thread each, every optimizer with its own defaults.
"""
import argparse
import csv
import json
import os
import statistics
import time
import warnings

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
warnings.filterwarnings("ignore")
import numpy as np

from optimizers import ServeProcess

REFERENCE = 1.1


def zdt(x, is_concave):
    g = 1 + 9 * np.mean(x[1:])
    share = x[0] / g
    return [x[0], g * (1 - (share ** 2 if is_concave else np.sqrt(share)))]


def dtlz2(x):
    radius = 1 + sum((v - 0.5) ** 2 for v in x[2:])
    a, b = x[0] * np.pi / 2, x[1] * np.pi / 2
    return [radius * np.cos(a) * np.cos(b), radius * np.cos(a) * np.sin(b), radius * np.sin(a)]


def convex_dtlz2(x):
    f = dtlz2(x)
    return [f[0] ** 4, f[1] ** 4, f[2] ** 2]


def bowls(x):
    centres = np.array([[0.2, 0.2, 0.3, 0.6], [0.8, 0.3, 0.5, 0.6], [0.5, 0.8, 0.7, 0.6]])
    return list(1.5 * ((x - centres) ** 2).sum(1))


def digits():
    """Dimensions, objectives, function and volume, like the others."""
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "curves", "digits.csv")) as file:
        rows = list(csv.DictReader(file))
    names = list(rows[0])[:6]
    levels = [list(dict.fromkeys(row[name] for row in rows)) for name in names]
    ends = np.log(np.array([[float(row["epoch_27"]), float(row["seconds"])] for row in rows]))
    scaled = (ends - ends.min(0)) / (ends.max(0) - ends.min(0))
    table = {tuple(row[name] for name in names): list(value) for row, value in zip(rows, scaled)}
    at = lambda x: tuple(each[min(int(v * len(each)), len(each) - 1)] for each, v in zip(levels, x))
    return 6, 2, lambda x: table[at(x)], hypervolume(unbeaten(scaled))


def hypervolume(rows):
    """Each row's box less what the rows behind it cover of that box (While et al. 2012)."""
    volume = 0.0
    for i, row in enumerate(rows):
        box = np.prod(REFERENCE - row)
        rest = np.maximum(rows[i + 1:], row)
        volume += box - (hypervolume(unbeaten(rest)) if len(rest) else 0.0)
    return volume


def unbeaten(rows):
    rows = np.unique(np.asarray(rows), axis=0)
    rows = rows[(rows < REFERENCE).all(axis=1)]
    return rows[[not any((other <= row).all() and (other < row).any() for other in rows) for row in rows]] if len(rows) else rows


# name: dimensions, objectives, function, the volume of the whole front
PROBLEMS = {"zdt1": (6, 2, lambda x: zdt(x, False), 0.21 + 2 / 3), "zdt2": (6, 2, lambda x: zdt(x, True), 0.21 + 1 / 3),
            "dtlz2": (5, 3, dtlz2, REFERENCE ** 3 - np.pi / 6), "cdtlz2": (5, 3, convex_dtlz2, REFERENCE ** 3),
            "bowls": (4, 3, bowls, REFERENCE ** 3),
            "digits": digits()}


class Attune(ServeProcess):
    def __init__(self, dims, objectives, seed, command):
        study = {"attune": 1, "command": ["true"], "search": {"strategy": "bayesian"},
                 "hyperparameters": [{"name": f"x{i}", "type": "continuous", "min": 0, "max": 1, "scaling": "linear"} for i in range(dims)],
                 "metrics": [{"name": f"f{k}", "pattern": f"f{k}=(.*)"} for k in range(objectives)],
                 "objectives": [{"metric": f"f{k}"} for k in range(objectives)]}
        self.dims = dims
        super().__init__(study, seed, command)

    def ask(self):
        trial = self.call({"ask": 1})["trials"][0]
        return trial["trial"], [trial["values"][f"x{i}"] for i in range(self.dims)]

    def tell(self, token, values):
        self.call({"tell": token, "value": values})


class Optuna:
    def __init__(self, dims, objectives, seed, kind):
        import optuna
        optuna.logging.set_verbosity(optuna.logging.ERROR)
        samplers = optuna.samplers
        sampler = {"optuna-gp": lambda: samplers.GPSampler(seed=seed), "optuna-tpe": lambda: samplers.TPESampler(seed=seed),
                   "optuna-nsga2": lambda: samplers.NSGAIISampler(seed=seed), "random": lambda: samplers.RandomSampler(seed=seed)}[kind]()
        self.study = optuna.create_study(directions=["minimize"] * objectives, sampler=sampler)
        self.space = {f"x{i}": optuna.distributions.FloatDistribution(0, 1) for i in range(dims)}

    def ask(self):
        trial = self.study.ask(self.space)
        return trial, [trial.params[name] for name in self.space]

    def tell(self, token, values):
        self.study.tell(token, values)

    def close(self):
        pass


def run(name, optimizer, seed, trials, command):
    dims, objectives, function, whole = PROBLEMS[name]
    made = Attune(dims, objectives, seed, command) if optimizer == "attune" else Optuna(dims, objectives, seed, optimizer)
    rows, shares, seconds = [], [], []
    try:
        for trial in range(trials):
            start = time.perf_counter()
            token, x = made.ask()
            seconds.append(time.perf_counter() - start)
            values = [float(v) for v in function(np.array(x))]
            made.tell(token, values)
            rows.append(values)
            if (trial + 1) % 10 == 0:
                shares.append(hypervolume(unbeaten(rows)) / whole)
    finally:
        made.close()
    return {"problem": name, "optimizer": optimizer, "seed": seed, "shares": shares, "seconds": statistics.median(seconds)}


def table(path):
    lines = [json.loads(line) for line in open(path)]
    for problem in PROBLEMS:
        for optimizer in sorted({line["optimizer"] for line in lines}):
            mine = [line for line in lines if (line["problem"], line["optimizer"]) == (problem, optimizer)]
            if mine:
                ends = [line["shares"][-1] for line in mine]
                halves = [line["shares"][len(line["shares"]) // 2 - 1] for line in mine]
                print(f"{problem:6} {optimizer:13} n={len(mine)}  half {np.mean(halves):.3f}  end {np.mean(ends):.3f} "
                      f"({min(ends):.3f}-{max(ends):.3f})  median ask {np.mean([line['seconds'] for line in mine]) * 1e3:.0f} ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--attune", default="")
    parser.add_argument("--optimizers", default="attune,optuna-gp,optuna-tpe,optuna-nsga2,random")
    parser.add_argument("--problems", default=",".join(PROBLEMS))
    parser.add_argument("--seeds", default="0:3")
    parser.add_argument("--trials", type=int, default=60)
    parser.add_argument("--out", default="front.jsonl")
    parser.add_argument("--table", default="")
    options = parser.parse_args()
    if options.table:
        table(options.table)
    else:
        first, last = (int(part) for part in options.seeds.split(":"))
        for seed in range(first, last):
            for problem in options.problems.split(","):
                for optimizer in options.optimizers.split(","):
                    with open(options.out, "a") as out:
                        out.write(json.dumps(run(problem, optimizer, seed, options.trials, options.attune)) + "\n")
