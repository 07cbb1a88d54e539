// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/hyperparameter.h"
#include "core/study/study_settings.h"
#include "core/study/trial.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace attune::ui {

class StudyModel;

/// One thing that is known of every trial: a column of the table, an axis of a chart.
struct TrialColumn
{
    enum class Kind { Number, State, Objective, Curve, Setting, Metric, Seconds, Started, Note };

    Kind kind = Kind::Number;
    std::string name; ///< of the hyperparameter or metric; else the word used in filters
    QString title;    ///< with its unit
    Scaling scaling = Scaling::Linear; ///< how its values are spread on an axis
    std::vector<Value> categories;     ///< of a categorical hyperparameter
    int decimals = 4;                  ///< of its numbers, so that a column's digits align
    std::size_t objective = 0;         ///< which one
    bool waits = false; ///< among the columns to choose from; most people do not look at it
    bool operator==(const TrialColumn &) const = default;

    [[nodiscard]] bool isNumeric() const;
    /// Whether it can be an axis: numbers and categories.
    [[nodiscard]] bool isAxis() const;
};

/// All columns of a study: number, state, objective, its curve, further objectives, the
/// hyperparameters in their order, those that do not vary any more but that trials have a value of,
/// the last readings of other metrics, seconds, started, note.
[[nodiscard]] std::vector<TrialColumn> trialColumns(const StudyModel &model);

/// A trial's value in a column: a number, a text, or nothing. Of several runs a metric has a value
/// only where their mean is known: one of a requirement.
[[nodiscard]] std::optional<Value> valueIn(const TrialColumn &column, const Trial &trial,
                                           const StudyModel &model, std::int64_t nowMs);

/// As a position on an axis: the number, or the index of the category. Only finite ones.
[[nodiscard]] std::optional<double> positionIn(const TrialColumn &column, const Trial &trial,
                                               const StudyModel &model, std::int64_t nowMs);

/// What the table shows of it.
[[nodiscard]] QString textIn(const TrialColumn &column, const Trial &trial, const StudyModel &model,
                             std::int64_t nowMs);

/// Whether the trial's values are the means of several folds or replicates.
[[nodiscard]] bool hasSeveralRuns(const Trial &trial);

/// "Complete", "Stopped at 21", "Running", "Complete, missed" where a requirement is.
[[nodiscard]] QString stateText(const Trial &trial);

/// "Misses accuracy >= 0.9 with 0.85." for each requirement that the trial breaks; else empty.
[[nodiscard]] QString missedText(const StudySettings &settings, const Trial &trial);

} // namespace attune::ui
