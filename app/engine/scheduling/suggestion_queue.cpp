// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/suggestion_queue.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

namespace attune::engine {

namespace {

/// A fresh suggestion is waited for while it takes less than this share of a trial.
constexpr double worthwhileShare = 0.02;

double secondsSince(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

} // namespace

SuggestionQueue::SuggestionQueue(HistorySource source, QObject *parent)
    : QObject(parent), m_source(std::move(source))
{}

void SuggestionQueue::setProblem(const SearchProblem &problem, int revision,
                                 std::vector<FitRecord> fits)
{
    m_sampler = makeSampler(problem);
    m_revision = revision;
    m_fits = std::move(fits);
    for (const FitRecord &record : m_fits)
        m_lastFitNumber = std::max(m_lastFitNumber, record.fit.number);
    m_hasForeignFits = true;
    m_convergence.reset();
    drop();
}

void SuggestionQueue::drop()
{
    ++m_generation;
    m_fitPrefix = 0;
    ++m_request;
    m_number = -1;
    m_inFlight.reset();
    m_ready.reset();
    m_failure.reset();
}

void SuggestionQueue::update(Known known, int number, double typicalSeconds)
{
    if (number != m_number) {
        m_inFlight.reset();
        m_ready.reset();
        m_failure.reset();
    }
    // What was under way counts as tried; if it came to nothing, it can be tried again.
    if (known.results != m_known.results || known.pending != m_known.pending)
        m_failure.reset();
    m_known = std::move(known);
    m_number = number;
    m_typicalSeconds = typicalSeconds;
    dropForeignFits();
}

void SuggestionQueue::prepare()
{
    startFit();
    startSuggestion();
}

std::shared_ptr<const StudyHistory> SuggestionQueue::history(std::size_t results) const
{
    return std::make_shared<const StudyHistory>(m_source(results));
}

std::size_t SuggestionQueue::resultsOf(int trials) const
{
    std::set<int> seen;
    std::size_t count = 0;
    while (count < m_known.results.size() && seen.size() < std::size_t(trials))
        seen.insert(m_known.results[count++]);
    return count;
}

std::optional<Suggestion> SuggestionQueue::take()
{
    if (!isReady())
        return std::nullopt;
    return std::exchange(m_ready, std::nullopt);
}

bool SuggestionQueue::isReady() const
{
    if (!m_ready)
        return false;
    if (hasAllResults(m_ready->basis))
        return true;
    return !isAlone() && m_freshSeconds >= worthwhileShare * m_typicalSeconds;
}

bool SuggestionQueue::hasAllResults(const Basis &basis) const
{
    return !m_sampler->usesResults() || basis.results == m_known.results;
}

void SuggestionQueue::dropForeignFits()
{
    if (!std::exchange(m_hasForeignFits, false))
        return;
    const auto isForeign = [&](const FitRecord &record) {
        return record.results.size() > m_known.results.size() ||
               !std::equal(record.results.begin(), record.results.end(), m_known.results.begin());
    };
    m_fits.erase(std::ranges::find_if(m_fits, isForeign), m_fits.end());
}

ModelFit SuggestionQueue::usableFit() const
{
    for (auto record = m_fits.rbegin(); record != m_fits.rend(); ++record) {
        if (std::size_t(record->fit.prefix) + 1 <= m_known.distinct)
            return record->fit;
    }
    return {};
}

void SuggestionQueue::startSuggestion()
{
    const bool isUnderWay = m_inFlight && (!isAlone() || hasAllResults(*m_inFlight));
    const bool isThere = m_ready && hasAllResults(m_ready->basis);
    const bool isFitDue = m_fitPrefix > 0 && std::size_t(m_fitPrefix) + 1 <= m_known.distinct;
    if (m_number < 0 || isUnderWay || isThere || m_failure || (isAlone() && isFitDue))
        return;
    const ModelFit fit = usableFit();
    const Basis basis{.revision = m_revision,
                      .results = m_known.results,
                      .pending = m_known.pending,
                      .fitNumber = fit.number,
                      .fitPrefix = fit.prefix,
                      .isaLevel = isaLevel()};
    m_inFlight = basis;
    const int request = ++m_request;
    m_suggestWorker.start([=, this, sampler = m_sampler, history = history(m_known.results.size()),
                           number = m_number](std::stop_token stop) -> Worker::Answer {
        const auto begin = std::chrono::steady_clock::now();
        auto settings = sampler->suggest(*history, fit, number, stop);
        const double seconds = secondsSince(begin);
        if (stop.stop_requested())
            return {};
        return [=, this] { takeSuggestion(request, settings, basis, seconds); };
    });
}

void SuggestionQueue::takeSuggestion(int request, Result<Settings> settings, const Basis &basis,
                                     double seconds)
{
    if (request != m_request || !m_inFlight)
        return;
    m_inFlight.reset();
    m_freshSeconds = seconds;
    if (settings)
        m_ready = Suggestion{m_number, std::move(*settings), basis};
    else
        m_failure = settings.error();
    startSuggestion();
    Q_EMIT ready();
}

void SuggestionQueue::startFit()
{
    if (m_fitPrefix > 0)
        return;
    ModelFit previous;
    if (!m_fits.empty())
        previous = m_fits.back().fit;
    const int prefix = m_sampler->nextFitPrefix(previous, int(m_known.distinct));
    if (prefix <= 0)
        return;
    m_fitPrefix = prefix;
    FitRecord record;
    record.revision = m_revision;
    record.previous = previous.number;
    const std::size_t results = resultsOf(prefix);
    record.results.assign(m_known.results.begin(),
                          m_known.results.begin() + std::ptrdiff_t(results));
    record.isaLevel = isaLevel();
    const auto whole = history(m_known.results.size());
    const auto fitted = results == m_known.results.size() ? whole : history(results);
    m_fitWorker.start([=, this, sampler = m_sampler, known = m_known.results,
                       number = m_lastFitNumber + 1,
                       generation = m_generation](std::stop_token stop) -> Worker::Answer {
        const auto begin = std::chrono::steady_clock::now();
        FitRecord made = record;
        made.fit = sampler->fit(*fitted, prefix, previous, stop);
        made.fit.number = number;
        if (stop.stop_requested())
            return {};
        made.seconds = secondsSince(begin);
        std::optional<Convergence> convergence;
        if (const auto bound = sampler->convergence(*whole, made.fit))
            convergence = Convergence{*bound, known};
        return [=, this] { takeFit(generation, made, convergence); };
    });
}

void SuggestionQueue::takeFit(int generation, const FitRecord &record,
                              const std::optional<Convergence> &convergence)
{
    if (generation != m_generation)
        return;
    m_fitPrefix = 0;
    m_lastFitNumber = record.fit.number;
    m_convergence = convergence;
    m_fits.push_back(record);
    Q_EMIT fitted(record);
    prepare();
}

} // namespace attune::engine
