#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws what bench_search_picture prints: the model and the worth of a trial in one dimension, an integer as the model sees it, and the
warping of results. Needs matplotlib.

    build/release/bin/bench_search_picture >picture.json
    draw_search.py --model docs/images/search-model.png --inputs docs/images/search-inputs.png picture.json
"""
import argparse
import json

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

MODEL, BAND, RESULT, OTHER, GREY = "#0b62a4", "#cfe3f4", "#111827", "#c2410c", "#6b7280"


def tidy(panel):
    panel.tick_params(labelsize=8)
    for side in ("top", "right"):
        panel.spines[side].set_visible(False)


def draw_posterior(panel, study):
    grid = np.linspace(0, 1, len(study["mean"]))
    mean, deviation = np.array(study["mean"]), np.array(study["deviation"])
    panel.fill_between(grid, mean - 2 * deviation, mean + 2 * deviation, color=BAND, linewidth=0, label="two standard deviations")
    panel.plot(grid, mean, color=MODEL, linewidth=1.8, label="what the model expects")
    panel.plot(study["results"], study["targets"], "o", color=RESULT, markersize=5, label="results")
    panel.set_xlim(0, 1)
    tidy(panel)


def draw_worth(panel, study):
    grid = np.linspace(0, 1, len(study["mean"]))
    improvement = np.exp(np.array(study["logImprovement"]))
    for values, colour, line, label in ((improvement / improvement.max(), OTHER, "-", "expected improvement"),
                                        (np.array(study["bound"]), "#15803d", "--", "optimistic bound")):
        low, high = values.min(), values.max()
        scaled = (values - low) / (high - low)
        panel.plot(grid, scaled, line, color=colour, linewidth=1.6, label=label)
        panel.plot(grid[int(np.argmax(values))], 1.0, "v", color=colour, markersize=7, clip_on=False)
    panel.set_xlim(0, 1)
    panel.set_ylim(0, 1.12)
    panel.set_yticks([])
    tidy(panel)


def draw_model(data, path):
    figure, panels = plt.subplots(2, 2, figsize=(11, 5.6), sharex=True, height_ratios=(2, 1))
    for column, (name, title) in enumerate((("early", "After 7 trials"), ("later", "After 11 trials"))):
        draw_posterior(panels[0][column], data[name])
        draw_worth(panels[1][column], data[name])
        panels[0][column].set_title(title, fontsize=10, loc="left")
        panels[1][column].set_xlabel("hyperparameter, by its scaling", fontsize=9)
    panels[0][0].set_ylabel("result, warped (lower is better)", fontsize=9)
    panels[1][0].set_ylabel("worth of a trial", fontsize=9)
    handles = [panel.get_legend_handles_labels() for panel in (panels[0][0], panels[1][0])]
    figure.legend(handles[0][0] + handles[1][0], handles[0][1] + handles[1][1], loc="lower center", ncol=5, frameon=False, fontsize=9)
    figure.tight_layout(rect=(0, 0.06, 1, 1))
    figure.savefig(path, dpi=100)


def draw_inputs(data, path):
    figure, (snapped, warped) = plt.subplots(1, 2, figsize=(11, 3.8))
    draw_posterior(snapped, data["integer"])
    levels = 12
    snapped.set_xticks([(level + 0.5) / levels for level in range(levels)], [str(level + 1) for level in range(levels)])
    snapped.set_title("An integer: one value in each cell", fontsize=10, loc="left")
    snapped.set_xlabel("layers", fontsize=9)
    snapped.set_ylabel("result, warped", fontsize=9)
    values, targets = data["warping"]["values"], data["warping"]["targets"]
    warped.plot(values, targets, "o-", color=MODEL, linewidth=1.2, markersize=5)
    warped.set_xscale("log")
    middle = float(np.median(values))
    warped.axvline(middle, color=GREY, linewidth=0.9, linestyle=":")
    warped.annotate("median", (middle, min(targets)), xytext=(5, 0), textcoords="offset points", fontsize=9, color=GREY)
    warped.set_title("Two of twelve trials diverged", fontsize=10, loc="left")
    warped.set_xlabel("result", fontsize=9)
    warped.set_ylabel("what the model learns", fontsize=9)
    tidy(warped)
    figure.tight_layout()
    figure.savefig(path, dpi=100)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--model", required=True)
    parser.add_argument("--inputs", required=True)
    args = parser.parse_args()
    data = json.load(open(args.file))
    draw_model(data, args.model)
    draw_inputs(data, args.inputs)


if __name__ == "__main__":
    main()
