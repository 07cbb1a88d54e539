// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/scheduling/paused_trials.h"
#include "app/engine/scheduling/search_history.h"
#include "app/engine/scheduling/suggestion_queue.h"
#include "app/engine/scheduling/trial_launcher.h"

#include <QObject>

#include <map>
#include <optional>

namespace attune::engine {

/// Keeps slots busy: launches what waits, then what the search suggests. A launch takes some
/// milliseconds of disk and process start and happens on another thread; until it is reported the
/// trial is on its way and waits, so that nothing is lost if it can't be launched after all.
class SlotFiller : public QObject
{
    Q_OBJECT

public:
    SlotFiller(StudyBook &book, TrialLauncher &launcher, PausedTrials &paused);

    /// Begins the search of the book's settings, unless they are a draft.
    void resetSearch();
    /// The suggestion at hand was made for other settings or results.
    void dropSuggestion() { m_suggestion.reset(); }
    /// What the search has known is of another space.
    void dropHistory()
    {
        m_history.reset();
        m_queue.drop();
    }

    /// Launches as long as there are free slots, something to try and budget; prepares the next
    /// suggestion. Nothing of that while the settings are a draft.
    void fill();
    [[nodiscard]] bool isSuggestionReady() const { return m_queue.isReady(); }
    [[nodiscard]] const std::optional<SuggestionQueue::Convergence> &convergence() const
    {
        return m_queue.convergence();
    }

    [[nodiscard]] bool isOnTheWay(int trial) const { return m_onTheWay.contains(trial); }
    [[nodiscard]] int onTheWayCount() const { return int(m_onTheWay.size()); }
    /// Stops a trial that is on its way as soon as that is possible.
    void stop(int trial, const StopRequest &order);
    void stopAll(const StopRequest &order);

Q_SIGNALS:
    /// The run is in the book and its program on its way, or it has an error and must be ended.
    void launched(const attune::RunKey &key, const std::optional<attune::Error> &error,
                  const std::optional<attune::engine::StopRequest> &stop);
    /// The trial waits on: its run could not even be prepared.
    void blocked(const attune::Error &error);
    /// Nothing is left to be tried, and nothing runs.
    void exhausted(const std::string &why);
    /// fill() may have something to do.
    void due();
    /// isSuggestionReady() has changed.
    void readinessChanged();
    /// convergence() is that of a newer fit.
    void modelChanged();

private:
    [[nodiscard]] bool hasBudget() const;
    /// A trial that waits for another run, or for its first one.
    enum class Waiting { Begun, New };
    [[nodiscard]] bool launchWaiting(Waiting which);
    [[nodiscard]] bool launchPaused();
    [[nodiscard]] bool launchSuggestion();
    /// Whether a trial that has not begun would run by the definition that it is recorded under.
    [[nodiscard]] bool isUpToDate(const Trial &trial) const;
    /// Cancels one that would not, and says why. In the place of a person's own comes another one
    /// with what its settings are in the present space, where they have a place there.
    void replace(int number);
    /// What a trial runs by: the present definition, or that by which it has begun, within today's
    /// limits and search.
    [[nodiscard]] StudySettings definitionOf(const Trial &trial) const;
    void launch(int number);
    void takeReport(const LaunchReport &report);

    StudyBook *m_book;
    TrialLauncher *m_launcher;
    PausedTrials *m_paused;
    SearchHistory m_history;
    SuggestionQueue m_queue;
    std::optional<Suggestion> m_suggestion; ///< taken, but not launched yet
    /// A run that is being launched, and what is to be told to it then.
    struct OnTheWay
    {
        RunKey key;
        std::optional<StopRequest> order;
    };
    std::map<int, OnTheWay> m_onTheWay; ///< by trial
};

} // namespace attune::engine
