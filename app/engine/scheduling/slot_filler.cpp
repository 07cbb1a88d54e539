// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/slot_filler.h"

#include "app/engine/scheduling/trial_plan.h"
#include "core/study/carried_settings.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace attune::engine {

namespace {

/// Why the search has nothing to propose. What a person cancelled is proposed no more, though
/// nobody tried it.
std::string exhaustionOf(const Error &failure, const std::vector<Trial> &trials)
{
    const auto cancelled = std::ranges::count_if(trials, isCancelledByPerson);
    if (failure.kind != ErrorKind::Exhausted || cancelled == 0)
        return failure.message;
    return failure.message + " That counts " +
           (cancelled == 1
                ? "1 trial that was cancelled. Retry it to have its values tried."
                : std::to_string(cancelled) +
                      " trials that were cancelled. Retry them to have their values tried.");
}

} // namespace

SlotFiller::SlotFiller(StudyBook &book, TrialLauncher &launcher, PausedTrials &paused)
    : m_book(&book), m_launcher(&launcher), m_paused(&paused), m_history(book),
      m_queue([this](std::size_t results) { return m_history.history(results); })
{
    connect(&m_queue, &SuggestionQueue::ready, this, &SlotFiller::due);
    connect(&m_queue, &SuggestionQueue::fitted, this, [this](const FitRecord &fit) {
        m_book->addFit(fit);
        Q_EMIT modelChanged();
    });
    connect(m_launcher, &TrialLauncher::reported, this, &SlotFiller::takeReport);
}

void SlotFiller::resetSearch()
{
    if (m_book->isDraft()) {
        m_queue.drop(); // what it knows may be results of other rules by now
        return;
    }
    m_queue.setProblem(searchProblemOf(*m_book), m_book->revision(), fitsOfThisSearch(*m_book));
}

bool SlotFiller::hasBudget() const
{
    // A trial on its way still counts as waiting.
    return m_book->launchedCount() + onTheWayCount() < m_book->settings().budget.trials;
}

void SlotFiller::fill()
{
    if (m_book->isDraft()) // half typed, perhaps: it goes on with the next change without problems
        return;
    // What has begun comes first; paused trials cost no budget and come before new ones.
    while (m_launcher->slots().hasFree()) {
        if (launchWaiting(Waiting::Begun) || launchPaused())
            continue;
        if (!hasBudget() || (!launchWaiting(Waiting::New) && !launchSuggestion()))
            break;
    }
    if (!hasBudget())
        return;
    const bool wasReady = m_queue.isReady();
    m_queue.update(m_history.known(), int(m_book->trials().size()), m_history.typicalSeconds());
    m_queue.prepare();
    if (wasReady != m_queue.isReady())
        Q_EMIT readinessChanged();
}

bool SlotFiller::launchPaused()
{
    const std::optional<int> next = m_paused->next();
    if (!next)
        return false;
    m_paused->goOn(*next);
    launch(*next);
    return true;
}

bool SlotFiller::launchWaiting(Waiting which)
{
    const auto waiting = std::ranges::find_if(m_book->trials(), [&](const Trial &trial) {
        return trial.state == TrialState::Waiting && !isOnTheWay(trial.number) &&
               trial.runs.empty() == (which == Waiting::New);
    });
    if (waiting == m_book->trials().end())
        return false;
    const int number = waiting->number;
    if (which == Waiting::Begun || isUpToDate(*waiting)) {
        launch(number);
        return true;
    }
    replace(number);
    return true;
}

bool SlotFiller::isUpToDate(const Trial &trial) const
{
    if (trial.revision == m_book->revision())
        return true;
    const StudySettings &now = m_book->settings();
    const StudySettings then = m_book->definitionAt(trial.revision);
    return then.space == now.space && then.command == now.command &&
           then.usesShell == now.usesShell && then.lineBuffered == now.lineBuffered &&
           then.environment == now.environment && then.files == now.files &&
           then.workingDirectory == now.workingDirectory && then.search.seed == now.search.seed;
}

void SlotFiller::replace(int number)
{
    const SearchSpace &space = m_book->settings().space;
    const Settings settings = settingsToRun(space, m_book->trial(number));
    const Problems problems = space.problemsOf(settings);
    std::string why = "The study was changed before it began. ";
    if (m_book->trial(number).origin != TrialOrigin::Person) {
        why += "It was suggested for the one before.";
    } else if (!problems.empty()) {
        why += problems.front().sentence;
    } else {
        Trial again;
        again.settings = settings;
        again.origin = TrialOrigin::Person;
        again.revision = m_book->revision();
        why += "Trial " + std::to_string(m_book->addTrial(std::move(again))) + " takes its place.";
    }
    Trial &trial = m_book->editTrial(number);
    trial.state = TrialState::Cancelled;
    trial.sentence = why;
    m_book->addTrialEvent(trial);
}

StudySettings SlotFiller::definitionOf(const Trial &trial) const
{
    const StudySettings &now = m_book->settings();
    if (trial.runs.empty() || trial.revision == m_book->revision())
        return now; // isUpToDate()
    StudySettings begun = m_book->definitionAt(trial.revision);
    const std::uint64_t seed = begun.search.seed;
    const auto maximum = maxResourceOf(reachedResource(trial) > 0 ? now : begun);
    begun.search = now.search;
    begun.search.seed = seed;
    begun.search.hyperband.maxResource = maximum;
    begun.limits = now.limits;
    return begun;
}

bool SlotFiller::launchSuggestion()
{
    const int number = int(m_book->trials().size());
    m_queue.update(m_history.known(), number, m_history.typicalSeconds());
    if (m_suggestion && m_suggestion->number != number)
        m_suggestion.reset();
    if (!m_suggestion)
        m_suggestion = m_queue.take();
    if (!m_suggestion) {
        if (m_queue.failure() && m_launcher->slots().takenCount() == 0)
            Q_EMIT exhausted(exhaustionOf(*m_queue.failure(), m_book->trials()));
        return false;
    }
    Trial trial;
    trial.settings = std::move(m_suggestion->settings);
    trial.basis = std::move(m_suggestion->basis);
    trial.revision = m_book->revision();
    m_suggestion.reset();
    const auto defaults = m_book->settings().space.defaults();
    if (number == 0 && defaults && *defaults == trial.settings)
        trial.origin = TrialOrigin::Default;
    launch(m_book->addTrial(std::move(trial)));
    return true;
}

void SlotFiller::launch(int number)
{
    const Trial &trial = m_book->trial(number);
    if (trial.runs.empty() && trial.revision != m_book->revision())
        m_book->beginUnderPresent(number);
    const StudySettings definition = definitionOf(trial);
    const bool isOfRungs = pausesAtRungs(m_book->settings()) || reachedResource(trial) > 0;
    const auto usual = nextRun(trial, definition.evaluation);
    const RunKey again{.trial = number, .attempt = int(trial.runs.size()) + 1};
    const RunKey key = isOfRungs ? nextRungRun(trial) : usual.value_or(again);
    m_onTheWay[number] = {key, std::nullopt};
    m_launcher->start(definition, trial, key, *m_launcher->slots().take());
}

void SlotFiller::stop(int trial, const StopRequest &order)
{
    OnTheWay &launching = m_onTheWay.at(trial);
    launching.order = order;
    // Attune may end before the report comes, and the keeper looks whether it is to stop. What has
    // no job yet is no run.
    if (m_launcher->directoryOf(launching.key).hasJob())
        (void)m_launcher->stop(launching.key, order);
}

void SlotFiller::stopAll(const StopRequest &order)
{
    for (const auto &[trial, launching] : m_onTheWay)
        stop(trial, order);
}

void SlotFiller::takeReport(const LaunchReport &report)
{
    const auto stop = m_onTheWay.extract(report.key.trial).mapped().order;
    Trial &trial = m_book->editTrial(report.key.trial);
    if (!report.run) {
        m_launcher->slots().giveBack(report.slot);
        if (stop && stop->why == StopWhy::Study && reachedResource(trial) > 0) {
            m_paused->comeBack(trial.number);
        } else if (stop) {
            trial.state = TrialState::Cancelled;
            trial.sentence = stop->sentence;
        }
        Q_EMIT blocked(*report.error);
        return;
    }
    trial.state = TrialState::Running;
    trial.sentence.clear();
    Run run = *report.run;
    run.startedMs = QDateTime::currentMSecsSinceEpoch();
    trial.endedMs = 0;
    if (trial.runs.empty())
        trial.startedMs = run.startedMs;
    m_book->addRun(run);
    Q_EMIT launched(report.key, report.error, stop);
}

} // namespace attune::engine
