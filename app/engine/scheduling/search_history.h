// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/scheduling/study_book.h"
#include "app/engine/scheduling/suggestion_queue.h"
#include "core/study/study_history.h"

#include <vector>

namespace attune::engine {

/// What the search is told of a study. Excluded trials, and trials whose settings are none of the
/// present space, are left out.
class SearchHistory
{
public:
    explicit SearchHistory(const StudyBook &book) : m_book(&book) {}

    /// The space has changed: which trials belong to it is asked anew.
    void reset() { m_fits.clear(); }

    [[nodiscard]] SuggestionQueue::Known known() const;
    [[nodiscard]] StudyHistory history() const;
    /// The median duration of the trials so far; 0 without any.
    [[nodiscard]] double typicalSeconds() const;

private:
    [[nodiscard]] bool isOfUse(int trial) const;

    const StudyBook *m_book;
    mutable std::vector<signed char> m_fits; ///< by trial: -1 not asked yet, else whether it fits
};

/// One result as the search sees it.
[[nodiscard]] Observation observationOf(const ResultRecord &result, const Settings &settings);

/// The problem of a revision.
[[nodiscard]] SearchProblem searchProblemOf(const StudySettings &settings);

} // namespace attune::engine
