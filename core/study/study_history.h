// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/value.h"
#include "core/study/requirement.h"
#include "core/study/study_settings.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace attune {

/// How a trial ended, as the search sees it.
enum class Outcome {
    Complete, ///< has its objectives
    Stopped,  ///< ended early; objectives hold the value so far
    Failed,   ///< by its settings: crash, limit, NaN; never proposed again
};

/// What the first objective of a trial was on its way: its value had the trial ended there.
struct PartialResult
{
    std::int64_t resource = 0; ///< steps used, from 1 on
    double objective = 0.0;    ///< raw
    bool operator==(const PartialResult &) const = default;
};

/// One result, as told to the search. Infrastructure failures, cancelled and excluded trials are
/// not results.
struct Observation
{
    int trial = 0; ///< negative: of an earlier study
    Settings settings;
    Outcome outcome = Outcome::Complete;
    std::vector<double> objectives; ///< raw, as the person sees them; empty when failed
    std::vector<double> required;   ///< of the metric of each requirement; NaN or absent if unknown
    double noiseStd = 0.0;          ///< known standard error of the first objective, 0 if unknown
    double seconds = 0.0;           ///< cost, 0 if unknown
    std::int64_t resource = 0;      ///< steps used in all, 0 if unknown
    /// At resources below `resource`, rising.
    std::vector<PartialResult> partial = {};
    /// False for a trial of an earlier study with values that the present space does not have.
    bool isOfSpace = true;
    int relatedTask = 0; ///< of a study of another task: which one, from 1 on
    bool operator==(const Observation &) const = default;
};

/// A trial without a result yet: waiting, running, or suggested ahead.
struct PendingTrial
{
    int trial = 0;
    Settings settings;
    bool operator==(const PendingTrial &) const = default;
};

/// What is known when a suggestion is made. Order matters and is recorded: results as they became
/// known.
struct StudyHistory
{
    std::vector<Observation> results;
    std::vector<PendingTrial> pending;
    bool operator==(const StudyHistory &) const = default;
};

/// A hyperparameter that varied in an earlier revision of the study and has a fixed value now. A
/// model still learns from the trials with other values of it.
struct FrozenHyperparameter
{
    Hyperparameter hyperparameter; ///< with the range that it had; unconditional
    Value value;                   ///< inside of that range
    bool operator==(const FrozenHyperparameter &) const = default;
};

/// Their trials count as the study's own, or teach only what the search finds out to be alike.
enum class WarmStartKind { Same, Related };

/// A study that this one starts from, as it was when this one was made.
struct EarlierStudy
{
    std::string name;
    WarmStartKind kind = WarmStartKind::Same;
    SearchSpace space; ///< with the fixed values of its trials
    Objective objective;
    std::vector<Observation> results; ///< in its own space, by its own trial numbers
    bool operator==(const EarlierStudy &) const = default;
};

/// What the search needs to know of the study; fixed for one revision.
struct SearchProblem
{
    SearchSpace space;
    std::vector<FrozenHyperparameter> frozen = {}; ///< for samplers with a model only
    std::vector<Objective> objectives = {Objective{}};
    std::vector<Requirement> requirements = {};
    SearchSettings search;
    std::optional<int> budgetTrials;
    /// Trials may be ended early, so that models learn from results on the way.
    bool usesPartialResults = false;
    std::vector<EarlierStudy> earlierStudies = {};
    bool operator==(const SearchProblem &) const = default;
};

} // namespace attune
