// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/column_range.h"

#include <string>
#include <vector>

namespace attune {

/// A table of trials that ran elsewhere, as text: a row for each.
struct TrialsTable
{
    std::vector<std::string> names; ///< of the columns
    std::vector<Cells> columns;     ///< as many, each with a cell for every row
};

/// What a column becomes in a study that is made of the table.
enum class ColumnUse {
    Continuous, ///< a hyperparameter, as are the next two
    Integer,
    Categorical,
    Fixed,    ///< a value that was the same in all rows
    Minimize, ///< an objective, as is the next
    Maximize,
    Metric,    ///< another metric, recorded with the trial
    TrialFact, ///< its state, times or notes
    LeftOut
};

/// One column of a table, and what is made of it.
struct TableColumn
{
    std::string title; ///< in the table
    std::string name;  ///< in the study: of the hyperparameter or the metric
    ColumnUse use = ColumnUse::LeftOut;
    std::string reason; ///< why, a sentence
    ColumnFacts facts;
    std::vector<ColumnUse> possible; ///< that a person may choose from
};

[[nodiscard]] bool isHyperparameter(ColumnUse use);
[[nodiscard]] bool isObjective(ColumnUse use);

/// What each column is likely to be, by its title as Attune, Optuna and W&B write it, by the names
/// that trainers commonly use, and by its cells. There is an objective wherever a column of numbers
/// can be one. Never fails.
[[nodiscard]] std::vector<TableColumn> guessColumns(const TrialsTable &table);

} // namespace attune
