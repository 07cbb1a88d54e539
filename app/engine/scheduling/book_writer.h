// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/scheduling/study_book.h"
#include "core/base/result.h"

#include <vector>

namespace attune::engine {

class StudyDatabase;
class StudyFolder;

/// What one commit brought: what signals tell.
struct Committed
{
    std::vector<int> trials; ///< numbers
    std::vector<SeriesUpdate> series;
    std::vector<StudyEvent> events;
    QStringList requests;
};

/// Brings a book's changes to the database.
class BookWriter
{
public:
    BookWriter(StudyBook &book, StudyDatabase &database);
    /// Commits what has happened since the last time.
    ~BookWriter();
    BookWriter(const BookWriter &) = delete;
    BookWriter &operator=(const BookWriter &) = delete;

    /// All changes in one transaction. On failure nothing is written and the changes stay in the
    /// book, for the next time.
    [[nodiscard]] Result<Committed> commit();

private:
    /// Rows made in the transaction: entered into the book once it is committed.
    struct NewRows
    {
        std::map<RunKey, qint64> runs;
        std::vector<std::pair<LiveSeries *, qint64>> series;
    };

    Result<void> writeStudy();
    Result<void> writeTrials();
    Result<void> writeRuns(NewRows &rows);
    Result<void> writePoints(NewRows &rows, Committed &committed);
    Result<void> writeRunPoints(const RunKey &key, qint64 run, NewRows &rows, Committed &committed);
    Result<void> writeSeries(qint64 run, LiveSeries &series, NewRows &rows, bool isEnded);
    Result<void> writeResults();
    [[nodiscard]] qint64 idOf(const RunKey &key, const NewRows &rows) const;
    void takeOver(const NewRows &rows);

    StudyBook *m_book;
    StudyDatabase *m_database;
};

} // namespace attune::engine
