#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the best final loss against the epochs of all trials, a panel for each table: the median over the seeds. What is worse than all
strategies at an eighth of the epochs lies above. Needs matplotlib.

    draw_multi_fidelity.py --out picture.png --strategies "hyperband-model=Hyperband with the model,random=random" results.jsonl ...
"""
import argparse
import json
from collections import defaultdict
from statistics import median

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

from score_multi_fidelity import at

# Dark enough on white, told apart without colour by their lines.
LOOKS = [("#0b62a4", "-", 2.2), ("#0b62a4", "--", 1.4), ("#c2410c", "-", 1.6), ("#6b7280", "-", 1.4), ("#7c3aed", "-.", 1.4),
         ("#15803d", ":", 1.8)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--strategies", required=True, help="NAME=LABEL,..., at most 6")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    labels = dict(entry.split("=", 1) for entry in args.strategies.split(","))
    runs = defaultdict(lambda: defaultdict(list))  # by table, strategy
    for path in args.files:
        for line in open(path):
            run = json.loads(line)
            runs[run["table"]][run["strategy"]].append(run)
    figure, panels = plt.subplots(1, len(runs), figsize=(12, 4.2), squeeze=False)
    for panel, (table, by_strategy) in zip(panels[0], sorted(runs.items())):
        any_run = next(iter(by_strategy.values()))[0]
        best, budget = any_run["best"], any_run["budget"]
        early = []
        for (name, label), (colour, line, width) in zip(labels.items(), LOOKS):
            losses = [median(at(run["final"], epochs) for run in by_strategy[name]) for epochs in range(1, budget + 1)]
            panel.step(range(1, budget + 1), losses, line, where="post", color=colour, linewidth=width, label=label)
            early.append(losses[budget // 8])
        room = max(early) - best
        panel.set_ylim(best - 0.09 * room, best + room)
        panel.axhline(best, color="#9ca3af", linewidth=0.8)
        panel.annotate("best of the table", (budget, best), xytext=(0, -10), textcoords="offset points", ha="right", fontsize=8,
                       color="#4b5563")
        panel.tick_params(labelsize=8)
        panel.set_title(table.replace("_", " "), fontsize=10, loc="left")
        panel.set_xlabel("epochs of all trials", fontsize=9)
        panel.set_xlim(0, budget)
        for side in ("top", "right"):
            panel.spines[side].set_visible(False)
    panels[0][0].set_ylabel("lowest final validation loss (median)", fontsize=9)
    figure.legend(*panels[0][0].get_legend_handles_labels(), loc="lower center", ncol=len(labels), frameon=False, fontsize=9)
    figure.tight_layout(rect=(0, 0.07, 1, 1))
    figure.savefig(args.out, dpi=100)


if __name__ == "__main__":
    main()
