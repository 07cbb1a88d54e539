// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/study_incumbent.h"

#include "core/search/sampler.h"
#include "core/study/best_trials.h"

#include <algorithm>
#include <functional>
#include <memory>

namespace attune::engine {

namespace {

/// The question, with all that answering it takes: it may be answered on any thread.
using Question = std::function<std::optional<Incumbent>()>;

/// Whether the model can compare the trial with the best result with others: an edit may have left
/// it without a value of a new hyperparameter.
bool canWeighTheBest(const StudyBook &book, const SearchHistory &search)
{
    const auto &objectives = book.rules().objectives;
    const Trial *best =
        objectives.size() == 1 ? bestTrial(book.trials(), objectives.front()) : nullptr;
    return !best || search.canKnow(best->number);
}

/// Empty when there is no model to ask, or it does not know the trial with the best result.
Question questionOf(const StudyBook &book, const SearchHistory &search)
{
    if (book.fits().empty() || !canWeighTheBest(book, search))
        return {};
    const std::vector<FitRecord> fits = fitsOfThisSearch(book);
    const std::vector<int> results = search.known().results;
    const auto newest = std::find_if(fits.rbegin(), fits.rend(), [&](const FitRecord &record) {
        return record.results.size() <= results.size() &&
               std::equal(record.results.begin(), record.results.end(), results.begin());
    });
    if (newest == fits.rend())
        return {};
    return [sampler = std::shared_ptr<const Sampler>(makeSampler(searchProblemOf(book))),
            history = search.history(),
            fit = newest->fit] { return sampler->incumbent(history, fit); };
}

} // namespace

std::optional<Incumbent> incumbentOf(const StudyBook &book)
{
    const Question question = questionOf(book, SearchHistory(book));
    return question ? question() : std::nullopt;
}

void IncumbentTracker::follow()
{
    const Moment now{
        .fits = m_book->fits().size(),
        .revision = m_book->revision(),
        .excluded = std::ranges::count_if(m_book->trials(), &Trial::isExcluded),
        .state = m_book->study().state,
    };
    if (m_seen == now)
        return;
    if (m_value && m_book->trial(m_value->trial).isExcluded)
        m_value.reset();
    if (!m_seen || m_seen->revision != now.revision)
        m_history.reset();
    m_seen = now;
    const Question question = questionOf(*m_book, m_history);
    m_worker.start([this, question](const std::stop_token &) -> Worker::Answer {
        return [this, value = question ? question() : std::nullopt] {
            if (value == m_value)
                return;
            m_value = value;
            Q_EMIT changed();
        };
    });
}

} // namespace attune::engine
