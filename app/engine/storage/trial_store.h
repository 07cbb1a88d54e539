// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/study_history.h"
#include "core/study/trial.h"

#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace attune::engine {

class Connection;

/// How far a trial came, and what its first objective was before.
struct TrialWay
{
    std::int64_t resource = 0; ///< 0: unknown
    std::vector<PartialResult> partial;
};

/// How a trial ended or was paused, as the search was told.
struct ResultRecord
{
    int trial = 0;
    Outcome outcome = Outcome::Failed;
    double seconds = 0.0;
    std::vector<std::optional<double>> objectives;
    std::vector<std::optional<double>> required;
    double standardError = 0.0; ///< of the first objective; 0: unknown
    TrialWay way;
    bool isPause = false; ///< at a rung: the trial may go on and have a result again
};

/// Trials: their settings, state, basis and results.
class TrialStore
{
public:
    explicit TrialStore(Connection &connection) : m_connection(&connection) {}

    /// A new trial with its settings and basis. `before`: the known results in the basis of the
    /// trial that was inserted before (what this one's are stored relative to).
    Result<void> insert(const Trial &trial, const std::vector<int> &before, qint64 change);
    /// Everything that can change after insert().
    Result<void> update(const Trial &trial, qint64 change);
    /// What the trial's objectives are under those rules, and behind them what is required.
    Result<void> saveObjectives(const Trial &trial, int rulesRevision);

    /// Trials changed by commits after `change`, by number, with the values under those rules, of
    /// which the first `objectives` are objectives and the others required; whether they keep to
    /// what is required is not stored. Runs are RunStore's. `basis.results` stays empty: see
    /// bases().
    [[nodiscard]] Result<std::vector<Trial>> read(qint64 change, int rulesRevision,
                                                  std::size_t objectives);

    /// The known results in the basis of every trial, by number; numbers not there are empty.
    [[nodiscard]] Result<std::vector<std::vector<int>>> bases();

    /// Results under those rules, in the order in which they became known, with their values, of
    /// which the first `objectives` are objectives.
    [[nodiscard]] Result<std::vector<ResultRecord>> results(int rulesRevision,
                                                            std::size_t objectives);
    Result<void> addResult(const ResultRecord &result, int rulesRevision, int sequence);

private:
    Result<void> addPause(const ResultRecord &result, int rulesRevision, int sequence);
    using Sequenced = std::vector<std::pair<int, ResultRecord>>;
    /// Appends the results of a query of (sequence, trial, outcome, seconds, resource, partial,
    /// position, value, error), by sequence and position.
    Result<void> readResults(const QString &sql, int rulesRevision, std::size_t objectives,
                             Sequenced &results);

    Connection *m_connection;
};

} // namespace attune::engine
