// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/confirmation.h"

#include "app/engine/exchange/json_document.h"
#include "app/engine/exchange/study_json.h"
#include "app/engine/exchange/trials_export.h"
#include "app/engine/execution/atomic_file.h"
#include "app/engine/execution/run_end.h"
#include "app/engine/storage/study_folder.h"
#include "core/base/rng.h"
#include "core/study/best_trials.h"
#include "core/study/carried_settings.h"
#include "core/study/study_problems.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *planName = "confirmation.json";

/// The definition of the reruns: each runs to its end, nothing is proposed, nothing ends early.
StudySettings rerunSettings(const StudySettings &study, std::uint64_t index)
{
    StudySettings settings = study;
    settings.name += " (confirmation)";
    settings.search.seed = Rng(study.search.seed, RandomPurpose::Confirmation, index).next() >> 33;
    if (settings.search.strategy == Strategy::Hyperband) {
        // Without rungs, but ended at the maximum as in the search.
        const std::int64_t maximum = maxResourceOf(study).value_or(1);
        settings.search.hyperband = {.minResource = maximum, .maxResource = maximum};
        settings.search.hyperband.isModelBased = false;
    } else {
        settings.search.strategy = Strategy::Random;
    }
    settings.budget.trials = 1;
    settings.budget.seconds.reset();
    settings.trialStopping = {};
    settings.studyStopping = {};
    settings.evaluation.replicates = 1;
    settings.evaluation.runsAll = settings.evaluation.folds > 1;
    settings.warmStart.clear();
    return settings;
}

/// What confirmation.json says: which trials, how they are compared, and how they run.
std::string planOf(const std::vector<int> &trials, const StudySettings &study,
                   const ConfirmationOptions &options)
{
    StudySettings what = study; // what reruns depend on, the requirements among it
    what.name.clear();
    what.budget = {};
    what.trialStopping = {};
    what.studyStopping = {};
    what.warmStart.clear();
    what.evaluation.runsAll = what.evaluation.folds > 1;
    const Json plan{{"trials", trials},
                    {"confidence", options.confidence},
                    {"reruns", options.rounds},
                    {"definition", Json::parse(studyJsonOf(what))}};
    return prettyJson(plan) + "\n";
}

QDir confirmationsOf(const StudyRunner &study)
{
    return {study.folder() + u"/confirmations"_s};
}

QStringList foldersIn(const QDir &confirmations)
{
    return confirmations.entryList({u"[0-9][0-9][0-9][0-9]"_s}, QDir::Dirs, QDir::Name);
}

/// The folder to use: the last one, where its plan is the same, or a new study.
Result<QString> placeOf(const StudyRunner &study, const std::string &plan)
{
    const QDir confirmations = confirmationsOf(study);
    const QStringList folders = foldersIn(confirmations);
    if (!folders.isEmpty()) {
        const QString last = confirmations.filePath(folders.last());
        if (readFile(last.toStdString() + "/" + planName) == plan)
            return last;
    }
    if (!QFileInfo::exists(StudyFolder(study.folder()).database()))
        return Error{ErrorKind::NotFound,
                     u"The study is not in \"%1\" any more. Bring it back to rerun its settings."_s
                         .arg(study.folder())
                         .toStdString()};
    const int number = folders.isEmpty() ? 1 : folders.last().toInt() + 1;
    const QString folder = confirmations.filePath(u"%1"_s.arg(number, 4, 10, QChar(u'0')));
    const StudySettings settings = rerunSettings(study.settings(), std::uint64_t(number));
    if (auto made = createStudy(folder, settings, study.sourceFolder()); !made)
        return made.error();
    const std::filesystem::path file = folder.toStdString() + "/" + planName;
    if (auto written = writeFile(file, plan, Durability::OnDisk); !written)
        return written.error();
    return folder;
}

/// The machine broke it, as often as `attempts` says: it tells nothing of the settings.
bool isBrokenByMachine(const Trial &rerun)
{
    return rerun.state == TrialState::Failed && !rerun.runs.empty() &&
           outcomeOf(rerun.runs.back()).isInfrastructure;
}

/// Of each settings one such rerun is passed over, and run again.
class PassedOver
{
public:
    bool take(const Trial &rerun)
    {
        const auto isSame = [&](const Settings &settings) { return settings == rerun.settings; };
        if (!isBrokenByMachine(rerun) || std::ranges::any_of(m_settings, isSame))
            return false;
        m_settings.push_back(rerun.settings);
        return true;
    }

private:
    std::vector<Settings> m_settings;
};

} // namespace

Result<std::vector<Confirmation::Candidate>> Confirmation::candidatesOf(const StudyRunner &study,
                                                                        int count)
{
    const StudySettings &settings = study.settings();
    if (settings.objectives.size() > 1)
        return Error{ErrorKind::Invalid,
                     "Reruns find out which settings are the best in one objective, and this "
                     "study has " +
                         std::to_string(settings.objectives.size()) +
                         ". Choose a trial from the front yourself, or use replicates."};
    const std::vector<std::string> varied = variedNames(settings, study.trials());
    std::vector<Candidate> candidates;
    for (const Trial *trial : rankedTrials(study.trials(), settings.objectives.front())) {
        Settings all = allValuesOf(*trial);
        std::erase_if(all, [&](const auto &each) {
            return std::ranges::find(varied, each.first) == varied.end();
        });
        const Settings today = settingsToRun(settings.space, *trial);
        const auto isSame = [&](const Candidate &known) { return known.settings == today; };
        // Ranges may have been narrowed since; and settings that were tried twice are one
        // contender.
        if (std::ranges::any_of(candidates, isSame) || !ranAsToday(settings.space, all) ||
            !settings.space.problemsOf(today).empty())
            continue;
        Contender contender;
        contender.trial = trial->number;
        contender.searchValue = *trial->objective();
        candidates.push_back({contender, today});
        if (candidates.size() == std::size_t(count))
            break;
    }
    if (candidates.size() < 2)
        return Error{ErrorKind::NotFound,
                     std::string("There are not two complete trials with different settings ") +
                         (settings.requirements.empty() ? "" : "that meet the requirements ") +
                         "to compare. Run more trials first."};
    return candidates;
}

Result<std::unique_ptr<Confirmation>> Confirmation::open(const StudyRunner &study,
                                                         const ConfirmationOptions &options)
{
    if (const Problems problems = options.problems(); !problems.empty())
        return Error{ErrorKind::Invalid, problems.front().sentence};
    if (const Problems problems = study.settings().problems(); !problems.empty())
        return Error{ErrorKind::Invalid, problems.front().sentence};
    if (tellsAnyOf(study.settings(), {"replicate"}) &&
        !tellsAnyOf(study.settings(), {"trial.seed"}))
        return Error{ErrorKind::Invalid,
                     "Reruns differ in {trial.seed}, and this command is told only {replicate}, "
                     "which is 0 in all of them: they would all be the same. Use {trial.seed} in "
                     "the command."};
    if (study.status().running > 0)
        return Error{ErrorKind::Busy, "Trials are running. Wait until they have ended, so that no "
                                      "slot is used twice."};
    auto candidates = candidatesOf(study, options.contenders);
    if (!candidates)
        return candidates.error();
    std::vector<int> trials;
    for (const Candidate &candidate : *candidates)
        trials.push_back(candidate.contender.trial);
    const auto folder = placeOf(study, planOf(trials, study.settings(), options));
    if (!folder)
        return folder.error();
    auto runner = StudyRunner::open(*folder, OpenMode::Write);
    if (!runner)
        return runner.error();
    return std::unique_ptr<Confirmation>(
        new Confirmation(std::move(*runner), options, std::move(*candidates)));
}

Confirmation::Confirmation(std::unique_ptr<StudyRunner> runner, const ConfirmationOptions &options,
                           std::vector<Candidate> candidates)
    : m_runner(std::move(runner)), m_options(options), m_candidates(std::move(candidates))
{
    updateStanding();
    connect(m_runner.get(), &StudyRunner::trialChanged, this, &Confirmation::takeTrial);
    connect(m_runner.get(), &StudyRunner::failed, this, &Confirmation::failed);
    // Queued: the runner is in the middle of its own work when it says so.
    connect(m_runner.get(), &StudyRunner::stopped, this, &Confirmation::takeStop,
            Qt::QueuedConnection);
}

const Confirmation::Candidate *Confirmation::candidateOf(const Settings &settings) const
{
    const auto found = std::ranges::find(m_candidates, settings, &Candidate::settings);
    return found == m_candidates.end() ? nullptr : &*found;
}

void Confirmation::updateStanding()
{
    PassedOver passedOver;
    for (Candidate &candidate : m_candidates) {
        candidate.contender.values.clear();
        candidate.contender.required.clear();
        candidate.contender.hasFailed = false;
        for (const Trial &rerun : m_runner->trials()) {
            if (rerun.settings != candidate.settings || !isFinished(rerun.state) ||
                rerun.state == TrialState::Cancelled || passedOver.take(rerun))
                continue;
            if (rerun.state != TrialState::Complete || !rerun.objective()) {
                candidate.contender.hasFailed = true;
                continue;
            }
            candidate.contender.values.push_back(*rerun.objective());
            candidate.contender.required.push_back(rerun.required);
        }
    }
    std::vector<Contender> contenders;
    for (const Candidate &candidate : m_candidates)
        contenders.push_back(candidate.contender);
    const StudySettings &settings = m_runner->settings();
    m_standing = standingOf(contenders, settings.objectives.front().direction, m_options,
                            settings.requirements);
}

Result<void> Confirmation::enqueueDue()
{
    const auto due = std::size_t(std::max(roundsBeforeFirstLook, m_standing.round + 1));
    std::vector<std::size_t> counts(m_candidates.size());
    int trials = 0; // that count towards the budget
    PassedOver passedOver;
    for (const Trial &rerun : m_runner->trials()) {
        if (rerun.state == TrialState::Cancelled)
            continue;
        ++trials;
        if (passedOver.take(rerun))
            continue;
        if (const Candidate *candidate = candidateOf(rerun.settings))
            ++counts[std::size_t(candidate - m_candidates.data())];
    }
    for (std::size_t round = 0; round < due; ++round) {
        for (std::size_t i = 0; i < m_candidates.size(); ++i) {
            const auto isOut =
                std::ranges::any_of(m_standing.contenders, [&](const ContenderStanding &standing) {
                    return standing.trial == m_candidates[i].contender.trial && standing.isOut;
                });
            if (isOut || counts[i] > round)
                continue;
            if (auto enqueued = m_runner->enqueue(m_candidates[i].settings); !enqueued)
                return enqueued.error();
            ++trials;
        }
    }
    Budget budget = m_runner->settings().budget;
    budget.trials = trials;
    return m_runner->setBudget(budget);
}

Result<void> Confirmation::start()
{
    if (auto enqueued = enqueueDue(); !enqueued)
        return enqueued;
    return m_runner->run();
}

void Confirmation::stop()
{
    m_runner->stop(RunningTrials::Stop);
}

void Confirmation::takeTrial(const Trial &trial)
{
    if (!isFinished(trial.state))
        return;
    if (const Candidate *candidate = candidateOf(trial.settings))
        Q_EMIT rerunEnded(candidate->contender.trial, trial);
    updateStanding();
    Q_EMIT standingChanged(m_standing);
}

void Confirmation::takeStop()
{
    updateStanding();
    const StudyStatus status = m_runner->status();
    if (isDecided()) {
        Q_EMIT ended({});
        return;
    }
    if (status.state != StudyState::Finished) {
        Q_EMIT ended(status.reason.empty() ? u"Stopped before it was decided."_s
                                           : QString::fromStdString(status.reason));
        return;
    }
    if (auto started = start(); !started)
        Q_EMIT ended(QString::fromStdString(started.error().message));
}

} // namespace attune::engine
