#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the next suggestion takes with many results at hand, fits included, one thread each, in turns.

    ask_seconds.py --attune "build/release/bin/attune-cli serve" [--optimizers optuna-gp] [--results 200,500,1000] [--asks 8]

The first half of the results are settings at random, the rest the best of them moved a little, valued by a smooth function with a little noise.
Prints the median and the longest of the asks in milliseconds for 6 reals, 20 reals and a mixed space of 8, and by what factor Attune is quicker.
"""
import argparse
import os
import statistics
import time
import warnings
from types import SimpleNamespace

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
warnings.filterwarnings("ignore")
import numpy as np

from optimizers import OPTIMIZERS, Attune

SPACES = {"6 reals": [("c",)] * 6, "20 reals": [("c",)] * 20,
          "mixed 8": [("c",)] * 3 + [("i", 10)] * 2 + [("k", 4)] * 2 + [("k", 3)]}


def value(dims, x, rng):
    parts = [v if d[0] == "c" else v / (d[1] - 1) for d, v in zip(dims, x)]
    return float(sum((p - 0.3 - 0.4 * i / len(dims)) ** 2 for i, p in enumerate(parts)) + 0.01 * rng.normal())


def setting(dims, rng, centre):
    x = []
    for i, d in enumerate(dims):
        stays = centre is not None and d[0] != "c" and rng.random() < 0.7
        if stays:
            x.append(centre[i])
        elif d[0] == "c":
            x.append(float(rng.random() if centre is None else np.clip(centre[i] + 0.15 * rng.normal(), 0, 1)))
        else:
            x.append(int(rng.integers(d[1])))
    return x


def add(optimizer, dims, x, y):
    """Gives a result that nobody asked for."""
    if isinstance(optimizer, Attune):
        optimizer.call({"add": {f"x{i}": f"c{v}" if d[0] == "k" else v for i, (d, v) in enumerate(zip(dims, x))}, "value": y})
    else:
        import optuna
        params = {f"x{i}": f"c{v}" if d[0] == "k" else v for i, (d, v) in enumerate(zip(dims, x))}
        optimizer.study.add_trial(optuna.trial.create_trial(params=params, distributions=optimizer.space, value=y))


def measure(make, argument, dims, results, asks):
    rng = np.random.default_rng(1)
    optimizer = make(SimpleNamespace(dims=dims, extra={}), 1, argument)
    try:
        best = (np.inf, None)
        for i in range(results):
            x = setting(dims, rng, None if i < results / 2 else best[1])
            y = value(dims, x, rng)
            best = min(best, (y, x), key=lambda pair: pair[0])
            add(optimizer, dims, x, y)
        times = []
        for _ in range(asks):
            start = time.perf_counter()
            token, x = optimizer.ask()
            times.append(time.perf_counter() - start)
            optimizer.tell(token, x, value(dims, x, rng))
        return times
    finally:
        optimizer.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--attune", required=True, metavar="COMMAND")
    parser.add_argument("--optimizers", default="optuna-gp")
    parser.add_argument("--results", default="200,500,1000")
    parser.add_argument("--asks", type=int, default=8)
    args = parser.parse_args()
    others = {name: OPTIMIZERS[name] for name in args.optimizers.split(",")}
    for space, dims in SPACES.items():
        for results in map(int, args.results.split(",")):
            own = measure(Attune, args.attune, dims, results, args.asks)
            line = f"{space:9s}{results:6d} results: attune {1000 * statistics.median(own):.0f} ({1000 * max(own):.0f}) ms"
            for name, (make, argument) in others.items():
                times = measure(make, argument, dims, results, args.asks)
                line += (f", {name} {1000 * statistics.median(times):.0f} ({1000 * max(times):.0f}) ms"
                         f", {statistics.median(times) / statistics.median(own):.0f} times as long")
            print(line, flush=True)


if __name__ == "__main__":
    main()
