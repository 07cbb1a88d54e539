// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/incumbent.h"
#include "core/study/metric_series.h"
#include "core/study/trial.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace attune {

enum class StudyState {
    Idle,     ///< never run, or stopped by a person: can be run
    Running,  ///< launches trials
    Paused,   ///< launches nothing, running trials go on
    Stopping, ///< asked its running trials to end
    Finished, ///< a completion criterion ended it; `reason` says which
    ReadOnly, ///< another process writes it, or it was opened from damaged or newer files
};

/// Where a study stands, for tool bar, status bar and `status`.
struct StudyStatus
{
    StudyState state = StudyState::Idle;
    std::string reason; ///< why it is paused, finished or read-only, or runs but starts nothing
    int waiting = 0;
    int running = 0;
    int complete = 0;
    int stopped = 0;
    int paused = 0; ///< of the stopped: at a rung of Hyperband, from where they may go on
    int failed = 0;
    int cancelled = 0;
    int budgetTrials = 0;
    int parallel = 1;
    std::optional<int> bestTrial; ///< with one objective
    std::optional<double> bestValue;
    std::vector<int> front;     ///< with several: the trials that no other one beats in all of them
    std::string whyNoneMeets;   ///< a sentence, while no complete trial does what is required
    int withoutImprovement = 0; ///< trials since the last one, where that can end the study
    int mostWithoutImprovement = 0;     ///< notImprovingFor; 0: nothing of the kind ends it
    std::optional<Incumbent> incumbent; ///< the trial to report, once a model can tell
    std::optional<double> secondsLeft;  ///< an estimate
    double trialsPerMinute = 0.0;
    double ranSeconds = 0.0; ///< pauses not counted
    bool isSuggestionReady = false;
    bool isUnwritten = false; ///< a full disk, or a folder that is gone: it is tried all the time

    /// Whether the trial to report is not the one with the best result: results are noisy, and the
    /// model expects more of it. Where they are not, a result newer than the model counts at once.
    [[nodiscard]] bool isReportedForItsMean() const
    {
        return incumbent && incumbent->trial != incumbent->bestObserved &&
               incumbent->trial != bestTrial;
    }
    /// The trial to show as the best.
    [[nodiscard]] std::optional<int> reportedTrial() const
    {
        return isReportedForItsMean() ? incumbent->trial : bestTrial;
    }
    /// Whether there is a trial to export.
    [[nodiscard]] bool hasBest() const { return bestTrial || !front.empty(); }

    /// Launched, less the cancelled ones: what counts against the budget.
    [[nodiscard]] int launched() const { return running + complete + stopped + failed; }

    bool operator==(const StudyStatus &) const = default;
};

/// New points of one metric of one run.
struct SeriesUpdate
{
    RunKey run; ///< where it went on from others, the first of these: they have one curve
    std::string metric;
    std::vector<MetricPoint> points;
    bool isWhole =
        false; ///< replaces what was known (a whole series or its envelope); else appended
    bool operator==(const SeriesUpdate &) const = default;
};

/// What one test run gave.
struct TestRunResult
{
    Run run;
    std::vector<MetricSeries> series;
    std::int64_t lines = 0;
    std::optional<double> objective;
    bool cameOnlyAtTheEnd = false; ///< the output arrived in one piece: offer line buffering
    std::string sentence;          ///< what went wrong, or empty
};

/// The last test run of a study that was closed, or whose program was ended, since.
struct FormerTestRun
{
    TestRunResult result; ///< how it ended; metrics are to be read again
    std::string out;      ///< the end of what it printed, as it came
    std::string err;
};

/// One entry of the journal: what a person or the engine did.
struct StudyEvent
{
    std::int64_t id = 0;
    std::int64_t timeMs = 0;
    std::string kind; ///< created, edited, started, paused, resumed, stopped, finished, parallel,
                      ///< trial, enqueued, note, error
    std::optional<int> trial;
    std::string text;      ///< a sentence
    std::string data = {}; ///< of an edit: JSON of what changed, from what to what
    bool operator==(const StudyEvent &) const = default;
};

enum class OutputStream { Stdout, Stderr };

/// What happens to running trials when a study is stopped or its window closes.
enum class RunningTrials { Stop, LetGoOn };

} // namespace attune
