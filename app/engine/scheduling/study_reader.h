// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/scheduling/study_book.h"
#include "app/engine/storage/study_database.h"
#include "app/engine/storage/study_presence.h"

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <map>
#include <vector>

namespace attune::engine {

/// Follows live what another process writes into a study: four times a second it asks whether
/// anything was committed, and reads only that.
class StudyReader : public QObject
{
    Q_OBJECT

public:
    StudyReader(const StudyFolder &folder, StudyBook &book,
                std::unique_ptr<StudyDatabase> &database);

    void start();

Q_SIGNALS:
    void trialsChanged(const std::vector<int> &numbers);
    void seriesChanged(const std::vector<attune::SeriesUpdate> &updates);
    void eventsHappened(const std::vector<attune::StudyEvent> &events);
    void settingsChanged();
    /// Anything at all.
    void studyChanged();
    void failed(const attune::Error &error);

private:
    void look();
    /// Whether the study is where it was opened; that it is not is told once.
    [[nodiscard]] bool isThere();
    [[nodiscard]] Result<bool> hasNews();
    [[nodiscard]] Result<void> read();
    [[nodiscard]] Result<void> readSeries(const std::vector<int> &changed);
    /// The whole curves of a trial.
    [[nodiscard]] Result<void> readCurves(const Trial &trial, std::vector<SeriesUpdate> &updates);
    /// What is new of a trial that is one run, which is live.
    [[nodiscard]] Result<void> readTails(const Trial &trial, std::vector<SeriesUpdate> &updates);

    StudyFolder m_folder;
    StudyPresence m_presence;
    bool m_isAbsenceTold = false;
    StudyBook *m_book;
    std::unique_ptr<StudyDatabase> *m_database; ///< opened anew when an immutable file was replaced
    QTimer m_timer;
    qint64 m_version = -1;
    QDateTime m_fileTime;
    qint64 m_eventId = 0;
    StudySettings m_toldSettings;
    /// What was told.
    struct Told
    {
        int rulesRevision = 0;
        std::map<std::pair<RunKey, std::string>, std::size_t> points; ///< how many, of live runs
    };
    Told m_told;
};

} // namespace attune::engine
