// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/scheduling/worker.h"
#include "app/engine/storage/study_store.h"
#include "core/search/sampler.h"
#include "core/study/trial.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace attune::engine {

/// The settings of the next trial, and what they were computed from.
struct Suggestion
{
    int number = 0;
    Settings settings;
    Basis basis;
};

/// Computes the next suggestion before a slot is free, and fits the model beside, each on a thread
/// of its own. A suggestion is computed from its basis and nothing else.
///
/// With no other trial pending, it is computed from all results and the newest fit that was due
/// one result earlier, and that fit is waited for: then a study follows from its seed and results.
class SuggestionQueue : public QObject
{
    Q_OBJECT

public:
    /// Tells what is known, when a job starts: after so many of the known results.
    using HistorySource = std::function<StudyHistory(std::size_t results)>;

    explicit SuggestionQueue(HistorySource source, QObject *parent = nullptr);

    /// Begins a search: a new revision, or results were taken back. `fits`: all that were made for
    /// this problem; those that have seen other results than update() tells are passed over. What
    /// is under way is dropped.
    void setProblem(const SearchProblem &problem, int revision, std::vector<FitRecord> fits);

    /// What is under way is dropped, and nothing more begins until setProblem().
    void drop();

    /// What is known now: the trials with results, in the order in which they became known (one
    /// that had several is there as often), and those without.
    struct Known
    {
        std::vector<int> results;
        std::vector<int> pending; ///< -1 - n: of trial n only the settings are taken
        std::size_t distinct = 0; ///< trials among the results
        int underWay = 0;         ///< trials, those that go on from a rung included
    };
    /// Which trial is asked for next, and what is known now. `typicalSeconds`: of the trials so
    /// far; decides whether a fresh suggestion is worth waiting for.
    void update(Known known, int number, double typicalSeconds);
    /// Starts the suggestion and the fit that are due.
    void prepare();

    /// The suggestion for the number given to update(), if it is ready and fresh enough.
    [[nodiscard]] std::optional<Suggestion> take();
    [[nodiscard]] bool isReady() const;
    /// Why there will be none for this number: a finite space is used up.
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    /// A bound, and the results that it was computed from.
    struct Convergence
    {
        ConvergenceBound bound;
        std::vector<int> results;
    };
    /// As of the newest fit.
    [[nodiscard]] const std::optional<Convergence> &convergence() const { return m_convergence; }

Q_SIGNALS:
    /// take() may have something now, or failure() has.
    void ready();
    void fitted(const attune::engine::FitRecord &fit);

private:
    void startSuggestion();
    void startFit();
    void dropForeignFits();
    void takeSuggestion(int request, Result<Settings> settings, const Basis &basis, double seconds);
    void takeFit(int generation, const FitRecord &record,
                 const std::optional<Convergence> &convergence);
    [[nodiscard]] ModelFit usableFit() const;
    /// All results that would make a difference.
    [[nodiscard]] bool hasAllResults(const Basis &basis) const;
    [[nodiscard]] bool isAlone() const { return m_known.underWay == 0; }
    [[nodiscard]] std::shared_ptr<const StudyHistory> history(std::size_t results) const;
    /// How many results were known when so many trials had one.
    [[nodiscard]] std::size_t resultsOf(int trials) const;

    std::shared_ptr<const Sampler> m_sampler;
    int m_revision = 0;
    HistorySource m_source;
    Known m_known;
    int m_number = -1;
    double m_typicalSeconds = 0.0;
    bool m_hasForeignFits = false; ///< m_fits is still to be compared with what is known

    std::vector<FitRecord> m_fits; ///< a chain on the present problem
    int m_lastFitNumber = 0;       ///< of the study: numbers are used once
    std::optional<Convergence> m_convergence;
    int m_generation = 0;            ///< counts problems: a fit of an earlier one is stale
    int m_fitPrefix = 0;             ///< of the fit under way; 0: none
    int m_request = 0;               ///< counts suggestions: an earlier one is stale
    std::optional<Basis> m_inFlight; ///< of the suggestion under way, which is for m_number
    double m_freshSeconds = 0.0;     ///< what the last suggestion took
    std::optional<Suggestion> m_ready;
    std::optional<Error> m_failure;

    Worker m_suggestWorker;
    Worker m_fitWorker;
};

} // namespace attune::engine
