// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/exchange/data_rows.h"
#include "core/base/result.h"
#include "core/study/study_settings.h"
#include "core/study/table_study.h"
#include "core/study/trial.h"

#include <string>
#include <utility>
#include <vector>

namespace attune::engine {

/// A trial that ran elsewhere: settings, state, times, note, and the last reading of each metric
/// that the study has a rule for.
struct FinishedTrial
{
    Trial trial;
    std::vector<std::pair<std::string, double>> metrics;
};

/// What a table of trials says, in its order; there is at least one.
struct FinishedTrials
{
    std::vector<FinishedTrial> trials;
    int unfinished = 0;          ///< rows of trials that run, wait or were cancelled
    std::string firstIncomplete; ///< why a row was left out that lacks a value; empty without any
    int incomplete = 0;          ///< such rows
    int outside = 0;             ///< trials with settings that the study's space does not hold
};

/// Reads trials of the study `settings` from a table with a row for each: what Attune, Optuna
/// (`trials_dataframe().to_csv()`) or W&B export, or any other. A hyperparameter stands under its
/// name, or `values.NAME`, `params_NAME`, `config.NAME`; an objective under its metric's name or
/// `objective.METRIC`, the only one also under `objective` or `value`, of several the i-th under
/// `values_I`; another metric under its name or `required.METRIC`. `columns` names others. Without
/// a column `state` a row with a value of each objective is a complete trial, and others are left
/// out. Fails where a column is missing, naming it, and without any trial.
[[nodiscard]] Result<FinishedTrials> finishedTrialsOf(const StudySettings &settings,
                                                      const DataRows &rows,
                                                      const ColumnNames &columns = {});

/// The first objective in a column that a person names; an empty one is found by its name.
[[nodiscard]] ColumnNames objectiveIn(const StudySettings &settings, const std::string &column);

/// What the person who imports should know of it, a sentence each: rows left out, trials outside,
/// and those that `known`, the study's, has already.
[[nodiscard]] std::vector<std::string> remarksOn(const FinishedTrials &found,
                                                 const std::vector<Trial> &known);

} // namespace attune::engine
