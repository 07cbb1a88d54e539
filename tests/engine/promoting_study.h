// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/engine/curve_study.h"

#include <algorithm>

namespace attune::engine::tests {

/// Of step 1, 3 and 9 the values that decide; what is between is of no use to anybody.
inline std::string curve(const std::string &one, const std::string &three = "5",
                         const std::string &nine = "5")
{
    return one + "_8_" + three + "_7_7_7_7_7_" + nine;
}

/// Nine trials, rungs 1 and 3, the maximum 9. See whoGoesOnAndWhen().
inline const std::vector<std::string> &curves()
{
    static const std::vector<std::string> all = {
        curve("0.9"),
        curve("0.5", "0.3", "0.25"),
        curve("0.7"),
        curve("0.4", "0.35", "0.01"),
        curve("0.8"),
        curve("0.6"),
        curve("0.45", "0.32", "0.02"),
        curve("0.95"),
        curve("0.46", "0.1", "0.05"),
    };
    return all;
}

inline StudySettings promoting(const std::vector<std::string> &all,
                               std::vector<std::string> more = {})
{
    StudySettings settings = fakeStudy({}, int(all.size()));
    settings.command = {ATTUNE_BIN_DIR "/fake_trainer",
                        "checkpoint",
                        "--curve",
                        "{curve}",
                        "--resource",
                        "{resource}",
                        "--directory",
                        "{trial.directory}"};
    settings.command.insert(settings.command.end(), more.begin(), more.end());
    varyCurves(settings, all);
    settings.space.fixed = {{"epochs", "9"}};
    settings.search.strategy = Strategy::Hyperband;
    settings.search.hyperband.isModelBased = false;
    settings.search.hyperband.mode = HyperbandMode::Promote;
    return settings;
}

inline void enqueueAll(StudyRunner &runner, const std::vector<std::string> &all)
{
    for (const std::string &text : all) {
        if (!runner.enqueue({{"curve", text}}))
            qFatal("not enqueued");
    }
}

/// "trial>resource" of all runs in the order in which they began; those that did not get there
/// with a mark.
inline QString runsOf(const StudyRunner &runner)
{
    std::vector<Run> runs;
    for (const Trial &trial : runner.trials())
        runs.insert(runs.end(), trial.runs.begin(), trial.runs.end());
    std::ranges::stable_sort(runs, {}, &Run::startedMs);
    QStringList text;
    for (const Run &run : runs)
        text << u"%1>%2%3"_s.arg(run.key.trial)
                    .arg(run.resource)
                    .arg(hasReachedResource(run) ? u""_s : u"!"_s);
    return text.join(u' ');
}

inline int runCount(const StudyRunner &runner)
{
    int count = 0;
    for (const Trial &trial : runner.trials())
        count += int(trial.runs.size());
    return count;
}

inline const QString expectedRuns =
    u"0>1 1>1 2>1 1>3 3>1 3>3 4>1 5>1 6>1 6>3 1>9 7>1 8>1 8>3 8>9"_s;

/// The values of a trial's curve, in order.
inline QString valuesOf(const StudyRunner &runner, int trial)
{
    QStringList text;
    for (const MetricPoint &point : pointsOf(runner, trial, "loss"))
        text << u"%1:%2"_s.arg(point.step).arg(point.value);
    return text.join(u' ');
}

} // namespace attune::engine::tests
