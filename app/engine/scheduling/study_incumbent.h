// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/scheduling/search_history.h"
#include "app/engine/scheduling/worker.h"
#include "core/study/incumbent.h"

#include <optional>

namespace attune::engine {

/// The trial to report as the best, by the newest of the study's fits that has seen the results as
/// they still are. Nothing without such a fit. Takes as long as a suggestion.
[[nodiscard]] std::optional<Incumbent> incumbentOf(const StudyBook &book);

/// Keeps the trial to report up to date, on a thread of its own: at every new model, at the end of
/// a run, and when trials are excluded or the question changes. Not at every result: that would
/// cost as much as the suggestions.
class IncumbentTracker : public QObject
{
    Q_OBJECT

public:
    explicit IncumbentTracker(const StudyBook &book) : m_book(&book), m_history(book) {}

    [[nodiscard]] const std::optional<Incumbent> &value() const { return m_value; }
    /// The book may have changed.
    void follow();

Q_SIGNALS:
    void changed();

private:
    struct Moment
    {
        std::size_t fits = 0;
        int revision = 0;
        std::ptrdiff_t excluded = 0;
        StudyState state = StudyState::Idle;
        bool operator==(const Moment &) const = default;
    };

    const StudyBook *m_book;
    SearchHistory m_history;
    std::optional<Moment> m_seen;
    std::optional<Incumbent> m_value;
    Worker m_worker;
};

} // namespace attune::engine
