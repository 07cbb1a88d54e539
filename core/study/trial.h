// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/value.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace attune {

enum class TrialState { Waiting, Running, Complete, Stopped, Failed, Cancelled };

/// The contract's word: waiting running complete stopped failed cancelled.
[[nodiscard]] const char *nameOf(TrialState state);
[[nodiscard]] bool isFinished(TrialState state);

/// Which execution of the command.
struct RunKey
{
    int trial = 0; ///< -1 for a test run
    int fold = 0;
    int replicate = 0;
    int rung = 0;
    int attempt = 1;
    // The check takes the zero that a defaulted comparison is made with for a pointer.
    auto operator<=>(const RunKey &) const = default; // NOLINT(modernize-use-nullptr)
};

/// Why a run ended.
enum class RunEnd {
    None,          ///< not yet
    Exited,        ///< by itself, `exitCode`
    Signalled,     ///< by a signal that Attune did not send
    WallClock,     ///< limits.seconds
    Silence,       ///< limits.silentSeconds
    Memory,        ///< limits.memoryMiB
    Output,        ///< limits.outputMiB
    StoppedByRule, ///< early stopping
    Person,        ///< cancelled
    StudyEnded,    ///< the study stopped
    NotStarted,    ///< the program could not be started
    KeeperLost,    ///< infrastructure
};

/// One execution of the command.
struct Run
{
    RunKey key;
    std::string directory; ///< relative to the study folder
    std::vector<std::string> command;
    int slot = 0;
    std::uint64_t seed = 0;
    std::int64_t startedMs = 0; ///< since the epoch; 0 before
    std::int64_t endedMs = 0;   ///< 0 while it runs
    RunEnd end = RunEnd::None;
    int exitCode = 0;
    int signal = 0;
    double cpuSeconds = 0.0;
    std::int64_t peakMemoryBytes = 0;
    std::int64_t resource = 0; ///< what it was told to reach and end; 0: it runs to its own end
    std::string sentence;      ///< why it failed or ended, for a person; empty when all is well
    bool operator==(const Run &) const = default;
};

/// Whether a run that was told a resource got there: it ended well by itself or was ended for being
/// there.
[[nodiscard]] bool hasReachedResource(const Run &run);

/// Who chose the settings.
enum class TrialOrigin {
    Sampler,
    Default,
    Person,
    Imported, ///< it ran elsewhere, and its results were taken over
};

/// What a suggestion was computed from; with the study it determines the settings bit for bit.
struct Basis
{
    int revision = 0;
    /// Trials whose results were known, in the order they became known. One that went on from a
    /// rung is there once for each of its results; the last of them counts.
    std::vector<int> results;
    std::vector<int> pending; ///< trials without a result then
    int fitNumber = 0;        ///< 0: no model
    int fitPrefix = 0;        ///< how many of `results` the fit had seen
    std::string isaLevel;     ///< "x86-64", "x86-64-v3"
    bool operator==(const Basis &) const = default;
};

/// One choice of values, and what came of it.
struct Trial
{
    int number = 0;
    TrialState state = TrialState::Waiting;
    Settings settings;
    /// What was fixed by the revision that it ran under: no choice of the trial, and not stored
    /// with it. A hyperparameter that is frozen or set free later has its value here.
    Settings fixed;
    TrialOrigin origin = TrialOrigin::Sampler;
    int revision = 1;
    std::vector<std::optional<double>> objectives; ///< one per objective once finished
    std::vector<std::optional<double>> required;   ///< of the metric of each requirement
    bool meetsRequirements = true;                 ///< all of those it was judged by
    std::int64_t startedMs = 0;
    std::int64_t endedMs = 0;
    std::string sentence; ///< why it failed, was stopped or cancelled; for a person
    /// Stopped at a rung of Hyperband, from where it may go on.
    bool isPaused = false;
    std::optional<std::int64_t> stoppedAtStep;
    std::optional<double> stoppedValue;   ///< at that step
    std::optional<double> stoppedAgainst; ///< the median, quantile or threshold it was worse than
    std::string stoppedMetric;            ///< the objective then; empty: not known
    std::optional<double> standardError;  ///< of a first objective that is a mean of several runs
    bool isExcluded = false;              ///< from the model and the best
    bool isStarred = false;
    std::string note;
    Basis basis;
    std::vector<Run> runs;

    /// The first objective, if finite.
    [[nodiscard]] std::optional<double> objective() const { return objectiveAt(0); }
    [[nodiscard]] std::optional<double> objectiveAt(std::size_t which) const
    {
        return which < objectives.size() ? objectives[which] : std::nullopt;
    }

    /// Seconds it ran; up to `nowMs` while running. Pauses at rungs do not count.
    [[nodiscard]] double seconds(std::int64_t nowMs) const;

    bool operator==(const Trial &) const = default;
};

/// The settings of a trial with what was fixed.
[[nodiscard]] Settings allValuesOf(const Trial &trial);

/// Of a hyperparameter that varies, or did in another trial, the value that the trial ran with.
/// Nothing where it was not active, or not there.
[[nodiscard]] std::optional<Value> valueOf(const Trial &trial, const std::string &name);

/// What a trial is called that is stopped at a rung, from where it may go on.
inline constexpr const char *pausedName = "paused";
/// pausedName, or the contract's word for its state.
[[nodiscard]] const char *stateNameOf(const Trial &trial);

/// The runs whose readings, one after the other, are the trial's curve: the last one, and before it
/// those that it went on from. Empty before the first run.
[[nodiscard]] std::vector<RunKey> curveRunsOf(const Trial &trial);

} // namespace attune
