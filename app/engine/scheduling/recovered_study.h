// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/scheduling/paused_trials.h"
#include "app/engine/scheduling/study_book.h"
#include "app/engine/scheduling/trial_follower.h"
#include "app/engine/scheduling/trial_launcher.h"
#include "app/engine/storage/study_database.h"

#include <QObject>
#include <QTemporaryDir>

#include <memory>

namespace attune::engine {

struct Committed;

/// A study whose database is damaged, shown from its definitions and run directories alone: read
/// into a database of its own in a temporary place. The study's folder is left untouched.
class RecoveredStudy : public QObject
{
    Q_OBJECT

public:
    /// `book` becomes what was found; logs are read after begin(). Fails with Damaged when the
    /// folder has no definition that can be read.
    [[nodiscard]] static Result<std::unique_ptr<RecoveredStudy>> open(const StudyFolder &folder,
                                                                      StudyBook &book);
    void begin();
    /// Whether runs that have ended are still to be read.
    [[nodiscard]] bool isReading() const;

    [[nodiscard]] StudyDatabase &database() { return *m_database; }

Q_SIGNALS:
    void committed(const attune::engine::Committed &committed);
    void failed(const attune::Error &error);

private:
    explicit RecoveredStudy(StudyBook &book);
    [[nodiscard]] Result<void> load(const StudyFolder &folder);
    void commit();

    StudyBook *m_book;
    QTemporaryDir m_place;
    std::unique_ptr<StudyDatabase> m_database;
    std::unique_ptr<TrialLauncher> m_launcher;
    PausedTrials m_paused;
    std::unique_ptr<TrialFollower> m_follower;
};

} // namespace attune::engine
