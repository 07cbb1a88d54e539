// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/storage/connection.h"
#include "app/engine/storage/event_store.h"
#include "app/engine/storage/metric_store.h"
#include "app/engine/storage/parent_store.h"
#include "app/engine/storage/run_store.h"
#include "app/engine/storage/study_folder.h"
#include "app/engine/storage/study_store.h"
#include "app/engine/storage/transaction.h"
#include "app/engine/storage/trial_store.h"

#include <memory>

namespace attune::engine {

/// study.attune, open: one connection and the stores on it.
class StudyDatabase
{
public:
    /// An empty file of the newest schema. Fails with Busy when there is one already.
    [[nodiscard]] static Result<std::unique_ptr<StudyDatabase>> create(const StudyFolder &folder);
    /// Write: migrates an older file. Other: in a folder where nothing can be written the file is
    /// read as immutable.
    [[nodiscard]] static Result<std::unique_ptr<StudyDatabase>> open(const StudyFolder &folder,
                                                                     DatabaseAccess access);

    [[nodiscard]] Result<Transaction> begin() { return Transaction::begin(*m_connection); }
    [[nodiscard]] Result<Transaction> beginReading()
    {
        return Transaction::beginReading(*m_connection);
    }
    /// Counts what other connections have committed; equal numbers mean that nothing is new.
    [[nodiscard]] Result<qint64> dataVersion();
    /// Looks for damage in the whole file. Fails with Damaged.
    [[nodiscard]] Result<void> check();

    [[nodiscard]] Connection &connection() { return *m_connection; }
    [[nodiscard]] StudyStore &studies() { return m_studies; }
    [[nodiscard]] TrialStore &trials() { return m_trials; }
    [[nodiscard]] RunStore &runs() { return m_runs; }
    [[nodiscard]] MetricStore &metrics() { return m_metrics; }
    [[nodiscard]] EventStore &events() { return m_events; }
    [[nodiscard]] ParentStore &parents() { return m_parents; }

private:
    explicit StudyDatabase(std::unique_ptr<Connection> connection);

    std::unique_ptr<Connection> m_connection;
    StudyStore m_studies;
    TrialStore m_trials;
    RunStore m_runs;
    MetricStore m_metrics;
    EventStore m_events;
    ParentStore m_parents;
};

} // namespace attune::engine
