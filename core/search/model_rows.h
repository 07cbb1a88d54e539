// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gp/encoding.h"
#include "core/study/study_history.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace attune {

/// Which of the objectives is modelled.
struct ModelledObjective
{
    std::vector<Direction> directions = {Direction::Minimize}; ///< of all objectives
    std::size_t index = 0;
};

/// One row that a model learns from: what a trial was worth at its end or on the way.
struct ModelRow
{
    int result = 0;                  ///< of the history
    double cost = 0.0;               ///< lower is better; on the way, what is expected of the end
    double position = endOfResource; ///< in the resource's column
    bool isWhole = true;             ///< the end of a trial that was not ended early
    bool isUncertain = false;        ///< ended early, and nobody knows how early
};

/// Whether models see how far a trial had come.
enum class OnTheWay { Ignored, Modelled };

/// How much of it.
enum class WayDetail {
    All,
    Ends, ///< of whole trials the end alone, of others the last two rows
};

/// The rows that models see of a history.
///
/// Positions are 1 + log(r / R) / log 81 after r steps, with R the steps of a whole trial: its own
/// where it is whole, else `maximum`, else the most that a whole trial used, else thrice what the
/// longest used. What was less than R / 81 says nothing.
///
/// Costs on the way are moved by what is gained from that position to the end: the median over
/// whole trials (the longest ones while none is whole), each linear in the position in between. So
/// early rows differ from late ones by how their trial compares with others, not by how far all
/// trials come.
class ModelRows
{
public:
    /// Looks at the first `results` results. Borrows the history.
    ModelRows(const StudyHistory &history, int results, ModelledObjective objective,
              OnTheWay onTheWay, std::optional<std::int64_t> maximum);

    /// All objectives are finite, so that the models of all have the same rows.
    [[nodiscard]] bool hasValue(int result) const;
    /// What a result has of an objective at its end, lower is better. Requires: hasValue().
    [[nodiscard]] double endCost(int result, std::size_t objective) const;
    /// In the order of `shown`, every trial's on the way before its end. Requires: hasValue().
    [[nodiscard]] std::vector<ModelRow> rowsOf(const std::vector<int> &shown,
                                               WayDetail detail) const;

private:
    /// What a trial still gained: (position, cost at the end - cost there), rising, 0 at the last.
    using Gains = std::vector<std::pair<double, double>>;

    [[nodiscard]] const Observation &at(int result) const;
    [[nodiscard]] double costOf(double value) const;
    [[nodiscard]] double endCost(int result) const { return endCost(result, m_objective.index); }
    [[nodiscard]] bool isWhole(int result) const;
    [[nodiscard]] double positionOf(int result, std::int64_t resource) const;
    void learnFrom(const std::vector<int> &examples);
    [[nodiscard]] double gainFrom(double position) const;
    void appendWay(std::vector<ModelRow> &rows, int result, WayDetail detail) const;

    const StudyHistory &m_history;
    ModelledObjective m_objective;
    bool m_isModelled;
    double m_maximum = 1.0; ///< steps of a whole trial
    std::vector<Gains> m_examples;
};

} // namespace attune
