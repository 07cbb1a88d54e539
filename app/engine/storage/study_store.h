// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/search/sampler.h"
#include "core/study/study_status.h"

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace attune::engine {

class Connection;

/// The row that says where the study stands.
struct StudyRecord
{
    qint64 createdMs = 0;
    QString sourceFolder;
    StudyState state = StudyState::Idle;
    std::string reason;
    double ranSeconds = 0.0;
    qint64 change = 0; ///< counts commits

    /// It is complete, and its last trials are being ended. Else a study that stops has no reason.
    [[nodiscard]] bool isEnding() const { return state == StudyState::Stopping && !reason.empty(); }
};

/// One edit of the set-up.
struct RevisionRecord
{
    int number = 1;
    int rulesRevision = 1; ///< the revision that last changed metric rules or objectives
    qint64 madeMs = 0;
    std::string name;
    std::string json; ///< study.json
    int budgetTrials = 0;
    int budgetParallel = 1;
};

/// A model fit of the stored chain.
struct FitRecord
{
    ModelFit fit;
    int revision = 0;
    int previous = 0;         ///< number of the fit that it started from; 0: none
    std::vector<int> results; ///< the trials it has seen, in order
    std::string isaLevel;
    double seconds = 0.0;
};

/// The study itself, its revisions, its model fits and the requests carried out.
class StudyStore
{
public:
    explicit StudyStore(Connection &connection) : m_connection(&connection) {}

    Result<void> create(const StudyRecord &study);
    [[nodiscard]] Result<StudyRecord> read();
    /// All but createdMs and sourceFolder.
    Result<void> update(const StudyRecord &study);

    /// A revision of the same number is replaced.
    Result<void> saveRevision(const RevisionRecord &revision);
    /// By number. Fails with Damaged when there is none.
    [[nodiscard]] Result<std::vector<RevisionRecord>> revisions();

    Result<void> addFit(const FitRecord &fit);
    [[nodiscard]] Result<std::vector<FitRecord>> fits();

    Result<void> addTakenRequest(const QString &id, qint64 nowMs);
    [[nodiscard]] Result<QStringList> takenRequests();

private:
    Connection *m_connection;
};

} // namespace attune::engine
