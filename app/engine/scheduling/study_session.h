// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/scheduling/book_writer.h"
#include "app/engine/scheduling/earlier_studies.h"
#include "app/engine/scheduling/recovered_study.h"
#include "app/engine/scheduling/request_taker.h"
#include "app/engine/scheduling/study_incumbent.h"
#include "app/engine/scheduling/study_reader.h"
#include "app/engine/scheduling/study_runner.h"
#include "app/engine/scheduling/test_run.h"
#include "app/engine/scheduling/trial_scheduler.h"
#include "app/engine/storage/study_database.h"
#include "app/engine/storage/writer_lock.h"

#include <QTimer>

#include <memory>
#include <optional>
#include <string>

namespace attune::engine {

/// What one open study consists of. One of three: written here (lock, scheduler, requests), written
/// elsewhere (reader), or damaged (recovered).
class StudyRunner::Private
{
public:
    explicit Private(const QString &path) : folder(path) {}

    [[nodiscard]] Result<void> openToWrite();
    [[nodiscard]] Result<void> openToRead();
    /// Wires everything to the runner, and begins.
    void begin(StudyRunner *runner);

    [[nodiscard]] bool isWriter() const { return scheduler != nullptr; }
    /// Hands an edit to whoever writes the study. Fails when it is shown from damaged files.
    [[nodiscard]] Result<void> ask(const Request &request) const;
    [[nodiscard]] Error trialMissing(int number) const;
    [[nodiscard]] StudyStatus status() const;
    [[nodiscard]] StudyDatabase &anyDatabase() const;
    [[nodiscard]] std::vector<SeriesUpdate> envelopes() const;

    [[nodiscard]] Problems warmStartProblems() const;
    /// Copies the studies that the definition starts from, unless they are. Fails with the first
    /// problem.
    [[nodiscard]] Result<void> completeParents();

    /// An empty `text` names what changed.
    void takeSettings(const StudySettings &settings, const std::string &text);
    void takeParallel(int parallel);
    [[nodiscard]] int addTrial(const Settings &settings, const std::string &text);
    void tell(const Committed &committed);
    void tellStatus();
    void carryOut(const ArrivedRequest &request);
    /// Writes the revisions that definitions/ lacks, unless the study cannot be written just now.
    /// Is tried again where it fails.
    void writeDueDefinitions();

    StudyRunner *q = nullptr;
    StudyFolder folder;
    StudyBook book;
    std::optional<WriterLock> lock;
    std::unique_ptr<StudyDatabase> database;
    std::unique_ptr<TrialScheduler> scheduler;
    std::unique_ptr<RequestTaker> requestTaker;
    std::unique_ptr<StudyReader> reader;
    std::unique_ptr<RecoveredStudy> recovered;
    std::unique_ptr<TestRun> testRun;
    IncumbentTracker incumbent{book};
    std::string readOnlyReason;
    StudyStatus toldStatus;
    std::optional<int> firstDueDefinition; ///< of the revisions that are not in definitions/ yet
    QTimer definitionRetry;                ///< active while one of them could not be written

private:
    [[nodiscard]] Result<void> openDamaged(const Error &damage);
    [[nodiscard]] Result<void> openDatabase(DatabaseAccess access);
    void beginToWrite();
    [[nodiscard]] FoundParents foundParents() const;
    [[nodiscard]] bool hasParents() const
    {
        return book.parents().size() == book.settings().warmStart.size();
    }
};

} // namespace attune::engine
