// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_history.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace attune {

/// Which of the objectives is modelled.
struct ModelledObjective
{
    Direction direction = Direction::Minimize;
    std::size_t index = 0;
};

/// One row that a model learns from: what a trial was worth at its end or on the way.
struct ModelRow
{
    int result = 0;           ///< of the history
    double cost = 0.0;        ///< lower is better; on the way, what is expected of the end
    double resource = 1.0;    ///< endOfResource, or less where the trial was not at its end
    bool isWhole = true;      ///< the end of a trial that was not ended early
    bool isUncertain = false; ///< ended early, and nobody knows how early
};

/// Whether models see how far a trial had come.
enum class OnTheWay { Ignored, Modelled };

/// The rows of the results in `shown`, in their order, every trial's on the way before its end.
///
/// Costs on the way are moved by what whole trials gained from there to their end (the median over
/// them, linear in the logarithm of the resource in between; of the longest trials while none is
/// whole), so that early rows differ from late
/// ones by how their trial compares with others and not by how far trials come. The resource is
/// told as 1 + log(r / R) / log 81 with R that of whole trials: of the trial itself where it is
/// whole, else `maximum`, else the most that a whole trial used. What was less than R / 81 says
/// nothing.
class ModelRows
{
public:
    /// Learns the gains from all of the first `results` results. Borrows the history.
    ModelRows(const StudyHistory &history, int results, ModelledObjective objective,
              OnTheWay onTheWay, std::optional<std::int64_t> maximum);

    /// All objectives are finite, so that the models of all have the same rows.
    [[nodiscard]] bool hasValue(int result) const;
    /// Requires: hasValue() of all. `isSparse`: no rows but ends, and of trials ended early the
    /// last one before.
    [[nodiscard]] std::vector<ModelRow> rowsOf(const std::vector<int> &shown, bool isSparse) const;

private:
    /// What is still gained from a resource on.
    struct Gain
    {
        double logResource;
        double gain; ///< of cost: below 0 where trials get better
    };

    [[nodiscard]] double costOf(double objective) const;
    [[nodiscard]] double endCost(int result) const;
    [[nodiscard]] bool isWhole(int result) const;
    void learnGains(const std::vector<int> &examples, double end);
    [[nodiscard]] double gainFrom(std::int64_t resource) const;
    [[nodiscard]] double positionOf(std::int64_t resource, double most) const;
    void appendOnTheWay(std::vector<ModelRow> &rows, int result, bool isSparse) const;

    const StudyHistory &m_history;
    ModelledObjective m_objective;
    bool m_isModelled;
    double m_maximum = 0.0;    ///< resource of a whole trial; 0: unknown
    std::vector<Gain> m_gains; ///< rising resources, 0 at the end
};

} // namespace attune
