// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/scheduling/study_book.h"
#include "core/base/result.h"

namespace attune::engine {

class StudyDatabase;

/// Reads a study from its database.
class BookLoader
{
public:
    /// Everything but the points of finished runs; points of runs that have not ended are live.
    [[nodiscard]] static Result<StudyBook> load(StudyDatabase &database);

    /// Reads what other processes have committed since `book` was loaded or refreshed. Returns the
    /// numbers of changed trials, ascending.
    [[nodiscard]] static Result<std::vector<int>> refresh(StudyBook &book, StudyDatabase &database);
    /// The next refresh() takes all trials for changed: what one brought could not be told.
    static void expectAll(StudyBook &book);

private:
    static Result<void> loadDefinition(StudyBook &book, StudyDatabase &database);
    static Result<std::vector<int>> loadTrials(StudyBook &book, StudyDatabase &database,
                                               qint64 afterChange);
    static Result<void> loadLiveRuns(StudyBook &book, StudyDatabase &database);
};

} // namespace attune::engine
