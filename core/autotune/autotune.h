// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"

#include <string>
#include <variant>
#include <vector>

namespace attune {

/// What is known of the machine that runs the trials.
struct Machine
{
    int processors = 1;
};

/// Lets a value vary: one that stands in the command, a fixed one, or one that varies already.
struct RangeChoice
{
    Hyperparameter hyperparameter; ///< its default is the value that works today
    int argument = -1;             ///< of the command; -1: a fixed value or a hyperparameter
    std::string templateArgument;  ///< what stands there instead
    bool operator==(const RangeChoice &) const = default;
};

struct TrialsChoice
{
    int trials = 0;
    bool operator==(const TrialsChoice &) const = default;
};

struct ParallelChoice
{
    int parallel = 1;
    bool operator==(const ParallelChoice &) const = default;
};

struct ConvergenceChoice
{
    bool isOn = false;
    bool operator==(const ConvergenceChoice &) const = default;
};

/// One thing that Attune would choose, and why. Each can be taken or left by itself.
struct ProposedChoice
{
    std::variant<RangeChoice, SearchSettings, TrialsChoice, TrialStopping, ConvergenceChoice,
                 ParallelChoice>
        choice;
    std::string subject;   ///< "lr", "Strategy"
    std::string now;       ///< how it is set today, as text
    std::string proposed;  ///< how it would be set: "1e-05 to 0.1, logarithmic"
    std::string reason;    ///< whole sentences
    bool isAdvised = true; ///< false: against it, or against changing what the person has set
    bool operator==(const ProposedChoice &) const = default;
};

/// Ranges from the values of a working command, and from these the strategy, the number of trials,
/// early stopping, completion and parallelism. What differs from a new study's defaults was set by
/// the person, and so is what is fixed while others vary: its proposal is not advised. A study's
/// values: those written out in its command, its fixed values, and the defaults of its
/// hyperparameters.
[[nodiscard]] std::vector<ProposedChoice> proposeAll(const StudySettings &settings,
                                                     const Machine &machine);

/// What follows from the ranges, as they would be in `settings`, without the ranges themselves.
[[nodiscard]] std::vector<ProposedChoice> proposeSearch(const StudySettings &settings,
                                                        const Machine &machine);

/// The settings with these proposals taken. A condition whose parent does not vary is left out.
[[nodiscard]] StudySettings withProposals(StudySettings settings,
                                          const std::vector<ProposedChoice> &taken);

/// "1e-05 to 0.1, logarithmic"; "8, 16 or 32, in this order"; "gbtree or dart".
[[nodiscard]] std::string rangeInWords(const Hyperparameter &hyperparameter);

} // namespace attune
