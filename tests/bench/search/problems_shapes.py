# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Spaces of other shapes:  compare.py --set problems_shapes

Only integers, only categories, what depends on a choice, what constraints leave little of, crashes that depend on what the
objective does not, and penalties for most settings. Conditions and constraints are told to Attune alone: others see every
dimension, and a setting that breaks a constraint as a crashed trial.
"""
import numpy as np

from problems import HARTMANN6_MIN, Problem, ackley, branin, hartmann6, levy, optimum, reals, rosenbrock


def scaled_levels(levels, seed, half, g, centre=0.0):
    """`g` over integers whose best levels are anywhere."""
    best = np.random.RandomState(seed).randint(levels // 5, levels - levels // 5, 64)
    return lambda x: g(centre + (np.asarray(x, float) - best[:len(x)]) * 2 * half / levels)


def interacting(count, levels, seed):
    """Categories whose effects add up, and neighbours that do not go together."""
    rng = np.random.RandomState(seed)
    single = [rng.permutation(np.linspace(0, 1, levels)) for _ in range(count)]
    best = [int(np.argmin(effects)) for effects in single]
    pairs = rng.uniform(0, 0.6, (count - 1, levels, levels))
    for i in range(count - 1):
        pairs[i, best[i], best[i + 1]] = 0.0
    return lambda x: sum(s[int(v)] for s, v in zip(single, x)) + sum(p[int(a), int(b)] for p, a, b in zip(pairs, x, x[1:]))


def three_methods(seed):
    """A method with its own two reals, integer and choice, of which one is best; one real for all."""
    rng = np.random.RandomState(seed)
    o = rng.uniform(0.2, 0.8, (3, 2))
    n, k = rng.randint(2, 18, 3), rng.randint(0, 3, 3)

    def f(x):
        method = int(x[0])
        own = x[2 + 4 * method:6 + 4 * method]
        reals_part = ackley((np.asarray(own[:2], float) - o[method]) * 6)
        return [0.8, 0.0, 1.6][method] + reals_part + ((own[2] - n[method]) / 6) ** 2 + 0.5 * (int(own[3]) != k[method]) + 4 * (x[1] - 0.3) ** 2
    dims = [("k", 3), ("c",)] + [("c",), ("c",), ("i", 20), ("k", 3)] * 3
    when = {2 + 4 * m + i: (0, [m]) for m in range(3) for i in range(4)}
    return dims, f, {"when": when}


def corner(target, bound, seed):
    """A sum of squares whose least lies beyond x0 + x1 + x2 < bound; two more that do not matter to it."""
    o = np.append(np.full(3, target), optimum(2, seed))
    least = 3 * (target - bound / 3) ** 2
    return lambda x: float(np.sum((np.asarray(x, float) - o) ** 2)) - least


def problems():
    dims, methods, extra = three_methods(5)
    hidden = interacting(20, 4, 7)
    found = [
        Problem("integers10", [("i", 1000)] * 10, scaled_levels(1000, 1, 10, ackley), family="integers"),
        Problem("integers6", [("i", 100)] * 6, scaled_levels(100, 2, 5, levy, 1.0), family="integers"),
        Problem("integers4", [("i", 10000)] * 4, scaled_levels(10000, 3, 1.5, rosenbrock, 1.0), family="integers"),
        Problem("categories20", [("k", 4)] * 20, hidden, family="categories"),
        Problem("categories8", [("k", 10)] * 8, interacting(8, 10, 8), family="categories"),
        Problem("switches24", [("k", 2)] * 24, interacting(24, 2, 9), family="categories"),
        Problem("methods", dims, methods, family="conditional", extra=extra),
        Problem("corner", reals(5), corner(0.3, 0.3, 3), family="constrained", extra={"constraints": ["x0 + x1 + x2 < 0.3"]},
                fails=lambda x: sum(x[:3]) >= 0.3),
        Problem("cornertight", reals(5), corner(0.3, 0.08, 4), family="constrained", extra={"constraints": ["x0 + x1 + x2 < 0.08"]},
                fails=lambda x: sum(x[:3]) >= 0.08),
        Problem("crashaside", reals(4), lambda x: branin(x[:2]), family="crashing", fails=lambda x: x[2] > 0.4 or x[3] < 0.3),
        Problem("crashwide", reals(6), hartmann6, HARTMANN6_MIN, family="crashing", fails=lambda x: x[0] + x[3] > 0.9),
        Problem("penalties", reals(6), lambda x: hartmann6(x) if x[0] + x[3] < 0.9 else 1e6, HARTMANN6_MIN, family="penalties"),
    ]
    return {p.name: p for p in found}
