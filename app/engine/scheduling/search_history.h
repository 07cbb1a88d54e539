// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/scheduling/study_book.h"
#include "app/engine/scheduling/suggestion_queue.h"
#include "core/study/study_history.h"

#include <optional>
#include <vector>

namespace attune::engine {

/// What the search is told of a study. Trials whose settings no longer mean anything in the present
/// space are left out. Of excluded trials, and of those that a person cancelled, it is told only
/// that their settings are taken: trial n is pending as -1 - n, which nothing but the choice of
/// settings that are new looks at.
class SearchHistory
{
public:
    explicit SearchHistory(const StudyBook &book) : m_book(&book) {}

    /// The space or the strategy has changed: which trials belong to it is asked anew.
    void reset()
    {
        m_problem.reset();
        m_carried.clear();
    }

    /// What there is to know: see Basis.
    [[nodiscard]] SuggestionQueue::Known known() const;
    /// As the search sees it after the first `results` of the known results: a trial that had
    /// several is there once, in its first place with its last result.
    [[nodiscard]] StudyHistory history(std::size_t results) const;
    /// After all of them.
    [[nodiscard]] StudyHistory history() const;
    /// Whether the search can learn from a trial: it has a place in the present space.
    [[nodiscard]] bool canKnow(int trial) const { return settingsOf(trial) != nullptr; }
    /// The median duration of the trials so far; 0 without any.
    [[nodiscard]] double typicalSeconds() const;

private:
    /// The settings of a trial in the present space; null when they have no place there.
    [[nodiscard]] const Settings *carriedOf(int trial) const;
    /// The same of a trial that the search may learn from; null for an excluded one.
    [[nodiscard]] const Settings *settingsOf(int trial) const;

    const StudyBook *m_book;
    mutable std::optional<SearchProblem> m_problem; ///< once asked for
    /// By trial, once asked for: its settings in the present space, if it applies there.
    mutable std::vector<std::optional<std::optional<Settings>>> m_carried;
};

/// One result as the search sees it.
[[nodiscard]] Observation observationOf(const ResultRecord &result, const Settings &settings);

/// The problem of a revision; `earlier` are the ones before it, the oldest first. What varied there
/// and is fixed now is known to samplers with a model.
[[nodiscard]] SearchProblem searchProblemOf(const StudySettings &settings,
                                            const std::vector<StudySettings> &earlier);

/// The problem of the book's present revision, judged by the rules in force, with the studies that
/// it starts from.
[[nodiscard]] SearchProblem searchProblemOf(const StudyBook &book);

/// The fits of the revisions that ask the search the same question as the present one; only the
/// budget may differ. Then a model goes on.
[[nodiscard]] std::vector<FitRecord> fitsOfThisSearch(const StudyBook &book);

} // namespace attune::engine
