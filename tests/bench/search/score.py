#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scores the lines that compare.py wrote:  score.py --us attune results.jsonl [more.jsonl ...]

AUC: normalized log-regret averaged over trials 11..T, 0 best, about 1 random after 10 trials; lower is better.
"""
import argparse
import collections
import json

import numpy as np

FLOOR = 1e-6


def load(files, upto):
    runs = collections.defaultdict(dict)
    for name in files:
        for line in open(name):
            r = json.loads(line)
            regret = np.array([np.nan if v is None else max(v, FLOOR) for v in r["regret"][:upto]])
            first = regret[~np.isnan(regret)]
            r["regret"] = np.where(np.isnan(regret), first[0] if len(first) else 1e3, regret)
            runs[(r["problem"], r["seed"])][r["optimizer"]] = r
    return runs


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--us", default="attune")
    parser.add_argument("--upto", type=int, help="score only the first trials, for example 30")
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()
    runs = load(args.files, args.upto)
    names = sorted({o for r in runs.values() for o in r})
    problems = sorted({p for p, _ in runs})
    family = {r["problem"]: r["family"] for group in runs.values() for r in group.values()}
    auc, final = collections.defaultdict(dict), collections.defaultdict(dict)
    for p in problems:
        keys = [k for k in runs if k[0] == p]
        curves = {o: [np.log10(runs[k][o]["regret"]) for k in keys if o in runs[k]] for o in names}
        low = min(c[-1] for cs in curves.values() for c in cs)
        reference = curves.get("random") or [c for cs in curves.values() for c in cs]
        high = np.median([c[min(9, len(c) - 1)] for c in reference])
        for k in keys:
            for o, r in runs[k].items():
                s = np.clip((np.log10(r["regret"]) - low) / max(high - low, 1e-9), 0, 1.2)
                auc[o][k], final[o][k] = float(np.mean(s[10:])), r["regret"][-1]
    print(f"{'optimizer':16s} {'AUC':>6s} {'rank':>5s} {'runs':>5s} {'ask ms p50/p95':>16s} {'crashes':>8s} {'dups':>5s}")
    for o in sorted(names, key=lambda o: np.mean(list(auc[o].values()))):
        ranks = []
        for k in auc[o]:
            others = [final[q][k] for q in names if k in final[q]]
            ranks.append(np.sum(np.array(others) < final[o][k]) + 0.5 * np.sum(np.array(others) == final[o][k]) + 0.5)
        asks = np.concatenate([runs[k][o]["seconds"][10:] for k in auc[o]]) * 1e3
        print(f"{o:16s} {np.mean(list(auc[o].values())):6.3f} {np.mean(ranks):5.2f} {len(auc[o]):5d} {np.median(asks):7.1f}/{np.percentile(asks, 95):7.1f}"
              f" {np.mean([runs[k][o]['crashes'] for k in auc[o]]):8.1f} {np.mean([runs[k][o]['duplicates'] for k in auc[o]]):5.1f}")
    us = args.us
    if us not in names:
        return
    rng = np.random.RandomState(0)
    print(f"\n{us} against each (paired):   AUC difference [95 %]   win rate   trials to match its final median")
    for o in names:
        if o == us:
            continue
        both = [k for k in auc[us] if k in auc[o]]
        if not both:
            continue
        by = {p: [auc[us][k] - auc[o][k] for k in both if k[0] == p] for p in {k[0] for k in both}}
        ps = list(by)
        boot = [np.mean([np.mean(rng.choice(by[ps[i]], len(by[ps[i]]))) for i in rng.randint(len(ps), size=len(ps))]) for _ in range(2000)]
        wins = np.mean([1.0 if final[us][k] < final[o][k] else 0.5 if final[us][k] == final[o][k] else 0.0 for k in both])
        reach, worse = [], 0
        for p in ps:
            keys = [k for k in both if k[0] == p]
            target = np.median([final[o][k] for k in keys])
            median = np.median([runs[k][us]["regret"] for k in keys], 0)
            hit = np.where(median <= target * (1 + 1e-9))[0]
            reach.append(hit[0] + 1 if len(hit) else len(median) + 1)
            worse += median[-1] > 3 * max(target, FLOOR)
        print(f"  {o:16s} {np.mean([np.mean(v) for v in by.values()]):+.3f} [{np.percentile(boot, 2.5):+.3f}, {np.percentile(boot, 97.5):+.3f}]"
              f"   {wins:.2f}   {np.median(reach):.0f}   ({worse} of {len(ps)} problems 3x worse)")
    print("\nAUC by family")
    for f in sorted(set(family.values())):
        print(f"  {f:16s} " + "  ".join(f"{o}: {np.mean([v for k, v in auc[o].items() if family[k[0]] == f]):.3f}"
                                          for o in names if any(family[k[0]] == f for k in auc[o])))
    print("\nmedian final regret")
    for p in problems:
        print(f"  {p:32s} " + "  ".join(f"{o}: {np.median([final[o][k] for k in final[o] if k[0] == p]):.3g}"
                                          for o in names if any(k[0] == p for k in final[o])))


if __name__ == "__main__":
    main()
