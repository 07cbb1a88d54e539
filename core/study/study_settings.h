// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/problem.h"
#include "core/protocol/metric_rule.h"
#include "core/space/search_space.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace attune {

enum class Direction { Minimize, Maximize };
enum class ObjectiveValue { Last, Best, MeanOfLast };

/// The metric that is optimized, and which of a trial's readings counts.
struct Objective
{
    std::string metric;
    Direction direction = Direction::Minimize;
    ObjectiveValue value = ObjectiveValue::Last;
    int meanOfLast = 3; ///< only for MeanOfLast
    bool operator==(const Objective &) const = default;
};

enum class Strategy { Random, Sobol, Grid, Bayesian, Hyperband };
enum class HyperbandMode { Stop, Promote };

struct HyperbandSettings
{
    std::int64_t minResource = 1;
    std::optional<std::int64_t> maxResource;
    int reductionFactor = 3;
    int brackets = 1;
    bool isModelBased = true;
    HyperbandMode mode = HyperbandMode::Stop;
    bool operator==(const HyperbandSettings &) const = default;
};

struct SearchSettings
{
    Strategy strategy = Strategy::Bayesian;
    std::uint64_t seed = 1;
    int gridPoints = 5;
    bool isCostAware = false; ///< a model seeks the most improvement per second, not per trial
    HyperbandSettings hyperband;
    bool operator==(const SearchSettings &) const = default;
};

struct Budget
{
    int trials = 50;
    int parallel = 1;
    std::optional<double> seconds; ///< of running time
    bool operator==(const Budget &) const = default;
};

enum class TrialStoppingRule { None, Median, Percentile, Patience, Threshold };

/// When a running trial is ended early.
struct TrialStopping
{
    TrialStoppingRule rule = TrialStoppingRule::None;
    int minSteps = 5;
    int minTrials = 5;
    double percentile = 25.0;
    int patience = 10;
    std::optional<double> threshold;
    bool operator==(const TrialStopping &) const = default;
};

/// When the whole study ends before its budget.
struct StudyStopping
{
    std::optional<double> target;
    std::optional<int> notImprovingFor;
    double notImprovingBy = 0.0; ///< relative
    bool onConvergence = false;
    bool operator==(const StudyStopping &) const = default;
};

/// What one run may use.
struct Limits
{
    std::optional<double> seconds;
    std::optional<double> silentSeconds;
    std::optional<std::int64_t> memoryMiB;
    std::optional<std::int64_t> outputMiB = 1024;
    double graceSeconds = 30.0;
    int attempts = 2;
    bool operator==(const Limits &) const = default;
};

struct Evaluation
{
    int folds = 1;
    int replicates = 1;
    bool runsAll = false; ///< of a hopeless trial, too
    bool operator==(const Evaluation &) const = default;
};

/// One place where a run can execute, with its own environment (GPU, threads).
struct Slot
{
    std::map<std::string, std::string> environment;
    bool operator==(const Slot &) const = default;
};

struct FileTemplate
{
    std::string templatePath;
    std::string to;
    bool operator==(const FileTemplate &) const = default;
};

struct WarmStart
{
    std::string study;
    std::string kind = "same"; ///< same or related
    bool operator==(const WarmStart &) const = default;
};

/// Everything that defines a study: what study.json says. A value; edits make a new one.
struct StudySettings
{
    std::string name;
    std::vector<std::string> command;
    bool usesShell =
        false; ///< run the command through /bin/sh -c; off unless the person turned it on
    bool lineBuffered = false;               ///< put `stdbuf -oL` in front
    std::string workingDirectory = "source"; ///< "source", "run" or a path
    std::map<std::string, std::string> environment;
    std::vector<FileTemplate> files;
    SearchSpace space;
    std::vector<MetricRule> metrics;
    std::vector<Objective> objectives = {Objective{}};
    std::vector<std::string> requirements;
    SearchSettings search;
    Budget budget;
    TrialStopping trialStopping;
    StudyStopping studyStopping;
    Limits limits;
    Evaluation evaluation;
    std::vector<Slot> slots;
    std::string launcher = "local";
    std::vector<WarmStart> warmStart;

    /// Every violation, with study.json key paths: of the space, the command, rules, budget,
    /// limits; and what this version cannot do yet (with the sentence that says so).
    [[nodiscard]] Problems problems() const;

    bool operator==(const StudySettings &) const = default;
};

/// Steps of a whole trial for Hyperband: its maxResource, else what a fixed value named epochs,
/// n_epochs, num_epochs, numepochs or n-epochs says. Nothing when neither does.
[[nodiscard]] std::optional<std::int64_t> maxResourceOf(const StudySettings &settings);

} // namespace attune
