// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/paused_trials.h"

#include "app/engine/scheduling/trial_plan.h"

#include <algorithm>

namespace attune::engine {

namespace {

std::string stoppedSentence(std::int64_t step, const std::string &why)
{
    return "Stopped at step " + std::to_string(step) + ": " + why;
}

} // namespace

std::string PausedTrials::sentenceAt(std::int64_t step) const
{
    if (!m_rungs)
        return stoppedSentence(step, "the study pauses no trials any more.");
    return "Paused at step " + std::to_string(step) + ": it goes on when it is among the best 1/" +
           std::to_string(m_book->settingsInForce().search.hyperband.reductionFactor) +
           " of the trials that reached it.";
}

void PausedTrials::reset()
{
    m_rungs.reset();
    const StudySettings &settings = m_book->settingsInForce();
    const std::vector<Objective> &objectives = m_book->rules().objectives;
    if (pausesAtRungs(settings) && !objectives.empty())
        m_rungs.emplace(settings.search, *maxResourceOf(settings), objectives.front());
}

void PausedTrials::enter(int trial, const std::vector<RungRun> &runs)
{
    if (m_rungs)
        m_rungs->enter(trial, runs);
}

void PausedTrials::forget(int trial)
{
    if (m_rungs)
        m_rungs->forget(trial);
}

std::optional<int> PausedTrials::next() const
{
    if (!m_rungs)
        return std::nullopt;
    return m_rungs->next(
        [this](int trial) { return canGoOn(m_book->settingsInForce(), m_book->trial(trial)); });
}

void PausedTrials::goOn(int trial)
{
    Trial &promoted = m_book->editTrial(trial);
    promoted.state = TrialState::Waiting;
    promoted.isPaused = false;
    promoted.sentence.clear();
}

void PausedTrials::pause(Trial &trial) const
{
    trial.state = TrialState::Stopped;
    trial.isPaused = isOn();
    trial.stoppedAgainst.reset();
    trial.sentence = sentenceAt(trial.stoppedAtStep.value_or(0));
}

void PausedTrials::comeBack(int trial)
{
    Trial &paused = m_book->editTrial(trial);
    for (const Run &run : paused.runs)
        paused.endedMs = std::max(paused.endedMs, run.endedMs);
    pause(paused);
}

void PausedTrials::resume()
{
    if (!m_rungs) {
        endAll();
        return;
    }
    for (const Trial &trial : m_book->trials()) {
        if (!trial.isPaused && canGoOn(m_book->settingsInForce(), trial))
            pause(m_book->editTrial(trial.number));
    }
}

void PausedTrials::endAll()
{
    for (const Trial &paused : m_book->trials()) {
        if (!paused.isPaused)
            continue;
        const auto standing = m_rungs ? m_rungs->standingOf(paused.number) : std::nullopt;
        const std::string sentence = whyItStays(paused, standing);
        Trial &trial = m_book->editTrial(paused.number);
        trial.isPaused = false;
        trial.sentence = sentence;
        if (standing && !standing->isAmongBest)
            trial.stoppedAgainst = standing->limit;
        trial.stoppedMetric = trial.stoppedAgainst ? m_book->objectiveAt(trial.endedMs) : "";
    }
}

std::string PausedTrials::whyItStays(const Trial &trial,
                                     const std::optional<RungStanding> &standing) const
{
    const std::int64_t step = trial.stoppedAtStep.value_or(0);
    if (!m_rungs)
        return sentenceAt(step);
    if (trial.isExcluded)
        return stoppedSentence(step, "it is excluded.");
    if (!standing)
        return stoppedSentence(
            step, "its first rung is later now, so there is nothing to compare it with.");
    if (standing->isAmongBest && !canGoOn(m_book->settingsInForce(), trial))
        return stoppedSentence(
            step, "the study does not try its settings any more, so it could not go on.");
    return standing->sentence();
}

} // namespace attune::engine
